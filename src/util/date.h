// Civil dates as day numbers (days since 1970-01-01) and their ISO text.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace detente {

struct CivilDate {
  int year = 1970;
  int month = 1;
  int day = 1;
  bool operator==(const CivilDate&) const = default;
};

[[nodiscard]] std::int32_t day_number(const CivilDate& d);
[[nodiscard]] CivilDate civil_date(std::int32_t day);
[[nodiscard]] int days_in_month(int year, int month);
[[nodiscard]] int weekday(std::int32_t day);  // 0 = Monday
[[nodiscard]] std::string iso_date(std::int32_t day);

// The day of "YYYY-MM-DD" with anything after a 'T' or space ignored; nothing when it is no date.
[[nodiscard]] std::optional<std::int32_t> parse_iso_day(std::string_view text);

// First and last day of "YYYY", "YYYY-MM" or "YYYY-MM-DD".
struct DayRange {
  std::int32_t first = 0;
  std::int32_t last = 0;
  bool operator==(const DayRange&) const = default;
};
[[nodiscard]] std::optional<DayRange> parse_iso_range(std::string_view text);

}  // namespace detente
