// The words of a sentence as the lexicon sees them: hashes of lemmas and forms, semantic classes, and the phrases they head.
#pragma once
#include <cstdint>
#include <vector>

#include "coder/lexicon.h"
#include "text/tree_view.h"

namespace detente {

class SentenceWords {
 public:
  void build(const TreeView& tree, const Lexicon& lexicon);
  [[nodiscard]] std::uint64_t lemma(int i) const { return lemma_[static_cast<std::size_t>(i)]; }  // phrase hash of the one word
  [[nodiscard]] std::uint64_t form(int i) const { return form_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] std::uint64_t classes(int i) const { return classes_[static_cast<std::size_t>(i)]; }
  // The word or a phrase that it heads has this hash.
  [[nodiscard]] bool is(int i, std::uint64_t phrase) const;

 private:
  struct Phrase {
    int head;
    std::uint64_t hash;
  };
  void extend(const TreeView& tree, const Lexicon& lexicon, int begin, int end, std::uint64_t hash, int words);
  std::vector<std::uint64_t> lemma_, form_, classes_, lemma_word_, form_word_;
  std::vector<Phrase> phrases_;
};

}  // namespace detente
