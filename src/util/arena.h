// Arena: bump storage for short strings that live as long as a document's analysis. reset() keeps the memory.
#pragma once
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace detente {

class Arena {
 public:
  // A copy of `s` that stays valid until reset().
  std::string_view copy(std::string_view s) {
    char* p = allocate(s.size());
    if (!s.empty()) std::memcpy(p, s.data(), s.size());
    return {p, s.size()};
  }
  char* allocate(std::size_t size) {
    while (block_ < blocks_.size() && used_ + size > blocks_[block_].size) {
      ++block_;
      used_ = 0;
    }
    if (block_ == blocks_.size()) {
      const std::size_t bytes = size > kBlock ? size : kBlock;
      blocks_.push_back({std::make_unique<char[]>(bytes), bytes});
      used_ = 0;
    }
    char* p = blocks_[block_].data.get() + used_;
    used_ += size;
    return p;
  }
  // Forgets everything. A document that needed much gives the surplus back.
  void reset() {
    if (blocks_.size() > kKeep) blocks_.resize(kKeep);
    block_ = 0;
    used_ = 0;
  }

 private:
  static constexpr std::size_t kBlock = 1 << 16;
  static constexpr std::size_t kKeep = 8;
  struct Block {
    std::unique_ptr<char[]> data;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0;
  std::size_t used_ = 0;
};

}  // namespace detente
