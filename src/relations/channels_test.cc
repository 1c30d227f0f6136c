// The state machine of channels on events made by hand, with and without text, about the invented countries Arvia and Belmark.
#include "relations/channels.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "util/error.h"

namespace detente {
namespace {

const std::string kTables = std::string(DETENTE_SOURCE_DIR) + "/data/relations";

StoredParty party(const std::string& text, const std::string& country, const std::string& sector = "GOV") {
  StoredParty p;
  p.text = text;
  p.id = p.country = country;
  p.sector = sector;
  return p;
}

RelationEvent event(const std::string& id, const std::string& day, const std::string& cameo, const std::string& sentence, const StoredParty& a,
                    const StoredParty& b, bool mutual = false) {
  RelationEvent e;
  e.event.id = id;
  e.event.first_published = e.event.last_published = day;
  e.event.independent = 1;
  e.event.agreed.cameo = cameo;
  e.event.agreed.confidence = 0.9;
  e.event.agreed.mutual = mutual;
  e.event.agreed.actors = {a};
  (mutual ? e.event.agreed.actors : e.event.agreed.recipients).push_back(b);
  if (!sentence.empty()) e.sentences = {sentence};
  return e;
}

const RelationSide kArvia{{"ARV"}, {"arvia", "arvian"}}, kBelmark{{"BMK"}, {"belmark", "belmarkan"}};

std::int32_t day(const char* iso) { return parse_iso_day(iso).value(); }

class ChannelStates : public testing::Test {
 protected:
  Channel at(const char* iso, Level level) const { return channels_of(rules_, events_, kArvia, kBelmark, day(iso))[static_cast<std::size_t>(level)]; }
  void ministers_meet(const std::string& id, const std::string& on, const std::string& sentence = "The foreign ministers of Arvia and Belmark met.") {
    events_.push_back(event(id, on, "040", sentence, party("the Arvian foreign minister", "ARV"), party("the Belmarkan foreign minister", "BMK"), true));
  }
  void cooperation_ends(const std::string& id, const std::string& on) {
    events_.push_back(event(id, on, "160", "Arvia suspended all cooperation with Belmark.", party("Arvia", "ARV"), party("Belmark", "BMK")));
  }
  ChannelRules rules_{kTables, nullptr};
  std::vector<RelationEvent> events_;
};

TEST_F(ChannelStates, NothingKnown) {
  for (const Channel& c : channels_of(rules_, {}, kArvia, kBelmark, day("2015-01-01"))) {
    EXPECT_EQ(c.state, ChannelState::unknown);
    EXPECT_TRUE(c.history.empty());
  }
}

TEST_F(ChannelStates, AMeetingOpensUntilItIsLongAgo) {
  ministers_meet("e1", "2014-01-10");
  EXPECT_EQ(at("2014-01-09", Level::ministers).state, ChannelState::unknown);
  EXPECT_EQ(at("2014-01-10", Level::ministers).state, ChannelState::open);
  EXPECT_EQ(at("2015-01-10", Level::ministers).state, ChannelState::open);
  const Channel late = at("2015-01-11", Level::ministers);
  EXPECT_EQ(late.state, ChannelState::unknown);
  EXPECT_EQ(late.since, day("2015-01-11"));
  EXPECT_EQ(late.last_contact, day("2014-01-10"));
  EXPECT_EQ(late.last_contact_event, "e1");
}

TEST_F(ChannelStates, LoweredThenInformalThenSilent) {
  ministers_meet("e1", "2014-01-10");
  cooperation_ends("e2", "2014-04-01");
  ministers_meet("e3", "2014-06-02");
  EXPECT_EQ(at("2014-05-01", Level::ministers).state, ChannelState::lowered);
  EXPECT_EQ(at("2014-05-01", Level::military).state, ChannelState::suspended);
  const Channel informal = at("2015-06-02", Level::ministers);
  EXPECT_EQ(informal.state, ChannelState::informal);
  EXPECT_EQ(informal.by, "e3");
  const Channel silent = at("2015-06-03", Level::ministers);
  EXPECT_EQ(silent.state, ChannelState::suspended);
  EXPECT_TRUE(silent.silent);
  EXPECT_EQ(silent.since, day("2014-06-02"));
  // What is suspended stays so, however long
  EXPECT_EQ(at("2030-01-01", Level::military).state, ChannelState::suspended);
}

TEST_F(ChannelStates, OnlyAWordOfReturnReopensWhatWasCut) {
  events_.push_back(event("e1", "2014-01-10", "161", "Arvia severed diplomatic relations with Belmark.", party("Arvia", "ARV"), party("Belmark", "BMK")));
  EXPECT_EQ(at("2014-02-01", Level::ministers).state, ChannelState::cut);
  ministers_meet("e2", "2014-03-01");
  EXPECT_EQ(at("2014-03-02", Level::ministers).state, ChannelState::informal);
  EXPECT_EQ(at("2015-03-02", Level::ministers).state, ChannelState::cut);
  events_.push_back(event("e3", "2015-04-01", "054", "Arvia restored diplomatic relations with Belmark.", party("Arvia", "ARV"), party("Belmark", "BMK")));
  EXPECT_EQ(at("2015-04-02", Level::ministers).state, ChannelState::open);
  EXPECT_EQ(at("2015-04-02", Level::ambassadors).by, "e3");
}

TEST_F(ChannelStates, PlansAndDenialsMoveNothing) {
  for (const Status status : {Status::planned, Status::possible, Status::denied}) {
    ministers_meet("e1", "2014-01-10");
    events_.back().event.agreed.status = status;
  }
  EXPECT_EQ(at("2014-02-01", Level::ministers).state, ChannelState::unknown);
}

TEST_F(ChannelStates, TheOrderOfEventsDoesNotMatter) {
  ministers_meet("e1", "2014-01-10");
  cooperation_ends("e2", "2014-04-01");
  ministers_meet("e3", "2014-06-02", "The ministers of Arvia and Belmark met on the sidelines of a conference.");
  const std::vector<Channel> once = channels_of(rules_, events_, kArvia, kBelmark, day("2014-07-01"));
  std::reverse(events_.begin(), events_.end());
  const std::vector<Channel> again = channels_of(rules_, events_, kArvia, kBelmark, day("2014-07-01"));
  const std::vector<Channel> turned = channels_of(rules_, events_, kBelmark, kArvia, day("2014-07-01"));
  for (std::size_t i = 0; i < once.size(); ++i)
    for (const std::vector<Channel>* other : {&again, &turned}) {
      EXPECT_EQ(once[i].state, (*other)[i].state);
      EXPECT_EQ(once[i].since, (*other)[i].since);
      EXPECT_EQ(once[i].history.size(), (*other)[i].history.size());
    }
}

TEST_F(ChannelStates, ArchivesWithoutTextByActAndSector) {
  const auto archive = [&](const char* id, const char* on, const char* cameo, const char* sector) {
    events_.push_back(event(id, on, cameo, "", party("ARV", "ARV", sector), party("BMK", "BMK", sector)));
    events_.back().event.dataset = "icews";
    events_.back().event.agreed.confidence = 0;
  };
  archive("e1", "2010-01-01", "040", "GOV");
  archive("e2", "2010-01-02", "046", "MIL");
  EXPECT_EQ(at("2010-02-01", Level::ministers).state, ChannelState::open);
  EXPECT_EQ(at("2010-02-01", Level::military).state, ChannelState::open);
  // One coded act is a weak sign, a second one within the month is enough
  archive("e3", "2010-03-01", "163", "GOV");
  EXPECT_EQ(at("2010-03-10", Level::trade).state, ChannelState::unknown);
  archive("e4", "2010-03-05", "1631", "GOV");
  EXPECT_EQ(at("2010-03-10", Level::trade).state, ChannelState::lowered);
  archive("e5", "2010-03-06", "036", "GOV");  // an intention opens nothing
  EXPECT_EQ(at("2010-03-10", Level::experts).state, ChannelState::unknown);
}

TEST_F(ChannelStates, LevelsByWhoTakesPart) {
  const auto level_of = [&](const StoredParty& a, const StoredParty& b) {
    events_ = {event("e1", "2014-01-10", "040", "They met.", a, b, true)};
    std::string out;
    for (const Channel& c : channels_of(rules_, events_, kArvia, kBelmark, day("2014-01-11")))
      if (c.state != ChannelState::unknown) out += std::string(name(c.level)) + " ";
    return out;
  };
  EXPECT_EQ(level_of(party("President Corvo", "ARV"), party("the chancellor", "BMK")), "heads ");
  EXPECT_EQ(level_of(party("President Corvo", "ARV"), party("the foreign minister", "BMK")), "ministers ");
  EXPECT_EQ(level_of(party("the deputy foreign minister", "ARV"), party("the vice minister", "BMK")), "experts ");
  EXPECT_EQ(level_of(party("the general", "ARV", "MIL"), party("his counterpart", "BMK", "MIL")), "military ");
  EXPECT_EQ(level_of(party("lawmakers", "ARV", "LEG"), party("senators", "BMK", "LEG")), "parliament ");
}

TEST(ChannelRulesTest, TroubleIsNamed) { EXPECT_THROW(ChannelRules("/nonexistent", nullptr), Error); }

}  // namespace
}  // namespace detente
