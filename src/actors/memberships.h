// Who belonged to which organisation when (data/actors/memberships.tsv), compiled. Constant after construction.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "util/array_file.h"

namespace detente {

struct Membership {
  PoolString organisation, member, note;
  std::int32_t from, to;     // day numbers; open ends are the extreme values
  std::uint8_t resting = 0;  // suspended, or only an observer or associate
};

// The folders' tables as a section. Throws Error with file and line.
[[nodiscard]] std::string compile_memberships(const std::vector<std::string>& folders);

class Memberships {
 public:
  explicit Memberships(std::string_view section);
  // Full members of an organisation on a day, or organisations of a member; suspended ones left out. Sorted by id.
  [[nodiscard]] std::vector<std::string_view> members(std::string_view organisation, std::int32_t day) const;
  [[nodiscard]] std::vector<std::string_view> organisations(std::string_view member, std::int32_t day) const;

 private:
  [[nodiscard]] std::vector<std::string_view> collect(std::string_view wanted, bool by_organisation, std::int32_t day) const;
  ArrayView<Membership> rows_;
  std::string_view pool_;
};

}  // namespace detente
