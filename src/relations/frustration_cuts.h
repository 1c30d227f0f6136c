// Branch and cut for two groups. A split into two frustrates at least one edge of every cycle with an odd number of negative
// edges, and edges that meet all such cycles leave a balanced rest (Harary 1953): the frustration index is the cheapest cover of
// the negative cycles. Violated cycles are shortest paths in the doubled graph (Barahona and Mahjoub 1986). For more groups only
// cycles with exactly one negative edge must be broken; their cover gives a lower bound, no branching. Not thread-safe.
#pragma once
#include "relations/frustration_search.h"

namespace detente::frustration {

struct Proof {
  Split split;
  double cost = 0;
  double bound = 0;
};

// Starts from `split`, a good one, and ends with bound == cost unless effort runs out. REQUIRES: p.groups == 2, empty ones allowed.
[[nodiscard]] Proof branch_and_cut(const Problem& p, Split split, double& effort);

// A lower bound on the cost of splits into any number of groups.
[[nodiscard]] double one_negative_cycle_bound(const Problem& p, double& effort);

}  // namespace detente::frustration
