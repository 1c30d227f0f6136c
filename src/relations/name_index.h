// Which actors a sentence names: countries, organisations and office holders of the actor dictionaries, looked up in a sentence alone.
// The store keeps the parties of events; this finds those who are only spoken of. Constant after construction.
#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/dictionary.h"
#include "relations/sentence_words.h"

namespace detente {

class NameIndex {
 public:
  struct Name {
    std::string surface, id, country;
    ActorKind kind = ActorKind::name;
    std::int32_t from = std::numeric_limits<std::int32_t>::min(), to = std::numeric_limits<std::int32_t>::max();
  };
  explicit NameIndex(const std::vector<Name>& names);
  explicit NameIndex(const ActorDictionary& dictionary);

  struct Found {
    std::size_t first = 0, last = 0;  // words [first, last)
    std::string code;                 // country, else id
    ActorKind kind = ActorKind::name;
  };
  // From left to right, the longest at each place, as they hold on `day`.
  [[nodiscard]] std::vector<Found> find(const std::vector<SentenceWord>& words, std::int32_t day) const;
  // The code of a name or adjective; empty when there is none.
  [[nodiscard]] std::string code_of(std::string_view name, std::int32_t day) const;
  // The usual name of a code; the code when there is none.
  [[nodiscard]] std::string name_of(const std::string& code) const;

 private:
  void add(Name name);
  [[nodiscard]] const Name* holding(const std::string& key, std::int32_t day) const;
  std::unordered_map<std::string, std::vector<Name>> names_;  // by the words, joined by blanks
  std::unordered_map<std::string, std::string> shown_;
};

}  // namespace detente
