// The best single-rooted dependency tree of a score matrix: greedy heads first; only when they do not form a tree,
// Chu-Liu-Edmonds.
#pragma once
#include <vector>

namespace detente {

// `scores` is n x (n + 1), row = dependent, column 0 = root, column j + 1 = token j; the diagonal is never chosen.
// Fills `heads` with indices, -1 for the one root.
void best_tree(const float* scores, int n, std::vector<int>& heads);

}  // namespace detente
