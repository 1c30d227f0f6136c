// DocumentReader: documents from a file, a folder or standard input, one after another, with the trouble it meets as values.
// It reads plain text, JSON lines, HTML pages, RSS, Atom and JSON feeds, CSV, ZIP and tar archives, WARC, all of them also as .gz
// or .zst (docs/formats.md, "In"), and tells the language of each document: what is not English is skipped and counted. Memory does
// not grow with the input. Not safe to share between threads.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "readers/document_stream.h"
#include "text/document.h"

namespace detente {

class DocumentReader {
 public:
  // `path` may be "-". Throws Error when it cannot be opened. `options` must outlive the reader.
  explicit DocumentReader(const std::string& path) : DocumentReader(path, default_options()) {}
  DocumentReader(const std::string& path, const ReaderOptions& options);
  // Bytes that are no file, such as an answer over HTTP: `origin` says what is known of them.
  DocumentReader(std::unique_ptr<ByteSource> source, Origin origin, const ReaderOptions& options);
  ~DocumentReader();
  DocumentReader(const DocumentReader&) = delete;
  DocumentReader& operator=(const DocumentReader&) = delete;

  using Result = ReadResult;
  // The next document into `out`; `trouble` fills message() with one line that names file, place and reason.
  Result next(Document& out);
  [[nodiscard]] const std::string& message() const { return inner_.message(); }
  // Bytes of the input read so far, as they lie on disk; for progress.
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  // Documents skipped so far, by language (ISO 639-1).
  [[nodiscard]] const std::map<std::string, std::size_t>& skipped() const { return skipped_; }

 private:
  static const ReaderOptions& default_options();
  const ReaderOptions& options_;
  std::uint64_t bytes_read_ = 0;
  InnerStream inner_;
  std::map<std::string, std::size_t> skipped_;
  std::string language_;  // of the document whose parts come now
};

// Over all files of a run: "3 documents in other languages were skipped: 2 fr, 1 de"; empty when there were none.
[[nodiscard]] std::string skipped_line(const std::map<std::string, std::size_t>& skipped);

}  // namespace detente
