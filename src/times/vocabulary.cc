#include "times/vocabulary.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace detente::times {

namespace {

template <std::size_t N>
int index_in(const std::array<std::string_view, N>& list, std::string_view w) {
  for (std::size_t i = 0; i < N; ++i)
    if (list[i] == w) return static_cast<int>(i);
  return -1;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Word::Word(std::string_view form) {
  while (form.size() > 1 && form.back() == '.') form.remove_suffix(1);
  if (form.size() > sizeof buffer_) return;
  for (const char c : form) buffer_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
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
  if (w.size() > 6 && w.back() == 's') w.remove_suffix(1);
  return index_in(full, w);
}

int number_of(std::string_view w) {
  static constexpr std::array<std::string_view, 21> small = {"zero",     "one",     "two",     "three",     "four",     "five",     "six",
                                                             "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
                                                             "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  static constexpr std::array<std::string_view, 7> tens = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (w.empty()) return -1;
  if (!digit(w[0])) {
    if (const int i = index_in(small, w); i > 0) return i;
    if (const int i = index_in(tens, w); i >= 0) return 30 + 10 * i;
    return w == "hundred" ? 100 : w == "dozen" ? 12 : w == "thousand" ? 1000 : -1;
  }
  int v = 0;
  const auto r = std::from_chars(w.data(), w.data() + w.size(), v);
  return r.ec == std::errc() && r.ptr == w.data() + w.size() ? v : -1;
}

int ordinal_of(std::string_view w) {
  static constexpr std::array<std::string_view, 21> words = {"",           "first",     "second",    "third",       "fourth",     "fifth",      "sixth",
                                                             "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth",
                                                             "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
  if (w.size() < 3) return 0;
  if (const int i = index_in(words, w); i > 0) return i;
  if (!digit(w[0]) || !any_word(w.substr(w.size() - 2), {"st", "nd", "rd", "th"})) return 0;
  return std::max(0, number_of(w.substr(0, w.size() - 2)));
}

int day_of(std::string_view w) {
  if (w.size() > 2 && any_word(w.substr(w.size() - 2), {"st", "nd", "rd", "th"})) w.remove_suffix(2);
  if (w.empty() || w.size() > 2 || !digit(w[0])) return 0;
  const int v = number_of(w);
  return v >= 1 && v <= 31 ? v : 0;
}

int year_of(std::string_view w) {
  if (w.size() != 4 || (w[0] != '1' && w[0] != '2')) return 0;
  const int v = number_of(w);
  return v >= 1000 && v <= 2100 ? v : 0;
}

int decade_of(std::string_view w) {
  static constexpr std::array<std::string_view, 10> words = {"",        "",        "twenties",  "thirties", "forties",
                                                             "fifties", "sixties", "seventies", "eighties", "nineties"};
  if (const int i = index_in(words, w); i > 1) return 1900 + 10 * i;
  if (w.rfind("\xe2\x80\x99", 0) == 0 || w.rfind("\xe2\x80\x98", 0) == 0) w.remove_prefix(3);
  else if (!w.empty() && (w[0] == '\'' || w[0] == '`')) w.remove_prefix(1);
  if (w.size() > 3 && w.substr(w.size() - 2) == "'s") w = w.substr(0, w.size() - 2);
  else if (w.size() > 2 && w.back() == 's') w.remove_suffix(1);
  else return 0;
  if (w.size() == 4 && w[3] == '0') return year_of(w);
  if (w.size() != 2 || w[1] != '0' || w[0] < '2' || w[0] > '9') return 0;
  return 1900 + number_of(w);
}

Unit unit_of(std::string_view w) {
  static constexpr std::array<std::string_view, 12> one = {"second", "minute",  "hour",   "day",  "weekend", "week",
                                                           "month",  "quarter", "season", "year", "decade",  "century"};
  if (w == "centuries") return Unit::century;
  if (w.size() > 3 && w.back() == 's') w.remove_suffix(1);
  const int i = index_in(one, w);
  return i < 0 ? Unit::none : static_cast<Unit>(i + 1);
}

bool plural(std::string_view w) { return w.size() > 2 && w.back() == 's'; }

int season_of(std::string_view w) {
  if (w == "spring") return 1;
  if (w == "summer") return 2;
  if (w == "autumn" || w == "fall") return 3;
  return w == "winter" ? 4 : 0;
}

std::string_view day_part(std::string_view w) {
  if (w == "morning" || w == "mornings") return "TMO";
  if (w == "afternoon" || w == "afternoons") return "TAF";
  if (w == "evening" || w == "evenings") return "TEV";
  if (w == "night" || w == "nights") return "TNI";
  return {};
}

DayRange month_range(int year, int month) { return {day_number({year, month, 1}), day_number({year, month, days_in_month(year, month)})}; }
DayRange year_range(int year) { return years_range(year, year); }
DayRange years_range(int first, int last) { return {day_number({first, 1, 1}), day_number({last, 12, 31})}; }
DayRange quarter_range(int year, int quarter) { return {month_range(year, 3 * quarter - 2).first, month_range(year, 3 * quarter).last}; }
DayRange season_range(int year, int season) {
  if (season == 4) return {day_number({year, 12, 1}), day_number({year + 1, 3, 1}) - 1};
  return {day_number({year, 3 * season, 1}), month_range(year, 3 * season + 2).last};
}

std::pair<int, int> iso_week(std::int32_t day) {
  const std::int32_t thursday = day - weekday(day) + 3;
  const int year = civil_date(thursday).year;
  return {year, (thursday - day_number({year, 1, 1})) / 7 + 1};
}

Holiday holiday_of(std::string_view first, std::string_view second, int& words) {
  struct Name {
    std::string_view first, second;
    Holiday holiday;
  };
  static constexpr std::array<Name, 20> names = {{{"christmas", "eve", Holiday::christmas_eve},
                                                  {"christmas", "day", Holiday::christmas},
                                                  {"christmas", "", Holiday::christmas},
                                                  {"easter", "sunday", Holiday::easter},
                                                  {"easter", "", Holiday::easter},
                                                  {"good", "friday", Holiday::good_friday},
                                                  {"thanksgiving", "day", Holiday::thanksgiving},
                                                  {"thanksgiving", "", Holiday::thanksgiving},
                                                  {"halloween", "", Holiday::halloween},
                                                  {"labor", "day", Holiday::labor_day},
                                                  {"memorial", "day", Holiday::memorial_day},
                                                  {"veterans", "day", Holiday::veterans_day},
                                                  {"boxing", "day", Holiday::boxing_day},
                                                  {"may", "day", Holiday::may_day},
                                                  {"bastille", "day", Holiday::bastille_day},
                                                  {"election", "day", Holiday::election_day},
                                                  {"valentine", "day", Holiday::valentine},
                                                  {"valentines", "day", Holiday::valentine},
                                                  {"year", "day", Holiday::new_year},
                                                  {"year", "eve", Holiday::new_years_eve}}};
  for (const Name& n : names) {
    if (n.first != first || (!n.second.empty() && n.second != second)) continue;
    words = n.second.empty() ? 1 : 2;
    return n.holiday;
  }
  return Holiday::none;
}

namespace {

// Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876).
std::int32_t easter_sunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return day_number({year, month, day});
}

// The `nth` such weekday on or after the first of the month.
std::int32_t nth_weekday(int year, int month, int which, int nth) {
  const std::int32_t first = day_number({year, month, 1});
  return first + (which - weekday(first) + 7) % 7 + 7 * (nth - 1);
}

}  // namespace

std::int32_t holiday_day(Holiday holiday, int year) {
  switch (holiday) {
    case Holiday::christmas: return day_number({year, 12, 25});
    case Holiday::christmas_eve: return day_number({year, 12, 24});
    case Holiday::new_years_eve: return day_number({year, 12, 31});
    case Holiday::easter: return easter_sunday(std::max(year, 1));
    case Holiday::good_friday: return easter_sunday(std::max(year, 1)) - 2;
    case Holiday::thanksgiving: return nth_weekday(year, 11, 3, 4);
    case Holiday::halloween: return day_number({year, 10, 31});
    case Holiday::valentine: return day_number({year, 2, 14});
    case Holiday::labor_day: return nth_weekday(year, 9, 0, 1);
    case Holiday::memorial_day: return nth_weekday(year, 5, 0, day_number({year, 5, 31}) >= nth_weekday(year, 5, 0, 5) ? 5 : 4);
    case Holiday::veterans_day: return day_number({year, 11, 11});
    case Holiday::boxing_day: return day_number({year, 12, 26});
    case Holiday::may_day: return day_number({year, 5, 1});
    case Holiday::bastille_day: return day_number({year, 7, 14});
    case Holiday::election_day: return nth_weekday(year, 11, 0, 1) + 1;
    default: return day_number({year, 1, 1});
  }
}

}  // namespace detente::times
