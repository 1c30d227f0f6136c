#include "cli/day_option.h"

#include "util/date.h"
#include "util/error.h"

namespace detente::cli {

std::optional<std::int32_t> day_option(const char* option, const std::string& text, bool last) {
  if (text.empty()) return std::nullopt;
  const std::optional<DayRange> days = parse_iso_range(text);
  if (!days) throw Error(std::string(option) + " '" + text + "' is no date (YYYY, YYYY-MM or YYYY-MM-DD)");
  return last ? days->last : days->first;
}

}  // namespace detente::cli
