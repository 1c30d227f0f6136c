// RelationSide: one side of a relation as codes and as words, and the offices that say at which level its people meet. Both are read from
// tables and the actor dictionary once, constant afterwards.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/dictionary.h"
#include "relations/word_pattern.h"
#include "store/record.h"

namespace detente {

enum class Level : std::uint8_t { heads, ministers, ambassadors, military, parliament, intelligence, experts, trade };
inline constexpr int kLevels = 8;
[[nodiscard]] std::string_view name(Level level);
[[nodiscard]] int parse_level(std::string_view text);  // -1: none

using Levels = std::uint16_t;  // a bit for each level
[[nodiscard]] constexpr Levels bit(Level level) { return static_cast<Levels>(1U << static_cast<unsigned>(level)); }
inline constexpr Levels kCounterpart = 1U << 15;  // meets at the level of the other side

struct RelationSide {
  std::vector<std::string> codes;  // any of which counts
  std::vector<std::string> names;  // lower case, as they stand in a sentence: "russia", "russian"
};
// The side of one code with the names that the dictionary has for it (every name of an unknown code is the code).
[[nodiscard]] RelationSide side_of(const ActorDictionary& dictionary, const std::string& code);

class Offices {
 public:
  // `table`: offices.tsv. Throws Error. `dictionary` may be null; otherwise it must outlive the offices.
  Offices(const std::string& table, const ActorDictionary* dictionary);

  // Levels of the offices in the words; 0: none is named.
  [[nodiscard]] Levels in_words(const std::vector<std::string>& words) const;
  // Of a party: by its words, else by the office that the dictionary knows for that day.
  [[nodiscard]] Levels of_party(const StoredParty& party, std::int32_t day) const;
  // Does the party count as one of the codes: itself, its country, what it belongs to, or the organisation that it speaks for on that day?
  [[nodiscard]] bool counts_as(const StoredParty& party, const std::vector<std::string>& codes, std::int32_t day) const;
  // Ids of persons who at some time speak for one of the codes.
  [[nodiscard]] std::vector<std::string> speakers_for(const std::vector<std::string>& codes) const;

 private:
  struct Tenure {
    std::int32_t from, to;
    std::string office, organisation;
  };
  [[nodiscard]] const Tenure* tenure(const std::string& id, std::int32_t day) const;

  std::array<std::vector<WordPattern>, kLevels + 2> patterns_;  // by level, then counterpart, then none
  std::unordered_map<std::string, std::vector<Tenure>> people_;
};

}  // namespace detente
