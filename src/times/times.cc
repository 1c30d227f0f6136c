#include "times/times.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace detente {

namespace {

// Lower-cased word without a full stop at its end, in a fixed buffer.
class Word {
 public:
  explicit Word(std::string_view form) {
    while (!form.empty() && form.back() == '.') form.remove_suffix(1);
    if (form.size() > sizeof buffer_) return;
    for (char c : form) buffer_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  [[nodiscard]] std::string_view view() const { return {buffer_, size_}; }

 private:
  char buffer_[24] = {};
  std::size_t size_ = 0;
};

int month_of(std::string_view w) {
  static constexpr std::array<std::string_view, 12> full = {"january", "february", "march",     "april",   "may",      "june",
                                                            "july",    "august",   "september", "october", "november", "december"};
  if (w == "sept") return 9;
  for (int i = 0; i < 12; ++i) {
    const std::string_view f = full[static_cast<std::size_t>(i)];
    if (w == f || (w.size() == 3 && f.rfind(w, 0) == 0)) return i + 1;
  }
  return 0;
}

int weekday_of(std::string_view w) {
  static constexpr std::array<std::string_view, 7> full = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  for (int i = 0; i < 7; ++i)
    if (w == full[static_cast<std::size_t>(i)]) return i;
  return -1;
}

int number_of(std::string_view w) {
  static constexpr std::array<std::string_view, 13> small = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                                             "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (w == "a" || w == "an") return 1;
  if (w == "several") return 3;
  for (int i = 1; i < 13; ++i)
    if (w == small[static_cast<std::size_t>(i)]) return i;
  int v = 0;
  const auto r = std::from_chars(w.data(), w.data() + w.size(), v);
  return r.ec == std::errc() && r.ptr == w.data() + w.size() ? v : -1;
}

// A day of a month: "25", "25th".
int day_of(std::string_view w) {
  for (const std::string_view suffix : {"st", "nd", "rd", "th"})
    if (w.size() > 2 && w.substr(w.size() - 2) == suffix) {
      w.remove_suffix(2);
      break;
    }
  if (w.empty() || w.size() > 2 || w[0] < '0' || w[0] > '9') return 0;
  const int v = number_of(w);
  return v >= 1 && v <= 31 ? v : 0;
}

int year_of(std::string_view w) {
  if (w.size() != 4 || (w[0] != '1' && w[0] != '2')) return 0;
  const int v = number_of(w);
  return v >= 1500 && v <= 2100 ? v : 0;
}

DayRange month_range(int year, int month) { return {day_number({year, month, 1}), day_number({year, month, days_in_month(year, month)})}; }
DayRange year_range(int year) { return {day_number({year, 1, 1}), day_number({year, 12, 31})}; }

DayRange add_months(std::int32_t day, int months) {
  const CivilDate d = civil_date(day);
  const int m = d.year * 12 + d.month - 1 + months;
  return month_range(m / 12, m % 12 + 1);
}

class Finder {
 public:
  Finder(const TreeView& tree, std::optional<std::int32_t> published, std::vector<TimeExpression>& out) : tree_(tree), published_(published), out_(out) {}

  void run() {
    for (int i = 0; i < tree_.size();) {
      TimeExpression e;
      e.begin = i;
      if (match(i, e)) {
        e.head = e.end - 1;
        for (int k = e.begin; k < e.end; ++k) {
          const int h = tree_.token(k).head;
          if (h < e.begin || h >= e.end) {
            e.head = k;
            break;
          }
        }
        out_.push_back(e);
        i = e.end;
      } else {
        ++i;
      }
    }
  }

 private:
  [[nodiscard]] std::string_view form(int i) const { return i < tree_.size() ? tree_.token(i).form : std::string_view(); }

  bool fixed(TimeExpression& e, int end, DayRange days, DatePrecision precision) const {
    e.end = end;
    e.days = days;
    e.precision = precision;
    return true;
  }
  bool relative(TimeExpression& e, int end, DayRange days, DatePrecision precision) const {
    e.kind = TimeExpression::Kind::relative;
    e.needs_document_date = true;
    return fixed(e, end, days, precision);
  }

  bool match(int i, TimeExpression& e) {
    const std::string_view raw = form(i);
    const char c = raw[0];
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!digit && !letter) return false;
    const Word word(raw);
    const std::string_view w = word.view();
    if (digit) return match_number(i, w, e);
    const std::int32_t today = published_.value_or(0);
    if (c >= 'A' && c <= 'Z') {
      const int month = month_of(w);
      if (month > 0 && (w.size() > 3 || raw.size() >= 3) && !(w == "may" && tree_.token(i).upos == Upos::AUX) &&
          !(w == "march" && tree_.token(i).upos == Upos::VERB))
        return match_month(i, month, e);
      const int day = weekday_of(w);
      if (day >= 0) {
        e.kind = TimeExpression::Kind::weekday;
        e.number = day;
        e.needs_document_date = true;
        e.end = i + 1;
        return true;
      }
    }
    if (w == "today" || w == "tonight") return relative(e, i + 1, {today, today}, DatePrecision::day);
    if (w == "yesterday") return relative(e, i + 1, {today - 1, today - 1}, DatePrecision::day);
    if (w == "tomorrow") return relative(e, i + 1, {today + 1, today + 1}, DatePrecision::day);
    if (w == "last" || w == "next" || w == "this" || w == "previous" || w == "coming" || w == "past") return match_relative(i, w, e);
    const int number = number_of(w);
    if (number > 0 || w == "several" || w == "few") return match_ago(i, number > 0 ? number : 3, e);
    return false;
  }

  bool match_number(int i, std::string_view w, TimeExpression& e) {
    if (const auto iso = w.size() == 10 ? parse_iso_range(w) : std::nullopt) return fixed(e, i + 1, *iso, DatePrecision::day);
    const Word next(form(i + 1));
    const int day = day_of(w);
    int month_at = i + 1;
    if (next.view() == "of") month_at = i + 2;
    const std::string_view month_form = form(month_at);
    const int month = day > 0 && !month_form.empty() && month_form[0] >= 'A' && month_form[0] <= 'Z' ? month_of(Word(month_form).view()) : 0;
    if (month > 0) {
      e.day = e.last_day = day;
      return finish_month(month_at + 1, month, e);
    }
    if (const int year = year_of(w)) {
      // A bare number of four digits is a year after a preposition, or alone
      const Token& t = tree_.token(i);
      bool preposition = false;
      for (int c = tree_.first(i); c >= 0; c = tree_.next(c)) preposition |= tree_.token(c).deprel == Deprel::case_;
      if (preposition || t.deprel == Deprel::obl_unmarked || t.deprel == Deprel::nmod_unmarked || t.deprel == Deprel::obl)
        return fixed(e, i + 1, year_range(year), DatePrecision::year);
      return false;
    }
    const int number = number_of(w);
    return number > 0 && match_ago(i, number, e);
  }

  // At a month's name: "June 2014", "Jan. 25", "February 10-11, 2016", "June".
  bool match_month(int i, int month, TimeExpression& e) {
    int next = i + 1;
    if (form(next) == ".") ++next;
    const Word next_word(form(next));
    const std::string_view w = next_word.view();
    if (year_of(w) == 0) {
      if (const int day = day_of(w)) {
        e.day = e.last_day = day;
        ++next;
        const std::string_view sep = form(next);
        if (sep == "-" || sep == "\u2013" || sep == "to" || sep == "and") {
          if (const int to = day_of(Word(form(next + 1)).view())) {
            if (to > day) {
              e.last_day = to;
              next += 2;
            }
          }
        }
      } else {
        // One token "10-11" or "10–11"
        const std::string both(w);
        std::size_t cut = both.find('-');
        std::size_t width = 1;
        if (cut == std::string::npos) {
          cut = both.find("\u2013");
          width = 3;
        }
        if (cut != std::string::npos) {
          const int from = day_of(both.substr(0, cut)), to = day_of(both.substr(cut + width));
          if (from > 0 && to > from) {
            e.day = from;
            e.last_day = to;
            ++next;
          }
        }
      }
    }
    return finish_month(next, month, e);
  }

  bool finish_month(int next, int month, TimeExpression& e) {
    e.number = month;
    int year = year_of(Word(form(next)).view());
    if (year > 0) {
      ++next;
    } else if (form(next) == ",") {
      year = year_of(Word(form(next + 1)).view());
      if (year > 0) next += 2;
    }
    e.precision = e.day > 0 ? DatePrecision::day : DatePrecision::month;
    if (year > 0) {
      const DayRange whole = month_range(year, month);
      if (e.day > days_in_month(year, month)) return false;
      return fixed(e, next, e.day > 0 ? DayRange{whole.first + e.day - 1, whole.first + std::min(e.last_day, days_in_month(year, month)) - 1} : whole,
                   e.precision);
    }
    e.kind = TimeExpression::Kind::month;
    e.needs_document_date = true;
    e.end = next;
    return true;
  }

  bool match_relative(int i, std::string_view w, TimeExpression& e) {
    const int sign = w == "last" || w == "previous" || w == "past" ? -1 : w == "this" ? 0 : 1;
    const Word next(form(i + 1));
    const std::string_view unit = next.view();
    const std::int32_t today = published_.value_or(0);
    if (unit == "week") {
      const std::int32_t monday = today - weekday(today) + 7 * sign;
      return relative(e, i + 2, {monday, monday + 6}, DatePrecision::week);
    }
    if (unit == "weekend") {
      const std::int32_t saturday = today - weekday(today) + 5 + (sign < 0 && weekday(today) < 6 ? -7 : sign > 0 ? 7 : 0);
      return relative(e, i + 2, {saturday, saturday + 1}, DatePrecision::day);
    }
    if (unit == "month") return relative(e, i + 2, add_months(today, sign), DatePrecision::month);
    if (unit == "year") return relative(e, i + 2, year_range(civil_date(today).year + sign), DatePrecision::year);
    if (unit == "night" && sign < 0) return relative(e, i + 2, {today - 1, today - 1}, DatePrecision::day);
    if (unit == "morning" || unit == "afternoon" || unit == "evening") return sign == 0 && relative(e, i + 2, {today, today}, DatePrecision::day);
    const int day = weekday_of(unit);
    if (day >= 0) {
      e.kind = TimeExpression::Kind::weekday;
      e.number = day;
      e.direction = sign;
      e.needs_document_date = true;
      e.end = i + 2;
      return true;
    }
    const int month = month_of(unit);
    if (month > 0 && form(i + 1)[0] >= 'A' && form(i + 1)[0] <= 'Z') {
      e.kind = TimeExpression::Kind::month;
      e.number = month;
      e.direction = sign;
      e.precision = DatePrecision::month;
      e.needs_document_date = true;
      e.end = i + 2;
      return true;
    }
    return false;
  }

  bool match_ago(int i, int number, TimeExpression& e) {
    const Word unit_word(form(i + 1)), ago(form(i + 2));
    std::string_view unit = unit_word.view();
    const bool back = ago.view() == "ago" || ago.view() == "earlier";
    if (!back) return false;
    if (unit.size() > 1 && unit.back() == 's') unit.remove_suffix(1);
    const std::int32_t today = published_.value_or(0);
    if (unit == "day") return relative(e, i + 3, {today - number, today - number}, DatePrecision::day);
    if (unit == "week") {
      const std::int32_t monday = today - 7 * number - weekday(today);
      return relative(e, i + 3, {monday, monday + 6}, DatePrecision::week);
    }
    if (unit == "month") return relative(e, i + 3, add_months(today, -number), DatePrecision::month);
    if (unit == "year") return relative(e, i + 3, year_range(civil_date(today).year - number), DatePrecision::year);
    if (unit == "decade")
      return relative(e, i + 3, {year_range(civil_date(today).year - 10 * number - 4).first, year_range(civil_date(today).year - 10 * number + 5).last},
                      DatePrecision::unknown);
    return false;
  }

  const TreeView& tree_;
  std::optional<std::int32_t> published_;
  std::vector<TimeExpression>& out_;
};

}  // namespace

void find_times(const TreeView& tree, std::optional<std::int32_t> published, std::vector<TimeExpression>& out) {
  out.clear();
  Finder(tree, published, out).run();
}

std::optional<DayRange> resolve_time(const TimeExpression& e, std::optional<std::int32_t> published, bool future) {
  if (e.needs_document_date && !published) return std::nullopt;
  switch (e.kind) {
    case TimeExpression::Kind::fixed:
    case TimeExpression::Kind::relative: return e.days;
    case TimeExpression::Kind::weekday: {
      const std::int32_t today = *published;
      const int back = (weekday(today) - e.number + 7) % 7;  // days since the last such weekday, 0 today
      const int ahead = (7 - back) % 7;
      std::int32_t day = today - back;
      if (e.direction < 0) day = today - (back == 0 ? 7 : back);
      else if (e.direction > 0) day = today + (ahead == 0 ? 7 : ahead);
      else if (future) day = today + ahead;
      return DayRange{day, day};
    }
    case TimeExpression::Kind::month: {
      // The nearest such month on the side of the tense
      const CivilDate now = civil_date(*published);
      int year = now.year;
      const int day = e.day > 0 ? e.day : e.number == now.month ? now.day : 15;
      const bool later = e.number > now.month || (e.number == now.month && day > now.day);
      const bool earlier = e.number < now.month || (e.number == now.month && day < now.day);
      const bool ahead = e.direction > 0 || (e.direction == 0 && future);
      if (ahead && earlier) ++year;
      else if (!ahead && later) --year;
      if (!ahead && e.direction == 0 && later && e.day > 0) {
        // "for talks on Jan. 25" in a past clause: within two months ahead it is more likely still to come
        const std::int32_t coming = day_number({year + 1, e.number, std::min(e.day, days_in_month(year + 1, e.number))});
        if (coming - *published <= 31) ++year;
      }
      const DayRange whole = month_range(year, e.number);
      if (e.day == 0) return whole;
      const int length = days_in_month(year, e.number);
      return DayRange{whole.first + std::min(e.day, length) - 1, whole.first + std::min(e.last_day, length) - 1};
    }
  }
  return std::nullopt;
}

}  // namespace detente
