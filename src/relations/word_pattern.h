// WordPattern: what the tables of channels and agendas ask of a sentence. "recall*|pull* out & ambassador|envoy" wants one phrase of each
// group, in any order; `*` ends the beginning of a word, and the last word of a phrase may be in the plural. Immutable.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace detente {

// The words of a text in lower case, letters and digits only.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

class WordPattern {
 public:
  explicit WordPattern(std::string_view text);  // "" and "-": matches everything
  [[nodiscard]] bool matches(const std::vector<std::string>& words) const;
  [[nodiscard]] bool matches_any(const std::vector<std::string>& words) const;  // one phrase of any group; an empty pattern has none
  // Length of the longest phrase that begins with word `at`, 0: none.
  [[nodiscard]] std::size_t longest_at(const std::vector<std::string>& words, std::size_t at) const;
  [[nodiscard]] bool empty() const { return groups_.empty(); }

 private:
  using Phrase = std::vector<std::string>;  // words, `*` kept at the end of a beginning
  std::vector<std::vector<Phrase>> groups_;
};

}  // namespace detente
