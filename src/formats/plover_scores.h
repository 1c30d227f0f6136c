// PLOVER's conflict-cooperation scale: a value for each type, a finer one for most modes. Constant table.
#pragma once
#include <string_view>

#include "event/event_type.h"

namespace detente::formats {

// `modes`: joined by ';'; the first that has a value counts. 0 for no type.
[[nodiscard]] double plover_score(EventType type, std::string_view modes);
// "VERBAL COOPERATION" and so on for the classes 1 to 4; empty for others.
[[nodiscard]] std::string_view quad_words(int quad);

}  // namespace detente::formats
