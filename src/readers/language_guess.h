// The language of a text, by its script and by its function words: enough to keep other languages away from the English coder.
// Pure functions, safe from any thread.
#pragma once
#include <string>
#include <string_view>

namespace detente {

// ISO 639-1, or empty when there is too little to tell.
[[nodiscard]] std::string guess_language(std::string_view title, std::string_view text);

}  // namespace detente
