#include "readers/byte_source.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "util/error.h"

namespace detente {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::uint64_t kBombBytes = std::uint64_t{64} << 20, kBombRatio = 200;
constexpr std::string_view kGzip = "\x1f\x8b", kZstd = "\x28\xb5\x2f\xfd";

class FileSource : public ByteSource {
 public:
  explicit FileSource(const std::string& path) : file_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) throw error_at(path, std::strerror(errno));
  }
  ~FileSource() override {
    if (file_ != STDIN_FILENO) ::close(file_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  std::size_t read(char* to, std::size_t size) override {
    for (;;) {
      const ssize_t n = ::read(file_, to, size);
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno != EINTR) throw Error(std::string("cannot be read: ") + std::strerror(errno));
    }
  }

 private:
  int file_;
};

class CountedSource : public ByteSource {
 public:
  CountedSource(std::unique_ptr<ByteSource> from, std::uint64_t& count) : from_(std::move(from)), count_(count) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t n = from_->read(to, size);
    count_ += n;
    return n;
  }

 private:
  std::unique_ptr<ByteSource> from_;
  std::uint64_t& count_;
};

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t n = std::min(size, bytes_.size() - at_);
    std::memcpy(to, bytes_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

// Members may follow each other, as in WARC files.
class GzipSource : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> from) : from_(std::move(from)), buffer_(kChunk, '\0') {
    if (inflateInit2(&stream_, 15 + 16) != Z_OK) throw Error("no memory to unpack it");
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    if (!failure_.empty()) throw Error(failure_);
    const std::size_t wanted = std::min<std::size_t>(size, std::size_t{1} << 30);
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(wanted);
    while (stream_.avail_out == wanted && !end_) {
      if (stream_.avail_in == 0) {
        const std::size_t n = from_->read(buffer_.data(), buffer_.size());
        in_ += n;
        stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
        stream_.avail_in = static_cast<uInt>(n);
        if (n == 0) {
          end_ = true;
          if (!between_) failure_ = "the gzip data end early (truncated file)";
          break;
        }
      }
      step();
    }
    const std::size_t n = wanted - stream_.avail_out;
    out_ += n;
    refuse_bomb(in_, out_);
    // What was unpacked before the damage is given first
    if (n == 0 && !failure_.empty()) throw Error(failure_);
    return n;
  }

 private:
  void step() {
    if (between_ && members_ > 0) {
      // Zeros may pad the end; what is no further member ends the data, as gzip itself has it
      while (stream_.avail_in > 0 && *stream_.next_in == 0) {
        ++stream_.next_in;
        --stream_.avail_in;
      }
      if (stream_.avail_in == 0) return;
      if (*stream_.next_in != 0x1f) return fail("there is something after the gzip data that is none");
      inflateReset(&stream_);
    }
    between_ = false;
    const int state = inflate(&stream_, Z_NO_FLUSH);
    if (state == Z_STREAM_END) {
      between_ = true;
      ++members_;
    } else if (state != Z_OK && state != Z_BUF_ERROR) {
      fail(std::string("damaged gzip data: ") + (stream_.msg != nullptr ? stream_.msg : "unknown form"));
    }
  }
  void fail(std::string why) {
    end_ = true;
    failure_ = std::move(why);
  }

  std::unique_ptr<ByteSource> from_;
  std::string buffer_;
  z_stream stream_{};
  std::uint64_t in_ = 0, out_ = 0;
  std::size_t members_ = 0;
  std::string failure_;
  bool between_ = false, end_ = false;
};

class ZstdSource : public ByteSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> from) : from_(std::move(from)), buffer_(kChunk, '\0'), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw Error("no memory to unpack it");
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, 27);
  }
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    if (!failure_.empty()) throw Error(failure_);
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0 && !end_) {
      if (input_.pos == input_.size && !more_) {
        const std::size_t n = from_->read(buffer_.data(), buffer_.size());
        in_ += n;
        input_ = {buffer_.data(), n, 0};
        if (n == 0) {
          end_ = true;
          if (left_ != 0) failure_ = "the zstd data end early (truncated file)";
          break;
        }
      }
      left_ = ZSTD_decompressStream(stream_, &out, &input_);
      if (ZSTD_isError(left_) != 0U) {
        end_ = true;
        failure_ = std::string("damaged zstd data: ") + ZSTD_getErrorName(left_);
      }
      more_ = out.pos == out.size;
    }
    out_ += out.pos;
    refuse_bomb(in_, out_);
    if (out.pos == 0 && !failure_.empty()) throw Error(failure_);
    return out.pos;
  }

 private:
  std::unique_ptr<ByteSource> from_;
  std::string buffer_;
  ZSTD_DStream* stream_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  std::size_t left_ = 0;
  std::string failure_;
  std::uint64_t in_ = 0, out_ = 0;
  bool end_ = false, more_ = false;  // more_: the decompressor may hold output that had no room
};

}  // namespace

std::unique_ptr<ByteSource> counted(std::unique_ptr<ByteSource> from, std::uint64_t& count) { return std::make_unique<CountedSource>(std::move(from), count); }

std::unique_ptr<ByteSource> open_file(const std::string& path) { return std::make_unique<FileSource>(path); }

std::unique_ptr<ByteSource> from_memory(std::string bytes) { return std::make_unique<MemorySource>(std::move(bytes)); }

bool PeekSource::fill(std::size_t at_least) {
  if (buffer_.size() - begin_ >= at_least) return true;
  buffer_.erase(0, begin_);
  begin_ = 0;
  while (buffer_.size() < at_least && !end_) {
    const std::size_t had = buffer_.size(), room = std::max(kChunk, at_least - had);
    buffer_.resize(had + room);
    std::size_t n = 0;
    try {
      n = from_->read(buffer_.data() + had, room);
    } catch (const Error& e) {
      // What came before the damage is given first
      failure_ = e.what();
    }
    buffer_.resize(had + n);
    bytes_ += n;
    end_ = n == 0;
  }
  if (buffer_.empty() && !failure_.empty()) throw Error(failure_);
  return buffer_.size() >= at_least;
}

std::size_t PeekSource::read(char* to, std::size_t size) {
  if (begin_ == buffer_.size()) {
    buffer_.clear();
    begin_ = 0;
    if (!failure_.empty()) throw Error(failure_);
    if (end_) return 0;
    const std::size_t n = from_->read(to, size);
    bytes_ += n;
    end_ = n == 0;
    return n;
  }
  const std::size_t n = std::min(size, buffer_.size() - begin_);
  std::memcpy(to, buffer_.data() + begin_, n);
  begin_ += n;
  return n;
}

std::string_view PeekSource::peek(std::size_t size) {
  fill(size);
  return std::string_view(buffer_).substr(begin_, size);
}

std::size_t PeekSource::skip(std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    if (begin_ == buffer_.size() && !fill(1)) break;
    const std::size_t n = std::min(size - done, buffer_.size() - begin_);
    begin_ += n;
    done += n;
  }
  return done;
}

bool PeekSource::line(std::string& out, std::size_t limit) {
  std::size_t searched = 0, end = std::string::npos;
  for (;;) {
    end = buffer_.find('\n', begin_ + searched);
    if (end != std::string::npos) break;
    searched = buffer_.size() - begin_;
    if (searched > limit) throw Error("a line is longer than " + std::to_string(limit) + " bytes");
    if (!fill(searched + 1)) break;
  }
  if (end == std::string::npos && !failure_.empty()) throw Error(failure_);  // half a line is none
  if (end == std::string::npos && begin_ == buffer_.size()) return false;
  const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
  out.assign(buffer_, begin_, stop - begin_);
  begin_ = end == std::string::npos ? stop : stop + 1;
  if (!out.empty() && out.back() == '\r') out.pop_back();
  return true;
}

std::string read_all(ByteSource& source, std::size_t limit, std::string* failure) {
  std::string out;
  for (;;) {
    const std::size_t had = out.size();
    out.resize(had + kChunk);
    std::size_t n = 0;
    try {
      n = source.read(out.data() + had, kChunk);
    } catch (const Error& e) {
      if (failure == nullptr) throw;
      *failure = e.what();
    }
    out.resize(had + n);
    if (n == 0) return out;
    if (out.size() > limit) throw Error("is larger than " + std::to_string(limit >> 20) + " MB");
  }
}

bool is_bomb(std::uint64_t in, std::uint64_t out) { return out > kBombBytes && out > kBombRatio * in; }

void refuse_bomb(std::uint64_t in, std::uint64_t out) {
  if (is_bomb(in, out))
    throw Error("unpacks to more than " + std::to_string(kBombRatio) + " times its size and is refused (over " + std::to_string(kBombBytes >> 20) + " MB)");
}

std::unique_ptr<PeekSource> decompressed(std::unique_ptr<ByteSource> source) {
  auto top = std::make_unique<PeekSource>(std::move(source));
  for (int layer = 0;; ++layer) {
    const std::string_view head = top->peek(4);
    const bool gzip = head.substr(0, 2) == kGzip, zstd = head == kZstd;
    if (!gzip && !zstd) return top;
    if (layer == 2) throw Error("is packed more than twice");
    std::unique_ptr<ByteSource> inner;
    if (gzip) inner = std::make_unique<GzipSource>(std::move(top));
    else inner = std::make_unique<ZstdSource>(std::move(top));
    top = std::make_unique<PeekSource>(std::move(inner));
  }
}

}  // namespace detente
