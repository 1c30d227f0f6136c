#include "util/tsv.h"

#include "util/error.h"
#include "util/file.h"

namespace detente {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t at = text.find(separator);
    out.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t' || s.front() == '\r' || s.front() == '\n')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r' || s.back() == '\n')) s.remove_suffix(1);
  return s;
}

TsvTable read_tsv(const std::string& path, const std::vector<std::string>& expected) {
  const std::string text = read_file(path);
  TsvTable table;
  table.path = path;
  int line_number = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    ++line_number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> fields = split(line, '\t');
    const std::string where = path + ":" + std::to_string(line_number);
    if (table.columns.empty()) {
      if (fields != expected) throw error_at(where, "the header row does not name the expected columns");
      table.columns = std::move(fields);
      continue;
    }
    if (fields.size() != table.columns.size())
      throw error_at(where, "expected " + std::to_string(table.columns.size()) + " fields, found " + std::to_string(fields.size()));
    table.rows.push_back({line_number, std::move(fields)});
  }
  if (table.columns.empty()) throw error_at(path, "no header row");
  return table;
}

}  // namespace detente
