// Filter and smoother against one large linear system over all days, and the fit against a fine grid.
#include "relations/state_space.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "util/error.h"

namespace detente {
namespace {

const double kMissing = std::numeric_limits<double>::quiet_NaN();

std::vector<double> random_series(int days, double missing, std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  std::vector<double> series;
  double level = 2;
  for (int t = 0; t < days; ++t) {
    level += 0.4 * normal(random);
    const double y = level + normal(random);
    series.push_back(uniform(random) < missing ? kMissing : y);
  }
  if (std::isnan(series[static_cast<std::size_t>(days / 2)])) series[static_cast<std::size_t>(days / 2)] = level;
  return series;
}

// Posterior of all levels at once under a flat start: precision of the random walk plus that of the observations.
void expect_like_system(const std::vector<double>& days, const LevelVariances& q) {
  const Eigen::Index n = static_cast<Eigen::Index>(days.size());
  Eigen::MatrixXd precision = Eigen::MatrixXd::Zero(n, n);
  Eigen::VectorXd right = Eigen::VectorXd::Zero(n);
  for (Eigen::Index t = 0; t < n; ++t) {
    const double y = days[static_cast<std::size_t>(t)];
    if (!std::isnan(y)) precision(t, t) += 1 / q.noise, right(t) = y / q.noise;
    if (t == 0) continue;
    precision(t, t) += 1 / q.drift, precision(t - 1, t - 1) += 1 / q.drift;
    precision(t, t - 1) -= 1 / q.drift, precision(t - 1, t) -= 1 / q.drift;
  }
  const Eigen::MatrixXd covariance = precision.inverse();
  const Eigen::VectorXd level = covariance * right;
  const LevelSeries s = smooth_level(days, q);
  for (Eigen::Index t = 0; t < n; ++t) {
    EXPECT_NEAR(s.level[static_cast<std::size_t>(t)], level(t), 1e-8);
    EXPECT_NEAR(s.variance[static_cast<std::size_t>(t)], covariance(t, t), 1e-8);
  }
}

// Density of the differences to the first observed day.
double likelihood_by_covariance(const std::vector<double>& days, const LevelVariances& q) {
  std::vector<Eigen::Index> observed;
  for (std::size_t t = 0; t < days.size(); ++t)
    if (!std::isnan(days[t])) observed.push_back(static_cast<Eigen::Index>(t));
  const Eigen::Index n = static_cast<Eigen::Index>(observed.size()) - 1;
  const auto day = [&](Eigen::Index i) { return observed[static_cast<std::size_t>(i)]; };
  Eigen::MatrixXd covariance(n, n);
  Eigen::VectorXd difference(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    difference(i) = days[static_cast<std::size_t>(day(i + 1))] - days[static_cast<std::size_t>(day(0))];
    for (Eigen::Index j = 0; j < n; ++j)
      covariance(i, j) = q.drift * static_cast<double>(std::min(day(i + 1), day(j + 1)) - day(0)) + q.noise * (i == j ? 2 : 1);
  }
  const double square = difference.dot(covariance.inverse() * difference);
  return -0.5 * (static_cast<double>(n) * std::log(2 * std::numbers::pi) + std::log(covariance.determinant()) + square);
}

TEST(StateSpace, SmootherAndLikelihoodAgainstOneLinearSystem) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 30; ++round) {
    SCOPED_TRACE(round);
    const std::vector<double> days = random_series(5 + round, round % 3 * 0.3, random);
    const LevelVariances q{0.5 + 0.1 * (round % 7), 0.05 + 0.2 * (round % 4)};
    expect_like_system(days, q);
    EXPECT_NEAR(smooth_level(days, q).log_likelihood, likelihood_by_covariance(days, q), 1e-7);
  }
}

TEST(StateSpace, NothingIsMoreLikelyThanTheFit) {
  std::mt19937_64 random(4);
  for (int round = 0; round < 8; ++round) {
    const std::vector<double> days = random_series(120, 0.2, random);
    const LevelVariances fit = fit_level(days);
    const double best = smooth_level(days, fit).log_likelihood;
    for (double noise = 0.02; noise < 8; noise *= 1.15)
      for (double drift = 1e-5; drift < 8; drift *= 1.3) EXPECT_GE(best, smooth_level(days, {noise, drift}).log_likelihood - 1e-6);
  }
}

TEST(StateSpace, SteadySeriesHasASteadyLevel) {
  const LevelVariances fit = fit_level({1, -1, 1, -1, kMissing, 1, -1, 1, -1});
  EXPECT_EQ(fit.drift, 0);
  const LevelSeries s = smooth_level({1, -1, 1, -1, kMissing, 1, -1, 1, -1}, fit);
  for (double level : s.level) EXPECT_NEAR(level, 0, 1e-12);
}

// A day of weight w is w days of weight 1 in one, told apart by days without drift.
TEST(StateSpace, WeightsAreRepeatedObservations) {
  const double noise = 1.5;
  const LevelSeries once = smooth_level({2, kMissing, 3, 5}, {noise, 0}, {2, 1, 3, 1});
  const LevelSeries repeated = smooth_level({2, 2, kMissing, 3, 3, 3, 5}, {noise, 0});
  EXPECT_NEAR(once.level[0], repeated.level[0], 1e-12);
  EXPECT_NEAR(once.variance[3], repeated.variance[6], 1e-12);
  std::mt19937_64 random(6);
  const std::vector<double> days = random_series(80, 0.2, random);
  std::vector<double> weights;
  for (std::size_t t = 0; t < days.size(); ++t) weights.push_back(1 + static_cast<double>(random() % 5));
  const LevelVariances fit = fit_level(days, weights);
  const double best = smooth_level(days, fit, weights).log_likelihood;
  for (double scale = 0.5; scale < 2; scale *= 1.1)
    for (double drift = 0.5; drift < 2; drift *= 1.1)
      EXPECT_GE(best, smooth_level(days, {fit.noise * scale, std::max(fit.drift, 1e-6) * drift}, weights).log_likelihood - 1e-6);
}

TEST(StateSpace, LittleOrNoData) {
  EXPECT_EQ(fit_level({kMissing, 3, 3, 3}).drift, 0);
  EXPECT_EQ(smooth_level({kMissing, 3, kMissing}, {1, 0.5}).level, (std::vector<double>{3, 3, 3}));
  EXPECT_EQ(smooth_level({kMissing, 3, kMissing}, {1, 0.5}).variance, (std::vector<double>{1.5, 1, 1.5}));
  EXPECT_THROW((void)smooth_level({kMissing}, {1, 1}), Error);
  EXPECT_THROW((void)smooth_level({1}, {0, 1}), Error);
}

}  // namespace
}  // namespace detente
