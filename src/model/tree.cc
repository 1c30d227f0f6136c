#include "model/tree.h"

#include <limits>

namespace detente {

namespace {

constexpr float kImpossible = -1e30F;

// Dense recursive Chu-Liu-Edmonds over nodes 0..n (0 = root). score[h][d]. O(n^3) at worst, and only met on cyclic sentences.
class Edmonds {
 public:
  Edmonds(std::vector<std::vector<float>> score) : score_(std::move(score)) {}

  std::vector<int> solve() {
    const int n = static_cast<int>(score_.size());
    std::vector<int> best(static_cast<std::size_t>(n), 0);
    for (int d = 1; d < n; ++d) {
      float top = -std::numeric_limits<float>::infinity();
      for (int h = 0; h < n; ++h)
        if (h != d && at(h, d) > top) {
          top = at(h, d);
          best[static_cast<std::size_t>(d)] = h;
        }
    }
    const std::vector<int> cycle = find_cycle(best);
    if (cycle.empty()) return best;
    return contract(best, cycle);
  }

 private:
  float at(int h, int d) const { return score_[static_cast<std::size_t>(h)][static_cast<std::size_t>(d)]; }

  static std::vector<int> find_cycle(const std::vector<int>& head) {
    const std::size_t n = head.size();
    std::vector<int> seen(n, 0);
    for (std::size_t start = 1; start < n; ++start) {
      std::size_t node = start;
      while (node != 0 && seen[node] == 0) {
        seen[node] = static_cast<int>(start);
        node = static_cast<std::size_t>(head[node]);
      }
      if (node != 0 && seen[node] == static_cast<int>(start)) {
        std::vector<int> cycle;
        const std::size_t first = node;
        do {
          cycle.push_back(static_cast<int>(node));
          node = static_cast<std::size_t>(head[node]);
        } while (node != first);
        return cycle;
      }
    }
    return {};
  }

  std::vector<int> contract(const std::vector<int>& best, const std::vector<int>& cycle) {
    const int n = static_cast<int>(score_.size());
    std::vector<char> in_cycle(static_cast<std::size_t>(n), 0);
    for (int c : cycle) in_cycle[static_cast<std::size_t>(c)] = 1;
    std::vector<int> outside;  // old ids of the nodes that stay; the contracted node comes last
    for (int i = 0; i < n; ++i)
      if (!in_cycle[static_cast<std::size_t>(i)]) outside.push_back(i);
    const std::size_t m = outside.size() + 1;
    std::vector<std::vector<float>> inner(m, std::vector<float>(m, kImpossible));
    std::vector<int> enter(m, 0), leave(m, 0);  // the cycle node through which the best arc enters or leaves
    for (std::size_t i = 0; i + 1 < m; ++i) {
      for (std::size_t j = 0; j + 1 < m; ++j) inner[i][j] = at(outside[i], outside[j]);
      float into = -std::numeric_limits<float>::infinity();
      float out = into;
      for (int c : cycle) {
        const float gain = at(outside[i], c) - at(best[static_cast<std::size_t>(c)], c);
        if (gain > into) {
          into = gain;
          enter[i] = c;
        }
        if (at(c, outside[i]) > out) {
          out = at(c, outside[i]);
          leave[i] = c;
        }
      }
      inner[i][m - 1] = into;
      inner[m - 1][i] = out;
    }
    const std::vector<int> solved = Edmonds(std::move(inner)).solve();
    std::vector<int> head = best;
    for (std::size_t j = 1; j + 1 < m; ++j) {
      const std::size_t h = static_cast<std::size_t>(solved[j]);
      head[static_cast<std::size_t>(outside[j])] = h == m - 1 ? leave[j] : outside[h];
    }
    const std::size_t h = static_cast<std::size_t>(solved[m - 1]);
    head[static_cast<std::size_t>(enter[h])] = outside[h];
    return head;
  }

  std::vector<std::vector<float>> score_;
};

// True when `heads` (-1 root) is a tree with exactly one root.
bool is_tree(const std::vector<int>& heads, std::vector<int>& mark) {
  const int n = static_cast<int>(heads.size());
  int roots = 0;
  for (int h : heads) roots += h < 0;
  if (roots != 1) return false;
  mark.assign(static_cast<std::size_t>(n), 0);
  for (int i = 0; i < n; ++i) {
    int node = i;
    while (node >= 0 && mark[static_cast<std::size_t>(node)] == 0) {
      mark[static_cast<std::size_t>(node)] = i + 1;
      node = heads[static_cast<std::size_t>(node)];
    }
    if (node >= 0 && mark[static_cast<std::size_t>(node)] == i + 1) return false;
  }
  return true;
}

}  // namespace

void best_tree(const float* scores, int n, std::vector<int>& heads) {
  const auto score = [&](int d, int column) {
    return scores[static_cast<std::size_t>(d) * static_cast<std::size_t>(n + 1) + static_cast<std::size_t>(column)];
  };
  heads.assign(static_cast<std::size_t>(n), -1);
  // The root is chosen first: the token whose root score leads its best other head by most.
  int root = 0;
  float lead = -std::numeric_limits<float>::infinity();
  for (int d = 0; d < n; ++d) {
    int best = -1;
    float top = -std::numeric_limits<float>::infinity();
    for (int h = 0; h < n; ++h)
      if (h != d && score(d, h + 1) > top) {
        top = score(d, h + 1);
        best = h;
      }
    heads[static_cast<std::size_t>(d)] = best;
    const float margin = n == 1 ? 0.0F : score(d, 0) - top;
    if (margin > lead) {
      lead = margin;
      root = d;
    }
  }
  heads[static_cast<std::size_t>(root)] = -1;
  std::vector<int> mark;
  if (is_tree(heads, mark)) return;
  std::vector<std::vector<float>> dense(static_cast<std::size_t>(n + 1), std::vector<float>(static_cast<std::size_t>(n + 1), kImpossible));
  for (int d = 0; d < n; ++d) {
    for (int h = 0; h < n; ++h)
      if (h != d) dense[static_cast<std::size_t>(h + 1)][static_cast<std::size_t>(d + 1)] = score(d, h + 1);
    if (d == root) dense[0][static_cast<std::size_t>(d + 1)] = score(d, 0);
  }
  const std::vector<int> solved = Edmonds(std::move(dense)).solve();
  for (int d = 0; d < n; ++d) heads[static_cast<std::size_t>(d)] = solved[static_cast<std::size_t>(d + 1)] - 1;
}

}  // namespace detente
