#include "parser/tree_repair.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

Token word(std::string_view form, Upos upos, int head, Deprel deprel) {
  Token t;
  t.form = t.lemma = form;
  t.upos = upos;
  t.head = head;
  t.deprel = deprel;
  return t;
}

// "The court on Monday freed activists": read as if the noun phrase "freed activists" headed it
Sentence misread(Morph::VerbForm form) {
  Sentence s;
  s.tokens = {word("The", Upos::DET, 5, Deprel::det),      word("court", Upos::NOUN, 5, Deprel::compound), word("on", Upos::ADP, 3, Deprel::case_),
              word("Monday", Upos::PROPN, 5, Deprel::nmod), word("freed", Upos::VERB, 5, Deprel::amod),     word("activists", Upos::NOUN, kNoHead, Deprel::root)};
  s.tokens[4].morph.verb_form = form;
  return s;
}

TEST(TreeRepair, AFiniteVerbGovernsTheNounAfterIt) {
  Sentence s = misread(Morph::VerbForm::finite);
  s.tokens[3].deprel = Deprel::obl;
  repair_tree(s);
  EXPECT_EQ(s.tokens[4].head, kNoHead);
  EXPECT_EQ(s.tokens[4].deprel, Deprel::root);
  EXPECT_EQ(s.tokens[5].head, 4);
  EXPECT_EQ(s.tokens[5].deprel, Deprel::obj);
  EXPECT_EQ(s.tokens[1].head, 4);
  EXPECT_EQ(s.tokens[1].deprel, Deprel::nsubj);
  EXPECT_EQ(s.tokens[0].head, 1);
  EXPECT_EQ(s.tokens[3].head, 4);
}

TEST(TreeRepair, AParticipleStaysAModifier) {
  const Sentence before = misread(Morph::VerbForm::participle);
  Sentence s = before;
  repair_tree(s);
  for (std::size_t i = 0; i < s.tokens.size(); ++i) EXPECT_EQ(s.tokens[i].head, before.tokens[i].head);
}

}  // namespace
}  // namespace detente
