#include "model/features.h"

#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

// Byte offset just after the first `n` code points, or the size.
std::size_t prefix_end(std::string_view s, int n) {
  std::size_t pos = 0;
  for (; n > 0 && pos < s.size(); --n) {
    ++pos;
    while (pos < s.size() && (static_cast<unsigned char>(s[pos]) & 0xC0) == 0x80) ++pos;
  }
  return pos;
}

// Byte offset of the last `n` code points.
std::size_t suffix_begin(std::string_view s, int n) {
  std::size_t pos = s.size();
  for (; n > 0 && pos > 0; --n) {
    --pos;
    while (pos > 0 && (static_cast<unsigned char>(s[pos]) & 0xC0) == 0x80) --pos;
  }
  return pos;
}

// "Obama's" -> "Xx'x": character classes with runs collapsed to two.
std::uint64_t shape_hash(std::string_view form) {
  char shape[24];
  std::size_t n = 0;
  char last = 0;
  int run = 0;
  for (std::size_t pos = 0; pos < form.size() && n < sizeof shape;) {
    const char32_t c = utf8::next(form, pos);
    char k = c < 0x80 ? static_cast<char>(c) : '?';
    if (utf8::is_digit(c)) k = '0';
    else if (utf8::is_letter(c)) k = utf8::is_upper(c) ? 'X' : 'x';
    run = k == last ? run + 1 : 1;
    last = k;
    if (run <= 2) shape[n++] = k;
  }
  return hash_bytes({shape, n}, 7);
}

}  // namespace

void form_features(std::string_view form, std::string& normal, std::array<std::uint64_t, kAffixFeatures>& affixes) {
  utf8::lower_into(form, normal);
  std::size_t out = 0;
  for (std::size_t i = 0; i < normal.size(); ++i) {
    char c = normal[i];
    if (c >= '0' && c <= '9') c = '0';
    const std::string_view rest = std::string_view(normal).substr(i, 3);
    if (rest == "\u2019" || rest == "\u2018") {
      c = '\'';
      i += 2;
    } else if (rest == "\u201c" || rest == "\u201d") {
      c = '"';
      i += 2;
    } else if (rest == "\u2013" || rest == "\u2014") {
      c = '-';
      i += 2;
    }
    normal[out++] = c;
  }
  normal.resize(out);
  const std::string_view s = normal;
  affixes[0] = hash_bytes(s.substr(0, prefix_end(s, 1)), 1);
  affixes[1] = hash_bytes(s.substr(0, prefix_end(s, 2)), 2);
  affixes[2] = hash_bytes(s.substr(0, prefix_end(s, 3)), 3);
  affixes[3] = hash_bytes(s.substr(suffix_begin(s, 1)), 4);
  affixes[4] = hash_bytes(s.substr(suffix_begin(s, 2)), 5);
  affixes[5] = hash_bytes(s.substr(suffix_begin(s, 3)), 6);
  affixes[6] = hash_bytes(s.substr(suffix_begin(s, 4)), 8);
  affixes[7] = shape_hash(form);
}

}  // namespace detente
