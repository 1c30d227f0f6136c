#include "times/dateline.h"

#include <algorithm>

#include "times/vocabulary.h"

namespace detente {

namespace {

constexpr std::size_t kReach = 1500;      // bytes that are looked at
constexpr std::size_t kLines = 8;         // lines that may hold it
constexpr std::size_t kDatelineEnd = 90;  // where in its line a dateline must have ended

// The next word of letters and digits from `pos`, which moves behind it; commas and full stops are passed over.
std::string_view next_word(std::string_view line, std::size_t& pos) {
  const auto part = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
  while (pos < line.size() && (line[pos] == ' ' || line[pos] == ',' || line[pos] == '.')) ++pos;
  const std::size_t begin = pos;
  while (pos < line.size() && part(line[pos])) ++pos;
  return line.substr(begin, pos - begin);
}

// A whole date at `pos`: "22 January 2016", "Jan. 22, 2016", "2016-01-22". `pos` moves behind it.
std::optional<std::int32_t> date_at(std::string_view line, std::size_t& pos) {
  std::size_t at = pos;
  const std::string_view first = next_word(line, at);
  if (first.size() == 10)
    if (const auto day = parse_iso_day(first)) return pos = at, day;
  const std::string_view second = next_word(line, at), third = next_word(line, at);
  const int year = times::year_of(third);
  const bool month_first = times::month_of(times::Word(first).view()) > 0;
  const int month = times::month_of(times::Word(month_first ? first : second).view());
  const int day = times::day_of(times::Word(month_first ? second : first).view());
  if (year == 0 || month == 0 || day == 0 || day > days_in_month(year, month)) return std::nullopt;
  pos = at;
  return day_number({year, month, day});
}

bool label(std::string_view w) { return times::any_word(w, {"published", "date", "dated", "posted", "updated", "issued"}); }

// The date of one line, when the line is a dateline, a labelled date or a date alone.
std::optional<std::int32_t> line_day(std::string_view line) {
  std::size_t pos = 0;
  const std::string_view first = next_word(line, pos);
  if (label(times::Word(first).view())) {
    if (pos < line.size() && line.substr(pos, 4) == " on ") pos += 3;
    if (pos < line.size() && line[pos] == ':') ++pos;
    std::size_t weekday_end = pos;
    if (times::weekday_of(times::Word(next_word(line, weekday_end)).view()) >= 0) pos = weekday_end;
    return date_at(line, pos);
  }
  pos = times::weekday_of(times::Word(first).view()) >= 0 ? pos : 0;
  if (const auto alone = date_at(line, pos)) {
    while (pos < line.size() && (line[pos] == ' ' || line[pos] == '.')) ++pos;
    if (pos >= line.size()) return alone;
    return std::nullopt;
  }
  // A place in capitals, then the date, then a dash or bracket
  if (first.size() < 3 || first[0] < 'A' || first[0] > 'Z') return std::nullopt;
  for (const char c : first)
    if (c >= 'a' && c <= 'z') return std::nullopt;
  for (std::size_t at = line.find(','); at != std::string_view::npos && at < kDatelineEnd; at = line.find(',', at + 1)) {
    pos = at;
    const auto day = date_at(line, pos);
    if (!day) continue;
    while (pos < line.size() && line[pos] == ' ') ++pos;
    if (pos < line.size() && (line[pos] == '(' || line[pos] == '-' || line[pos] == ':' || line[pos] == '/' || line[pos] == '\xe2')) return day;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int32_t> dateline_day(std::string_view text) {
  text = text.substr(0, kReach);
  for (std::size_t line = 0; line < kLines && !text.empty(); ++line) {
    std::string_view here = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), here.size() + 1));
    while (!here.empty() && (here.back() == '\r' || here.back() == ' ')) here.remove_suffix(1);
    while (!here.empty() && here.front() == ' ') here.remove_prefix(1);
    if (here.empty()) continue;
    if (const auto day = line_day(here)) return day;
  }
  return std::nullopt;
}

}  // namespace detente
