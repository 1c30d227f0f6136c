#include "parser/parser.h"

#include "parser/tree_repair.h"

namespace detente {

namespace {
// Enough rows for efficient matrix products, few enough to stay in the cache.
constexpr std::size_t kBlockTokens = 256;
}  // namespace

void Parser::run(Sentence* sentences, std::size_t count, ParserWorkspace& ws) const {
  for (std::size_t first = 0; first < count;) {
    std::size_t last = first;
    std::size_t tokens = 0;
    while (last < count && (last == first || tokens + sentences[last].tokens.size() <= kBlockTokens)) tokens += sentences[last++].tokens.size();
    network_.encode(sentences + first, last - first, ws.network);
    std::size_t row = 0;
    for (std::size_t s = first; s < last; ++s) {
      tagger_.tag(sentences[s], row, ws.network, ws.arena);
      network_.parse(sentences[s], row, ws.network);
      repair_tree(sentences[s]);
      row += sentences[s].tokens.size();
    }
    first = last;
  }
}

}  // namespace detente
