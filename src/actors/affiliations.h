// What an actor also counts as, and when (data/actors/affiliations.tsv), compiled: the organisation that a person speaks for or that a
// mission is of, the members of a format of talks. Constant after construction.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "util/array_file.h"

namespace detente {

struct Affiliation {
  PoolString id, organisation;
  std::int32_t from, to;  // day numbers; open ends are the extreme values
};

// The folders' tables as a section. Throws Error with file and line.
[[nodiscard]] std::string compile_affiliations(const std::vector<std::string>& folders);

class Affiliations {
 public:
  explicit Affiliations(std::string_view section);
  // What `id` counts as on a day, and what that counts as in turn ("unifil-commander": UNIFIL, UN). Sorted, each once, without `id`.
  [[nodiscard]] std::vector<std::string_view> of(std::string_view id, std::int32_t day) const;
  // The same joined by ';'.
  [[nodiscard]] std::string codes(std::string_view id, std::int32_t day) const;

 private:
  ArrayView<Affiliation> rows_;  // sorted by id
  std::string_view pool_;
};

}  // namespace detente
