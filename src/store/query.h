// Questions to a store: events by filter, newest first, and the receipt of one event. With `as_of` only what was published by that day is
// used: events are told anew from the reports of then, and later ones are not there.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace detente {

struct EventFilter {
  std::string actor, other;                 // one party; with `other` the dyad, both directions. Codes: country, organisation or id
  std::vector<std::string> actors, others;  // the same for sides of several codes, any of which counts (members of an organisation)
  std::string type;                         // PLOVER type
  int quad = 0;                             // 1 to 4; 0: any
  std::optional<std::int32_t> from, to;     // days that the event's interval touches
  std::string place;                        // name of the place or code of its country
  std::string outlet, status;
  std::string text;                   // words that a document of the event has (FTS5 query)
  std::optional<std::int32_t> as_of;  // inclusive
  std::size_t limit = 0;              // 0: all
};

// Calls `use` for each event, newest first by the day of the event (else of its first publication), then by id. Spans are not there.
void find_events(Store& store, const EventFilter& filter, const std::function<void(const MergedEvent&)>& use);

// The event of an id and its reports, sorted by publication; nothing when there is none (or none yet, as of that day). An imported event has
// no reports.
struct EventReceipt {
  MergedEvent event;
  std::vector<const MergeItem*> reports;  // until the store's next call
};
[[nodiscard]] std::optional<EventReceipt> event_receipt(Store& store, const std::string& id, std::optional<std::int32_t> as_of = std::nullopt);

// The event of a row as it was told by then; nothing when there was none. `reports` is filled when it had to be told anew from them.
[[nodiscard]] std::optional<MergedEvent> event_at(Store& store, std::int64_t row, std::optional<std::int32_t> as_of,
                                                  std::vector<const MergeItem*>* reports = nullptr);

}  // namespace detente
