#include "readers/text_blocks.h"

#include <utility>

#include "readers/encoding.h"
#include "util/error.h"
#include "util/utf8.h"

namespace detente {

TextBlocks::TextBlocks(const std::string& path, std::size_t block_bytes) : path_(path), block_bytes_(block_bytes), source_(open_file(path)) {}

// Where to end the block that `rest_` begins with: the last blank line, else the last line end, else the last space, else a
// character boundary.
std::size_t TextBlocks::cut() const {
  const std::size_t size = rest_.size();
  const std::size_t blank = rest_.rfind("\n\n");
  if (blank != std::string::npos && blank > size / 4) return blank + 2;
  for (const char* set : {"\n", " \t"}) {
    const std::size_t at = rest_.find_last_of(set);
    if (at != std::string::npos && at > size / 4) return at + 1;
  }
  std::size_t at = size;
  while (at > 0 && size - at < 4 && (static_cast<unsigned char>(rest_[at - 1]) & 0xC0) == 0x80) --at;
  return at > 1 ? at - 1 : size;
}

bool TextBlocks::next() {
  offset_ += text_.size();
  text_.clear();
  if (!end_) {
    const std::size_t had = rest_.size();
    rest_.resize(had + block_bytes_);
    std::size_t n = 0;
    try {
      if (!opened_) source_ = as_utf8(decompressed(std::move(source_)), {});
      opened_ = true;
      while (n < block_bytes_ && !end_) {
        const std::size_t more = source_->read(rest_.data() + had + n, block_bytes_ - n);
        n += more;
        end_ = more == 0;
      }
    } catch (const Error& e) {
      failure_ = e.what();
      end_ = true;
    }
    rest_.resize(had + n);
  }
  if (rest_.empty() && !failure_.empty()) throw error_at(path_, std::exchange(failure_, {}));
  if (rest_.empty()) return false;
  const std::size_t size = end_ ? rest_.size() : cut();
  text_.assign(rest_, 0, size);
  rest_.erase(0, size);
  if (text_.find('\r') != std::string::npos) {
    // CR LF and lone CR; offsets are those of the cleaned text
    std::string clean;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] != '\r') clean += text_[i];
      else if (i + 1 == text_.size() || text_[i + 1] != '\n') clean += '\n';
    }
    text_.swap(clean);
  }
  repaired_ += utf8::repair(text_);
  return true;
}

}  // namespace detente
