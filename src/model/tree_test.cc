// The tree solver against an exhaustive twin on small random score matrices.
#include "model/tree.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace detente {
namespace {

bool is_single_rooted_tree(const std::vector<int>& heads) {
  int roots = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    roots += heads[i] < 0;
    int node = static_cast<int>(i);
    for (std::size_t steps = 0; node >= 0; ++steps) {
      if (steps > heads.size()) return false;
      node = heads[static_cast<std::size_t>(node)];
    }
  }
  return roots == 1;
}

double total(const std::vector<float>& scores, const std::vector<int>& heads) {
  double sum = 0;
  for (std::size_t d = 0; d < heads.size(); ++d) sum += scores[d * (heads.size() + 1) + static_cast<std::size_t>(heads[d] + 1)];
  return sum;
}

// Best tree with the given root, by trying all.
double best_by_enumeration(const std::vector<float>& scores, int n, int root) {
  std::vector<int> heads(static_cast<std::size_t>(n), -1);
  double best = -1e30;
  const int combinations = static_cast<int>(std::pow(n, n));
  for (int code = 0; code < combinations; ++code) {
    int rest = code;
    bool fits = true;
    for (int d = 0; d < n; ++d) {
      const int h = rest % n;
      rest /= n;
      heads[static_cast<std::size_t>(d)] = d == root ? -1 : h;
      if (d == root ? h != 0 : h == d) fits = false;
    }
    if (fits && is_single_rooted_tree(heads)) best = std::max(best, total(scores, heads));
  }
  return best;
}

TEST(BestTree, IsTheBestTreeForItsRoot) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> uniform(-1, 1);
  for (int round = 0; round < 300; ++round) {
    const int n = 1 + round % 5;
    std::vector<float> scores(static_cast<std::size_t>(n * (n + 1)));
    for (float& s : scores) s = uniform(random);
    std::vector<int> heads;
    best_tree(scores.data(), n, heads);
    ASSERT_TRUE(is_single_rooted_tree(heads));
    int root = 0;
    for (int d = 0; d < n; ++d)
      if (heads[static_cast<std::size_t>(d)] < 0) root = d;
    EXPECT_NEAR(total(scores, heads), best_by_enumeration(scores, n, root), 1e-4);
  }
}

}  // namespace
}  // namespace detente
