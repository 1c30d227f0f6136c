#include "util/utf8.h"

namespace detente::utf8 {

namespace {

bool is_tail(unsigned char c) { return (c & 0xC0) == 0x80; }

// Length of the valid sequence at `pos`, 0 when there is none (overlong, surrogate, truncated).
std::size_t sequence_length(std::string_view s, std::size_t pos) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char c = byte(pos);
  const std::size_t left = s.size() - pos;
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c <= 0xDF) return left >= 2 && is_tail(byte(pos + 1)) ? 2 : 0;
  if (c >= 0xE0 && c <= 0xEF) {
    if (left < 3 || !is_tail(byte(pos + 1)) || !is_tail(byte(pos + 2))) return 0;
    if (c == 0xE0 && byte(pos + 1) < 0xA0) return 0;
    if (c == 0xED && byte(pos + 1) > 0x9F) return 0;
    return 3;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    if (left < 4 || !is_tail(byte(pos + 1)) || !is_tail(byte(pos + 2)) || !is_tail(byte(pos + 3))) return 0;
    if (c == 0xF0 && byte(pos + 1) < 0x90) return 0;
    if (c == 0xF4 && byte(pos + 1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

bool is_bad_control(unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

}  // namespace

char32_t next(std::string_view s, std::size_t& pos) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(s[i])); };
  const std::size_t n = sequence_length(s, pos);
  const std::size_t at = pos;
  pos += n == 0 ? 1 : n;
  switch (n) {
    case 1: return byte(at);
    case 2: return ((byte(at) & 0x1F) << 6) | (byte(at + 1) & 0x3F);
    case 3: return ((byte(at) & 0x0F) << 12) | ((byte(at + 1) & 0x3F) << 6) | (byte(at + 2) & 0x3F);
    case 4: return ((byte(at) & 0x07) << 18) | ((byte(at + 1) & 0x3F) << 12) | ((byte(at + 2) & 0x3F) << 6) | (byte(at + 3) & 0x3F);
    default: return 0xFFFD;
  }
}

void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t find_invalid(std::string_view s) {
  for (std::size_t pos = 0; pos < s.size();) {
    const std::size_t n = sequence_length(s, pos);
    if (n == 0) return pos;
    pos += n;
  }
  return std::string_view::npos;
}

std::size_t repair(std::string& text) {
  std::size_t first = 0;
  while (first < text.size()) {
    const std::size_t n = sequence_length(text, first);
    if (n == 0 || is_bad_control(static_cast<unsigned char>(text[first]))) break;
    first += n;
  }
  if (first == text.size()) return 0;
  std::string out(text, 0, first);
  std::size_t replaced = 0;
  for (std::size_t pos = first; pos < text.size();) {
    const std::size_t n = sequence_length(text, pos);
    if (n == 0) {
      append(out, 0xFFFD);
      ++replaced;
      ++pos;
    } else if (is_bad_control(static_cast<unsigned char>(text[pos]))) {
      out += ' ';
      ++replaced;
      ++pos;
    } else {
      out.append(text, pos, n);
      pos += n;
    }
  }
  text.swap(out);
  return replaced;
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x130) return 'i';
  if (c == 0x178) return 0xFF;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c & 1 ? c + 1 : c;
  if ((c >= 0x100 && c <= 0x177) || (c >= 0x1CD && c <= 0x233) || (c >= 0x1E00 && c <= 0x1EFF)) return c & 1 ? c : c + 1;
  return c;
}

bool is_upper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : to_lower(c) != c; }

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0x250 && c <= 0x2AF) ||
         (c >= 0x300 && c <= 0x1FFF) || (c >= 0x2C00 && c <= 0x2DFF) || (c >= 0x3040 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDFF);
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

void lower_into(std::string_view text, std::string& out) {
  out.clear();
  bool ascii = true;
  for (char c : text) {
    ascii &= static_cast<unsigned char>(c) < 0x80;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  if (ascii) return;
  out.clear();
  for (std::size_t pos = 0; pos < text.size();) append(out, to_lower(next(text, pos)));
}

std::string lower(std::string_view text) {
  std::string out;
  lower_into(text, out);
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace detente::utf8
