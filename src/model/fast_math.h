// Sigmoid and tanh by a polynomial for exp; branch-free, so that loops over them vectorise. |error| < 2e-6. Training and use
// share them, so that what was learned is what runs.
#pragma once
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace detente {

inline float fast_exp(float x) {
  x = std::min(std::max(x, -30.0F), 30.0F) * 1.44269504F;
  const float whole = std::floor(x + 0.5F);
  const float f = (x - whole) * 0.69314718F;
  const float p = 1.0F + f * (1.0F + f * (0.5F + f * (0.16666667F + f * (0.041666668F + f * 0.008333334F))));
  return p * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23);
}
inline float fast_sigmoid(float x) { return 1.0F / (1.0F + fast_exp(-x)); }
inline float fast_tanh(float x) { return 1.0F - 2.0F / (1.0F + fast_exp(2.0F * x)); }

}  // namespace detente
