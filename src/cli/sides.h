// What the verbs on relations share: days on the command line, and sides with the members of an organisation.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "actors/memberships.h"
#include "model/container.h"
#include "relations/relation_report.h"

namespace detente::cli {

// The compiled table of memberships, out of the dictionaries (default: beside the program).
class MemberTable {
 public:
  explicit MemberTable(const std::string& dictionaries);
  [[nodiscard]] const Memberships& memberships() const { return memberships_; }

 private:
  Container file_;
  Memberships memberships_;
};

// The sides of a relation; with `members` an organisation counts with its members of that day (without: today's), save what the other
// side is named.
[[nodiscard]] std::pair<Side, Side> sides(const std::string& a, const std::string& b, const MemberTable* members, std::optional<std::int32_t> day);

}  // namespace detente::cli
