// The solver against enumeration on random small networks, and what must not matter: names, order, an exchange of sides, the seed.
#include "relations/frustration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "util/error.h"

namespace detente {
namespace {

struct Shape {
  int actors = 8;
  double density = 0.5, negative = 0.5;
  bool weighted = false;
};

SignedNetwork random_network(const Shape& shape, std::mt19937_64& random) {
  const auto chance = [&random](double p) { return static_cast<double>(random() >> 11) * 0x1p-53 < p; };
  SignedNetwork network;
  for (int v = 0; v < shape.actors; ++v) network.names.push_back(std::to_string(100 + v));
  for (int a = 0; a < shape.actors; ++a)
    for (int b = a + 1; b < shape.actors; ++b) {
      if (!chance(shape.density)) continue;
      const double weight = shape.weighted ? static_cast<double>(1 + random() % 900) / 7 : 1;
      SignedNetwork::Edge e{a, b, 0, 0};
      (chance(shape.negative) ? e.negative : e.positive) = weight;
      if (shape.weighted && chance(0.2)) e.positive += 3, e.negative += 2;
      network.edges.push_back(e);
    }
  return network;
}

// The least line index by trying every split; every group filled when there are more than two.
double by_enumeration(const SignedNetwork& network, int groups, std::optional<double> alpha) {
  const std::size_t n = network.names.size();
  std::vector<int> split(n, 0);
  double best = std::numeric_limits<double>::infinity();
  while (true) {
    std::vector<bool> used(static_cast<std::size_t>(groups), false);
    for (int g : split) used[static_cast<std::size_t>(g)] = true;
    const bool filled = std::find(used.begin(), used.end(), false) == used.end();
    if (filled || groups == 2) best = std::min(best, line_index(network, split, alpha));
    std::size_t i = 0;
    for (; i < n && ++split[i] == groups; ++i) split[i] = 0;
    if (i == n) return best;
  }
}

std::vector<int> group_of(const Blocs& blocs, std::size_t actors) {
  std::vector<int> group(actors, -1);
  for (std::size_t g = 0; g < blocs.groups.size(); ++g)
    for (int v : blocs.groups[g]) group[static_cast<std::size_t>(v)] = static_cast<int>(g);
  return group;
}

void expect_right(const SignedNetwork& network, const BlocOptions& options) {
  const Blocs blocs = find_blocs(network, options);
  const double best = by_enumeration(network, options.groups, options.alpha);
  EXPECT_TRUE(blocs.optimal);
  EXPECT_NEAR(blocs.frustration, best, 1e-5 * std::max(1.0, best));
  const std::vector<int> group = group_of(blocs, network.names.size());
  EXPECT_EQ(std::count(group.begin(), group.end(), -1), 0);
  EXPECT_DOUBLE_EQ(blocs.frustration, line_index(network, group, options.alpha));
  if (options.groups > 2) {
    for (const std::vector<int>& g : blocs.groups) EXPECT_FALSE(g.empty());
  }
}

TEST(Frustration, TwoGroupsAgainstEnumeration) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 120; ++round) {
    SCOPED_TRACE(round);
    const Shape shape{3 + round % 9, 0.25 + 0.15 * (round % 6), 0.2 + 0.2 * (round % 4), round % 3 == 0};
    BlocOptions options;
    if (round % 2 == 0) options.alpha = 0.1 + 0.2 * (round % 5);
    expect_right(random_network(shape, random), options);
  }
}

TEST(Frustration, MoreGroupsAgainstEnumeration) {
  std::mt19937_64 random(8);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    BlocOptions options;
    options.groups = 3 + round % 2;
    if (round % 2 == 0) options.alpha = 0.5;
    expect_right(random_network({4 + round % 4, 0.4 + 0.2 * (round % 4), 0.5, round % 3 == 0}, random), options);
  }
}

// Every negative pair of a complete hostile network among n lies inside a group for floor(n/2) and ceil(n/2): known in closed form.
TEST(Frustration, BranchesOnCompleteHostileNetworks) {
  for (int n = 3; n <= 11; ++n) {
    SignedNetwork network;
    for (int a = 0; a < n; ++a) {
      network.names.push_back(std::to_string(100 + a));
      for (int b = a + 1; b < n; ++b) network.edges.push_back({a, b, 0, 1});
    }
    const Blocs blocs = find_blocs(network, {});
    const int small = n / 2, large = n - small;
    EXPECT_TRUE(blocs.optimal);
    EXPECT_EQ(blocs.frustration, small * (small - 1) / 2 + large * (large - 1) / 2);
  }
}

TEST(Frustration, NamesOrderAndSeedDoNotMatter) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 10; ++round) {
    const SignedNetwork network = random_network({24, 0.3, 0.4, false}, random);
    std::vector<int> place(network.names.size());
    for (std::size_t i = 0; i < place.size(); ++i) place[i] = static_cast<int>(i);
    std::shuffle(place.begin(), place.end(), random);
    SignedNetwork moved = network;
    for (SignedNetwork::Edge& e : moved.edges) {
      const auto [a, b] = std::minmax({place[static_cast<std::size_t>(e.a)], place[static_cast<std::size_t>(e.b)]});
      e.a = a, e.b = b;
    }
    std::shuffle(moved.edges.begin(), moved.edges.end(), random);
    BlocOptions other_seed;
    other_seed.seed = 99;
    const double frustration = find_blocs(network, {}).frustration;
    EXPECT_EQ(frustration, find_blocs(moved, {}).frustration);
    EXPECT_EQ(frustration, find_blocs(network, other_seed).frustration);
    EXPECT_EQ(find_blocs(network, {}).groups, find_blocs(network, {}).groups);
  }
}

// Exchanging the sides of some actors (flipping the signs around them) moves splits to splits with the same index.
TEST(Frustration, SwitchingKeepsTheIndex) {
  std::mt19937_64 random(10);
  for (int round = 0; round < 10; ++round) {
    const SignedNetwork network = random_network({26, 0.25, 0.5, round % 2 == 0}, random);
    SignedNetwork switched = network;
    const std::uint64_t who = random();
    for (SignedNetwork::Edge& e : switched.edges)
      if (((who >> e.a) & 1) != ((who >> e.b) & 1)) std::swap(e.positive, e.negative);
    const double index = find_blocs(network, {}).frustration;
    EXPECT_NEAR(index, find_blocs(switched, {}).frustration, 1e-5 * index);
  }
}

TEST(Frustration, PlantedBlocsAreFoundInALongChainOfBlocks) {
  SignedNetwork network;  // triangles in a row, joined at a corner, sides alternating: balanced
  const int n = 2001;
  for (int v = 0; v < n; ++v) network.names.push_back(std::to_string(10000 + v));
  const auto side = [](int v) { return (v / 3) % 2; };
  const auto join = [&](int a, int b) { network.edges.push_back({a, b, side(a) == side(b) ? 1.0 : 0.0, side(a) == side(b) ? 0.0 : 1.0}); };
  for (int v = 0; v + 2 < n; v += 2) join(v, v + 1), join(v, v + 2), join(v + 1, v + 2);
  const Blocs blocs = find_blocs(network, {});
  EXPECT_TRUE(blocs.optimal);
  EXPECT_EQ(blocs.frustration, 0);
  const std::vector<int> group = group_of(blocs, network.names.size());
  for (int v = 0; v < n; ++v) EXPECT_EQ(group[static_cast<std::size_t>(v)], side(v));
}

TEST(Frustration, WithoutEffortTheGapIsStated) {
  std::mt19937_64 random(11);
  const SignedNetwork network = random_network({40, 0.6, 0.5, false}, random);
  for (int groups : {2, 3}) {
    BlocOptions options;
    options.groups = groups;
    options.effort = 1000;
    const Blocs blocs = find_blocs(network, options);
    EXPECT_FALSE(blocs.optimal);
    EXPECT_LT(blocs.lower_bound, blocs.frustration);
    EXPECT_GE(blocs.lower_bound, 0);
  }
}

TEST(Frustration, MarginsSayWhatAMoveCosts) {
  const SignedNetwork network =
      parse_edge_list("a,b,weight\nArvia,Belmark,3\nBelmark,Corvia,-2\nArvia,Corvia,-1\nArvia,Dorland,1\nCorvia,Dorland,1\n", "x.csv");
  const Blocs blocs = find_blocs(network, {});
  EXPECT_EQ(blocs.frustration, 1);
  EXPECT_EQ(blocs.margin, (std::vector<double>{blocs.groups[0].size() == 3 ? 5.0 : 3.0, 5, blocs.groups[0].size() == 3 ? 2.0 : 4.0, 0}));
}

TEST(Frustration, OptionsThatFitNothing) {
  const SignedNetwork network = parse_edge_list("a,b,sign\nArvia,Belmark,1\n", "x.csv");
  BlocOptions options;
  options.groups = 3;
  EXPECT_THROW((void)find_blocs(network, options), Error);
  options.groups = 0;
  EXPECT_THROW((void)find_blocs(network, options), Error);
  options.groups = 2;
  options.alpha = 1.5;
  EXPECT_THROW((void)find_blocs(network, options), Error);
  options.alpha = std::nan("");
  EXPECT_THROW((void)find_blocs(network, options), Error);
}

}  // namespace
}  // namespace detente
