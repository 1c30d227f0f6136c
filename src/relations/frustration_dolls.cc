// Actors are assigned in a fixed order, each to the groups used so far or to one new group, which leaves out renamed groups.
#include "relations/frustration_dolls.h"

#include <algorithm>
#include <numeric>

namespace detente::frustration {

namespace {

class Dolls {
 public:
  Dolls(const Problem& p, double& effort) : p_(p), effort_(effort), n_(p.actors), k_(p.groups), arcs_(static_cast<std::size_t>(p.actors)) {
    std::vector<double> weight(static_cast<std::size_t>(n_), 0);
    for (const Edge& e : p.edges) weight[static_cast<std::size_t>(e.a)] += e.cost, weight[static_cast<std::size_t>(e.b)] += e.cost;
    order_.resize(weight.size());
    std::iota(order_.begin(), order_.end(), 0);
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) { return weight[static_cast<std::size_t>(a)] > weight[static_cast<std::size_t>(b)]; });
    std::vector<int> rank(order_.size());
    for (int i = 0; i < n_; ++i) rank[static_cast<std::size_t>(order_[static_cast<std::size_t>(i)])] = i;
    for (const Edge& e : p.edges) {
      const auto [early, late] = std::minmax({rank[static_cast<std::size_t>(e.a)], rank[static_cast<std::size_t>(e.b)]});
      arcs_[static_cast<std::size_t>(early)].push_back({late, e.cost, e.negative});
    }
    price_.assign(static_cast<std::size_t>(n_ * k_), 0);
    group_.assign(static_cast<std::size_t>(n_), 0);
    tail_.assign(static_cast<std::size_t>(n_) + 1, 0);
  }

  DollsResult run(Split known) {
    Split best(static_cast<std::size_t>(n_), 0);  // by rank; of the tail solved last
    for (int first = n_ - 1; first >= 0; --first) {
      must_fill_ = first == 0 && !p_.may_be_empty;
      start_with(first, best, known);
      if (effort_ > 0) descend(first, 0, 0);
      if (effort_ <= 0) {
        for (int i = first; i >= 0; --i) tail_[static_cast<std::size_t>(i)] = tail_[static_cast<std::size_t>(first) + 1];
        break;
      }
      tail_[static_cast<std::size_t>(first)] = best_cost_;
      best = best_;
    }
    if (effort_ > 0)
      for (int i = 0; i < n_; ++i) known[static_cast<std::size_t>(order_[static_cast<std::size_t>(i)])] = best_[static_cast<std::size_t>(i)];
    return {std::move(known), tail_[0]};
  }

 private:
  struct Arc {
    int to = 0;
    double cost = 0;
    bool negative = false;
  };
  double& price(int v, int g) { return price_[static_cast<std::size_t>(v * k_ + g)]; }

  // The known split for the whole problem; for a tail the best split of the tail before, its new actor at its cheapest place.
  void start_with(int first, const Split& before, const Split& known) {
    if (first == 0) {
      best_ = known;
      for (int i = 0; i < n_; ++i) best_[static_cast<std::size_t>(i)] = known[static_cast<std::size_t>(order_[static_cast<std::size_t>(i)])];
      best_cost_ = cost_of(p_, known);
      return;
    }
    best_ = before;
    std::vector<double> cost(static_cast<std::size_t>(k_), tail_[static_cast<std::size_t>(first) + 1]);
    for (const Arc& a : arcs_[static_cast<std::size_t>(first)])
      for (int g = 0; g < k_; ++g)
        if ((g == before[static_cast<std::size_t>(a.to)]) == a.negative) cost[static_cast<std::size_t>(g)] += a.cost;
    const auto least = std::min_element(cost.begin(), cost.end());
    best_[static_cast<std::size_t>(first)] = static_cast<int>(least - cost.begin());
    best_cost_ = *least;
  }

  // What the actors from v on cost at least, given those before.
  double bound_from(int v) {
    double bound = tail_[static_cast<std::size_t>(v)];
    for (int u = v; u < n_; ++u) bound += *std::min_element(&price(u, 0), &price(u, 0) + k_);
    effort_ -= static_cast<double>((n_ - v) * k_);
    return bound;
  }

  void place(int v, int g, double sign) {
    for (const Arc& a : arcs_[static_cast<std::size_t>(v)]) {
      if (a.negative) {
        price(a.to, g) += sign * a.cost;
      } else {
        for (int other = 0; other < k_; ++other)
          if (other != g) price(a.to, other) += sign * a.cost;
      }
    }
  }

  void descend(int v, int used, double cost) {
    if (must_fill_ && k_ - used > n_ - v) return;
    if (v == n_) {
      if (cost < best_cost_ - 1e-9) best_cost_ = cost, best_ = group_;
      return;
    }
    if (effort_ <= 0) return;
    std::vector<int> groups(static_cast<std::size_t>(std::min(used + 1, k_)));
    std::iota(groups.begin(), groups.end(), 0);
    std::stable_sort(groups.begin(), groups.end(), [&](int a, int b) { return price(v, a) < price(v, b); });
    for (int g : groups) {
      const double now = cost + price(v, g);
      place(v, g, 1);
      group_[static_cast<std::size_t>(v)] = g;
      if (round_up(p_, now + bound_from(v + 1)) < best_cost_ - 1e-9) descend(v + 1, std::max(used, g + 1), now);
      place(v, g, -1);
    }
  }

  const Problem& p_;
  double& effort_;
  int n_, k_;
  bool must_fill_ = false;
  std::vector<std::vector<Arc>> arcs_;  // by rank, to later ranks
  std::vector<int> order_;              // actor of each rank
  std::vector<double> price_, tail_;
  Split group_, best_;
  double best_cost_ = 0;
};

}  // namespace

DollsResult russian_dolls(const Problem& p, Split split, double& effort) { return Dolls(p, effort).run(std::move(split)); }

}  // namespace detente::frustration
