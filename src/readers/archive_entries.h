// ArchiveEntries: the files in a ZIP or tar archive (libarchive), one after another, never more than a buffer of one in memory. A ZIP file on
// disk is read by its directory at the end; one within something else as it comes. Throws Error with the bare reason, as byte sources do.
// Not safe to share between threads.
#pragma once
#include <memory>
#include <string>

#include "readers/byte_source.h"

namespace detente {

// Whether these are the first bytes of a ZIP or tar archive; kArchiveHead of them are enough.
inline constexpr std::size_t kArchiveHead = 263;
[[nodiscard]] bool is_archive(std::string_view head);

class ArchiveEntries {
 public:
  // `path` of the file on disk that `source` reads, empty when it is none. Throws Error when it is no archive.
  ArchiveEntries(std::unique_ptr<PeekSource> source, const std::string& path);
  ~ArchiveEntries();
  ArchiveEntries(const ArchiveEntries&) = delete;
  ArchiveEntries& operator=(const ArchiveEntries&) = delete;

  // The next file that is not hidden, and its name without odd characters; null at the end. The one before must not be read any more.
  [[nodiscard]] std::unique_ptr<ByteSource> next(std::string& name);
  [[nodiscard]] std::size_t count() const { return count_; }  // files met, hidden ones too

 private:
  struct Shared;
  class Entry;
  std::shared_ptr<Shared> shared_;
  std::size_t count_ = 0;
};

}  // namespace detente
