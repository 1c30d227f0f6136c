// The split inside an organisation: the members' stances as a signed network, and its blocs. Two members agree as far as both surely stand
// on one side of the line between the camps, and their acts towards each other about the matter count beside. Pure functions.
#pragma once
#include <string>
#include <vector>

#include "relations/frustration.h"
#include "relations/stances.h"

namespace detente {

struct MemberBlocOptions {
  StanceOptions stances;
  BlocOptions blocs;
  double direct_weight = 0.25;  // of the members' acts towards each other, against the agreement of their stances
};

struct MemberBlocs {
  std::vector<Stance> stances;  // members with evidence, highest value first
  int silent = 0;               // members without
  double centre = 0;            // the line between the camps: the natural break of the stances
  double median = 0;            // of the stances
  bool split = false;           // the camps differ by more than the band of their difference
  std::vector<double> side;     // per stance: chance above the centre minus chance below, -1..1
  std::vector<double> lean;     // per stance: above 0 where the bloc is for it, below where it is against; the side alone without blocs
  SignedNetwork network;
  Blocs blocs;
  // Places in `stances`. Undecided: the band of the stance covers the centre.
  std::vector<std::size_t> in_favour, against, undecided;
};

// `events`: what find_stances() got, for the members' acts towards each other. Throws Error when the options fit no network.
[[nodiscard]] MemberBlocs find_member_blocs(const std::vector<MergedEvent>& events, const StanceQuestion& question, const NameIndex& names,
                                            const StancePhrases& phrases, const MemberBlocOptions& options = {});

// The value that parts the numbers into two classes with the least weighted sum of squares, halfway between their means; 0 when there are fewer than two.
[[nodiscard]] double natural_break(std::vector<std::pair<double, double>> value_weight);

}  // namespace detente
