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
    if (e.kind == ActorKind::adjective) continue;
    Entries& entries = index_[plain_name(actors_.text(e.surface))];
    entries.push_back(&e);
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

const ArchiveNames::Entries* ArchiveNames::find(std::string_view name) {
  if (index_.empty()) build();
  const std::string key(name);
  const auto known = found_.find(key);
  if (known != found_.end()) return known->second;
  if (found_.size() >= kFound) found_.clear();
  const std::string plain = plain_name(name);
  const auto at = index_.find(plain);
  const Entries* found = at != index_.end() ? &at->second : nullptr;
  if (found == nullptr && plain.rfind("the ", 0) == 0) {
    const auto without = index_.find(plain.substr(4));
    if (without != index_.end()) found = &without->second;
  }
  if (found == nullptr) found = person(split(plain, ' '));
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
  const Entries* entries = find(name);
  if (entries == nullptr) return false;
  const ActorEntry& e = *at(*entries, day);
  party.id = actors_.text(e.id);
  party.name = actors_.text(e.name);
  party.country = actors_.text(e.country);
  const std::string_view sectors = actors_.text(e.sector);
  party.sector = sectors.substr(0, sectors.find(';'));
  party.belongs.clear();
  if (e.kind == ActorKind::person && party.country.empty()) {
    // "secretary general; NATO"
    const std::string_view note = actors_.text(e.note);
    const std::size_t behind = note.rfind("; ");
    if (behind != std::string_view::npos) party.belongs = note.substr(behind + 2);
  }
  return true;
}

}  // namespace detente::cli
