// The events between two sides as the series of a relation needs them: one small value each, read from one index, so that hundreds of
// thousands are loaded in a moment.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "event/event_type.h"
#include "event/report.h"
#include "store/store.h"

namespace detente {

// An act as the store numbers it: what every scheme of scores is looked up by.
struct StoredAct {
  EventType type = EventType::none;
  std::string cameo, modes, contexts;
  double goldstein = 0;
};

struct DyadPoint {
  std::int64_t event = 0;      // row; `event_id()` gives the id
  std::int32_t day = 0;        // first day of the event, else of its first publication
  std::int32_t published = 0;  // day of first publication, else `day`
  std::int32_t act = 0;        // index into DyadPoints::acts
  std::int32_t independent = 1;
  bool forward = false, backward = false;  // a acts towards b, b towards a; both when mutual
  Status status = Status::happened;
};

struct DyadPoints {
  std::vector<DyadPoint> points;  // by day, then event
  std::vector<StoredAct> acts;
};

// A side is a set of codes (country, organisation, id), any of which counts. With `as_of` events are told from what was published by then.
// An event in which both sides stand in both roles is one point.
[[nodiscard]] DyadPoints dyad_points(Store& store, const std::vector<std::string>& a, const std::vector<std::string>& b,
                                     std::optional<std::int32_t> as_of = std::nullopt);
[[nodiscard]] std::string event_id(Store& store, std::int64_t event);

// Coverage of a day, by date of publication: events first told of on it, and reports that were published on it.
struct DayCount {
  std::int32_t day = 0;
  std::int64_t events = 0, reports = 0;
};
// Of the whole store, by day, up to `as_of`.
[[nodiscard]] std::vector<DayCount> day_counts(Store& store, std::optional<std::int32_t> as_of = std::nullopt);

}  // namespace detente
