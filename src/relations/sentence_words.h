// The words of a sentence as the readers of stances and issues match them: lower case without full stops, cut at hyphens and before
// 's, and a crude stem that is the same for the inflections of one word. Views point into the sentence; nothing is shared.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace detente {

struct SentenceWord {
  std::size_t begin = 0, end = 0;  // bytes of the sentence
  std::string lower, stem;
  bool capital = false;  // written with a capital letter or a digit first
  char before = ' ';     // the last punctuation mark between the word before and this one (, ; : . - "), else a blank
};

[[nodiscard]] std::vector<SentenceWord> sentence_words(std::string_view text);
// "lifting", "lifted", "lifts" -> "lift". REQUIRES: lower case
[[nodiscard]] std::string stem_of(std::string_view word);
[[nodiscard]] std::vector<std::string> stems_of(std::string_view phrase);

}  // namespace detente
