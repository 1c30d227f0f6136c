#include "store/merge.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <set>

#include "store/similarity.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

enum Family : int { none, talk, support, yield, words, protest, sanction, force };

// A country's state and what belongs to it are one side; its rebels, opposition or people are others.
bool of_state(std::string_view sector) {
  for (const std::string_view s : {"", "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "IGO", "ELI"})
    if (sector == s) return true;
  return false;
}

std::string root_of(const StoredParty& p) {
  const std::string& base = !p.country.empty() ? p.country : p.id;
  if (base.empty() || of_state(p.sector) || p.country.empty()) return base;
  return base + "/" + p.sector;
}

std::vector<std::string> roots_of(const std::vector<StoredParty>& parties) {
  std::vector<std::string> out;
  for (const StoredParty& p : parties)
    if (std::string r = root_of(p); !r.empty()) out.push_back(std::move(r));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<int> counts_of(const std::vector<StoredParty>& parties) {
  static constexpr std::array<std::string_view, 12> kWords = {"one",   "two",   "three", "four", "five",   "six",
                                                              "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
  std::vector<int> out;
  for (const StoredParty& p : parties) {
    std::string lower = utf8::lower(p.text);
    // 1,200 is one number
    for (std::size_t i = 1; i + 1 < lower.size();)
      if (lower[i] == ',' && std::isdigit(static_cast<unsigned char>(lower[i - 1])) != 0 && std::isdigit(static_cast<unsigned char>(lower[i + 1])) != 0)
        lower.erase(i, 1);
      else ++i;
    each_word(lower, [&](std::string_view w) {
      if (w.size() <= 9 && std::all_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        out.push_back(std::stoi(std::string(w)));
        return;
      }
      const auto* at = std::find(kWords.begin(), kWords.end(), w);
      if (at != kWords.end()) out.push_back(static_cast<int>(at - kWords.begin()) + 1);
    });
  }
  std::sort(out.begin(), out.end());
  return out;
}

template <class T>
std::size_t common(const std::vector<T>& a, const std::vector<T>& b) {
  std::size_t n = 0;
  for (const T& x : a) n += std::binary_search(b.begin(), b.end(), x) ? 1U : 0U;
  return n;
}

bool all_sides(const MergeItem& m) { return m.report.mutual; }

enum class Sides { exclude, unknown, one, both };

Sides compare_sides(const MergeItem& a, const MergeItem& b) {
  if (all_sides(a) || all_sides(b)) {
    if (a.sides.empty() || b.sides.empty()) return Sides::unknown;
    const std::size_t smaller = std::min(a.sides.size(), b.sides.size());
    const std::size_t n = common(a.sides, b.sides);
    if (n < std::min<std::size_t>(2, smaller)) return Sides::exclude;
    return n >= 2 ? Sides::both : Sides::one;
  }
  int matched = 0;
  for (const auto side : {&MergeItem::actors, &MergeItem::recipients}) {
    if ((a.*side).empty() || (b.*side).empty()) continue;
    if (common(a.*side, b.*side) == 0) return Sides::exclude;
    ++matched;
  }
  return matched == 2 ? Sides::both : matched == 1 ? Sides::one : Sides::unknown;
}

// What happened and what is only asked for are two things.
bool statuses_exclude(Status a, Status b) {
  const auto real = [](Status s) { return s == Status::happened || s == Status::historical; };
  return (a == Status::possible && real(b)) || (b == Status::possible && real(a)) || (a == Status::planned && b == Status::historical) ||
         (b == Status::planned && a == Status::historical);
}

double date_score(const MergeItem& a, const MergeItem& b) {
  if (a.report.date && b.report.date) return *a.report.date == *b.report.date && a.report.date_precision == "day" ? 1.5 : 0.5;
  if (a.report.date || b.report.date) return 0.5;
  return a.day != kUndated && a.day == b.day ? 0.75 : 0;
}

double act_score(const StoredReport& a, const StoredReport& b) {
  if (a.cameo == b.cameo) return 2;
  if (a.cameo.substr(0, 2) == b.cameo.substr(0, 2)) return 1.25;
  return a.type == b.type ? 1 : 0.25;
}

double threshold(int family) { return family == words ? 5.0 : 4.25; }

bool wording_fits(const MergeItem& a, const MergeItem& b, int family) {
  // A headline may have nothing but parties and trigger
  if (overlap(a.words, b.words) >= 0.8) return true;
  const double rest = overlap(a.rest, b.rest);
  if (family == words) return rest >= 0.12;
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

SameEvent exclude(std::string* why, const char* reason) {
  if (why != nullptr) *why = reason;
  return {true, 0, false};
}

std::size_t find(std::vector<std::size_t>& parent, std::size_t x) {
  while (parent[x] != x) x = parent[x] = parent[parent[x]];
  return x;
}

}  // namespace

int type_family(EventType type) {
  switch (type) {
    case EventType::AGREE:
    case EventType::CONSULT: return talk;
    case EventType::SUPPORT:
    case EventType::COOPERATE:
    case EventType::AID: return support;
    case EventType::CONCEDE:
    case EventType::RETREAT: return yield;
    case EventType::REQUEST:
    case EventType::ACCUSE:
    case EventType::REJECT:
    case EventType::THREATEN: return words;
    case EventType::PROTEST: return protest;
    case EventType::SANCTION: return sanction;
    case EventType::MOBILIZE:
    case EventType::COERCE:
    case EventType::ASSAULT: return force;
    default: return none;
  }
}

static std::int64_t signature_of(const MergeItem& m) {
  const StoredReport& r = m.report;
  std::uint64_t h = hash_bytes(r.cameo);
  const auto add = [&](std::uint64_t v) { h = hash_combine(h, v); };
  add(static_cast<std::uint64_t>(r.type));
  add(static_cast<std::uint64_t>(r.status));
  add(r.mutual ? 1 : 0);
  add(hash_bytes(m.trigger_stem));
  for (const auto* list : {&m.actors, &m.recipients, &m.sides}) {
    add(list->size());
    for (const std::string& s : *list) add(hash_bytes(s));
  }
  for (const auto* list : {&m.words, &m.rest}) {
    add(list->size());
    for (const std::uint32_t w : *list) add(w);
  }
  add(r.date ? 1 : 0);
  add(hash_bytes(r.date_precision));
  for (const std::int32_t d : {m.window.first, m.window.last, m.day}) add(static_cast<std::uint64_t>(d));
  if (r.place) {
    add(hash_bytes(r.place->name));
    add(hash_bytes(r.place->country));
  }
  if (m.day == kUndated) add(hash_bytes(m.document));
  return static_cast<std::int64_t>(h);
}

void prepare(MergeItem& m) {
  const StoredReport& r = m.report;
  char at[64];
  std::snprintf(at, sizeof at, "|%012zu|%012zu|", r.trigger_begin, r.trigger_end);
  m.order = m.published + "|" + m.document + at + std::string(name(r.type)) + r.cameo + std::string(name(r.status));
  for (const auto* list : {&r.actors, &r.recipients}) {
    m.order += '|';
    for (const StoredParty& p : *list) m.order += p.code() + p.sector + std::to_string(p.begin) + ",";
  }
  m.published_day = parse_iso_day(m.published);
  m.actors = roots_of(r.actors);
  m.recipients = roots_of(r.recipients);
  m.sides = m.actors;
  for (const std::string& s : m.recipients) m.sides.push_back(s);
  std::sort(m.sides.begin(), m.sides.end());
  m.sides.erase(std::unique(m.sides.begin(), m.sides.end()), m.sides.end());
  m.words = content_words(r.text);
  m.all_words = content_words(r.text, true);
  std::string named = r.trigger;
  for (const auto* list : {&r.actors, &r.recipients})
    for (const StoredParty& p : *list) named += " " + p.text + " " + p.name;
  const std::vector<std::uint32_t> taken = content_words(named, true);
  m.rest.clear();
  std::set_difference(m.words.begin(), m.words.end(), taken.begin(), taken.end(), std::back_inserter(m.rest));
  m.actor_counts = counts_of(r.actors);
  m.recipient_counts = counts_of(r.recipients);
  m.trigger_stem = rough_stem(utf8::lower(r.trigger));
  if (r.date) {
    m.window = *r.date;
    m.day = r.date->first;
  } else if (m.published_day) {
    m.window = {*m.published_day - kWindowDays, *m.published_day};
    m.day = *m.published_day;
  } else {
    m.window = {kUndated, kUndated};
    m.day = kUndated;
  }
  m.signature = signature_of(m);
}

std::vector<std::int64_t> block_keys(const MergeItem& m) {
  std::vector<std::int64_t> out;
  std::uint64_t family = static_cast<std::uint64_t>(type_family(m.report.type));
  // What is told on no day can be any day's: it only meets its own document
  if (m.day == kUndated) family = hash_combine(family, hash_bytes(m.document));
  for (const std::string& side : m.sides) out.push_back(static_cast<std::int64_t>(hash_combine(family, hash_bytes(side))));
  if (out.empty()) out.push_back(static_cast<std::int64_t>(hash_combine(family, hash_bytes("?" + m.trigger_stem))));
  return out;
}

SameEvent compare(const MergeItem& a, const MergeItem& b, std::string* why) {
  const int family = type_family(a.report.type);
  if (family != type_family(b.report.type) || family == none) return exclude(why, "types of other families");
  if (a.window.first > b.window.last || b.window.first > a.window.last) return exclude(why, "dates exclude each other");
  const Sides sides = compare_sides(a, b);
  if (sides == Sides::exclude) return exclude(why, "other parties");
  if (statuses_exclude(a.report.status, b.report.status)) return exclude(why, "what happened against what is asked for or planned");
  const auto &p = a.report.place, &q = b.report.place;
  const bool located = p && q && !p->country.empty() && !q->country.empty();
  if (located && p->country != q->country) return exclude(why, "places in other countries");

  SameEvent out;
  const double act = act_score(a.report, b.report), trigger = a.trigger_stem == b.trigger_stem ? 0.75 : 0, wording = 3 * overlap(a.words, b.words),
               date = date_score(a, b),
               place = !located             ? 0
                       : p->name == q->name ? 0.75
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
  const bool known = sides != Sides::unknown || wording >= 1.2;
  out.linked = known && out.score >= threshold(family) && wording_fits(a, b, family);
  return out;
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
      return std::none_of(members[b].begin(), members[b].end(), [&](std::size_t y) { return compare(*items[x], *items[y]).excluded; });
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

}  // namespace detente
