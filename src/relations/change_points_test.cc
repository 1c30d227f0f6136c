// PELT against all segmentations of short series.
#include "relations/change_points.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "util/error.h"

namespace detente {
namespace {

const double kMissing = std::numeric_limits<double>::quiet_NaN();

double least_by_enumeration(const std::vector<double>& days, const ChangeOptions& o) {
  double best = std::numeric_limits<double>::infinity();
  for (unsigned set = 0; set < 1U << (days.size() - 1); ++set) {
    std::vector<std::size_t> changes;
    std::size_t begin = 0;
    bool allowed = true;
    for (std::size_t t = 1; t <= days.size(); ++t) {
      if (t < days.size() && (set >> (t - 1) & 1) == 0) continue;
      allowed = allowed && t - begin >= o.shortest;
      if (t < days.size()) changes.push_back(t);
      begin = t;
    }
    if (allowed) best = std::min(best, segmentation_cost(days, changes, o.penalty));
  }
  return best;
}

TEST(ChangePoints, AgainstAllSegmentations) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal;
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE(round);
    std::vector<double> days;
    for (int t = 0; t < 4 + round % 9; ++t) days.push_back(random() % 6 == 0 ? kMissing : normal(random) + (t > 4 ? 2 : 0));
    const ChangeOptions o{0.2 + 0.4 * (round % 5), static_cast<std::size_t>(1 + round % 4)};
    const std::vector<std::size_t> changes = change_points(days, o);
    EXPECT_NEAR(segmentation_cost(days, changes, o.penalty), least_by_enumeration(days, o), 1e-9);
    std::size_t begin = 0;
    for (std::size_t change : changes) {
      EXPECT_GE(change - begin, o.shortest);
      begin = change;
    }
    EXPECT_GE(days.size() - begin, o.shortest);
  }
}

TEST(ChangePoints, ErrorsOfASegmentAreThoseOfItsMean) {
  EXPECT_DOUBLE_EQ(segmentation_cost({1, 3, kMissing, 10, 10}, {3}, 7), 2 + 0 + 7);
  EXPECT_DOUBLE_EQ(segmentation_cost({1, 3}, {}, 7), 2);
}

TEST(ChangePoints, StepsAreFoundWhereTheyAre) {
  std::vector<double> days;
  for (int t = 0; t < 3000; ++t) days.push_back((t < 1000 ? 0 : t < 2200 ? 5 : -1) + (t % 2 == 0 ? 0.5 : -0.5));
  EXPECT_EQ(change_points(days, {20, 7}), (std::vector<std::size_t>{1000, 2200}));
}

TEST(ChangePoints, NothingToFind) {
  EXPECT_TRUE(change_points({}, {}).empty());
  EXPECT_TRUE(change_points({1}, {}).empty());
  EXPECT_TRUE(change_points({1, 9}, {1, 5}).empty());
  EXPECT_TRUE(change_points({kMissing, kMissing, kMissing}, {}).empty());
  EXPECT_THROW((void)change_points({1, 2}, {0, 1}), Error);
  EXPECT_THROW((void)change_points({1, 2}, {1, 0}), Error);
}

}  // namespace
}  // namespace detente
