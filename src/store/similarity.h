// How alike two texts are: near-copies by MinHash over word triples (Broder 1997), wording by the share of content words.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "store/record.h"

namespace detente {

// Two documents that share so much are copies of one.
inline constexpr double kCopy = 0.5;

[[nodiscard]] Shingles shingles_of(std::string_view text);
// Estimated Jaccard similarity of the word triples. Texts too short for triples are like nothing.
[[nodiscard]] double likeness(const Shingles& a, const Shingles& b);

// Hashes of the content words of a text, stemmed roughly, sorted, each once; all its words when `all`.
[[nodiscard]] std::vector<std::uint32_t> content_words(std::string_view text, bool all = false);
// Jaccard similarity of two sorted sets.
[[nodiscard]] double overlap(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);
// Share of the smaller set that is in the other one.
[[nodiscard]] double containment(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

// A word without the commonest English endings, lower-cased: "imposed", "imposes" and "imposing" are one.
[[nodiscard]] std::string rough_stem(std::string_view word);
// Calls use(word, lower-cased) for each run of letters and digits.
template <class Use>
void each_word(std::string_view lower, const Use& use) {
  const auto inside = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0; };
  for (std::size_t i = 0; i < lower.size();) {
    if (!inside(lower[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < lower.size() && inside(lower[end])) ++end;
    use(lower.substr(i, end - i));
    i = end;
  }
}
[[nodiscard]] bool is_function_word(std::string_view lower);

}  // namespace detente
