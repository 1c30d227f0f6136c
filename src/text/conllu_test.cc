#include "text/conllu.h"

#include <gtest/gtest.h>

#include "util/error.h"

namespace detente {
namespace {

constexpr const char* kSample =
    "# text = They don't.\n"
    "1\tThey\tthey\tPRON\t_\tCase=Nom|Number=Plur\t2\tnsubj\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "2\tdo\tdo\tAUX\t_\tVerbForm=Fin\t0\troot\t_\t_\n"
    "3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n"
    "4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

TEST(Conllu, ReadsRangesHeadsAndFeatures) {
  const auto sentences = read_conllu(kSample, "sample");
  ASSERT_EQ(sentences.size(), 1U);
  const auto& t = sentences[0].tokens;
  ASSERT_EQ(t.size(), 4U);
  EXPECT_EQ(t[0].head, 1);
  EXPECT_EQ(t[1].head, kNoHead);
  EXPECT_EQ(t[1].range_words, 2);
  EXPECT_EQ(t[1].range_form, "don't");
  EXPECT_FALSE(t[2].space_after);
  EXPECT_EQ(t[0].morph.number, Morph::Number::plural);
}

TEST(Conllu, WritesWhatItReads) {
  const auto sentences = read_conllu(kSample, "sample");
  std::string out;
  write_conllu(sentences[0], "They don't.", 1, out);
  EXPECT_NE(out.find("2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"), std::string::npos);
  const auto again = read_conllu(out, "again");
  ASSERT_EQ(again[0].tokens.size(), sentences[0].tokens.size());
  for (std::size_t i = 0; i < again[0].tokens.size(); ++i) {
    EXPECT_EQ(again[0].tokens[i].form, sentences[0].tokens[i].form);
    EXPECT_EQ(again[0].tokens[i].head, sentences[0].tokens[i].head);
    EXPECT_EQ(again[0].tokens[i].deprel, sentences[0].tokens[i].deprel);
  }
}

TEST(Conllu, NamesTheLineOfAnError) {
  for (const char* bad : {"1\tx\n", "2\tx\tx\tX\t_\t_\t0\troot\t_\t_\n", "1\tx\tx\tX\t_\t_\t9\troot\t_\t_\n\n",
                          "1-2\tx\t_\t_\t_\t_\t_\t_\t_\n1\tx\tx\tX\t_\t_\t0\troot\t_\t_\n\n"}) {
    try {
      (void)read_conllu(bad, "bad.conllu");
      ADD_FAILURE() << bad;
    } catch (const Error& e) {
      EXPECT_EQ(std::string(e.what()).rfind("bad.conllu:", 0), 0U) << e.what();
    }
  }
}

}  // namespace
}  // namespace detente
