#include "relations/issues.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <fstream>
#include <functional>

#include "util/error.h"

namespace detente {
namespace {

const NameIndex& names() {
  static const NameIndex index(std::vector<NameIndex::Name>{{"Arvia", "ARV", "ARV"},
                                                            {"Belmark", "BLM", "BLM"},
                                                            {"Corvia", "COR", "COR"},
                                                            {"Dorland", "DOR", "DOR"},
                                                            {"Dorlandic", "DOR", "DOR", ActorKind::adjective},
                                                            {"Velm", "DOR", "DOR", ActorKind::capital}});
  return index;
}

const IssueTerms& terms() {
  static const IssueTerms table(DETENTE_SOURCE_DIR "/data/relations/issues.tsv");
  return table;
}

MergedEvent event(const std::string& id, const std::string& text, std::vector<std::string> from, std::vector<std::string> to) {
  MergedEvent e;
  e.id = id;
  e.first_published = "2000-01-01T00:00:00Z";
  e.agreed.text = text;
  e.agreed.type = EventType::CONSULT;
  e.agreed.mutual = to.empty();
  for (std::string& c : from) e.agreed.actors.push_back({c, c, c, c, "GOV", "", 9000, 9000});
  for (std::string& c : to) e.agreed.recipients.push_back({c, c, c, c, "GOV", "", 9000, 9000});
  return e;
}

IssueQuestion all() {
  IssueQuestion q;
  q.from = 0;
  q.as_of = 20000;
  return q;
}

const Issue* find(const IssueNetwork& n, const std::string& name) {
  for (const Issue& i : n.issues)
    if (i.name == name) return &i;
  return nullptr;
}

TEST(Issues, WhereDyadsMeet) {
  const std::vector<MergedEvent> events = {event("e1", "Arvia and Belmark spoke of Dorland and a gas pipeline.", {"ARV", "BLM"}, {}),
                                           event("e2", "Corvia warned Arvia over Dorland.", {"COR"}, {"ARV"}),
                                           event("e3", "Corvia warned Arvia over the Dorlandic border.", {"COR"}, {"ARV"}),
                                           event("e4", "Arvia met Dorland.", {"ARV", "DOR"}, {}), event("e5", "Arvia met Belmark in Velm.", {"ARV"}, {"BLM"})};
  const IssueNetwork n = find_issues(events, all(), terms(), names());
  EXPECT_EQ(n.active_dyads, 3U);
  ASSERT_FALSE(n.issues.empty());
  const Issue& first = n.issues.front();
  EXPECT_EQ(first.name, "Dorland");
  ASSERT_EQ(first.dyads.size(), 2U);  // not ARV-DOR, whose side it is; a capital is a venue
  EXPECT_EQ(first.dyads[0].events, (std::vector<std::string>{"e2", "e3"}));
  EXPECT_EQ(first.dyads[1].events, (std::vector<std::string>{"e1"}));
  EXPECT_NEAR(first.participation, 1 - (4.0 / 9 + 1.0 / 9), 1e-12);
  EXPECT_EQ(first.separate, 1);  // both dyads have Arvia
  EXPECT_NEAR(first.score, 1 + first.betweenness, 1e-12);
  ASSERT_NE(find(n, "Pipelines"), nullptr);
  EXPECT_EQ(find(n, "Arvia"), nullptr);
}

TEST(Issues, SeparateDyadsByHand) {
  // ARV-BLM and COR-DOR share no side: one pair, so two dyads
  const std::vector<MergedEvent> two = {event("e1", "They spoke of wheat.", {"ARV"}, {"BLM"}), event("e2", "They spoke of wheat.", {"COR"}, {"DOR"})};
  EXPECT_NEAR(find(find_issues(two, all(), terms(), names()), "Grain")->separate, 2, 1e-12);
  // One meeting of four: six dyads of weight 1/6, three pairs
  const std::vector<MergedEvent> four = {event("e1", "They spoke of wheat.", {"ARV", "BLM", "COR", "DOR"}, {})};
  EXPECT_NEAR(find(find_issues(four, all(), terms(), names()), "Grain")->separate, (1 + std::sqrt(1 + 8 * 3.0 / 36)) / 2, 1e-12);
}

TEST(Issues, TheActItselfIsNoIssue) {
  MergedEvent e = event("e1", "Arvia imposed sanctions on Belmark.", {"ARV"}, {"BLM"});
  EXPECT_NE(find(find_issues({e}, all(), terms(), names()), "Sanctions"), nullptr);
  e.agreed.type = EventType::SANCTION;
  EXPECT_EQ(find(find_issues({e}, all(), terms(), names()), "Sanctions"), nullptr);
}

TEST(Issues, OfAPairBothSidesHaveToDoWithIt) {
  const std::vector<MergedEvent> events = {event("e1", "Arvia met Corvia over Dorland.", {"ARV", "COR"}, {}),
                                           event("e2", "Corvia met Belmark over wheat.", {"COR", "BLM"}, {}),
                                           event("e3", "Corvia met Belmark over Dorland.", {"COR", "BLM"}, {})};
  IssueQuestion q = all();
  q.a = {"ARV"};
  q.b = {"BLM"};
  const IssueNetwork n = find_issues(events, q, terms(), names());
  EXPECT_NE(find(n, "Dorland"), nullptr);
  EXPECT_EQ(find(n, "Grain"), nullptr);
  q.as_of = 10;  // before anything was published
  EXPECT_EQ(find_issues(events, q, terms(), names()).events, 0U);
}

TEST(Issues, RecurrentNamesAreFound) {
  std::vector<MergedEvent> events;
  for (int i = 0; i < 3; ++i) {
    events.push_back(
        event("a" + std::to_string(i), "The two spoke about the Harrow Bridge again " + std::string(static_cast<std::size_t>(i), 'x'), {"ARV", "BLM"}, {}));
    events.push_back(event("b" + std::to_string(i), "They argued over the Harrow Bridge " + std::string(static_cast<std::size_t>(i), 'y'), {"COR", "DOR"}, {}));
  }
  const IssueNetwork n = find_issues(events, all(), terms(), names());
  ASSERT_NE(find(n, "Harrow Bridge"), nullptr);
  EXPECT_EQ(find(n, "Harrow Bridge")->kind, "found");
  events.resize(2);
  EXPECT_EQ(find(find_issues(events, all(), terms(), names()), "Harrow Bridge"), nullptr);
}

TEST(Issues, EveryTermIsFoundInItself) {
  for (std::size_t i = 0; i < terms().size(); ++i)
    for (const std::string& term : terms().synonyms(terms().name(i)).empty() ? std::vector<std::string>{} : terms().synonyms(terms().name(i)))
      EXPECT_FALSE(terms().find(sentence_words("about " + term)).empty()) << terms().name(i) << ": " << term;
}

TEST(Issues, BadTablesAreNamed) {
  const std::string path = testing::TempDir() + "issues_bad.tsv";
  std::ofstream(path) << "issue\tclass\tterms\nA\tx\ta\nA\tx\tb\n";
  EXPECT_THROW(IssueTerms{path}, Error);
}

// Every shortest path counted by walking it.
std::vector<double> slow_betweenness(const std::vector<std::vector<std::size_t>>& g) {
  const std::size_t n = g.size();
  std::vector<double> out(n, 0);
  for (std::size_t s = 0; s < n; ++s) {
    std::vector<std::size_t> distance(n, n);
    distance[s] = 0;
    for (std::size_t round = 0; round < n; ++round)
      for (std::size_t v = 0; v < n; ++v)
        for (const std::size_t w : g[v])
          if (distance[v] + 1 < distance[w]) distance[w] = distance[v] + 1;
    for (std::size_t t = s + 1; t < n; ++t) {
      if (distance[t] == n) continue;
      std::vector<std::vector<std::size_t>> paths;
      std::vector<std::size_t> path = {t};
      const std::function<void()> walk = [&] {
        if (path.back() == s) return paths.push_back(path);
        for (const std::size_t w : g[path.back()]) {
          if (distance[w] + 1 != distance[path.back()]) continue;
          path.push_back(w);
          walk();
          path.pop_back();
        }
      };
      walk();
      for (const auto& p : paths)
        for (std::size_t i = 1; i + 1 < p.size(); ++i) out[p[i]] += 1.0 / static_cast<double>(paths.size());
    }
  }
  return out;
}

TEST(Issues, BetweennessAgainstWalkingEveryPath) {
  EXPECT_TRUE(rc::check([] {
    const auto n = *rc::gen::inRange<std::size_t>(1, 9);
    std::vector<std::vector<std::size_t>> g(n);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = a + 1; b < n; ++b)
        if (*rc::gen::inRange(0, 3) == 0) {
          g[a].push_back(b);
          g[b].push_back(a);
        }
    const std::vector<double> fast = betweenness(g), slow = slow_betweenness(g);
    for (std::size_t v = 0; v < n; ++v) RC_ASSERT(std::abs(fast[v] - slow[v]) < 1e-9);
  }));
}

}  // namespace
}  // namespace detente
