// PLOVER gold standard records (JSON): one text, its source, target and event each. Old labels and sector codes are mapped to
// today's (docs/evaluation.md).
#pragma once
#include <string>

#include "pipeline/coding.h"

namespace detente {

// Prints a table, and as the last line event= source_country= source_sector= target_country= target_sector= (share right of those
// given). Of a text's reports, the one whose parties best share the record's words counts; no report is wrong. Throws Error.
void evaluate_gsr(const Coding& coding, const std::string& path, int errors);

}  // namespace detente
