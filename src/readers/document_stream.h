// DocumentStream: one kind of input as documents, one after another. A folder, an archive or a crawl opens a further stream for each
// thing in it. Streams own their bytes; none is safe to share between threads. Each kind has its own *_stream.cc; open_stream()
// tells the kind by content first and by name second.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "readers/byte_source.h"
#include "text/document.h"

namespace detente {

inline constexpr std::size_t kMaxLineBytes = std::size_t{16} << 20;
inline constexpr std::size_t kMaxPageBytes = std::size_t{16} << 20;   // of an HTML page, or a field
inline constexpr std::size_t kMaxFeedBytes = std::size_t{128} << 20;  // of a JSON Feed, which is read whole
inline constexpr std::size_t kPartBytes = std::size_t{1} << 18;
inline constexpr int kMaxNesting = 4;  // of archives in archives

enum class ReadResult { document, trouble, end };

struct ReaderOptions {
  // CSV: our field (id, title, text, published, outlet, url) and the column that holds it.
  std::vector<std::pair<std::string, std::string>> columns;
  bool any_language = false;  // do not skip what is not English
};

// Where a stream comes from, and what is known of it before it is read.
struct Origin {
  std::string name;     // for messages: "stories.zip: a/b.html"
  std::string id;       // for documents without one, empty when the input has no name
  std::string path;     // of a file on disk, else empty
  std::string url;      // of a crawled page
  std::string charset;  // as HTTP declares it
  int nesting = 0;
  const ReaderOptions* options = nullptr;
};

class InnerStream;

class DocumentStream {
 public:
  virtual ~DocumentStream() = default;
  // As DocumentReader::next(). Throws Error with the bare reason for what ends the stream.
  virtual ReadResult next(Document& out) = 0;
  [[nodiscard]] const std::string& message() const { return message_; }

 protected:
  ReadResult trouble(const std::string& place, const std::string& reason) {
    message_ = place + ": " + reason;
    return ReadResult::trouble;
  }
  // The next document or trouble of a stream inside this one; nothing when that is at its end.
  std::optional<ReadResult> next_of(InnerStream& inner, Document& out);
  ReadResult pass_on(std::string message) {
    message_ = std::move(message);
    return ReadResult::trouble;
  }

 private:
  std::string message_;
};

// The stream of a thing inside another: what it throws becomes a trouble that names it, after which it is at its end.
class InnerStream {
 public:
  void open(std::unique_ptr<ByteSource> source, Origin origin);
  // The file at origin.path; what is read of it is added to `bytes` when given, which must outlive the stream.
  void open_path(Origin origin, std::uint64_t* bytes = nullptr);
  [[nodiscard]] bool is_open() const { return open_; }
  ReadResult next(Document& out);
  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<DocumentStream> stream_;
  Origin origin_;
  std::uint64_t* bytes_ = nullptr;
  std::string message_;
  bool open_ = false;
};

// Takes all kinds of bytes. Throws Error with the bare reason when they are of no kind that can be read.
[[nodiscard]] std::unique_ptr<DocumentStream> open_stream(std::unique_ptr<ByteSource> source, Origin origin);

[[nodiscard]] std::unique_ptr<DocumentStream> open_folder(Origin origin);
[[nodiscard]] std::unique_ptr<DocumentStream> open_text(std::unique_ptr<PeekSource> source, Origin origin);
[[nodiscard]] std::unique_ptr<DocumentStream> open_html(std::unique_ptr<PeekSource> source, Origin origin);
[[nodiscard]] std::unique_ptr<DocumentStream> open_xml_feed(std::unique_ptr<PeekSource> source, Origin origin);
[[nodiscard]] std::unique_ptr<DocumentStream> open_json_feed(std::unique_ptr<PeekSource> source, Origin origin);
[[nodiscard]] std::unique_ptr<DocumentStream> open_archive(std::unique_ptr<PeekSource> source, Origin origin);
[[nodiscard]] std::unique_ptr<DocumentStream> open_csv(std::unique_ptr<PeekSource> source, Origin origin);
[[nodiscard]] std::unique_ptr<DocumentStream> open_warc(std::unique_ptr<PeekSource> source, Origin origin);

// What the streams share.
void give_id(Document& d, const std::string& fallback = {});  // hash of the URL, else `fallback`, else hash of the text
void clean_field(std::string& field, std::size_t& repaired);  // valid UTF-8, no control bytes, \n as line end
[[nodiscard]] bool blank(std::string_view s);

}  // namespace detente
