// The events that stances of an organisation's members are told from, read from a store.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "actors/memberships.h"
#include "relations/name_index.h"
#include "store/query.h"

namespace detente {

// A code, or the code of a name ("Russia" is RUS); empty when nobody is called so on that day.
[[nodiscard]] std::string code_for(const std::string& words, const NameIndex& names, const Memberships& memberships, std::int32_t day);

// A code, and the members of the organisation that it is on that day.
[[nodiscard]] std::vector<std::string> with_members(const std::string& code, const Memberships& memberships, std::int32_t day);

// Events of the members and of the organisation published by `as_of` (without: all), from `horizon` days before on; each once, by id.
[[nodiscard]] std::vector<MergedEvent> organisation_events(Store& store, const std::vector<std::string>& codes, std::optional<std::int32_t> as_of,
                                                           std::int32_t horizon);

// An event is told by one sentence; of those with several reports (up to `most`) the other sentences are added, each as the event again with
// the report's words and sides in place of the agreed ones. They keep the id.
void add_sentences(Store& store, std::optional<std::int32_t> as_of, std::vector<MergedEvent>& events, int most = 50);

// The last day on which something of the events was published; 0 when there are none.
[[nodiscard]] std::int32_t last_published(const std::vector<MergedEvent>& events);

}  // namespace detente
