#include "cli/sides.h"

#include <algorithm>
#include <chrono>

#include "pipeline/language.h"
#include "util/date.h"
#include "util/error.h"

namespace detente::cli {

namespace {

std::int32_t today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<std::int32_t>(now.time_since_epoch().count());
}

Side one_side(const std::string& name, const std::string& other, const MemberTable* members, std::int32_t day) {
  Side side{name, {name}};
  if (members == nullptr) return side;
  for (const std::string_view member : members->memberships().members(name, day))
    if (member != other) side.codes.emplace_back(member);
  return side;
}

}  // namespace

MemberTable::MemberTable(const std::string& dictionaries)
    : file_(dictionaries.empty() ? find_runtime_file("detente.data") : dictionaries), memberships_(file_.section("memberships")) {}

std::pair<Side, Side> sides(const std::string& a, const std::string& b, const MemberTable* members, std::optional<std::int32_t> day) {
  const std::int32_t on = day.value_or(today());
  return {one_side(a, b, members, on), one_side(b, a, members, on)};
}

}  // namespace detente::cli
