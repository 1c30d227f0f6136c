// Tab-separated tables as Détente keeps its knowledge: `#` comment lines, a header row that names the columns.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace detente {

struct TsvTable {
  std::string path;
  std::vector<std::string> columns;
  struct Row {
    int line = 0;
    std::vector<std::string> fields;
  };
  std::vector<Row> rows;
};

// Reads a table and checks that it has exactly the columns `expected` (in order). Throws Error naming file and line.
[[nodiscard]] TsvTable read_tsv(const std::string& path, const std::vector<std::string>& expected);

[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace detente
