// What the tagger learns outside the network: the inventory of feature strings and the lemma tables.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tagger/lemmatizer.h"
#include "text/sentence.h"

namespace detente {

// A FEATS string without what neither coding nor a reader needs (Typo, ExtPos, Style); "_" when nothing is left.
[[nodiscard]] std::string reduced_feats(std::string_view feats);

// Feature strings that occur at least `minimum` times, in order of their names.
[[nodiscard]] std::vector<std::string> collect_feats(const std::vector<std::vector<Sentence>>& treebanks, int minimum);

// The lemma section: base forms known from the treebanks and from `exceptions`, and every treebank form whose lemma the
// rules would get wrong and on which the treebanks agree; `exceptions` (hand-written) override.
[[nodiscard]] std::string train_lemmas(const std::vector<std::vector<Sentence>>& treebanks, const std::vector<LemmaEntry>& exceptions);

}  // namespace detente
