// Text inside XML, HTML and SVG.
#pragma once
#include <string>
#include <string_view>

namespace detente {

// Valid for elements and attributes in double quotes; what XML does not know (control bytes, line ends among them) becomes a blank.
[[nodiscard]] std::string markup_text(std::string_view text);

}  // namespace detente
