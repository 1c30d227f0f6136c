#include "readers/document_reader.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "readers/language_guess.h"
#include "util/error.h"

namespace detente {

DocumentReader::DocumentReader(const std::string& path, const ReaderOptions& options) : options_(options) {
  Origin origin;
  origin.options = &options;
  origin.name = path == "-" ? "standard input" : path;
  if (path != "-") {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) throw error_at(path, std::strerror(errno));
    origin.path = path;
    origin.id = path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
    inner_.open_path(std::move(origin), &bytes_read_);
    return;
  }
  inner_.open(counted(open_file(path), bytes_read_), std::move(origin));
}

DocumentReader::DocumentReader(std::unique_ptr<ByteSource> source, Origin origin, const ReaderOptions& options) : options_(options) {
  origin.options = &options;
  inner_.open(counted(std::move(source), bytes_read_), std::move(origin));
}

DocumentReader::~DocumentReader() = default;

const ReaderOptions& DocumentReader::default_options() {
  static const ReaderOptions options;
  return options;
}

DocumentReader::Result DocumentReader::next(Document& out) {
  for (;;) {
    out = Document();
    const Result result = inner_.next(out);
    if (result != Result::document) return result;
    if (out.part == 0) {
      language_ = guess_language(out.title, out.text);
      if (!options_.any_language && !language_.empty() && language_ != "en") ++skipped_[language_];
    }
    out.language = language_;
    if (options_.any_language || language_.empty() || language_ == "en") return result;
  }
}

std::string skipped_line(const std::map<std::string, std::size_t>& skipped) {
  std::size_t all = 0;
  std::string list;
  for (const auto& [language, count] : skipped) {
    all += count;
    list.append(list.empty() ? "" : ", ").append(std::to_string(count)).append(" ").append(language);
  }
  if (all == 0) return {};
  return std::to_string(all) + (all == 1 ? " document" : " documents") + " in other languages skipped: " + list;
}

}  // namespace detente
