// Products of a float matrix with constant weights, done in 8-bit integers: weights are quantised per column when the model is loaded,
// the other side per row when it is used. Sums are exact 32-bit integers, so that every kernel (AVX-512 VNNI, AVX-512, AVX-VNNI, AVX2,
// SSSE3, SSE2, portable) gives the same result; only the scaling back is done in float, by code that all kernels share.
// Int8Matrix is constant after construction and shared between threads; Int8Rows is scratch of one thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>
#include <vector>

namespace detente {

// A product is made of tiles of so many rows and columns.
inline constexpr int kTileRows = 8;
inline constexpr int kTileColumns = 32;
// Values of Int8Rows are 0..2 * kInt8Zero, where kInt8Zero stands for 0; the kernels take off what it adds. Four products must fit 16 bits
// (Int8Matrix), so that finer rows mean coarser weights: with 7.5 bits for each the tags and trees are nearest to those of float products.
inline constexpr int kInt8Zero = 90;

template <class T>
struct CacheLineAllocator {
  using value_type = T;
  CacheLineAllocator() = default;
  template <class U>
  CacheLineAllocator(const CacheLineAllocator<U>&) {}
  T* allocate(std::size_t n) { return static_cast<T*>(::operator new (n * sizeof(T), std::align_val_t{64})); }
  void deallocate(T* p, std::size_t) { ::operator delete (p, std::align_val_t{64}); }
  bool operator==(const CacheLineAllocator&) const { return true; }
};

template <class T>
using AlignedVector = std::vector<T, CacheLineAllocator<T>>;

// Rows quantised each with its scale. Keeps its memory from use to use.
class Int8Rows {
 public:
  void assign(const float* data, int rows, int depth);
  [[nodiscard]] int rows() const { return rows_; }
  [[nodiscard]] int depth() const { return depth_; }    // of the source
  [[nodiscard]] int stride() const { return stride_; }  // padded
  [[nodiscard]] float scale(int row) const { return scales_[static_cast<std::size_t>(row)]; }
  // There are always whole tiles of rows.
  [[nodiscard]] const std::uint8_t* row(int r) const { return values_.data() + static_cast<std::size_t>(r) * static_cast<std::size_t>(stride_); }

 private:
  int rows_ = 0, depth_ = 0, stride_ = 0;
  AlignedVector<std::uint8_t> values_;
  std::vector<float> scales_;
};

// One tile: kTileRows rows of `stride` bytes times one panel of weights, plus `start` for each column, into `sums`
// (kTileRows x kTileColumns). `depth` is a multiple of 8.
using TileKernel = void (*)(const std::uint8_t* rows, int stride, const std::int8_t* panel, int depth, const std::int32_t* start, std::int32_t* sums);

struct NamedKernel {
  std::string_view name;
  TileKernel kernel = nullptr;
};
// What this build has, the fastest first, the portable one last.
[[nodiscard]] const std::vector<NamedKernel>& tile_kernels();

class Int8Matrix {
 public:
  Int8Matrix() = default;
  // `weights` is depth x columns, row by row.
  Int8Matrix(const float* weights, int depth, int columns);

  // out (a.rows() x columns, row by row) = a * weights + bias; `bias` may be null.
  void multiply(const Int8Rows& a, const float* bias, float* out) const;

  // The sums of one tile before scaling, by the kernel given.
  void tile(TileKernel kernel, const Int8Rows& a, int first_row, int panel, std::int32_t* sums) const;

  [[nodiscard]] int columns() const { return columns_; }
  [[nodiscard]] int panels() const { return (columns_ + kTileColumns - 1) / kTileColumns; }
  [[nodiscard]] std::int8_t weight(int k, int column) const { return weights_[place(k, column)]; }
  [[nodiscard]] float scale(int column) const { return scales_[static_cast<std::size_t>(column)]; }

 private:
  [[nodiscard]] std::size_t place(int k, int column) const;

  int depth_ = 0, stride_ = 0, columns_ = 0;
  // Panels of kTileColumns columns; within a panel, four weights of a column lie side by side, as the dot products of the kernels take
  // them, then those of the next column.
  AlignedVector<std::int8_t> weights_;
  AlignedVector<std::int32_t> start_;  // takes off kInt8Zero times the sum of the column
  AlignedVector<float> scales_;
};

}  // namespace detente
