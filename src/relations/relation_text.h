// Small pieces of text that the outputs of relations share. Pure.
#pragma once
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "relations/series.h"

namespace detente::relation_text {

// "+1.2": fixed digits, with a sign, never "-0.0".
inline std::string signed_number(double v, int digits = 1) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%+.*f", digits, v);
  std::string out = buffer;
  if (out.find_first_not_of("+-0.") == std::string::npos) out[0] = '+';
  return out;
}

// Shortest text that reads back as the same number.
inline void append_exact(std::string& out, double v) {
  char buffer[40];
  const auto r = std::to_chars(buffer, buffer + sizeof buffer, v);
  out.append(buffer, r.ptr);
}

inline std::string percent(double share) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, share < 0.1 ? "%.2f %%" : "%.1f %%", 100 * share);
  return buffer;
}

// Events of the relation and of the store in the last days of the series, at most `days`.
struct Attention {
  int days = 0;
  double events = 0, coverage = 0;
  [[nodiscard]] double share() const { return coverage > 0 ? events / coverage : 0; }
};
inline Attention attention(const RelationSeries& s, std::size_t days) {
  Attention out;
  const std::size_t n = s.attention.size(), begin = n > days ? n - days : 0;
  out.days = static_cast<int>(n - begin);
  for (std::size_t t = begin; t < n; ++t) out.events += s.attention[t], out.coverage += s.coverage[t];
  return out;
}

}  // namespace detente::relation_text
