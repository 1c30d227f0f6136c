// What changed in the relations on a list since a day: new turning points, another state, new events. Findings are plain values, so that
// other kinds (channels, agenda) can add theirs; they are printed as a table, JSON or an Atom feed. A Store belongs to one thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "relations/relation_report.h"
#include "store/store.h"

namespace detente {

// A line of the list: two sides, or one (an organisation or country, whose events with anybody count).
struct Watched {
  std::string a, b;  // b may be empty
  int line = 0;
  [[nodiscard]] std::string name() const { return b.empty() ? a : a + " " + b; }
};
// `RUS USA` or `NATO`, one a line, # begins a comment. Throws Error with `file` and line.
[[nodiscard]] std::vector<Watched> parse_watch_list(std::string_view text, std::string_view file);

struct WatchFinding {
  std::string pair;  // Watched::name()
  std::string kind;  // turning_point, state, events
  std::int32_t day = 0;
  std::string text;                 // one plain sentence
  std::vector<std::string> events;  // ids
};

struct WatchDays {
  std::int32_t since = 0;             // what was published after this day is new
  std::optional<std::int32_t> as_of;  // until this one
};

// A pair: the relation as of `since` against the one as of now.
[[nodiscard]] std::vector<WatchFinding> watch_pair(Store& store, const std::string& name, const Side& a, const Side& b, const WatchDays& days,
                                                   const SeriesOptions& options);
// One side: its new events with anybody.
[[nodiscard]] std::vector<WatchFinding> watch_side(Store& store, const std::string& name, const Side& side, const WatchDays& days);

[[nodiscard]] std::string watch_table(const std::vector<WatchFinding>& findings);
[[nodiscard]] std::string watch_json(const std::vector<WatchFinding>& findings, const WatchDays& days);
// An Atom feed (RFC 4287). `updated`: the day of the feed when nothing was found. Ids depend on what was found alone.
[[nodiscard]] std::string watch_atom(const std::vector<WatchFinding>& findings, std::int32_t updated);

}  // namespace detente
