// A folder: its files in the order of their names, folders below it included. Hidden entries, and links to folders (they may lead in
// circles), are left out; a file's id is its path within the folder. Only the names of the open folders are kept.
#include <algorithm>
#include <filesystem>

#include "readers/document_stream.h"
#include "util/error.h"

namespace detente {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMaxDepth = 64;

class FolderStream : public DocumentStream {
 public:
  explicit FolderStream(Origin origin) : origin_(std::move(origin)) {}

  ReadResult next(Document& out) override {
    if (!started_) {
      started_ = true;
      if (!enter(origin_.path)) return ReadResult::trouble;
    }
    for (;;) {
      if (const std::optional<ReadResult> r = next_of(inner_, out)) return *r;
      if (open_.empty()) break;
      if (open_.back().empty()) {
        open_.pop_back();
        continue;
      }
      const fs::path path = open_.back().back();
      open_.back().pop_back();
      if (!visit(path)) return ReadResult::trouble;
    }
    if (files_ > 0) return ReadResult::end;
    files_ = 1;
    return trouble(origin_.name, "holds no files");
  }

 private:
  // False when there was trouble.
  bool visit(const fs::path& path) {
    std::error_code error;
    const fs::file_status own = fs::symlink_status(path, error), target = fs::status(path, error);
    if (fs::is_directory(target)) {
      if (fs::is_symlink(own)) return true;
      return enter(path);
    }
    ++files_;
    if (!fs::is_regular_file(target)) {
      trouble(path.string(), error ? error.message() : "is no ordinary file");
      return false;
    }
    Origin inside;
    inside.options = origin_.options;
    inside.path = path.string();
    inside.name = inside.path;
    inside.id = path.lexically_relative(origin_.path).string();
    inside.nesting = origin_.nesting;
    inner_.open_path(std::move(inside));
    return true;
  }

  bool enter(const fs::path& folder) {
    if (open_.size() >= kMaxDepth) {
      trouble(folder.string(), "lies more than " + std::to_string(kMaxDepth) + " folders deep");
      return false;
    }
    std::vector<fs::path> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
      if (it->path().filename().string().front() != '.') names.push_back(it->path());
    std::sort(names.rbegin(), names.rend());  // the next one stands last
    open_.push_back(std::move(names));
    if (!error) return true;
    ++files_;
    trouble(folder.string(), "cannot be read: " + error.message());
    return false;
  }

  Origin origin_;
  InnerStream inner_;
  std::vector<std::vector<fs::path>> open_;
  std::size_t files_ = 0;
  bool started_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> open_folder(Origin origin) { return std::make_unique<FolderStream>(std::move(origin)); }

}  // namespace detente
