// Appending JSON text: the few helpers that the hot path of output needs. Reading JSON is simdjson's.
#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace detente::json {

// `s` as a JSON string with quotes. UTF-8 goes through; control bytes are escaped. REQUIRES: s is valid UTF-8.
inline void append_string(std::string& out, std::string_view s) {
  out += '"';
  std::size_t done = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(s[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(s.substr(done, i - done));
    done = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      default: {
        constexpr char digits[] = "0123456789abcdef";
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
      }
    }
  }
  out.append(s.substr(done));
  out += '"';
}

inline void append_string_or_null(std::string& out, std::string_view s) {
  if (s.empty()) out += "null";
  else append_string(out, s);
}

inline void append_int(std::string& out, std::int64_t v) {
  char buffer[24];
  const auto r = std::to_chars(buffer, buffer + sizeof buffer, v);
  out.append(buffer, r.ptr);
}

// With `digits` digits after the point, at most.
inline void append_number(std::string& out, double v, int digits) {
  char buffer[40];
  const auto r = std::to_chars(buffer, buffer + sizeof buffer, v, std::chars_format::fixed, digits);
  out.append(buffer, r.ptr);
}

// "a;b" as ["a","b"].
inline void append_list(std::string& out, std::string_view joined) {
  out += '[';
  for (std::size_t pos = 0; pos < joined.size();) {
    const std::size_t end = joined.find(';', pos);
    if (pos > 0) out += ',';
    append_string(out, joined.substr(pos, end == std::string_view::npos ? end : end - pos));
    pos = end == std::string_view::npos ? joined.size() : end + 1;
  }
  out += ']';
}

}  // namespace detente::json
