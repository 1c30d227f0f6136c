// Documents in and out of a store, and the questions to it.
#include "store/store.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "store/query.h"
#include "store/schema.h"
#include "store/similarity.h"
#include "store/store_fixture.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {

TEST(Store, TwoOutletsOneEvent) {
  Store store(store_path("two"), Store::Access::create);
  add_all(store, {document("a", "2020-03-05", "Harbour Post", {expulsion()}), document("b", "2020-03-06", "Northern Wire", {expulsion("three", "ejected")})});
  const auto found = events(store);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].reports, 2);
  EXPECT_EQ(found[0].outlets, 2);
  EXPECT_EQ(found[0].first_published, "2020-03-05");
  EXPECT_EQ(found[0].disputed, "");
}

TEST(Store, DifferingNumbersAndDenialsAreDisputed) {
  Store store(store_path("disputed"), Store::Access::create);
  StoredReport denial = expulsion("three");
  denial.status = Status::denied;
  add_all(store, {document("a", "2020-03-05", "Harbour Post", {expulsion("three")}), document("b", "2020-03-05", "Northern Wire", {expulsion("seven")}),
                  document("c", "2020-03-06", "Arvia Today", {denial})});
  const auto found = events(store);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].disputed, "status;numbers");
  EXPECT_EQ(found[0].agreed.status, Status::happened);
}

TEST(Store, CopiesAreOneVoice) {
  Store store(store_path("copies"), Store::Access::create);
  StoredReport other =
      report(EventType::SANCTION, "166", "Three envoys from Belmark must leave Arvia, whose ministry expelled them.", "expelled", "ARV", "BEL");
  add_all(store, {document("a", "2020-03-05", "Harbour Post", {expulsion()}), document("b", "2020-03-05", "Evening Post", {expulsion()}),
                  document("c", "2020-03-05", "Northern Wire", {other})});
  const auto found = events(store);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].reports, 3);
  EXPECT_EQ(found[0].outlets, 3);
  EXPECT_EQ(found[0].independent, 2);
}

TEST(Store, AHeadlineOfPartiesAndTriggerIsOneWithItsCopy) {
  Store store(store_path("headline"), Store::Access::create);
  StoredReport accusation = report(EventType::ACCUSE, "112", "Arvia accuses Belmark", "accuses", "ARV", "BEL");
  accusation.actors[0].text = "Arvia";
  accusation.recipients[0].text = "Belmark";
  add_all(store, {document("a", "2020-03-05", "P", {accusation}), document("b", "2020-03-05", "Q", {accusation})});
  EXPECT_EQ(events(store).size(), 1U);
}

TEST(Store, WhatExcludesEachOtherStaysApart) {
  Store store(store_path("apart"), Store::Access::create);
  StoredReport other_side = expulsion();
  other_side.recipients = {party("three diplomats of Corvia", "COR")};
  StoredReport rebels = expulsion();
  rebels.actors = {party("rebels", "ARV", "REB")};
  StoredReport meeting = expulsion();
  meeting.type = EventType::CONSULT;
  StoredReport demanded = expulsion();
  demanded.status = Status::possible;
  StoredReport dated = expulsion();
  dated.date = DayRange{*parse_iso_day("2020-02-20"), *parse_iso_day("2020-02-20")};
  dated.date_precision = "day";
  add_all(store, {document("a", "2020-03-05", "P", {expulsion()}), document("b", "2020-03-05", "Q", {other_side}), document("c", "2020-03-05", "R", {rebels}),
                  document("d", "2020-03-05", "S", {meeting}), document("e", "2020-03-05", "T", {demanded}), document("f", "2020-03-05", "U", {dated}),
                  document("g", "2020-03-12", "V", {expulsion()})});
  EXPECT_EQ(events(store).size(), 7U);
}

TEST(Store, ADocumentTwiceChangesNothing) {
  Store store(store_path("twice"), Store::Access::create);
  const std::vector<StoredDocument> all = {document("a", "2020-03-05", "P", {expulsion()}), document("b", "2020-03-06", "Q", {expulsion("seven")})};
  add_all(store, all);
  const std::string before = dump(store);
  add_all(store, all);
  EXPECT_EQ(dump(store), before);
}

TEST(Store, ForgettingLeavesWhatTheRestSupports) {
  Store store(store_path("forget"), Store::Access::create);
  const StoredDocument a = document("a", "2020-03-05", "P", {expulsion()}), b = document("b", "2020-03-06", "Q", {expulsion("seven")});
  add_all(store, {b});
  const std::string before = dump(store);
  StoredDocument third = document("c", "2020-03-06", "R", {report(EventType::AID, "073", "Corvia sent grain to Dorland.", "sent", "COR", "DOR")});
  add_all(store, {a, third});
  store.begin();
  EXPECT_TRUE(store.forget("a"));
  EXPECT_TRUE(store.forget("c"));
  EXPECT_FALSE(store.forget("a"));
  store.commit();
  EXPECT_EQ(dump(store), before);
  EXPECT_EQ(store.database().number("SELECT count(*) FROM link"), 0);
  EXPECT_EQ(store.database().number("SELECT count(*) FROM fulltext WHERE fulltext MATCH 'grain'"), 0);
}

TEST(Store, ARevisionReplacesAndIsKept) {
  Store store(store_path("revision"), Store::Access::create);
  const StoredDocument first = document("a", "2020-03-05", "P", {expulsion("three")}), second = document("a", "2020-03-06", "P", {expulsion("seven")});
  add_all(store, {first});
  add_all(store, {second});
  const auto found = events(store);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].agreed.text.find("seven"), std::string::npos);
  EXPECT_EQ(store.database().number("SELECT count(*) FROM revision"), 1);
  const std::string before = dump(store);
  add_all(store, {first, second});
  EXPECT_EQ(dump(store), before);
}

TEST(Store, AsOfUsesOnlyWhatWasKnown) {
  Store store(store_path("as_of"), Store::Access::create);
  add_all(store, {document("a", "2020-03-05", "P", {expulsion("three")}), document("b", "2020-03-07", "Q", {expulsion("seven")})});
  EventFilter then;
  then.as_of = parse_iso_day("2020-03-06");
  auto found = events(store, then);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].reports, 1);
  EXPECT_EQ(found[0].disputed, "");
  then.as_of = parse_iso_day("2020-03-04");
  EXPECT_TRUE(events(store, then).empty());
}

TEST(Store, Filters) {
  Store store(store_path("filters"), Store::Access::create);
  StoredReport talks = report(EventType::CONSULT, "040", "Corvia and Dorland held talks on grain.", "talks", "COR", "DOR");
  talks.mutual = true;
  talks.actors = {party("Corvia", "COR"), party("Dorland", "DOR")};
  talks.recipients.clear();
  add_all(store, {document("a", "2020-03-05", "P", {expulsion()}), document("b", "2020-04-05", "Q", {talks})});
  const auto count = [&](auto set) {
    EventFilter f;
    set(f);
    return events(store, f).size();
  };
  EXPECT_EQ(count([](EventFilter& f) { f.actor = "DOR", f.other = "COR"; }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.actor = "BEL", f.other = "ARV"; }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.actor = "ARV", f.other = "COR"; }), 0U);
  EXPECT_EQ(count([](EventFilter& f) { f.actor = "BEL"; }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.type = "CONSULT"; }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.quad = 4; }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.outlet = "q"; }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.text = "grain"; }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.text = "\"grain AND ( *"; }), 1U);  // words, not operators
  EXPECT_EQ(count([](EventFilter& f) { f.from = parse_iso_day("2020-04-01"); }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.to = parse_iso_day("2020-04-01"); }), 1U);
  EXPECT_EQ(count([](EventFilter& f) { f.status = "planned"; }), 0U);
  EXPECT_EQ(count([](EventFilter& f) { f.limit = 1; }), 1U);
}

// tests/data/store_1.db was made by the program that had schema 1, from five dispatches about the invented countries.
TEST(Store, AnOlderSchemaIsMigrated) {
  const std::string path = store_path("older");
  std::filesystem::copy_file(DETENTE_SOURCE_DIR "/tests/data/store_1.db", path);
  EXPECT_THROW(Store(path, Store::Access::read), Error);
  std::vector<MergedEvent> found;
  {
    Store store(path, Store::Access::create);
    found = events(store);
    EXPECT_EQ(store.database().number("PRAGMA user_version"), kSchemaVersion);
    EXPECT_EQ(store.database().number("SELECT count(*) FROM report r LEFT JOIN crosswalk USING(report) WHERE event IS NULL"), 0);
    EXPECT_EQ(store.database().number("SELECT sum(reports) FROM coverage"), store.database().number("SELECT count(*) FROM report"));
  }
  EXPECT_GT(found.size(), 3U);
  Store again(path, Store::Access::read);
  ASSERT_EQ(events(again).size(), found.size());
  for (const MergedEvent& e : found) EXPECT_EQ(again.reports_of(e.id).size(), static_cast<std::size_t>(e.reports));
}

TEST(Store, RefusesWhatIsNoStore) {
  const std::string path = store_path("other");
  write_file(path, "This is a text and no data base, long enough to have a header of its own: one hundred bytes are what SQLite reads first.");
  EXPECT_THROW(Store(path, Store::Access::create), Error);
  EXPECT_THROW(Store(store_path("missing"), Store::Access::read), Error);
  const std::string newer = store_path("newer");
  { Store(newer, Store::Access::create).database().run("PRAGMA user_version=99"); }
  EXPECT_THROW(Store(newer, Store::Access::create), Error);
  EXPECT_THROW(Store(newer, Store::Access::read), Error);
}

TEST(Similarity, CopiesWithSmallChangesAreFound) {
  std::string text, other;
  for (int i = 0; i < 60; ++i) text += "Word" + std::to_string(i * 7 % 13) + " of sentence " + std::to_string(i) + " stands here. ";
  EXPECT_GE(likeness(shingles_of(text), shingles_of(text + "By our own correspondent.")), 0.8);
  for (int i = 0; i < 60; ++i) other += "Something else entirely, number " + std::to_string(1000 + i) + ", is told. ";
  EXPECT_LT(likeness(shingles_of(text), shingles_of(other)), 0.1);
  EXPECT_EQ(likeness(shingles_of("two words"), shingles_of("two words")), 0);
}

}  // namespace detente
