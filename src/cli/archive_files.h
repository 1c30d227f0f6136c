// The tables in the files named on a command line: a file itself, what is packed in it (.gz, .zst), the entries of ZIP and tar archives, the files
// below a folder in the order of their names.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "readers/byte_source.h"

namespace detente::cli {

struct TableFiles {
  // Calls for each table with its name for messages. What a call throws ends the table (and the archive it is in), not the run.
  std::function<void(const std::string& name, PeekSource& source)> table;
  std::function<void(const std::string& message)> trouble;  // a file that cannot be read, and why
  std::uint64_t* bytes = nullptr;                           // counts what is read of the files; may be null
};

// Files as named, and those below folders.
[[nodiscard]] std::vector<std::string> list_table_files(const std::vector<std::string>& names);
void read_tables(const std::string& path, const TableFiles& use);

}  // namespace detente::cli
