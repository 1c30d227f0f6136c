// ByteSource: where bytes come from, in pieces: a file, memory, or a decompressor over another source. Nothing here holds more than a
// buffer, so memory stays flat over huge inputs. Sources throw Error with the bare reason; who knows the file's name puts it in front.
// Not safe to share between threads.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace detente {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `size` bytes into `to`; 0 only at the end. Throws Error.
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

// `path` may be "-". Throws Error that names the path when it cannot be opened.
[[nodiscard]] std::unique_ptr<ByteSource> open_file(const std::string& path);

// `from` itself; what is drawn from it is added to `count`, which must outlive it.
[[nodiscard]] std::unique_ptr<ByteSource> counted(std::unique_ptr<ByteSource> from, std::uint64_t& count);

[[nodiscard]] std::unique_ptr<ByteSource> from_memory(std::string bytes);

// A source that can be looked into before it is read. When the one below fails, what came before is given first, then its Error is thrown.
class PeekSource : public ByteSource {
 public:
  explicit PeekSource(std::unique_ptr<ByteSource> from) : from_(std::move(from)) {}
  std::size_t read(char* to, std::size_t size) override;
  // The next bytes, `size` of them unless the end comes before; valid until the next call.
  std::string_view peek(std::size_t size);
  // Moves past up to `size` bytes; returns how many there were.
  std::size_t skip(std::size_t size);
  // A line without its end (\n or \r\n) into `out`; false at the end. A line beyond `limit` throws Error.
  bool line(std::string& out, std::size_t limit);
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }  // that were drawn from the source below

 private:
  bool fill(std::size_t at_least);
  std::unique_ptr<ByteSource> from_;
  std::string buffer_, failure_;
  std::size_t begin_ = 0;
  std::uint64_t bytes_ = 0;
  bool end_ = false;
};

// All of a source; Error when it has more than `limit` bytes. With `failure` an Error of the source ends it and is put there.
[[nodiscard]] std::string read_all(ByteSource& source, std::size_t limit, std::string* failure = nullptr);

// Whether what comes out is so much more than what went in that no news text does it: a bomb.
[[nodiscard]] bool is_bomb(std::uint64_t in, std::uint64_t out);
// Throws Error when it is one.
void refuse_bomb(std::uint64_t in, std::uint64_t out);

// The source itself, or what its .gz or .zst layers hold (told by content, two layers at most).
[[nodiscard]] std::unique_ptr<PeekSource> decompressed(std::unique_ptr<ByteSource> source);

}  // namespace detente
