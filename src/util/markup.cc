#include "util/markup.h"

#include "util/utf8.h"

namespace detente {

std::string markup_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = utf8::next(text, i);
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF) out += ' ';
    else if (c == 0xFFFD) out += "\xEF\xBF\xBD";
    else out += text.substr(start, i - start);
  }
  return out;
}

}  // namespace detente
