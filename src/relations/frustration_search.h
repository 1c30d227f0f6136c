// The frustration problem with its weights settled, and tabu search for good splits. Values; no shared state.
#pragma once
#include <cstdint>
#include <vector>

namespace detente::frustration {

struct Edge {
  int a = 0, b = 0;
  double cost = 0;        // > 0: paid when frustrated
  bool negative = false;  // frustrated inside a group; positive edges are frustrated between groups
};

struct Problem {
  int actors = 0;
  int groups = 2;
  bool may_be_empty = true;  // fewer groups may be used
  std::vector<Edge> edges;
  // Costs are multiples of this, so that bounds round up to it; 0 when no such unit is known.
  double unit = 0;
};

using Split = std::vector<int>;  // group of each actor

[[nodiscard]] double cost_of(const Problem& p, const Split& split);

// Improves a split by moving one actor at a time, with a tabu list; returns the best split met. `steps` moves after each gain.
[[nodiscard]] Split tabu_search(const Problem& p, Split start, int steps, std::uint64_t seed);

// Tabu search from several random starts.
[[nodiscard]] Split search(const Problem& p, int starts, int steps, std::uint64_t seed);

// The bound rounded up to the unit of the costs, with room for rounding errors.
[[nodiscard]] double round_up(const Problem& p, double bound);

}  // namespace detente::frustration
