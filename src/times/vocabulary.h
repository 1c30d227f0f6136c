// The closed vocabulary of English temporal expressions: names of months, days, seasons and units, numbers and ordinals in words, and the
// calendar ranges that they mean. Pure functions without allocation.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "util/date.h"

namespace detente::times {

// A word in lower case without full stops at its end, in a fixed buffer; empty when it is too long to be a word of time.
class Word {
 public:
  explicit Word(std::string_view form);
  [[nodiscard]] std::string_view view() const { return {buffer_, size_}; }

 private:
  char buffer_[24] = {};
  std::size_t size_ = 0;
};

[[nodiscard]] bool any_word(std::string_view w, std::initializer_list<std::string_view> list);

enum class Unit : std::uint8_t { none, second, minute, hour, day, weekend, week, month, quarter, season, year, decade, century };

// All take a lower-cased word; 0 (or -1 where zero means something) when it is none.
[[nodiscard]] int month_of(std::string_view w);    // 1..12
[[nodiscard]] int weekday_of(std::string_view w);  // 0 Monday .. 6, also in the plural; -1
[[nodiscard]] int number_of(std::string_view w);   // "seven", "7", "hundred"; -1
[[nodiscard]] int ordinal_of(std::string_view w);  // "first", "1st"
[[nodiscard]] int day_of(std::string_view w);      // "3", "3rd": 1..31
[[nodiscard]] int year_of(std::string_view w);     // 1000..2100 in four digits
[[nodiscard]] int season_of(std::string_view w);   // 1 spring .. 4 winter
[[nodiscard]] int decade_of(std::string_view w);   // "1990s", "90s", "'90s": its first year
[[nodiscard]] Unit unit_of(std::string_view w);
[[nodiscard]] std::string_view day_part(std::string_view w);  // "TMO" for morning; empty
[[nodiscard]] bool plural(std::string_view w);

[[nodiscard]] DayRange month_range(int year, int month);
[[nodiscard]] DayRange year_range(int year);
[[nodiscard]] DayRange years_range(int first, int last);
[[nodiscard]] DayRange quarter_range(int year, int quarter);
[[nodiscard]] DayRange season_range(int year, int season);
[[nodiscard]] std::pair<int, int> iso_week(std::int32_t day);  // ISO year and week

// A holiday of the Western calendar: its name is one word or two.
enum class Holiday : std::uint8_t {
  none,
  christmas,
  christmas_eve,
  new_year,
  new_years_eve,
  easter,
  good_friday,
  thanksgiving,
  halloween,
  valentine,
  labor_day,
  memorial_day,
  veterans_day,
  boxing_day,
  may_day,
  bastille_day,
  election_day
};
// Of the first word and the one after it (and an 's between); `words` becomes how many words the name has.
[[nodiscard]] Holiday holiday_of(std::string_view first, std::string_view second, int& words);
[[nodiscard]] std::int32_t holiday_day(Holiday holiday, int year);

}  // namespace detente::times
