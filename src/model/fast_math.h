// Sigmoid and tanh by a polynomial for exp; branch-free, so that loops over them vectorise. |error| < 2e-6. Training and use
// share them, so that what was learned is what runs.
#pragma once
#include <bit>
#include <cstdint>

namespace detente {

inline float fast_exp(float x) {
  // In this order the comparisons are single minimum and maximum instructions.
  x = x > -30.0F ? x : -30.0F;
  x = (x < 30.0F ? x : 30.0F) * 1.44269504F;
  // Adding 1.5 * 2^23 leaves the nearest whole number in the low bits.
  constexpr float kShift = 12582912.0F;
  const float shifted = x + kShift;
  const float f = (x - (shifted - kShift)) * 0.69314718F;
  const float p = 1.0F + f * (1.0F + f * (0.5F + f * (0.16666667F + f * (0.041666668F + f * 0.008333334F))));
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(p) + (std::bit_cast<std::uint32_t>(shifted) << 23));
}
inline float fast_sigmoid(float x) { return 1.0F / (1.0F + fast_exp(-x)); }
inline float fast_tanh(float x) { return 1.0F - 2.0F / (1.0F + fast_exp(2.0F * x)); }

}  // namespace detente
