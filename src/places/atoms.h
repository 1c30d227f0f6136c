// How place names are compared: as sequences of atoms, words in lower case without accents, full stops and apostrophes, cut at
// hyphens, with "St.", "Mt." and "Ft." written out. "Al-Ḩasakah" and "Al Hasakah" are the same name.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "util/hash.h"

namespace detente {

class PlaceAtoms {
 public:
  static constexpr std::size_t kMaxAtoms = 12;
  explicit PlaceAtoms(std::string_view word);
  std::uint64_t hash[kMaxAtoms] = {};
  std::size_t count = 0;
};

inline constexpr std::uint64_t kPlaceKeyStart = 0x70c3f7a95dULL;
constexpr std::uint64_t extend_place_key(std::uint64_t key, std::uint64_t atom) { return hash_combine(key, atom) | 1; }

// The key of a name of several words.
[[nodiscard]] std::uint64_t place_key(std::string_view name);

}  // namespace detente
