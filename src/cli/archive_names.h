// Names of actors as archives write them ("Oluṣẹgun Ọbasanjọ", "Dmitry Anatolyevich Medvedev", "Okada Katsuya"), found in the actor dictionary at
// a date: any case, with or without marks; a person also without middle names or with the family name first, when only one person can be meant.
// The index is made on the first question. Not safe to share between threads.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/dictionary.h"
#include "store/record.h"

namespace detente::cli {

class ArchiveNames {
 public:
  explicit ArchiveNames(const ActorDictionary& actors) : actors_(actors) {}
  // Fills id, name, country, sector and what the party belongs to. False when nobody of that name is known.
  bool resolve(std::string_view name, std::optional<std::int32_t> day, StoredParty& party);

 private:
  using Entries = std::vector<const ActorEntry*>;
  void build();
  [[nodiscard]] const Entries* find(std::string_view name);
  [[nodiscard]] const Entries* person(const std::vector<std::string>& words) const;
  [[nodiscard]] const ActorEntry* at(const Entries& entries, std::optional<std::int32_t> day) const;

  const ActorDictionary& actors_;
  std::unordered_map<std::string, Entries> index_;
  std::unordered_map<std::string, const Entries*> found_;  // null: nobody
};

// Words of a name in small letters without marks, joined by single spaces: "Abdullah Gül" is "abdullah gul".
[[nodiscard]] std::string plain_name(std::string_view name);

}  // namespace detente::cli
