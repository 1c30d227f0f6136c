// The daily series of a relation: what its events add up to in each direction, how much is told of it (attention), the level of its tone
// with a band, and the periods between its turning points (turning_points.h). Formulas and their reasons: docs/methods-relations.md.
// Pure functions over values; the same options serve every relation. Thread-safe.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "relations/scores.h"
#include "relations/state_space.h"
#include "store/dyads.h"

namespace detente {

struct SeriesOptions {
  ScoreScale scale = ScoreScale::goldstein;
  std::optional<std::int32_t> from, to;  // only events of these days, inclusive
  std::optional<std::int32_t> end;       // the day that "now" is; else the last day with coverage

  // Of every relation alike
  double planned = 0.5, possible = 0.25;  // weight of an event that is announced, or only possible; happened 1, denied and historical 0
  int background_days = 366;              // an event told so many days after its date is background: weight 0
  int year_days = 182;                    // days before and after over which the usual share of the coverage is told
  int month_days = 14;                    // the same for the coverage itself
  double prior_events = 2;                // usual events' worth of doubt that a period departs from the usual
  double penalty = 9;                     // of a turning point, in squared standard deviations
  int least_events = 5, least_days = 21;  // of a period; the last one may be shorter in days
  double most_drift = 0.1;                // of the level a day, in variances of an event around it
  int few_events = 10;                    // with fewer no change is called
  int recent_days = 365;                  // for so long a turning point names the state
  int volatile_changes = 3;               // so many within recent_days make it volatile
};

// An event as it is used.
struct SeriesEvent {
  std::int64_t event = 0;
  std::int32_t day = 0;
  double score = 0, weight = 0;
  bool forward = false, backward = false;
};

enum class RelationState { unknown, steady, thaw, freeze, volatile_ };
[[nodiscard]] std::string_view name(RelationState state);

// An event behind a turning point: how far it departs from the tone before, in the direction of the change.
struct Contribution {
  std::size_t event = 0;  // place in RelationSeries::events
  double value = 0;
};

struct TurningPoint {
  std::int32_t day = 0;              // first event of the new period
  std::int32_t first = 0, last = 0;  // it lies within, 95 %
  bool thaw = false;
  double tone_before = 0, tone_after = 0;            // mean score of the events of the periods before and after
  double departure_before = 0, departure_after = 0;  // from the usual, per usual amount of news; its rise is a thaw
  std::vector<Contribution> events;                  // by day
};

struct Period {
  std::int32_t first = 0, last = 0;
  RelationState state = RelationState::unknown;
  int events = 0;
  double tone = 0, departure = 0, expected = 0;  // expected: events at the usual amount of news
};

struct RelationSeries {
  SeriesOptions options;
  std::vector<SeriesEvent> events;  // of weight above 0, by day; an event of both directions stands once
  int left_out = 0;                 // points of weight 0 or without a score
  std::int32_t first = 0;           // day of element 0 of all series below
  // Sums of weight x score; an event of both directions counts in each, and once in `sum`
  std::vector<double> forward, backward, sum;
  std::vector<double> count;     // sum of weights
  std::vector<int> attention;    // events
  std::vector<double> coverage;  // events of the whole store, not fewer than those of the relation
  std::vector<double> tone;      // sum / count; NaN on a silent day
  std::vector<double> weight;    // what a day counts for: its events, less what they have in common
  std::vector<double> expected;  // events of a day (in units of `weight`) at the usual amount of news
  double usual = 0, spread = 0;  // mean score and standard deviation of all events
  double within_day = 0;         // correlation of scores of the same day
  LevelVariances variances;
  LevelSeries level;  // of the tone; empty with fewer than few_events
  std::vector<TurningPoint> turning_points;
  std::vector<Period> periods;
  RelationState state = RelationState::unknown;
  std::int32_t since = 0;  // of the state

  [[nodiscard]] bool enough() const { return events.size() >= static_cast<std::size_t>(options.few_events); }
  [[nodiscard]] std::int32_t last() const { return first + static_cast<std::int32_t>(sum.size()) - 1; }
  [[nodiscard]] bool empty() const { return events.empty(); }
};

// `coverage`: of the whole store, by day. Throws Error when the days span more than three centuries.
[[nodiscard]] RelationSeries relation_series(const DyadPoints& points, const std::vector<DayCount>& coverage, const SeriesOptions& options);

}  // namespace detente
