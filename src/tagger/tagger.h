// Part of speech, features and lemma of every token, from the network's scores. Constant after construction.
#pragma once
#include <string_view>
#include <vector>

#include "model/network.h"
#include "tagger/lemmatizer.h"
#include "text/sentence.h"

namespace detente {

class Tagger {
 public:
  // `labels` is the model's section of feature strings, `lemmas` that of the lemmatizer.
  Tagger(std::string_view labels, std::string_view lemmas);

  // Fills upos, feats, morph and lemma of a sentence whose rows in `ws` begin at `first_row`.
  void tag(Sentence& sentence, std::size_t first_row, const NetworkWorkspace& ws, Arena& arena) const;

  [[nodiscard]] std::size_t feats_count() const { return feats_.size(); }

 private:
  std::vector<std::string_view> feats_;
  std::vector<Morph> morphs_;
  Lemmatizer lemmatizer_;
};

}  // namespace detente
