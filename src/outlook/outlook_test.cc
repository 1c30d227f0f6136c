// The outlook: rules against values worked out by hand, properties on drawn cases (RapidCheck), messages of bad input.
#include "outlook/outlook.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "outlook/smp.h"
#include "util/error.h"
#include "util/file.h"

namespace detente::outlook {
namespace {

const Calibration& calibration() {
  static const Calibration c = read_calibration(DETENTE_SOURCE_DIR "/data");
  return c;
}

Case example() {
  const std::string path = DETENTE_SOURCE_DIR "/examples/outlook/observers.csv";
  return read_case(read_file(path), path);
}

std::string message(const std::string& text) {
  try {
    (void)read_case(text, "case.csv");
  } catch (const Error& e) {
    return e.what();
  }
  return "no trouble";
}

// A drawn case: 2..9 actors, positions in whole points or only 0 and 100, whole weights, at least one of them positive.
Profile drawn_profile() {
  const auto n = *rc::gen::inRange<std::size_t>(2, 10);
  const bool extreme = *rc::gen::arbitrary<bool>();
  Profile p;
  for (std::size_t i = 0; i < n; ++i) {
    p.position.push_back(extreme ? 100.0 * *rc::gen::inRange(0, 2) : *rc::gen::inRange(0, 101));
    p.weight.push_back(*rc::gen::inRange(i == 0 ? 1 : 0, 500));
  }
  return p;
}

Case case_of(const Profile& p) {
  Case c;
  c.dimensions = {"position"};
  for (std::size_t i = 0; i < p.position.size(); ++i) {
    CaseActor a;
    a.name = std::to_string(i);
    a.capability = p.weight[i];
    a.stands.push_back({p.position[i], 50, 0, 100, false});
    c.actors.push_back(a);
  }
  return c;
}

void expect_near(double a, double b, double tolerance) { RC_ASSERT(std::abs(a - b) <= tolerance); }

TEST(Outlook, RulesByHand) {
  const Profile p = {{0, 50, 100}, {1, 2, 1}};
  const Solutions s = solve(p);
  EXPECT_DOUBLE_EQ(s.mean, 50);
  EXPECT_DOUBLE_EQ(s.compromise, 50);
  EXPECT_DOUBLE_EQ(s.median, 50);
  EXPECT_DOUBLE_EQ(s.nash, 50);
  // Two sides with weights 3 and 1: the product (100-x)^3 x is largest at 25; half the weight is reached at 0.
  const Solutions t = solve({{0, 100}, {3, 1}});
  EXPECT_NEAR(t.nash, 25, 1e-6);
  EXPECT_DOUBLE_EQ(t.compromise, 25);
  EXPECT_DOUBLE_EQ(t.median, 0);
  EXPECT_DOUBLE_EQ(solve({{0, 100}, {1, 1}}).median, 0) << "the lower of two medians";
}

TEST(Outlook, StatusQuoBoundsTheNashSolution) {
  // From 0, the actor at 40 gains up to 80 only; both gain most from 40 on.
  const Solutions s = solve({{40, 90}, {1, 1}}, 0.0);
  EXPECT_FALSE(s.deadlock);
  EXPECT_GE(s.nash, 40);
  EXPECT_LT(s.nash, 80);
  const Solutions stuck = solve({{40, 90}, {1, 1}}, 60.0);
  EXPECT_TRUE(stuck.deadlock);
  EXPECT_DOUBLE_EQ(stuck.nash, 60);
}

TEST(Outlook, PermutationOfActorsChangesNothing) {
  EXPECT_TRUE(rc::check([] {
    const Profile p = drawn_profile();
    Profile q = p;
    const auto turn = static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, p.position.size()));
    std::rotate(q.position.begin(), q.position.begin() + turn, q.position.end());
    std::rotate(q.weight.begin(), q.weight.begin() + turn, q.weight.end());
    const Solutions a = solve(p), b = solve(q);
    RC_ASSERT(a.mean == b.mean && a.compromise == b.compromise && a.median == b.median && a.nash == b.nash);
    RC_ASSERT(forecast(p, calibration()).cells == forecast(q, calibration()).cells);
  }));
}

TEST(Outlook, MirrorTurnsTheResult) {
  EXPECT_TRUE(rc::check([] {
    const Profile p = drawn_profile();
    Profile q = p;
    for (double& x : q.position) x = 100 - x;
    const Solutions a = solve(p), b = solve(q);
    expect_near(a.mean, 100 - b.mean, 1e-9);
    expect_near(a.compromise, 100 - b.compromise, 1e-9);
    expect_near(a.nash, 100 - b.nash, 1e-6);
    const Forecast f = forecast(p, calibration()), g = forecast(q, calibration());
    for (std::size_t i = 0; i < kCells; ++i) expect_near(f.cells[i], g.cells[kCells - 1 - i], 1e-9);
  }));
}

TEST(Outlook, RescaledCapabilityAndMergedDuplicatesChangeNothing) {
  EXPECT_TRUE(rc::check([] {
    const Profile p = drawn_profile();
    const double factor = *rc::gen::inRange(1, 1000) / 7.0;
    Profile scaled = p, split = p;
    for (double& w : scaled.weight) w *= factor;
    split.weight[0] /= 2;
    split.position.push_back(split.position[0]);
    split.weight.push_back(split.weight[0]);
    for (const Profile& q : {scaled, split}) {
      const Solutions a = solve(p), b = solve(q);
      expect_near(a.compromise, b.compromise, 1e-9);
      expect_near(a.nash, b.nash, 1e-6);
      RC_ASSERT(a.median == b.median);
    }
  }));
}

TEST(Outlook, IntervalsHoldWhatTheySay) {
  EXPECT_TRUE(rc::check([] {
    const Forecast f = forecast(drawn_profile(), calibration());
    double total = 0, inside = 0;
    for (std::size_t i = 0; i < kCells; ++i) {
      RC_ASSERT(f.cells[i] > 0);
      total += f.cells[i];
      if (f.interval80.holds(static_cast<double>(i))) inside += f.cells[i];
    }
    expect_near(total, 1, 1e-9);
    RC_ASSERT(inside >= 0.8 - 1e-6);
    RC_ASSERT(f.interval50.high - f.interval50.low <= f.interval80.high - f.interval80.low);
  }));
}

TEST(Outlook, EqualPositionsStayWhereTheyAre) {
  EXPECT_TRUE(rc::check([] {
    Profile p = drawn_profile();
    const double x = *rc::gen::inRange(0, 101);
    std::fill(p.position.begin(), p.position.end(), x);
    const Solutions s = solve(p);
    RC_ASSERT(s.mean == x && s.median == x && s.nash == x);
    expect_near(s.compromise, x, 1e-9);
    const SmpHistory h = run_smp(smp_actors(case_of(p)));
    for (const double end : h.turns.back()) expect_near(end, x / 100, 1e-12);
  }));
}

TEST(Outlook, TheSpatialModelStaysOnTheScale) {
  EXPECT_TRUE(rc::check([] {
    const SmpHistory h = run_smp(smp_actors(case_of(drawn_profile())));
    RC_ASSERT(h.turns.size() >= 3 && h.turns.size() <= kMaxTurns + 1);
    for (const std::vector<double>& turn : h.turns)
      for (const double x : turn) RC_ASSERT(x >= 0 && x <= 1);
  }));
}

// Irregular numbers, so that no rule for ties has a say: it goes by the row, which these changes turn round.
std::vector<SmpActor> drawn_smp() {
  const auto n = *rc::gen::inRange<std::size_t>(2, 9);
  std::vector<SmpActor> actors(n);
  for (SmpActor& a : actors) {
    a.capability = *rc::gen::inRange(1000, 99991) / 997.0;
    a.position = {*rc::gen::inRange(1, 99991) / 99991.0};
    a.salience = {*rc::gen::inRange(1000, 99991) / 99991.0};
  }
  return actors;
}

bool has_ties(const std::vector<SmpActor>& actors) {
  for (std::size_t i = 0; i < actors.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (actors[i].position == actors[k].position || actors[i].capability == actors[k].capability) return true;
  return false;
}

TEST(Outlook, TheSpatialModelTurnsWithItsInput) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<SmpActor> actors = drawn_smp();
    RC_PRE(!has_ties(actors));
    const SmpHistory h = run_smp(actors);
    std::vector<SmpActor> mirrored = actors, scaled = actors, reversed(actors.rbegin(), actors.rend());
    for (SmpActor& a : mirrored) a.position[0] = 1 - a.position[0];
    for (SmpActor& a : scaled) a.capability *= 8;
    const SmpHistory m = run_smp(mirrored), s = run_smp(scaled), r = run_smp(reversed);
    RC_ASSERT(s.turns == h.turns);
    // 1 - x is rounded, and so a vote that is nearly even may turn; that takes some turns to be seen
    const std::size_t turns = std::min({h.turns.size(), m.turns.size(), r.turns.size(), std::size_t{4}});
    for (std::size_t t = 0; t < turns; ++t)
      for (std::size_t i = 0; i < h.actors; ++i) {
        expect_near(m.at(t, i, 0), 1 - h.at(t, i, 0), 1e-9);
        expect_near(r.at(t, h.actors - 1 - i, 0), h.at(t, i, 0), 1e-9);
      }
  }));
}

TEST(Outlook, TheSpatialModelLeavesEqualsAlone) {
  EXPECT_TRUE(rc::check([] {
    std::vector<SmpActor> actors = drawn_smp();
    for (SmpActor& a : actors) a.position[0] = actors[0].position[0];
    const SmpHistory h = run_smp(actors);
    for (const double x : h.turns.back()) expect_near(x, actors[0].position[0], 1e-4);
    for (SmpActor& a : actors) a.position[0] = *rc::gen::inRange(0, 2);  // yes or no
    const SmpHistory votes = run_smp(actors);
    for (const double x : votes.turns.back()) RC_ASSERT(x >= 0 && x <= 1);
  }));
}

// Written down from the model when it gave KTAB's four shipped histories to 0.1 in every turn.
TEST(Outlook, TheSpatialModelKeepsItsHistory) {
  const SmpHistory h = run_smp(smp_actors(example()));
  const std::vector<std::vector<double>> expected = {{0.9, 0.1, 0.7, 0.4, 0.65}, {0.9, 0.1, 0.4405, 0.4405, 0.4391}, {0.9, 0.1, 0.4396, 0.4405, 0.4396}};
  ASSERT_EQ(h.turns.size(), expected.size());
  for (std::size_t t = 0; t < expected.size(); ++t)
    for (std::size_t i = 0; i < h.actors; ++i) EXPECT_NEAR(h.at(t, i, 0), expected[t][i], 1e-6) << "turn " << t << ", actor " << i;
}

TEST(Outlook, ThreadsDoNotChangeTheScenario) {
  const Case c = example();
  Question q;
  q.pressure = true;
  q.draws = {1000, 7, 1};
  const std::string one = outlook_json(look_ahead(c, q, calibration()));
  q.draws.threads = 3;
  EXPECT_EQ(one, outlook_json(look_ahead(c, q, calibration())));
  q.draws.seed = 8;
  EXPECT_NE(one, outlook_json(look_ahead(c, q, calibration())));
}

TEST(Outlook, PicturesSayTheSame) {
  const Case c = example();
  Question q;
  q.vote = Quota{Rule::kSimpleMajority, 0.5, 0};
  const Outlook o = look_ahead(c, q, calibration());
  const auto json = nlohmann::json::parse(outlook_json(o));
  EXPECT_NEAR(json["outlook"][0]["forecast"]["compromise"].get<double>(), o.dimensions[0].solutions.compromise, 1e-6);
  EXPECT_EQ(json["vote"]["members"].size(), c.actors.size());
  EXPECT_NE(outlook_table(o).find("majority-rule reading; at Dorland"), std::string::npos);
  Case odd = c;
  odd.actors[0].name = "A<b>&\"";
  EXPECT_NE(outlook_svg(look_ahead(odd, Question(), calibration())).find("A&lt;b>&amp;&quot;"), std::string::npos);
}

TEST(OutlookCase, ThreeFormatsGiveTheSameCase) {
  const Case c = example();
  const std::string json = case_json(c);
  EXPECT_EQ(json, case_json(read_case(json, "case.json")));
  const Case k = read_case("Arms,invented,2,2,\nActor,Description,Power,Troops,Sal,Cost,Sal,\nA,first,10,20,30,40,50,\nB,second,5,60,70,80,9,\n", "k.csv");
  const Case t = read_case("actor,capability,position:Troops,salience:Troops,position:Cost,salience:Cost\nA,10,20,30,40,50\nB,5,60,70,80,9\n", "t.csv");
  ASSERT_EQ(k.dimensions, t.dimensions);
  EXPECT_EQ(profile(k, 1).position, profile(t, 1).position);
  EXPECT_EQ(profile(k, 0).weight, profile(t, 0).weight);
  const Case years = read_case("Actor,Position,Salience,Capability\nA,4,0.5,1\nB,10,1,1\n", "y.csv", {4, 10});
  EXPECT_NEAR(years.shown(solve(profile(years, 0)).compromise), 8, 1e-9);
}

TEST(OutlookCase, BadInputIsNamedByRowAndColumn) {
  const std::string head = "actor,position,salience,capability\n";
  EXPECT_EQ(message(head + "A,10,50,1\nB,20,,1\n"), "case.csv: row 3, column salience: is missing");
  EXPECT_EQ(message(head + "A,10,50,1\nB,20,-5,1\n"), "case.csv: row 3, column salience: is negative");
  EXPECT_EQ(message(head + "A,10,50,-1\nB,20,5,1\n"), "case.csv: row 2, column capability: is negative");
  EXPECT_EQ(message(head + "A,10,50,1\nB,101,50,1\n"), "case.csv: row 3, column position: position is off the scale");
  EXPECT_EQ(message(head + "A,10,50,1\nA,20,50,1\n"), "case.csv: row 3, column actor: 'A' is there twice");
  EXPECT_EQ(message(head + "A,10,50,1\nB,x,50,1\n"), "case.csv: row 3, column position: 'x' is no number");
  EXPECT_EQ(message(head + "A,10,50,1\n"), "case.csv: fewer than two actors");
  EXPECT_EQ(message(head + "A,10,0,1\nB,20,50,0\n"), "case.csv: column position: the total weight (capability x salience) is zero");
  EXPECT_EQ(message(head + "\"A,10,50,1\n"), "case.csv: row 2: a quote is not closed");
  EXPECT_EQ(message("actor,position,salience\nA,1,1\n"), "case.csv: row 1, column capability: column is missing");
  EXPECT_EQ(message("{\"actors\":[{\"actor\":\"A\",\"position\":5,\"salience\":5}]}"), "case.csv: row 1, column capability: is missing");
  EXPECT_EQ(message("[["), "case.csv: row 1, column [[: unknown column");
  EXPECT_EQ(message(" \n"), "case.csv: is empty");
}

TEST(Votes, PowerOfSmallBodies) {
  // Weights 3, 2, 2 with quota 4 of 7: every two win, all equal.
  std::vector<Voter> three(3);
  three[0].weight = 3, three[1].weight = three[2].weight = 2;
  const VoteOutlook equal = vote_outlook(three, {Rule::kQualifiedMajority, 4.0 / 7, 0});
  for (const Power& p : equal.power) {
    EXPECT_NEAR(p.banzhaf, 1.0 / 3, 1e-12);
    EXPECT_NEAR(p.shapley, 1.0 / 3, 1e-12);
  }
  // Weights 3, 2, 1 with quota 4: the first is in every winning coalition (Banzhaf 3, 1, 1 swings; Shapley 4, 1, 1 sixths).
  three[2].weight = 1;
  const VoteOutlook veto = vote_outlook(three, {Rule::kQualifiedMajority, 4.0 / 6, 0});
  EXPECT_NEAR(veto.power[0].banzhaf, 0.6, 1e-12);
  EXPECT_NEAR(veto.power[0].shapley, 4.0 / 6, 1e-12);
  EXPECT_EQ(veto.veto, std::vector<std::size_t>{0});
}

TEST(Votes, SecurityCouncil) {
  std::vector<Voter> council(15);
  for (std::size_t i = 0; i < 15; ++i) council[i].permanent = i < 5, council[i].in_favour = 1;
  const Quota q{Rule::kSecurityCouncil, 0.5, 0};
  const VoteOutlook all = vote_outlook(council, q);
  EXPECT_DOUBLE_EQ(all.probability, 1);
  EXPECT_EQ(all.veto.size(), 5U);
  EXPECT_NEAR(all.power[0].shapley, 0.19627, 1e-5);  // Shapley and Shubik for 15 members
  EXPECT_NEAR(all.power[14].shapley, 0.0018648, 1e-6);
  EXPECT_NEAR(all.power[0].banzhaf, 0.16693, 1e-5);
  council[2].in_favour = 0;
  EXPECT_DOUBLE_EQ(vote_outlook(council, q).probability, 0);
  EXPECT_EQ(vote_outlook(council, q).pivotal, std::vector<std::size_t>{2});
  council[2].abstains = 1;
  EXPECT_DOUBLE_EQ(vote_outlook(council, q).probability, 1) << "an abstention is no veto";
  council.pop_back();
  EXPECT_THROW((void)vote_outlook(council, q), Error);
}

TEST(Votes, RulesDifferOnAbstention) {
  const std::vector<Voter> three(3);
  const std::vector<Vote> votes = {Vote::kYes, Vote::kYes, Vote::kAbstain};
  EXPECT_FALSE(passes(three, votes, {Rule::kUnanimity, 0, 0}));
  EXPECT_TRUE(passes(three, votes, {Rule::kConsensus, 0, 0}));
  EXPECT_TRUE(passes(three, votes, {Rule::kSimpleMajority, 0, 0}));
  EXPECT_FALSE(passes(three, votes, {Rule::kQualifiedMajority, 0.7, 0}));
}

TEST(Votes, ChanceOfYesFollowsTheStance) {
  EXPECT_DOUBLE_EQ(chance_of_yes({50, 10, 0, 100, false}), 0.5);
  EXPECT_DOUBLE_EQ(chance_of_yes({80, 10, 60, 90, true}), 1);
  EXPECT_DOUBLE_EQ(chance_of_yes({20, 10, 0, 40, true}), 0);
  EXPECT_NEAR(chance_of_yes({30, 10, 0, 100, false}) + chance_of_yes({70, 10, 0, 100, false}), 1, 1e-12);
}

}  // namespace
}  // namespace detente::outlook
