#include "store/merge.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <numeric>
#include <set>

#include "store/similarity.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

using namespace merge_family;

template <class T>
std::size_t common(const std::vector<T>& a, const std::vector<T>& b) {
  std::size_t n = 0;
  for (const T& x : a) n += std::binary_search(b.begin(), b.end(), x) ? 1U : 0U;
  return n;
}

enum class Sides { exclude, unknown, one, both };

// How many parties of `a` have a root in common with one of `b`.
std::size_t matched(const MergeItem& a, const MergeItem& b) {
  return static_cast<std::size_t>(
      std::count_if(a.members.begin(), a.members.end(), [&](const MergeItem::Member& m) { return common(m.roots, b.sides.all) > 0; }));
}

std::size_t sure_members(const MergeItem& m) {
  return static_cast<std::size_t>(std::count_if(m.members.begin(), m.members.end(), [](const MergeItem::Member& x) { return x.sure; }));
}

// An organisation that meets by itself does not meet somebody.
bool alone(const MergeItem& m) { return m.members.size() == 1 && m.members.front().organisation; }

Sides compare_sides(const MergeItem& a, const MergeItem& b) {
  if (a.report.mutual || b.report.mutual) {
    if (a.members.empty() || b.members.empty()) return Sides::unknown;
    const std::size_t sure_a = sure_members(a), sure_b = sure_members(b), n = std::min(matched(a, b), matched(b, a));
    if (n < std::min<std::size_t>(2, std::min(sure_a, sure_b))) return Sides::exclude;
    if (a.report.mutual && b.report.mutual && ((alone(a) && sure_b > 1) || (alone(b) && sure_a > 1))) return Sides::exclude;
    return n >= 2 ? Sides::both : n == 1 ? Sides::one : Sides::unknown;
  }
  int sides = 0;
  for (const auto side : {&MergeItem::actors, &MergeItem::recipients}) {
    if (common((a.*side).all, (b.*side).all) > 0) ++sides;
    else if (!(a.*side).sure.empty() && !(b.*side).sure.empty()) return Sides::exclude;
  }
  return sides == 2 ? Sides::both : sides == 1 ? Sides::one : Sides::unknown;
}

// What happened and what is only asked for are two things.
bool statuses_exclude(Status a, Status b) {
  const auto real = [](Status s) { return s == Status::happened || s == Status::historical; };
  return (a == Status::possible && real(b)) || (b == Status::possible && real(a)) || (a == Status::planned && b == Status::historical) ||
         (b == Status::planned && a == Status::historical);
}

double date_score(const MergeItem& a, const MergeItem& b) {
  if (a.report.date && b.report.date) return *a.report.date == *b.report.date && a.report.date_precision == "day" ? 1.5 : 0.5;
  if (a.day == kUndated || b.day == kUndated) return 0;
  if (a.report.date || b.report.date) return 0.5;
  return a.day == b.day ? 0.75 : std::abs(a.day - b.day) == 1 ? 0.5 : 0;
}

double act_score(const StoredReport& a, const StoredReport& b) {
  if (a.cameo == b.cameo) return 2;
  if (a.cameo.substr(0, 2) == b.cameo.substr(0, 2)) return 1.25;
  if (a.type == b.type) return 1;
  return (type_families(a) & type_families(b) & agreement) != 0 ? 0.75 : 0.25;
}

constexpr double kThreshold = 3.5;
constexpr double kWordsThreshold = 3.75;  // much is said of one by another in three days
constexpr double kSameStory = 1.5;        // how much a common event of the documents speaks for it

// Common words, of a short report and a long one not all the long one's count.
double wording_of(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const double alike = overlap(a, b);
  return std::min(a.size(), b.size()) < 4 ? alike : std::max(alike, 0.6 * containment(a, b));
}

bool wording_fits(const MergeItem& a, const MergeItem& b, bool only_words, bool both_sides) {
  // A headline may have nothing but parties and trigger
  if (overlap(a.words, b.words) >= 0.8) return true;
  const double rest = wording_of(a.rest, b.rest);
  if (only_words) return rest >= 0.12 || (both_sides && a.trigger_stem == b.trigger_stem && wording_of(a.words, b.words) >= 0.4);
  if (rest >= 0.05 || a.trigger_stem == b.trigger_stem) return true;
  return a.report.cameo == b.report.cameo || (a.report.place && b.report.place && a.report.place->name == b.report.place->name);
}

void say(std::string* why, const char* what, double score) {
  if (why == nullptr || score == 0) return;
  char number[16];
  std::snprintf(number, sizeof number, " %+.2f", score);
  if (!why->empty()) *why += ", ";
  *why += what;
  *why += number;
}

std::size_t find(std::vector<std::size_t>& parent, std::size_t x) {
  while (parent[x] != x) x = parent[x] = parent[parent[x]];
  return x;
}

}  // namespace

namespace {

bool located(const MergeItem& a, const MergeItem& b) {
  const auto &p = a.report.place, &q = b.report.place;
  return p && q && !p->country.empty() && !q->country.empty();
}

const char* exclusion_of(const MergeItem& a, const MergeItem& b, Sides sides) {
  if ((type_families(a.report) & type_families(b.report)) == 0) return "types of other families";
  if (a.window.first > b.window.last || b.window.first > a.window.last) return "dates exclude each other";
  if (sides == Sides::exclude) return "other parties";
  if (statuses_exclude(a.report.status, b.report.status)) return "what happened against what is asked for or planned";
  if (located(a, b) && a.report.place->country != b.report.place->country) return "places in other countries";
  return nullptr;
}

}  // namespace

const char* exclusion(const MergeItem& a, const MergeItem& b) {
  if (a.window.first > b.window.last || b.window.first > a.window.last) return "dates exclude each other";
  return exclusion_of(a, b, compare_sides(a, b));
}

SameEvent compare(const MergeItem& a, const MergeItem& b, std::string* why) {
  const Sides sides = compare_sides(a, b);
  if (const char* reason = exclusion_of(a, b, sides); reason != nullptr) {
    if (why != nullptr) *why = reason;
    return {true, 0, false};
  }
  const bool placed = located(a, b);
  SameEvent out;
  const double act = act_score(a.report, b.report), trigger = a.trigger_stem == b.trigger_stem ? 0.75 : 0, wording = 3 * wording_of(a.words, b.words),
               date = date_score(a, b),
               place = !placed                                        ? 0
                       : a.report.place->name == b.report.place->name ? 0.75
                                                                      : -0.5,
               parties = sides == Sides::both  ? 2
                         : sides == Sides::one ? 1
                                               : 0;
  say(why, "act", act);
  say(why, "trigger", trigger);
  say(why, "wording", wording);
  say(why, "date", date);
  say(why, "place", place);
  say(why, "parties", parties);
  out.score = act + trigger + wording + date + place + parties;
  // Something done to a place is known by the place and the day, or by the day and the words
  const bool denial = (a.report.status == Status::denied) != (b.report.status == Status::denied);
  const bool same_spot = act == 2 && ((date >= 1.5 && (place > 0 || (trigger > 0 && wording >= 0.8))) ||
                                      (date >= 0.5 && trigger > 0 && (place > 0 || (denial && wording >= 0.8))));
  const bool known = sides != Sides::unknown || wording >= 1.2 || same_spot, only_words = (type_families(a.report) & type_families(b.report)) == words;
  const double enough = only_words ? kWordsThreshold : kThreshold;
  // One says the same of another on one day in the words of two outlets
  const bool same_words = only_words && sides == Sides::both && act >= 1.25 && date >= 0.75;
  const bool fits = same_words || wording_fits(a, b, only_words, sides == Sides::both);
  out.linked = known && out.score >= enough && fits;
  // Two documents of one story may say little of the same words about a part of it
  const bool alike = (act >= 1.25 || fits) && (sides != Sides::unknown || wording_of(a.rest, b.rest) >= 0.3);
  out.nearly = !out.linked && alike && a.document != b.document && out.score + kSameStory >= enough;
  return out;
}

bool meet(const MergeItem& a, const MergeItem& b) {
  if (a.day > b.day + kWindowDays || b.day > a.day + kWindowDays) return false;
  const std::vector<std::int64_t> x = block_keys(a), y = block_keys(b);
  return std::any_of(x.begin(), x.end(), [&](std::int64_t k) { return std::find(y.begin(), y.end(), k) != y.end(); });
}

bool one_story(const std::vector<const MergeItem*>& a, const std::vector<const MergeItem*>& b) {
  return std::any_of(a.begin(), a.end(), [&](const MergeItem* x) {
    return std::any_of(b.begin(), b.end(), [&](const MergeItem* y) { return x->signature == y->signature || (meet(*x, *y) && compare(*x, *y).linked); });
  });
}

std::vector<std::vector<std::size_t>> cluster(const std::vector<const MergeItem*>& items, std::vector<Link> links) {
  const auto before = [&](std::size_t x, std::size_t y) { return items[x]->signature < items[y]->signature; };
  for (Link& l : links)
    if (before(l.b, l.a)) std::swap(l.a, l.b);
  std::sort(links.begin(), links.end(), [&](const Link& x, const Link& y) {
    if (x.score != y.score) return x.score > y.score;
    if (x.a != y.a) return before(x.a, y.a);
    return before(x.b, y.b);
  });
  std::vector<std::size_t> parent(items.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> members(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) members[i] = {i};
  // Clusters that exclude each other do so for ever: members only come to them
  std::vector<std::set<std::size_t>> foes(items.size());
  const auto exclude_each_other = [&](std::size_t a, std::size_t b) {
    if (foes[a].contains(b)) return true;
    const bool fits = std::all_of(members[a].begin(), members[a].end(), [&](std::size_t x) {
      return std::none_of(members[b].begin(), members[b].end(), [&](std::size_t y) { return exclusion(*items[x], *items[y]) != nullptr; });
    });
    if (fits) return false;
    foes[a].insert(b);
    foes[b].insert(a);
    return true;
  };
  for (const Link& l : links) {
    const std::size_t a = find(parent, l.a), b = find(parent, l.b);
    if (a == b || exclude_each_other(a, b)) continue;
    parent[b] = a;
    members[a].insert(members[a].end(), members[b].begin(), members[b].end());
    members[b].clear();
    for (const std::size_t f : foes[b]) {
      foes[f].erase(b);
      foes[f].insert(a);
      foes[a].insert(f);
    }
    foes[b].clear();
  }
  std::vector<std::vector<std::size_t>> out;
  for (auto& m : members) {
    if (m.empty()) continue;
    std::sort(m.begin(), m.end(), before);
    out.push_back(std::move(m));
  }
  std::sort(out.begin(), out.end(), [&](const auto& x, const auto& y) { return before(x.front(), y.front()); });
  return out;
}

std::vector<std::vector<std::size_t>> merge_all(const std::vector<MergeItem>& items) {
  std::map<std::int64_t, std::vector<std::size_t>> twins;
  std::map<std::string, std::vector<const MergeItem*>> documents;
  for (std::size_t i = 0; i < items.size(); ++i) {
    twins[items[i].signature].push_back(i);
    documents[items[i].document].push_back(&items[i]);
  }
  std::vector<const MergeItem*> speakers;
  std::vector<const std::vector<std::size_t>*> spoken_for;
  for (const auto& [signature, list] : twins) {
    speakers.push_back(&items[*std::min_element(list.begin(), list.end(), [&](std::size_t x, std::size_t y) { return items[x].order < items[y].order; })]);
    spoken_for.push_back(&list);
  }
  std::vector<Link> links;
  for (std::size_t a = 0; a < speakers.size(); ++a)
    for (std::size_t b = a + 1; b < speakers.size(); ++b) {
      const MergeItem &x = *speakers[a], &y = *speakers[b];
      if (!meet(x, y)) continue;
      const SameEvent same = compare(x, y);
      if (same.linked || (same.nearly && one_story(documents[x.document], documents[y.document]))) links.push_back({a, b, same.score});
    }
  std::vector<std::vector<std::size_t>> out;
  for (const std::vector<std::size_t>& group : cluster(speakers, std::move(links))) {
    out.emplace_back();
    for (const std::size_t s : group) out.back().insert(out.back().end(), spoken_for[s]->begin(), spoken_for[s]->end());
  }
  return out;
}

}  // namespace detente
