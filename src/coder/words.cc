#include "coder/words.h"

#include "util/utf8.h"

namespace detente {

namespace {

constexpr int kMaxPhraseWords = 6;

// hash_bytes of the lower-cased word, without an allocation for ASCII.
std::uint64_t lower_hash(std::string_view s) {
  char buffer[64];
  if (s.size() <= sizeof buffer) {
    bool ascii = true;
    for (std::size_t i = 0; i < s.size(); ++i) {
      const char c = s[i];
      if (static_cast<unsigned char>(c) >= 0x80) {
        ascii = false;
        break;
      }
      buffer[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    if (ascii) return hash_bytes({buffer, s.size()});
  }
  return hash_bytes(utf8::lower(s));
}

}  // namespace

void SentenceWords::build(const TreeView& tree, const Lexicon& lexicon) {
  const std::size_t n = static_cast<std::size_t>(tree.size());
  lemma_.resize(n);
  form_.resize(n);
  lemma_word_.resize(n);
  form_word_.resize(n);
  classes_.assign(n, 0);
  phrases_.clear();
  for (std::size_t i = 0; i < n; ++i) {
    const Token& t = tree.token(static_cast<int>(i));
    lemma_word_[i] = lower_hash(t.lemma);
    form_word_[i] = t.form == t.lemma ? lemma_word_[i] : lower_hash(t.form);
    lemma_[i] = extend_phrase(kPhraseStart, lemma_word_[i]);
    form_[i] = form_word_[i] == lemma_word_[i] ? lemma_[i] : extend_phrase(kPhraseStart, form_word_[i]);
  }
  for (int i = 0; i < static_cast<int>(n); ++i) {
    const Upos p = tree.token(i).upos;
    if (p == Upos::PUNCT || p == Upos::DET) continue;
    extend(tree, lexicon, i, i, lemma_[static_cast<std::size_t>(i)], 1);
    if (form_[static_cast<std::size_t>(i)] != lemma_[static_cast<std::size_t>(i)]) extend(tree, lexicon, i, i, form_[static_cast<std::size_t>(i)], 1);
  }
}

void SentenceWords::extend(const TreeView& tree, const Lexicon& lexicon, int begin, int end, std::uint64_t hash, int words) {
  const WordEntry* e = lexicon.word(hash);
  if (e == nullptr) return;
  if (e->complete != 0) {
    // The phrase's head: the word whose own head lies outside.
    int head = end;
    for (int k = begin; k <= end; ++k) {
      const int h = tree.token(k).head;
      if (h < begin || h > end) {
        head = k;
        break;
      }
    }
    classes_[static_cast<std::size_t>(head)] |= e->classes;
    if (words > 1) phrases_.push_back({head, hash});
  }
  if (e->longer == 0 || words == kMaxPhraseWords) return;
  int next = end + 1;
  if (next < tree.size() && tree.token(next).form == "-") ++next;
  if (next >= tree.size()) return;
  const std::uint64_t by_lemma = lemma_word_[static_cast<std::size_t>(next)], by_form = form_word_[static_cast<std::size_t>(next)];
  extend(tree, lexicon, begin, next, extend_phrase(hash, by_lemma), words + 1);
  if (by_form != by_lemma) extend(tree, lexicon, begin, next, extend_phrase(hash, by_form), words + 1);
}

bool SentenceWords::is(int i, std::uint64_t phrase) const {
  if (lemma(i) == phrase || form(i) == phrase) return true;
  for (const Phrase& p : phrases_)
    if (p.head == i && p.hash == phrase) return true;
  return false;
}

}  // namespace detente
