// Sigmoid and tanh by a polynomial for exp; branch-free, so that loops over them vectorise. |error| < 2e-6. Training and use
// share them, so that what was learned is what runs.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>

namespace detente {

// For |x| < 10^6; the result stays between 2^-44 and 2^44.
inline float fast_exp(float x) {
  x *= 1.44269504F;
  // Adding 1.5 * 2^23 leaves the nearest whole number in the low bits. That is what is clamped, as an integer: clamped floats become
  // compares and blends.
  constexpr float kShift = 12582912.0F;
  constexpr std::int32_t kZero = std::bit_cast<std::int32_t>(kShift);
  const float shifted = x + kShift;
  const float f = x - (shifted - kShift);
  const float p = 1.0F + f * (0.69314718F + f * (0.24022651F + f * (0.05550411F + f * (0.00961813F + f * 0.00133336F))));
  const std::int32_t whole = std::min(std::max(std::bit_cast<std::int32_t>(shifted), kZero - 43), kZero + 43);
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(p) + (static_cast<std::uint32_t>(whole) << 23));
}
inline float fast_sigmoid(float x) { return 1.0F / (1.0F + fast_exp(-x)); }
inline float fast_tanh(float x) { return 1.0F - 2.0F / (1.0F + fast_exp(2.0F * x)); }

}  // namespace detente
