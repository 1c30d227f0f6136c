#include "util/date.h"

#include <charconv>
#include <cstdio>

namespace detente {

// Days-from-civil after Howard Hinnant's public-domain algorithms.
std::int32_t day_number(const CivilDate& d) {
  const int y = d.month <= 2 ? d.year - 1 : d.year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

CivilDate civil_date(std::int32_t day) {
  const int z = day + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int doe = z - era * 146097;
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  CivilDate d;
  d.day = doy - (153 * mp + 2) / 5 + 1;
  d.month = mp < 10 ? mp + 3 : mp - 9;
  d.year = yoe + era * 400 + (d.month <= 2);
  return d;
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

int weekday(std::int32_t day) { return ((day + 3) % 7 + 7) % 7; }

std::string iso_date(std::int32_t day) {
  const CivilDate d = civil_date(day);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, d.year < 0 ? "%05d-%02d-%02d" : "%04d-%02d-%02d", d.year, d.month, d.day);
  return buffer;
}

namespace {

std::optional<int> number(std::string_view s) {
  int value = 0;
  const auto [end, status] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (s.empty() || status != std::errc() || end != s.data() + s.size() || value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::optional<DayRange> parse_iso_range(std::string_view s) {
  const auto year = number(s.substr(0, 4));
  if (s.size() < 4 || !year) return std::nullopt;
  if (s.size() == 4) return DayRange{day_number({*year, 1, 1}), day_number({*year, 12, 31})};
  if (s.size() < 7 || s[4] != '-') return std::nullopt;
  const auto month = number(s.substr(5, 2));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (s.size() == 7) return DayRange{day_number({*year, *month, 1}), day_number({*year, *month, days_in_month(*year, *month)})};
  const auto day = s.size() == 10 && s[7] == '-' ? number(s.substr(8, 2)) : std::nullopt;
  if (!day || *day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
  const std::int32_t n = day_number({*year, *month, *day});
  return DayRange{n, n};
}

std::optional<std::int32_t> parse_iso_day(std::string_view s) {
  const auto range = parse_iso_range(s.substr(0, s.find_first_of("T ")));
  if (!range || range->first != range->last) return std::nullopt;
  return range->first;
}

}  // namespace detente
