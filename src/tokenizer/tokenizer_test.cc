// The tokenizer with the shipped model: hard cases of news text, and losslessness.
#include "tokenizer/tokenizer.h"

#include <gtest/gtest.h>

#include "model/container.h"

namespace detente {
namespace {

const Tokenizer& tokenizer() {
  static const Container container(DETENTE_BINARY_DIR "/english.model");
  static const Tokenizer tokenizer(container.section("tokenizer"));
  return tokenizer;
}

// Tokens joined by spaces, sentences by " | ".
std::string split_text(const std::string& text) {
  TokenizerWorkspace ws;
  std::vector<Sentence> sentences;
  tokenizer().run(text, ws, sentences);
  std::string out;
  for (const Sentence& s : sentences) {
    if (!out.empty()) out += " |";
    for (const Token& t : s.tokens) {
      EXPECT_EQ(std::string_view(text).substr(t.span.begin, t.span.end - t.span.begin), t.form);
      if (!out.empty()) out += ' ';
      out += t.form;
    }
  }
  return out;
}

TEST(Tokenizer, SplitsContractionsAndPossessives) {
  EXPECT_EQ(split_text("They don't trust Arvia's envoy."), "They do n't trust Arvia 's envoy .");
  EXPECT_EQ(split_text("We can\u2019t say it\u2019s over."), "We ca n\u2019t say it \u2019s over .");
  EXPECT_EQ(split_text("It cannot last."), "It can not last .");
}

TEST(Tokenizer, BlankLineEndsASentence) { EXPECT_EQ(split_text("Talks resume\n\nThe envoys met"), "Talks resume | The envoys met"); }

TEST(Tokenizer, MarksMultiwordTokens) {
  TokenizerWorkspace ws;
  std::vector<Sentence> s;
  tokenizer().run("They don't.", ws, s);
  ASSERT_EQ(s.size(), 1U);
  EXPECT_EQ(s[0].tokens[1].range_words, 2);
  EXPECT_EQ(s[0].tokens[1].range_form, "don't");
  EXPECT_FALSE(s[0].tokens[1].space_after);
}

TEST(Tokenizer, SurvivesOddInput) {
  EXPECT_EQ(split_text(""), "");
  EXPECT_EQ(split_text(" \n\t\u00a0 \n"), "");
  const std::string long_run(5000, '.');
  EXPECT_EQ(split_text(long_run), long_run);
}

}  // namespace
}  // namespace detente
