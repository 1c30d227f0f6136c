#include "coder/cues.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "util/error.h"
#include "util/tsv.h"

namespace detente {

namespace {

constexpr std::array<std::string_view, kCueKinds> kKindNames = {"say", "ask", "think", "show", "judge", "want", "seem"};
constexpr std::array<std::string_view, 8> kPlaceNames = {"that", "quote", "to", "ing", "obj", "objto", "self", "told"};
constexpr std::array<std::string_view, 21> kPrepositions = {"about", "of", "for",  "on",   "against", "to",      "with",    "as",   "at",   "over", "from",
                                                            "in",    "by", "into", "like", "toward",  "towards", "between", "upon", "than", "up"};

std::uint64_t key_of(std::string_view lemma, TriggerPos pos) { return hash_combine(hash_bytes(lemma), static_cast<std::uint64_t>(pos) + 1) | 1; }

TriggerPos pos_of(const std::string& s, const std::string& where) {
  if (s == "v") return TriggerPos::verb;
  if (s == "n") return TriggerPos::noun;
  if (s == "a") return TriggerPos::adjective;
  throw error_at(where, "pos must be v, n or a, not '" + s + "'");
}

CueEntry read_entry(const TsvTable::Row& row, const std::string& where) {
  CueEntry e;
  e.pos = pos_of(row.fields[1], where);
  const std::vector<std::string> words = split(row.fields[0], ' ');
  if (words[0].empty() || words.size() > 2) throw error_at(where, "one word, or two with a particle: '" + row.fields[0] + "'");
  e.key = key_of(words[0], e.pos);
  if (words.size() == 2) e.particle = hash_bytes(words[1]);
  const auto kind = std::find(kKindNames.begin(), kKindNames.end(), row.fields[2]);
  if (kind == kKindNames.end()) throw error_at(where, "unknown kind '" + row.fields[2] + "'");
  e.kind = static_cast<CueKind>(kind - kKindNames.begin());
  for (std::string p : split(row.fields[3], ' ')) {
    if (p.empty()) continue;
    const auto named = std::find(kPlaceNames.begin(), kPlaceNames.end(), p);
    if (named != kPlaceNames.end()) {
      e.places = static_cast<std::uint16_t>(e.places | 1U << (named - kPlaceNames.begin()));
      continue;
    }
    if (p == "prep_to") p = "to";
    const std::uint32_t bit = preposition_bit(p);
    if (bit == 0) throw error_at(where, "unknown place '" + p + "'");
    e.prepositions |= bit;
  }
  if (e.places == 0 && e.prepositions == 0) throw error_at(where, "no place for the content");
  return e;
}

}  // namespace

std::string_view name(CueKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::uint32_t preposition_bit(std::string_view lemma) {
  for (std::size_t i = 0; i < kPrepositions.size(); ++i)
    if (kPrepositions[i] == lemma) return 1U << i;
  return 0;
}

std::string compile_cues(const std::vector<std::string>& folders) {
  std::map<std::pair<std::uint64_t, std::uint64_t>, CueEntry> rows;  // by word and particle
  for (const std::string& folder : folders) {
    const std::string path = folder + "/attribution/cues.tsv";
    if (!std::filesystem::exists(path)) continue;
    for (const TsvTable::Row& r : read_tsv(path, {"lemma", "pos", "kind", "places"}).rows) {
      const CueEntry e = read_entry(r, path + ":" + std::to_string(r.line));
      rows[{e.key, e.particle}] = e;
    }
  }
  std::vector<CueEntry> entries;
  std::vector<HashSlot> slots;
  for (const auto& [key, e] : rows) {
    if (slots.empty() || slots.back().hash != e.key) slots.push_back({e.key, static_cast<std::uint32_t>(entries.size()), 0});
    ++slots.back().count;
    entries.push_back(e);
  }
  ArrayWriter out;
  out.add(entries);
  out.add(build_hash_index(slots));
  return out.take();
}

CueLexicon::CueLexicon(std::string_view section) {
  ArrayReader in(section);
  entries_ = in.take<CueEntry>();
  index_ = in.take<HashSlot>();
}

CueLexicon::Entries CueLexicon::find(std::string_view lemma, TriggerPos pos) const {
  const HashSlot* s = find_hash(index_, key_of(lemma, pos));
  return s == nullptr ? Entries() : Entries{&entries_[s->value], s->count};
}

}  // namespace detente
