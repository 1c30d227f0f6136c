// The store and merging, with reports made by hand about the invented countries Arvia, Belmark, Corvia and Dorland.
#include "store/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

#include "store/dyads.h"
#include "store/event_import.h"
#include "store/query.h"
#include "store/schema.h"
#include "store/similarity.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {

namespace {

std::string store_path(const std::string& name) {
  const std::string path = testing::TempDir() + "/store_" + std::to_string(::getpid()) + "_" + name + ".db";
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
  return path;
}

StoredParty party(const std::string& text, const std::string& country, const std::string& sector = "GOV") {
  StoredParty p;
  p.text = text;
  p.id = p.country = country;
  p.sector = sector;
  return p;
}

// A report whose trigger is the word `trigger` of `text`.
StoredReport report(EventType type, const std::string& cameo, const std::string& text, const std::string& trigger, const std::string& actor,
                    const std::string& recipient) {
  StoredReport r;
  r.type = type;
  r.cameo = cameo;
  r.text = text;
  r.sentence_end = text.size();
  r.trigger = trigger;
  r.trigger_begin = text.find(trigger);
  r.trigger_end = r.trigger_begin + trigger.size();
  r.attribution = "author";
  r.confidence = 0.8;
  r.actors = {party(actor, actor)};
  r.recipients = {party(recipient, recipient)};
  return r;
}

StoredDocument document(const std::string& id, const std::string& published, const std::string& outlet, std::vector<StoredReport> reports) {
  Document d;
  d.id = id;
  d.published = published;
  d.outlet = outlet;
  for (const StoredReport& r : reports) d.text += r.text + " ";
  StoredDocument s = make_stored(d, d.coded_text());
  s.reports = std::move(reports);
  return s;
}

StoredReport expulsion(const std::string& count = "three", const std::string& trigger = "expelled") {
  StoredReport r =
      report(EventType::SANCTION, "166", "Arvia " + trigger + " " + count + " diplomats of Belmark over the harbour affair.", trigger, "ARV", "BEL");
  r.recipients[0].text = count + " diplomats of Belmark";
  return r;
}

void add_all(Store& store, const std::vector<StoredDocument>& documents) {
  store.begin();
  for (const StoredDocument& d : documents) store.add(d);
  store.commit();
}

std::vector<MergedEvent> events(Store& store, const EventFilter& filter = {}) {
  std::vector<MergedEvent> out;
  find_events(store, filter, [&](const MergedEvent& e) { out.push_back(e); });
  return out;
}

// Everything that users see, in one text, without row numbers.
std::string dump(Store& store) {
  std::string out;
  for (const char* sql :
       {"SELECT * FROM documents ORDER BY id",
        "SELECT doc, event, sentence, text, type, trigger_begin, actors, recipients, status FROM reports ORDER BY 1, 3, 6, 5, 7, 8",
        "SELECT * FROM events ORDER BY id",
        "SELECT c.text, coalesce(o.text, ''), p.day, e.id, p.flags, p.independent || '/' || a.cameo FROM event_party p JOIN code c ON c.code = p.party "
        "LEFT JOIN code o ON o.code = p.other JOIN event e USING(event) JOIN act a ON a.act = p.act ORDER BY 1, 2, 3, 4",
        "SELECT day, events, reports FROM coverage WHERE events <> 0 OR reports <> 0 ORDER BY day", "SELECT text FROM code ORDER BY 1",
        "SELECT type, cameo, goldstein FROM act ORDER BY 1, 2", "SELECT id, name, country, sector FROM actor ORDER BY 1, 2, 3, 4",
        "SELECT * FROM revision ORDER BY 1, 2"}) {
    Statement s(store.database(), sql);
    while (s.step())
      for (int c = 0; c < 6; ++c) out += s.string(c) + (c == 5 ? "\n" : "|");
  }
  return out;
}

}  // namespace

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

namespace {

StoredReport random_report(std::mt19937& random, std::int32_t day) {
  const auto pick = [&](int n) { return static_cast<std::size_t>(random() % static_cast<unsigned>(n)); };
  const char* countries[] = {"ARV", "BEL", "COR"};
  const char* words[] = {"harbour", "border", "grain", "islands", "pipeline", "fleet"};
  const std::pair<EventType, const char*> acts[] = {{EventType::SANCTION, "166"}, {EventType::SANCTION, "163"}, {EventType::ASSAULT, "190"},
                                                    {EventType::ACCUSE, "112"},   {EventType::AGREE, "030"},    {EventType::SUPPORT, "057"},
                                                    {EventType::CONSULT, "040"}};
  const auto& act = acts[pick(7)];
  const std::size_t actor = pick(3);
  StoredReport r =
      report(act.first, act.second,
             std::string("The ") + words[pick(6)] + " row and the " + words[pick(6)] + " dispute " + (pick(2) == 0 ? "hit" : "struck") + " ministers.", "row",
             countries[actor], countries[(actor + 1 + pick(2)) % 3]);
  if (pick(4) == 0) r.recipients.clear();
  if (pick(6) == 0) r.actors[0].text = "the ministry";
  if (pick(5) == 0) r.status = Status::denied;
  if (act.first == EventType::CONSULT || pick(8) == 0) {
    r.mutual = true;
    r.actors.insert(r.actors.end(), r.recipients.begin(), r.recipients.end());
    r.recipients.clear();
  }
  if (pick(2) == 0) {
    r.date = DayRange{day, day};
    r.date_precision = "day";
  }
  return r;
}

// Documents with so many reports in all that look alike: few countries, acts, days and words, so that many pairs link and many exclude
// each other.
std::vector<StoredDocument> random_documents(std::mt19937& random, std::size_t reports) {
  std::vector<StoredDocument> out;
  for (std::size_t total = 0; total < reports;) {
    const std::int32_t day = *parse_iso_day("2020-03-01") + static_cast<std::int32_t>(random() % 8);
    std::vector<StoredReport> own;
    for (std::size_t n = std::min<std::size_t>(1 + random() % 3, reports - total); n > 0; --n) {
      own.push_back(random_report(random, day));
      own.back().sentence = static_cast<int>(own.size());
      own.back().trigger_begin += 1000 * own.size();
      own.back().trigger_end += 1000 * own.size();
    }
    total += own.size();
    out.push_back(document("d" + std::to_string(out.size()), iso_date(day), "P" + std::to_string(random() % 5), std::move(own)));
  }
  return out;
}

std::set<std::set<std::string>> partition(Store& store) {
  std::set<std::set<std::string>> out;
  for (const MergedEvent& e : events(store)) {
    std::set<std::string> members;
    for (const MergeItem* m : store.reports_of(e.id)) members.insert(m->document + "/" + std::to_string(m->report.sentence));
    out.insert(members);
  }
  return out;
}

}  // namespace

namespace {

// The documents in an order of their own, in random batches. With `detour`, some are forgotten and come again.
void ingest_in_batches(Store& store, const std::vector<StoredDocument>& all, std::mt19937& random, bool detour) {
  for (std::size_t i = 0; i < all.size();) {
    store.begin();
    for (std::size_t n = 1 + random() % 100; n > 0 && i < all.size(); --n) store.add(all[i++]);
    store.commit();
    if (!detour) continue;
    const StoredDocument& d = all[random() % i];
    store.begin();
    EXPECT_TRUE(store.forget(d.id));
    if (random() % 2 == 0) {
      store.commit();
      store.begin();
    }
    store.add(d);
    store.commit();
  }
}

}  // namespace

TEST(Store, AnyOrderGivesTheSameEvents) {
  std::mt19937 random(7);
  std::vector<StoredDocument> all = random_documents(random, 300);
  std::string expected;
  for (int round = 0; round < 200; ++round) {
    Store store(store_path("order"), Store::Access::create);
    store.database().run("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF");
    ingest_in_batches(store, all, random, round % 2 == 1);
    const std::string got = dump(store);
    if (round == 0) {
      expected = got;
      const auto groups = partition(store);
      EXPECT_LT(groups.size(), 270U);  // something was merged
      for (const std::set<std::string>& group : groups) EXPECT_LT(group.size(), 150U);
    }
    ASSERT_EQ(got, expected) << "round " << round;
    std::shuffle(all.begin(), all.end(), random);
  }
}

TEST(Store, WhatWaitsForMergingIsMergedByTheNextRun) {
  std::mt19937 random(3);
  const std::vector<StoredDocument> all = random_documents(random, 240);
  const std::size_t half = all.size() / 2, most = all.size() - 10;
  Store whole(store_path("whole"), Store::Access::create);
  add_all(whole, all);
  const std::string path = store_path("stopped");
  {
    Store first(path, Store::Access::create);
    first.begin();
    for (std::size_t i = 0; i < half; ++i) first.add(all[i]);
    first.commit();
    first.begin();
    for (std::size_t i = half; i < most; ++i) first.add(all[i]);
    first.add(document("d3", "2031-01-01", "P", {expulsion()}));  // a revision shakes an event
    first.commit(false);
    EXPECT_TRUE(first.waits());
  }
  Store second(path, Store::Access::create);
  EXPECT_TRUE(second.waits());
  second.begin();
  second.forget("d3");
  second.add(all[3]);
  for (std::size_t i = most; i < all.size(); ++i) second.add(all[i]);
  second.commit();
  EXPECT_FALSE(second.waits());
  EXPECT_EQ(dump(second), dump(whole));
}

// What the store arrives at step by step is what comparing each with each gives.
TEST(Store, MergesAsAllAtOnce) {
  std::mt19937 random(3);
  for (const std::size_t count : {30U, 120U, 300U}) {
    const std::vector<StoredDocument> all = random_documents(random, count);
    std::vector<MergeItem> items;
    for (std::size_t k = 0; k < all.size(); ++k)
      for (const StoredReport& r : all[k].reports) {
        MergeItem m;
        m.doc = static_cast<std::int64_t>(k);
        m.document = all[k].id;
        m.published = all[k].published;
        m.outlet = all[k].outlet;
        m.shingles = all[k].shingles;
        m.report = r;
        prepare(m);
        items.push_back(std::move(m));
      }
    std::set<std::set<std::string>> expected;
    for (const std::vector<std::size_t>& group : merge_all(items)) {
      std::set<std::string> members;
      for (const std::size_t i : group) members.insert(items[i].document + "/" + std::to_string(items[i].report.sentence));
      expected.insert(members);
    }
    Store store(store_path("twin"), Store::Access::create);
    ingest_in_batches(store, all, random, true);
    EXPECT_EQ(partition(store), expected);
  }
}

namespace {

MergeItem item_of(StoredReport report, const std::string& published) {
  MergeItem m;
  m.document = "d";
  m.published = published;
  m.report = std::move(report);
  prepare(m);
  return m;
}

StoredReport meeting(const std::vector<StoredParty>& sides) {
  StoredReport r = report(EventType::CONSULT, "040", "The two sides met in Arvapol.", "met", "", "");
  r.mutual = true;
  r.actors = sides;
  r.recipients.clear();
  return r;
}

StoredParty of_organisation(const std::string& id, const std::string& belongs) {
  StoredParty p;
  p.text = "The " + id;
  p.id = id;
  p.sector = "IGO";
  p.belongs = belongs;
  return p;
}

}  // namespace

TEST(Merge, WhoSpeaksForAnOrganisationIsOneSideWithIt) {
  const MergeItem a = item_of(meeting({of_organisation("HOLT", "LEAGUE"), party("Arvia", "ARV")}), "2020-03-05");
  const MergeItem b = item_of(meeting({of_organisation("LEAGUE", ""), party("Arvia", "ARV")}), "2020-03-05");
  const MergeItem c = item_of(meeting({of_organisation("UNION", ""), party("Arvia", "ARV")}), "2020-03-05");
  EXPECT_EQ(exclusion(a, b), nullptr);
  EXPECT_NE(exclusion(a, c), nullptr);
}

TEST(Merge, AFormatOfTalksIsOneSideHoweverManyMembersItHas) {
  const StoredParty format = of_organisation("FORMAT", "BEL;COR;DOR");
  const MergeItem with_arvia = item_of(meeting({format, party("Arvia", "ARV")}), "2020-03-05");
  const MergeItem with_another = item_of(meeting({format, party("Elvia", "ELV")}), "2020-03-05");
  const MergeItem member = item_of(meeting({party("Corvia", "COR"), party("Arvia", "ARV")}), "2020-03-05");
  EXPECT_NE(exclusion(with_arvia, with_another), nullptr);
  EXPECT_EQ(exclusion(with_arvia, member), nullptr);
}

TEST(Merge, NoEventHoldsReportsThatExcludeEachOther) {
  std::mt19937 random(11);
  Store store(store_path("exclude"), Store::Access::create);
  add_all(store, random_documents(random, 300));
  std::size_t pairs = 0;
  for (const MergedEvent& e : events(store)) {
    const auto members = store.reports_of(e.id);
    for (const MergeItem* a : members)
      for (const MergeItem* b : members) {
        ++pairs;
        EXPECT_FALSE(compare(*a, *b).excluded) << a->report.text << " / " << b->report.text;
      }
  }
  EXPECT_GT(pairs, 400U);
}

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

TEST(Similarity, CopiesWithSmallChangesAreFound) {
  std::string text, other;
  for (int i = 0; i < 60; ++i) text += "Word" + std::to_string(i * 7 % 13) + " of sentence " + std::to_string(i) + " stands here. ";
  EXPECT_GE(likeness(shingles_of(text), shingles_of(text + "By our own correspondent.")), 0.8);
  for (int i = 0; i < 60; ++i) other += "Something else entirely, number " + std::to_string(1000 + i) + ", is told. ";
  EXPECT_LT(likeness(shingles_of(text), shingles_of(other)), 0.1);
  EXPECT_EQ(likeness(shingles_of("two words"), shingles_of("two words")), 0);
}

}  // namespace detente
