#include "text/tree_view.h"

namespace detente {

void TreeView::build(const Sentence& sentence) {
  sentence_ = &sentence;
  const std::size_t n = sentence.tokens.size();
  first_.assign(n, -1);
  next_.assign(n, -1);
  for (std::size_t i = n; i-- > 0;) {
    const int head = sentence.tokens[i].head;
    if (head < 0) continue;
    next_[i] = first_[static_cast<std::size_t>(head)];
    first_[static_cast<std::size_t>(head)] = static_cast<int>(i);
  }
}

int TreeView::child(int head, Deprel deprel) const {
  for (int c = first(head); c >= 0; c = next(c))
    if (token(c).deprel == deprel) return c;
  return -1;
}

bool TreeView::is_descendant(int node, int ancestor) const {
  for (int steps = 0; node >= 0 && steps <= size(); ++steps) {
    if (node == ancestor) return true;
    node = token(node).head;
  }
  return false;
}

}  // namespace detente
