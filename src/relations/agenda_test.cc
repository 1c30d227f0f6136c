// Plans merged and revised, from mentions made by hand about the invented countries.
#include "relations/agenda.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

std::int32_t day(const char* iso) { return parse_iso_day(iso).value(); }

class AgendaTest : public testing::Test {
 protected:
  void tell(const std::string& published, const std::string& outlet, const std::string& text, const char* first, const char* last, std::vector<std::string> who,
            const std::string& place = "") {
    PlanMention m;
    m.document = outlet + published;
    m.published = published;
    m.outlet = outlet;
    m.text = text;
    if (first != nullptr) m.days = DayRange{day(first), day(last)};
    m.precision = "day";
    m.who = std::move(who);
    m.place = place;
    mentions_.push_back(std::move(m));
  }
  [[nodiscard]] Agenda at(const char* iso) const {
    AgendaQuestion q;
    q.as_of = day(iso);
    return agenda_of(words_, mentions_, happened_, q);
  }
  AgendaWords words_{std::string(DETENTE_SOURCE_DIR) + "/data/relations/agenda.tsv"};
  std::vector<PlanMention> mentions_;
  std::vector<RelationEvent> happened_;
};

TEST_F(AgendaTest, RowsFitTheirExamples) {
  for (const auto& [line, trouble] : words_.wrong_examples()) ADD_FAILURE() << "agenda.tsv:" << line << ": " << trouble;
}

TEST_F(AgendaTest, TwoTellingsAreOneItem) {
  tell("2015-03-01", "One", "The leaders of Arvia and Belmark will hold a summit in Corvia on May 20.", "2015-05-20", "2015-05-20", {"ARV", "BMK"},
       "Corvia City");
  tell("2015-03-03", "Two", "Arvia and Belmark plan to meet in Corvia on May 20, officials said.", "2015-05-20", "2015-05-20", {"ARV", "BMK"});
  tell("2015-03-03", "Two", "Dorland will hold a presidential election on May 20.", "2015-05-20", "2015-05-20", {"DRL"});
  const Agenda a = at("2015-04-01");
  ASSERT_EQ(a.coming.size(), 2U);
  const AgendaItem& summit = a.coming[0].kind == "summit" ? a.coming[0] : a.coming[1];
  EXPECT_EQ(summit.voices, 2);
  EXPECT_EQ(summit.revisions.size(), 2U);
  EXPECT_EQ(summit.place, "Corvia City");
  // 1 - (1 - 0.8 * 0.9)(1 - 0.8 * 0.9) when both say it firmly
  EXPECT_GT(summit.certainty, 0.8 * 0.9);
  EXPECT_LT(summit.certainty, 0.97);
  EXPECT_EQ(at("2015-03-02").coming.size(), 1U);
  EXPECT_NEAR(at("2015-03-02").coming.front().certainty, 0.72, 1e-9);
  EXPECT_EQ(at("2015-03-02").coming.front().id, summit.id);
}

TEST_F(AgendaTest, MovedConfirmedCancelled) {
  tell("2015-03-01", "One", "The leaders of Arvia and Belmark will hold a summit in Corvia on May 20.", "2015-05-20", "2015-05-20", {"ARV", "BMK"});
  tell("2015-03-05", "One", "The summit of Arvia and Belmark was postponed to June 3.", "2015-06-03", "2015-06-03", {"ARV", "BMK"});
  tell("2015-03-09", "One", "The summit of Arvia and Belmark will go ahead on June 3, a spokesman said.", "2015-06-03", "2015-06-03", {"ARV", "BMK"});
  tell("2015-03-20", "Two", "The summit of Arvia and Belmark was called off.", nullptr, nullptr, {"ARV", "BMK"});
  ASSERT_EQ(at("2015-03-04").coming.size(), 1U);
  EXPECT_EQ(at("2015-03-04").coming[0].days.first, day("2015-05-20"));
  ASSERT_EQ(at("2015-03-06").coming.size(), 1U);
  EXPECT_EQ(at("2015-03-06").coming[0].days.first, day("2015-06-03"));
  EXPECT_EQ(at("2015-03-06").coming[0].revisions.back().change, PlanChange::moved);
  EXPECT_EQ(at("2015-03-10").coming[0].revisions.back().change, PlanChange::confirmed);
  const Agenda last = at("2015-03-21");
  ASSERT_EQ(last.coming.size(), 1U);
  EXPECT_TRUE(last.coming[0].cancelled);
  EXPECT_LT(last.coming[0].certainty, 0.1);
  EXPECT_EQ(last.coming[0].revisions.size(), 4U);
}

TEST_F(AgendaTest, WhatIsPastIsDueUnlessItTookPlace) {
  tell("2015-03-01", "One", "Talks between Arvia and Belmark will begin in Corvia on March 20.", "2015-03-20", "2015-03-20", {"ARV", "BMK"});
  EXPECT_TRUE(at("2015-03-19").due.empty());
  EXPECT_TRUE(at("2015-03-22").coming.empty());
  EXPECT_EQ(at("2015-03-22").due.size(), 1U);
  EXPECT_TRUE(at("2015-09-01").due.empty());  // too long ago to be news
  RelationEvent e;
  e.event.id = "e1";
  e.event.first_published = "2015-03-21";
  e.event.agreed.cameo = "046";
  StoredParty arvia;
  arvia.id = arvia.country = "ARV";
  e.event.agreed.actors = {arvia};
  happened_ = {e};
  EXPECT_TRUE(at("2015-03-22").due.empty());
}

TEST_F(AgendaTest, PlansOfOthersStayApart) {
  tell("2015-03-01", "One", "The foreign ministers of Arvia and Belmark will meet on May 20.", "2015-05-20", "2015-05-20", {"ARV", "BMK"});
  tell("2015-03-02", "Two", "The foreign ministers of Corvia and Dorland will meet on May 20.", "2015-05-20", "2015-05-20", {"CRV", "DRL"});
  EXPECT_EQ(at("2015-04-01").coming.size(), 2U);
}

TEST_F(AgendaTest, SidesAndDaysAhead) {
  tell("2015-03-01", "One", "The foreign ministers of Arvia and Belmark will meet on May 20.", "2015-05-20", "2015-05-20", {"ARV", "BMK"});
  AgendaQuestion q;
  q.as_of = day("2015-03-10");
  q.days = 30;
  EXPECT_TRUE(agenda_of(words_, mentions_, {}, q).coming.empty());
  q.days = 90;
  q.sides = {{"BMK"}};
  EXPECT_EQ(agenda_of(words_, mentions_, {}, q).coming.size(), 1U);
  q.sides = {{"BMK"}, {"DRL"}};
  EXPECT_TRUE(agenda_of(words_, mentions_, {}, q).coming.empty());
  q.either = true;
  EXPECT_EQ(agenda_of(words_, mentions_, {}, q).coming.size(), 1U);
}

TEST_F(AgendaTest, EventsWithADayToComeAreMentions) {
  RelationEvent e;
  e.event.id = "e1";
  e.event.first_published = "2015-03-01";
  e.event.agreed.text = "Arvia will host the Belmarkan president on April 2.";
  e.event.agreed.status = Status::planned;
  e.event.agreed.date = DayRange{day("2015-04-02"), day("2015-04-02")};
  e.event.agreed.confidence = 0.8;
  RelationEvent past = e;
  past.event.agreed.date = DayRange{day("2015-02-02"), day("2015-02-02")};
  RelationEvent denied = e;
  denied.event.agreed.status = Status::denied;
  ASSERT_EQ(mentions_of({e, past, denied}).size(), 1U);
  mentions_ = mentions_of({e});
  ASSERT_EQ(at("2015-03-02").coming.size(), 1U);
  EXPECT_EQ(at("2015-03-02").coming[0].kind, "visit");
  EXPECT_NEAR(at("2015-03-02").coming[0].certainty, 0.8 * 0.8, 1e-9);
}

}  // namespace
}  // namespace detente
