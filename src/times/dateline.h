// The date that a document gives itself: "BRUSSELS, Jan. 22, 2016 (Agency) - ...", "Published: 22 January 2016" or a line that is only a date.
// Looked for in the first lines; a date without year tells nothing. No state.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace detente {

[[nodiscard]] std::optional<std::int32_t> dateline_day(std::string_view text);

}  // namespace detente
