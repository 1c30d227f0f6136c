// Reports merged into events against pairs labelled by hand: pairs.tsv (row, kind, first, second, label) beside *.jsonl documents.
#pragma once
#include <string>
#include <vector>

#include "pipeline/coding.h"

namespace detente {

// `first` and `second` of a pair are DOCUMENT/WORDS: the reports of the document whose trigger has one of the words (parted by '|'), or
// DOCUMENT/NUMBER: those of a sentence. Labels: same, different, disputed (the same happening, denied or told with other numbers).
// A pair is found when a report of each side is in one event. Prints a table by kind and, for even and odd rows, pairwise precision, recall
// and F1 of same and disputed against different; the last line has f1= precision= recall= disputed= (share
// of disputed pairs whose event says so) coded= (share of pairs whose reports the coder finds) excluding=.
// Documents: those in `folder` and in the files of `more`. Throws Error.
void evaluate_merging(const Coding& coding, const std::string& folder, const std::vector<std::string>& more, int errors);

}  // namespace detente
