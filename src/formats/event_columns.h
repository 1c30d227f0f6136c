// The columns of an event as a flat typed table, for CSV and Parquet: names, types, descriptions and how each is read. Constant.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "store/merge.h"

namespace detente::formats {

enum class ColumnType { text, integer, number, flag, date };
// Nothing where the event has no value. Dates are days since 1970-01-01.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool>;

struct EventColumn {
  std::string_view name;
  ColumnType type;
  bool required;
  std::string_view says;
  Cell (*value)(const MergedEvent&);
};
[[nodiscard]] std::span<const EventColumn> event_columns();

}  // namespace detente::formats
