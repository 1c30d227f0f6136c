// Local-level model of a daily series: y(t) = level(t) + noise, level(t+1) = level(t) + drift, both Gaussian (Durbin and Koopman,
// Time Series Analysis by State Space Methods, 2012, chapter 2). Kalman filter and smoother with a diffuse start; missing days are
// NaN; a day may weigh more than another (noise / weight); the two variances by maximum likelihood. Free functions over values; thread-safe.
#pragma once
#include <vector>

namespace detente {

struct LevelVariances {
  double noise = 0;  // of a day around the level, > 0 in a fit
  double drift = 0;  // of the level from day to day, may be 0
};

struct LevelSeries {
  std::vector<double> level;     // smoothed, per day
  std::vector<double> variance;  // of the smoothed level; the 95 % band is level +- 1.96 * sqrt(variance)
  double log_likelihood = 0;     // diffuse: the first observation is used up by the start
};

// REQUIRES: variances.noise > 0, at least one day observed. Throws Error otherwise. `weights`: none (all 1), or one a day, above 0 where
// observed: the mean of w independent values has weight w.
[[nodiscard]] LevelSeries smooth_level(const std::vector<double>& days, const LevelVariances& variances, const std::vector<double>& weights = {});

// Maximum likelihood over the ratio drift / noise in [0, most_ratio] (the scale follows in closed form). Fewer than three observed days
// or no variation carry no information: noise 1e-6 at least, drift 0.
[[nodiscard]] LevelVariances fit_level(const std::vector<double>& days, const std::vector<double>& weights = {}, double most_ratio = 1e4);

}  // namespace detente
