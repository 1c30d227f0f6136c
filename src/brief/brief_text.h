// What the outputs of a brief share. Only for brief/.
#pragma once
#include <string>

#include "brief/brief.h"

namespace detente {

// "[1, 2]", empty without references.
[[nodiscard]] std::string reference_marks(const BriefSentence& sentence);
// "Harbour Post, 2016-01-20, nr-2016-01-20; event e01…: 2 reports, 2 outlets"
[[nodiscard]] std::string reference_source(const BriefReference& reference);
[[nodiscard]] std::string brief_title(const Brief& brief);

}  // namespace detente
