// The series of a relation against hand-computed sums, all ways of cutting short ones into periods, and an independent reckoning in Python.
#include "relations/series.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "relations/relation_report.h"
#include "relations/turning_points.h"
#include "relations/watch.h"
#include "util/date.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

// Points with scores as they come, one act for each.
class Points {
 public:
  Points& add(std::int32_t day, double score, bool forward = true, Status status = Status::happened) {
    DyadPoint p;
    p.event = static_cast<std::int64_t>(points_.points.size()) + 1;
    p.day = p.published = day;
    p.act = static_cast<std::int32_t>(points_.acts.size());
    p.forward = forward, p.backward = !forward;
    p.status = status;
    points_.points.push_back(p);
    StoredAct act;
    act.type = score < 0 ? EventType::REJECT : EventType::CONSULT;
    act.goldstein = score;
    points_.acts.push_back(act);
    return *this;
  }
  DyadPoint& last() { return points_.points.back(); }
  [[nodiscard]] const DyadPoints& get() const { return points_; }

 private:
  DyadPoints points_;
};

Points random_points(std::mt19937_64& random, int days, int events, bool step) {
  std::normal_distribution<double> normal;
  std::vector<int> when;
  for (int i = 0; i < events; ++i) when.push_back(static_cast<int>(random() % static_cast<unsigned>(days)));
  std::sort(when.begin(), when.end());
  Points out;
  for (const int day : when) {
    const double level = step && day > days / 2 ? 4 : -2;
    out.add(10000 + day, std::round(10 * (level + 2 * normal(random))) / 10, random() % 2 == 0, random() % 9 == 0 ? Status::planned : Status::happened);
    if (random() % 12 == 0) out.last().backward = out.last().forward = true;
  }
  return out;
}

std::vector<DayCount> random_coverage(std::mt19937_64& random, int days) {
  std::vector<DayCount> out;
  for (int t = 0; t < days; ++t)
    if (random() % 4 != 0) out.push_back({10000 + t, static_cast<std::int64_t>(20 + random() % 30), 0});
  return out;
}

TEST(RelationSeries, SumsByDirectionAndStatus) {
  Points p;
  p.add(100, 4).add(100, -2, false).add(100, 6, true, Status::planned).add(102, 8, false, Status::possible);
  p.add(102, -9, true, Status::denied).add(103, -9, true, Status::historical);
  p.add(103, 1).last().backward = true;        // both directions
  p.add(104, 5).last().published = 104 + 400;  // long past when it was told
  p.add(kUndated, 3);
  p.add(200, 2, true, Status::planned).last().published = 103;  // a plan counts when it is told
  const RelationSeries s = relation_series(p.get(), {{100, 50, 90}, {102, 1, 1}}, {});
  EXPECT_EQ(s.events.size(), 6U);
  EXPECT_EQ(s.left_out, 4);
  EXPECT_EQ(s.first, 100);
  EXPECT_EQ(s.forward, (std::vector<double>{4 + 3, 0, 0, 1 + 1}));
  EXPECT_EQ(s.backward, (std::vector<double>{-2, 0, 2, 1}));
  EXPECT_EQ(s.sum, (std::vector<double>{5, 0, 2, 2}));
  EXPECT_EQ(s.attention, (std::vector<int>{3, 0, 1, 2}));
  EXPECT_EQ(s.coverage, (std::vector<double>{50, 0, 1, 2}));  // never fewer than the relation's own
  EXPECT_DOUBLE_EQ(s.tone[0], 2);
  EXPECT_TRUE(std::isnan(s.tone[1]));
  EXPECT_DOUBLE_EQ(s.usual, (5.0 + 2 + 2) / (2.5 + 0.25 + 1.5));
  EXPECT_FALSE(s.enough());
  EXPECT_TRUE(s.level.level.empty());
  EXPECT_EQ(s.state, RelationState::unknown);
}

TEST(RelationSeries, MentionsDoNotCount) {
  Points few, many;
  for (int i = 0; i < 30; ++i) {
    few.add(100 + i, i % 5 - 2);
    many.add(100 + i, i % 5 - 2).last().independent = 50;
  }
  EXPECT_EQ(relation_series(few.get(), {}, {}).level.level, relation_series(many.get(), {}, {}).level.level);
}

TEST(RelationSeries, ScalesAndDates) {
  Points p;
  p.add(100, 7).add(101, -4).add(102, 1);
  SeriesOptions o;
  o.scale = ScoreScale::quad;
  EXPECT_EQ(relation_series(p.get(), {}, o).sum, (std::vector<double>{0.5, -0.5, 0.5}));
  o.scale = ScoreScale::plover;
  o.from = 101;
  EXPECT_EQ(relation_series(p.get(), {}, o).sum, (std::vector<double>{-2, 2.5}));
  o.to = 101;
  EXPECT_EQ(relation_series(p.get(), {{100, 5, 5}, {150, 5, 5}}, o).sum, (std::vector<double>{-2}));
  EXPECT_TRUE(relation_series({}, {}, {}).empty());
  p.add(300000, 1);
  EXPECT_THROW((void)relation_series(p.get(), {}, {}), Error);
}

TEST(RelationSeries, AStepIsDatedAndNamed) {
  Points p;
  for (int i = 0; i < 200; ++i) p.add(1000 + 3 * i, (i < 120 ? 3 : -4) + (i % 2 == 0 ? 1 : -1));
  const RelationSeries s = relation_series(p.get(), {}, {});
  ASSERT_EQ(s.turning_points.size(), 1U);
  const TurningPoint& t = s.turning_points[0];
  EXPECT_EQ(t.day, 1000 + 3 * 120);
  EXPECT_FALSE(t.thaw);
  EXPECT_LE(t.first, t.day);
  EXPECT_GE(t.first, t.day - 12);
  EXPECT_LE(t.last, t.day + 12);
  EXPECT_DOUBLE_EQ(t.tone_before, 3);
  EXPECT_DOUBLE_EQ(t.tone_after, -4);
  ASSERT_EQ(t.events.size(), 5U);
  for (const Contribution& c : t.events) EXPECT_DOUBLE_EQ(s.events[c.event].score, -5);
  EXPECT_EQ(s.state, RelationState::freeze);
  EXPECT_EQ(s.since, t.day);
  SeriesOptions later;
  later.end = t.day + 400;
  EXPECT_EQ(relation_series(p.get(), {}, later).state, RelationState::steady);
}

TEST(RelationSeries, NothingIsFoundInShuffledScores) {
  std::mt19937_64 random(11);
  int changes = 0;
  for (int round = 0; round < 40; ++round)
    changes += static_cast<int>(relation_series(random_points(random, 1500, 300, false).get(), random_coverage(random, 1500), {}).turning_points.size());
  EXPECT_LE(changes, 4);
}

// Least cost over all ways to cut.
double least_cost(const EventDays& d, const SeriesOptions& o) {
  double best = INFINITY;
  const std::size_t n = d.size();
  for (unsigned set = 0; set < 1U << (n - 1); ++set) {
    double cost = -o.penalty;
    std::size_t begin = 0;
    bool allowed = true;
    for (std::size_t t = 1; t <= n && allowed; ++t) {
      if (t < n && (set >> (t - 1) & 1) == 0) continue;
      allowed = d.events[t] - d.events[begin] >= o.least_events && (t == n || d.day[t] - d.day[begin] >= o.least_days);
      cost += o.penalty - explained(d, begin, t, o.prior_events);
      begin = t;
    }
    if (allowed) best = std::min(best, cost);
  }
  return best;
}

TEST(TurningPoints, AgainstAllWaysToCut) {
  std::mt19937_64 random(12);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    SeriesOptions o;
    o.penalty = 0.5 + round % 4;
    o.least_events = 1 + round % 3;
    o.least_days = 1 + 3 * (round % 4);
    const RelationSeries s = relation_series(random_points(random, 40, 10 + round % 5, true).get(), {}, o);
    const EventDays d = event_days(s);
    std::vector<std::size_t> cuts = cut_periods(d, o);
    cuts.push_back(d.size());
    double cost = -o.penalty;
    std::size_t begin = 0;
    for (const std::size_t end : cuts) cost += o.penalty - explained(d, begin, end, o.prior_events), begin = end;
    EXPECT_NEAR(cost, least_cost(d, o), 1e-9);
  }
}

TEST(RelationSeries, IndependentReckoning) {
  std::mt19937_64 random(13);
  std::string files;
  for (int round = 0; round < 6; ++round) {
    const int days = 60 + 150 * round;
    RelationReport r;
    r.a = {"AAA", {"AAA"}}, r.b = {"BBB", {"BBB"}};
    SeriesOptions o;
    if (round % 2 == 0) o.end = 10000 + days + 20;
    r.series = relation_series(random_points(random, days, round == 0 ? 6 : 40 + 60 * round, round % 3 != 2).get(), random_coverage(random, days), o);
    const std::string path = std::string(DETENTE_BINARY_DIR) + "/relation_" + std::to_string(round) + ".json";
    write_file(path, relation_json(r, true));
    files += " '" + path + "'";
  }
  EXPECT_EQ(std::system(("python3 '" DETENTE_SOURCE_DIR "/tests/relation_check.py'" + files + " > /dev/null").c_str()), 0);
  // The reckoning sees a figure that is wrong
  const std::string path = std::string(DETENTE_BINARY_DIR) + "/relation_wrong.json";
  std::string json = read_file(std::string(DETENTE_BINARY_DIR) + "/relation_3.json");
  const std::size_t at = json.find("\"usual\":") + 8;
  json.insert(at, "1");
  write_file(path, json);
  EXPECT_NE(std::system(("python3 '" DETENTE_SOURCE_DIR "/tests/relation_check.py' '" + path + "' > /dev/null").c_str()), 0);
}

TEST(RelationReport, WordsForLittle) {
  RelationReport r;
  EXPECT_EQ(state_sentence(r), "no events");
  r.series = relation_series(Points().add(1, 2).add(2, 2).add(3, -1).get(), {}, {});
  r.outlets = 1;
  EXPECT_EQ(state_sentence(r), "3 events, 1 outlet: too few to call a change");
  EXPECT_NE(relation_table(r).find("too few"), std::string::npos);
}

TEST(RelationReport, PictureIsEscaped) {
  RelationReport r;
  r.a.name = "A<&\"";
  r.b.name = "B";
  r.series = relation_series(Points().add(1, 2).get(), {}, {});
  const std::string svg = relation_svg(r);
  EXPECT_NE(svg.find("A&lt;&amp;&quot;"), std::string::npos);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
}

TEST(Watch, ListOfRelations) {
  const std::vector<Watched> list = parse_watch_list("# ours\nRUS USA\n\nNATO # alone\n CHN,JPN\r\n", "list.txt");
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].name(), "RUS USA");
  EXPECT_EQ(list[1].name(), "NATO");
  EXPECT_EQ(list[2].b, "JPN");
  EXPECT_EQ(list[2].line, 5);
  const auto message = [](const char* text) {
    try {
      (void)parse_watch_list(text, "list.txt");
    } catch (const Error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  EXPECT_EQ(message("A B C\n"), "list.txt:1: a line names one side or two, like RUS USA");
  EXPECT_EQ(message("\nA A\n"), "list.txt:2: the two sides are the same");
  EXPECT_EQ(message("# nothing\n"), "list.txt: names no side to watch");
}

TEST(Watch, FeedIsEscapedAndItsIdsStay) {
  const WatchFinding f{"A&B C", "state", 16801, "freeze <now>", {"e1", "e2"}};
  const std::string feed = watch_atom({f}, 0), again = watch_atom({f, {"X Y", "events", 16900, "1 new event", {}}}, 0);
  EXPECT_NE(feed.find("A&amp;B C: freeze &lt;now&gt;"), std::string::npos);
  EXPECT_NE(feed.find("<updated>2016-01-01T00:00:00Z</updated>"), std::string::npos);
  const std::size_t id = feed.find("urn:detente:watch:");
  ASSERT_NE(id, std::string::npos);
  EXPECT_NE(again.find(feed.substr(id, 34)), std::string::npos);
  EXPECT_EQ(watch_table({}), "nothing changed\n");
  EXPECT_EQ(watch_json({f}, {16000, std::nullopt}),
            "{\"since\":\"2013-10-22\",\"as_of\":null,\"findings\":[{\"pair\":\"A&B C\",\"kind\":\"state\",\"date\":\"2016-01-01\",\"text\":\"freeze "
            "<now>\",\"events\":[\"e1\",\"e2\"]}]}\n");
}

}  // namespace
}  // namespace detente
