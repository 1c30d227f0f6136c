// Gold annotations that count characters: from characters to bytes.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace detente {

// The byte at which each character (code point) of `text` begins, and its size at the end.
[[nodiscard]] std::vector<std::uint32_t> character_offsets(std::string_view text);

}  // namespace detente
