// Names of actors as archives write them ("Oluṣẹgun Ọbasanjọ", "Dmitry Anatolyevich Medvedev", "Okada Katsuya"), found in the actor dictionary at
// a date: any case, with or without marks; a person also without middle names or title or with the family name first, when only one person can be
// meant; a body of a country by the country's adjective ("Arvian Navy").
// The index is made on the first question. Not safe to share between threads.
#pragma once
#include <cstdint>
#include <functional>
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
  // `sector_of` tells the sector of words such as "Navy"; empty when they say none.
  ArchiveNames(const ActorDictionary& actors, std::function<std::string_view(std::string_view)> sector_of)
      : actors_(actors), sector_of_(std::move(sector_of)) {}
  // Fills id, name, country, sector and what the party belongs to. False when nobody of that name is known.
  bool resolve(std::string_view name, std::optional<std::int32_t> day, StoredParty& party);

 private:
  using Entries = std::vector<const ActorEntry*>;
  struct Found {
    const Entries* entries = nullptr;  // null: nobody
    bool body = false;                 // the entries are of the country of a body
  };
  void build();
  [[nodiscard]] Found find(std::string_view name);
  [[nodiscard]] const Entries* person(const std::vector<std::string>& words) const;
  [[nodiscard]] const Entries* country_of(const std::string& plain) const;
  [[nodiscard]] const ActorEntry* at(const Entries& entries, std::optional<std::int32_t> day) const;

  const ActorDictionary& actors_;
  std::function<std::string_view(std::string_view)> sector_of_;
  std::unordered_map<std::string, Entries> index_, adjectives_;
  std::unordered_map<std::string, Found> found_;
};

// Words of a name in small letters without marks, joined by single spaces: "Abdullah Gül" is "abdullah gul".
[[nodiscard]] std::string plain_name(std::string_view name);

}  // namespace detente::cli
