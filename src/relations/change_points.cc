// A start of the last segment is given up once splitting there, penalty aside, costs more than the best segmentation so far: a
// squared error never grows when a segment is split, so it can never win again. With a shortest segment the split must also be
// possible, hence a start is dropped only `shortest` days later.
#include "relations/change_points.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "util/error.h"

namespace detente {

namespace {

// Squared error of any run of days in constant time.
class Errors {
 public:
  explicit Errors(const std::vector<double>& days) : count_(days.size() + 1, 0), sum_(count_), squares_(count_) {
    // Distances to the mean keep the squares small.
    double total = 0, observed = 0;
    for (double y : days)
      if (!std::isnan(y)) total += y, observed += 1;
    const double mean = observed > 0 ? total / observed : 0;
    for (std::size_t t = 0; t < days.size(); ++t) {
      const bool missing = std::isnan(days[t]);
      const double y = missing ? 0 : days[t] - mean;
      count_[t + 1] = count_[t] + (missing ? 0 : 1);
      sum_[t + 1] = sum_[t] + y;
      squares_[t + 1] = squares_[t] + y * y;
    }
  }
  [[nodiscard]] double of(std::size_t begin, std::size_t end) const {
    const double n = count_[end] - count_[begin];
    if (n < 1) return 0;
    const double sum = sum_[end] - sum_[begin];
    return std::max(0.0, squares_[end] - squares_[begin] - sum * sum / n);
  }

 private:
  std::vector<double> count_, sum_, squares_;
};

}  // namespace

std::vector<std::size_t> change_points(const std::vector<double>& days, const ChangeOptions& options) {
  if (!(options.penalty > 0)) throw Error("the penalty of a change must be above 0");
  if (options.shortest == 0) throw Error("the shortest segment must have at least one day");
  const std::size_t n = days.size(), shortest = options.shortest;
  const Errors errors(days);
  struct Start {
    std::size_t day;
    std::size_t dropped_at;  // the last end of a segment it is tried for
  };
  std::vector<double> best(n + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> from(n + 1, 0);
  best[0] = -options.penalty;
  std::vector<Start> starts;
  for (std::size_t end = shortest; end <= n; ++end) {
    if (best[end - shortest] < std::numeric_limits<double>::infinity()) starts.push_back({end - shortest, n});
    for (const Start& s : starts) {
      const double cost = best[s.day] + errors.of(s.day, end) + options.penalty;
      if (cost < best[end]) best[end] = cost, from[end] = s.day;
    }
    for (Start& s : starts)
      if (best[s.day] + errors.of(s.day, end) > best[end] + 1e-9) s.dropped_at = std::min(s.dropped_at, end + shortest - 1);
    std::erase_if(starts, [end](const Start& s) { return s.dropped_at <= end; });
  }
  std::vector<std::size_t> changes;
  if (n < shortest) return changes;
  for (std::size_t end = from[n]; end > 0; end = from[end]) changes.push_back(end);
  std::reverse(changes.begin(), changes.end());
  return changes;
}

double segmentation_cost(const std::vector<double>& days, const std::vector<std::size_t>& changes, double penalty) {
  const Errors errors(days);
  double cost = penalty * static_cast<double>(changes.size());
  std::size_t begin = 0;
  for (std::size_t change : changes) cost += errors.of(begin, change), begin = change;
  return cost + errors.of(begin, days.size());
}

}  // namespace detente
