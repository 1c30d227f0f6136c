#include "readers/document_reader.h"

#include <simdjson.h>

#include <cerrno>
#include <cstring>

#include "util/error.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

struct DocumentReader::Parser {
  simdjson::dom::parser dom;
};

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;
constexpr char kHex[] = "0123456789abcdef";

std::string hash_id(std::string_view s) {
  std::uint64_t h = hash_bytes(s);
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; h >>= 4) out[i] = kHex[h & 15];
  return out;
}

void give_id(Document& d) {
  if (d.id.empty()) d.id = hash_id(!d.url.empty() ? std::string_view(d.url) : std::string_view(d.coded_text()));
}

// Line ends become \n.
void unify_line_ends(std::string& s) {
  if (s.find('\r') == std::string::npos) return;
  std::size_t out = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '\r') {
      s[out++] = '\n';
      if (i + 1 < s.size() && s[i + 1] == '\n') ++i;
    } else {
      s[out++] = s[i];
    }
  }
  s.resize(out);
}

bool blank(std::string_view s) { return s.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos; }

}  // namespace

DocumentReader::DocumentReader(const std::string& path) : path_(path == "-" ? "standard input" : path), parser_(std::make_unique<Parser>()) {
  file_ = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file_ == nullptr) throw error_at(path, std::strerror(errno));
}

DocumentReader::~DocumentReader() {
  if (file_ != nullptr && file_ != stdin) std::fclose(file_);
}

bool DocumentReader::fill() {
  if (done_) return false;
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  const std::size_t at = buffer_.size();
  buffer_.resize(at + kChunk);
  const std::size_t n = std::fread(buffer_.data() + at, 1, kChunk, file_);
  buffer_.resize(at + n);
  bytes_ += n;
  if (n < kChunk && std::ferror(file_) != 0) failed_ = true;
  if (n == 0) done_ = true;
  return n > 0;
}

DocumentReader::Result DocumentReader::trouble(const std::string& reason) {
  message_ = path_;
  if (json_) message_.append(":").append(std::to_string(line_));
  message_.append(": ").append(reason);
  return Result::trouble;
}

DocumentReader::Result DocumentReader::next(Document& out) {
  out = Document();
  if (!started_) {
    started_ = true;
    std::size_t first = std::string::npos;
    while (first == std::string::npos && buffer_.size() < kMaxLineBytes && fill()) first = buffer_.find_first_not_of(" \t\r\n\v\f");
    if (first == std::string::npos) {
      const bool failed = failed_;
      failed_ = false;
      done_ = true;
      begin_ = buffer_.size();
      return trouble(failed ? std::string("cannot be read: ") + std::strerror(errno) : "is empty");
    }
    if (buffer_.compare(0, 3, "\xEF\xBB\xBF") == 0) {
      begin_ = 3;
      first = buffer_.find_first_not_of(" \t\r\n\v\f", 3);
    }
    json_ = first != std::string::npos && buffer_[first] == '{';
  }
  return json_ ? next_line(out) : next_part(out);
}

// Where a part of a long text may end: after the last blank line, else after the last line, 0 when there is neither.
static std::size_t part_end(std::string_view s) {
  const std::size_t blank_line = s.rfind("\n\n");
  if (blank_line != std::string_view::npos && blank_line > s.size() / 4) return blank_line + 2;
  const std::size_t line_end = s.rfind('\n');
  return line_end == std::string_view::npos ? 0 : line_end + 1;
}

DocumentReader::Result DocumentReader::next_part(Document& out) {
  for (;;) {
    std::size_t size = 0;
    for (;;) {
      const std::string_view rest = std::string_view(buffer_).substr(begin_);
      if (rest.size() >= kPartBytes) {
        size = part_end(rest);
        if (size > 0) break;
        if (rest.size() > kMaxLineBytes) {
          // A line of that length is no article: forget it up to its end
          std::size_t end = std::string::npos;
          do {
            begin_ = buffer_.size();
            if (!fill()) break;
            end = buffer_.find('\n', begin_);
          } while (end == std::string::npos);
          begin_ = end == std::string::npos ? buffer_.size() : end + 1;
          return trouble("a line is longer than " + std::to_string(kMaxLineBytes >> 20) + " MB and is skipped");
        }
      }
      if (!fill()) {
        size = buffer_.size() - begin_;
        break;
      }
    }
    if (failed_) {
      failed_ = false;
      begin_ = buffer_.size();
      return trouble(std::string("cannot be read: ") + std::strerror(errno));
    }
    if (size == 0) return Result::end;
    out = Document();
    out.text = buffer_.substr(begin_, size);
    begin_ += size;
    out.repaired = utf8::repair(out.text);
    unify_line_ends(out.text);
    if (part_ == 0) {
      const std::size_t start = out.text.find_first_not_of(" \t\n\v\f");
      if (start == std::string::npos) continue;
      out.text.erase(0, start);
      // A first line of its own is the title
      const std::size_t end = out.text.find('\n');
      if (end != std::string::npos && end < 300) {
        const std::size_t next = out.text.find('\n', end + 1);
        if (next != std::string::npos && blank(std::string_view(out.text).substr(end, next - end)) && !blank(std::string_view(out.text).substr(next))) {
          out.title = out.text.substr(0, end);
          while (!out.title.empty() && (out.title.back() == ' ' || out.title.back() == '\t')) out.title.pop_back();
          out.text.erase(0, out.text.find_first_not_of(" \t\n\v\f", end));
        }
      }
      if (path_ != "standard input") id_ = path_.substr(path_.rfind('/') == std::string::npos ? 0 : path_.rfind('/') + 1);
      out.id = id_;
      give_id(out);
      id_ = out.id;
    }
    out.id = id_;
    out.part = part_++;
    out.offset = offset_;
    offset_ += out.text.size() + (out.title.empty() ? 0 : out.title.size() + 2);
    if (blank(out.text) && out.title.empty()) continue;
    return Result::document;
  }
}

DocumentReader::Result DocumentReader::next_line(Document& out) {
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
    if (failed_) {
      done_ = true;
      json_ = false;
      return trouble(std::string("cannot be read: ") + std::strerror(errno));
    }
    if (end == std::string::npos && begin_ >= buffer_.size() && !skipped) return Result::end;
    ++line_;
    std::string line = buffer_.substr(begin_, end == std::string::npos ? end : end - begin_);
    begin_ = end == std::string::npos ? buffer_.size() : end + 1;
    if (skipped) return trouble("line is longer than " + std::to_string(kMaxLineBytes >> 20) + " MB");
    if (blank(line)) continue;
    const std::size_t repaired = utf8::repair(line);
    simdjson::dom::element root;
    if (const auto error = parser_->dom.parse(line).get(root)) return trouble(std::string("no valid JSON: ") + simdjson::error_message(error));
    simdjson::dom::object object;
    if (root.get(object)) return trouble("no JSON object");
    const auto read = [&](const char* key, std::string& to) {
      simdjson::dom::element e;
      if (object.at_key(key).get(e)) return true;  // missing
      std::string_view s;
      if (!e.get(s)) {
        to = s;
        return true;
      }
      std::int64_t number = 0;
      if (!e.get(number)) {
        to = std::to_string(number);
        return true;
      }
      return e.is_null();
    };
    for (const auto& [key, field] : {std::pair<const char*, std::string*>{"id", &out.id},
                                     {"title", &out.title},
                                     {"text", &out.text},
                                     {"published", &out.published},
                                     {"outlet", &out.outlet},
                                     {"url", &out.url}})
      if (!read(key, *field)) return trouble("field '" + std::string(key) + "' is no text");
    if (blank(out.text) && blank(out.title)) return trouble("no text");
    if (blank(out.title)) out.title.clear();
    // JSON escapes may still bring control characters
    out.repaired = repaired;
    for (std::string* s : {&out.title, &out.text, &out.id}) {
      out.repaired += utf8::repair(*s);
      unify_line_ends(*s);
    }
    for (char& c : out.title)
      if (c == '\n') c = ' ';
    give_id(out);
    return Result::document;
  }
}

}  // namespace detente
