// Scores against gold data, each by calling what it scores through the pipeline. Every function prints a readable table and, as its last
// line, `metric=value` pairs. Formats: the gold sets' own (TimeML, tab-separated mentions).
#pragma once
#include <string>

#include "pipeline/coding.h"

namespace detente {

// TimeML files below `folder`: strict, relaxed and value F1 without the creation time. `errors`: how many misses to print.
void evaluate_times(const Coding& coding, const std::string& folder, int errors);

// Country mentions (doc_id, start, end in characters, surface, ..., iso3) in the texts of a JSON lines file: share resolved to the ISO code.
void evaluate_countries(const Coding& coding, const std::string& mentions, const std::string& texts, int errors);

// Places of a gold file (layouts: places.cc): tagging by overlap, then where the tagged ones lie.
void evaluate_places(const Coding& coding, const std::string& path, int errors);

}  // namespace detente
