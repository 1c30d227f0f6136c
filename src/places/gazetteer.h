// The gazetteer, compiled: every name of a place leads to the places that bear it. Names are matched as sequences of atoms
// (atoms.h); the words that make people's names and the ordinary words that are place names too lie beside it.
// Constant after construction, mapped memory.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "util/array_file.h"

namespace detente {

enum class PlaceKind : std::uint8_t {
  country,
  region,
  county,
  capital,
  seat,
  city,
  suburb,
  post,
  district,
  territory,
  area,
  facility,
  water,
  mountain,
  desert,
  island
};
inline constexpr int kPlaceKindCount = 16;
[[nodiscard]] std::string_view name(PlaceKind kind);

inline bool is_settlement(PlaceKind k) { return k >= PlaceKind::capital && k <= PlaceKind::district; }

struct Place {
  PoolString name;
  float lat = 0, lon = 0;
  std::uint32_t population = 0;
  std::uint16_t country = 0;  // index of the code, 0 none
  std::uint16_t admin1 = 0;   // index of the first-level region, 0 none
  PlaceKind kind = PlaceKind::city;
  std::uint8_t reserved[3] = {};
};

// How a name means its place.
// `other`: a name that has a place's words but means none ("White House").
enum class NameForm : std::uint8_t { name, alias, adjective, demonym, dotted, capitals, postal, other };

// What a word beside a name says of it (data/places/words.tsv, given_names.tsv, common_words.tsv), as bits.
namespace place_word {
inline constexpr std::uint32_t common = 1, given = 2, title = 4, street = 8, feature = 16, before = 32, admin = 64, venue = 128, settlement = 256,
                               resident = 512, organisation = 1024, media = 2048, team = 4096, near = 8192, prep = 16384, say = 32768, compass = 65536,
                               spot = 1U << 17U, gathering = 1U << 18U;
}

class Gazetteer {
 public:
  explicit Gazetteer(std::string_view section);

  // The places of one key, `count` 0 when there are none.
  struct Names {
    std::uint32_t first = 0, count = 0;
  };
  enum class Step : std::uint8_t { none, prefix, names };
  // Whether a key is that of a name, or only begins one.
  [[nodiscard]] Step find(std::uint64_t key, Names& names) const;

  [[nodiscard]] const Place& place(std::uint32_t name) const { return places_[refs_[name] & kPlaceMask]; }
  [[nodiscard]] const Place& place_of(std::uint32_t index) const { return places_[index]; }
  [[nodiscard]] std::size_t country_count() const { return countries_.size(); }
  [[nodiscard]] std::size_t region_count() const { return regions_.size(); }
  [[nodiscard]] std::uint32_t place_index(std::uint32_t name) const { return refs_[name] & kPlaceMask; }
  [[nodiscard]] NameForm form(std::uint32_t name) const { return static_cast<NameForm>(refs_[name] >> kFormShift & 7U); }
  [[nodiscard]] std::string_view text(PoolString s) const { return s.in(pool_); }
  [[nodiscard]] std::string_view country(std::uint16_t i) const { return text(countries_[i]); }
  [[nodiscard]] std::string_view admin1(std::uint16_t i) const { return text(regions_[i]); }

  // Classes of a single word, given by its atom: bits of WordClass.
  [[nodiscard]] std::uint32_t word_classes(std::uint64_t atom) const;

  static constexpr std::uint32_t kPlaceMask = 0xFFFFFFU;
  static constexpr unsigned kFormShift = 24, kLastShift = 31;

 private:
  friend std::string compile_places(const std::vector<std::string>& folders);
  struct Slot {
    std::uint32_t tag = 0, value = 0;
  };
  static constexpr std::uint32_t kPrefixOnly = 0xFFFFFFFFU;
  ArrayView<Place> places_;
  ArrayView<std::uint32_t> refs_;  // place, form, and whether it is the last of its key
  ArrayView<Slot> slots_;          // open addressing; tag 0: free
  ArrayView<PoolString> countries_, regions_;
  ArrayView<HashSlot> words_;
  std::string_view pool_;
};

// The tables of the folders' `places/` and the names of countries in `actors/countries.tsv` as a section.
// Throws Error with file and line.
[[nodiscard]] std::string compile_places(const std::vector<std::string>& folders);

}  // namespace detente
