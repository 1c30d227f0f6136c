// What mapped files are made of: arrays of plain values, a pool of strings, and a hash index over them.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "util/error.h"

namespace detente {

// Arrays of plain values one after another, each padded to 64 bytes; the reader takes them back in the same order.
class ArrayWriter {
 public:
  template <class T>
  void add(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::uint64_t count = values.size();
    append(&count, sizeof count);
    append(values.data(), values.size() * sizeof(T));
  }
  void add_bytes(std::string_view bytes) { add(std::vector<char>(bytes.begin(), bytes.end())); }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void append(const void* data, std::size_t size) {
    const std::size_t at = bytes_.size();
    bytes_.resize((at + size + 63) / 64 * 64, '\0');
    if (size > 0) std::memcpy(bytes_.data() + at, data, size);
  }
  std::string bytes_;
};

// A view of an array in mapped memory.
template <class T>
struct ArrayView {
  const T* data = nullptr;
  std::size_t count = 0;
  [[nodiscard]] const T& operator[](std::size_t i) const { return data[i]; }
  [[nodiscard]] const T* begin() const { return data; }
  [[nodiscard]] const T* end() const { return data + count; }
  [[nodiscard]] std::size_t size() const { return count; }
};

class ArrayReader {
 public:
  explicit ArrayReader(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  ArrayView<T> take() {
    std::uint64_t count = 0;
    std::memcpy(&count, step(sizeof count), sizeof count);
    if (count > bytes_.size() / sizeof(T)) throw Error("section is truncated");
    return {reinterpret_cast<const T*>(step(count * sizeof(T))), count};
  }
  std::string_view take_bytes() {
    const ArrayView<char> a = take<char>();
    return {a.data, a.count};
  }

 private:
  const char* step(std::size_t size) {
    const std::size_t next = (pos_ + size + 63) / 64 * 64;
    if (pos_ + size > bytes_.size()) throw Error("section is truncated");
    const char* p = bytes_.data() + pos_;
    pos_ = next;
    return p;
  }
  std::string_view bytes_;
  std::size_t pos_ = 0;
};

// A string in a pool of bytes.
struct PoolString {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
  [[nodiscard]] std::string_view in(std::string_view pool) const { return pool.substr(offset, size); }
};

// Collects strings for a pool, each once.
class PoolWriter {
 public:
  PoolString add(std::string_view s);
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::vector<std::pair<std::uint64_t, PoolString>> seen_;  // open addressing by hash
  std::size_t used_ = 0;
};

// Open-addressing map from 64-bit hashes (never 0) to values, in mapped memory. The caller compares keys if a collision matters.
struct HashSlot {
  std::uint64_t hash = 0;
  std::uint32_t value = 0;
  std::uint32_t count = 0;
};
[[nodiscard]] std::vector<HashSlot> build_hash_index(const std::vector<HashSlot>& entries);
[[nodiscard]] inline const HashSlot* find_hash(const ArrayView<HashSlot>& index, std::uint64_t hash) {
  if (index.count == 0) return nullptr;
  const std::size_t mask = index.count - 1;
  for (std::size_t i = (hash >> 17) & mask;; i = (i + 1) & mask) {
    if (index[i].hash == hash) return &index[i];
    if (index[i].hash == 0) return nullptr;
  }
}

}  // namespace detente
