// Repairs of trees that contradict their own tags or common grammar. A greedy graph parser decides each head alone, so that a main
// verb in the past tense is sometimes read as a participle beside a noun ("Arvia suspended flights" like "suspended flights"), and
// "more than 30 hostages" as a phrase with a preposition. Each rule needs a pattern that a right tree does not have.
#pragma once
#include "text/sentence.h"

namespace detente {

// Other trees stay as they are. The result is a tree again: only whole subtrees are moved below or above each other.
void repair_tree(Sentence& sentence);

}  // namespace detente
