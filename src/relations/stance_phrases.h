// The phrases that tell what a sentence says about dealing with somebody (data/relations/stance_phrases.tsv), matched by stems.
// Constant after construction.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "relations/sentence_words.h"

namespace detente {

struct StancePhrase {
  // support, oppose, good, bad: how the holder judges; contact, pressure: ways of dealing with a target; keep, undo: what is done to them
  enum class Kind : std::uint8_t { support, oppose, keep, undo, contact, pressure, good, bad, modal, stop, negation };
  Kind kind = Kind::support;
  std::vector<std::string> stems;
  std::string phrase, example;
  double strength = 1;
  int expected = 0;  // sign of the stance in the example, for the self-test
  int line = 0;
};

class StancePhrases {
 public:
  explicit StancePhrases(const std::string& path);  // throws Error with file and line
  // The longest phrase that begins with word `i`; null when there is none.
  [[nodiscard]] const StancePhrase* match(const std::vector<SentenceWord>& words, std::size_t i) const;
  [[nodiscard]] const std::vector<StancePhrase>& rows() const { return rows_; }
  // The row of a kind whose phrase these words are; null when there is none.
  [[nodiscard]] const StancePhrase* row_of(const std::vector<std::string>& stems, StancePhrase::Kind kind) const;

 private:
  std::vector<StancePhrase> rows_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_;  // longest first
};

}  // namespace detente
