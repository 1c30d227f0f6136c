// KTAB's spatial model of politics with its default parameters: actors challenge each other, bargain, and each takes the most
// probable of the bargains in its queue, turn by turn. A what-if, never a forecast (docs/methods-outlook.md gives steps and sources).
// Ties are broken by rule, not by rounding: see `kTie`. Deterministic; a Workspace belongs to one thread.
#pragma once
#include <cstddef>
#include <vector>

#include "outlook/case.h"

namespace detente::outlook {

inline constexpr std::size_t kMaxTurns = 100;
// Two probabilities or gains closer than this (relative) are equal, and the earlier one stays: the status quo before any bargain,
// then bargains by the row of the challenger, then of the challenged.
inline constexpr double kTie = 1e-9;

struct SmpActor {
  double capability = 0;
  std::vector<double> position, salience;  // 0..1, one per dimension
};

struct SmpHistory {
  std::size_t actors = 0, dimensions = 0;
  std::vector<std::vector<double>> turns;  // positions 0..1, actor-major; turn 0 is the start

  [[nodiscard]] double at(std::size_t turn, std::size_t actor, std::size_t dimension) const { return turns[turn][actor * dimensions + dimension]; }
};

[[nodiscard]] std::vector<SmpActor> smp_actors(const Case& c);

// REQUIRES: at least two actors, every one with the same number of dimensions.
[[nodiscard]] SmpHistory run_smp(const std::vector<SmpActor>& actors);

}  // namespace detente::outlook
