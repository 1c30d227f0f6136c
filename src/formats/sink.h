// Where an export goes: bytes in order, to a file, standard output or memory. One thread at a time.
#pragma once
#include <cstdio>
#include <string>
#include <string_view>

namespace detente::formats {

class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;  // throws Error when they cannot be written
  virtual void close() {}                          // REQUIRED once at the end; throws Error
};

class StringSink final : public Sink {
 public:
  void write(std::string_view bytes) override { text += bytes; }
  std::string text;
};

// A file that is made anew, or standard output for the name "-". What was not closed is a broken file and is removed.
class FileSink final : public Sink {
 public:
  explicit FileSink(const std::string& path);  // throws Error
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;
  void write(std::string_view bytes) override;
  void close() override;

 private:
  [[noreturn]] void fail() const;
  std::string path_;
  std::FILE* file_ = nullptr;
};

}  // namespace detente::formats
