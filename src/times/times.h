// Temporal expressions in a sentence and the days they mean: calendar dates, months, seasons, quarters, years and decades, weekdays,
// relative days, weeks, months and years, durations, times of day and sets, each with its TIMEX3 type and value. Dates are told from
// the document's date, in narratives of the past from the last date in the text; a weekday's or month's direction follows the tense.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "event/report.h"
#include "text/tree_view.h"

namespace detente {

enum class TimexType : std::uint8_t { date, time, duration, set };
[[nodiscard]] std::string_view name(TimexType type);

struct TimeExpression {
  int begin = 0, end = 0;  // tokens [begin, end)
  int head = 0;            // the token that hangs outside the expression
  // Bytes of the first and last token that are no part of it: "1914-1918" is one token and two years
  std::uint8_t skip = 0, drop = 0;
  TimexType type = TimexType::date;
  char value_text[32] = {};
  DayRange days;  // valid when has_days
  bool has_days = false;
  DatePrecision precision = DatePrecision::unknown;
  // A weekday or a month without year: which, and its side (-1 last, 1 next, 0 by tense)
  int weekday = -1, month = 0, day = 0, last_day = 0, direction = 0;
  [[nodiscard]] std::string_view value() const { return value_text; }
};

// The bytes of an expression; the full stop of its sentence, where the last word holds it ("in April."), is no part of it.
[[nodiscard]] Span span_of(const TimeExpression& e, const TreeView& tree);

// What a document has told so far.
struct TimeContext {
  std::optional<std::int32_t> published;  // day number
  bool narrative = false;                 // years far from the document's own: dates follow the text
  std::optional<std::int32_t> last;       // a day of the last date told
  DatePrecision last_precision = DatePrecision::unknown;
  std::optional<std::int32_t> month_told;    // the last date told by month or day
  std::optional<std::int32_t> month_before;  // the one before it, where that one was later: the last may be an aside
  int sentence = 0, last_sentence = 0;       // the sentence that is read, and that of `last`
  int quarter = 0, quarter_sentence = 0;     // the last quarter told (4 * year + its number - 1), 0 none, and its sentence
  void begin(std::string_view text, std::optional<std::int32_t> document_day);
};

void find_times(const TreeView& tree, TimeContext& context, std::vector<TimeExpression>& out);

// The interval of an expression; nothing when it names none or hangs on a date that is not known. `future`: the clause speaks of
// things to come.
[[nodiscard]] std::optional<DayRange> resolve_time(const TimeExpression& e, const TimeContext& context, bool future);

}  // namespace detente
