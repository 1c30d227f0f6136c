// Tabu search over moves of one actor: prices per actor and group are kept up to date, so that a step costs actors times groups.
#include "relations/frustration_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "util/hash.h"

namespace detente::frustration {

namespace {

// A small generator of our own: the standard distributions differ between libraries, and results must not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(mix_hash(seed + 1)) {}
  int below(int n) {
    state_ = hash_combine(state_, 1);
    return static_cast<int>(state_ % static_cast<std::uint64_t>(n));
  }

 private:
  std::uint64_t state_;
};

struct Neighbour {
  int actor = 0;
  double cost = 0;
  bool negative = false;
};

// State of one search: price[v * k + g] is what v pays when it stands in group g.
class Tabu {
 public:
  Tabu(const Problem& p, Split split) : p_(p), k_(p.groups), split_(std::move(split)), neighbours_(static_cast<std::size_t>(p.actors)) {
    for (const Edge& e : p.edges) {
      neighbours_[static_cast<std::size_t>(e.a)].push_back({e.b, e.cost, e.negative});
      neighbours_[static_cast<std::size_t>(e.b)].push_back({e.a, e.cost, e.negative});
    }
    price_.assign(static_cast<std::size_t>(p.actors * k_), 0);
    size_.assign(static_cast<std::size_t>(k_), 0);
    for (int v = 0; v < p.actors; ++v) {
      ++size_[static_cast<std::size_t>(split_[static_cast<std::size_t>(v)])];
      for (const Neighbour& n : neighbours_[static_cast<std::size_t>(v)])
        for (int g = 0; g < k_; ++g)
          if ((g == split_[static_cast<std::size_t>(n.actor)]) == n.negative) price(v, g) += n.cost;
    }
    cost_ = cost_of(p, split_);
  }

  Split run(int steps, Random& random) {
    Split best = split_;
    double best_cost = cost_;
    std::vector<int> free_at(price_.size(), 0);
    for (int step = 0, last_gain = 0; step - last_gain < steps; ++step) {
      int actor = -1, to = -1;
      double least = std::numeric_limits<double>::infinity();
      for (int v = 0; v < p_.actors; ++v) {
        const int from = split_[static_cast<std::size_t>(v)];
        if (!p_.may_be_empty && size_[static_cast<std::size_t>(from)] == 1) continue;
        for (int g = 0; g < k_; ++g) {
          if (g == from) continue;
          const double change = price(v, g) - price(v, from);
          const bool tabu = free_at[static_cast<std::size_t>(v * k_ + g)] > step && cost_ + change >= best_cost - 1e-9;
          if (!tabu && change < least) least = change, actor = v, to = g;
        }
      }
      if (actor < 0) {
        if (p_.actors * (k_ - 1) == 0 || step - last_gain > 4 * p_.actors + 40) break;
        continue;
      }
      free_at[static_cast<std::size_t>(actor * k_ + split_[static_cast<std::size_t>(actor)])] = step + 4 + random.below(8) + p_.actors / 20;
      move(actor, to);
      if (cost_ < best_cost - 1e-9) best_cost = cost_, best = split_, last_gain = step;
    }
    return best;
  }

 private:
  double& price(int v, int g) { return price_[static_cast<std::size_t>(v * k_ + g)]; }

  void move(int v, int to) {
    const int from = split_[static_cast<std::size_t>(v)];
    cost_ += price(v, to) - price(v, from);
    for (const Neighbour& n : neighbours_[static_cast<std::size_t>(v)]) {
      // A hostile neighbour pays where v stands, a friend everywhere else.
      const double here = n.negative ? n.cost : -n.cost;
      price(n.actor, to) += here;
      price(n.actor, from) -= here;
    }
    --size_[static_cast<std::size_t>(from)];
    ++size_[static_cast<std::size_t>(to)];
    split_[static_cast<std::size_t>(v)] = to;
  }

  const Problem& p_;
  int k_;
  Split split_;
  std::vector<std::vector<Neighbour>> neighbours_;
  std::vector<double> price_;
  std::vector<int> size_;
  double cost_ = 0;
};

Split random_split(const Problem& p, Random& random) {
  Split split(static_cast<std::size_t>(p.actors));
  for (int& g : split) g = random.below(p.groups);
  if (p.may_be_empty) return split;
  // Every group gets an actor: the first k of a shuffled order.
  std::vector<int> order(split.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  for (int g = 0; g < p.groups; ++g) {
    std::swap(order[static_cast<std::size_t>(g)], order[static_cast<std::size_t>(g + random.below(p.actors - g))]);
    split[static_cast<std::size_t>(order[static_cast<std::size_t>(g)])] = g;
  }
  return split;
}

}  // namespace

double cost_of(const Problem& p, const Split& split) {
  double sum = 0;
  for (const Edge& e : p.edges)
    if ((split[static_cast<std::size_t>(e.a)] == split[static_cast<std::size_t>(e.b)]) == e.negative) sum += e.cost;
  return sum;
}

Split tabu_search(const Problem& p, Split start, int steps, std::uint64_t seed) {
  Random random(seed);
  return Tabu(p, std::move(start)).run(steps, random);
}

Split search(const Problem& p, int starts, int steps, std::uint64_t seed) {
  Random random(seed);
  Split best;
  double best_cost = std::numeric_limits<double>::infinity();
  for (int i = 0; i < starts; ++i) {
    Split split = Tabu(p, random_split(p, random)).run(steps, random);
    const double cost = cost_of(p, split);
    if (cost < best_cost - 1e-9) best_cost = cost, best = std::move(split);
  }
  return best;
}

double round_up(const Problem& p, double bound) {
  if (bound <= 0) return 0;
  if (p.unit <= 0) return bound;
  return std::ceil(bound / p.unit - 1e-4) * p.unit;
}

}  // namespace detente::frustration
