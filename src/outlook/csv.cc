#include "outlook/csv.h"

#include <charconv>
#include <cmath>

#include "util/error.h"
#include "util/tsv.h"

namespace detente::outlook {

namespace {

// One line of text into fields; false when a quote is left open.
bool split_line(std::string_view line, std::vector<std::string>& fields) {
  std::string field;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') {
      const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == '"';
      if (doubled) field += line[++i];
      else quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back(trim(field));
      field.clear();
    } else {
      field += c;
    }
  }
  fields.emplace_back(trim(field));
  return !quoted;
}

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, const std::string& path) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  std::vector<CsvRow> rows;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    CsvRow row{number, {}};
    if (!split_line(line, row.fields)) throw error_at(path + ": row " + std::to_string(number), "a quote is not closed");
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<double> parse_number(std::string_view field) {
  if (!field.empty() && field.front() == '+') field.remove_prefix(1);
  double value = 0;
  const auto r = std::from_chars(field.data(), field.data() + field.size(), value);
  if (field.empty() || r.ec != std::errc() || r.ptr != field.data() + field.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

}  // namespace detente::outlook
