#include "formats/event_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "formats/country_codes.h"
#include "formats/event_reader.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente::formats {

std::vector<SidePair> pairs_of(const MergedEvent& e) {
  std::vector<SidePair> out;
  const auto add = [&](const StoredParty& a, const StoredParty& b) {
    if (a.code().empty() || b.code().empty() || a.code() == b.code()) return;
    const bool there = std::any_of(out.begin(), out.end(), [&](const SidePair& p) { return p.source->code() == a.code() && p.target->code() == b.code(); });
    if (!there) out.push_back({&a, &b});
  };
  const StoredReport& r = e.agreed;
  for (const StoredParty& a : r.actors)
    for (const StoredParty& b : r.recipients) add(a, b);
  if (r.mutual)
    for (std::size_t i = 0; i < r.actors.size(); ++i)
      for (std::size_t k = i + 1; k < r.actors.size(); ++k) {
        add(r.actors[i], r.actors[k]);
        add(r.actors[k], r.actors[i]);
      }
  return out;
}

std::vector<SidePair> rows_of(const MergedEvent& e) {
  std::vector<SidePair> out = pairs_of(e);
  if (!out.empty()) return out;
  const StoredReport& r = e.agreed;
  if (r.actors.empty())
    for (const StoredParty& b : r.recipients) out.push_back({nullptr, &b});
  for (const StoredParty& a : r.actors) out.push_back({&a, r.recipients.empty() ? nullptr : &r.recipients.front()});
  if (out.empty()) out.emplace_back();
  return out;
}

const StoredReport* standing_report(const MergedEvent& e, std::span<const MergeItem* const> reports) {
  for (const MergeItem* m : reports)
    if (m->report.text == e.agreed.text && m->report.cameo == e.agreed.cameo) return &m->report;
  return nullptr;
}

std::string display_name(const StoredParty& p) {
  if (!p.name.empty()) return p.name;
  if (const std::string_view country = iso3_to_name(p.country); !country.empty() && (p.id.empty() || p.id == p.country)) return std::string(country);
  return p.text.empty() ? p.code() : p.text;
}

std::int64_t number_of(std::string_view text) {
  const auto n = static_cast<std::int64_t>(hash_bytes(text) & ((std::uint64_t{1} << 53) - 1));
  return n == 0 ? 1 : n;
}

std::int64_t row_number(const MergedEvent& e, std::size_t pair, std::size_t pairs) {
  std::int64_t own = 0;
  const std::string_view id = archive_id(e);
  if (pairs == 1 && !id.empty())
    if (const auto r = std::from_chars(id.data(), id.data() + id.size(), own); r.ec == std::errc() && r.ptr == id.data() + id.size() && own > 0) return own;
  return number_of(e.id + "/" + std::to_string(pair));
}

std::optional<std::int64_t> parse_stamp(std::string_view iso) {
  const std::optional<std::int32_t> day = parse_iso_day(iso);
  if (!day) return std::nullopt;
  const auto two = [&](std::size_t at) -> int {
    if (at + 2 > iso.size() || iso[at] < '0' || iso[at] > '9' || iso[at + 1] < '0' || iso[at + 1] > '9') return -1;
    return (iso[at] - '0') * 10 + iso[at + 1] - '0';
  };
  std::int64_t seconds = std::int64_t{*day} * 86400;
  const std::size_t time = iso.find_first_of("T ");
  if (time == std::string_view::npos || two(time + 1) < 0) return seconds;
  std::size_t at = time + 3;
  seconds += two(time + 1) * 3600;
  for (const int unit : {60, 1})
    if (at < iso.size() && iso[at] == ':' && two(at + 1) >= 0) {
      seconds += two(at + 1) * unit;
      at += 3;
    }
  while (at < iso.size() && (iso[at] == '.' || (iso[at] >= '0' && iso[at] <= '9'))) ++at;
  if (at < iso.size() && (iso[at] == '+' || iso[at] == '-') && two(at + 1) >= 0) {
    const std::size_t minutes = at + 3 < iso.size() && iso[at + 3] == ':' ? at + 4 : at + 3;
    const int shift = two(at + 1) * 3600 + std::max(two(minutes), 0) * 60;
    seconds += iso[at] == '+' ? -shift : shift;
  }
  return seconds;
}

std::string compact_day(std::int32_t day) {
  const CivilDate d = civil_date(day);
  char text[24];
  std::snprintf(text, sizeof text, "%04d%02d%02d", d.year, d.month, d.day);
  return text;
}

std::string compact_stamp(std::int64_t seconds) {
  const std::int64_t day = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400;
  const int rest = static_cast<int>(seconds - day * 86400);
  char text[16];
  std::snprintf(text, sizeof text, "%02d%02d%02d", rest / 3600, rest / 60 % 60, rest % 60);
  return compact_day(static_cast<std::int32_t>(day)) + text;
}

std::string number_text(double value, int digits) {
  if (!std::isfinite(value)) return {};
  char buffer[400];
  const auto r = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, digits);
  std::string out(buffer, r.ptr);
  if (out.find('.') != std::string::npos) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return out;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::vector<std::string_view> list_of(std::string_view joined) {
  std::vector<std::string_view> out;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find(';'), joined.size());
    if (end > 0) out.push_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return out;
}

Row& Row::add(std::string_view field) {
  if (fields_++ > 0) text_ += separator_;
  text_ += separator_ == ',' ? csv_field(field) : one_line(field);
  return *this;
}

Row& Row::blank(int fields) {
  for (int i = 0; i < fields; ++i) add(std::string_view());
  return *this;
}

std::string Row::take(std::string_view end) {
  std::string out = std::move(text_);
  out += end;
  text_.clear();
  fields_ = 0;
  return out;
}

}  // namespace detente::formats
