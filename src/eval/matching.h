// How the scorers compare the words of parties and triggers: lower-case words without articles and prepositions, a few names in one form.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "event/event_type.h"
#include "event/party.h"

namespace detente {

// A party of the gold data: its words and, when it has one, its code.
struct GoldParty {
  std::string text, code;
};

[[nodiscard]] std::set<std::string> match_words(std::string_view text);
// F1 of the words of the best party, or of all together, against a span of the gold data.
[[nodiscard]] double word_overlap(const std::vector<Party>& parties, std::string_view gold);
// The same code, or at least half of the shorter one's words shared.
[[nodiscard]] bool same_party(const Party& party, const GoldParty& gold);
// F1 of parties; 1 when both are empty.
[[nodiscard]] double party_overlap(const std::vector<Party>& parties, const std::vector<GoldParty>& gold);
// At least a third of the words of both together are shared.
[[nodiscard]] bool triggers_overlap(std::string_view a, std::string_view b);
// The types are equal, or the act is one that the codebook's two readings type differently ("convicted": COERCE or SANCTION).
[[nodiscard]] bool same_type(EventType found, EventType gold, std::string_view trigger);

}  // namespace detente
