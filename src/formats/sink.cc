#include "formats/sink.h"

#include <cerrno>
#include <cstring>

#include "util/error.h"

namespace detente::formats {

FileSink::FileSink(const std::string& path) : path_(path) {
  file_ = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  if (file_ == nullptr) fail();
}

FileSink::~FileSink() {
  if (file_ == nullptr || file_ == stdout) return;
  std::fclose(file_);
  std::remove(path_.c_str());
}

void FileSink::fail() const { throw Error((path_ == "-" ? "standard output" : path_) + ": cannot be written: " + std::strerror(errno)); }

void FileSink::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail();
}

void FileSink::close() {
  if (file_ == nullptr) return;
  if (std::fflush(file_) != 0) fail();
  std::FILE* file = file_;
  file_ = nullptr;
  if (file != stdout && std::fclose(file) != 0) fail();
}

}  // namespace detente::formats
