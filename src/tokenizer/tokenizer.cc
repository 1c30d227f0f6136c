#include "tokenizer/tokenizer.h"

#include <algorithm>

#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace tf = tokenizer_features;

Tokenizer::Tokenizer(std::string_view section) {
  ArrayReader in(section);
  tokens_ = LinearModel(in.take<float>(), 3);
  ends_ = LinearModel(in.take<float>(), 2);
  fused_ = in.take<HashSlot>();
  abbreviations_ = in.take<HashSlot>();
}

namespace {

// A word, not punctuation, an abbreviation or a bracket.
bool is_plain_word(std::string_view form) {
  const char last = form.back();
  return (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') || (last >= '0' && last <= '9');
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Bytes of the white space at `pos`, 0 when there is none. ASCII and the spaces news text has (no-break, thin, BOM ...).
std::size_t space_length(std::string_view s, std::size_t pos) {
  const unsigned char c = static_cast<unsigned char>(s[pos]);
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) ? 1 : 0;
  if (c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3 && c != 0xEF) return 0;
  std::size_t next = pos;
  return utf8::is_space(utf8::next(s, next)) ? next - pos : 0;
}

char first_kind(std::string_view s) {
  std::size_t pos = 0;
  const char32_t c = utf8::next(s, pos);
  if (utf8::is_letter(c)) return utf8::is_upper(c) ? 'A' : 'a';
  if (utf8::is_digit(c)) return '0';
  return c == '"' || c == '\'' || c == 0x201C || c == 0x2018 ? '"' : c == '(' || c == '[' ? '(' : '.';
}

}  // namespace

bool is_hard_wrapped(std::string_view text) {
  std::size_t lines = 0, longest = 0, full = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    std::size_t end = std::min(text.find('\n', pos), text.size());
    longest = std::max(longest, end - pos);
    pos = end + 1;
  }
  if (longest < 45 || longest > 110) return false;
  for (std::size_t pos = 0; pos < text.size();) {
    std::size_t end = std::min(text.find('\n', pos), text.size());
    // A line that another line follows and that ends near the margin
    if (end + 1 < text.size() && text[end + 1] != '\n' && end > pos) {
      ++lines;
      full += end - pos + 25 > longest;
    }
    pos = end + 1;
  }
  return lines >= 2 && full * 4 >= lines * 3;
}

void Tokenizer::chunk(std::string_view text, std::size_t begin, std::size_t end, char next_kind, tf::Chunk& c, TokenizerWorkspace& ws) const {
  const auto emit = [&](std::size_t b, std::size_t e) {
    Token t;
    t.form = text.substr(b, e - b);
    t.span = {static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(e)};
    t.space_after = e == end;
    ws.tokens.push_back(t);
    ws.gap.push_back(0);
  };
  const std::string_view s = text.substr(begin, end - begin);
  const std::size_t first = ws.tokens.size();
  const bool letters = std::all_of(s.begin(), s.end(), is_ascii_letter);
  if (letters || s.size() > kMaxChunkBytes || s.size() == 1) {
    const HashSlot* fused = letters && s.size() > 2 && s.size() < 12 ? find_hash(fused_, token_key(s)) : nullptr;
    if (fused == nullptr) {
      emit(begin, end);
    } else {
      emit(begin, begin + fused->value);
      emit(begin + fused->value, end);
      ws.tokens[first].range_words = 2;
      ws.tokens[first].range_form = s;
    }
    return;
  }
  tf::decode(s, c);
  c.next_kind = next_kind;
  c.abbreviation = Abbreviation::none;
  if (s.back() == '.')
    if (const HashSlot* a = find_hash(abbreviations_, token_key(s))) c.abbreviation = static_cast<Abbreviation>(a->value);
  std::size_t word = begin;   // start of the current word
  std::size_t range = first;  // first word of the current multiword token
  std::size_t range_begin = begin;
  const auto close_range = [&](std::size_t stop) {
    const std::size_t words = ws.tokens.size() - range;
    if (words > 1) {
      ws.tokens[range].range_words = static_cast<std::uint8_t>(std::min<std::size_t>(words, 255));
      ws.tokens[range].range_form = text.substr(range_begin, stop - range_begin);
    }
    range = ws.tokens.size();
    range_begin = stop;
  };
  // "on January 25." at the end of a paragraph: no ordinal, as it is where a line begins
  const std::string_view number = text.substr(begin, end - begin - 1);
  const bool ends_with_number = next_kind == ' ' && text[end - 1] == '.' && !number.empty() && !ws.gap.empty() && ws.gap.back() != 2 &&
                                std::all_of(number.begin(), number.end(), [](char ch) { return ch >= '0' && ch <= '9'; });
  for (std::size_t i = 1; i < c.chars.size(); ++i) {
    if (!tf::is_candidate(c, i)) continue;
    FeatureList features;
    tf::boundary(c, i, features);
    const int decision = ends_with_number && i + 1 == c.chars.size() ? 1 : tokens_.best(features);
    if (decision == 0) continue;
    const std::size_t cut = begin + c.chars[i].begin;
    emit(word, cut);
    word = cut;
    if (decision == 1) close_range(cut);
  }
  emit(word, end);
  close_range(end);
}

void Tokenizer::run(std::string_view text, TokenizerWorkspace& ws, std::vector<Sentence>& out) const {
  ws.tokens.clear();
  ws.gap.clear();
  const bool wrapped = is_hard_wrapped(text);
  tf::Chunk scratch;
  std::size_t pos = 0;
  std::size_t begin = std::string_view::npos;  // of a chunk whose end is known but not what follows
  std::size_t end = 0;
  int newlines = 0;
  while (true) {
    while (pos < text.size()) {
      const std::size_t n = space_length(text, pos);
      if (n == 0) break;
      newlines += text[pos] == '\n';
      pos += n;
    }
    const bool more = pos < text.size();
    if (begin != std::string_view::npos) {
      const bool paragraph = newlines >= 2 || (newlines == 1 && !wrapped);
      chunk(text, begin, end, !more || paragraph ? ' ' : first_kind(text.substr(pos, 4)), scratch, ws);
      ws.gap.back() = !more || newlines >= 2 ? 2 : newlines == 1 && !wrapped ? 2 : 0;
    }
    if (!more) break;
    newlines = 0;
    begin = pos;
    while (pos < text.size()) {
      if (is_ascii_letter(text[pos])) {
        ++pos;
        continue;
      }
      if (space_length(text, pos) > 0) break;
      ++pos;
    }
    end = pos;
  }
  sentences(text, ws, out);
}

void Tokenizer::sentences(std::string_view text, TokenizerWorkspace& ws, std::vector<Sentence>& out) const {
  (void)text;
  const std::size_t n = ws.tokens.size();
  std::size_t first = 0;
  int quotes = 0;
  int brackets = 0;
  // Only a long text on one line may have lost its line breaks; elsewhere a sentence does not end after a plain word inside a line.
  const bool lost_breaks =
      n > kLongLine && std::find(ws.gap.begin(), ws.gap.begin() + static_cast<std::ptrdiff_t>(n - 1), 2) == ws.gap.begin() + static_cast<std::ptrdiff_t>(n - 1);
  for (std::size_t i = 0; i < n; ++i) {
    const Token& t = ws.tokens[i];
    tf::track_pairs(t.form, quotes, brackets);
    bool end = i + 1 == n || ws.gap[i] == 2;
    const bool paragraph = end;
    if (!end && tf::may_end(ws.tokens, i)) {
      Abbreviation abbreviation = Abbreviation::none;
      if (t.form.back() == '.' && t.form.size() > 1)
        if (const HashSlot* a = find_hash(abbreviations_, token_key(t.form))) abbreviation = static_cast<Abbreviation>(a->value);
      FeatureList features;
      tf::sentence_end({ws.tokens, ws.gap, first, quotes, brackets}, i, abbreviation, features);
      end = ends_.best(features) == 1 && (lost_breaks || !is_plain_word(t.form));
    }
    if (!end && i + 1 - first >= kMaxSentenceTokens && t.space_after) end = true;
    if (!end) continue;
    Sentence& s = out.emplace_back();
    s.tokens.assign(ws.tokens.begin() + static_cast<std::ptrdiff_t>(first), ws.tokens.begin() + static_cast<std::ptrdiff_t>(i + 1));
    s.span = {s.tokens.front().span.begin, s.tokens.back().span.end};
    s.ends_paragraph = paragraph;
    if (paragraph) quotes = brackets = 0;
    first = i + 1;
  }
}

}  // namespace detente
