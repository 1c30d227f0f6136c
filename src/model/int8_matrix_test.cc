// The 8-bit products: every kernel of the build against the portable one, the bounds that keep the kernels exact, and the distance from
// products in float.
#include "model/int8_matrix.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace detente {
namespace {

std::vector<float> random_floats(int count, float spread, std::mt19937& random) {
  std::normal_distribution<float> normal(0.0F, spread);
  std::vector<float> out(static_cast<std::size_t>(count));
  for (float& x : out) x = normal(random);
  return out;
}

struct Shape {
  int rows, depth, columns;
};
constexpr Shape kShapes[] = {{1, 1, 1}, {3, 5, 7}, {8, 8, 32}, {9, 13, 33}, {17, 128, 116}, {31, 256, 17}, {5, 131, 257}, {40, 256, 768}};

// The sums that the definition asks for, from the single weights.
std::int32_t expected_sum(const Int8Matrix& m, const Int8Rows& a, int row, int column) {
  std::int32_t sum = 0;
  for (int k = 0; k < a.depth(); ++k) sum += (a.row(row)[k] - kInt8Zero) * m.weight(k, column);
  return sum;
}

void expect_all_kernels_exact(const Int8Matrix& m, const Int8Rows& a) {
  alignas(64) std::int32_t sums[kTileRows * kTileColumns];
  for (const NamedKernel& k : tile_kernels())
    for (int panel = 0; panel < m.panels(); ++panel)
      for (int first = 0; first < a.rows(); first += kTileRows) {
        m.tile(k.kernel, a, first, panel, sums);
        for (int r = 0; r < std::min(kTileRows, a.rows() - first); ++r)
          for (int c = 0; c < std::min(kTileColumns, m.columns() - panel * kTileColumns); ++c)
            ASSERT_EQ(sums[r * kTileColumns + c], expected_sum(m, a, first + r, panel * kTileColumns + c))
                << k.name << " row " << first + r << " column " << panel * kTileColumns + c;
      }
}

TEST(Int8Matrix, EveryKernelGivesTheSameIntegers) {
  ASSERT_EQ(tile_kernels().back().name, "portable");
  std::mt19937 random(7);
  for (const Shape& s : kShapes) {
    const std::vector<float> weights = random_floats(s.depth * s.columns, 0.2F, random);
    const std::vector<float> data = random_floats(s.rows * s.depth, 3.0F, random);
    Int8Rows a;
    a.assign(data.data(), s.rows, s.depth);
    expect_all_kernels_exact(Int8Matrix(weights.data(), s.depth, s.columns), a);
  }
}

// Weights and values at their ends all of one sign: the 16-bit sums of the kernels are as large as they can be.
TEST(Int8Matrix, ExtremesDoNotOverflow) {
  constexpr int kRows = 8, kDepth = 64, kColumns = 40;
  for (float weight : {1.0F, -1.0F})
    for (float value : {1.0F, -1.0F}) {
      std::vector<float> weights(std::size_t{kDepth} * kColumns, weight);
      for (int c = 0; c < kColumns; c += 2)  // and columns where few weights are large
        for (int k = 0; k < kDepth; ++k)
          if (k % 8 != c % 8) weights[static_cast<std::size_t>(k * kColumns + c)] = weight * 0.013F * static_cast<float>(k % 5);
      const std::vector<float> data(std::size_t{kRows} * kDepth, value);
      Int8Rows a;
      a.assign(data.data(), kRows, kDepth);
      EXPECT_EQ(a.row(0)[0], value > 0.0F ? 2 * kInt8Zero : 0);
      expect_all_kernels_exact(Int8Matrix(weights.data(), kDepth, kColumns), a);
    }
}

TEST(Int8Matrix, FourWeightsThatMeetKeepWithin16Bits) {
  std::mt19937 random(11);
  constexpr int kDepth = 77, kColumns = 50;
  const std::vector<float> weights = random_floats(kDepth * kColumns, 1.0F, random);
  const Int8Matrix m(weights.data(), kDepth, kColumns);
  for (int c = 0; c < kColumns; ++c)
    for (int group = 0; group < kDepth; group += 8)
      for (int half : {0, 2}) {
        int up = 0, down = 0;
        for (int k : {group + half, group + half + 1, group + half + 4, group + half + 5})
          if (k < kDepth) (m.weight(k, c) > 0 ? up : down) += m.weight(k, c);
        EXPECT_LE(up * 2 * kInt8Zero, 32767);
        EXPECT_GE(down * 2 * kInt8Zero, -32768);
      }
}

TEST(Int8Matrix, NearTheFloatProduct) {
  std::mt19937 random(13);
  for (const Shape& s : kShapes) {
    const std::vector<float> weights = random_floats(s.depth * s.columns, 0.1F, random);
    const std::vector<float> data = random_floats(s.rows * s.depth, 1.0F, random);
    const std::vector<float> bias = random_floats(s.columns, 1.0F, random);
    Int8Rows a;
    a.assign(data.data(), s.rows, s.depth);
    std::vector<float> out(static_cast<std::size_t>(s.rows * s.columns));
    Int8Matrix(weights.data(), s.depth, s.columns).multiply(a, bias.data(), out.data());
    const float near = 0.01F * std::sqrt(static_cast<float>(s.depth));  // the sums themselves spread by ten times that
    for (int r = 0; r < s.rows; ++r)
      for (int c = 0; c < s.columns; ++c) {
        float sum = bias[static_cast<std::size_t>(c)];
        for (int k = 0; k < s.depth; ++k) sum += data[static_cast<std::size_t>(r * s.depth + k)] * weights[static_cast<std::size_t>(k * s.columns + c)];
        ASSERT_NEAR(out[static_cast<std::size_t>(r * s.columns + c)], sum, near);
      }
  }
}

// A row has the same result whatever rows it is multiplied with: the output depends on neither threads nor blocks.
TEST(Int8Matrix, RowsDoNotDependOnEachOther) {
  std::mt19937 random(17);
  constexpr int kRows = 21, kDepth = 96, kColumns = 70;
  const std::vector<float> weights = random_floats(kDepth * kColumns, 0.1F, random);
  const std::vector<float> data = random_floats(kRows * kDepth, 1.0F, random);
  const Int8Matrix m(weights.data(), kDepth, kColumns);
  Int8Rows all, one;
  all.assign(data.data(), kRows, kDepth);
  std::vector<float> together(std::size_t{kRows} * kColumns), alone(kColumns);
  m.multiply(all, nullptr, together.data());
  for (int r = 0; r < kRows; ++r) {
    one.assign(data.data() + static_cast<std::ptrdiff_t>(r) * kDepth, 1, kDepth);
    m.multiply(one, nullptr, alone.data());
    for (int c = 0; c < kColumns; ++c) ASSERT_EQ(alone[static_cast<std::size_t>(c)], together[static_cast<std::size_t>(r * kColumns + c)]);
  }
}

TEST(Int8Matrix, RowsOfZerosGiveTheBias) {
  const std::vector<float> weights(24, 0.5F), data(8, 0.0F), bias = {1.0F, 2.0F, 3.0F};
  Int8Rows a;
  a.assign(data.data(), 1, 8);
  std::vector<float> out(3);
  Int8Matrix(weights.data(), 8, 3).multiply(a, bias.data(), out.data());
  EXPECT_EQ(out, bias);
}

}  // namespace
}  // namespace detente
