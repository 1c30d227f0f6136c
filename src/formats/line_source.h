// LineSource: the lines of an archive file, whatever ends them: \n, \r\n, or \r alone as in files made on old Macintoshes. A line is a view
// into the buffer, which is reused. Bytes come from a callback, so that the module needs to know nothing of files and packing. Not safe to
// share between threads.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace detente {

// Up to `size` bytes into `to`; 0 only at the end. May throw Error.
using ReadBytes = std::function<std::size_t(char* to, std::size_t size)>;

class LineSource {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{1} << 22;

  // `name` is for messages.
  LineSource(ReadBytes read, std::string name) : read_(std::move(read)), name_(std::move(name)) {}

  // The next line without its end, valid until the next call; false at the end. A line beyond kMaxLine comes cut, the rest of it is lost.
  bool next(std::string_view& line);
  // The first bytes of the source, `size` of them unless it has fewer; valid until the next call. REQUIRES: no line was read yet
  std::string_view peek(std::size_t size);
  [[nodiscard]] std::size_t number() const { return number_; }  // of the last line, from 1
  [[nodiscard]] bool was_cut() const { return cut_; }           // the last line
  [[nodiscard]] std::size_t bytes() const { return bytes_; }    // read so far
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  bool fill();
  [[nodiscard]] std::size_t line_end();
  void skip_line();

  ReadBytes read_;
  std::string name_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of what is not yet read in the buffer
  std::size_t feed_ = 0, cr_ = 0;    // the next \n and \r, or end_ when there is none up to there; stale below begin_
  std::size_t number_ = 0, bytes_ = 0;
  bool started_ = false, done_ = false, cut_ = false;
};

namespace importing {

// The fields of a line, views into it.
using Fields = std::vector<std::string_view>;
void split_tabs(std::string_view line, Fields& out);
// Comma-separated fields with quotes; what had doubled quotes is kept in `unquoted`.
void split_commas(std::string_view line, Fields& out, std::vector<std::string>& unquoted);

[[nodiscard]] std::string_view trimmed(std::string_view s);

}  // namespace importing
}  // namespace detente
