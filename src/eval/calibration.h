// Is a confidence of 0.8 right in eight of ten cases? Reports on annotated pairs (PLV: one marked pair a sentence) and whole annotated
// documents are compared with the gold data; a report is right when its type and parties are. Prints a reliability table.
#pragma once
#include <string>

#include "pipeline/coding.h"

namespace detente {

struct CalibrationFiles {
  std::string plv;       // tab-separated: sentence, source, target, gold_root
  std::string gold;      // folder with index.json, docs/ID.txt and gold/ID.jsonl
  std::string features;  // where to write each report's evidence and whether it is right, for scripts/fit_confidence.py; empty: nowhere
};

// Throws Error when a file cannot be read or has another layout.
void evaluate_calibration(const Coding& coding, const CalibrationFiles& files);

}  // namespace detente
