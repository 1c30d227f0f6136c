// Turning points of a relation: the days cut into periods so that what they depart from the usual, by usual amount of news, explains most,
// for a penalty per cut: optimal partitioning (Jackson et al. 2005), which is PELT's criterion (Killick, Fearnhead and Eckley 2012)
// without pruning, as the prior of a period breaks what pruning needs; quadratic in the days with events. Thread-safe.
#pragma once
#include "relations/series.h"

namespace detente {

// The days with events, and sums up to each.
struct EventDays {
  std::vector<std::int32_t> day;            // one more at the end: the day after the last
  std::vector<double> departure, expected;  // sums before the day: of weight x (tone - usual), of usual events
  std::vector<double> score, weight;        // of weight x score and weight, for the mean tone
  std::vector<int> events;
  double variance = 1;
  [[nodiscard]] std::size_t size() const { return day.size() - 1; }
};
[[nodiscard]] EventDays event_days(const RelationSeries& series);

// Squared standard deviations that a period from day `begin` to before `end` explains.
[[nodiscard]] double explained(const EventDays& days, std::size_t begin, std::size_t end, double prior_events);

// First element of each period but the first.
[[nodiscard]] std::vector<std::size_t> cut_periods(const EventDays& days, const SeriesOptions& options);

// Fills turning_points, periods, state and since. REQUIRES: everything else is filled.
void find_turning_points(RelationSeries& series);

}  // namespace detente
