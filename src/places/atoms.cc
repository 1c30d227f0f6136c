#include "places/atoms.h"

#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

// Base letters of U+00C0..U+024F and U+1E00..U+1EFF; a full stop where there is none.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggg"
    "hhhhiiiiiiiiii..jjkkkllllllllllnnnnnn.nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs........"
    "......aae...............oo.............uu............................aaiioouuuuuuuuuuaaaaaaa..ggkkoo"
    "oo..j...gg..nnaaaaooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";
constexpr std::string_view kLatinAdditional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss"
    "ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s..s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee"
    "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

char32_t fold(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c < 0xC0) return c;
  char base = '.';
  if (c < 0x250) base = kLatin[c - 0xC0];
  else if (c >= 0x1E00 && c < 0x1F00) base = kLatinAdditional[c - 0x1E00];
  return base == '.' ? utf8::to_lower(c) : static_cast<char32_t>(base);
}

bool is_dropped(char32_t c) {
  return c == '.' || c == ',' || c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || (c >= 0x2B9 && c <= 0x2BF) || (c >= 0x300 && c < 0x370) || c == 0xB4;
}

bool is_cut(char32_t c) { return c == '-' || c == '/' || c == 0x2010 || c == 0x2011 || c == 0x2013; }

constexpr std::uint64_t kSaint = hash_bytes("saint"), kMount = hash_bytes("mount"), kFort = hash_bytes("fort");

// Abbreviated first words are written out.
std::uint64_t expanded(std::uint64_t h) {
  if (h == hash_bytes("st") || h == hash_bytes("ste")) return kSaint;
  if (h == hash_bytes("mt")) return kMount;
  if (h == hash_bytes("ft")) return kFort;
  return h;
}

}  // namespace

PlaceAtoms::PlaceAtoms(std::string_view word) {
  constexpr std::uint64_t kBasis = 0xcbf29ce484222325ULL;  // as hash_bytes begins
  std::uint64_t h = kBasis;
  bool any = false;
  const auto close = [&] {
    if (any && count < kMaxAtoms) hash[count++] = expanded(mix_hash(h));
    h = kBasis;
    any = false;
  };
  for (std::size_t pos = 0; pos < word.size();) {
    const char32_t c = utf8::next(word, pos);
    if (is_cut(c)) {
      close();
      continue;
    }
    if ((c == '\'' || c == 0x2019) && (word.substr(pos) == "s" || word.substr(pos) == "S")) close();  // as the tokenizer cuts
    if (is_dropped(c)) continue;
    const char32_t f = fold(c);
    h ^= f & 0xFFU;
    h *= 0x100000001b3ULL;
    if (f > 0xFF) {
      h ^= f >> 8U;
      h *= 0x100000001b3ULL;
    }
    any = true;
  }
  close();
}

std::uint64_t place_key(std::string_view name) {
  std::uint64_t key = kPlaceKeyStart;
  std::size_t at = 0;
  while (at < name.size()) {
    std::size_t end = name.find(' ', at);
    if (end == std::string_view::npos) end = name.size();
    const PlaceAtoms atoms(name.substr(at, end - at));
    for (std::size_t i = 0; i < atoms.count; ++i) key = extend_place_key(key, atoms.hash[i]);
    at = end + 1;
  }
  return key;
}

}  // namespace detente
