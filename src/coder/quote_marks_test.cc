#include "coder/quote_marks.h"

#include <gtest/gtest.h>

#include <string>

namespace detente {
namespace {

// The stretches, each in brackets; "+" before one that goes on, "..." after one left open.
std::string stretches(const std::string& text) {
  std::vector<QuotedStretch> found;
  find_quoted(text, found);
  std::string out;
  for (const QuotedStretch& s : found) {
    if (s.continued) out += '+';
    out += '[' + text.substr(s.span.begin, s.span.end - s.span.begin) + ']';
    if (s.open) out += "...";
  }
  return out;
}

TEST(QuoteMarks, StraightCurlyAndDoubled) {
  EXPECT_EQ(stretches("\"No,\" he said, \"never.\""), "[\"No,\"][\"never.\"]");
  EXPECT_EQ(stretches("\u201cNo,\u201d he said."), "[\u201cNo,\u201d]");
  EXPECT_EQ(stretches("''No,'' he said."), "[''No,'']");
  EXPECT_EQ(stretches("the \u2018moderate\u2019 wing"), "[\u2018moderate\u2019]");
}

TEST(QuoteMarks, AnApostropheIsNoMark) {
  EXPECT_EQ(stretches("Arvia's envoys don't trust the workers' union."), "");
  EXPECT_EQ(stretches("Arvia\u2019s envoys don\u2019t trust it."), "");
}

TEST(QuoteMarks, AnOpenQuotationGoesOn) {
  EXPECT_EQ(stretches("\"One. Two.\n\n\"Three.\" He left."), "[\"One. Two.]...+[\"Three.\"]");
  EXPECT_EQ(stretches("\"One. Two.\n\nThree."), "[\"One. Two.]...");
}

}  // namespace
}  // namespace detente
