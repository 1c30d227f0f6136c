// Branch and bound for any number of groups, by Russian dolls (Verfaillie, Lemaitre and Schiex 1996): the optimum of the last actors
// alone is found first and bounds the problem with one more actor. Exact for some thirty actors, more when they are well sorted.
#pragma once
#include "relations/frustration_search.h"

namespace detente::frustration {

struct DollsResult {
  Split split;
  double bound = 0;  // equals the split's cost when proved
};

// Starts from `split`, a good one with every group filled (unless p.may_be_empty).
[[nodiscard]] DollsResult russian_dolls(const Problem& p, Split split, double& effort);

}  // namespace detente::frustration
