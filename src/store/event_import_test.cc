// Imported events, and the dyads that all events make.
#include "store/event_import.h"

#include <gtest/gtest.h>

#include <tuple>

#include "store/dyads.h"
#include "store/store_fixture.h"

namespace detente {

namespace {

MergedEvent row_of_archive(const std::string& id, const std::string& day, const std::string& actor, const std::string& recipient) {
  MergedEvent e;
  e.dataset = "gdelt2";
  e.source_id = id;
  e.id = "gdelt2:" + id;
  e.agreed = report(EventType::ACCUSE, "112", "", "", actor, recipient);
  for (auto* parties : {&e.agreed.actors, &e.agreed.recipients})
    for (StoredParty& p : *parties) p.text.clear();
  e.agreed.date = DayRange{*parse_iso_day(day), *parse_iso_day(day)};
  e.agreed.date_precision = "day";
  e.agreed.place = StoredPlace{"Arvia City", "ARV", "", "city", 1.5, 2.25};
  e.first_published = e.last_published = day;
  e.reports = e.mentions = 4;
  e.outlets = 2;
  e.independent = 1;
  e.articles = 3;
  e.tone = -2.5;
  e.url = "https://example.org/" + id;
  return e;
}

}  // namespace

TEST(Dyads, PointsOfBothDirectionsAsOfADay) {
  Store store(store_path("dyads"), Store::Access::create);
  StoredReport talks = report(EventType::CONSULT, "040", "Belmark and Arvia held talks on grain.", "talks", "BEL", "ARV");
  talks.mutual = true;
  talks.actors = {party("Belmark", "BEL"), party("Arvia", "ARV")};
  talks.recipients.clear();
  StoredReport denial =
      report(EventType::SANCTION, "166", "Belmark said none of its three envoys had been expelled by Arvia this week.", "expelled", "ARV", "BEL");
  denial.status = Status::denied;
  StoredReport answer = report(EventType::ACCUSE, "112", "The council of Belmark accused Arvia of spying on trawlers.", "accused", "BEL", "ARV");
  answer.actors[0].id = "belmark-envoy";
  answer.actors[0].country.clear();
  answer.actors[0].belongs = "BEL;LEAGUE";
  add_all(store, {document("a", "2020-03-05", "P", {expulsion("three")}), document("b", "2020-03-07", "Q", {denial, answer}),
                  document("c", "2020-03-09", "R", {talks})});
  const DyadPoints now = dyad_points(store, {"ARV"}, {"BEL"});
  ASSERT_EQ(now.points.size(), 3U);
  const DyadPoint &p = now.points[0], &q = now.points[1], &r = now.points[2];
  EXPECT_TRUE(p.forward && !p.backward);
  EXPECT_EQ(p.independent, 2);
  EXPECT_EQ(p.status, Status::happened);
  EXPECT_EQ(now.acts[static_cast<std::size_t>(p.act)].cameo, "166");
  EXPECT_TRUE(!q.forward && q.backward);
  EXPECT_TRUE(r.forward && r.backward);
  EXPECT_EQ(event_id(store, r.event), events(store)[0].id);
  const DyadPoints then = dyad_points(store, {"ARV"}, {"BEL"}, parse_iso_day("2020-03-06"));
  ASSERT_EQ(then.points.size(), 1U);
  EXPECT_EQ(then.points[0].independent, 1);
  EXPECT_EQ(dyad_points(store, {"LEAGUE", "BEL"}, {"ARV"}).points.size(), 3U);
  EXPECT_EQ(dyad_points(store, {"LEAGUE"}, {"ARV"}).points.size(), 1U);
  const std::vector<DayCount> days = day_counts(store, parse_iso_day("2020-03-08"));
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[0].events, 1);
  EXPECT_EQ(days[1].events, 1);
  EXPECT_EQ(days[1].reports, 2);
}

TEST(Import, ARowIsStoredOnceAndWhole) {
  Store store(store_path("import"), Store::Access::create);
  const MergedEvent first = row_of_archive("1", "2018-01-01", "ARV", "BEL"), second = row_of_archive("2", "2018-01-02", "COR", "BEL");
  for (int round = 0; round < 2; ++round) {
    EventImport import(store);
    EXPECT_EQ(import.add(first), round == 0);
    EXPECT_EQ(import.add(second), round == 0);
    EXPECT_TRUE(import.add_mention("gdelt2:2", {"2018-01-02", "Harbour Post", "https://example.org/x", 0.9}));
    EXPECT_TRUE(import.add_mention("gdelt2:2", {"2018-01-03", "Harbour Post", "https://example.org/y", 0.9}));
    EXPECT_FALSE(import.add_mention("gdelt2:9", {"2018-01-02", "Harbour Post", "https://example.org/x", 0.9}));
    import.commit();
  }
  const auto found = events(store);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].reports, 2);
  EXPECT_EQ(found[0].outlets, 1);
  EXPECT_EQ(mentions_of(store, "gdelt2:2").size(), 2U);
  const MergedEvent& e = found[1];
  EXPECT_EQ(e.id, first.id);
  EXPECT_EQ(e.agreed.type, first.agreed.type);
  EXPECT_EQ(e.agreed.cameo, "112");
  EXPECT_EQ(e.agreed.actors.at(0).country, "ARV");
  EXPECT_EQ(e.agreed.recipients.at(0).sector, "GOV");
  EXPECT_EQ(e.agreed.date, first.agreed.date);
  EXPECT_EQ(e.agreed.place, first.agreed.place);
  EXPECT_EQ(std::tie(e.first_published, e.reports, e.outlets, e.independent, e.mentions, e.articles, e.tone, e.url, e.dataset, e.source_id),
            std::tie(first.first_published, first.reports, first.outlets, first.independent, first.mentions, first.articles, first.tone, first.url,
                     first.dataset, first.source_id));
  EXPECT_EQ(dyad_points(store, {"BEL"}, {"ARV", "COR"}).points.size(), 2U);
  const auto receipt = event_receipt(store, "gdelt2:1");
  ASSERT_TRUE(receipt);
  EXPECT_TRUE(receipt->reports.empty());
  EXPECT_FALSE(event_receipt(store, "gdelt2:1", parse_iso_day("2017-12-31")));
  EXPECT_EQ(day_counts(store).at(0).reports, 4);
}

TEST(Import, ForgettingADocumentLeavesImportedActors) {
  Store store(store_path("import_forget"), Store::Access::create);
  EventImport import(store);
  import.add(row_of_archive("1", "2018-01-01", "ARV", "BEL"));
  import.commit();
  const std::string before = dump(store);
  add_all(store, {document("a", "2020-03-05", "P", {report(EventType::AID, "073", "Corvia sent grain to Arvia.", "sent", "COR", "ARV")})});
  store.begin();
  EXPECT_TRUE(store.forget("a"));
  store.commit();
  EXPECT_EQ(dump(store), before);
}

}  // namespace detente
