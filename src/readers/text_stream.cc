// Plain text and JSON lines. An input is JSON lines when its first character that is no space is '{'. A plain text is one document;
// its first line is the title when a blank line follows it; a long one comes in parts that end at paragraphs.
#include <simdjson.h>

#include "readers/document_stream.h"
#include "util/error.h"

namespace detente {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;
constexpr char kSpace[] = " \t\r\n\v\f";

// Where a part of a long text may end: after the last blank line, else after the last line, 0 when there is neither.
std::size_t part_end(std::string_view s) {
  const std::size_t blank_line = s.rfind("\n\n");
  if (blank_line != std::string_view::npos && blank_line > s.size() / 4) return blank_line + 2;
  const std::size_t line_end = s.rfind('\n');
  return line_end == std::string_view::npos ? 0 : line_end + 1;
}

// Moves a first line of its own from the text to the title.
void split_title(Document& d) {
  const std::size_t end = d.text.find('\n');
  if (end == std::string::npos || end >= 300) return;
  const std::size_t next = d.text.find('\n', end + 1);
  if (next == std::string::npos || !blank(std::string_view(d.text).substr(end, next - end)) || blank(std::string_view(d.text).substr(next))) return;
  d.title = d.text.substr(0, end);
  while (!d.title.empty() && (d.title.back() == ' ' || d.title.back() == '\t')) d.title.pop_back();
  d.text.erase(0, d.text.find_first_not_of(" \t\n\v\f", end));
}

class TextStream : public DocumentStream {
 public:
  TextStream(std::unique_ptr<PeekSource> source, Origin origin) : source_(std::move(source)), origin_(std::move(origin)) {}

  ReadResult next(Document& out) override {
    if (!started_) {
      started_ = true;
      std::size_t first = std::string::npos;
      while (first == std::string::npos && buffer_.size() < kMaxLineBytes && fill()) first = buffer_.find_first_not_of(kSpace);
      if (first == std::string::npos) {
        done_ = true;
        begin_ = buffer_.size();
        return trouble(origin_.name, failure_.empty() ? "is empty" : std::exchange(failure_, {}));
      }
      if (buffer_.compare(0, 3, "\xEF\xBB\xBF") == 0) {
        begin_ = 3;
        first = buffer_.find_first_not_of(kSpace, 3);
      }
      json_ = first != std::string::npos && buffer_[first] == '{';
    }
    return json_ ? next_line(out) : next_part(out);
  }

 private:
  bool fill() {  // reads more into buffer_; false at the end
    if (done_) return false;
    if (begin_ > 0) {
      buffer_.erase(0, begin_);
      begin_ = 0;
    }
    const std::size_t at = buffer_.size();
    buffer_.resize(at + kChunk);
    std::size_t n = 0;
    try {
      n = source_->read(buffer_.data() + at, kChunk);
    } catch (const Error& e) {
      failure_ = e.what();
    }
    buffer_.resize(at + n);
    if (n == 0) done_ = true;
    return n > 0;
  }

  // What the source failed by is told once, after all that came before.
  ReadResult end() { return failure_.empty() ? ReadResult::end : trouble(origin_.name, std::exchange(failure_, {})); }

  // Forgets a line that is too long, up to its end.
  void forget_line() {
    std::size_t end = std::string::npos;
    do {
      begin_ = buffer_.size();
      if (!fill()) break;
      end = buffer_.find('\n', begin_);
    } while (end == std::string::npos);
    begin_ = end == std::string::npos ? buffer_.size() : end + 1;
  }

  ReadResult next_part(Document& out) {
    for (;;) {
      std::size_t size = 0;
      for (;;) {
        const std::string_view rest = std::string_view(buffer_).substr(begin_);
        if (rest.size() >= kPartBytes) {
          size = part_end(rest);
          if (size > 0) break;
          if (rest.size() > kMaxLineBytes) {
            forget_line();
            if (!failure_.empty()) return end();
            return trouble(origin_.name, "a line is longer than " + std::to_string(kMaxLineBytes >> 20) + " MB and is skipped");
          }
        }
        if (!fill()) {
          size = buffer_.size() - begin_;
          break;
        }
      }
      if (size == 0) return end();
      out = Document();
      out.text = buffer_.substr(begin_, size);
      begin_ += size;
      clean_field(out.text, out.repaired);
      if (part_ == 0) {
        const std::size_t start = out.text.find_first_not_of(" \t\n\v\f");
        if (start == std::string::npos) continue;
        out.text.erase(0, start);
        split_title(out);
        out.url = origin_.url;
        give_id(out, origin_.id);
        id_ = out.id;
      }
      out.id = id_;
      out.url = origin_.url;
      out.part = part_++;
      out.offset = offset_;
      offset_ += out.text.size() + (out.title.empty() ? 0 : out.title.size() + 2);
      if (blank(out.text) && out.title.empty()) continue;
      return ReadResult::document;
    }
  }

  ReadResult next_line(Document& out) {
    for (;;) {
      std::size_t end = buffer_.find('\n', begin_);
      std::size_t searched = buffer_.size() - begin_;
      bool skipped = false;
      while (end == std::string::npos) {
        if (buffer_.size() - begin_ > kMaxLineBytes) {
          // Too long a line: forget it up to its end
          skipped = true;
          begin_ = buffer_.size();
          searched = 0;
        }
        if (!fill()) break;
        end = buffer_.find('\n', begin_ + searched);
        searched = buffer_.size() - begin_;
      }
      if (end == std::string::npos && ((begin_ >= buffer_.size() && !skipped) || !failure_.empty())) {
        begin_ = buffer_.size();  // half a line is none
        return this->end();
      }
      ++line_;
      std::string line = buffer_.substr(begin_, end == std::string::npos ? end : end - begin_);
      begin_ = end == std::string::npos ? buffer_.size() : end + 1;
      if (skipped) return trouble(place(), "line is longer than " + std::to_string(kMaxLineBytes >> 20) + " MB");
      if (blank(line)) continue;
      return read_line(line, out);
    }
  }

  // A text or a whole number as text; false when it is something else.
  static bool read_field(const simdjson::dom::object& object, const char* key, std::string& to) {
    simdjson::dom::element e;
    if (object.at_key(key).get(e)) return true;  // missing
    std::string_view s;
    std::int64_t number = 0;
    if (!e.get(s)) to = s;
    else if (!e.get(number)) to = std::to_string(number);
    else return e.is_null();
    return true;
  }

  ReadResult read_line(std::string& line, Document& out) {
    out = Document();
    clean_field(line, out.repaired);
    simdjson::dom::element root;
    if (const auto error = parser_.parse(line).get(root)) return trouble(place(), std::string("no valid JSON: ") + simdjson::error_message(error));
    simdjson::dom::object object;
    if (root.get(object)) return trouble(place(), "no JSON object");
    for (const auto& [key, field] : {std::pair<const char*, std::string*>{"id", &out.id},
                                     {"title", &out.title},
                                     {"text", &out.text},
                                     {"published", &out.published},
                                     {"outlet", &out.outlet},
                                     {"url", &out.url}})
      if (!read_field(object, key, *field)) return trouble(place(), "field '" + std::string(key) + "' is no text");
    if (blank(out.text) && blank(out.title)) return trouble(place(), "no text");
    if (blank(out.title)) out.title.clear();
    // JSON escapes may still bring control characters
    for (std::string* s : {&out.title, &out.text, &out.id}) clean_field(*s, out.repaired);
    for (char& c : out.title)
      if (c == '\n') c = ' ';
    give_id(out);
    return ReadResult::document;
  }

  [[nodiscard]] std::string place() const { return origin_.name + ":" + std::to_string(line_); }

  std::unique_ptr<PeekSource> source_;
  Origin origin_;
  std::string buffer_, failure_;
  std::size_t begin_ = 0;  // of what is not used yet
  std::size_t line_ = 0, part_ = 0, offset_ = 0;
  std::string id_;  // of a plain text, for its later parts
  bool started_ = false, json_ = false, done_ = false;
  simdjson::dom::parser parser_;
};

}  // namespace

std::unique_ptr<DocumentStream> open_text(std::unique_ptr<PeekSource> source, Origin origin) {
  return std::make_unique<TextStream>(std::move(source), std::move(origin));
}

}  // namespace detente
