// Trains the Tokenizer on treebank sentences: their texts are joined as they stood, and every boundary decision that the
// tokenizer would make is learned from the gold tokens.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/sentence.h"

namespace detente {

struct TokenizerTrainingOptions {
  int epochs = 12;
  int token_bits = 16;  // log2 of the rows of the token classifier
  int sentence_bits = 17;
  std::uint64_t seed = 20240101;
};

// `abbreviations`: form with its stop, and kind (title, inner, final). Returns the section for Tokenizer.
[[nodiscard]] std::string train_tokenizer(const std::vector<std::vector<Sentence>>& treebanks,
                                          const std::vector<std::pair<std::string, std::string>>& abbreviations, const TokenizerTrainingOptions& options);

}  // namespace detente
