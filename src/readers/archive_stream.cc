// ZIP and tar archives as documents, one entry after another. Entries that are archives or packed themselves are opened too, up to
// kMaxNesting deep.
#include "readers/archive_entries.h"
#include "readers/document_stream.h"
#include "util/error.h"

namespace detente {

namespace {

class ArchiveStream : public DocumentStream {
 public:
  ArchiveStream(std::unique_ptr<PeekSource> source, Origin origin) : origin_(std::move(origin)), entries_(check(std::move(source), origin_), origin_.path) {}

  ReadResult next(Document& out) override {
    for (;;) {
      if (const std::optional<ReadResult> r = next_of(inner_, out)) return *r;
      std::string name;
      std::unique_ptr<ByteSource> entry = entries_.next(name);
      if (!entry) break;
      open_entry(std::move(entry), std::move(name));
    }
    if (entries_.count() > 0 || told_empty_) return ReadResult::end;
    told_empty_ = true;
    return trouble(origin_.name, "holds no files");
  }

 private:
  static std::unique_ptr<PeekSource> check(std::unique_ptr<PeekSource> source, const Origin& origin) {
    if (origin.nesting >= kMaxNesting) throw Error("archives lie more than " + std::to_string(kMaxNesting) + " deep in each other");
    return source;
  }

  void open_entry(std::unique_ptr<ByteSource> source, std::string name) {
    Origin inside;
    inside.options = origin_.options;
    inside.name = origin_.name + ": " + name;
    inside.id = std::move(name);
    inside.nesting = origin_.nesting + 1;
    inner_.open(std::move(source), std::move(inside));
  }

  Origin origin_;
  ArchiveEntries entries_;
  InnerStream inner_;
  bool told_empty_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> open_archive(std::unique_ptr<PeekSource> source, Origin origin) {
  return std::make_unique<ArchiveStream>(std::move(source), std::move(origin));
}

}  // namespace detente
