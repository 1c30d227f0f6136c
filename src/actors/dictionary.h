// The actor dictionaries, compiled: surface forms of countries, organisations, groups and people with the dates in which they
// hold, and role nouns. Forms are matched as sequences of atoms (words without full stops, cut at hyphens and before 's),
// never as substrings. Constant after construction.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/sentence.h"
#include "util/array_file.h"

namespace detente {

enum class ActorKind : std::uint8_t { name, alias, abbreviation, adjective, demonym, capital, seat, city, body, historical, person };

struct ActorEntry {
  PoolString surface, id, country, sector, note;
  PoolString name;        // canonical name of the id
  std::int32_t from, to;  // day numbers; open ends are the extreme values
  ActorKind kind = ActorKind::name;
  std::uint8_t capitals_only = 0;
  std::uint8_t organisation = 0;  // sector IGO, NGO, IMG, MNC, ISM: acts as itself, has no country
  std::uint8_t rank = 0;          // preference among entries of one form, lower first; users' folders before the shipped one
};

// `organisation` and `state` nouns stand for one named before ("the alliance", "the country"); `none`: a phrase that is no actor
// ("nerve agent") although its last word could be.
enum class RoleKind : std::uint8_t { person, group, body, organisation, state, none };

struct RoleEntry {
  PoolString lemma, sector;
  RoleKind kind = RoleKind::person;
};

// The tables of the folders' `actors/` as a section; of equal entries those of later folders come first, so that users can
// override. Throws Error with file and line.
[[nodiscard]] std::string compile_actors(const std::vector<std::string>& folders);

class ActorDictionary {
 public:
  explicit ActorDictionary(std::string_view section);

  struct Match {
    int end = 0;  // token after the last one; 0: no match
    const ActorEntry* entry = nullptr;
    const RoleEntry* role = nullptr;
  };
  // The longest entry that begins with token `i` and holds on `day` (or has no entry that does: the nearest in time).
  [[nodiscard]] Match find(const Sentence& sentence, int i, std::int32_t day, bool all_capitals) const;
  [[nodiscard]] Match find_role(const Sentence& sentence, int i) const;

  [[nodiscard]] std::string_view text(PoolString s) const { return s.in(pool_); }
  [[nodiscard]] const ArrayView<ActorEntry>& entries() const { return entries_; }

 private:
  ArrayView<ActorEntry> entries_;
  ArrayView<RoleEntry> roles_;
  ArrayView<HashSlot> index_, role_index_;  // hash of an atom sequence -> first entry and how many; count 0: only a prefix
  std::string_view pool_;
};

}  // namespace detente
