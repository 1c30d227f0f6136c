// What the verbs about relations share: sides from codes, the day asked for, and the sentences behind an event.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/coding.h"
#include "relations/relation_events.h"

namespace detente::cli {

// The last day of publication in the store, 0 without any: what "now" is for it.
[[nodiscard]] std::int32_t last_day(Store& store);
// With `members` the members of an organisation on that day count as it.
[[nodiscard]] RelationSide make_side(const Coding& coding, const std::string& code, bool members, std::int32_t day);

// Event id to its first sentence.
[[nodiscard]] std::map<std::string, std::string> sentences_by_event(const std::vector<RelationEvent>& events);

}  // namespace detente::cli
