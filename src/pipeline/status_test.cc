// The status of words: sentences about invented countries, a word of each, and its status. Stands in pipeline, where a text is parsed.
#include <map>

#include "pipeline/coding_fixture.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

struct Case {
  const char* text;
  const char* word;
  Status status;
};

const Case kCases[] = {{"Arvia attacked the port of Belgrund.", "attacked", Status::happened},
                       {"Arvia did not attack the port of Belgrund.", "attack", Status::denied},
                       {"Arvia never attacked the port.", "attacked", Status::denied},
                       {"Arvia will attack the port on Monday.", "attack", Status::planned},
                       {"Arvia may attack the port on Monday.", "attack", Status::possible},
                       {"Arvia might not attack the port.", "attack", Status::possible},
                       {"Arvia is to sign the treaty on Friday.", "sign", Status::planned},
                       {"Arvia is about to sign the treaty.", "sign", Status::planned},
                       {"Belmark is going to recall its envoy.", "recall", Status::planned},
                       {"Belmark plans to recall its envoy.", "recall", Status::planned},
                       {"Belmark did not plan to recall its envoy.", "recall", Status::possible},
                       {"Belmark wants to recall its envoy.", "recall", Status::possible},
                       {"Belmark managed to free the hostages.", "free", Status::happened},
                       {"Belmark did not manage to free the hostages.", "free", Status::denied},
                       {"Belmark failed to free the hostages.", "free", Status::denied},
                       {"Belmark forgot to inform its allies.", "inform", Status::denied},
                       {"Belmark did not forget to inform its allies.", "inform", Status::happened},
                       {"Belmark refused to withdraw its troops.", "withdraw", Status::denied},
                       {"Corvia was forced to withdraw its troops.", "withdraw", Status::happened},
                       {"Corvia tried to withdraw its troops.", "withdraw", Status::possible},
                       {"Corvia was urged to withdraw its troops.", "withdraw", Status::possible},
                       {"Corvia is expected to withdraw its troops.", "withdraw", Status::planned},
                       {"Corvia is likely to withdraw its troops.", "withdraw", Status::planned},
                       {"Corvia is unlikely to withdraw its troops.", "withdraw", Status::possible},
                       {"Corvia was unable to withdraw its troops.", "withdraw", Status::denied},
                       {"Corvia regrets that it withdrew its troops.", "withdrew", Status::happened},
                       {"Corvia did not regret that it withdrew its troops.", "withdrew", Status::happened},
                       {"The minister knows that Corvia withdrew its troops.", "withdrew", Status::happened},
                       {"The minister said that Corvia withdrew its troops.", "withdrew", Status::happened},
                       {"The minister doubted that Corvia withdrew its troops.", "withdrew", Status::possible},
                       {"The minister fears that Corvia attacked the convoy.", "attacked", Status::possible},
                       {"The minister denied that Corvia attacked the convoy.", "attacked", Status::denied},
                       {"Dorland reportedly expelled two envoys.", "expelled", Status::happened},
                       {"Dorland almost expelled two envoys.", "expelled", Status::denied},
                       {"Dorland possibly expelled two envoys.", "expelled", Status::possible},
                       {"If Dorland expels the envoys, Arvia will protest.", "expels", Status::possible},
                       {"If Dorland expels the envoys, Arvia will protest.", "protest", Status::possible},
                       {"Dorland left the room without signing the treaty.", "signing", Status::denied},
                       {"Dorland sent troops to protect the border.", "protect", Status::planned},
                       {"Dorland protested after Arvia expelled its envoys.", "expelled", Status::happened},
                       {"Dorland would have signed the treaty.", "signed", Status::possible},
                       {"No soldiers were killed in the raid.", "killed", Status::denied},
                       {"Nobody attacked the embassy.", "attacked", Status::denied},
                       {"Did Dorland attack the embassy?", "attack", Status::possible},
                       {"There is a chance of an attack.", "attack", Status::possible},
                       {"The planned invasion alarmed Belmark.", "invasion", Status::planned},
                       {"The alleged attack alarmed Belmark.", "attack", Status::happened},
                       {"The failed coup alarmed Belmark.", "coup", Status::denied},
                       {"The lack of dialogue alarmed Belmark.", "dialogue", Status::denied},
                       {"Belmark condemned the attack.", "attack", Status::happened},
                       {"Belmark called for sanctions against Corvia.", "sanctions", Status::possible},
                       {"Belmark prevented an attack on the embassy.", "attack", Status::denied},
                       {"Belmark no longer occupies the valley.", "occupies", Status::denied},
                       {"Belmark and Corvia could resume their talks.", "talks", Status::possible},
                       {"The failure to reach a deal alarmed Arvia.", "reach", Status::denied},
                       {"The decision to close the border alarmed Arvia.", "close", Status::planned},
                       {"Arvia will not attack or shell the town.", "shell", Status::denied},
                       {"Arvia attacked the town and shelled the port.", "shelled", Status::happened},
                       {"A meeting to be held in Dorhaven was announced.", "meeting", Status::planned}};

class StatusTest : public CodingFixture {
 protected:
  Standing standing(const std::string& text, const std::string& word) {
    for (const WordStanding& w : coding_->standings(text, ws_))
      if (text.substr(w.span.begin, w.span.end - w.span.begin) == word) return w.standing;
    ADD_FAILURE() << "no word '" << word << "' in: " << text;
    return {};
  }
};

TEST_F(StatusTest, Table) {
  for (const Case& c : kCases) EXPECT_EQ(name(standing(c.text, c.word).status), name(c.status)) << c.word << " in: " << c.text;
}

TEST_F(StatusTest, CertaintyHasItsRangeAndTheSideOfTheStatus) {
  for (const Case& c : kCases) {
    const Standing s = standing(c.text, c.word);
    EXPECT_GE(s.certainty, -3) << c.text;
    EXPECT_LE(s.certainty, 3) << c.text;
    if (c.status == Status::happened || c.status == Status::planned) {
      EXPECT_GT(s.certainty, 0) << c.text;
    }
    if (c.status == Status::denied) {
      EXPECT_LT(s.certainty, 0) << c.text;
    }
  }
}

// Negation over an implicative turns it, over a factive it does not.
TEST_F(StatusTest, Polarity) {
  EXPECT_LT(standing("Arvia did not manage to sign.", "sign").certainty, -1.5F);
  EXPECT_GT(standing("Arvia did not fail to sign.", "sign").certainty, 1);
  EXPECT_GT(standing("Arvia did not know that Belmark signed.", "signed").certainty, 1);
}

TEST_F(StatusTest, OddTextsAreRead) {
  for (const char* text : {"", " ", "?", "not", "No.", "not not not not", "if if if", "to to be to", "\xF0\x9F\x98\x80 will never", "Will the will will?"})
    for (const WordStanding& w : coding_->standings(text, ws_)) EXPECT_LE(w.standing.certainty, 3);
}

TEST_F(StatusTest, BrokenRowsAreRefused) {
  const std::string folder = testing::TempDir() + "/status_" + std::to_string(::getpid());
  std::filesystem::create_directories(folder + "/lexicon");
  const std::map<std::string, std::string> rows = {{"plan\tv\txcomp\tplanned:4\tpossible:0\tx\n", "bad standing 'planned:4'"},
                                                   {"plan\tv\txcomp\tsoon:1\tpossible:0\tx\n", "bad standing 'soon:1'"},
                                                   {"plan\tq\txcomp\tplanned:1\tpossible:0\tx\n", "pos must be"},
                                                   {"@nothing\t-\trelation\tplanned:1\tpossible:0\tx\n", "unknown relation"}};
  for (const auto& [row, message] : rows) {
    write_file(folder + "/lexicon/veridicality.tsv", "lemma\tpos\tslots\taffirmed\tnegated\tnote\n" + row);
    try {
      compile_data({kSourceFolder + "/data", folder}, folder + "/out.data");
      ADD_FAILURE() << "accepted: " << row;
    } catch (const Error& e) {
      EXPECT_NE(std::string(e.what()).find(message), std::string::npos) << e.what();
    }
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace detente
