// Temporal expressions in a sentence and the days they mean, told from the document's date. Covers calendar dates, months,
// years, weekdays, relative days, weeks, months and years, and "N days ago". A weekday's direction depends on the tense of the
// clause, so it is settled when asked for.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "event/report.h"
#include "text/tree_view.h"

namespace detente {

struct TimeExpression {
  enum class Kind : std::uint8_t { fixed, weekday, month, relative };
  int begin = 0, end = 0;  // tokens [begin, end)
  int head = 0;            // the token that hangs outside the expression
  Kind kind = Kind::fixed;
  DayRange days;              // fixed, relative
  int number = 0;             // weekday 0 = Monday, or month 1 to 12
  int direction = 0;          // -1 last, 1 next, 0 told by tense
  int day = 0, last_day = 0;  // of a month without year
  DatePrecision precision = DatePrecision::day;
  bool needs_document_date = false;
};

// `published`: day number of the document, nothing when unknown.
void find_times(const TreeView& tree, std::optional<std::int32_t> published, std::vector<TimeExpression>& out);

// The interval of an expression; empty when it hangs on a date that is not known. `future`: the clause speaks of things to come.
[[nodiscard]] std::optional<DayRange> resolve_time(const TimeExpression& e, std::optional<std::int32_t> published, bool future);

}  // namespace detente
