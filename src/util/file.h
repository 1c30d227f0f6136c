// Files: a read-only memory mapping, whole-file reading and atomic writing.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace detente {

// A file mapped read-only for the lifetime of the object. Movable, not copyable; safe to share between threads.
class MappedFile {
 public:
  MappedFile() = default;
  explicit MappedFile(const std::string& path);  // throws Error
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

[[nodiscard]] std::string read_file(const std::string& path);  // throws Error

// Writes beside `path` and renames, so that a reader never sees half a file. Throws Error.
void write_file(const std::string& path, std::string_view bytes);

[[nodiscard]] bool file_exists(const std::string& path);

}  // namespace detente
