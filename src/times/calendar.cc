// Dates as written: "25 January 2014", "Nov. 10-11", "480 BC", "the mid-1990s", "fourth quarter of 2015", "last Tuesday", "Thanksgiving".
#include <algorithm>
#include <array>

#include "times/finder.h"

namespace detente::times {

// An ordinal in words or digits, also "twenty-first".
int Finder::read_ordinal(int at, int& end) const {
  const Word held = word(at);
  end = at + 1;
  if (held.view() == "twenty" && hyphen(at + 1)) {
    const int ones = ordinal_of(word(at + 2).view());
    end = at + 3;
    return ones > 0 && ones < 10 ? 20 + ones : 0;
  }
  return ordinal_of(held.view());
}

bool Finder::match_slashes(int i, std::string_view w, TimeExpression& e) const {
  const std::size_t slash = w.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash > 2) return false;
  const std::size_t second = w.find('/', slash + 1);
  if (second == std::string_view::npos) return false;
  const int month = number_of(w.substr(0, slash)), day = number_of(w.substr(slash + 1, second - slash - 1));
  int year = number_of(w.substr(second + 1));
  if (year >= 0 && year < 100) year += year < 40 ? 2000 : 1900;
  if (month < 1 || month > 12 || year < 1000 || year > 2100 || day < 1 || day > days_in_month(year, month)) return false;
  const std::int32_t d = day_number({year, month, day});
  return date(e, i + 1, {d, d}, DatePrecision::day);
}

// "2015-10-12" in one token, or in four.
bool Finder::match_iso(int i, std::string_view w, TimeExpression& e) const {
  if (w.size() == 10)
    if (const auto iso = parse_iso_range(w)) return date(e, i + 1, *iso, DatePrecision::day);
  if (w.size() != 5 || w.back() != '-' || form(i + 1).size() != 2 || !hyphen(i + 2) || form(i + 3).size() != 2) return false;
  const int year = year_of(w.substr(0, 4)), month = number_of(word(i + 1).view()), day = number_of(word(i + 3).view());
  if (year == 0 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return false;
  const std::int32_t d = day_number({year, month, day});
  return date(e, i + 4, {d, d}, DatePrecision::day);
}

// "25 January", "3rd of May 2012", "3-5 March".
bool Finder::match_day_month(int i, int day, int last, TimeExpression& e) {
  int at = i + 1;
  if (last == day && (hyphen(at) || is(at, "and") || is(at, "to")) && day_of(word(at + 1).view()) > day &&
      (month_at(at + 2) > 0 || (is(at + 2, "of") && month_at(at + 3) > 0))) {
    last = day_of(word(at + 1).view());
    at += 2;
  }
  if (is(at, "of")) ++at;
  const int month = month_at(at);
  if (month == 0) return false;
  int year = 0, end = at + 1;
  e.month = month;
  e.day = day;
  e.last_day = last;
  if (!year_after(at + 1, year, end)) return month_without_year(e, at + 1, 0);
  const int length = days_in_month(year, month);
  if (day > length) return false;
  const DayRange whole = month_range(year, month);
  e.month = 0;
  return date(e, end, {whole.first + day - 1, whole.first + std::min(last, length) - 1}, DatePrecision::day);
}

bool Finder::match_digits(int i, std::string_view w, TimeExpression& e) {
  if (match_iso(i, w, e) || match_slashes(i, w, e) || match_years(i, e) || match_years_before_christ(i, e)) return true;
  if (int day = 0, last = 0, at = i; w.size() > 2 && w.size() < 9 && day_range(at, day, last) && last > day && match_day_month(i, day, last, e)) return true;
  if (const int first = decade_of(w)) return (w.size() > 3 || one_of(i - 1, {"the", "early", "late", "mid"})) && decade(e, i + 1, first);
  if (match_clock(i, w, e)) return true;
  int year = 0, end = i + 1, ordinal_end = i + 1;
  if (const int day = day_of(w); day > 0 && match_day_month(i, day, day, e)) return true;
  if (read_ordinal(i, ordinal_end) > 0 && match_ordinal(i, e)) return true;
  if (w.size() <= 4 && before_christ(i + 1) && read_year(i, year, end)) return date(e, end, year_range(year), DatePrecision::year);
  // "1914-18": the second year
  if (w.size() == 2 && i > 1) {
    const std::string_view before = form(i - 1);
    const bool joined = before.size() > 4 && (before.back() == '-' || before.substr(before.size() - 3) == "\u2013");
    const int from = joined ? year_of(before.substr(0, 4)) : hyphen(i - 1) ? year_of(word(i - 2).view()) : 0;
    if (from > 0 && number_of(w) > from % 100) return date(e, i + 1, year_range(from - from % 100 + number_of(w)), DatePrecision::year);
  }
  // "the 1988 third quarter"
  if (const int y = year_of(w)) {
    const int q = ordinal_of(word(i + 1).view());
    const int at = hyphen(i + 2) ? i + 3 : i + 2;
    if (q >= 1 && q <= 4 && is(at, "quarter")) {
      static constexpr std::array<const char*, 5> names = {"", "Q1", "Q2", "Q3", "Q4"};
      return dated(e, at + 1, quarter_range(y, q), y, names[static_cast<std::size_t>(q)]);
    }
  }
  // In a text of BC years "in 490" is one
  if (context_.narrative && context_.last && civil_date(*context_.last).year <= 0 && w.size() == 3 && number_of(w) > 0 &&
      one_of(i - 1, {"in", "by", "of", "until", "since", "from"}) && unit_at(i + 1) == Unit::none)
    return date(e, i + 1, year_range(1 - number_of(w)), DatePrecision::year);
  if (w.size() == 5 && w.back() == '-' && year_of(w.substr(0, 4)) > 0) return date(e, i + 1, year_range(year_of(w.substr(0, 4))), DatePrecision::year);
  if (match_bare_year(i, w, e)) return true;
  return match_quantity(i, i, e);
}

// The days after a month's name: "25", "10-11", "3 and 4".
bool Finder::day_range(int& at, int& day, int& last) const {
  const Word held = word(at);
  const std::string_view w = held.view();
  if (year_of(w) > 0) return false;
  if ((day = day_of(w)) > 0) {
    last = day;
    ++at;
    const int to = day_of(word(at + 1).view());
    if (to > day && (hyphen(at) || ((is(at, "to") || is(at, "and")) && unit_at(at + 2) == Unit::none && month_at(at + 2) == 0))) {
      last = to;
      at += 2;
    }
    return true;
  }
  if (const int ordinal = w.size() > 4 && w[0] > '9' ? ordinal_of(w) : 0; ordinal > 0 && !one_of(at + 1, {"quarter", "half"})) {  // "March eighth"
    day = last = ordinal;
    ++at;
    return true;
  }
  std::size_t cut = w.find('-'), width = 1;
  if (cut == std::string_view::npos) cut = w.find("\u2013"), width = 3;
  if (cut == std::string_view::npos) return false;
  const int from = day_of(w.substr(0, cut)), to = day_of(w.substr(cut + width));
  if (from == 0 || to <= from) return false;
  day = from;
  last = to;
  ++at;
  return true;
}

// At a month's name: "June 2014", "Jan. 25", "February 10-11, 2016", "June".
bool Finder::match_month(int i, int month, int direction, TimeExpression& e) {
  int next = i + 1, day = 0, last = 0, year = 0;
  // An abbreviation's full stop, where a day or year follows
  if (form(next) == "." && form(i).size() < 5 && (day_of(word(next + 1).view()) > 0 || year_of(word(next + 1).view()) > 0)) ++next;
  day_range(next, day, last);
  e.month = month;
  e.day = day;
  e.last_day = last;
  int end = next;
  if (!year_after(next, year, end)) return month_without_year(e, next, direction);
  const DayRange whole = month_range(year, month);
  const int length = days_in_month(year, month);
  e.month = 0;
  if (day > length) return false;
  if (day == 0) return date(e, end, whole, DatePrecision::month);
  return date(e, end, {whole.first + day - 1, whole.first + std::min(last, length) - 1}, DatePrecision::day);
}

bool Finder::match_weekday(int i, int which, int direction, TimeExpression& e) {
  int end = i + 1;
  // "Monday, Jan. 25", "Sunday 5 June": the date says it
  const int at = form(end) == "," ? end + 1 : end;
  TimeExpression inner = e;
  if (const int month = month_at(at); month > 0 && match_month(at, month, 0, inner) && inner.precision == DatePrecision::day) {
    e = inner;
    return true;
  }
  if (const int day = day_of(word(at).view()); day > 0 && match_day_month(at, day, day, inner)) {
    e = inner;
    return true;
  }
  const Word held = word(i);
  const std::string_view part = day_part(word(end).view());
  if (!part.empty() && !hyphen(end + 1)) ++end;
  e.precision = DatePrecision::day;
  if (held.view().size() > 6 && plural(held.view())) {
    e.end = end;
    e.type = TimexType::set;
    set_value(e, "XXXX-WXX-%d%.*s", which + 1, static_cast<int>(part.size()), part.data());
    return true;
  }
  e.weekday = which;
  e.direction = direction;
  const auto ref = reference();
  if (!ref) {
    e.end = end;
    set_value(e, "XXXX-WXX-%d", which + 1);
    return true;
  }
  const DayRange days = nearest_weekday(which, direction, *ref, tense(i));
  date(e, end, days, DatePrecision::day);
  return part.empty() || part_of(e, days.first, part);
}

bool Finder::match_season(int i, int season, int direction, TimeExpression& e) const {
  static constexpr std::array<const char*, 5> codes = {"", "SP", "SU", "FA", "WI"};
  const char* code = codes[static_cast<std::size_t>(season)];
  int end = i + 1, year = 0;
  if (!year_after(i + 1, year, end)) {
    // Bare "spring" may be anything; with a determiner or direction it is a time
    const Token& t = tree_.token(i);
    const bool determined =
        direction != 0 || context_.narrative || one_of(i - 1, {"the", "this", "that", "in", "last", "next", "by", "until", "since", "during", "early", "late"});
    if (!determined || (t.deprel == Deprel::compound && !context_.narrative)) return false;
    // "the fall of the city" falls
    if (is(i, "fall") && (is(i + 1, "of") || is(i + 1, "in") || is(i - 1, "the"))) return false;
    end = i + 1;
    const auto ref = reference();
    if (!ref) {
      e.end = end;
      set_value(e, "XXXX-%s", code);
      return true;
    }
    const CivilDate d = civil_date(*ref);
    year = d.year;
    const int now = d.month <= 2 ? 0 : d.month / 3;  // 0 winter of the year before
    if (direction < 0 && season >= std::max(1, now)) --year;
    else if (direction > 0 && season <= now) ++year;
  }
  return dated(e, end, season_range(year, season), year, code);
}

// "the third quarter", "first half of 2008", "the 19th century", "fifth century BC".
bool Finder::match_ordinal(int i, TimeExpression& e) const {
  int at = i + 1;
  const int number = one_of(i, {"latter", "last"}) ? 2 : read_ordinal(i, at);
  if (number == 0) return false;
  if (hyphen(at)) ++at;
  if (is(at, "quarter") && number <= 4 && !one_of(i, {"latter", "last"})) return match_quarter(at + 1, number, e);
  if (is(at, "half") && number <= 2) return match_half(at + 1, number, e);
  if (is(at, "century") && number <= 21) return century(e, before_christ(at + 1) ? at + 2 : at + 1, number, before_christ(at + 1));
  return false;
}

bool Finder::match_half(int end, int half, TimeExpression& e) const {
  int year = 0;
  if (!year_after(end, year, end)) return false;
  const DayRange days =
      half == 1 ? DayRange{month_range(year, 1).first, month_range(year, 6).last} : DayRange{month_range(year, 7).first, month_range(year, 12).last};
  return dated(e, end, days, year, half == 1 ? "H1" : "H2");
}

bool Finder::match_quarter(int end, int quarter, TimeExpression& e) const {
  static constexpr std::array<const char*, 5> names = {"", "Q1", "Q2", "Q3", "Q4"};
  int year = 0;
  if (!year_after(end, year, end)) {
    const auto ref = reference();
    if (!ref) {
      e.end = end;
      set_value(e, "XXXX-%s", names[static_cast<std::size_t>(quarter)]);
      return true;
    }
    const CivilDate d = civil_date(*ref);
    const int now = (d.month - 1) / 3 + 1, side = tense(e.begin);
    year = d.year;
    // The quarter just over is the one that figures come for
    if (quarter > now + (side < 0 ? 0 : 2)) --year;
    else if (quarter < now - 1 && side > 0) ++year;
  }
  return dated(e, end, quarter_range(year, quarter), year, names[static_cast<std::size_t>(quarter)]);
}

bool Finder::match_holiday(int i, std::string_view w, int direction, TimeExpression& e) const {
  int next = i + 1, words = 1;
  int skipped = 0;
  if (w == "new") {
    if (!is(next, "year")) return false;
    if (!is(next + 1, "'s")) return false;
    const Holiday h = holiday_of("year", word(next + 2).view(), words);
    if (h == Holiday::none) return false;
    next += 3;
    skipped = static_cast<int>(h);
  } else {
    int second = next;
    if (is(second, "'s")) ++second;
    const Holiday h = holiday_of(w, word(second).view(), words);
    if (h == Holiday::none || w == "year") return false;
    next = words == 2 ? second + 1 : next;
    skipped = static_cast<int>(h);
  }
  const Holiday holiday = static_cast<Holiday>(skipped);
  int year = 0, end = next;
  if (!year_after(next, year, end)) {
    const auto ref = reference();
    if (!ref) return named(e, next, "XXXX-XX-XX");
    year = civil_date(*ref).year;
    const int side = direction != 0 ? direction : context_.narrative ? 0 : tense(i);
    const std::int32_t day = holiday_day(holiday, year);
    if (side < 0 && day > *ref) --year;
    else if (side > 0 && day < *ref) ++year;
    else if (side == 0 && !context_.narrative) year += day - *ref > 183 ? -1 : *ref - day > 183 ? 1 : 0;
    end = next;
  }
  const std::int32_t day = holiday_day(holiday, year);
  return date(e, end, {day, day}, DatePrecision::day);
}

}  // namespace detente::times
