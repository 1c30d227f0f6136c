// Which blocks of a page are its story: an own scorer in the manner of Readability (paragraphs vote for what holds them).
#pragma once
#include <string>
#include <string_view>

#include "readers/html_tree.h"

namespace detente {

// Paragraphs apart by a blank line. `title` is left out where a block repeats it.
[[nodiscard]] std::string main_text(const GumboNode* root, std::string_view title);

}  // namespace detente
