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

double weight_of(const std::vector<double>& weights, std::size_t day) { return weights.empty() ? 1 : weights[day]; }

Filtered filter_level(const std::vector<double>& days, const LevelVariances& q, const std::vector<double>& weights) {
  Filtered f;
  f.prediction.assign(days.size(), 0);
  f.variance.assign(days.size(), 0);
  while (f.first < days.size() && std::isnan(days[f.first])) ++f.first;
  if (f.first == days.size()) return f;
  // After a diffuse start the first observation is the level, known up to the noise.
  double level = days[f.first], variance = q.noise / weight_of(weights, f.first);
  for (std::size_t t = f.first + 1; t < days.size(); ++t) {
    variance += q.drift;
    f.prediction[t] = level;
    f.variance[t] = variance;
    if (std::isnan(days[t])) continue;
    const double innovation = days[t] - level, total = variance + q.noise / weight_of(weights, t), gain = variance / total;
    f.sum_squares += innovation * innovation / total;
    f.sum_logs += std::log(total);
    ++f.count;
    level += gain * innovation;
    variance *= 1 - gain;
  }
  return f;
}

// What the search for the variances runs over: observed days only, each with the days since the one before.
struct Observed {
  double gap, value, noise;  // noise: of this day, in units of that of a day of weight 1
};

std::vector<Observed> observed_days(const std::vector<double>& days, const std::vector<double>& weights) {
  std::vector<Observed> out;
  std::size_t last = 0;
  for (std::size_t t = 0; t < days.size(); ++t) {
    if (std::isnan(days[t])) continue;
    out.push_back({static_cast<double>(t - last), days[t], 1 / weight_of(weights, t)});
    last = t;
  }
  return out;
}

// Log-likelihood with the best scale for this ratio, up to a constant; the scale goes to `noise`.
double concentrated(const std::vector<Observed>& days, double ratio, double& noise) {
  double level = days[0].value, variance = days[0].noise, sum_squares = 0, sum_logs = 0, product = 1;
  for (std::size_t i = 1; i < days.size(); ++i) {
    const Observed& d = days[i];
    variance += ratio * d.gap;
    const double innovation = d.value - level, total = variance + d.noise, gain = variance / total;
    sum_squares += innovation * innovation / total;
    product *= total;
    if (product > 1e200 || product < 1e-200) sum_logs += std::log(product), product = 1;
    level += gain * innovation;
    variance *= 1 - gain;
  }
  const double count = static_cast<double>(days.size() - 1);
  noise = sum_squares / count;
  return -0.5 * (count * std::log(noise) + sum_logs + std::log(product));
}

}  // namespace

LevelSeries smooth_level(const std::vector<double>& days, const LevelVariances& variances, const std::vector<double>& weights) {
  if (!(variances.noise > 0) || !(variances.drift >= 0)) throw Error("the variances of a level must be above 0 (noise) and not below 0 (drift)");
  const Filtered f = filter_level(days, variances, weights);
  if (f.first == days.size()) throw Error("a series without any observed day has no level");
  LevelSeries s;
  s.level.assign(days.size(), 0);
  s.variance.assign(days.size(), 0);
  s.log_likelihood = -0.5 * (f.count * std::log(2 * std::numbers::pi) + f.sum_logs + f.sum_squares);
  // Backwards: r and n gather what later days say about the level (Durbin and Koopman 2012, section 2.4).
  double r = 0, n = 0;
  for (std::size_t t = days.size(); t-- > f.first + 1;) {
    if (!std::isnan(days[t])) {
      const double noise = variances.noise / weight_of(weights, t), total = f.variance[t] + noise, rest = noise / total;
      r = (days[t] - f.prediction[t]) / total + rest * r;
      n = 1 / total + rest * rest * n;
    }
    s.level[t] = f.prediction[t] + f.variance[t] * r;
    s.variance[t] = f.variance[t] - f.variance[t] * f.variance[t] * n;
  }
  // Up to the first observed day the start is diffuse: later days correct that observation, and the level drifts backwards from it.
  const double first_noise = variances.noise / weight_of(weights, f.first);
  s.level[f.first] = days[f.first] + first_noise * r;
  s.variance[f.first] = first_noise - first_noise * first_noise * n;
  for (std::size_t t = f.first; t-- > 0;) {
    s.level[t] = s.level[t + 1];
    s.variance[t] = s.variance[t + 1] + variances.drift;
  }
  return s;
}

LevelVariances fit_level(const std::vector<double>& days, const std::vector<double>& weights, double most_ratio) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  const std::vector<Observed> observed = observed_days(days, weights);
  for (const Observed& d : observed) least = std::min(least, d.value), most = std::max(most, d.value);
  if (observed.size() < 3 || most - least < kLeastNoise) return {kLeastNoise, 0};
  const auto at = [&](double log_ratio) {
    double noise = 0;
    return concentrated(observed, std::pow(10, log_ratio), noise);
  };
  const double most_log = std::log10(most_ratio);
  double best = -8, best_value = -std::numeric_limits<double>::infinity();
  for (double x = -8; x <= most_log; x += 0.5)
    if (const double value = at(x); value > best_value) best = x, best_value = value;
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double low = std::max(-8.0, best - 0.5), high = std::min(most_log, best + 0.5);
  while (high - low > 1e-7) {
    const double a = high - golden * (high - low), b = low + golden * (high - low);
    if (at(a) < at(b)) low = a;
    else high = b;
  }
  double noise = 0, steady_noise = 0;
  const double ratio = std::pow(10, (low + high) / 2);
  const double value = concentrated(observed, ratio, noise);
  // A level that does not move at all is the simpler answer when it is as likely.
  if (concentrated(observed, 0, steady_noise) >= value - 1e-9) return {std::max(steady_noise, kLeastNoise), 0};
  return {std::max(noise, kLeastNoise), std::max(noise, kLeastNoise) * ratio};
}

}  // namespace detente
