// Where a decision lands, by four rules: plain mean, compromise (weighted) mean, asymmetric Nash solution, lower weighted median.
// Formulas and sources: docs/methods-outlook.md. Pure functions; actors without weight do not count, save in the plain mean. Sums run over
// the actors sorted by position, so that the order of the rows cannot change a bit of the result.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "outlook/case.h"

namespace detente::outlook {

struct Solutions {
  double mean = 0, compromise = 0, nash = 0, median = 0;
  bool deadlock = false;                // with a status quo: no point is better for everyone, Nash stays there
  [[nodiscard]] double spread() const;  // of mean, compromise and Nash
};

inline constexpr double kDisagreementWarning = 10;  // points between the rules above which the user is warned

// `status_quo`: what holds when there is no agreement; without it, no agreement is as bad as the far end of the scale.
// REQUIRES: positions 0..100, weights not negative, their sum positive.
[[nodiscard]] Solutions solve(const Profile& p, std::optional<double> status_quo = std::nullopt);

// Weighted standard deviation of the positions around the compromise mean.
[[nodiscard]] double spread_of_positions(const Profile& p);

// The actors whose position is the weighted median (the majority-rule reading names them).
[[nodiscard]] std::vector<std::size_t> at_position(const Profile& p, double position);

}  // namespace detente::outlook
