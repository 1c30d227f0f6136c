// The scale of both variances is concentrated out of the likelihood, which leaves one ratio to search: a grid of its logarithm
// first, as the likelihood may have two peaks, then golden section around the best point.
#include "relations/state_space.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "util/error.h"

namespace detente {

namespace {

constexpr double kLeastNoise = 1e-6;

struct Filtered {
  std::vector<double> prediction, variance;  // of the level before the day's observation, from the first observed day on
  std::size_t first = 0;
  double sum_squares = 0, sum_logs = 0;  // of innovations: v^2 / F, log F
  int count = 0;                         // innovations; one less than observed days
};

Filtered filter_level(const std::vector<double>& days, const LevelVariances& q) {
  Filtered f;
  f.prediction.assign(days.size(), 0);
  f.variance.assign(days.size(), 0);
  while (f.first < days.size() && std::isnan(days[f.first])) ++f.first;
  if (f.first == days.size()) return f;
  // After a diffuse start the first observation is the level, known up to the noise.
  double level = days[f.first], variance = q.noise;
  for (std::size_t t = f.first + 1; t < days.size(); ++t) {
    variance += q.drift;
    f.prediction[t] = level;
    f.variance[t] = variance;
    if (std::isnan(days[t])) continue;
    const double innovation = days[t] - level, total = variance + q.noise, gain = variance / total;
    f.sum_squares += innovation * innovation / total;
    f.sum_logs += std::log(total);
    ++f.count;
    level += gain * innovation;
    variance *= 1 - gain;
  }
  return f;
}

// Log-likelihood with the best scale for this ratio, up to a constant; the scale goes to `noise`.
double concentrated(const std::vector<double>& days, double ratio, double& noise) {
  const Filtered f = filter_level(days, {1, ratio});
  noise = f.sum_squares / f.count;
  return -0.5 * (f.count * std::log(noise) + f.sum_logs);
}

}  // namespace

LevelSeries smooth_level(const std::vector<double>& days, const LevelVariances& variances) {
  if (!(variances.noise > 0) || !(variances.drift >= 0)) throw Error("the variances of a level must be above 0 (noise) and not below 0 (drift)");
  const Filtered f = filter_level(days, variances);
  if (f.first == days.size()) throw Error("a series without any observed day has no level");
  LevelSeries s;
  s.level.assign(days.size(), 0);
  s.variance.assign(days.size(), 0);
  s.log_likelihood = -0.5 * (f.count * std::log(2 * std::numbers::pi) + f.sum_logs + f.sum_squares);
  // Backwards: r and n gather what later days say about the level (Durbin and Koopman 2012, section 2.4).
  double r = 0, n = 0;
  for (std::size_t t = days.size(); t-- > f.first + 1;) {
    if (!std::isnan(days[t])) {
      const double total = f.variance[t] + variances.noise, rest = variances.noise / total;
      r = (days[t] - f.prediction[t]) / total + rest * r;
      n = 1 / total + rest * rest * n;
    }
    s.level[t] = f.prediction[t] + f.variance[t] * r;
    s.variance[t] = f.variance[t] - f.variance[t] * f.variance[t] * n;
  }
  // Up to the first observed day the start is diffuse: later days correct that observation, and the level drifts backwards from it.
  s.level[f.first] = days[f.first] + variances.noise * r;
  s.variance[f.first] = variances.noise - variances.noise * variances.noise * n;
  for (std::size_t t = f.first; t-- > 0;) {
    s.level[t] = s.level[t + 1];
    s.variance[t] = s.variance[t + 1] + variances.drift;
  }
  return s;
}

LevelVariances fit_level(const std::vector<double>& days) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  int observed = 0;
  for (double y : days) {
    if (std::isnan(y)) continue;
    ++observed;
    least = std::min(least, y), most = std::max(most, y);
  }
  if (observed < 3 || most - least < kLeastNoise) return {kLeastNoise, 0};
  const auto at = [&](double log_ratio) {
    double noise = 0;
    return concentrated(days, std::pow(10, log_ratio), noise);
  };
  double best = -8, best_value = -std::numeric_limits<double>::infinity();
  for (double x = -8; x <= 4; x += 0.5)
    if (const double value = at(x); value > best_value) best = x, best_value = value;
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double low = std::max(-8.0, best - 0.5), high = std::min(4.0, best + 0.5);
  while (high - low > 1e-7) {
    const double a = high - golden * (high - low), b = low + golden * (high - low);
    if (at(a) < at(b)) low = a;
    else high = b;
  }
  double noise = 0, steady_noise = 0;
  const double ratio = std::pow(10, (low + high) / 2);
  const double value = concentrated(days, ratio, noise);
  // A level that does not move at all is the simpler answer when it is as likely.
  if (concentrated(days, 0, steady_noise) >= value - 1e-9) return {std::max(steady_noise, kLeastNoise), 0};
  return {std::max(noise, kLeastNoise), std::max(noise, kLeastNoise) * ratio};
}

}  // namespace detente
