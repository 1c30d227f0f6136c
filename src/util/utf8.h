// UTF-8 without allocation: decoding one code point at a time, validation and repair, simple case folding.
// Case folding covers Latin, Greek and Cyrillic, which is all that names in English news need.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace detente::utf8 {

// The code point at `pos`, which is moved past it. An invalid byte gives U+FFFD and moves by one.
// REQUIRES: pos < text.size()
char32_t next(std::string_view text, std::size_t& pos);

void append(std::string& out, char32_t c);

// Byte offset of the first invalid sequence, or npos.
std::size_t find_invalid(std::string_view text);

// Every invalid byte replaced by U+FFFD, NUL and other C0 controls except tab, newline and carriage return by a space.
// Returns how many bytes were replaced.
std::size_t repair(std::string& text);

char32_t to_lower(char32_t c);
bool is_upper(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_space(char32_t c);

// Lower-cased copy appended to `out` (cleared first).
void lower_into(std::string_view text, std::string& out);
std::string lower(std::string_view text);
// The letters of ASCII alone: for names of protocols and markup.
std::string lower_ascii(std::string_view text);

}  // namespace detente::utf8
