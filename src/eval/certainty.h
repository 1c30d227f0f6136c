// Scores the certainty of marked words (JSON lines: text, targets with a word span and a label on -3..3) by mean absolute error and
// Pearson's r, through the pipeline: the text is analysed as any other, and the word is looked up by its place.
#pragma once
#include <string>

#include "pipeline/coding.h"

namespace detente {

// `errors`: how many of the worst words to print. Throws Error when the file cannot be read or has another layout.
void evaluate_certainty(const Coding& coding, const std::string& path, int errors);

}  // namespace detente
