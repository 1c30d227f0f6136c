#include "cli/archive_names.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "util/tsv.h"

namespace detente::cli {

namespace {

constexpr std::size_t kFound = 500'000;
constexpr std::size_t kMaxWords = 7;
// Before names; each may stand before another that comes later here.
constexpr std::string_view kTitles[] = {"the ",    "prime minister ", "minister ", "president ",    "secretary ", "senator ", "ambassador ", "king ",
                                        "queen ",  "emperor ",        "prince ",   "crown prince ", "general ",   "tan sri ", "datuk ",      "alhaji ",
                                        "mallam ", "sheikh ",         "shaikh ",   "sir ",          "dr ",        "mr "};

// Latin letters without marks; names are short, so the cost does not count.
std::string to_ascii(std::string_view name) {
  static const std::unique_ptr<icu::Transliterator> kFold = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance("Latin-ASCII; [:Nonspacing Mark:] Remove", UTRANS_FORWARD, error));
    return U_SUCCESS(error) ? std::move(made) : nullptr;
  }();
  if (!kFold) return std::string(name);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  kFold->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool only_persons(const std::vector<const ActorEntry*>& entries) {
  return std::all_of(entries.begin(), entries.end(), [](const ActorEntry* e) { return e->kind == ActorKind::person; });
}

std::string joined(const std::vector<std::string>& words, unsigned mask) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if ((mask >> i & 1) == 0) continue;
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

}  // namespace

std::string plain_name(std::string_view name) {
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const std::string text = ascii ? std::string(name) : to_ascii(name);
  std::string out;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) out += c;
    else if ((c == ' ' || c == '-' || c == '/') && !out.empty() && out.back() != ' ') out += ' ';  // apostrophes and full stops join
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

void ArchiveNames::build() {
  for (const ActorEntry& e : actors_.entries()) {
    auto& index = e.kind == ActorKind::adjective ? adjectives_ : index_;
    index[plain_name(actors_.text(e.surface))].push_back(&e);
  }
}

// Nobody but persons may be left without a part of the name, or turned round; one person must be meant.
const ArchiveNames::Entries* ArchiveNames::person(const std::vector<std::string>& words) const {
  if (words.size() < 2 || words.size() > kMaxWords) return nullptr;
  const auto known = [&](const std::string& name) -> const Entries* {
    const auto at = index_.find(name);
    return at != index_.end() && only_persons(at->second) ? &at->second : nullptr;
  };
  if (words.size() <= 3) {
    std::vector<std::string> turned(words.begin() + 1, words.end());
    turned.push_back(words.front());
    if (const Entries* e = known(joined(turned, ~0U))) return e;
  }
  // The most words first; the first word always stays, and of the others all but the last may go
  const Entries* found = nullptr;
  const unsigned all = (1U << words.size()) - 1, first = 1U;
  for (std::size_t drop = 1; drop + 2 <= words.size() && found == nullptr; ++drop) {
    for (unsigned mask = 1; mask <= all; ++mask) {
      if ((mask & first) == 0 || static_cast<std::size_t>(__builtin_popcount(mask)) != words.size() - drop) continue;
      const Entries* e = known(joined(words, mask));
      if (e == nullptr) continue;
      if (found != nullptr && actors_.text(found->front()->id) != actors_.text(e->front()->id)) return nullptr;  // several persons
      found = e;
    }
  }
  return found;
}

// The country whose adjective or name stands first among the words, when the others say what it has there.
const ArchiveNames::Entries* ArchiveNames::country_of(const std::string& plain) const {
  if (sector_of_(plain).empty()) return nullptr;
  const std::vector<std::string> words = split(plain, ' ');
  for (std::size_t i = 0; i < words.size() && i < kMaxWords; ++i) {
    std::string two = i + 1 < words.size() ? words[i] + " " + words[i + 1] : std::string();
    for (const std::string& name : {two, words[i]}) {
      for (const auto* index : {&adjectives_, &index_}) {
        const auto at = index->find(name);
        if (at == index->end()) continue;
        const ActorEntry& e = *at->second.front();
        const bool country = e.kind == ActorKind::adjective || e.kind == ActorKind::name || e.kind == ActorKind::abbreviation;
        if (country && !actors_.text(e.country).empty() && actors_.text(e.id) == actors_.text(e.country)) return &at->second;
      }
    }
  }
  return nullptr;
}

ArchiveNames::Found ArchiveNames::find(std::string_view name) {
  if (index_.empty()) build();
  const std::string key(name);
  const auto known = found_.find(key);
  if (known != found_.end()) return known->second;
  if (found_.size() >= kFound) found_.clear();
  std::string plain = plain_name(name);
  Found found;
  const auto look = [&] {
    const auto at = index_.find(plain);
    found.entries = at != index_.end() ? &at->second : person(split(plain, ' '));
    return found.entries != nullptr;
  };
  if (!look()) {
    const std::string whole = plain;
    for (const std::string_view title : kTitles)
      if (plain.rfind(title, 0) == 0) plain.erase(0, title.size());
    if (plain == whole || plain.empty() || !look()) {
      found.entries = country_of(whole);
      found.body = found.entries != nullptr;
    }
  }
  found_.emplace(key, found);
  return found;
}

// The entry that holds on the day, else the nearest in time; of several, the one preferred in the dictionary.
const ActorEntry* ArchiveNames::at(const Entries& entries, std::optional<std::int32_t> day) const {
  const auto distance = [&](const ActorEntry* e) -> std::int64_t {
    if (!day) return 0;
    return *day < e->from ? std::int64_t{e->from} - *day : *day > e->to ? std::int64_t{*day} - e->to : 0;
  };
  return *std::min_element(entries.begin(), entries.end(), [&](const ActorEntry* a, const ActorEntry* b) {
    return distance(a) != distance(b) ? distance(a) < distance(b) : a->rank < b->rank;
  });
}

bool ArchiveNames::resolve(std::string_view name, std::optional<std::int32_t> day, StoredParty& party) {
  const Found found = find(name);
  if (found.entries == nullptr) return false;
  const ActorEntry& e = *at(*found.entries, day);
  party.id = actors_.text(e.id);
  party.name = actors_.text(e.name);
  party.country = actors_.text(e.country);
  const std::string_view sectors = actors_.text(e.sector);
  party.sector = sectors.substr(0, sectors.find(';'));
  party.belongs.clear();
  if (found.body) {
    party.name = name;
    party.sector = sector_of_(plain_name(name));
    return true;
  }
  if (e.kind == ActorKind::person && party.country.empty()) {
    // "secretary general; NATO"
    const std::string_view note = actors_.text(e.note);
    const std::size_t behind = note.rfind("; ");
    if (behind != std::string_view::npos) party.belongs = note.substr(behind + 2);
  }
  return true;
}

}  // namespace detente::cli
