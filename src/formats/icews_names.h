// Sides as ICEWS names them: a country by its name, a kind of people as "Military (Russia)", whoever has a name by that; and its words for
// sectors. Constant tables.
#pragma once
#include <string>
#include <string_view>

#include "store/record.h"

namespace detente::formats {

[[nodiscard]] std::string icews_name(const StoredParty& party);
[[nodiscard]] std::string icews_sectors(const StoredParty& party);  // a comma between

}  // namespace detente::formats
