// Children lists of a sentence's tree, built once per sentence without allocation after warm-up.
#pragma once
#include <cstdint>
#include <vector>

#include "text/sentence.h"

namespace detente {

class TreeView {
 public:
  void build(const Sentence& sentence);

  // Iterates the children of `head` in order: for (int c = first(h); c >= 0; c = next(c)).
  [[nodiscard]] int first(int head) const { return first_[static_cast<std::size_t>(head)]; }
  [[nodiscard]] int next(int child) const { return next_[static_cast<std::size_t>(child)]; }

  // First child with the relation, -1 when none. `any_subtype` also takes "nsubj:pass" for nsubj.
  [[nodiscard]] int child(int head, Deprel deprel) const;
  [[nodiscard]] bool is_descendant(int node, int ancestor) const;

  [[nodiscard]] const Token& token(int i) const { return sentence_->tokens[static_cast<std::size_t>(i)]; }
  [[nodiscard]] int size() const { return static_cast<int>(first_.size()); }
  [[nodiscard]] const Sentence& sentence() const { return *sentence_; }

 private:
  const Sentence* sentence_ = nullptr;
  std::vector<int> first_, next_;
};

}  // namespace detente
