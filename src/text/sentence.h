// Sentence: the record that every stage of language analysis fills further. Token text is a view into the document's text
// (or, for CoNLL-U input, into the reader's buffer), so a Sentence must not outlive it.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/labels.h"

namespace detente {

// Byte range [begin, end) of a document's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] bool empty() const { return begin == end; }
  bool operator==(const Span&) const = default;
};

inline constexpr int kNoHead = -1;  // head of the root

struct Token {
  std::string_view form;
  std::string_view lemma;  // owned by the model, the dictionary or the Workspace that wrote it
  std::string_view feats;  // CoNLL-U FEATS, "_" when empty
  Span span;
  int head = kNoHead;  // index in the sentence
  Upos upos = Upos::X;
  Deprel deprel = Deprel::dep;
  Morph morph;
  bool space_after = true;
  std::uint8_t range_words = 0;  // > 0: the first word of a multiword token of so many words ("don't" = do + n't)
  std::string_view range_form;   // that token as written
};

struct Sentence {
  Span span;
  bool ends_paragraph = false;
  std::vector<Token> tokens;
};

}  // namespace detente
