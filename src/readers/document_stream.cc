#include "readers/document_stream.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "readers/archive_entries.h"
#include "readers/encoding.h"
#include "util/error.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::size_t kHead = 4096;

std::string hash_id(std::string_view s) {
  constexpr char kHex[] = "0123456789abcdef";
  std::uint64_t h = hash_bytes(s);
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; h >>= 4) out[i] = kHex[h & 15];
  return out;
}

enum class Kind { text, html, xml_feed, json_feed, archive, warc, csv };

// What no reader can make text of, by its first bytes, in words; null when they may be text.
const char* known_binary(std::string_view head) {
  struct Magic {
    std::string_view bytes;
    const char* what;
  };
  static constexpr Magic kMagic[] = {{"%PDF-", "a PDF"},
                                     {"\x89PNG", "an image"},
                                     {"\xff\xd8\xff", "an image"},
                                     {"GIF8", "an image"},
                                     {"\x7f"
                                      "ELF",
                                      "a program"},
                                     {"SQLite format 3", "a database"},
                                     {"7z\xbc\xaf", "a 7z archive"},
                                     {"Rar!", "a RAR archive"},
                                     {"\xd0\xcf\x11\xe0", "an old Office file"},
                                     {"BZh", "bzip2 data"},
                                     {"\xfd"
                                      "7zXZ",
                                      "xz data"}};
  for (const Magic& m : kMagic)
    if (head.substr(0, m.bytes.size()) == m.bytes) return m.what;
  return nullptr;
}

bool mostly_control(std::string_view head) {
  std::size_t control = 0;
  for (const char c : head) control += (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b') || c == 0x7f;
  return control * 10 > head.size() && head.size() >= 32;
}

// The name of the first element of an XML or HTML text, lower case, past declarations and comments; empty when it begins otherwise.
std::string first_element(std::string_view low) {
  for (;;) {
    const std::size_t at = low.find_first_not_of(" \t\r\n\v\f");
    if (at == std::string_view::npos || low[at] != '<') return {};
    low.remove_prefix(at);
    const bool comment = low.substr(0, 4) == "<!--";
    if (low.substr(0, 14) == "<!doctype html") return "html";
    if (!comment && low.substr(0, 2) != "<?" && low.substr(0, 2) != "<!") {
      const std::size_t end = low.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789:-_", 1);
      return std::string(low.substr(1, end == std::string_view::npos ? end : end - 1));
    }
    std::size_t end = low.find(comment ? "-->" : ">");
    // A document type may declare things between brackets
    if (const std::size_t bracket = low.find('['); !comment && low.substr(0, 9) == "<!doctype" && bracket < end) end = low.find('>', low.find(']', bracket));
    if (end == std::string_view::npos) return {};
    low.remove_prefix(end + (comment ? 3 : 1));
  }
}

bool is_html_element(const std::string& name) {
  for (const char* known :
       {"html", "head",  "body", "title", "meta", "link", "script", "style", "div", "p",      "article", "main", "section", "header", "nav",  "h1",  "h2",
        "h3",   "table", "ul",   "ol",    "span", "a",    "b",      "i",     "em",  "strong", "img",     "br",   "center",  "font",   "form", "base"})
    if (name == known) return true;
  return false;
}

std::string extension(std::string_view name) {
  std::string low = utf8::lower_ascii(name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1));
  for (const char* packed : {".gz", ".zst"})
    if (low.size() > std::strlen(packed) && low.compare(low.size() - std::strlen(packed), std::string::npos, packed) == 0)
      low.resize(low.size() - std::strlen(packed));
  const std::size_t dot = low.rfind('.');
  return dot == std::string::npos ? "" : low.substr(dot + 1);
}

// Content first, then the name.
Kind find_kind(std::string_view head, const Origin& origin) {
  if (is_archive(head)) return Kind::archive;
  if (head.substr(0, 5) == "WARC/") return Kind::warc;
  const std::string low = utf8::lower_ascii(head);
  const std::size_t first = low.find_first_not_of(" \t\r\n\v\f");
  const std::string ending = extension(origin.name);
  if (first == std::string::npos) return Kind::text;
  if (low[first] == '{') return low.find("jsonfeed.org/version") != std::string::npos ? Kind::json_feed : Kind::text;
  if (low[first] == '<') {
    const std::string element = first_element(low);
    if (element == "rss" || element == "feed" || element == "rdf:rdf") return Kind::xml_feed;
    if (is_html_element(element) || ending == "html" || ending == "htm" || ending == "xhtml") return Kind::html;
    if (low.compare(first, 5, "<?xml") == 0) throw Error("is XML, but no feed and no page (first element '" + element.substr(0, 40) + "')");
  }
  if (ending == "html" || ending == "htm") return Kind::html;
  if (ending == "csv" || ending == "tsv" || (origin.options != nullptr && !origin.options->columns.empty() && ending != "txt")) return Kind::csv;
  return Kind::text;
}

}  // namespace

bool blank(std::string_view s) { return s.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos; }

void give_id(Document& d, const std::string& fallback) {
  if (!d.id.empty()) return;
  if (!d.url.empty()) d.id = hash_id(d.url);
  else if (!fallback.empty()) d.id = fallback;
  else d.id = hash_id(d.coded_text());
}

void clean_field(std::string& s, std::size_t& repaired) {
  repaired += utf8::repair(s);
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

std::unique_ptr<DocumentStream> open_stream(std::unique_ptr<ByteSource> source, Origin origin) {
  std::unique_ptr<PeekSource> bytes = decompressed(std::move(source));
  std::string head(bytes->peek(kHead));
  if (const char* what = known_binary(head)) throw Error(std::string("is ") + what + ", which cannot be read");
  if (is_archive(head)) return open_archive(std::move(bytes), std::move(origin));
  if (head.substr(0, 5) == "WARC/") return open_warc(std::move(bytes), std::move(origin));
  const std::size_t first = head.find_first_not_of(" \t\r\n\v\f");
  const char begin = first == std::string::npos ? ' ' : head[first];
  // A feed's XML reader needs the declared encoding as well; JSON is UTF-8 unless a mark says otherwise
  if (origin.charset.empty() && begin == '<') origin.charset = declared_charset(head);
  if (begin != '{' || head.find('\0') != std::string::npos) bytes = as_utf8(std::move(bytes), origin.charset);
  head = bytes->peek(kHead);
  if (mostly_control(head)) throw Error("is no text (control bytes)");
  switch (find_kind(head, origin)) {
    case Kind::html: return open_html(std::move(bytes), std::move(origin));
    case Kind::xml_feed: return open_xml_feed(std::move(bytes), std::move(origin));
    case Kind::json_feed: return open_json_feed(std::move(bytes), std::move(origin));
    case Kind::csv: return open_csv(std::move(bytes), std::move(origin));
    default: return open_text(std::move(bytes), std::move(origin));
  }
}

std::optional<ReadResult> DocumentStream::next_of(InnerStream& inner, Document& out) {
  while (inner.is_open()) {
    const ReadResult r = inner.next(out);
    if (r == ReadResult::trouble) return pass_on(inner.message());
    if (r == ReadResult::document) return r;
  }
  return std::nullopt;
}

void InnerStream::open(std::unique_ptr<ByteSource> source, Origin origin) {
  source_ = std::move(source);
  origin_ = std::move(origin);
  open_ = true;
}

void InnerStream::open_path(Origin origin, std::uint64_t* bytes) {
  bytes_ = bytes;
  origin_ = std::move(origin);
  open_ = true;
}

ReadResult InnerStream::next(Document& out) {
  if (!open_) return ReadResult::end;
  try {
    if (!stream_) {
      struct stat info {};
      if (!source_ && ::stat(origin_.path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
        stream_ = open_folder(origin_);
      } else {
        if (!source_) {
          auto file = open_file(origin_.path);
          source_ = std::make_unique<PeekSource>(bytes_ == nullptr ? std::move(file) : counted(std::move(file), *bytes_));
        }
        stream_ = open_stream(std::move(source_), origin_);
      }
    }
    const ReadResult r = stream_->next(out);
    if (r == ReadResult::trouble) message_ = stream_->message();
    if (r != ReadResult::end) return r;
  } catch (const Error& e) {
    const std::string what = e.what();
    message_ = what.rfind(origin_.name + ": ", 0) == 0 ? what : origin_.name + ": " + what;
    stream_.reset();
    source_.reset();
    open_ = false;
    return ReadResult::trouble;
  }
  stream_.reset();
  source_.reset();
  open_ = false;
  return ReadResult::end;
}

}  // namespace detente
