#include "cli/archive_files.h"

#include <algorithm>
#include <filesystem>

#include "readers/archive_entries.h"
#include "util/error.h"

namespace detente::cli {

namespace {

namespace fs = std::filesystem;
constexpr int kDeep = 4;  // archives in archives

void read_source(const std::string& name, const std::string& path, std::unique_ptr<ByteSource> source, int deep, const TableFiles& use) {
  try {
    std::unique_ptr<PeekSource> bytes = decompressed(std::move(source));
    if (!is_archive(bytes->peek(kArchiveHead))) {
      use.table(name, *bytes);
      return;
    }
    if (deep >= kDeep) throw Error("archives lie more than " + std::to_string(kDeep) + " deep in each other");
    ArchiveEntries entries(std::move(bytes), path);
    std::string inside;
    while (std::unique_ptr<ByteSource> entry = entries.next(inside)) read_source(name + ": " + inside, {}, std::move(entry), deep + 1, use);
    if (entries.count() == 0) throw Error("holds no files");
  } catch (const Error& e) {
    use.trouble(name + ": " + e.what());
  }
}

}  // namespace

std::vector<std::string> list_table_files(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  std::error_code ignored;
  for (const std::string& name : names) {
    if (name == "-" || !fs::is_directory(name, ignored)) {
      out.push_back(name);
      continue;
    }
    std::vector<std::string> below;
    const auto end = fs::recursive_directory_iterator();
    for (auto at = fs::recursive_directory_iterator(name, fs::directory_options::skip_permission_denied, ignored); at != end; at.increment(ignored)) {
      const std::string file = at->path().filename().string();
      if (!file.empty() && file.front() == '.') {
        if (at->is_directory(ignored)) at.disable_recursion_pending();
      } else if (at->is_regular_file(ignored)) {
        below.push_back(at->path().string());
      }
    }
    std::sort(below.begin(), below.end());
    out.insert(out.end(), below.begin(), below.end());
  }
  return out;
}

void read_tables(const std::string& path, const TableFiles& use) {
  const std::string shown = path == "-" ? "standard input" : path;
  try {
    std::unique_ptr<ByteSource> file = open_file(path);
    if (use.bytes != nullptr) file = counted(std::move(file), *use.bytes);
    read_source(shown, path == "-" ? std::string() : path, std::move(file), 0, use);
  } catch (const Error& e) {
    use.trouble(e.what());
  }
}

}  // namespace detente::cli
