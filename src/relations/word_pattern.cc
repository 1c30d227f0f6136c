#include "relations/word_pattern.h"

#include <algorithm>

#include "store/similarity.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

bool same_word(const std::string& pattern, const std::string& word, bool last) {
  if (!pattern.empty() && pattern.back() == '*') return word.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0;
  return word == pattern || (last && word.size() == pattern.size() + 1 && word.back() == 's' && word.compare(0, pattern.size(), pattern) == 0);
}

bool begins(const std::vector<std::string>& phrase, const std::vector<std::string>& words, std::size_t at) {
  if (at + phrase.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i)
    if (!same_word(phrase[i], words[at + i], i + 1 == phrase.size())) return false;
  return true;
}

bool has_phrase(const std::vector<std::vector<std::string>>& group, const std::vector<std::string>& words) {
  return std::any_of(group.begin(), group.end(), [&](const std::vector<std::string>& phrase) {
    for (std::size_t at = 0; at < words.size(); ++at)
      if (begins(phrase, words, at)) return true;
    return false;
  });
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  each_word(utf8::lower(text), [&](std::string_view w) { out.emplace_back(w); });
  return out;
}

WordPattern::WordPattern(std::string_view text) {
  if (text.empty() || text == "-") return;
  for (const std::string& part : split(text, '&')) {
    std::vector<Phrase> group;
    for (const std::string& alternative : split(part, '|')) {
      Phrase phrase;
      for (const std::string& word : split(trim(alternative), ' '))
        if (!word.empty()) phrase.push_back(word);
      if (!phrase.empty()) group.push_back(std::move(phrase));
    }
    if (!group.empty()) groups_.push_back(std::move(group));
  }
}

bool WordPattern::matches(const std::vector<std::string>& words) const {
  return std::all_of(groups_.begin(), groups_.end(), [&](const std::vector<Phrase>& group) { return has_phrase(group, words); });
}

bool WordPattern::matches_any(const std::vector<std::string>& words) const {
  return std::any_of(groups_.begin(), groups_.end(), [&](const std::vector<Phrase>& group) { return has_phrase(group, words); });
}

std::size_t WordPattern::longest_at(const std::vector<std::string>& words, std::size_t at) const {
  std::size_t longest = 0;
  for (const std::vector<Phrase>& group : groups_)
    for (const Phrase& phrase : group)
      if (phrase.size() > longest && begins(phrase, words, at)) longest = phrase.size();
  return longest;
}

}  // namespace detente
