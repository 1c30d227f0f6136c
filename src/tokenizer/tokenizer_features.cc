// Features of token and sentence boundaries; training and use must agree, so both call these.
#include "tokenizer/tokenizer.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

// Curly and straight quotes, the dashes, and no-break spaces count as one character each.
char32_t fold(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x60:
    case 0xB4: return '\'';
    case 0x201C:
    case 0x201D:
    case 0xAB:
    case 0xBB:
    case 0x201E: return '"';
    case 0x2013:
    case 0x2014:
    case 0x2212: return 0x2013;
    default: return utf8::to_lower(c);
  }
}

char kind_of(char32_t c) {
  if (utf8::is_letter(c)) return utf8::is_upper(c) ? 'A' : 'a';
  if (utf8::is_digit(c)) return '0';
  c = fold(c);
  if (c == 0x2013) return '_';
  return c < 0x80 ? static_cast<char>(c) : '?';
}

std::uint64_t folded_hash(std::string_view s) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (std::size_t pos = 0; pos < s.size();) {
    h ^= fold(utf8::next(s, pos));
    h *= 0x100000001b3ULL;
  }
  return mix_hash(h);
}

bool is_word_kind(char k) { return k == 'a' || k == 'A'; }

std::uint64_t shape(std::string_view form) {
  std::uint64_t h = 0;
  char last = 0;
  int run = 0;
  int n = 0;
  for (std::size_t pos = 0; pos < form.size() && n < 8;) {
    const char k = kind_of(utf8::next(form, pos));
    run = k == last ? run + 1 : 1;
    last = k;
    if (run > 2) continue;
    h = h * 257 + static_cast<unsigned char>(k);
    ++n;
  }
  return h;
}

}  // namespace

std::uint64_t token_key(std::string_view form) { return folded_hash(form) | 1; }

namespace tokenizer_features {

void decode(std::string_view text, Chunk& chunk) {
  chunk.text = text;
  chunk.chars.clear();
  for (std::size_t pos = 0; pos < text.size();) {
    Character c;
    c.begin = static_cast<std::uint32_t>(pos);
    const char32_t code = utf8::next(text, pos);
    c.kind = kind_of(code);
    c.code = fold(code);
    chunk.chars.push_back(c);
  }
  chunk.lower_hash = folded_hash(text);
  const bool at = text.find('@') != std::string_view::npos;
  chunk.address = text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos || at;
}

bool is_candidate(const Chunk& chunk, std::size_t i) {
  const auto& c = chunk.chars;
  const char a = c[i - 1].kind;
  const char b = c[i].kind;
  // "n't", with or without what stands for the apostrophe
  if (c[i].code == 'n' && i + 2 < c.size() && c[i + 1].code == '\'' && c[i + 2].code == 't') return true;
  if (is_word_kind(a) && is_word_kind(b)) return false;
  return a != '0' || b != '0';
}

void boundary(const Chunk& chunk, std::size_t i, FeatureList& out) {
  const auto& c = chunk.chars;
  const auto n = static_cast<std::ptrdiff_t>(c.size());
  const auto at = [&](std::ptrdiff_t k) -> std::uint64_t { return k < 0 || k >= n ? 1 : c[static_cast<std::size_t>(k)].code; };
  const auto kind = [&](std::ptrdiff_t k) -> std::uint64_t { return k < 0 || k >= n ? 1 : static_cast<unsigned char>(c[static_cast<std::size_t>(k)].kind); };
  const auto p = static_cast<std::ptrdiff_t>(i);
  const std::uint64_t pair = at(p - 1) << 21 | at(p);
  const std::uint64_t kinds = kind(p - 2) << 24 | kind(p - 1) << 16 | kind(p) << 8 | kind(p + 1);
  const std::uint64_t left = folded_hash(chunk.text.substr(0, c[i].begin));
  const std::uint64_t right = folded_hash(chunk.text.substr(c[i].begin));
  // The word just before and just after: letters up to the next other character.
  std::ptrdiff_t l = p;
  while (l > 0 && is_word_kind(c[static_cast<std::size_t>(l - 1)].kind)) --l;
  if (l == p && l > 0) {
    --l;
    while (l > 0 && is_word_kind(c[static_cast<std::size_t>(l - 1)].kind)) --l;
  }
  std::ptrdiff_t r = p;
  if (!is_word_kind(c[i].kind)) ++r;
  while (r < n && is_word_kind(c[static_cast<std::size_t>(r)].kind)) ++r;
  const auto byte = [&](std::ptrdiff_t k) { return k >= n ? chunk.text.size() : c[static_cast<std::size_t>(k)].begin; };
  const std::uint64_t left_word = folded_hash(chunk.text.substr(byte(l), byte(p) - byte(l)));
  const std::uint64_t right_word = folded_hash(chunk.text.substr(byte(p), byte(r) - byte(p)));
  const std::uint64_t end = (p + 1 == n ? 1U : 0U) | (p == n - 2 ? 2U : 0U) | (chunk.address ? 4U : 0U);
  const std::uint64_t abbreviation = static_cast<std::uint64_t>(chunk.abbreviation) << 8 | static_cast<unsigned char>(chunk.next_kind);
  out.add(0, 0);
  out.add(1, pair);
  out.add(2, hash_combine(pair, at(p - 2)));
  out.add(3, hash_combine(pair, at(p + 1)));
  out.add(4, kinds);
  out.add(5, hash_combine(kinds, kind(p - 3) << 8 | kind(p + 2)));
  out.add(6, hash_combine(pair, end));
  out.add(7, left);
  out.add(8, right);
  out.add(9, hash_combine(left, at(p)));
  out.add(10, hash_combine(left_word, right_word));
  out.add(11, hash_combine(left_word, at(p)));
  out.add(12, hash_combine(right_word, at(p - 1)));
  out.add(13, hash_combine(chunk.lower_hash, i));
  out.add(14, hash_combine(abbreviation, at(p) << 3 | end));
  out.add(15, hash_combine(kinds, end << 8 | kind(0)));
  out.add(16, hash_combine(kinds, abbreviation << 3 | end));
  out.add(17, hash_combine(at(p), std::min<std::uint64_t>(i, 4) << 8 | std::min<std::uint64_t>(c.size() - i, 4)));
  out.add(18, hash_combine(kind(0) << 8 | kind(n - 1), kinds));
}

bool may_end(const std::vector<Token>& tokens, std::size_t i) {
  const Token& t = tokens[i];
  if (!t.space_after) return false;
  const char k = kind_of([&] {
    std::size_t p = 0;
    return utf8::next(t.form, p);
  }());
  std::size_t p = 0;
  const char next = kind_of(utf8::next(tokens[i + 1].form, p));
  return !(is_word_kind(k) || k == '0') || next != 'a';
}

void sentence_end(const Context& x, std::size_t i, Abbreviation abbreviation, FeatureList& out) {
  const std::vector<Token>& t = x.tokens;
  const auto form = [&](std::ptrdiff_t k) -> std::string_view {
    return k < static_cast<std::ptrdiff_t>(x.first) || k >= static_cast<std::ptrdiff_t>(t.size()) ? std::string_view() : t[static_cast<std::size_t>(k)].form;
  };
  const auto p = static_cast<std::ptrdiff_t>(i);
  const std::uint64_t prev = folded_hash(form(p)), prev2 = folded_hash(form(p - 1)), next = folded_hash(form(p + 1)), next2 = folded_hash(form(p + 2));
  const std::uint64_t prev_shape = shape(form(p)), prev2_shape = shape(form(p - 1)), next_shape = shape(form(p + 1)), next2_shape = shape(form(p + 2));
  const std::uint64_t length = std::min<std::size_t>(i - x.first, 30) / 3;
  const std::uint64_t open = static_cast<std::uint64_t>((x.open_quotes > 0 ? 1 : 0) | (x.open_brackets > 0 ? 2 : 0));
  const std::uint64_t gap = x.gap[i];
  const std::uint64_t abbr = static_cast<std::uint64_t>(abbreviation);
  out.add(50, 0);
  out.add(51, prev);
  out.add(52, next);
  out.add(53, hash_combine(prev, next));
  out.add(54, hash_combine(prev, next_shape));
  out.add(55, hash_combine(prev_shape, next));
  out.add(56, hash_combine(prev_shape, next_shape));
  out.add(57, hash_combine(hash_combine(prev, prev2_shape), next_shape));
  out.add(58, hash_combine(hash_combine(prev, prev2), next_shape));
  out.add(59, hash_combine(hash_combine(prev, next_shape), next2_shape));
  out.add(60, hash_combine(hash_combine(prev, next), next2_shape));
  out.add(61, hash_combine(prev, open));
  out.add(62, hash_combine(hash_combine(prev, open), next_shape));
  out.add(63, hash_combine(prev_shape, length));
  out.add(64, hash_combine(hash_combine(prev_shape, next_shape), length));
  out.add(65, hash_combine(abbr, next_shape));
  out.add(66, hash_combine(abbr, next));
  out.add(67, gap);
  out.add(68, hash_combine(hash_combine(gap, prev_shape), next_shape));
  out.add(69, hash_combine(next, next2));
  out.add(70, hash_combine(prev2_shape, hash_combine(prev_shape, hash_combine(next_shape, next2_shape))));
  out.add(71, hash_combine(prev2, prev));
  out.add(72, next2);
  out.add(73, hash_combine(prev2, next_shape));
  out.add(74, hash_combine(folded_hash(form(static_cast<std::ptrdiff_t>(x.first))), prev_shape));
  out.add(75, hash_combine(length == 0 ? 1 : 0, hash_combine(prev, next_shape)));
}

void track_pairs(std::string_view form, int& quotes, int& brackets) {
  if (form == "(" || form == "[") ++brackets;
  else if ((form == ")" || form == "]") && brackets > 0) --brackets;
  else if (form == "\"" || form == "''" || form == "``") quotes = quotes > 0 ? 0 : 1;
  else if (form == "\u201C") quotes = 1;
  else if (form == "\u201D") quotes = 0;
}

}  // namespace tokenizer_features

}  // namespace detente
