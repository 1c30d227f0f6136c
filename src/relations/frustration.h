// Blocs of a signed network: the split of the actors into k groups that leaves the least frustration (line index: negative weight
// inside groups plus positive weight between them; Harary 1959, Doreian and Mrvar 1996), with a proof of optimality or a lower
// bound. Two groups: branch and cut over the negative cycles (frustration_cuts.h). More groups: nested branch and bound
// (frustration_dolls.h), and cycle cuts for the bound. Search comes first (frustration_search.h). One thread, no clock: the same
// network, options and seed give the same result on every machine. Next step: stances of members become such a network.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "relations/signed_network.h"

namespace detente {

struct BlocOptions {
  int groups = 2;               // 2: one side may stay empty (frustration index); else every group gets an actor
  std::optional<double> alpha;  // weight alpha inside and 1 - alpha between; without, both count 1
  std::uint64_t seed = 1;       // of the search; the optimum does not depend on it
  double effort = 1e10;         // elementary steps until proving gives up; some twenty seconds
};

struct Blocs {
  double frustration = 0;
  double lower_bound = 0;  // no split does better; equals frustration when optimal
  bool optimal = false;
  std::vector<std::vector<int>> groups;  // indices into names, sorted; groups by their first actor, an empty one last
  std::vector<double> margin;            // per actor: what moving it to its next best group would add; 0 means undecided
};

// Throws Error when the options fit no network of this size.
[[nodiscard]] Blocs find_blocs(const SignedNetwork& network, const BlocOptions& options);

// Line index of a split; group[i] is the group of actor i.
[[nodiscard]] double line_index(const SignedNetwork& network, const std::vector<int>& group, std::optional<double> alpha);

}  // namespace detente
