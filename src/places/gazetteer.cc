#include "places/gazetteer.h"

#include <array>

namespace detente {

std::string_view name(PlaceKind kind) {
  static constexpr std::array<std::string_view, kPlaceKindCount> names = {"country", "region",   "county",   "capital",   "seat", "city",
                                                                          "suburb",  "post",     "district", "territory", "area", "facility",
                                                                          "water",   "mountain", "desert",   "island"};
  return names[static_cast<std::size_t>(kind)];
}

Gazetteer::Gazetteer(std::string_view section) {
  ArrayReader in(section);
  places_ = in.take<Place>();
  refs_ = in.take<std::uint32_t>();
  slots_ = in.take<Slot>();
  countries_ = in.take<PoolString>();
  regions_ = in.take<PoolString>();
  words_ = in.take<HashSlot>();
  pool_ = in.take_bytes();
}

Gazetteer::Step Gazetteer::find(std::uint64_t key, Names& names) const {
  if (slots_.count == 0) return Step::none;
  const std::size_t mask = slots_.count - 1;
  const std::uint32_t tag = static_cast<std::uint32_t>(key) | 1U;
  for (std::size_t i = (key >> 33) & mask;; i = (i + 1) & mask) {
    const Slot& s = slots_[i];
    if (s.tag == 0) return Step::none;
    if (s.tag != tag) continue;
    if (s.value == kPrefixOnly) return Step::prefix;
    names.first = s.value;
    names.count = 1;
    while ((refs_[names.first + names.count - 1] >> kLastShift) == 0) ++names.count;
    return Step::names;
  }
}

std::uint32_t Gazetteer::word_classes(std::uint64_t atom) const {
  const HashSlot* s = find_hash(words_, atom | 1);
  return s == nullptr ? 0 : s->value;
}

}  // namespace detente
