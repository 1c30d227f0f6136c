// WARC (ISO 28500): the answers of a crawl, one record after another. Read are `response` records with HTTP status 200 and `resource` and
// `conversion` (WET) records, when their content type may hold text; all other records are passed over. A record is cut off at
// kMaxPageBytes. Packed files come as one gzip member a record, which the gzip source runs together.
#include <algorithm>
#include <cstdlib>

#include "readers/document_stream.h"
#include "readers/encoding.h"
#include "util/error.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::size_t kMaxHeader = std::size_t{1} << 16;
constexpr int kMaxHeaderLines = 500;

// "Name: value" when it has that name, in any case.
bool header_value(const std::string& line, std::string_view name, std::string& value) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos || utf8::lower_ascii(line.substr(0, colon)) != name) return false;
  const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
  value = begin == std::string::npos ? "" : line.substr(begin);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.pop_back();
  return true;
}

bool may_hold_text(const std::string& type) {
  for (const char* word : {"html", "text/plain", "xml", "json", "rss", "csv"})
    if (type.find(word) != std::string::npos) return true;
  return type.empty();
}

// The body of Transfer-Encoding: chunked; as far as it is well formed.
std::string unchunked(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const std::size_t end = body.find("\r\n");
    if (end == std::string_view::npos || end == 0 || end > 16) break;
    char* stop = nullptr;
    const std::string digits(body.substr(0, end));
    const unsigned long long size = std::strtoull(digits.c_str(), &stop, 16);
    if (stop == digits.c_str() || size == 0) break;
    body.remove_prefix(end + 2);
    out.append(body.substr(0, static_cast<std::size_t>(std::min<unsigned long long>(size, body.size()))));
    if (size + 2 > body.size()) break;
    body.remove_prefix(static_cast<std::size_t>(size) + 2);
  }
  return out;
}

class WarcStream : public DocumentStream {
 public:
  WarcStream(std::unique_ptr<PeekSource> source, Origin origin) : source_(std::move(source)), origin_(std::move(origin)) {
    if (origin_.nesting >= kMaxNesting) throw Error("archives lie more than " + std::to_string(kMaxNesting) + " deep in each other");
  }

  ReadResult next(Document& out) override {
    for (;;) {
      if (const std::optional<ReadResult> r = next_of(inner_, out)) return *r;
      Header header;
      if (!read_header(header)) return ReadResult::end;
      std::string payload;
      const std::size_t take = static_cast<std::size_t>(std::min<std::uint64_t>(header.length, kMaxPageBytes));
      const bool wanted = header.type == "response" || header.type == "resource" || header.type == "conversion";
      if (wanted) {
        payload = source_->peek(take);
        if (payload.size() < take) throw Error(place() + "the data end early (truncated file)");
      }
      skip(header.length);
      if (wanted) open_record(header, std::move(payload));
    }
  }

 private:
  struct Header {
    std::string type, url, content_type;
    std::uint64_t length = 0;
  };

  void skip(std::uint64_t size) {
    while (size > 0) {
      const std::size_t n = source_->skip(static_cast<std::size_t>(std::min<std::uint64_t>(size, std::uint64_t{1} << 20)));
      if (n == 0) throw Error(place() + "the data end early (truncated file)");
      size -= n;
    }
  }

  bool read_header(Header& header) {
    std::string line, value;
    do {
      if (!source_->line(line, kMaxHeader)) return false;
    } while (line.empty());
    ++record_;
    if (line.rfind("WARC/", 0) != 0) throw Error(place() + "a record does not begin with WARC/");
    bool length = false;
    for (int lines = 0;; ++lines) {
      if (lines > kMaxHeaderLines) throw Error(place() + "has too many header lines");
      if (!source_->line(line, kMaxHeader)) throw Error(place() + "the data end early (truncated file)");
      if (line.empty()) break;
      if (header_value(line, "warc-type", value)) header.type = utf8::lower_ascii(value);
      else if (header_value(line, "warc-target-uri", value)) header.url = value.size() > 2 && value.front() == '<' ? value.substr(1, value.size() - 2) : value;
      else if (header_value(line, "content-type", value)) header.content_type = utf8::lower_ascii(value);
      else if (header_value(line, "content-length", value)) {
        char* stop = nullptr;
        header.length = std::strtoull(value.c_str(), &stop, 10);
        length = !value.empty() && value.front() != '-' && *stop == '\0';
      }
    }
    if (!length) throw Error(place() + "has no Content-Length");
    return true;
  }

  void open_record(const Header& header, std::string payload) {
    std::string type = header.content_type;
    std::string body = std::move(payload);
    if (header.type == "response") {
      if (type.find("application/http") == std::string::npos) return;
      bool chunked = false;
      type.clear();
      if (!split_http(body, type, chunked)) return;
      if (chunked) body = unchunked(body);
    }
    if (!may_hold_text(type) || blank(body)) return;
    Origin inside;
    inside.options = origin_.options;
    std::string url = header.url.substr(0, 2000);
    std::size_t repaired = 0;
    clean_field(url, repaired);
    inside.name = origin_.name + ": record " + std::to_string(record_) + (url.empty() ? "" : " (" + url + ")");
    inside.url = url;
    inside.charset = declared_charset(type);
    inside.nesting = origin_.nesting + 1;
    inner_.open(from_memory(std::move(body)), std::move(inside));
  }

  // Takes the HTTP head off; false when the answer is no page.
  static bool split_http(std::string& body, std::string& type, bool& chunked) {
    if (body.rfind("HTTP/", 0) != 0) return false;
    const std::size_t code = body.find(' ');
    if (code == std::string::npos || body.compare(code + 1, 3, "200") != 0) return false;
    std::string line, value;
    for (std::size_t at = body.find('\n'); at != std::string::npos;) {
      const std::size_t begin = at + 1, end = body.find('\n', begin);
      if (end == std::string::npos) return false;
      line = body.substr(begin, end - begin);
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty()) {
        body.erase(0, end + 1);
        return true;
      }
      if (header_value(line, "content-type", value)) type = utf8::lower_ascii(value);
      else if (header_value(line, "transfer-encoding", value)) chunked = utf8::lower_ascii(value).find("chunked") != std::string::npos;
      at = end;
    }
    return false;
  }

  [[nodiscard]] std::string place() const { return "record " + std::to_string(record_) + ": "; }

  std::unique_ptr<PeekSource> source_;
  Origin origin_;
  InnerStream inner_;
  std::size_t record_ = 0;
};

}  // namespace

std::unique_ptr<DocumentStream> open_warc(std::unique_ptr<PeekSource> source, Origin origin) {
  return std::make_unique<WarcStream>(std::move(source), std::move(origin));
}

}  // namespace detente
