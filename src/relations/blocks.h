// Blocks (biconnected components) of a network: cycles never leave a block, so that two groups are found block by block. Single
// edges that lie on no cycle are blocks too (Hopcroft and Tarjan 1973).
#pragma once
#include <vector>

#include "relations/frustration_search.h"

namespace detente::frustration {

struct Block {
  std::vector<int> actors;  // of the whole network, sorted
  Problem problem;          // with actors numbered by their place in `actors`
};

[[nodiscard]] std::vector<Block> find_blocks(const Problem& p);

// One split of all: the sides of a block are exchanged where it meets the blocks joined before. REQUIRES: p.groups == 2.
[[nodiscard]] Split join_blocks(const Problem& p, const std::vector<Block>& blocks, const std::vector<Split>& splits);

}  // namespace detente::frustration
