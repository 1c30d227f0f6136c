// Repairs of trees that contradict their own tags. A greedy graph parser decides each head alone, so a finite verb before a noun
// sometimes comes out as the noun's modifier ("Arvia suspended flights" read like "suspended flights"); tags are surer than arcs.
#pragma once
#include "text/sentence.h"

namespace detente {

// Turns a finite verb that hangs as a modifier on the noun after it into that noun's governor: the noun becomes its object, the
// nominal before it its subject. Leaves other trees as they are.
void repair_tree(Sentence& sentence);

}  // namespace detente
