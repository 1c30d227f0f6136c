// Merging: which reports are one event, whatever the order in which they come.
#include "store/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "store/store_fixture.h"

namespace detente {

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

}  // namespace detente
