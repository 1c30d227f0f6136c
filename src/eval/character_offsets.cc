#include "eval/character_offsets.h"

#include "util/utf8.h"

namespace detente {

std::vector<std::uint32_t> character_offsets(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (std::size_t pos = 0; pos < text.size();) {
    out.push_back(static_cast<std::uint32_t>(pos));
    utf8::next(text, pos);
  }
  out.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

}  // namespace detente
