// Changes of the mean of a daily series by PELT: the segmentation with the least squared error plus `penalty` per change, found
// exactly in near linear time (Killick, Fearnhead and Eckley 2012). Missing days are NaN and cost nothing. Thread-safe.
#pragma once
#include <cstddef>
#include <vector>

namespace detente {

struct ChangeOptions {
  double penalty = 10;       // in squared units of the series, > 0; 2 * variance * log(days) is usual
  std::size_t shortest = 1;  // days of the shortest segment, > 0
};

// First day of each segment but the first, rising. Throws Error when the options are out of range.
[[nodiscard]] std::vector<std::size_t> change_points(const std::vector<double>& days, const ChangeOptions& options);

// Squared error of a segmentation plus penalties: what change_points makes least.
[[nodiscard]] double segmentation_cost(const std::vector<double>& days, const std::vector<std::size_t>& changes, double penalty);

}  // namespace detente
