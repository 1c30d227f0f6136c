// A relation as it is shown: the series of two sides out of a store, with the events behind each turning point told, and the same as a
// table, JSON, CSV or picture. The series itself is told in series.h. A Store belongs to one thread; the rest is pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "relations/series.h"
#include "store/merge.h"
#include "store/store.h"

namespace detente {

// A side of a relation: its name, and the codes that count as it (its own; with members, theirs too).
struct Side {
  std::string name;
  std::vector<std::string> codes;
};

// An event behind a turning point.
struct ShownEvent {
  std::string id, from, to, type, text;
  std::int32_t day = 0;
  double score = 0, contribution = 0;
};

struct RelationReport {
  Side a, b;
  std::optional<std::int32_t> as_of;
  RelationSeries series;
  std::vector<std::vector<ShownEvent>> events;  // of each turning point
  int outlets = 0;                              // counted only when there are too few events to call a change; 0: not known
};

// Events of these two sides that were published by `as_of`.
[[nodiscard]] RelationReport relation_report(Store& store, Side a, Side b, std::optional<std::int32_t> as_of, SeriesOptions options);

// One sentence: "thaw since 2016-01-18", or why nothing is called.
[[nodiscard]] std::string state_sentence(const RelationReport& report);

[[nodiscard]] std::string relation_table(const RelationReport& report);
// With `points`, every event and the coverage of every day that the figures were told from (what tests/relation_check.py reads).
[[nodiscard]] std::string relation_json(const RelationReport& report, bool points);
[[nodiscard]] std::string relation_csv(const RelationReport& report);  // a row a day
[[nodiscard]] std::string relation_svg(const RelationReport& report);

}  // namespace detente
