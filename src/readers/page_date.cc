#include "readers/page_date.h"

#include <cstdio>
#include <optional>

#include "util/date.h"

namespace detente {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Exactly `n` digits at `at`.
std::optional<int> digits(std::string_view s, std::size_t at, std::size_t n) {
  if (at + n > s.size()) return {};
  int value = 0;
  for (std::size_t i = at; i < at + n; ++i) {
    if (!is_digit(s[i])) return {};
    value = value * 10 + (s[i] - '0');
  }
  return value;
}

bool valid(const CivilDate& d) {
  return d.year >= 1800 && d.year <= 2200 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= days_in_month(d.year, d.month);
}

int month_of(std::string_view word) {
  constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (word.size() < 3) return 0;
  std::string low;
  for (const char c : word.substr(0, 3)) low += static_cast<char>(c | 0x20);
  for (std::size_t m = 0; m < 12; ++m)
    if (kMonths.substr(m * 3, 3) == low) return static_cast<int>(m) + 1;
  return 0;
}

// Minutes east of Greenwich of what follows a time; nothing when no zone is given.
std::optional<int> zone_of(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  if (s.empty()) return {};
  if (s[0] == 'Z' || s.substr(0, 3) == "GMT" || s.substr(0, 3) == "UTC" || s.substr(0, 2) == "UT") return 0;
  if (s[0] == '+' || s[0] == '-') {
    const auto hours = digits(s, 1, 2);
    const auto minutes = s.size() > 3 && s[3] == ':' ? digits(s, 4, 2) : digits(s, 3, 2);
    if (!hours || *hours > 14) return {};
    const int all = *hours * 60 + minutes.value_or(0);
    return s[0] == '-' ? -all : all;
  }
  struct Zone {
    std::string_view name;
    int hours;
  };
  for (const Zone& z : {Zone{"EST", -5}, Zone{"EDT", -4}, Zone{"CST", -6}, Zone{"CDT", -5}, Zone{"MST", -7}, Zone{"MDT", -6}, Zone{"PST", -8}, Zone{"PDT", -7},
                        Zone{"BST", 1}, Zone{"CET", 1}, Zone{"CEST", 2}, Zone{"MSK", 3}})
    if (s.substr(0, z.name.size()) == z.name && (s.size() == z.name.size() || !is_letter(s[z.name.size()]))) return z.hours * 60;
  return {};
}

// The day with the time of day that stands in `rest`, in UTC; only the day when there is no time or no zone.
std::string with_time(const CivilDate& date, std::string_view rest) {
  if (!valid(date)) return {};
  std::int32_t day = day_number(date);
  std::size_t at = 0;
  while (at < rest.size() && (rest[at] == ' ' || rest[at] == 'T' || rest[at] == 't' || rest[at] == ',')) ++at;
  const auto hour = digits(rest, at, 2), minute = digits(rest, at + 3, 2);
  if (!hour || !minute || rest[at + 2] != ':' || *hour > 23 || *minute > 59) return iso_date(day);
  at += 5;
  int second = 0;
  if (at < rest.size() && rest[at] == ':') {
    second = digits(rest, at + 1, 2).value_or(0);
    at += 3;
    if (at < rest.size() && rest[at] == '.')
      for (++at; at < rest.size() && is_digit(rest[at]);) ++at;
  }
  if (second > 59) second = 59;
  const auto zone = at <= rest.size() ? zone_of(rest.substr(at)) : std::nullopt;
  if (!zone) return iso_date(day);
  int minutes = *hour * 60 + *minute - *zone;
  if (minutes < 0) {
    minutes += 1440;
    --day;
  } else if (minutes >= 1440) {
    minutes -= 1440;
    ++day;
  }
  char time[40];
  std::snprintf(time, sizeof time, "T%02d:%02d:%02dZ", minutes / 60, minutes % 60, second);
  return iso_date(day) + time;
}

// A number of at most `most` digits at `at`, which is moved past it.
std::optional<int> number(std::string_view s, std::size_t& at, std::size_t most) {
  const std::size_t begin = at;
  while (at < s.size() && is_digit(s[at])) ++at;
  return at == begin || at - begin > most ? std::nullopt : digits(s, begin, at - begin);
}

void skip_between(std::string_view s, std::size_t& at) {
  while (at < s.size() && (s[at] == ' ' || s[at] == ',' || s[at] == '.' || s[at] == '-' || s[at] == '\n' || s[at] == '\t')) ++at;
}

// "Fri, 22 Jan 2016 15:05:00 +0100", "January 22nd, 2016", "Published 22 January 2016".
std::string from_words(std::string_view s) {
  for (std::size_t at = 0; at < s.size() && at < 60;) {
    const std::size_t begin = at;
    if (!is_letter(s[at]) && !is_digit(s[at])) {
      ++at;
      continue;
    }
    std::optional<int> day, year;
    if (is_digit(s[at])) {
      day = number(s, at, 2);
      if (!day) continue;
      skip_between(s, at);
    }
    const std::size_t word = at;
    while (at < s.size() && is_letter(s[at])) ++at;
    const int month = month_of(s.substr(word, at - word));
    if (month == 0) {
      if (at == begin) ++at;
      continue;
    }
    skip_between(s, at);
    if (!day) {
      day = number(s, at, 2);
      while (at < s.size() && is_letter(s[at])) ++at;  // 22nd
      skip_between(s, at);
    }
    const std::size_t year_at = at;
    year = number(s, at, 4);
    if (!day || !year) continue;
    if (at - year_at == 2) *year += *year < 70 ? 2000 : 1900;
    return with_time({*year, month, *day}, s.substr(at));
  }
  return {};
}

}  // namespace

std::string iso_time(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  const auto year = digits(s, 0, 4);
  if (year && s.size() >= 10 && (s[4] == '-' || s[4] == '/') && s[7] == s[4]) {
    const auto month = digits(s, 5, 2), day = digits(s, 8, 2);
    return month && day ? with_time({*year, *month, *day}, s.substr(10)) : "";
  }
  if (year && s.size() >= 8 && (s.size() == 8 || !is_digit(s[8]))) {
    const auto month = digits(s, 4, 2), day = digits(s, 6, 2);
    if (month && day) return with_time({*year, *month, *day}, {});
  }
  return from_words(s);
}

std::string url_date(std::string_view url) {
  for (std::size_t at = 0; at + 10 <= url.size(); ++at) {
    if (at > 0 && is_digit(url[at - 1])) continue;
    const auto year = digits(url, at, 4);
    if (!year || *year < 1990) continue;
    const char between = url[at + 4];
    if (between == '/' || between == '-') {
      const auto month = digits(url, at + 5, 2), day = digits(url, at + 8, 2);
      if (month && day && url[at + 7] == between && (at + 10 == url.size() || !is_digit(url[at + 10])))
        if (const CivilDate d{*year, *month, *day}; valid(d)) return iso_date(day_number(d));
      const std::size_t word = at + 5;
      if (month_of(url.substr(word, 3)) > 0 && url[at + 8] == between) {
        const auto two = digits(url, at + 9, 2), one = digits(url, at + 9, 1);
        if (one)
          if (const CivilDate d{*year, month_of(url.substr(word, 3)), two ? *two : *one}; valid(d)) return iso_date(day_number(d));
      }
    }
  }
  return {};
}

}  // namespace detente
