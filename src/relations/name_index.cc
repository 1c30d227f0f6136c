#include "relations/name_index.h"

#include <algorithm>

namespace detente {

namespace {

constexpr std::size_t kMaxWords = 8;

std::string key_of(const std::vector<SentenceWord>& words, std::size_t first, std::size_t count) {
  std::string key;
  for (std::size_t i = first; i < first + count; ++i) {
    if (i > first) key += ' ';
    key += words[i].lower;
  }
  return key;
}

// Surnames that are as well months
bool is_month(const std::string& word) { return word == "march" || word == "may" || word == "april" || word == "june" || word == "august"; }

}  // namespace

NameIndex::NameIndex(const std::vector<Name>& names) {
  for (const Name& n : names) add(n);
}

NameIndex::NameIndex(const ActorDictionary& dictionary) {
  for (const ActorEntry& e : dictionary.entries()) {
    if (e.kind == ActorKind::city) continue;  // a meeting place, seldom an actor
    add({std::string(dictionary.text(e.surface)), std::string(dictionary.text(e.id)), std::string(dictionary.text(e.country)), e.kind, e.from, e.to});
  }
}

void NameIndex::add(Name name) {
  const std::vector<SentenceWord> words = sentence_words(name.surface);
  if (words.empty() || words.size() > kMaxWords) return;
  // Of a country and of an organisation, not of a body of it
  const bool own = name.country.empty() || name.country == name.id;
  if (own && (name.kind == ActorKind::name || (name.kind == ActorKind::abbreviation && name.country.empty()))) shown_.emplace(name.id, name.surface);
  names_[key_of(words, 0, words.size())].push_back(std::move(name));
}

const NameIndex::Name* NameIndex::holding(const std::string& key, std::int32_t day) const {
  const auto it = names_.find(key);
  if (it == names_.end()) return nullptr;
  for (const Name& n : it->second)
    if (n.from <= day && day <= n.to) return &n;
  return nullptr;
}

std::vector<NameIndex::Found> NameIndex::find(const std::vector<SentenceWord>& words, std::int32_t day) const {
  std::vector<Found> out;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t used = 1;
    for (std::size_t n = words[i].capital ? std::min(kMaxWords, words.size() - i) : 0; n > 0; --n) {
      const std::string key = key_of(words, i, n);
      if (n == 1 && is_month(key)) break;
      const Name* name = holding(key, day);
      if (name == nullptr) continue;
      out.push_back({i, i + n, name->country.empty() ? name->id : name->country, name->kind});
      used = n;
      break;
    }
    i += used;
  }
  return out;
}

std::string NameIndex::code_of(std::string_view name, std::int32_t day) const {
  const std::vector<SentenceWord> words = sentence_words(name);
  if (words.empty() || words.size() > kMaxWords) return {};
  const Name* found = holding(key_of(words, 0, words.size()), day);
  return found == nullptr ? std::string() : found->country.empty() ? found->id : found->country;
}

std::string NameIndex::name_of(const std::string& code) const {
  const auto it = shown_.find(code);
  return it == shown_.end() ? code : it->second;
}

}  // namespace detente
