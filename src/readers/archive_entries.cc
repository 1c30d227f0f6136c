#include "readers/archive_entries.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <cerrno>

#include "readers/document_stream.h"
#include "util/error.h"

namespace detente {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;

struct FreeArchive {
  void operator()(struct archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<struct archive, FreeArchive>;

std::string reason_of(struct archive* a) {
  const char* text = archive_error_string(a);
  return text != nullptr ? text : "unknown form";
}

// Whether the file itself, not what it holds packed, is the ZIP.
bool looks_like_zip(const std::string& path) { return PeekSource(open_file(path)).peek(2) == "PK"; }

}  // namespace

// The archive as the one who reads entries sees it.
struct ArchiveEntries::Shared {
  std::unique_ptr<PeekSource> source;
  std::string buffer;
  std::uint64_t in = 0, out = 0;
  std::string failure;  // of the source below
  bool told = false;    // an entry has told what is wrong with the archive
  Archive archive;      // last: closed first

  static la_ssize_t read_below(struct archive* a, void* client, const void** to) {
    auto* shared = static_cast<Shared*>(client);
    try {
      const std::size_t n = shared->source->read(shared->buffer.data(), shared->buffer.size());
      shared->in += n;
      *to = shared->buffer.data();
      return static_cast<la_ssize_t>(n);
    } catch (const Error& e) {
      shared->failure = e.what();
      archive_set_error(a, EIO, "%s", e.what());
      return -1;
    }
  }
};

class ArchiveEntries::Entry : public ByteSource {
 public:
  explicit Entry(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
  std::size_t read(char* to, std::size_t size) override {
    const la_ssize_t n = archive_read_data(shared_->archive.get(), to, size);
    shared_->told = true;
    if (n < 0) throw Error("damaged archive entry: " + reason_of(shared_->archive.get()));
    shared_->out += static_cast<std::uint64_t>(n);
    refuse_bomb(shared_->in, shared_->out);
    shared_->told = false;
    return static_cast<std::size_t>(n);
  }

 private:
  std::shared_ptr<Shared> shared_;
};

bool is_archive(std::string_view head) {
  return head.substr(0, 4) == "PK\x03\x04" || head.substr(0, 4) == "PK\x05\x06" || (head.size() > 262 && head.substr(257, 5) == "ustar");
}

ArchiveEntries::ArchiveEntries(std::unique_ptr<PeekSource> source, const std::string& path) : shared_(std::make_shared<Shared>()) {
  shared_->archive.reset(archive_read_new());
  struct archive* a = shared_->archive.get();
  if (a == nullptr) throw Error("no memory to open the archive");
  archive_read_support_format_zip(a);
  archive_read_support_format_tar(a);
  struct stat info {};
  const bool zip_file = !path.empty() && source->peek(2) == "PK" && ::stat(path.c_str(), &info) == 0 && looks_like_zip(path);
  int state = ARCHIVE_OK;
  if (zip_file) {
    shared_->in = static_cast<std::uint64_t>(info.st_size);  // overlapping entries count against the whole file
    state = archive_read_open_filename(a, path.c_str(), kChunk);
  } else {
    shared_->source = std::move(source);
    shared_->buffer.resize(kChunk);
    state = archive_read_open(a, shared_.get(), nullptr, Shared::read_below, nullptr);
  }
  if (state != ARCHIVE_OK) throw Error("no archive that can be read: " + reason_of(a));
}

ArchiveEntries::~ArchiveEntries() = default;

std::unique_ptr<ByteSource> ArchiveEntries::next(std::string& name) {
  for (;;) {
    // A bomb ends the archive, not only its entry
    if (!shared_->told) refuse_bomb(shared_->in, shared_->out);
    else if (is_bomb(shared_->in, shared_->out)) return nullptr;
    struct archive_entry* entry = nullptr;
    const int state = archive_read_next_header(shared_->archive.get(), &entry);
    if (state == ARCHIVE_EOF) return nullptr;
    if (state < ARCHIVE_WARN && shared_->told) return nullptr;
    if (state < ARCHIVE_WARN) throw Error("damaged archive: " + (shared_->failure.empty() ? reason_of(shared_->archive.get()) : shared_->failure));
    shared_->told = false;
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    ++count_;
    const char* raw = archive_entry_pathname_utf8(entry);
    if (raw == nullptr) raw = archive_entry_pathname(entry);
    name = raw != nullptr ? raw : "entry " + std::to_string(count_);
    if (name.size() > 500) name.resize(500);
    std::size_t repaired = 0;
    clean_field(name, repaired);
    for (char& c : name)
      if (c == '\n') c = ' ';
    const std::string file = name.substr(name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1);
    if (file.empty() || file.front() == '.' || name.rfind("__MACOSX/", 0) == 0) continue;
    return std::make_unique<Entry>(shared_);
  }
}

}  // namespace detente
