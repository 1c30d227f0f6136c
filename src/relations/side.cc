#include "relations/side.h"

#include <algorithm>

#include "util/error.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::string_view kLevelNames[kLevels] = {"heads", "ministers", "ambassadors", "military", "parliament", "intelligence", "experts", "trade"};
constexpr int kCounterpartRow = kLevels, kNoneRow = kLevels + 1;

bool contains(const std::vector<std::string>& codes, std::string_view code) {
  return !code.empty() && std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

std::string_view name(Level level) { return kLevelNames[static_cast<int>(level)]; }

int parse_level(std::string_view text) {
  for (int i = 0; i < kLevels; ++i)
    if (kLevelNames[i] == text) return i;
  return -1;
}

RelationSide side_of(const ActorDictionary& dictionary, const std::string& code) {
  RelationSide side{{code}, {}};
  for (const ActorEntry& e : dictionary.entries()) {
    // Capitals, seats and bodies stand for a side too, but in "Moscow and Kiev" style only: they would join places
    const bool named = e.kind == ActorKind::name || e.kind == ActorKind::alias || e.kind == ActorKind::abbreviation || e.kind == ActorKind::adjective;
    if (!named || dictionary.text(e.id) != code) continue;
    std::string word = utf8::lower(dictionary.text(e.surface));
    if (!contains(side.names, word)) side.names.push_back(std::move(word));
  }
  if (side.names.empty()) side.names.push_back(utf8::lower(code));
  return side;
}

Offices::Offices(const std::string& table, const ActorDictionary* dictionary) {
  for (const TsvTable::Row& row : read_tsv(table, {"level", "words"}).rows) {
    int index = parse_level(row.fields[0]);
    if (row.fields[0] == "counterpart") index = kCounterpartRow;
    if (row.fields[0] == "none") index = kNoneRow;
    if (index < 0) throw error_at(table + ":" + std::to_string(row.line), "'" + row.fields[0] + "' is no level");
    patterns_[static_cast<std::size_t>(index)].emplace_back(row.fields[1]);
  }
  if (dictionary == nullptr) return;
  for (const ActorEntry& e : dictionary->entries()) {
    if (e.kind != ActorKind::person) continue;
    const std::string_view note = dictionary->text(e.note);
    if (note.empty()) continue;
    const std::size_t end = note.find(';');
    const bool speaks = end != std::string_view::npos && dictionary->text(e.country).empty();
    Tenure t{e.from, e.to, std::string(trim(note.substr(0, end))), speaks ? std::string(trim(note.substr(end + 1))) : std::string()};
    people_[std::string(dictionary->text(e.id))].push_back(std::move(t));
  }
}

Levels Offices::in_words(const std::vector<std::string>& words) const {
  Levels out = 0;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t longest = 0;
    int best = -1;
    for (int row = 0; row < kLevels + 2; ++row)
      for (const WordPattern& p : patterns_[static_cast<std::size_t>(row)])
        if (const std::size_t n = p.longest_at(words, at); n > longest) {
          longest = n;
          best = row;
        }
    if (best >= 0 && best < kLevels) out |= bit(static_cast<Level>(best));
    if (best == kCounterpartRow) out |= kCounterpart;
    at += std::max<std::size_t>(longest, 1);
  }
  return out;
}

const Offices::Tenure* Offices::tenure(const std::string& id, std::int32_t day) const {
  const auto person = people_.find(id);
  if (person == people_.end()) return nullptr;
  const Tenure* holds = nullptr;
  for (const Tenure& t : person->second)
    if (t.from <= day && day <= t.to && (holds == nullptr || (holds->organisation.empty() && !t.organisation.empty()))) holds = &t;
  return holds;
}

Levels Offices::of_party(const StoredParty& party, std::int32_t day) const {
  Levels levels = in_words(words_of(party.text));
  if (levels == 0 && !party.role.empty()) levels = in_words(words_of(party.role));
  // "President Vladimir Putin" names the office; "Putin" and "he" leave it to the dictionary
  if (levels == 0 || levels == kCounterpart)
    if (const Tenure* t = tenure(party.id, day)) levels |= in_words(words_of(t->office));
  if (levels != 0) return levels;
  if (party.sector == "MIL") return bit(Level::military);
  if (party.sector == "LEG") return bit(Level::parliament);
  if (party.sector == "SPY") return bit(Level::intelligence);
  return party.sector == "BUS" || party.sector == "MNC" ? bit(Level::trade) : Levels{0};
}

bool Offices::counts_as(const StoredParty& party, const std::vector<std::string>& codes, std::int32_t day) const {
  if (contains(codes, party.code()) || contains(codes, party.country)) return true;
  if (!party.belongs.empty())
    for (const std::string& code : split(party.belongs, ';'))
      if (contains(codes, code)) return true;
  const Tenure* t = tenure(party.id, day);
  return t != nullptr && contains(codes, t->organisation);
}

std::vector<std::string> Offices::speakers_for(const std::vector<std::string>& codes) const {
  std::vector<std::string> out;
  for (const auto& [id, tenures] : people_)
    if (std::any_of(tenures.begin(), tenures.end(), [&](const Tenure& t) { return contains(codes, t.organisation); })) out.push_back(id);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace detente
