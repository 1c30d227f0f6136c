// Mechanisms of the coder on sentences about invented countries: grammar, composition, status, attribution, date.
#include "pipeline/coding_fixture.h"

#include <filesystem>

#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

class CodingTest : public CodingFixture {
 protected:
  // "TYPE A+B > C [status]" of every report, joined by "; ".
  std::string code(const std::string& text, const std::string& scheme = "plover", const std::string& published = "2031-03-07") {
    Document d;
    d.text = text;
    coding_->code(d, coding_->ontology().scheme(scheme), published, ws_);
    std::string out;
    for (const Report& r : ws_.reports) {
      if (!out.empty()) out += "; ";
      out += name(r.type);
      const auto parties = [&](const std::vector<Party>& list) {
        for (std::size_t i = 0; i < list.size(); ++i) {
          out += i == 0 ? " " : "+";
          out += !list[i].country.empty() ? list[i].country : list[i].text;
        }
      };
      parties(r.actors);
      if (!r.recipients.empty()) out += " >";
      parties(r.recipients);
      if (r.status != Status::happened) out += " [" + std::string(name(r.status)) + "]";
    }
    return out;
  }
};

TEST_F(CodingTest, Grammar) {
  EXPECT_EQ(code("Three Corvian reporters were arrested by Arvian police in Arvapol on Monday."), "COERCE ARV > CRV");
  EXPECT_EQ(code("Belmark, which had mediated, condemned Corvia."), "CONSULT BMK; ACCUSE BMK > CRV");
  EXPECT_EQ(code("Arvia and Belmark criticized Corvia and Dorland."), "ACCUSE ARV+BMK > CRV+DRL");
  EXPECT_EQ(code("The expulsion of two Belmarkan diplomats by Arvia angered Corvia.").substr(0, 18), "SANCTION ARV > BMK");
  EXPECT_EQ(code("Talks between Arvia and Belmark continued."), "CONSULT ARV+BMK");
  EXPECT_EQ(code("The Arvian president met his Belmarkan counterpart in Corvasta."), "CONSULT ARV+BMK");
}

TEST_F(CodingTest, AJointBodyIsBothItsSides) {
  EXPECT_EQ(code("The Arvia-Belmark Joint Commission will meet in Corvasta on Friday."), "CONSULT ARV+BMK [planned]");
  EXPECT_EQ(code("The Arvian-Belmarkan intergovernmental commission met on Monday."), "CONSULT ARV+BMK");
  EXPECT_EQ(code("The Arvia-Belmark Council condemned Corvia."), "ACCUSE ARV+BMK > CRV");
  EXPECT_EQ(code("The joint committee of Arvia and Belmark met on Monday."), "CONSULT ARV+BMK");
  EXPECT_EQ(code("The Arvian Council condemned Corvia."), "ACCUSE ARV > CRV");
}

TEST_F(CodingTest, WhoSpeaksForAnOrganisationBelongsToIt) {
  const auto of = [&](const char* id, const char* day) { return coding_->affiliations().codes(id, *parse_iso_day(day)); };
  EXPECT_EQ(of("jens-stoltenberg", "2016-02-12"), "NATO");
  EXPECT_EQ(of("jens-stoltenberg", "2012-02-12"), "");
  EXPECT_EQ(of("federica-mogherini", "2016-02-12"), "EU");
  EXPECT_EQ(of("philip-breedlove", "2015-02-12"), "NATO");
  EXPECT_EQ(of("QUARTET", "2016-02-12"), "EU;RUS;UN;USA");
  EXPECT_EQ(of("UNHCR", "2016-02-12"), "UN");
}

TEST_F(CodingTest, PeoplesBelongToTheStateNamedBeside) {
  EXPECT_EQ(code("Arvian Buddhists condemned Belmark."), "ACCUSE ARV > BMK");
  EXPECT_EQ(code("Arvian Buddhist leaders condemned Belmark."), "ACCUSE ARV > BMK");
  EXPECT_EQ(code("Buddhists condemned Belmark."), "ACCUSE Buddhists > BMK");
}

TEST_F(CodingTest, TheEmbeddedActDecides) {
  EXPECT_EQ(code("Arvia agreed to withdraw its troops from Belmark."), "CONCEDE ARV > BMK");
  EXPECT_EQ(code("Arvia agreed to withdraw its troops from Belmark.", "plv"), "AGREE ARV > BMK");
  EXPECT_EQ(code("Arvia refused to hold talks with Belmark."), "REJECT ARV > BMK");
  EXPECT_EQ(code("Arvia threatened to expel Belmarkan diplomats."), "THREATEN ARV > BMK");
  EXPECT_EQ(code("Arvia suspended aid to Belmark."), "SANCTION ARV > BMK");
  EXPECT_EQ(code("Arvia urged Belmark to withdraw its troops from Corvia.").substr(0, 17), "REQUEST ARV > BMK");
}

TEST_F(CodingTest, Status) {
  EXPECT_EQ(code("Arvia will attack Belmark."), "ASSAULT ARV > BMK [planned]");
  EXPECT_EQ(code("Arvia will attack Belmark.", "plover-strict"), "THREATEN ARV > BMK [planned]");
  EXPECT_EQ(code("Arvia did not attack Belmark."), "ASSAULT ARV > BMK [denied]");
  EXPECT_EQ(code("Arvia may attack Belmark."), "ASSAULT ARV > BMK [possible]");
  EXPECT_EQ(code("The Arvian president plans to visit Belmark."), "CONSULT ARV > BMK [planned]");
  EXPECT_EQ(code("The Arvian president will visit Belmark.", "plover-strict"), "AGREE ARV > BMK [planned]");
}

TEST_F(CodingTest, AttributionAndHedge) {
  code("Arvia attacked Belmark, officials said.");
  ASSERT_EQ(ws_.reports.size(), 1U);
  EXPECT_EQ(ws_.reports[0].attribution.kind, Attribution::Kind::anonymous);
  EXPECT_EQ(ws_.reports[0].attribution.source.text, "officials");
  EXPECT_EQ(ws_.reports[0].attribution.cue.text, "said");
  code("The Corvian foreign ministry said that Arvia had reportedly attacked Belmark.");
  ASSERT_EQ(ws_.reports.size(), 1U);
  EXPECT_EQ(ws_.reports[0].attribution.kind, Attribution::Kind::named);
  EXPECT_EQ(ws_.reports[0].hedge.text, "reportedly");
  code("Arvia attacked Belmark.");
  ASSERT_EQ(ws_.reports.size(), 1U);
  EXPECT_EQ(ws_.reports[0].attribution.kind, Attribution::Kind::author);
}

TEST_F(CodingTest, DateAndPlace) {
  code("The Arvian president met the Belmarkan premier in Corvasta on Thursday.");
  ASSERT_EQ(ws_.reports.size(), 1U);
  EXPECT_EQ(iso_date(ws_.reports[0].date.days.first), "2031-03-06");
  EXPECT_EQ(ws_.reports[0].place.text, "Corvasta");
  EXPECT_EQ(ws_.reports[0].place.country, "CRV");
}

TEST_F(CodingTest, TheTitleIsSentenceZeroAndSpansPointIntoTheText) {
  Document d;
  d.title = "Arvia expels Belmarkan envoys";
  d.text = "Arvia expelled two Belmarkan envoys on Tuesday. Corvia condemned the decision.";
  coding_->code(d, 0, "", ws_);
  ASSERT_EQ(ws_.reports.size(), 3U);
  EXPECT_EQ(ws_.reports[0].sentence, 0);
  EXPECT_EQ(ws_.reports[1].sentence, 1);
  EXPECT_EQ(ws_.reports[2].sentence, 2);
  for (const Report& r : ws_.reports) EXPECT_EQ(d.coded_text().substr(r.trigger.span.begin, r.trigger.span.end - r.trigger.span.begin), r.trigger.text);
}

TEST_F(CodingTest, WithoutADateRelativeDatesStayNull) {
  Document d;
  d.text = "Arvia attacked Belmark on Tuesday.";
  coding_->code(d, 0, "", ws_);
  ASSERT_EQ(ws_.reports.size(), 1U);
  EXPECT_TRUE(ws_.reports[0].date.empty());
  d.published = "someday";
  EXPECT_THROW(coding_->code(d, 0, "", ws_), Error);
}

TEST_F(CodingTest, NothingPoliticalGivesNothing) {
  EXPECT_EQ(code("The rain in the hills stopped on Monday. Bread was cheap."), "");
  EXPECT_EQ(code("."), "");
  EXPECT_EQ(code("\n\n\n"), "");
}

TEST_F(CodingTest, TheJsonLineIsComplete) {
  code("Arvia attacked Belmark on Thursday.");
  ASSERT_EQ(ws_.reports.size(), 1U);
  std::string line;
  write_json(ws_.reports[0], "a\"b", coding_->ontology(), {}, line);
  EXPECT_EQ(line.find("{\"doc\":\"a\\\"b\",\"sentence\":1,\"text\":\"Arvia attacked Belmark on Thursday.\",\"type\":\"ASSAULT\""), 0U) << line;
  EXPECT_NE(line.find("\"date\":{\"start\":\"2031-03-06\",\"end\":\"2031-03-06\",\"text\":\"on Thursday\",\"precision\":\"day\"}"), std::string::npos) << line;
}

TEST(Compile, BadTablesAreNamedByFileAndLine) {
  const std::string folder = testing::TempDir() + "/bad_data_" + std::to_string(::getpid());
  std::filesystem::create_directories(folder + "/lexicon");
  const std::string header = "trigger\tpos\targs\tcameo\troles\toptions\texample\texpected\n";
  const auto message = [&](const std::string& row) {
    write_file(folder + "/lexicon/mine.tsv", header + row + "\n");
    try {
      compile_data({kSourceFolder + "/data", folder}, folder + "/out.data");
    } catch (const Error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  EXPECT_EQ(message("zap\tv\tobj:ACTOR\t190\t-\t-\tArvia zapped Belmark.\tASSAULT ARV > BMK"), "");
  EXPECT_NE(message("zap\tx\t-\t190\t-\t-\ta\tb").find("mine.tsv:2: pos must be"), std::string::npos);
  EXPECT_NE(message("zap\tv\tobj:@nosuch\t190\t-\t-\ta\tb").find("unknown class '@nosuch'"), std::string::npos);
  EXPECT_NE(message("zap\tv\t-\t999\t-\t-\ta\tb").find("unknown CAMEO code '999'"), std::string::npos);
  EXPECT_NE(message("zap\tv\t-\t190\t-\tcolour=red\ta\tb").find("unknown option"), std::string::npos);
  EXPECT_NE(message("zap\tv\t-").find("mine.tsv:2"), std::string::npos);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace detente
