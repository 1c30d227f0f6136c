#include "util/array_file.h"

#include <algorithm>

#include "util/hash.h"

namespace detente {

PoolString PoolWriter::add(std::string_view s) {
  const std::uint64_t hash = hash_bytes(s) | 1;
  if (2 * (used_ + 1) > seen_.size()) {
    std::vector<std::pair<std::uint64_t, PoolString>> old(std::max<std::size_t>(64, seen_.size() * 2));
    old.swap(seen_);
    for (const auto& e : old) {
      if (e.first == 0) continue;
      std::size_t i = e.first & (seen_.size() - 1);
      while (seen_[i].first != 0) i = (i + 1) & (seen_.size() - 1);
      seen_[i] = e;
    }
  }
  std::size_t i = hash & (seen_.size() - 1);
  for (; seen_[i].first != 0; i = (i + 1) & (seen_.size() - 1))
    if (seen_[i].first == hash && seen_[i].second.in(bytes_) == s) return seen_[i].second;
  const PoolString p{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(s.size())};
  bytes_ += s;
  seen_[i] = {hash, p};
  ++used_;
  return p;
}

std::vector<HashSlot> build_hash_index(const std::vector<HashSlot>& entries) {
  std::size_t size = 16;
  while (size < 2 * entries.size()) size *= 2;
  std::vector<HashSlot> slots(size);
  for (const HashSlot& e : entries) {
    std::size_t i = (e.hash >> 17) & (size - 1);
    while (slots[i].hash != 0) i = (i + 1) & (size - 1);
    slots[i] = e;
  }
  return slots;
}

}  // namespace detente
