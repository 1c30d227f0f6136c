// Plans that stored texts tell of and that are no events, because the sentence names no side: "Talks will begin on January 25". Found with
// the coder's own dates, names and places; relations/agenda.h merges them with the events.
#pragma once
#include <cstdint>
#include <vector>

#include "pipeline/coding.h"
#include "relations/agenda.h"
#include "store/documents.h"

namespace detente::cli {

// Of one text. `published` must be a date, or nothing is found.
void read_notices(const Coding& coding, const AgendaWords& words, const StoredText& document, Workspace& ws, std::vector<PlanMention>& out);

// Of the documents published in [from, as_of].
[[nodiscard]] std::vector<PlanMention> read_notices(Store& store, const Coding& coding, const AgendaWords& words, std::int32_t from, std::int32_t as_of);

}  // namespace detente::cli
