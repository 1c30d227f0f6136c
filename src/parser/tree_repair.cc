#include "parser/tree_repair.h"

namespace detente {

namespace {

bool nominal(const Token& t) { return t.upos == Upos::NOUN || t.upos == Upos::PROPN || t.upos == Upos::PRON; }

bool finite(const Token& t) { return t.upos == Upos::VERB && t.morph.verb_form == Morph::VerbForm::finite; }

bool cased(const Sentence& s, int node) {
  for (const Token& t : s.tokens)
    if (t.head == node && t.deprel == Deprel::case_) return true;
  return false;
}

// The last nominal before `verb` that hangs on the same noun: the true subject.
int subject_before(const Sentence& s, int verb, int noun) {
  for (int k = verb - 1; k >= 0; --k) {
    const Token& t = s.tokens[static_cast<std::size_t>(k)];
    if (t.head != noun || !nominal(t) || cased(s, k)) continue;
    if (t.deprel == Deprel::compound || t.deprel == Deprel::nmod || t.deprel == Deprel::nmod_unmarked || t.deprel == Deprel::nsubj || t.deprel == Deprel::flat)
      return k;
  }
  return -1;
}

void promote(Sentence& s, int verb, int noun, int subject) {
  Token& v = s.tokens[static_cast<std::size_t>(verb)];
  Token& n = s.tokens[static_cast<std::size_t>(noun)];
  v.head = n.head;
  v.deprel = n.deprel;
  n.head = verb;
  n.deprel = Deprel::obj;
  for (int k = 0; k < static_cast<int>(s.tokens.size()); ++k) {
    Token& t = s.tokens[static_cast<std::size_t>(k)];
    if (t.head != noun || k == verb) continue;
    if (k == subject) {
      t.head = verb;
      t.deprel = Deprel::nsubj;
    } else if (k < subject && (t.deprel == Deprel::det || t.deprel == Deprel::amod || t.deprel == Deprel::compound || t.deprel == Deprel::nummod ||
                               t.deprel == Deprel::nmod_poss || t.deprel == Deprel::flat)) {
      t.head = subject;
    } else if (k < verb || t.deprel == Deprel::punct || t.deprel == Deprel::advcl || t.deprel == Deprel::obl) {
      t.head = verb;
      if (t.deprel == Deprel::nmod) t.deprel = Deprel::obl;
    }
  }
}

}  // namespace

void repair_tree(Sentence& s) {
  for (int i = 1; i < static_cast<int>(s.tokens.size()); ++i) {
    const Token& t = s.tokens[static_cast<std::size_t>(i)];
    if (t.deprel != Deprel::amod || !finite(t) || t.head <= i) continue;
    const Token& noun = s.tokens[static_cast<std::size_t>(t.head)];
    if (!nominal(noun) || (noun.deprel != Deprel::root && noun.deprel != Deprel::ccomp && noun.deprel != Deprel::parataxis && noun.deprel != Deprel::conj)) continue;
    const int subject = subject_before(s, i, t.head);
    if (subject >= 0) promote(s, i, t.head, subject);
  }
}

}  // namespace detente
