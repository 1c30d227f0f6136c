// The events of a store that channels and agendas are told from, with the sentences of their reports. Reads only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "relations/channels.h"
#include "store/query.h"

namespace detente {

// Events between two sides: the dyad itself, persons who speak for one of them, and meetings of bodies that carry both names. Each once.
[[nodiscard]] std::vector<RelationEvent> events_between(Store& store, const Offices& offices, const RelationSide& a, const RelationSide& b,
                                                        std::optional<std::int32_t> as_of);

// Events that any of the codes takes part in (every event without codes) and whose days touch [from, to], without sentences.
[[nodiscard]] std::vector<RelationEvent> events_of(Store& store, const std::vector<std::string>& codes, std::optional<std::int32_t> from,
                                                   std::optional<std::int32_t> to, std::optional<std::int32_t> as_of);

}  // namespace detente
