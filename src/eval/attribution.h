// Scores `detente quotes` against attributions in brat standoff: a .txt and an .ann beside it; T lines Source, Cue and Content (`;` joins the
// parts of one span, offsets in characters), E lines that tie them.
#pragma once
#include <string>
#include <vector>

#include "pipeline/coding.h"

namespace detente {

// A source, cue or content: one or more stretches.
using SpanParts = std::vector<Span>;

struct GoldAttribution {
  SpanParts source, cue, content;  // empty: none is given
};

// Reads the annotations of `text` (their offsets become bytes). Throws Error when the file cannot be read.
[[nodiscard]] std::vector<GoldAttribution> read_attributions(const std::string& path, const std::string& text);

// Prints precision, recall and F1, and as the last line content= content_partial= source= source_partial= cue_partial= linked=.
void evaluate_attribution(const Coding& coding, const std::string& folder, int errors);

}  // namespace detente
