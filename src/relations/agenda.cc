#include "relations/agenda.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>

#include "store/similarity.h"
#include "util/error.h"
#include "util/hash.h"
#include "util/tsv.h"

namespace detente {

namespace {

constexpr std::string_view kChanges[] = {"announced", "repeated", "confirmed", "moved", "cancelled"};
constexpr std::string_view kCues[] = {"none", "firm", "likely", "unsure", "confirmed", "moved", "cancelled", "past"};
using Cue = AgendaWords::Cue;

constexpr std::int32_t kSamePlan = 3;      // days by which the dates of one plan may differ untold
constexpr std::int32_t kTookPlace = 3;     // days around its date in which a plan may be told to have taken place
constexpr double kWordingAlone = 0.5;      // likeness of two sentences that needs no common name
constexpr double kSameWords = 0.8;         // one that tells of other sides
constexpr double kWordingWithName = 0.12;  // with one

std::vector<std::string> codes_of(const StoredReport& r) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& code) {
    if (!code.empty() && std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
  };
  for (const auto* parties : {&r.actors, &r.recipients})
    for (const StoredParty& p : *parties) {
      // Where they meet is no side: "in Brussels"
      if ((r.place && p.text == r.place->name) || (!r.place_text.empty() && p.text == r.place_text)) continue;
      add(!p.country.empty() ? p.country : p.id);
      if (!p.belongs.empty())
        for (const std::string& code : split(p.belongs, ';')) add(code);
    }
  return out;
}

bool meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

void unite(std::vector<std::string>& into, const std::vector<std::string>& from) {
  for (const std::string& x : from)
    if (std::find(into.begin(), into.end(), x) == into.end()) into.push_back(x);
}

bool near(const DayRange& a, const DayRange& b, std::int32_t slack) { return a.first <= b.last + slack && b.first <= a.last + slack; }

std::int32_t length(const DayRange& d) { return d.last - d.first; }

double belief_of(Cue cue) {
  switch (cue) {
    case Cue::confirmed: return 0.9;
    case Cue::firm: return 0.8;
    case Cue::moved: return 0.7;
    case Cue::none:
    case Cue::likely: return 0.6;
    case Cue::unsure: return 0.4;
    case Cue::cancelled:
    case Cue::past: return 0.05;
  }
  return 0.6;
}

// A plan while its mentions are gathered.
struct Plan {
  AgendaItem item;
  std::string family;
  std::set<std::string> voices;
  double doubt = 1;  // product of (1 - belief) over the strongest mention of each voice
  double best = 0;   // belief of the sentence in `what`
  int moves = 0;
  std::vector<std::uint32_t> words;
};

struct Mention {
  PlanMention said;
  AgendaWords::Kind kind;
  Cue cue = Cue::none;
  std::vector<std::uint32_t> words;
  double belief = 0;
};

double belief(const PlanMention& m, Cue cue) {
  double p = belief_of(cue) * m.confidence;
  if (m.hedged) p *= 0.8;
  if (m.anonymous) p *= 0.85;
  return p;
}

// Does the mention tell of this plan? Kind and sides must go together, and the days unless it tells that they changed.
bool same_plan(const Plan& p, const Mention& m) {
  const bool change = m.cue == Cue::moved || m.cue == Cue::cancelled || m.cue == Cue::confirmed;
  const bool family = p.family == m.kind.family;
  const bool days = m.said.days && near(p.item.days, *m.said.days, length(p.item.days) > 7 || length(*m.said.days) > 7 ? 0 : kSamePlan);
  const double wording = overlap(p.words, m.words);
  const bool names = meet(p.item.who, m.said.who) || meet(p.item.about, m.said.who) || meet(p.item.who, m.said.about) || meet(p.item.about, m.said.about);
  const bool strangers = !p.item.who.empty() && !m.said.who.empty() && !meet(p.item.who, m.said.who);
  if (!p.item.place.empty() && !m.said.place.empty() && p.item.place != m.said.place && wording < kWordingAlone && m.cue != Cue::moved) return false;
  if (strangers && wording < kSameWords) return false;
  if (!family) return days && wording >= kWordingAlone;
  if (days) return !strangers && (names || wording >= kWordingWithName) ? true : wording >= kWordingAlone;
  if (!change || (m.said.days && m.cue == Cue::confirmed)) return false;
  if (p.item.days.last < parse_iso_day(m.said.published).value_or(0)) return false;  // what is past cannot be moved
  // Moved or called off: the same sides, or nearly the same words, and no sides that the plan does not have
  return !strangers && names && wording >= kWordingWithName;
}

void revise(Plan& p, const Mention& m, PlanChange change) {
  AgendaItem& item = p.item;
  item.revisions.push_back({change, m.said.published, m.said.event, m.said.document, m.said.text, m.said.days});
  unite(item.who, m.said.who);
  unite(item.about, m.said.about);
  if (item.place.empty()) item.place = m.said.place;
  if (change == PlanChange::cancelled) {
    item.cancelled = true;
    return;
  }
  if (change == PlanChange::moved) {
    ++p.moves;
    item.cancelled = false;
    if (m.said.days) {
      item.days = *m.said.days;
      item.precision = m.said.precision;
    }
  } else if (m.said.days && length(*m.said.days) < length(item.days)) {
    item.days = *m.said.days;  // "in February", then "on February 11"
    item.precision = m.said.precision;
  }
  if (m.belief > p.best) {
    p.best = m.belief;
    item.what = m.said.text;
    if (item.kind == "launch") item.kind = m.kind.name;
  }
}

void hear(Plan& p, const Mention& m) {
  const std::string voice = m.said.outlet.empty() ? m.said.document : m.said.outlet;
  if (!p.voices.insert(voice).second || m.cue == Cue::cancelled) return;
  if (p.voices.size() <= 4) p.doubt *= 1 - m.belief;
}

Plan new_plan(const Mention& m) {
  Plan p;
  p.family = m.kind.family;
  p.words = m.words;
  p.item.kind = m.kind.name;
  p.item.days = *m.said.days;
  p.item.precision = m.said.precision;
  char id[24];
  std::snprintf(id, sizeof id, "a%016llx", static_cast<unsigned long long>(hash_bytes(m.said.document + m.said.event + m.said.text)));
  p.item.id = id;
  p.item.what = m.said.text;
  return p;
}

bool took_place(const Plan& p, const RelationEvent& e) {
  const StoredReport& r = e.event.agreed;
  if (r.status != Status::happened && r.status != Status::historical) return false;
  const std::optional<std::int32_t> published = parse_iso_day(e.event.first_published);
  const std::int32_t day = r.date ? r.date->first : published.value_or(0);
  // A report from before the plan's day tells of something else
  if (!published || *published < p.item.days.first || !near(p.item.days, {day, day}, kTookPlace)) return false;
  const bool meets = r.cameo.starts_with("04") || r.cameo.starts_with("057") || r.cameo.starts_with("03");
  if (p.family == "meeting" && !meets) return false;
  const std::vector<std::string> codes = codes_of(r);
  if (meet(codes, p.item.who)) return true;
  return p.item.who.empty() && (meet(codes, p.item.about) || (!p.item.place.empty() && r.place && r.place->name == p.item.place));
}

bool asked_for(const AgendaItem& item, const AgendaQuestion& q) {
  if (q.sides.empty()) return true;
  std::size_t met = 0;
  for (const std::vector<std::string>& side : q.sides) met += meet(side, item.who) || meet(side, item.about);
  return q.either ? met > 0 : met == q.sides.size();
}

// The sentence of an event read as a notice too: one mention with what both know.
void take_up_events(std::vector<PlanMention>& said) {
  std::map<std::string, PlanMention*> events;
  for (PlanMention& m : said)
    if (!m.event.empty()) events.emplace(m.text, &m);
  for (PlanMention& m : said) {
    const auto e = m.event.empty() ? events.find(m.text) : events.end();
    if (e == events.end() || m.published.substr(0, 10) != e->second->published.substr(0, 10)) continue;
    unite(e->second->who, m.who);
    unite(e->second->about, m.about);
    if (e->second->outlet.empty()) e->second->outlet = m.outlet;
    if (e->second->document.empty()) e->second->document = m.document;
    if (e->second->place.empty()) e->second->place = m.place;
    m.published.clear();
  }
  std::erase_if(said, [](const PlanMention& m) { return m.published.empty(); });
}

}  // namespace

std::string_view name(PlanChange change) { return kChanges[static_cast<std::size_t>(change)]; }

AgendaWords::AgendaWords(const std::string& table) {
  for (const TsvTable::Row& r : read_tsv(table, {"sort", "name", "family", "words", "without", "example"}).rows) {
    const std::string where = table + ":" + std::to_string(r.line);
    if (r.fields[0] != "kind" && r.fields[0] != "cue") throw error_at(where, "'" + r.fields[0] + "' is neither kind nor cue");
    if (r.fields[0] == "cue" && std::find(std::begin(kCues), std::end(kCues), r.fields[1]) == std::end(kCues))
      throw error_at(where, "'" + r.fields[1] + "' is no cue");
    rows_.push_back({r.line, r.fields[0] == "kind", r.fields[1], r.fields[2], r.fields[5], WordPattern(r.fields[3]), WordPattern(r.fields[4])});
  }
}

std::optional<AgendaWords::Kind> AgendaWords::kind(const std::vector<std::string>& words) const {
  for (const Row& row : rows_)
    if (row.is_kind && row.words.matches(words) && !row.without.matches_any(words)) return Kind{row.name, row.family};
  return std::nullopt;
}

AgendaWords::Cue AgendaWords::cue(const std::vector<std::string>& words) const {
  Cue found = Cue::none;
  for (const Row& row : rows_)
    if (!row.is_kind && row.words.matches(words) && !row.without.matches_any(words))
      found = static_cast<Cue>(std::find(std::begin(kCues), std::end(kCues), row.name) - std::begin(kCues));
  return found;
}

bool AgendaWords::tells_a_plan(std::string_view sentence) const {
  const std::vector<std::string> words = words_of(sentence);
  const Cue c = cue(words);
  return c != Cue::none && c != Cue::past && kind(words);
}

bool AgendaWords::may_tell(std::string_view text) const {
  const std::vector<std::string> words = words_of(text);
  const auto any = [&](bool kinds) {
    return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) { return row.is_kind == kinds && row.words.matches(words); });
  };
  return any(true) && any(false);
}

std::vector<std::pair<int, std::string>> AgendaWords::wrong_examples() const {
  std::vector<std::pair<int, std::string>> out;
  for (const Row& row : rows_) {
    const std::vector<std::string> words = words_of(row.example);
    const std::optional<Kind> k = kind(words);
    const std::string got = row.is_kind ? (k ? k->name : "-") : std::string(kCues[static_cast<std::size_t>(cue(words))]);
    if (got != row.name) out.emplace_back(row.line, row.example + " | " + row.name + " | got " + got);
  }
  return out;
}

std::vector<PlanMention> mentions_of(const std::vector<RelationEvent>& events) {
  std::vector<PlanMention> out;
  for (const RelationEvent& e : events) {
    const StoredReport& r = e.event.agreed;
    const std::optional<std::int32_t> published = parse_iso_day(e.event.first_published);
    if (!published || !r.date || r.date->last <= *published || r.status == Status::denied || r.status == Status::historical) continue;
    PlanMention m;
    m.event = e.event.id;
    m.published = e.event.first_published;
    m.outlet = e.event.outlet;
    m.text = r.text.empty() ? (e.sentences.empty() ? "" : e.sentences.front()) : r.text;
    m.days = r.date;
    m.precision = r.date_precision;
    m.who = codes_of(r);
    m.place = r.place ? r.place->name : "";
    m.confidence = event_strength(e.event);
    m.hedged = !r.hedge.empty();
    m.anonymous = r.attribution == "anonymous";
    out.push_back(std::move(m));
  }
  return out;
}

Agenda agenda_of(const AgendaWords& words, std::vector<PlanMention> said, const std::vector<RelationEvent>& happened, const AgendaQuestion& q) {
  std::erase_if(said, [&](const PlanMention& m) {
    const std::optional<std::int32_t> published = parse_iso_day(m.published);
    return !published || *published > q.as_of;
  });
  take_up_events(said);
  // Exact days and events before vaguer tellings of the same day of publication, so that a plan begins with its best mention
  std::stable_sort(said.begin(), said.end(), [](const PlanMention& a, const PlanMention& b) {
    return std::tuple(a.published.substr(0, 10), a.event.empty(), a.document, a.text) <
           std::tuple(b.published.substr(0, 10), b.event.empty(), b.document, b.text);
  });
  std::vector<Plan> plans;
  for (PlanMention& s : said) {
    const std::vector<std::string> w = words_of(s.text);
    Mention m{std::move(s), {}, words.cue(w), {}, 0};
    m.words = content_words(m.said.text);
    const std::optional<AgendaWords::Kind> kind = words.kind(w);
    if (!kind || (m.cue == Cue::past && m.said.event.empty())) continue;
    m.kind = *kind;
    m.belief = belief(m.said, m.cue);
    Plan* known = nullptr;
    for (Plan& p : plans)
      if (same_plan(p, m) && (known == nullptr || overlap(p.words, m.words) > overlap(known->words, m.words))) known = &p;
    if (known == nullptr) {
      if (!m.said.days) continue;  // a change of something that nobody announced
      plans.push_back(new_plan(m));
      known = &plans.back();
      revise(*known, m, m.cue == Cue::cancelled ? PlanChange::cancelled : PlanChange::announced);
    } else {
      // The title and the text of one document say it once
      if (!m.said.days && known->item.revisions.back().document == m.said.document && !m.said.document.empty()) continue;
      const bool other_days = m.said.days && !near(known->item.days, *m.said.days, 0);
      revise(*known, m,
             m.cue == Cue::cancelled                                            ? PlanChange::cancelled
             : m.cue == Cue::moved || (other_days && length(*m.said.days) <= 1) ? PlanChange::moved
             : m.cue == Cue::confirmed                                          ? PlanChange::confirmed
                                                                                : PlanChange::repeated);
    }
    hear(*known, m);
  }
  Agenda out;
  for (Plan& p : plans) {
    AgendaItem& item = p.item;
    item.voices = static_cast<int>(p.voices.size());
    item.certainty = item.cancelled ? 0.05 : (1 - p.doubt) * std::pow(0.9, p.moves);
    if (!asked_for(item, q)) continue;
    if (item.days.last > q.as_of) {
      if (!q.days || item.days.first <= q.as_of + *q.days) out.coming.push_back(std::move(item));
      continue;
    }
    if (item.cancelled || item.days.last < q.as_of - q.past) continue;
    if (std::none_of(happened.begin(), happened.end(), [&](const RelationEvent& e) { return took_place(p, e); })) out.due.push_back(std::move(item));
  }
  const auto by_day = [](const AgendaItem& a, const AgendaItem& b) {
    return std::tuple(a.days.first, a.days.last, a.id) < std::tuple(b.days.first, b.days.last, b.id);
  };
  std::sort(out.coming.begin(), out.coming.end(), by_day);
  std::sort(out.due.begin(), out.due.end(), by_day);
  return out;
}

}  // namespace detente
