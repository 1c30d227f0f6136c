// Days on the command line, for every verb that asks for one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace detente::cli {

// The first or last day of YYYY, YYYY-MM or YYYY-MM-DD; nothing when empty. Throws Error naming the option.
[[nodiscard]] std::optional<std::int32_t> day_option(const char* option, const std::string& text, bool last);

}  // namespace detente::cli
