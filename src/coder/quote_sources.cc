// Whether a source is named (a person, a body, a spokesperson, an office with one holder) or anonymous (officials, residents, sources).
#include "coder/sentence_quotes.h"

namespace detente {

namespace {

bool word_in(const Lexicon& lexicon, std::string_view lemma, std::uint64_t mask) {
  const WordEntry* e = lexicon.word(extend_phrase(kPhraseStart, hash_bytes(lemma)));
  return e != nullptr && (e->classes & mask) != 0;
}

}  // namespace

SourceKind SentenceQuotes::source_kind(int head) const {
  const Token& t = token(head);
  if (t.upos == Upos::PROPN) return SourceKind::named;
  const TreeView& tree = ws_.tree.tree;
  bool definite = false, indefinite = false;
  for (int k = tree.first(head); k >= 0; k = tree.next(k)) {
    const Token& c = token(k);
    if ((c.deprel == Deprel::appos || c.deprel == Deprel::flat || c.deprel == Deprel::nmod_desc) && c.upos == Upos::PROPN) return SourceKind::named;
    if (c.deprel == Deprel::compound && c.upos == Upos::PROPN && k == head + 1) return SourceKind::named;
    if (c.deprel == Deprel::nmod_poss) definite = true;
    if (c.deprel != Deprel::det) continue;
    definite |= c.lemma == "the" || c.lemma == "this" || c.lemma == "that";
    indefinite |= c.lemma == "a" || c.lemma == "an" || c.lemma == "some" || c.lemma == "another";
  }
  if (t.upos == Upos::PRON || t.upos == Upos::DET) {
    if (t.lemma == "he" || t.lemma == "she" || t.lemma == "it") return ws_.last_single;
    if (t.lemma == "they") return ws_.last_plural;
    if (t.lemma == "I" || t.lemma == "i" || t.lemma == "we" || t.lemma == "you") return SourceKind::named;
    if ((t.lemma == "who" || t.lemma == "which" || t.lemma == "that")) {
      for (int v = t.head; v >= 0; v = token(v).head)
        if (token(v).deprel == Deprel::acl_relcl && token(v).head >= 0 && token(v).head != head)
          return token(token(v).head).upos == Upos::PRON ? SourceKind::anonymous : source_kind(token(v).head);
    }
    return SourceKind::anonymous;
  }
  if (word_in(finder_.lexicon_, t.lemma, finder_.institution_)) {
    if (!indefinite || t.lemma.starts_with("spokes")) return SourceKind::named;
    // "A survey by the Corvian Institute"
    const int begin = ws_.tree.low[static_cast<std::size_t>(head)], end = ws_.tree.high[static_cast<std::size_t>(head)];
    for (int i = begin; i <= end; ++i)
      if (token(i).upos == Upos::PROPN) return SourceKind::named;
    return SourceKind::anonymous;
  }
  if (word_in(finder_.lexicon_, t.lemma, finder_.anonymous_)) return SourceKind::anonymous;
  const bool plural = t.morph.number == Morph::Number::plural;
  return definite && !plural ? SourceKind::named : plural || indefinite ? SourceKind::anonymous : SourceKind::named;
}

void SentenceQuotes::remember_source(int head, SourceKind kind) const {
  const Token& t = token(head);
  if (t.upos == Upos::PRON || t.upos == Upos::DET) return;
  if (t.morph.number == Morph::Number::plural) ws_.last_plural = kind;
  else ws_.last_single = kind;
}

}  // namespace detente
