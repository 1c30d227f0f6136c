// Keeps hostile pages from the HTML parser: elements nested deeper than any page needs lose their tags (the text stays), since the
// parser's time grows with the square of the depth and its clean-up with the stack. Pure function.
#pragma once
#include <string>
#include <string_view>

namespace detente {

inline constexpr std::size_t kMaxHtmlDepth = 200;

// `html` without the tags that would open an element below kMaxHtmlDepth. Counts those in `dropped`.
[[nodiscard]] std::string limit_depth(std::string_view html, std::size_t& dropped);

}  // namespace detente
