// The story of an HTML page: main text without navigation, adverts, asides and comments; title, date, outlet and address from JSON-LD,
// Open Graph and other metadata, the page itself, or its address. Pure functions; memory is a few times the page.
#pragma once
#include <string>
#include <string_view>

#include "text/document.h"

namespace detente {

// Fills title, text, published, outlet and url; the text may stay empty. `url`: where the page was found, empty when unknown.
[[nodiscard]] Document read_page(std::string_view html, const std::string& url);

// The text of a piece of HTML, paragraphs apart by a blank line, with nothing taken for aside; markup that was escaped twice is
// unescaped once more.
[[nodiscard]] std::string html_to_text(std::string_view html);

}  // namespace detente
