// The `from` and `to` columns of the actor tables.
#pragma once
#include <cstdint>
#include <limits>
#include <string>

#include "util/date.h"
#include "util/error.h"

namespace detente {

// First (or last) day of a day, month or year; an open end ("-" or empty) is the extreme value. Throws Error that names `where`.
[[nodiscard]] inline std::int32_t day_bound(const std::string& s, bool last, const std::string& where) {
  if (s == "-" || s.empty()) return last ? std::numeric_limits<std::int32_t>::max() : std::numeric_limits<std::int32_t>::min();
  const auto range = parse_iso_range(s);
  if (!range) throw error_at(where, "bad date '" + s + "'");
  return last ? range->last : range->first;
}

}  // namespace detente
