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

void past(Token& t, Morph::VerbForm form) {
  t.morph.verb_form = form;
  t.morph.tense = Morph::Tense::past;
}

// Every word reaches the root.
void expect_tree(const Sentence& s) {
  for (std::size_t i = 0; i < s.tokens.size(); ++i) {
    int node = static_cast<int>(i), steps = 0;
    while (s.tokens[static_cast<std::size_t>(node)].head >= 0 && ++steps <= static_cast<int>(s.tokens.size()))
      node = s.tokens[static_cast<std::size_t>(node)].head;
    EXPECT_LE(steps, static_cast<int>(s.tokens.size())) << s.tokens[i].form;
  }
}

// "The court on Monday freed activists": read as if the noun phrase "freed activists" headed it
TEST(TreeRepair, APastVerbGovernsTheNounAfterIt) {
  Sentence s;
  s.tokens = {word("The", Upos::DET, 5, Deprel::det),     word("court", Upos::NOUN, 5, Deprel::compound),
              word("on", Upos::ADP, 3, Deprel::case_),    word("Monday", Upos::PROPN, 5, Deprel::obl),
              word("freed", Upos::VERB, 5, Deprel::amod), word("activists", Upos::NOUN, kNoHead, Deprel::root)};
  past(s.tokens[4], Morph::VerbForm::finite);
  repair_tree(s);
  EXPECT_EQ(s.tokens[4].deprel, Deprel::root);
  EXPECT_EQ(s.tokens[5].head, 4);
  EXPECT_EQ(s.tokens[5].deprel, Deprel::obj);
  EXPECT_EQ(s.tokens[1].deprel, Deprel::nsubj);
  EXPECT_EQ(s.tokens[0].head, 1);
  EXPECT_EQ(s.tokens[3].head, 4);
  expect_tree(s);
}

TEST(TreeRepair, APlainModifierStays) {
  Sentence s;
  s.tokens = {word("The", Upos::DET, 2, Deprel::det), word("freed", Upos::VERB, 2, Deprel::amod), word("activists", Upos::NOUN, 3, Deprel::nsubj),
              word("spoke", Upos::VERB, kNoHead, Deprel::root)};
  past(s.tokens[1], Morph::VerbForm::participle);
  past(s.tokens[3], Morph::VerbForm::finite);
  repair_tree(s);
  EXPECT_EQ(s.tokens[1].deprel, Deprel::amod);
  EXPECT_EQ(s.tokens[3].deprel, Deprel::root);
}

TEST(TreeRepair, AHyphenedModifierStays) {
  Sentence s;  // "Arvia-backed rebels"
  s.tokens = {word("Arvia", Upos::PROPN, 3, Deprel::compound), word("-", Upos::PUNCT, 2, Deprel::punct), word("backed", Upos::VERB, 3, Deprel::amod),
              word("rebels", Upos::NOUN, kNoHead, Deprel::root)};
  past(s.tokens[2], Morph::VerbForm::participle);
  repair_tree(s);
  EXPECT_EQ(s.tokens[3].deprel, Deprel::root);
}

TEST(TreeRepair, TheVerbOfAFullSentenceIsItsRoot) {
  Sentence s;  // "Troops seized control." and "Clerics called for elections."
  s.tokens = {word("Clerics", Upos::NOUN, kNoHead, Deprel::root), word("called", Upos::VERB, 0, Deprel::acl), word("for", Upos::ADP, 3, Deprel::case_),
              word("elections", Upos::NOUN, 1, Deprel::obl), word(".", Upos::PUNCT, 0, Deprel::punct)};
  past(s.tokens[1], Morph::VerbForm::participle);
  s.tokens[1].lemma = "call";
  repair_tree(s);
  EXPECT_EQ(s.tokens[1].deprel, Deprel::root);
  EXPECT_EQ(s.tokens[0].deprel, Deprel::nsubj);
  EXPECT_EQ(s.tokens[4].head, 1);
  expect_tree(s);
}

TEST(TreeRepair, CountsAreNoPrepositionalPhrases) {
  Sentence s;  // "They freed at least 30 hostages"
  s.tokens = {word("They", Upos::PRON, 1, Deprel::nsubj), word("freed", Upos::VERB, kNoHead, Deprel::root), word("at", Upos::ADP, 5, Deprel::case_),
              word("least", Upos::ADJ, 5, Deprel::nmod),  word("30", Upos::NUM, 5, Deprel::nummod),         word("hostages", Upos::NOUN, 1, Deprel::obl)};
  past(s.tokens[1], Morph::VerbForm::finite);
  repair_tree(s);
  EXPECT_EQ(s.tokens[5].deprel, Deprel::obj);
  EXPECT_EQ(s.tokens[2].head, 4);
  EXPECT_EQ(s.tokens[3].head, 2);
  expect_tree(s);
}

TEST(TreeRepair, ANounWithAnObjectIsAVerb) {
  Sentence s;  // "Arvia lifts blockade"
  s.tokens = {word("Arvia", Upos::PROPN, 1, Deprel::compound), word("lifts", Upos::NOUN, kNoHead, Deprel::root), word("blockade", Upos::NOUN, 1, Deprel::obj)};
  repair_tree(s);
  EXPECT_EQ(s.tokens[1].upos, Upos::VERB);
  EXPECT_EQ(s.tokens[0].deprel, Deprel::nsubj);
  expect_tree(s);
}

}  // namespace
}  // namespace detente
