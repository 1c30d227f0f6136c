#include "relations/sentence_words.h"

#include "util/utf8.h"

namespace detente {

namespace {

bool ends(const std::string& s, std::string_view suffix, std::size_t least) { return s.size() >= suffix.size() + least && s.ends_with(suffix); }

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

void close(std::vector<SentenceWord>& words, SentenceWord& open) {
  if (open.lower.empty()) return;
  open.stem = stem_of(open.lower);
  words.push_back(std::move(open));
  open = {};
}

}  // namespace

std::string stem_of(std::string_view word) {
  std::string s(word);
  if (ends(s, "ies", 2) || ends(s, "ied", 2)) {
    s.resize(s.size() - 3);
    s += 'y';
  } else if (ends(s, "ing", 3)) {
    s.resize(s.size() - 3);
  } else if (ends(s, "eed", 3)) {  // agreed
    s.pop_back();
  } else if (ends(s, "ed", 3) && !ends(s, "eed", 1)) {
    s.resize(s.size() - 2);
  } else if (ends(s, "es", 2) && (ends(s, "ses", 1) || ends(s, "xes", 1) || ends(s, "ches", 1) || ends(s, "shes", 1))) {
    s.resize(s.size() - 2);
  } else if (ends(s, "s", 3) && !ends(s, "ss", 1) && !ends(s, "us", 1) && !ends(s, "is", 1)) {
    s.pop_back();
  }
  if (ends(s, "e", 3)) s.pop_back();
  if (s.size() > 3 && s[s.size() - 1] == s[s.size() - 2] && !is_vowel(s.back())) s.pop_back();
  return s;
}

std::vector<SentenceWord> sentence_words(std::string_view text) {
  std::vector<SentenceWord> words;
  SentenceWord open;
  char mark = ' ';
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t at = pos;
    char32_t c = utf8::next(text, pos);
    const char32_t peek = pos < text.size() ? static_cast<unsigned char>(text[pos]) : ' ';
    const bool apostrophe = c == '\'' || c == 0x2019;
    // A full stop inside "U.S." and after a single letter belongs to the word
    const bool inner_stop = c == '.' && !open.lower.empty() && (utf8::is_letter(peek) || at - open.begin == 1 || text[at - 2] == '.');
    if (utf8::is_letter(c) || utf8::is_digit(c)) {
      if (open.lower.empty()) {
        open.begin = at;
        open.capital = utf8::is_upper(c) || utf8::is_digit(c);
        open.before = mark;
        mark = ' ';
      }
      utf8::append(open.lower, utf8::to_lower(c));
      open.end = pos;
      continue;
    }
    if (inner_stop) continue;
    if (apostrophe && !open.lower.empty() && peek == 't') {  // don't
      open.lower += '\'';
      continue;
    }
    if (apostrophe && !open.lower.empty() && (peek == 's' || peek == 'S')) {  // Arvia's
      std::size_t after = pos + 1;
      if (after >= text.size() || !utf8::is_letter(utf8::next(text, after))) {
        ++pos;
        close(words, open);
        continue;
      }
    }
    close(words, open);
    if (c == ',' || c == ';' || c == ':' || c == '.' || c == '-' || c == '"' || c == '(') mark = static_cast<char>(c);
    else if (c == 0x2013 || c == 0x2014) mark = ';';
    else if (apostrophe) mark = '\'';
  }
  close(words, open);
  return words;
}

std::vector<std::string> stems_of(std::string_view phrase) {
  std::vector<std::string> out;
  for (SentenceWord& w : sentence_words(phrase)) out.push_back(std::move(w.stem));
  return out;
}

}  // namespace detente
