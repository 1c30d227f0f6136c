// Who says what, on sentences about invented countries: direct, indirect and mixed speech, carried sources, kinds of source.
#include "coder/quotes.h"

#include "pipeline/coding_fixture.h"

namespace detente {
namespace {

class QuotesTest : public CodingFixture {
 protected:
  // "form kind source | cue | content ... content" of every outermost attribution, joined by "; ".
  std::string quotes(const std::string& text) {
    const QuoteWorkspace& q = coding_->quotes(text, ws_);
    const auto words = [&](Span s) { return std::string(ws_.text.substr(s.begin, s.end - s.begin)); };
    std::string out;
    for (const FoundQuote& f : q.found) {
      if (f.nested) continue;
      if (!out.empty()) out += "; ";
      out +=
          std::string(name(f.form)) + " " + (f.source.empty() ? "-" : std::string(name(f.source_kind)) + " " + words(f.source)) + " | " + words(f.cue) + " |";
      for (int p = f.first_part; p >= 0; p = q.parts[static_cast<std::size_t>(p)].next)
        out += (p == f.first_part ? " " : " ... ") + words(q.parts[static_cast<std::size_t>(p)].span);
    }
    return out;
  }
};

TEST_F(QuotesTest, IndirectSpeech) {
  EXPECT_EQ(quotes("Officials said Arvia had attacked Belmark."), "indirect anonymous Officials | said | Arvia had attacked Belmark");
  EXPECT_EQ(quotes("Veld tweeted that the talks had failed."), "indirect named Veld | tweeted | that the talks had failed");
  EXPECT_EQ(quotes("According to Belmarkan officials, the first session will deal with fishing rights."),
            "indirect anonymous Belmarkan officials | According to | the first session will deal with fishing rights");
}

TEST_F(QuotesTest, DirectSpeechRunsOverSentencesAndParagraphs) {
  EXPECT_EQ(quotes("\"Arvia will not pay,\" the premier said. \"It never has.\""),
            "direct named the premier | said | \"Arvia will not pay,\" ... \"It never has.\"");
  EXPECT_EQ(quotes("\"We held talks with Belmark,\" the envoy said. \"They lasted two days.\n\n\"Then Belmark withdrew its troops.\""),
            "direct named the envoy | said | \"We held talks with Belmark,\" ... \"They lasted two days. ... \"Then Belmark withdrew its troops.\"");
  EXPECT_EQ(quotes("\u201cWe have waited long enough,\u201d said a diplomat in Arvapol."),
            "direct anonymous a diplomat in Arvapol | said | \u201cWe have waited long enough,\u201d");
}

TEST_F(QuotesTest, InterruptedSpeech) {
  EXPECT_EQ(quotes("\"The boats,\" Veld replied, \"will stay where they are until a treaty is signed.\""),
            "direct named Veld | replied | \"The boats,\" ... \"will stay where they are until a treaty is signed.\"");
}

TEST_F(QuotesTest, WithoutASourceAndWithPassives) {
  EXPECT_EQ(quotes("It is believed that Dorland will offer to host a second round."),
            "indirect - | is believed | that Dorland will offer to host a second round");
}

TEST_F(QuotesTest, AskedFirst) {
  EXPECT_EQ(quotes("Asked whether he would go, the premier said that the date was open."),
            "indirect - | Asked | whether he would go; indirect named the premier | said | that the date was open");
}

TEST_F(QuotesTest, WhatOthersSayWithinAContentIsNested) {
  coding_->quotes("The premier said that Corvia believes that the port is closed.", ws_);
  ASSERT_EQ(ws_.coder.quotes.found.size(), 2U);
  EXPECT_FALSE(ws_.coder.quotes.found[0].nested);
  EXPECT_TRUE(ws_.coder.quotes.found[1].nested);
}

TEST_F(QuotesTest, OddInput) {
  for (const char* text : {"", "\"", "\"\"", "said", ": :", "\u201c\u201d", "\u201cArvia", "according to", "\" \" \"", "''", "'\n'"})
    EXPECT_NO_THROW(quotes(text));
}

TEST_F(QuotesTest, AReportTakesTheCarriedSource) {
  Document d;
  d.text = "\"We held talks with Belmark,\" the envoy said. \"They lasted two days.\n\n\"Then Belmark withdrew its troops from Corvia.\"";
  coding_->code(d, 0, "2031-03-07", ws_);
  ASSERT_FALSE(ws_.reports.empty());
  const Report& last = ws_.reports.back();
  EXPECT_EQ(last.type, EventType::RETREAT);
  EXPECT_EQ(last.attribution.kind, Attribution::Kind::named);
  EXPECT_EQ(last.attribution.source.text, "the envoy");
}

TEST_F(QuotesTest, HearsayAndScareQuotes) {
  Document d;
  d.text = "Arvia reportedly attacked \"rebels\" in Belmark.";
  coding_->code(d, 0, "2031-03-07", ws_);
  ASSERT_EQ(ws_.reports.size(), 1U);
  EXPECT_EQ(ws_.reports[0].attribution.kind, Attribution::Kind::anonymous);
  EXPECT_EQ(ws_.reports[0].attribution.cue.text, "reportedly");
  EXPECT_EQ(ws_.reports[0].hedge.text, "reportedly");
  ASSERT_EQ(ws_.reports[0].loaded.size(), 1U);
  EXPECT_EQ(ws_.reports[0].loaded[0], "rebels");
}

}  // namespace
}  // namespace detente
