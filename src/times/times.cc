#include "times/times.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace detente {

namespace {

// Lower-cased word without full stops at its end, in a fixed buffer.
class Word {
 public:
  explicit Word(std::string_view form) {
    while (form.size() > 1 && form.back() == '.') form.remove_suffix(1);
    if (form.size() > sizeof buffer_) return;
    for (char c : form) buffer_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  [[nodiscard]] std::string_view view() const { return {buffer_, size_}; }

 private:
  char buffer_[24] = {};
  std::size_t size_ = 0;
};

template <std::size_t N>
int index_in(const std::array<std::string_view, N>& list, std::string_view w) {
  for (std::size_t i = 0; i < N; ++i)
    if (list[i] == w) return static_cast<int>(i);
  return -1;
}

bool any_word(std::string_view w, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), w) != list.end(); }

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
  static constexpr std::array<std::string_view, 7> plural = {"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"};
  const int i = index_in(full, w);
  return i >= 0 ? i : index_in(plural, w);
}

int number_of(std::string_view w) {
  static constexpr std::array<std::string_view, 21> small = {"zero",     "one",     "two",     "three",     "four",     "five",     "six",
                                                             "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
                                                             "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  static constexpr std::array<std::string_view, 7> tens = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (const int i = index_in(small, w); i > 0) return i;
  if (const int i = index_in(tens, w); i >= 0) return 30 + 10 * i;
  if (w == "hundred") return 100;
  int v = 0;
  const auto r = std::from_chars(w.data(), w.data() + w.size(), v);
  return r.ec == std::errc() && r.ptr == w.data() + w.size() && !w.empty() ? v : -1;
}

int ordinal_of(std::string_view w) {
  static constexpr std::array<std::string_view, 5> words = {"", "first", "second", "third", "fourth"};
  static constexpr std::array<std::string_view, 5> digits = {"", "1st", "2nd", "3rd", "4th"};
  const int i = index_in(words, w);
  return i > 0 ? i : std::max(0, index_in(digits, w));
}

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
  return v >= 1000 && v <= 2100 ? v : 0;
}

enum class Unit : std::uint8_t { none, second, minute, hour, day, weekend, week, month, quarter, season, year, decade, century };

Unit unit_of(std::string_view w) {
  static constexpr std::array<std::string_view, 12> one = {"second", "minute",  "hour",   "day",  "weekend", "week",
                                                           "month",  "quarter", "season", "year", "decade",  "century"};
  static constexpr std::array<std::string_view, 12> many = {"seconds", "minutes",  "hours",   "days",  "weekends", "weeks",
                                                            "months",  "quarters", "seasons", "years", "decades",  "centuries"};
  int i = index_in(one, w);
  if (i < 0) i = index_in(many, w);
  return i < 0 ? Unit::none : static_cast<Unit>(i + 1);
}

int season_of(std::string_view w) {  // 1 spring, 2 summer, 3 autumn, 4 winter
  if (w == "spring") return 1;
  if (w == "summer") return 2;
  if (w == "autumn" || w == "fall") return 3;
  if (w == "winter") return 4;
  return 0;
}

std::string_view day_part(std::string_view w) {
  if (w == "morning" || w == "mornings") return "TMO";
  if (w == "afternoon" || w == "afternoons") return "TAF";
  if (w == "evening" || w == "evenings") return "TEV";
  if (w == "night" || w == "nights") return "TNI";
  return {};
}

DayRange month_range(int year, int month) { return {day_number({year, month, 1}), day_number({year, month, days_in_month(year, month)})}; }
DayRange year_range(int year) { return {day_number({year, 1, 1}), day_number({year, 12, 31})}; }
DayRange quarter_range(int year, int quarter) { return {month_range(year, 3 * quarter - 2).first, month_range(year, 3 * quarter).last}; }
DayRange season_range(int year, int season) {
  if (season == 4) return {day_number({year, 12, 1}), day_number({year + 1, 3, 1}) - 1};
  return {day_number({year, 3 * season, 1}), month_range(year, 3 * season + 2).last};
}

// ISO week and its year of a day.
std::pair<int, int> iso_week(std::int32_t day) {
  const std::int32_t thursday = day - weekday(day) + 3;
  const int year = civil_date(thursday).year;
  return {year, (thursday - day_number({year, 1, 1})) / 7 + 1};
}

class Finder {
 public:
  Finder(const TreeView& tree, TimeContext& context, std::vector<TimeExpression>& out) : tree_(tree), context_(context), out_(out) {}

  void run() {
    for (int i = 0; i < tree_.size();) {
      TimeExpression e;
      e.begin = i;
      e.end = i;
      if (match(i, e) && e.end > i) {
        widen(e);
        e.head = e.end - 1;
        for (int k = e.begin; k < e.end; ++k) {
          const int h = tree_.token(k).head;
          if (h < e.begin || h >= e.end) {
            e.head = k;
            break;
          }
        }
        if (e.has_days && e.type != TimexType::duration && e.precision != DatePrecision::unknown) {
          context_.last = e.days.first;
          context_.last_precision = e.precision;
        }
        i = e.end;
        out_.push_back(e);
      } else {
        ++i;
      }
    }
  }

 private:
  [[nodiscard]] std::string_view form(int i) const { return i >= 0 && i < tree_.size() ? tree_.token(i).form : std::string_view(); }
  [[nodiscard]] Word word(int i) const { return Word(form(i)); }
  [[nodiscard]] bool is(int i, std::string_view w) const { return word(i).view() == w; }
  [[nodiscard]] bool hyphen(int i) const { return form(i) == "-" || form(i) == "\u2013" || form(i) == "\u2010"; }
  [[nodiscard]] bool capital(int i) const {
    const std::string_view f = form(i);
    return !f.empty() && f[0] >= 'A' && f[0] <= 'Z';
  }

  // The day that relative words count from.
  [[nodiscard]] std::optional<std::int32_t> reference() const {
    if (context_.narrative && context_.last) return context_.last;
    return context_.published;
  }
  // For "the next day", "two days later": the last date told, else the document's.
  [[nodiscard]] std::optional<std::int32_t> anaphoric() const { return context_.last ? context_.last : context_.published; }

  // The tense of the clause that the token stands in: 1 to come, -1 past, 0 unknown or present.
  [[nodiscard]] int tense(int i) const {
    int node = i;
    for (int steps = 0; steps < 6 && node >= 0; ++steps) {
      const Token& t = tree_.token(node);
      if (t.upos == Upos::VERB || (t.upos == Upos::AUX && steps > 0) || tree_.child(node, Deprel::cop) >= 0) {
        bool past = t.morph.tense == Morph::Tense::past, future = false, to = false;
        for (int c = tree_.first(node); c >= 0; c = tree_.next(c)) {
          const Token& a = tree_.token(c);
          if (a.deprel == Deprel::aux || a.deprel == Deprel::aux_pass || a.deprel == Deprel::cop) {
            if (a.lemma == "will" || a.lemma == "shall" || a.lemma == "'ll" || a.lemma == "wo" || a.lemma == "would" || a.lemma == "may" ||
                a.lemma == "might" || a.lemma == "can" || a.lemma == "could" || a.lemma == "should" || a.lemma == "must")
              future = true;
            else if (a.morph.tense == Morph::Tense::past) past = true;
          } else if (a.deprel == Deprel::mark && a.lemma == "to") {
            to = true;
          }
        }
        if (future || to) return 1;
        return past ? -1 : 0;
      }
      node = t.head;
    }
    return 0;
  }

  // --- Setting what an expression means

  template <class... Args>
  static void set_value(TimeExpression& e, const char* format, Args... args) {
    std::snprintf(e.value_text, sizeof e.value_text, format, args...);
  }
  bool date(TimeExpression& e, int end, DayRange days, DatePrecision precision) const {
    e.end = end;
    e.type = TimexType::date;
    e.days = days;
    e.has_days = true;
    e.precision = precision;
    const CivilDate d = civil_date(days.first);
    switch (precision) {
      case DatePrecision::day: set_value(e, "%04d-%02d-%02d", d.year, d.month, d.day); break;
      case DatePrecision::week: {
        const auto [year, week] = iso_week(days.first);
        set_value(e, "%04d-W%02d", year, week);
        break;
      }
      case DatePrecision::month: set_value(e, "%04d-%02d", d.year, d.month); break;
      case DatePrecision::year: set_value(e, "%04d", d.year); break;
      default: break;
    }
    return true;
  }
  bool reference_word(TimeExpression& e, int end, const char* value) const {
    e.end = end;
    set_value(e, "%s", value);
    return true;
  }
  // A date whose reference is unknown: the expression stands, its value does not.
  bool unknown(TimeExpression& e, int end, const char* value) const { return reference_word(e, end, value); }

  bool duration(TimeExpression& e, int end, double count, Unit unit) const {
    e.end = end;
    e.type = TimexType::duration;
    if (unit == Unit::decade) count = count > 0 ? 10 * count : count, unit = Unit::year;
    if (unit == Unit::century) count = count > 0 ? 100 * count : count, unit = Unit::year;
    if (unit == Unit::season) count = count > 0 ? 3 * count : count, unit = Unit::month;
    static constexpr std::array<const char*, 13> letters = {"", "S", "M", "H", "D", "D", "W", "M", "Q", "M", "Y", "Y", "Y"};
    if (unit == Unit::weekend) count = 2 * count;
    const char* clock = unit == Unit::second || unit == Unit::minute || unit == Unit::hour ? "T" : "";
    const char* letter = letters[static_cast<std::size_t>(unit)];
    if (count <= 0) set_value(e, "P%sX%s", clock, letter);
    else if (count == static_cast<int>(count)) set_value(e, "P%s%d%s", clock, static_cast<int>(count), letter);
    else set_value(e, "P%s%.1f%s", clock, count, letter);
    return true;
  }

  // `count` units before or after `from`.
  bool shift(TimeExpression& e, int end, std::optional<std::int32_t> from, int count, Unit unit) const {
    if (!from) return unknown(e, end, "XXXX-XX-XX");
    const std::int32_t day = *from;
    const CivilDate d = civil_date(day);
    switch (unit) {
      case Unit::second:
      case Unit::minute:
      case Unit::hour: return date(e, end, {day, day}, DatePrecision::day);
      case Unit::day: return date(e, end, {day + count, day + count}, DatePrecision::day);
      case Unit::weekend: {
        const std::int32_t saturday = day - weekday(day) + 5 + 7 * count;
        date(e, end, {saturday, saturday + 1}, DatePrecision::week);
        const auto [year, week] = iso_week(saturday);
        set_value(e, "%04d-W%02d-WE", year, week);
        e.precision = DatePrecision::day;
        return true;
      }
      case Unit::week: {
        const std::int32_t monday = day - weekday(day) + 7 * count;
        return date(e, end, {monday, monday + 6}, DatePrecision::week);
      }
      case Unit::month: {
        const int m = d.year * 12 + d.month - 1 + count;
        return date(e, end, month_range(m / 12, m % 12 + 1), DatePrecision::month);
      }
      case Unit::quarter: {
        const int q = d.year * 4 + (d.month - 1) / 3 + count;
        date(e, end, quarter_range(q / 4, q % 4 + 1), DatePrecision::unknown);
        set_value(e, "%04d-Q%d", q / 4, q % 4 + 1);
        return true;
      }
      case Unit::season: return unknown(e, end, "XXXX");
      case Unit::year: return date(e, end, year_range(d.year + count), DatePrecision::year);
      case Unit::decade: {
        const int first = (d.year / 10 + count) * 10;
        date(e, end, {year_range(first).first, year_range(first + 9).last}, DatePrecision::unknown);
        set_value(e, "%03d", first / 10);
        return true;
      }
      case Unit::century: {
        const int first = (d.year / 100 + count) * 100;
        date(e, end, {year_range(first).first, year_range(first + 99).last}, DatePrecision::unknown);
        set_value(e, "%02d", first / 100);
        return true;
      }
      default: return false;
    }
  }

  bool month_without_year(TimeExpression& e, int end, int month, int day, int last_day, int direction) const {
    e.month = month;
    e.day = day;
    e.last_day = last_day;
    e.direction = direction;
    const auto ref = reference();
    e.precision = day > 0 ? DatePrecision::day : DatePrecision::month;
    if (!ref) {
      e.end = end;
      if (day > 0) set_value(e, "XXXX-%02d-%02d", month, day);
      else set_value(e, "XXXX-%02d", month);
      return true;
    }
    int year = 0;
    if (context_.narrative && context_.last) {
      year = civil_date(*context_.last).year + (direction > 0 ? 1 : 0) - (direction < 0 ? 1 : 0);
    } else {
      TimeExpression copy = e;
      const auto days = resolve_time(copy, context_, tense(e.begin) > 0);
      if (!days) return false;
      year = civil_date(days->first).year;
    }
    const DayRange whole = month_range(year, month);
    if (day == 0) return date(e, end, whole, DatePrecision::month);
    const int length = days_in_month(year, month);
    return date(e, end, {whole.first + std::min(day, length) - 1, whole.first + std::min(last_day, length) - 1}, DatePrecision::day);
  }

  // --- Matching

  bool match(int i, TimeExpression& e) {
    const std::string_view raw = form(i);
    const char c = raw[0];
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!digit && !letter && raw[0] != '\'') return false;
    const Word held(raw);
    const std::string_view w = held.view();
    if (digit) return match_digits(i, w, e);
    if (c >= 'A' && c <= 'Z') {
      const int month = month_of(w);
      const Upos upos = tree_.token(i).upos;
      if (month > 0 && upos != Upos::AUX && !(upos == Upos::VERB && (w == "march" || w == "may"))) return match_month(i, month, 0, e);
      const int day = weekday_of(w);
      if (day >= 0) return match_weekday(i, day, 0, e);
    }
    switch (w[0]) {
      case 't':
        if (w == "today") return reference_day(e, i, 0);
        if (w == "tonight") return part_of_day(e, i + 1, 0, "TNI");
        if (w == "tomorrow") return reference_day(e, i, 1);
        if (w == "the" || w == "this" || w == "that" || w == "these" || w == "those") return match_determined(i, w, e);
        break;
      case 'y':
        if (w == "yesterday") return reference_day(e, i, -1);
        if (w == "yearly") return set(e, i + 1, "P1Y");
        if (w == "years" || w == "year") return match_bare_unit(i, e);
        break;
      case 'l':
        if (w == "last" || w == "latest") return match_relative(i, i + 1, -1, e);
        if (w == "late" || w == "later") return match_modified(i, e);
        if (w == "lately") return reference_word(e, i + 1, "PAST_REF");
        break;
      case 'n':
        if (w == "next") return match_relative(i, i + 1, 1, e);
        if (w == "now" && !is(i + 1, "that")) return reference_word(e, i + 1, "PRESENT_REF");
        if (w == "nowadays") return reference_word(e, i + 1, "PRESENT_REF");
        if (w == "noon" || w == "midnight") return match_noon(i, w, e);
        if (w == "nearly") return match_quantity(i, i + 1, e);
        break;
      case 'p':
        if (w == "past" || w == "previous") return match_relative(i, i + 1, -1, e);
        if (w == "presently") return reference_word(e, i + 1, "PRESENT_REF");
        break;
      case 'c':
        if (w == "coming") return match_relative(i, i + 1, 1, e);
        if (w == "currently" || (w == "current" && tree_.token(i).upos == Upos::ADJ)) return reference_word(e, i + 1, "PRESENT_REF");
        if (w == "christmas" || w == "christmastime") return holiday(e, i + (is(i + 1, "day") || is(i + 1, "eve") ? 2 : 1), 12, is(i + 1, "eve") ? 24 : 25);
        break;
      case 'r':
        if (w == "recently") return reference_word(e, i + 1, "PAST_REF");
        if (w == "recent") {
          const Unit u = unit_of(word(i + 1).view());
          if (u != Unit::none) return duration(e, i + 2, 0, u);
          return reference_word(e, i + 1, "PAST_REF");
        }
        break;
      case 'f':
        if (w == "future") return reference_word(e, i + 1, "FUTURE_REF");
        if (w == "fiscal") return match_fiscal(i, e);
        if (w == "following") return match_relative(i, i + 1, 2, e);
        if (w == "few" && unit_of(word(i + 1).view()) != Unit::none) return match_quantity(i, i, e);
        break;
      case 'e':
        if (w == "early" || w == "earlier") return match_modified(i, e);
        if (w == "every" || w == "each") return match_every(i, e);
        break;
      case 'm':
        if (w == "mid") return match_modified(i, e);
        if (w.size() > 4 && w.substr(0, 4) == "mid-") {
          const int month = month_of(w.substr(4));
          if (month > 0) return match_month(i, month, 0, e);
          if (const int year = year_of(w.substr(4))) return date(e, i + 1, year_range(year), DatePrecision::year);
        }
        if (w == "monthly") return set(e, i + 1, "P1M");
        if (w == "months" || w == "minutes") return match_bare_unit(i, e);
        if (w == "midday") return match_noon(i, w, e);
        break;
      case 'd':
        if (w == "daily") return set(e, i + 1, "P1D");
        if (w == "days" || w == "decades") return match_bare_unit(i, e);
        break;
      case 'w':
        if (w == "weekly") return set(e, i + 1, "P1W");
        if (w == "weeks") return match_bare_unit(i, e);
        break;
      case 'a':
        if (w == "annually") return set(e, i + 1, "P1Y");
        if (w == "a" || w == "an" || w == "another") return match_quantity(i, i, e);
        if (w == "about" || w == "almost" || w == "around") return match_quantity(i, i + 1, e);
        break;
      case 'h':
        if (w == "hourly") return set(e, i + 1, "PT1H");
        if (w == "hours") return match_bare_unit(i, e);
        break;
      case 'o':
        if (w == "overnight") return part_of_day(e, i + 1, -1, "TNI");
        if (w == "over") return match_quantity(i, i + 1, e);
        break;
      default: break;
    }
    if (const int season = season_of(w); season > 0 && tree_.token(i).upos != Upos::VERB) return match_season(i, season, 0, e);
    if (const int q = ordinal_of(w)) {
      int next = i + 1;
      if (hyphen(next)) ++next;
      if (is(next, "quarter")) return match_quarter(i, next + 1, q, e);
    }
    if (number_of(w) > 0 || w == "several" || w == "many" || w == "half") return match_quantity(i, i, e);
    return false;
  }

  bool reference_day(TimeExpression& e, int i, int offset) const {
    const auto ref = reference();
    const std::string_view part = day_part(word(i + 1).view());
    if (!part.empty()) return part_of_day(e, i + 2, offset, part);
    if (!ref) return unknown(e, i + 1, offset == 0 ? "PRESENT_REF" : "XXXX-XX-XX");
    return date(e, i + 1, {*ref + offset, *ref + offset}, DatePrecision::day);
  }

  bool part_of_day(TimeExpression& e, int end, int offset, std::string_view part) const {
    const auto ref = reference();
    if (!ref) {
      unknown(e, end, "XXXX-XX-XX");
    } else {
      date(e, end, {*ref + offset, *ref + offset}, DatePrecision::day);
      const CivilDate d = civil_date(*ref + offset);
      set_value(e, "%04d-%02d-%02d%.*s", d.year, d.month, d.day, static_cast<int>(part.size()), part.data());
    }
    e.type = TimexType::time;
    return true;
  }

  static bool set(TimeExpression& e, int end, const char* value) {
    e.end = end;
    e.type = TimexType::set;
    set_value(e, "%s", value);
    return true;
  }

  bool holiday(TimeExpression& e, int end, int month, int day) const {
    if (const int year = year_of(word(end).view())) {
      const std::int32_t d = day_number({year, month, day});
      return date(e, end + 1, {d, d}, DatePrecision::day);
    }
    return month_without_year(e, end, month, day, day, 0);
  }

  bool match_digits(int i, std::string_view w, TimeExpression& e) {
    if (w.size() == 10)
      if (const auto iso = parse_iso_range(w)) return date(e, i + 1, *iso, DatePrecision::day);
    // 10/23/89, 10/23/1989
    const std::size_t slash = w.find('/');
    if (slash != std::string_view::npos && slash > 0 && slash < 3) {
      const std::size_t second = w.find('/', slash + 1);
      if (second != std::string_view::npos) {
        const int month = number_of(w.substr(0, slash)), day = number_of(w.substr(slash + 1, second - slash - 1));
        int year = number_of(w.substr(second + 1));
        if (year >= 0 && year < 100) year += year < 40 ? 2000 : 1900;
        if (month >= 1 && month <= 12 && year > 1000 && day >= 1 && day <= days_in_month(year, month)) {
          const std::int32_t d = day_number({year, month, day});
          return date(e, i + 1, {d, d}, DatePrecision::day);
        }
      }
    }
    // 1990s
    if (w.size() == 5 && w[4] == 's' && year_of(w.substr(0, 4)) > 0) return decade(e, i + 1, year_of(w.substr(0, 4)));
    if (w.size() == 3 && w[2] == 's' && number_of(w.substr(0, 2)) >= 0 && number_of(w.substr(0, 2)) % 10 == 0 && number_of(w.substr(0, 2)) > 10)
      return decade(e, i + 1, 1900 + number_of(w.substr(0, 2)));
    // 7:30 p.m., 10 p.m.
    if (match_clock(i, w, e)) return true;
    const int day = day_of(w);
    if (day > 0) {
      int at = i + 1, last = day;
      if ((hyphen(at) || is(at, "and") || is(at, "to")) && day_of(word(at + 1).view()) > day &&
          (month_at(at + 2) > 0 || (is(at + 2, "of") && month_at(at + 3) > 0))) {
        last = day_of(word(at + 1).view());
        at += 2;
      }
      if (is(at, "of")) ++at;
      if (const int month = month_at(at)) {
        const int next = at + 1;
        int year = year_of(word(next).view());
        int end = next;
        if (year > 0) {
          ++end;
        } else if (form(next) == ",") {
          year = year_of(word(next + 1).view());
          if (year > 0) end += 2;
        }
        if (year > 0) {
          if (day > days_in_month(year, month)) return false;
          const DayRange whole = month_range(year, month);
          return date(e, end, {whole.first + day - 1, whole.first + std::min(last, days_in_month(year, month)) - 1}, DatePrecision::day);
        }
        return month_without_year(e, end, month, day, last, 0);
      }
    }
    if (const int year = year_of(w)) {
      // A number of four digits is a year unless it counts something
      const Token& t = tree_.token(i);
      const bool counts = t.deprel == Deprel::nummod && t.head >= 0 && t.head > i && tree_.token(t.head).upos == Upos::NOUN &&
                          tree_.token(t.head).morph.number == Morph::Number::plural;
      const bool money = form(i - 1) == "$" || form(i - 1) == "#" || is(i + 1, "%") || form(i + 1) == "." || (form(i + 1) == "-" && false);
      const bool likely = year >= 1500 || is(i - 1, "in") || is(i - 1, "of");
      if (!counts && !money && likely && t.deprel != Deprel::obj && !unit_after(i)) return date(e, i + 1, year_range(year), DatePrecision::year);
      return false;
    }
    return match_quantity(i, i, e);
  }

  [[nodiscard]] int month_at(int i) const { return capital(i) ? month_of(word(i).view()) : 0; }
  [[nodiscard]] bool unit_after(int i) const { return unit_of(word(i + 1).view()) != Unit::none; }

  bool decade(TimeExpression& e, int end, int year) const {
    date(e, end, {year_range(year).first, year_range(year + 9).last}, DatePrecision::unknown);
    set_value(e, "%03d", year / 10);
    return true;
  }

  bool match_clock(int i, std::string_view w, TimeExpression& e) {
    int hour = -1, minute = -1, end = i + 1;
    const std::size_t colon = w.find(':');
    if (colon != std::string_view::npos && colon > 0 && colon < 3 && w.size() == colon + 3) {
      hour = number_of(w.substr(0, colon));
      minute = number_of(w.substr(colon + 1));
      if (w.substr(colon + 1) == "00") minute = 0;
    } else if (w.size() <= 2) {
      hour = number_of(w);
    }
    if (hour < 0 || hour > 24) return false;
    const Word after_word = word(end);
    const std::string_view after = after_word.view();
    const bool am = after == "a.m" || after == "am", pm = after == "p.m" || after == "pm";
    if (am || pm) {
      ++end;
      if (pm && hour < 12) hour += 12;
      if (am && hour == 12) hour = 0;
    } else if (after == "o'clock") {
      ++end;
    } else if (minute < 0) {
      return false;
    }
    if (any_word(word(end).view(), {"est", "edt", "gmt", "pst", "pdt", "cst", "utc", "et"})) ++end;
    auto ref = reference();
    // "10 p.m. Wednesday", "5 p.m. on Nov. 9"
    int day_at = end;
    if (is(day_at, "on") || form(day_at) == ",") ++day_at;
    TimeExpression day;
    day.begin = day_at;
    const int wd = capital(day_at) ? weekday_of(word(day_at).view()) : -1;
    const int month = month_at(day_at);
    if ((wd >= 0 && match_weekday(day_at, wd, 0, day)) || (month > 0 && match_month(day_at, month, 0, day) && day.precision == DatePrecision::day)) {
      end = day.end;
      if (day.has_days) ref = day.days.first;
    }
    e.end = end;
    e.type = TimexType::time;
    if (!ref) {
      set_value(e, "XXXX-XX-XXT%02d:%02d", hour, std::max(0, minute));
      return true;
    }
    date(e, end, {*ref, *ref}, DatePrecision::day);
    e.type = TimexType::time;
    const CivilDate d = civil_date(*ref);
    set_value(e, "%04d-%02d-%02dT%02d:%02d", d.year, d.month, d.day, hour, std::max(0, minute));
    return true;
  }

  bool match_noon(int i, std::string_view w, TimeExpression& e) {
    auto ref = reference();
    int end = i + 1;
    const int wd = capital(end) ? weekday_of(word(end).view()) : -1;
    TimeExpression day;
    day.begin = end;
    if (wd >= 0 && match_weekday(end, wd, 0, day)) {
      end = day.end;
      if (day.has_days) ref = day.days.first;
    }
    if (!ref) return unknown(e, end, w == "midnight" ? "XXXX-XX-XXT24:00" : "XXXX-XX-XXT12:00");
    date(e, end, {*ref, *ref}, DatePrecision::day);
    e.type = TimexType::time;
    const CivilDate d = civil_date(*ref);
    set_value(e, "%04d-%02d-%02dT%s", d.year, d.month, d.day, w == "midnight" ? "24:00" : "12:00");
    return true;
  }

  // At a month's name: "June 2014", "Jan. 25", "February 10-11, 2016", "June".
  bool match_month(int i, int month, int direction, TimeExpression& e) {
    int next = i + 1;
    if (form(next) == ".") ++next;
    int day = 0, last = 0;
    const Word held = word(next);
    const std::string_view w = held.view();
    if (year_of(w) == 0) {
      if ((day = day_of(w)) > 0) {
        last = day;
        ++next;
        if ((hyphen(next) || is(next, "to") || is(next, "and")) && day_of(word(next + 1).view()) > day && !unit_after(next + 1)) {
          last = day_of(word(next + 1).view());
          next += 2;
        }
      } else {
        std::size_t cut = w.find('-'), width = 1;
        if (cut == std::string_view::npos) {
          cut = w.find("\u2013");
          width = 3;
        }
        if (cut != std::string_view::npos) {
          const int from = day_of(w.substr(0, cut)), to = day_of(w.substr(cut + width));
          if (from > 0 && to > from) {
            day = from;
            last = to;
            ++next;
          }
        }
      }
    }
    int year = year_of(word(next).view());
    if (year > 0) {
      ++next;
    } else if ((form(next) == "," || is(next, "of")) && year_of(word(next + 1).view()) > 0) {
      year = year_of(word(next + 1).view());
      next += 2;
    }
    if (year == 0) return month_without_year(e, next, month, day, last, direction);
    const DayRange whole = month_range(year, month);
    const int length = days_in_month(year, month);
    if (day > length) return false;
    if (day == 0) return date(e, next, whole, DatePrecision::month);
    return date(e, next, {whole.first + day - 1, whole.first + std::min(last, length) - 1}, DatePrecision::day);
  }

  bool match_weekday(int i, int weekday_number, int direction, TimeExpression& e) {
    int end = i + 1;
    // "Monday, Jan. 25": the date says it
    if (form(end) == "," || month_at(end) > 0) {
      const int at = form(end) == "," ? end + 1 : end;
      if (const int month = month_at(at)) {
        TimeExpression inner = e;
        if (match_month(at, month, 0, inner) && inner.precision == DatePrecision::day) {
          e = inner;
          return true;
        }
      }
    }
    e.weekday = weekday_number;
    e.direction = direction;
    e.precision = DatePrecision::day;
    const auto ref = reference();
    const std::string_view part = day_part(word(end).view());
    if (!part.empty()) ++end;
    const Word held = word(i);
    const std::string_view w = held.view();
    if (w.back() == 's' && w.size() > 6 && weekday_of(w.substr(0, w.size() - 1)) >= 0) {
      e.end = end;
      e.type = TimexType::set;
      set_value(e, "XXXX-WXX-%d", weekday_number + 1);
      return true;
    }
    if (!ref) {
      e.end = end;
      set_value(e, "XXXX-WXX-%d", weekday_number + 1);
      return true;
    }
    const auto days = resolve_time(e, context_, tense(i) > 0);
    if (!days) return false;
    date(e, end, *days, DatePrecision::day);
    if (!part.empty()) {
      const CivilDate d = civil_date(days->first);
      e.type = TimexType::time;
      set_value(e, "%04d-%02d-%02d%.*s", d.year, d.month, d.day, static_cast<int>(part.size()), part.data());
    }
    return true;
  }

  bool match_season(int i, int season, int direction, TimeExpression& e) {
    int end = i + 1, year = year_of(word(end).view());
    if (year > 0) {
      ++end;
    } else if (is(end, "of") && year_of(word(end + 1).view()) > 0) {
      year = year_of(word(end + 1).view());
      end += 2;
    }
    static constexpr std::array<const char*, 5> codes = {"", "SP", "SU", "FA", "WI"};
    if (year == 0) {
      // Bare "spring" may be anything; with a determiner or direction it is a time
      const auto ref = reference();
      const bool determined =
          direction != 0 || any_word(word(i - 1).view(), {"the", "this", "that", "in", "last", "next", "by", "until", "since", "during", "early", "late"});
      if (!determined || (tree_.token(i).deprel == Deprel::compound)) return false;
      if (!ref) {
        e.end = end;
        set_value(e, "XXXX-%s", codes[static_cast<std::size_t>(season)]);
        return true;
      }
      const CivilDate d = civil_date(*ref);
      year = d.year;
      const int now = d.month <= 2 ? 0 : d.month / 3;  // 0 winter of the year before
      if (direction < 0 && season >= std::max(1, now)) --year;
      else if (direction > 0 && season <= now) ++year;
    }
    date(e, end, season_range(year, season), DatePrecision::unknown);
    set_value(e, "%04d-%s", year, codes[static_cast<std::size_t>(season)]);
    return true;
  }

  bool match_quarter(int i, int end, int quarter, TimeExpression& e) const {
    (void)i;
    int year = 0;
    if (is(end, "of") && year_of(word(end + 1).view()) > 0) {
      year = year_of(word(end + 1).view());
      end += 2;
    } else if (year_of(word(end).view()) > 0) {
      year = year_of(word(end).view());
      ++end;
    }
    if (year == 0) {
      const auto ref = reference();
      if (!ref) {
        e.end = end;
        set_value(e, "XXXX-Q%d", quarter);
        return true;
      }
      const CivilDate d = civil_date(*ref);
      year = d.year;
      if (3 * quarter - 2 > d.month && tense(e.begin) < 0) --year;
      else if (3 * quarter < d.month && tense(e.begin) > 0) ++year;
    }
    date(e, end, quarter_range(year, quarter), DatePrecision::unknown);
    set_value(e, "%04d-Q%d", year, quarter);
    return true;
  }

  bool match_fiscal(int i, TimeExpression& e) const {
    int at = i + 1;
    if (is(at, "year")) ++at;
    if (const int year = year_of(word(at).view())) return date(e, at + 1, year_range(year), DatePrecision::year);
    return false;
  }

  // "early", "late", "mid", "earlier", "later" before a date.
  bool match_modified(int i, TimeExpression& e) {
    int at = i + 1;
    if (hyphen(at)) ++at;
    if (is(at, "in") && is(at + 1, "the")) at += 2;
    else if (is(at, "in")) at += 1;
    const Word held = word(at);
    const std::string_view w = held.view();
    if (w.empty()) return false;
    TimeExpression inner = e;
    const bool fits = (month_at(at) > 0 && match_month(at, month_at(at), 0, inner)) ||
                      (any_word(w, {"this", "last", "next", "that"}) && match(at, inner) && inner.type == TimexType::date) ||
                      (year_of(w) > 0 && match_digits(at, w, inner)) || (w.size() == 5 && w[4] == 's' && match_digits(at, w, inner)) ||
                      (season_of(w) > 0 && match_season(at, season_of(w), 0, inner)) || (is(i, "later") && is(at, "today") && match(at, inner)) ||
                      (any_word(w, {"morning", "afternoon", "evening"}) && part_of_day(inner, at + 1, 0, day_part(w))) ||
                      (is(i, "later") && at == i + 2 && w == "day" && shift(inner, at + 1, anaphoric(), 0, Unit::day)) ||
                      (at > i + 1 && any_word(w, {"year", "month", "week", "day"}) && shift(inner, at + 1, anaphoric(), 0, unit_of(w)));
    if (!fits) return false;
    // "in" between belongs only to relative words ("earlier in the day")
    if (is(i + 1, "in") && !any_word(w, {"year", "month", "week", "day"})) return false;
    inner.begin = i;
    e = inner;
    return true;
  }

  // "the" or "this" and so on at `i`.
  bool match_determined(int i, std::string_view w, TimeExpression& e) {
    const Word held = word(i + 1);
    const std::string_view next = held.view();
    if (next.empty()) return false;
    if (w == "this" || w == "that" || w == "these" || w == "those") {
      if (w == "this" || w == "that") return match_relative(i, i + 1, w == "that" ? 3 : 0, e);
      const Unit u = unit_of(next);
      if (w == "these" && u == Unit::day) return reference_word(e, i + 2, "PRESENT_REF");
      return false;
    }
    if (any_word(next, {"past", "last", "next", "coming", "previous", "following", "latest", "same", "current"})) {
      const int direction = any_word(next, {"past", "last", "previous", "latest"}) ? -1 : any_word(next, {"next", "coming"}) ? 1 : next == "following" ? 2 : 3;
      TimeExpression inner = e;
      if (match_relative(i, i + 2, direction, inner)) {
        inner.begin = i;
        e = inner;
        return true;
      }
      if (next == "past" && !unit_after(i + 1)) return reference_word(e, i + 2, "PAST_REF");
      return false;
    }
    if (next == "future") return reference_word(e, i + 2, "FUTURE_REF");
    if (next == "day" && is(i + 2, "before") && is(i + 3, "yesterday")) {
      const auto ref = reference();
      return ref && date(e, i + 4, {*ref - 2, *ref - 2}, DatePrecision::day);
    }
    if (next == "day" && is(i + 2, "after") && is(i + 3, "tomorrow")) {
      const auto ref = reference();
      return ref && date(e, i + 4, {*ref + 2, *ref + 2}, DatePrecision::day);
    }
    if (any_word(next, {"early", "late", "mid"}) || any_word(next, {"beginning", "start", "end", "middle"})) {
      int at = i + 2;
      if (is(at, "of")) ++at;
      if (hyphen(at)) ++at;
      if (is(at, "the") && any_word(word(at + 1).view(), {"year", "month", "week", "decade"})) {
        TimeExpression inner = e;
        if (!shift(inner, at + 2, anaphoric(), 0, unit_of(word(at + 1).view()))) return false;
        e = inner;
        return true;
      }
      TimeExpression inner = e;
      inner.begin = at;
      inner.end = at;
      const bool named = month_at(at) > 0 || year_of(word(at).view()) > 0 || any_word(word(at).view(), {"this", "last", "next"}) ||
                         (!form(at).empty() && form(at)[0] >= '1' && form(at)[0] <= '2');
      if (!named || !match(at, inner) || inner.type != TimexType::date) return false;
      inner.begin = i;
      e = inner;
      return true;
    }
    if (const int q = ordinal_of(next)) {
      int at = i + 2;
      if (hyphen(at)) ++at;
      if (is(at, "quarter")) return match_quarter(i, at + 1, q, e);
      if (next == "first") {
        TimeExpression inner = e;
        if (match_quantity(i, i + 2, inner) && inner.type == TimexType::duration) {
          inner.begin = i;
          e = inner;
          return true;
        }
      }
      return false;
    }
    if (next == "quarter" && tree_.token(i + 1).upos == Upos::NOUN) return shift(e, i + 2, reference(), -1, Unit::quarter);
    if (next == "weekend") return shift(e, i + 2, reference(), tense(i) > 0 ? 0 : weekday(reference().value_or(0)) >= 5 ? 0 : -1, Unit::weekend);
    if (season_of(next) > 0) {
      TimeExpression inner = e;
      if (!match_season(i + 1, season_of(next), 0, inner)) return false;
      inner.begin = i;
      e = inner;
      return true;
    }
    if (next.size() == 5 || next.size() == 3) {
      TimeExpression inner = e;
      if (next.back() == 's' && next[0] >= '0' && next[0] <= '9' && match_digits(i + 1, next, inner)) {
        inner.begin = i;
        e = inner;
        return true;
      }
    }
    // "the nine months", "the two weeks"
    if (number_of(next) > 1 && unit_after(i + 1)) {
      TimeExpression inner = e;
      if (match_quantity(i, i + 1, inner)) {
        inner.begin = i;
        e = inner;
        return true;
      }
    }
    return false;
  }

  // After a direction word: -1 last, 0 this, 1 next, 2 following, 3 that or the same. `at` is the token after it.
  bool match_relative(int i, int at, int direction, TimeExpression& e) {
    (void)i;
    const Word held = word(at);
    const std::string_view w = held.view();
    if (w.empty()) return false;
    const int step = direction == 2 ? 1 : direction == 3 ? 0 : direction;
    const auto from = direction >= 2 ? anaphoric() : reference();
    const Unit unit = unit_of(w);
    if (unit != Unit::none && unit != Unit::second && unit != Unit::minute && unit != Unit::hour) {
      if (w.back() == 's' && w != "days") return duration(e, at + 1, 0, unit);
      if (unit == Unit::day && (direction == 0 || direction == -1)) return false;
      if (unit == Unit::day && direction == 1) return shift(e, at + 1, anaphoric(), 1, unit);
      if (direction == -1 && unit == Unit::weekend && from) return shift(e, at + 1, from, weekday(*from) >= 5 ? -1 : -1, unit);
      return shift(e, at + 1, from, step, unit);
    }
    const std::string_view part = day_part(w);
    if (!part.empty()) {
      if (w == "night" && direction == -1) return part_of_day(e, at + 1, -1, part);
      return direction == 0 && part_of_day(e, at + 1, 0, part);
    }
    if (const int season = season_of(w)) return match_season(at, season, step, e);
    const int wd = weekday_of(w);
    if (wd >= 0) return match_weekday(at, wd, step, e);
    if (const int month = month_at(at)) return match_month(at, month, step, e);
    if (is(at, "quarter")) return shift(e, at + 1, from, step, Unit::quarter);
    // "the last two weeks", "the next six months", "past 20 years"
    if (direction == 1 || direction == -1 || direction == 2) {
      TimeExpression inner = e;
      if (match_quantity(at, at, inner) && inner.type == TimexType::duration) {
        e = inner;
        return true;
      }
    }
    return false;
  }

  // "three weeks [ago]", "a year earlier", "two-day", "several months"; `at` is where the number stands.
  bool match_quantity(int i, int at, TimeExpression& e) {
    const Word held = word(at);
    const std::string_view w = held.view();
    double count = number_of(w);
    int next = at + 1;
    const bool article = w == "a" || w == "an" || w == "another" || w == "one";
    if (article) count = 1;
    else if (w == "several" || w == "few" || w == "many") count = 0;
    else if (w == "half" && (is(next, "a") || is(next, "an"))) count = 0.5, ++next;
    else if (count <= 0) return false;
    if (article && w != "one" && (is(next, "few") || is(next, "couple"))) {
      count = is(next, "couple") ? 2 : 0;
      ++next;
      if (is(next, "of")) ++next;
    }
    if (count >= 20 && count < 100 && (hyphen(next) || true) && w[0] > '9') {  // twenty-four
      const int at_ones = hyphen(next) ? next + 1 : next;
      const int ones = number_of(word(at_ones).view());
      if (ones > 0 && ones < 10 && word(at_ones).view()[0] > '9') {
        count += ones;
        next = at_ones + 1;
      }
    }
    if (any_word(word(next).view(), {"more", "additional", "full", "consecutive", "straight", "whole", "long"})) ++next;
    const bool hyphened = hyphen(next);
    if (hyphened) ++next;
    const Unit unit = unit_of(word(next).view());
    if (unit == Unit::none || (unit == Unit::second && w == "a")) return false;
    if (unit == Unit::quarter && article) return false;
    const int end = next + 1;
    if (hyphened && hyphen(end) && is(end + 1, "old")) return false;
    if (is(end, "old") || (is(end, "-") && is(end + 1, "old"))) return false;
    const Word after_word = word(end);
    const std::string_view after = after_word.view();
    const int n = count <= 0 ? 0 : static_cast<int>(count + 0.5);
    if (after == "ago" || after == "earlier" || after == "before" || after == "previously") {
      const bool from_now = after == "ago";
      if (after == "before" && any_word(word(end + 1).view(), {"the", "a", "his", "their", "its"})) return duration(e, end, count, unit);
      if (n == 0) return reference_word(e, end + 1, "PAST_REF");
      return shift(e, end + 1, from_now ? reference() : anaphoric(), -n, unit);
    }
    if (after == "later" || after == "afterwards") {
      if (n == 0) return reference_word(e, end + 1, "FUTURE_REF");
      return shift(e, end + 1, anaphoric(), n, unit);
    }
    if (after == "from" && is(end + 1, "now")) return n > 0 && shift(e, end + 2, reference(), n, unit);
    // "a week": a span only after a preposition of duration; a rate otherwise
    if (article && w != "one" && w != "another" && count == 1 && next == at + 1) {
      const Word before = word(i - 1);
      if (!any_word(before.view(), {"for", "in", "within", "over", "after", "about", "nearly", "almost", "than", "least", "during", "takes", "take", "took"}))
        return false;
    }
    if (w == "many" && !any_word(word(i - 1).view(), {"for", "after", "in"})) return false;
    return duration(e, end, count, unit);
  }

  bool match_bare_unit(int i, TimeExpression& e) const {
    const Unit unit = unit_of(word(i).view());
    if (is(i + 1, "ago") || is(i + 1, "earlier")) return reference_word(e, i + 2, "PAST_REF");
    if (any_word(word(i - 1).view(), {"for", "after", "within", "of"}) && word(i).view().back() == 's' && !is(i + 1, "of") && !(word(i - 1).view() == "of"))
      return duration(e, i + 1, 0, unit);
    return false;
  }

  bool match_every(int i, TimeExpression& e) const {
    int at = i + 1;
    const Unit unit = unit_of(word(at).view());
    const int wd = capital(at) ? weekday_of(word(at).view()) : -1;
    if (wd >= 0) {
      e.end = at + 1;
      e.type = TimexType::set;
      set_value(e, "XXXX-WXX-%d", wd + 1);
      return true;
    }
    switch (unit) {
      case Unit::day: return set(e, at + 1, "P1D");
      case Unit::week: return set(e, at + 1, "P1W");
      case Unit::month: return set(e, at + 1, "P1M");
      case Unit::quarter: return set(e, at + 1, "P1Q");
      case Unit::year: return set(e, at + 1, "P1Y");
      case Unit::hour: return set(e, at + 1, "PT1H");
      default: break;
    }
    if (!day_part(word(at).view()).empty()) {
      e.end = at + 1;
      e.type = TimexType::set;
      set_value(e, "XXXX-XX-XX%s", std::string(day_part(word(at).view())).c_str());
      return true;
    }
    return false;
  }

  // A day part after a date belongs to it.
  void widen(TimeExpression& e) const {
    if (e.type != TimexType::date || e.precision != DatePrecision::day || !e.has_days || e.days.first != e.days.last || e.value().size() != 10) return;
    const std::string_view part = day_part(word(e.end).view());
    if (part.empty() || tree_.token(e.end).upos != Upos::NOUN) return;
    const CivilDate d = civil_date(e.days.first);
    ++e.end;
    e.type = TimexType::time;
    set_value(e, "%04d-%02d-%02d%.*s", d.year, d.month, d.day, static_cast<int>(part.size()), part.data());
  }

  const TreeView& tree_;
  TimeContext& context_;
  std::vector<TimeExpression>& out_;
};

}  // namespace

std::string_view name(TimexType type) {
  switch (type) {
    case TimexType::time: return "TIME";
    case TimexType::duration: return "DURATION";
    case TimexType::set: return "SET";
    default: return "DATE";
  }
}

void TimeContext::begin(std::string_view text, std::optional<std::int32_t> document_day) {
  published = document_day;
  last.reset();
  last_precision = DatePrecision::unknown;
  // Years written out, far from the document's own
  int far = 0, near = 0;
  const int own = document_day ? civil_date(*document_day).year : 0;
  for (std::size_t i = 0; i + 4 <= text.size() && far < 1000; ++i) {
    if (text[i] < '1' || text[i] > '2' || (i > 0 && ((text[i - 1] >= '0' && text[i - 1] <= '9') || text[i - 1] == ',' || text[i - 1] == '.'))) continue;
    if (i + 4 < text.size() && text[i + 4] >= '0' && text[i + 4] <= '9') continue;
    const int year = year_of(text.substr(i, 4));
    if (year < 1500) continue;
    if (own == 0 || year < own - 2 || year > own + 2) ++far;
    else ++near;
    i += 3;
  }
  narrative = far >= 6 && far > 3 * near;
}

void find_times(const TreeView& tree, TimeContext& context, std::vector<TimeExpression>& out) {
  out.clear();
  Finder(tree, context, out).run();
}

std::optional<DayRange> resolve_time(const TimeExpression& e, const TimeContext& context, bool future) {
  const std::optional<std::int32_t> ref = context.narrative && context.last ? context.last : context.published;
  if (e.weekday >= 0 && !(e.has_days && context.narrative)) {
    if (!ref) return std::nullopt;
    const std::int32_t today = *ref;
    const int back = (weekday(today) - e.weekday + 7) % 7;  // days since the last such weekday, 0 today
    const int ahead = (7 - back) % 7;
    std::int32_t day = today - back;
    if (e.direction < 0) day = today - (back == 0 ? 7 : back);
    else if (e.direction > 0) day = today + (ahead == 0 ? 7 : ahead);
    else if (future) day = today + ahead;
    return DayRange{day, day};
  }
  if (e.month > 0 && !(e.has_days && context.narrative)) {
    if (!ref) return std::nullopt;
    // The nearest such month on the side of the tense
    const CivilDate now = civil_date(*ref);
    int year = now.year;
    const int day = e.day > 0 ? e.day : e.month == now.month ? now.day : 15;
    const bool later = e.month > now.month || (e.month == now.month && day > now.day);
    const bool earlier = e.month < now.month || (e.month == now.month && day < now.day);
    const bool ahead = e.direction > 0 || (e.direction == 0 && future);
    if (ahead && earlier) ++year;
    else if (!ahead && later) --year;
    if (!ahead && e.direction == 0 && later && e.day > 0) {
      // "for talks on Jan. 25" in a past clause: within a month ahead it is more likely still to come
      const std::int32_t coming = day_number({year + 1, e.month, std::min(e.day, days_in_month(year + 1, e.month))});
      if (coming - *ref <= 31) ++year;
    }
    const DayRange whole = month_range(year, e.month);
    if (e.day == 0) return whole;
    const int length = days_in_month(year, e.month);
    return DayRange{whole.first + std::min(e.day, length) - 1, whole.first + std::min(e.last_day, length) - 1};
  }
  if (!e.has_days || e.type == TimexType::duration || e.type == TimexType::set) return std::nullopt;
  return e.days;
}

}  // namespace detente
