// Comma-separated tables as spreadsheets write them: quoted fields, doubled quotes, CRLF, a byte order mark, blank lines skipped.
// Plain values; no state.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace detente::outlook {

struct CsvRow {
  int line = 0;                     // in the file, from 1
  std::vector<std::string> fields;  // trimmed
};

// REQUIRES nothing of `text`. Throws Error naming `path` and the row when a quote is not closed.
[[nodiscard]] std::vector<CsvRow> parse_csv(std::string_view text, const std::string& path);

// A finite decimal number and nothing else, or nothing.
[[nodiscard]] std::optional<double> parse_number(std::string_view field);

// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace detente::outlook
