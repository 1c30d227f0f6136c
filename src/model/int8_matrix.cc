#include "model/int8_matrix.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace detente {

namespace {

constexpr int kDepthStep = 8;  // kernels take two groups of four at a time
constexpr int kGroupBytes = 4 * kTileColumns;

int padded_to(int n, int step) { return (n + step - 1) / step * step; }

void portable_tile(const std::uint8_t* rows, int stride, const std::int8_t* panel, int depth, const std::int32_t* start, std::int32_t* sums) {
  for (int r = 0; r < kTileRows; ++r) {
    const std::uint8_t* a = rows + r * stride;
    std::int32_t* sum = sums + r * kTileColumns;
    std::copy(start, start + kTileColumns, sum);
    for (int k = 0; k < depth; k += 4) {
      const std::int8_t* w = panel + k / 4 * kGroupBytes;
      for (int c = 0; c < kTileColumns; ++c) sum[c] += a[k] * w[4 * c] + a[k + 1] * w[4 * c + 1] + a[k + 2] * w[4 * c + 2] + a[k + 3] * w[4 * c + 3];
    }
  }
}

#if defined(__SSE2__)

// What a vector unit must do: `dot` adds to each 32-bit lane the products of its four bytes of a (unsigned) and w (signed), for two
// groups. Where only 16-bit sums of pairs exist, those of the two groups are added before they are widened; Int8Matrix sees to it
// that they cannot overflow.
struct Sse {
  using Vector = __m128i;
  static constexpr int kRows = 4;
  static Vector load(const void* p) { return _mm_load_si128(static_cast<const __m128i*>(p)); }
  static void store(void* p, Vector v) { _mm_store_si128(static_cast<__m128i*>(p), v); }
  static Vector spread(std::int32_t four) { return _mm_set1_epi32(four); }
  static Vector pairs(Vector a, Vector w) {
#if defined(__SSSE3__)
    return _mm_maddubs_epi16(a, w);
#else
    const Vector even = _mm_mullo_epi16(_mm_and_si128(a, _mm_set1_epi16(255)), _mm_srai_epi16(_mm_slli_epi16(w, 8), 8));
    return _mm_add_epi16(even, _mm_mullo_epi16(_mm_srli_epi16(a, 8), _mm_srai_epi16(w, 8)));
#endif
  }
  static Vector dot(Vector sum, Vector a0, Vector w0, Vector a1, Vector w1) {
    return _mm_add_epi32(sum, _mm_madd_epi16(_mm_add_epi16(pairs(a0, w0), pairs(a1, w1)), _mm_set1_epi16(1)));
  }
};

#if defined(__AVX2__)
struct Avx2 {
  using Vector = __m256i;
  static constexpr int kRows = 4;
  static Vector load(const void* p) { return _mm256_load_si256(static_cast<const __m256i*>(p)); }
  static void store(void* p, Vector v) { _mm256_store_si256(static_cast<__m256i*>(p), v); }
  static Vector spread(std::int32_t four) { return _mm256_set1_epi32(four); }
  static Vector dot(Vector sum, Vector a0, Vector w0, Vector a1, Vector w1) {
    const Vector pairs = _mm256_add_epi16(_mm256_maddubs_epi16(a0, w0), _mm256_maddubs_epi16(a1, w1));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
  }
};
#endif

#if defined(__AVXVNNI__)
struct AvxVnni : Avx2 {
  static Vector dot(Vector sum, Vector a0, Vector w0, Vector a1, Vector w1) { return _mm256_dpbusd_avx_epi32(_mm256_dpbusd_avx_epi32(sum, a0, w0), a1, w1); }
};
#endif

#if defined(__AVX512BW__)
struct Avx512 {
  using Vector = __m512i;
  static constexpr int kRows = 8;
  static Vector load(const void* p) { return _mm512_load_si512(p); }
  static void store(void* p, Vector v) { _mm512_store_si512(p, v); }
  static Vector spread(std::int32_t four) { return _mm512_set1_epi32(four); }
  static Vector dot(Vector sum, Vector a0, Vector w0, Vector a1, Vector w1) {
    const Vector pairs = _mm512_add_epi16(_mm512_maddubs_epi16(a0, w0), _mm512_maddubs_epi16(a1, w1));
    return _mm512_add_epi32(sum, _mm512_madd_epi16(pairs, _mm512_set1_epi16(1)));
  }
};
#endif

#if defined(__AVX512VNNI__)
struct Avx512Vnni : Avx512 {
  static Vector dot(Vector sum, Vector a0, Vector w0, Vector a1, Vector w1) { return _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(sum, a0, w0), a1, w1); }
};
#endif

std::int32_t four_at(const std::uint8_t* p) {
  std::int32_t four = 0;
  std::memcpy(&four, p, sizeof four);
  return four;
}

// Keeps a value in a register, which compilers else load again for each use: the load ports are as busy as the multipliers.
template <class Vector>
void keep(Vector& v) {
  __asm__("" : "+v"(v));
}

// A tile in parts of kRows rows and two vectors, whose sums stay in registers.
template <class Unit>
void vector_tile(const std::uint8_t* rows, int stride, const std::int8_t* panel, int depth, const std::int32_t* start, std::int32_t* sums) {
  using Vector = typename Unit::Vector;
  constexpr int kBytes = sizeof(Vector);
  constexpr int kLanes = kBytes / 4;
  for (int column = 0; column < kTileColumns; column += 2 * kLanes)
    for (int first = 0; first < kTileRows; first += Unit::kRows) {
      Vector left[Unit::kRows], right[Unit::kRows];
      for (int r = 0; r < Unit::kRows; ++r) {
        left[r] = Unit::load(start + column);
        right[r] = Unit::load(start + column + kLanes);
      }
      const std::uint8_t* a = rows + first * stride;
      const std::int8_t* w = panel + 4 * column;
      for (int k = 0; k < depth; k += kDepthStep, w += 2 * kGroupBytes, a += kDepthStep) {
        Vector left0 = Unit::load(w), right0 = Unit::load(w + kBytes);
        Vector left1 = Unit::load(w + kGroupBytes), right1 = Unit::load(w + kGroupBytes + kBytes);
        keep(left0);
        keep(right0);
        keep(left1);
        keep(right1);
        for (int r = 0; r < Unit::kRows; ++r) {
          const Vector a0 = Unit::spread(four_at(a + r * stride)), a1 = Unit::spread(four_at(a + r * stride + 4));
          left[r] = Unit::dot(left[r], a0, left0, a1, left1);
          right[r] = Unit::dot(right[r], a0, right0, a1, right1);
        }
      }
      for (int r = 0; r < Unit::kRows; ++r) {
        Unit::store(sums + (first + r) * kTileColumns + column, left[r]);
        Unit::store(sums + (first + r) * kTileColumns + column + kLanes, right[r]);
      }
    }
}

#endif

// The build is for one kind of machine (DETENTE_ARCH), so the choice is made when compiling and costs nothing per product.
#if defined(__AVX512VNNI__) && defined(__AVX512BW__)
constexpr TileKernel kBest = vector_tile<Avx512Vnni>;
#elif defined(__AVXVNNI__)
constexpr TileKernel kBest = vector_tile<AvxVnni>;
#elif defined(__AVX512BW__)
constexpr TileKernel kBest = vector_tile<Avx512>;
#elif defined(__AVX2__)
constexpr TileKernel kBest = vector_tile<Avx2>;
#elif defined(__SSE2__)
constexpr TileKernel kBest = vector_tile<Sse>;
#else
constexpr TileKernel kBest = portable_tile;
#endif

}  // namespace

const std::vector<NamedKernel>& tile_kernels() {
  static const std::vector<NamedKernel> all = {
#if defined(__AVX512VNNI__) && defined(__AVX512BW__)
    {"AVX-512 VNNI", vector_tile<Avx512Vnni>},
#endif
#if defined(__AVXVNNI__)
    {"AVX-VNNI", vector_tile<AvxVnni>},
#endif
#if defined(__AVX512BW__)
    {"AVX-512", vector_tile<Avx512>},
#endif
#if defined(__AVX2__)
    {"AVX2", vector_tile<Avx2>},
#endif
#if defined(__SSE2__)
    {"SSE", vector_tile<Sse>},
#endif
    {"portable", portable_tile},
  };
  return all;
}

void Int8Rows::assign(const float* data, int rows, int depth) {
  rows_ = rows;
  depth_ = depth;
  stride_ = padded_to(depth, kDepthStep);
  values_.resize(static_cast<std::size_t>(padded_to(rows, kTileRows)) * static_cast<std::size_t>(stride_));
  scales_.resize(static_cast<std::size_t>(rows));
  for (int r = 0; r < rows; ++r) {
    const float* x = data + static_cast<std::size_t>(r) * static_cast<std::size_t>(depth);
    // Bits without the sign are ordered as the magnitudes are, and a maximum of integers is done in vectors.
    std::uint32_t bits = std::bit_cast<std::uint32_t>(1e-20F);
    for (int k = 0; k < depth; ++k) bits = std::max(bits, std::bit_cast<std::uint32_t>(x[k]) & 0x7fffffffU);
    const float most = std::bit_cast<float>(bits);
    const float inverse = kInt8Zero / most;
    scales_[static_cast<std::size_t>(r)] = most / kInt8Zero;
    std::uint8_t* q = values_.data() + static_cast<std::size_t>(r) * static_cast<std::size_t>(stride_);
    // Positive after the shift, so that the cast rounds to the nearest.
    for (int k = 0; k < depth; ++k) q[k] = static_cast<std::uint8_t>(static_cast<std::int32_t>(x[k] * inverse + (kInt8Zero + 0.5F)));
    std::fill(q + depth, q + stride_, std::uint8_t{0});  // meets weights of zero
  }
}

std::size_t Int8Matrix::place(int k, int column) const {
  return static_cast<std::size_t>(column / kTileColumns) * static_cast<std::size_t>(stride_ * kTileColumns) +
         static_cast<std::size_t>(k / 4 * kGroupBytes + column % kTileColumns * 4 + k % 4);
}

namespace {

// Four products with values up to 2 * kInt8Zero must fit 16 bits, which limits the sum of four quantised weights of one sign. Rounding adds
// at most half to each, hence 2 less.
constexpr float kQuadSum = 32767 / (2 * kInt8Zero) - 2.01F;

// The largest sum of same-signed weights among the four of each column that meet in one 16-bit sum of a kernel, and not less than what
// keeps single weights within 8 bits.
void quad_peaks(const float* weights, int depth, int columns, std::vector<float>& peaks) {
  peaks.assign(static_cast<std::size_t>(columns), 0.0F);
  std::vector<float> up, down;
  for (int group = 0; group < depth; group += kDepthStep)
    for (int half = 0; half < 4; half += 2) {
      up.assign(static_cast<std::size_t>(columns), 0.0F);
      down = up;
      for (int k : {group + half, group + half + 1, group + half + 4, group + half + 5}) {
        if (k >= depth) continue;
        const float* w = weights + static_cast<std::size_t>(k) * static_cast<std::size_t>(columns);
        for (std::size_t c = 0; c < up.size(); ++c) {
          up[c] += std::max(w[c], 0.0F);
          down[c] -= std::min(w[c], 0.0F);
          peaks[c] = std::max(peaks[c], std::abs(w[c]) * (kQuadSum / 127.0F));
        }
      }
      for (std::size_t c = 0; c < up.size(); ++c) peaks[c] = std::max({peaks[c], up[c], down[c]});
    }
}

}  // namespace

Int8Matrix::Int8Matrix(const float* weights, int depth, int columns) : depth_(depth), stride_(padded_to(depth, kDepthStep)), columns_(columns) {
  const auto width = static_cast<std::size_t>(panels() * kTileColumns);
  weights_.assign(width * static_cast<std::size_t>(stride_), 0);
  start_.assign(width, 0);
  scales_.assign(width, 0.0F);
  std::vector<float> peaks;
  quad_peaks(weights, depth, columns, peaks);
  std::vector<float> inverse(peaks.size());
  for (std::size_t c = 0; c < peaks.size(); ++c) {
    scales_[c] = std::max(peaks[c], 1e-20F) / kQuadSum;
    inverse[c] = 1.0F / scales_[c];
  }
  std::vector<std::int8_t> row(width);
  for (int k = 0; k < depth; ++k) {
    const float* w = weights + static_cast<std::size_t>(k) * static_cast<std::size_t>(columns);
    for (std::size_t c = 0; c < peaks.size(); ++c) {
      // Shifted to be positive, so that the cast rounds to the nearest.
      const std::int32_t q = static_cast<std::int32_t>(w[c] * inverse[c] + 128.5F) - 128;
      row[c] = static_cast<std::int8_t>(q);
      start_[c] -= kInt8Zero * q;
    }
    for (int panel = 0; panel < panels(); ++panel) {
      std::int8_t* to = weights_.data() + place(k, panel * kTileColumns);
      for (int c = 0; c < kTileColumns; ++c) to[4 * c] = row[static_cast<std::size_t>(panel * kTileColumns + c)];
    }
  }
}

void Int8Matrix::tile(TileKernel kernel, const Int8Rows& a, int first_row, int panel, std::int32_t* sums) const {
  kernel(a.row(first_row), stride_, weights_.data() + static_cast<std::size_t>(panel) * static_cast<std::size_t>(stride_ * kTileColumns), stride_,
         start_.data() + panel * kTileColumns, sums);
}

void Int8Matrix::multiply(const Int8Rows& a, const float* bias, float* out) const {
  alignas(64) std::int32_t sums[kTileRows * kTileColumns];
  // Panels outside: one stays in the first-level cache while all rows pass.
  for (int panel = 0; panel < panels(); ++panel) {
    const int column = panel * kTileColumns;
    const int width = std::min(kTileColumns, columns_ - column);
    const float* scales = scales_.data() + column;
    for (int first = 0; first < a.rows(); first += kTileRows) {
      tile(kBest, a, first, panel, sums);
      const int height = std::min(kTileRows, a.rows() - first);
      for (int r = 0; r < height; ++r) {
        const float scale = a.scale(first + r);
        const std::int32_t* sum = sums + r * kTileColumns;
        float* __restrict to = out + static_cast<std::size_t>(first + r) * static_cast<std::size_t>(columns_) + column;
        if (bias == nullptr)
          for (int c = 0; c < width; ++c) to[c] = static_cast<float>(sum[c]) * (scale * scales[c]);
        else
          for (int c = 0; c < width; ++c) to[c] = static_cast<float>(sum[c]) * (scale * scales[c]) + bias[column + c];
      }
    }
  }
}

}  // namespace detente
