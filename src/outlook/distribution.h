// How sure a forecast is: a distribution over 0..100 calibrated on real decisions. Residuals of the compromise mean, scaled by how far
// the positions are apart, are mixed with the weighted positions themselves (outcomes often sit on one) and a small uniform share.
// Parameters are data (data/outlook/*.tsv, fitted by scripts/fit_outlook.py). Calibration is constant after reading.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "outlook/case.h"

namespace detente::outlook {

inline constexpr std::size_t kCells = 101;  // one per point of the scale

struct Calibration {
  double base = 0, slope = 0;  // scale of the residuals: base + slope x spread of the positions
  double kernel = 1;           // width of the double exponential around each position
  double residual_share = 0, uniform_share = 0;
  std::vector<double> residuals;  // equally likely sizes of a scaled residual; either sign
};

// Reads DATA/outlook/distribution.tsv and residuals.tsv. Throws Error naming file and line.
[[nodiscard]] Calibration read_calibration(const std::string& data);

struct Interval {
  double low = 0, high = 0;
  [[nodiscard]] bool holds(double x) const { return low - 0.5 <= x && x <= high + 0.5; }  // half a cell on either side
};

struct Forecast {
  std::array<double, kCells> cells{};  // probabilities, sum 1
  Interval interval50, interval80;     // the shortest with at least that probability
};

[[nodiscard]] Forecast forecast(const Profile& p, const Calibration& c);

// Continuous ranked probability score against what happened; smaller is better, in points.
[[nodiscard]] double crps(const Forecast& f, double outcome);

}  // namespace detente::outlook
