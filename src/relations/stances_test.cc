#include "relations/stances.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

#include "relations/member_blocs.h"

namespace detente {
namespace {

const NameIndex& names() {
  static const NameIndex index(std::vector<NameIndex::Name>{{"Arvia", "ARV", "ARV"},
                                                            {"Arvian", "ARV", "ARV", ActorKind::adjective},
                                                            {"Belmark", "BLM", "BLM"},
                                                            {"Corvia", "COR", "COR"},
                                                            {"Corvian", "COR", "COR", ActorKind::adjective},
                                                            {"Dorland", "DOR", "DOR"},
                                                            {"Mara Lind", "mara-lind", "DOR", ActorKind::person},
                                                            {"Lind", "mara-lind", "DOR", ActorKind::person}});
  return index;
}

const StancePhrases& phrases() {
  static const StancePhrases table(DETENTE_SOURCE_DIR "/data/relations/stance_phrases.tsv");
  return table;
}

std::vector<StanceReading> read(const std::string& sentence, const StanceSubject& subject = {"BLM", {}, 1}) {
  return read_stances(sentence, {}, subject, names(), phrases(), 0, [](const std::string& c) { return c == "ARV" || c == "COR" || c == "DOR"; });
}

// "ARV+ COR-"
std::string signs(const std::string& sentence, const StanceSubject& subject = {"BLM", {}, 1}) {
  std::string out;
  for (const StanceReading& r : read(sentence, subject)) out += (out.empty() ? "" : " ") + r.holder + (r.value > 0 ? "+" : "-");
  return out;
}

TEST(StancePhrases, EveryExampleHasItsSign) {
  for (const StancePhrase& p : phrases().rows()) {
    int sign = 0;
    for (const StanceReading& r : read(p.example))
      if (r.holder == "ARV") sign = r.value > 0 ? 1 : -1;
    EXPECT_EQ(sign, p.expected) << "line " << p.line << ": " << p.phrase << ": " << p.example;
    const std::vector<SentenceWord> words = sentence_words(p.example);
    bool there = false;
    for (std::size_t i = 0; i < words.size() && !there; ++i)
      there = i + p.stems.size() <= words.size() && std::equal(p.stems.begin(), p.stems.end(), words.begin() + static_cast<std::ptrdiff_t>(i),
                                                               [](const std::string& s, const SentenceWord& w) { return s == w.stem; });
    EXPECT_TRUE(there) << "line " << p.line << ": the example does not have the phrase";
  }
}

TEST(StanceReading, WhoSaysWhat) {
  EXPECT_EQ(signs("Arvia opposed lifting sanctions against Belmark."), "ARV-");
  EXPECT_EQ(signs("Arvia and Corvia called for an end to sanctions against Belmark."), "ARV+ COR+");
  EXPECT_EQ(signs("Arvia called for dialogue with Belmark, while Corvia rejected talks with Belmark."), "ARV+ COR-");
  EXPECT_EQ(signs("Arvia urged Corvia to accept sanctions on Belmark."), "ARV-");
  EXPECT_EQ(signs("Sanctions against Belmark should be lifted, Dorland said."), "DOR+");
  EXPECT_EQ(signs("A return to talks with Belmark was opposed by Arvia."), "ARV-");
  EXPECT_EQ(signs("Dorland's Foreign Minister Mara Lind ruled out talks with Belmark."), "DOR-");
  EXPECT_EQ(signs("Lind said that sanctions against Belmark should not be lifted."), "DOR-");
  EXPECT_EQ(signs("Arvia rejected calls for sanctions against Belmark."), "ARV+");
  EXPECT_EQ(signs("Arvia said that Belmark should lift its sanctions."), "");
  EXPECT_EQ(signs("Arvia wants to ease or lift sanctions on Belmark."), "ARV+");
  EXPECT_EQ(signs("Arvia met delegates of Belmark on Friday."), "");
  EXPECT_EQ(signs("Arvia called for dialogue between Corvia and Dorland."), "");
}

TEST(StanceReading, IssuesAndTheirUndoing) {
  const StanceSubject cut = stance_subject("", "output cut", {}, phrases());
  EXPECT_EQ(signs("Arvia demanded a cut in output.", cut), "ARV+");
  EXPECT_EQ(signs("Corvia rejected calls for an output cut.", cut), "COR-");
  const StanceSubject lift = stance_subject("BLM", "lift sanctions", {}, phrases());
  EXPECT_EQ(lift.polarity, -1);
  EXPECT_EQ(signs("Arvia backed sanctions against Belmark.", lift), "ARV-");
  EXPECT_EQ(signs("Arvia called for an end to the sanctions against Belmark.", lift), "ARV+");
  EXPECT_TRUE(stance_subject("BLM", "resume council meetings", {}, phrases()).objects.empty());
}

TEST(StanceReading, OddInputIsRead) {
  EXPECT_TRUE(rc::check([](const std::string& text) {
    for (const StanceReading& r : read("Arvia " + text + " Belmark")) RC_ASSERT(std::abs(r.value) <= 1 && r.end <= text.size() + 14);
  }));
}

MergedEvent event(const std::string& id, std::int32_t day, const std::string& text, std::vector<std::string> from, std::vector<std::string> to,
                  double goldstein, EventType type) {
  MergedEvent e;
  e.id = id;
  e.independent = 1;
  e.agreed.text = text;
  e.agreed.sentence_end = text.size();
  e.agreed.type = type;
  e.agreed.goldstein = goldstein;
  e.agreed.confidence = 1;
  e.agreed.date = DayRange{day, day};
  for (std::string& c : from) e.agreed.actors.push_back({c, c, c, c, "GOV", "", 1000, 1000});
  for (std::string& c : to) e.agreed.recipients.push_back({c, c, c, c, "GOV", "", 1000, 1000});
  return e;
}

std::vector<MergedEvent> some_events() {
  return {event("e1", 1000, "Arvia called for a return to dialogue with Belmark.", {"ARV"}, {}, 3, EventType::REQUEST),
          event("e2", 1000, "Arvia proposed talks with Belmark on the border.", {"ARV"}, {}, 4, EventType::AGREE),
          event("e3", 990, "Corvia opposed a meeting with Belmark.", {"COR"}, {}, -4, EventType::REJECT),
          event("e4", 1000, "Corvia backed sanctions against Belmark.", {"COR"}, {}, 3, EventType::SUPPORT),
          event("e5", 635, "Dorland denounced the border policy of Belmark.", {"DOR"}, {"BLM"}, -2.5, EventType::ACCUSE)};
}

StanceQuestion question() { return {{"ARV", "COR", "DOR", "EST"}, {"BLM", {}, 1}, 1000}; }

TEST(Stances, ByHand) {
  const std::vector<Stance> s = find_stances(some_events(), question(), names(), phrases());
  ASSERT_EQ(s.size(), 4U);
  // Two statements of 0.8, weight 1 each: variance (2 * 0.16 + 0) / (2 + 2) = 0.08, precision 2 / 0.08 = 25
  EXPECT_NEAR(s[0].value, 25 * 0.8 / 28, 1e-12);
  EXPECT_NEAR(s[0].error, 1 / std::sqrt(28.0), 1e-12);
  EXPECT_FALSE(s[0].uncertain);
  // One act of one half-life ago: weight 0.5 * 0.5, value -sqrt(0.25)
  ASSERT_EQ(s[2].items.size(), 1U);
  EXPECT_FALSE(s[2].items[0].statement);
  EXPECT_NEAR(s[2].items[0].weight, 0.25, 1e-12);
  EXPECT_NEAR(s[2].items[0].value, -0.5, 1e-12);
  const double precision = 0.25 / (0.32 / 2.25);
  EXPECT_NEAR(s[2].value, -0.5 * precision / (precision + 3), 1e-12);
  EXPECT_TRUE(s[2].uncertain);
  EXPECT_TRUE(s[3].items.empty());
  EXPECT_EQ(s[3].value, 0);
}

TEST(Stances, NeitherOrderNorCopiesMatter) {
  EXPECT_TRUE(rc::check([] {
    std::vector<MergedEvent> events = some_events();
    const std::vector<Stance> a = find_stances(events, question(), names(), phrases());
    const auto extra = *rc::gen::inRange<std::size_t>(0, events.size());
    events.push_back(events[extra]);
    for (std::size_t i = events.size(); i-- > 1;) std::swap(events[i], events[*rc::gen::inRange<std::size_t>(0, i + 1)]);
    const std::vector<Stance> b = find_stances(events, question(), names(), phrases());
    for (std::size_t i = 0; i < a.size(); ++i) RC_ASSERT(a[i].value == b[i].value && a[i].error == b[i].error && a[i].items.size() == b[i].items.size());
  }));
}

TEST(Stances, TheOppositionDoesNotSpeakForTheState) {
  std::vector<MergedEvent> events = {event("e1", 1000, "The border guards met.", {"ARV"}, {"BLM"}, 1, EventType::CONSULT)};
  EXPECT_EQ(find_stances(events, question(), names(), phrases())[0].items.size(), 1U);
  events[0].agreed.actors[0].sector = "OPP";
  EXPECT_TRUE(find_stances(events, question(), names(), phrases())[0].items.empty());
  events[0].agreed.actors[0].sector = "GOV";
  events[0].agreed.status = Status::denied;
  EXPECT_TRUE(find_stances(events, question(), names(), phrases())[0].items.empty());
}

TEST(Stances, WhoMoved) {
  std::vector<Stance> before(1), after(1);
  before[0].member = after[0].member = "ARV";
  before[0].items.resize(1);
  after[0].items.resize(1);
  before[0].value = -0.5, after[0].value = 0.5, before[0].error = after[0].error = 0.3;
  EXPECT_TRUE(compare_stances(before, after)[0].moved);  // 1.0 against 1.28 * 0.42
  after[0].value = 0;
  EXPECT_FALSE(compare_stances(before, after)[0].moved);
  after[0].items.clear();
  EXPECT_TRUE(compare_stances(before, after).empty());
}

TEST(MemberBlocs, CampsOfTheExample) {
  const MemberBlocs m = find_member_blocs(some_events(), question(), names(), phrases());
  EXPECT_EQ(m.silent, 1);
  EXPECT_TRUE(m.split);
  ASSERT_EQ(m.in_favour.size(), 1U);
  EXPECT_EQ(m.stances[m.in_favour[0]].member, "ARV");
  ASSERT_EQ(m.against.size(), 1U);
  EXPECT_EQ(m.stances[m.against[0]].member, "COR");
  EXPECT_TRUE(m.blocs.optimal);
  EXPECT_EQ(m.blocs.frustration, 0);
  EXPECT_EQ(m.blocs.groups[0].size(), 1U);  // ARV against COR and DOR
}

TEST(MemberBlocs, NobodyAndOne) {
  EXPECT_TRUE(find_member_blocs({}, question(), names(), phrases()).stances.empty());
  const MemberBlocs one = find_member_blocs({some_events()[0]}, question(), names(), phrases());
  EXPECT_EQ(one.stances.size(), 1U);
  EXPECT_FALSE(one.split);
}

TEST(MemberBlocs, NaturalBreakAgainstEveryCut) {
  EXPECT_TRUE(rc::check([] {
    const auto values = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-100, 100));
    std::vector<std::pair<double, double>> v;
    for (const int x : values) v.emplace_back(x / 100.0, 1.0);
    const double centre = natural_break(v);
    const auto cost = [&](double at) {
      double total = 0;
      for (const bool upper : {false, true}) {
        double n = 0, sum = 0, squares = 0;
        for (const auto& [x, w] : v)
          if ((x > at) == upper) n += w, sum += x, squares += x * x;
        if (n > 0) total += squares - sum * sum / n;
      }
      return total;
    };
    for (const auto& [x, w] : v) RC_ASSERT(v.size() < 2 || cost(centre) <= cost(x) + 1e-9);
  }));
}

}  // namespace
}  // namespace detente
