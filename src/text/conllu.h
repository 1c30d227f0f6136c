// CoNLL-U reading and writing. Multiword-token lines are kept, empty nodes (8.1) dropped, MISC reduced to SpaceAfter=No.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/sentence.h"

namespace detente {

// Sentences of a CoNLL-U text. Views point into `text`, which must outlive the result. Offsets are into a virtual text of
// forms joined by single spaces unless SpaceAfter=No. Throws Error with the line number on malformed input.
[[nodiscard]] std::vector<Sentence> read_conllu(std::string_view text, const std::string& source_name);

// Appends one sentence; `text` gives the `# text` line (may be empty), `id` the `# sent_id`.
void write_conllu(const Sentence& sentence, std::string_view text, std::size_t id, std::string& out);

}  // namespace detente
