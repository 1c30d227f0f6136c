// DocumentReader: documents from plain text or JSON lines, one after another, with the trouble it meets as values.
// A file is JSON lines when its first character that is no space is '{'. A plain-text file is one document; its first line is the
// title when a blank line follows it; a long one comes in parts that end at paragraphs. Memory does not grow with the input: a line
// beyond `kMaxLineBytes` is reported and skipped.
#pragma once
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "text/document.h"

namespace detente {

inline constexpr std::size_t kMaxLineBytes = std::size_t{16} << 20;
inline constexpr std::size_t kPartBytes = std::size_t{1} << 18;

class DocumentReader {
 public:
  // `path` may be "-". Throws Error when it cannot be opened.
  explicit DocumentReader(const std::string& path);
  ~DocumentReader();
  DocumentReader(const DocumentReader&) = delete;
  DocumentReader& operator=(const DocumentReader&) = delete;

  enum class Result { document, trouble, end };
  // The next document into `out`; `trouble` fills message() with one line that names file, place and reason.
  Result next(Document& out);
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] std::size_t bytes_read() const { return bytes_; }

 private:
  Result next_line(Document& out);
  Result next_part(Document& out);
  bool fill();  // reads more into buffer_; false at the end
  Result trouble(const std::string& reason);

  std::string path_;
  std::FILE* file_ = nullptr;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is not used yet
  std::size_t line_ = 0, bytes_ = 0, part_ = 0, offset_ = 0;
  std::string id_;  // of a plain text, for its later parts
  bool started_ = false, json_ = false, done_ = false, failed_ = false;
  std::string message_;
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace detente
