// Depth-first branch and cut: at each node cycles are added until the point covers all of them; an integral point is a solution of
// the node, else an edge near one half is first frustrated, then kept. The point also guides a split: sides along the spanning tree
// of its lowest values, improved by a short search.
#include "relations/frustration_cuts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "relations/cover_program.h"
#include "relations/negative_cycles.h"

namespace detente::frustration {

namespace {

constexpr double kIntegral = 1e-6;
constexpr std::size_t kLargestTable = 60'000'000;  // numbers in a dictionary: 480 MB
constexpr std::size_t kLargestPath = 100'000'000;  // numbers in the programs of all nodes above: 800 MB

std::vector<double> costs_of(const Problem& p) {
  std::vector<double> costs;
  for (const Edge& e : p.edges) costs.push_back(e.cost);
  return costs;
}

CoverRow row_of(const CycleFinder::Cycle& cycle) {
  CoverRow row;
  row.bound = 1;
  for (int e : cycle) row.terms.emplace_back(e, 1.0);
  return row;
}

// Sides along a spanning forest of edges in the order of y.
Split split_along(const Problem& p, const std::vector<double>& y) {
  std::vector<int> order(p.edges.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return y[static_cast<std::size_t>(a)] < y[static_cast<std::size_t>(b)]; });
  std::vector<int> parent(static_cast<std::size_t>(p.actors)), side(parent.size(), 0);  // side: relative to the parent
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](int v) {
    int s = 0;
    for (; parent[static_cast<std::size_t>(v)] != v; v = parent[static_cast<std::size_t>(v)]) s ^= side[static_cast<std::size_t>(v)];
    return std::pair(v, s);
  };
  for (int i : order) {
    const Edge& e = p.edges[static_cast<std::size_t>(i)];
    const auto [a, side_a] = root(e.a);
    const auto [b, side_b] = root(e.b);
    if (a == b) continue;
    parent[static_cast<std::size_t>(a)] = b;
    side[static_cast<std::size_t>(a)] = side_a ^ side_b ^ static_cast<int>(e.negative);
  }
  Split split(parent.size());
  for (int v = 0; v < p.actors; ++v) split[static_cast<std::size_t>(v)] = root(v).second;
  return split;
}

class Solver {
 public:
  Solver(const Problem& p, Split split, double& effort) : p_(p), finder_(p), effort_(effort), best_(std::move(split)), best_cost_(cost_of(p, best_)) {}

  Proof run() {
    const double bound = visit(CoverProgram(costs_of(p_)));
    return {best_, best_cost_, std::min(round_up(p_, bound), best_cost_)};
  }

 private:
  [[nodiscard]] bool pruned(double bound) const {
    const double tolerance = 1e-9 + (p_.unit > 0 ? 0 : 2e-6 * best_cost_);
    return round_up(p_, bound) >= best_cost_ - tolerance;
  }

  // Lower bound of the node and all below it; best_cost_ when no better split is there.
  double visit(CoverProgram program) {
    double bound = 0, dropped_at = -1;
    while (true) {
      const CoverProgram::Outcome outcome = program.solve(effort_);
      if (outcome == CoverProgram::Outcome::kInfeasible) return best_cost_;
      bound = std::max(bound, program.safe_bound(pool_));
      if (pruned(bound)) return best_cost_;
      if (outcome == CoverProgram::Outcome::kOutOfEffort) return bound;
      const std::vector<double> y = program.values();
      try_split(y);
      if (pruned(bound)) return best_cost_;
      const std::vector<CycleFinder::Cycle> cycles = finder_.odd(y);
      if (cycles.empty()) return branch(std::move(program), y, bound);
      if (program.objective() > dropped_at + 1e-7) program.drop_slack_rows(0.1), dropped_at = program.objective();
      if ((program.rows() + cycles.size()) * y.size() > kLargestTable) return bound;
      for (const CycleFinder::Cycle& cycle : cycles) add(program, row_of(cycle));
      effort_ -= static_cast<double>(cycles.size() + static_cast<std::size_t>(p_.actors)) * static_cast<double>(p_.edges.size());
    }
  }

  double branch(CoverProgram program, const std::vector<double>& y, double bound) {
    int edge = -1;
    double nearest = 0.5 - kIntegral;
    for (std::size_t i = 0; i < y.size(); ++i)
      if (std::abs(y[i] - 0.5) < nearest - 1e-9) nearest = std::abs(y[i] - 0.5), edge = static_cast<int>(i);
    // All integral: try_split has found the node's optimum, as its tree runs along the edges at 0.
    if (edge < 0) return bound;
    const std::size_t numbers = program.rows() * y.size();
    if (waiting_ + numbers > kLargestPath) return bound;
    CoverProgram frustrated = program;
    add(frustrated, {{{edge, 1.0}}, 1});
    waiting_ += numbers;
    const double first = visit(std::move(frustrated));
    waiting_ -= numbers;
    add(program, {{{edge, -1.0}}, 0});
    return std::max(bound, std::min(first, visit(std::move(program))));
  }

  void add(CoverProgram& program, CoverRow row) {
    pool_.push_back(std::move(row));
    program.add(pool_, static_cast<int>(pool_.size()) - 1);
  }

  void try_split(const std::vector<double>& y) {
    Split split = split_along(p_, y);
    split = tabu_search(p_, std::move(split), 20, 1);
    const double cost = cost_of(p_, split);
    if (cost < best_cost_ - 1e-9) best_cost_ = cost, best_ = std::move(split);
  }

  const Problem& p_;
  CycleFinder finder_;
  double& effort_;
  RowPool pool_;
  Split best_;
  double best_cost_;
  std::size_t waiting_ = 0;  // numbers held by nodes whose second child is still to come
};

}  // namespace

Proof branch_and_cut(const Problem& p, Split split, double& effort) { return Solver(p, std::move(split), effort).run(); }

double one_negative_cycle_bound(const Problem& p, double& effort) {
  CycleFinder finder(p);
  RowPool pool;
  CoverProgram program(costs_of(p));
  double bound = 0;
  while (true) {
    const CoverProgram::Outcome outcome = program.solve(effort);
    bound = std::max(bound, program.safe_bound(pool));
    if (outcome != CoverProgram::Outcome::kOptimal) return bound;
    const std::vector<double> y = program.values();
    const std::vector<CycleFinder::Cycle> cycles = finder.one_negative(y);
    if (cycles.empty() || (program.rows() + cycles.size()) * y.size() > kLargestTable) return bound;
    for (const CycleFinder::Cycle& cycle : cycles) {
      pool.push_back(row_of(cycle));
      program.add(pool, static_cast<int>(pool.size()) - 1);
    }
    effort -= static_cast<double>(cycles.size()) * static_cast<double>(p.edges.size());
  }
}

}  // namespace detente::frustration
