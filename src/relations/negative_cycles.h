// Finds cycles that a point of the covering program leaves uncovered: total value under 1. Holds the graph and scratch; one
// object per solver, not thread-safe.
#pragma once
#include <set>
#include <vector>

#include "relations/frustration_search.h"

namespace detente::frustration {

class CycleFinder {
 public:
  explicit CycleFinder(const Problem& p);

  using Cycle = std::vector<int>;  // edges, sorted

  // Cycles with an odd number of negative edges. Empty when all are covered.
  [[nodiscard]] std::vector<Cycle> odd(const std::vector<double>& y);
  // Cycles with exactly one negative edge.
  [[nodiscard]] std::vector<Cycle> one_negative(const std::vector<double>& y);

 private:
  struct Arc {
    int to = 0, edge = 0;
    bool negative = false;
  };
  // Shortest path between nodes of the doubled graph (2 * actor + layer), shorter than `limit`; its edges from the end, or none.
  bool shortest(int from, int to, double limit, bool positive_only);
  [[nodiscard]] Cycle simple_negative_part(int start) const;
  void collect(Cycle cycle, std::vector<Cycle>& out);

  const Problem& p_;
  std::vector<std::vector<Arc>> arcs_;
  std::vector<double> length_;  // per edge, grows along cycles found so that the next ones lie elsewhere
  std::vector<double> distance_;
  std::vector<int> via_, before_;  // edge and node before
  std::vector<int> path_;          // edges of the last path
  std::set<Cycle> seen_;           // of this call
};

}  // namespace detente::frustration
