// Plain text from a file or standard input, also packed as .gz or .zst or in another encoding, in blocks that end at paragraph, line or word
// boundaries, so that memory does not grow with the input. Invalid UTF-8 and control bytes are replaced and counted; line ends become \n.
#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "readers/byte_source.h"

namespace detente {

class TextBlocks {
 public:
  // `path` may be "-". Throws Error when it cannot be opened.
  explicit TextBlocks(const std::string& path, std::size_t block_bytes = 1 << 18);
  TextBlocks(const TextBlocks&) = delete;
  TextBlocks& operator=(const TextBlocks&) = delete;

  // Advances to the next block; false at the end. Throws Error on a read error, after the blocks of what came before it.
  bool next();
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t offset() const { return offset_; }      // of the block in the (repaired) input
  [[nodiscard]] std::size_t repaired() const { return repaired_; }  // bytes replaced so far

 private:
  [[nodiscard]] std::size_t cut() const;
  std::string path_;
  std::size_t block_bytes_;
  std::unique_ptr<ByteSource> source_;
  std::string text_, rest_, failure_;
  std::size_t offset_ = 0;
  std::size_t repaired_ = 0;
  bool end_ = false, opened_ = false;
};

}  // namespace detente
