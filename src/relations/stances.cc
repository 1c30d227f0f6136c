#include "relations/stances.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

namespace detente {

namespace {

constexpr double kItemVariance = 0.16;    // of one statement around the stance, before any is seen
constexpr double kItemPrior = 2;          // so many statements' worth of belief in it
constexpr double kPriorPrecision = 3;     // of the stance: a uniform one on -1..1 has variance 1/3
constexpr double kJointAct = 0.3;         // value of acting together with the target on a third
constexpr double kMutual = 0.5;           // an act of both sides tells half of each
constexpr double kLeastConfidence = 0.6;  // of a statement: its reading does not rest on the coded act

double status_weight(Status s) {
  switch (s) {
    case Status::happened: return 1;
    case Status::planned: return 0.6;
    case Status::possible: return 0.3;
    case Status::historical: return 0.3;
    case Status::denied: return 0;
  }
  return 0;
}

bool among(const std::string& joined, const std::string& code) {
  for (std::size_t pos = 0; pos < joined.size();) {
    const std::size_t end = std::min(joined.find(';', pos), joined.size());
    if (joined.compare(pos, end - pos, code) == 0 && end - pos == code.size()) return true;
    pos = end + 1;
  }
  return false;
}

bool any_for(const std::vector<StoredParty>& parties, const std::string& code) {
  return std::any_of(parties.begin(), parties.end(), [&](const StoredParty& p) { return acts_for(p, code); });
}

// What is read of one sentence, for all the events told in it.
struct SentenceGroup {
  std::vector<const MergedEvent*> events;
};

class Finder {
 public:
  Finder(const StanceQuestion& q, const NameIndex& names, const StancePhrases& phrases, const StanceOptions& o)
      : q_(q), names_(names), phrases_(phrases), o_(o) {
    for (std::size_t i = 0; i < q.members.size(); ++i) {
      place_[q.members[i]] = i;
      stances_.push_back({});
      stances_.back().member = q.members[i];
    }
  }

  void read(const SentenceGroup& group) {
    const MergedEvent& first = *group.events.front();
    std::unordered_set<std::string> said;
    for (const StanceReading& r : read_stances(first.agreed.text, parties_of(group), q_.subject, names_, phrases_, day_of(first),
                                               [&](const std::string& code) { return place_.contains(code); })) {
      const MergedEvent& carrier = carrier_of(group, r);
      const std::int32_t day = said_on(carrier);
      add_item(r.holder, {carrier.id, day, r.value, weight(carrier, day, statement_confidence(group)), true, r.phrase, first.agreed.text});
      said.insert(r.holder);
    }
    for (const MergedEvent* e : group.events) read_acts(*e, said);
  }

  std::vector<Stance> take() {
    for (Stance& s : stances_) {
      for (const StanceEvidence& e : s.items) others_[s.member].erase(e.event);
      s.other_events = static_cast<int>(others_[s.member].size());
      std::sort(s.items.begin(), s.items.end(), [](const StanceEvidence& a, const StanceEvidence& b) {
        if (a.statement != b.statement) return a.statement;
        return a.weight != b.weight ? a.weight > b.weight : a.event != b.event ? a.event < b.event : a.phrase < b.phrase;
      });
      // A headline and its text say one thing once; of one event a statement counts before the act
      for (std::size_t i = 0; i < s.items.size(); ++i)
        std::erase_if(s.items, [&](const StanceEvidence& e) {
          const StanceEvidence& kept = s.items[i];
          if (&e <= &kept) return false;
          return e.event == kept.event || (e.statement && kept.statement && e.day == kept.day && e.phrase == kept.phrase);
        });
      std::stable_sort(s.items.begin(), s.items.end(), [](const StanceEvidence& a, const StanceEvidence& b) { return a.weight > b.weight; });
      settle(s, o_);
    }
    return std::move(stances_);
  }

 private:
  // A statement is of the day it was told, whatever day it speaks of.
  static std::int32_t said_on(const MergedEvent& e) { return parse_iso_day(e.first_published).value_or(day_of(e)); }
  static std::int32_t day_of(const MergedEvent& e) { return event_day(e).value_or(0); }

  void add_item(const std::string& member, StanceEvidence item) {
    if (item.weight > 0 && item.value != 0) stances_[place_.at(member)].items.push_back(std::move(item));
  }

  [[nodiscard]] double weight(const MergedEvent& e, std::int32_t day, double confidence) const {
    const double age = std::max(0, q_.as_of - day);
    return std::exp2(-age / o_.half_life) * (1 + std::log(std::max(1, e.independent))) * confidence;
  }

  static double statement_confidence(const SentenceGroup& group) {
    double best = kLeastConfidence;
    for (const MergedEvent* e : group.events) best = std::max(best, e->agreed.confidence);
    return best;
  }

  // Sides of the sentence by the code of the member they act for, else their own.
  [[nodiscard]] std::vector<SentenceParty> parties_of(const SentenceGroup& group) const {
    std::vector<SentenceParty> out;
    for (const MergedEvent* e : group.events)
      for (const auto* list : {&e->agreed.actors, &e->agreed.recipients})
        for (const StoredParty& p : *list) {
          if (p.begin < e->agreed.sentence_begin || p.end > e->agreed.sentence_end) continue;
          out.push_back({p.begin - e->agreed.sentence_begin, p.end - e->agreed.sentence_begin, code_of(p)});
        }
    return out;
  }

  [[nodiscard]] std::string code_of(const StoredParty& p) const {
    if (!p.country.empty()) return p.country;
    for (const auto& [code, i] : place_)
      if (acts_for(p, code)) return code;
    return p.id;
  }

  // The event that a statement is told by: whose trigger lies in it; else the first.
  [[nodiscard]] static const MergedEvent& carrier_of(const SentenceGroup& group, const StanceReading& r) {
    for (const MergedEvent* e : group.events) {
      const std::size_t at = e->agreed.trigger_begin - std::min(e->agreed.trigger_begin, e->agreed.sentence_begin);
      if (at >= r.begin && at < r.end) return *e;
    }
    return *group.events.front();
  }

  void read_acts(const MergedEvent& e, const std::unordered_set<std::string>& said) {
    const StoredReport& r = e.agreed;
    std::unordered_set<std::string> counted;
    for (const StoredParty& p : r.actors) {
      for (const std::string& code : {p.country, p.id}) member_act(e, p, code, said, counted);
      for (std::size_t pos = 0; pos < p.belongs.size();) {
        const std::size_t end = std::min(p.belongs.find(';', pos), p.belongs.size());
        member_act(e, p, p.belongs.substr(pos, end - pos), said, counted);
        pos = end + 1;
      }
    }
  }

  void member_act(const MergedEvent& e, const StoredParty& p, const std::string& code, const std::unordered_set<std::string>& said,
                  std::unordered_set<std::string>& counted) {
    if (!place_.contains(code) || !acts_for(p, code) || !counted.insert(code).second) return;
    if (!said.contains(code)) {
      if (const double value = towards_target(e, code); value != 0) {
        const double w = weight(e, day_of(e), e.agreed.confidence) * status_weight(e.agreed.status) * o_.act_weight * (e.agreed.mutual ? kMutual : 1);
        add_item(code, {e.id, day_of(e), value * q_.subject.polarity, w, false, std::string(name(e.agreed.type)), e.agreed.text});
        return;
      }
      others_[code].insert(e.id);
    }
  }

  // Acts count towards a target only, and only when the question is about dealing with it as such.
  [[nodiscard]] double towards_target(const MergedEvent& e, const std::string& member) const {
    const StoredReport& r = e.agreed;
    const std::string& target = q_.subject.target;
    if (target.empty() || target == member || !q_.subject.objects.empty()) return 0;
    if (any_for(r.recipients, target)) return act_value(r.goldstein, r.type);
    if (!any_for(r.actors, target)) return 0;
    if (r.mutual || r.recipients.empty()) return act_value(r.goldstein, r.type);
    return kJointAct;
  }

  const StanceQuestion& q_;
  const NameIndex& names_;
  const StancePhrases& phrases_;
  const StanceOptions& o_;
  std::map<std::string, std::size_t> place_;
  std::map<std::string, std::set<std::string>> others_;  // events of a member that tell nothing
  std::vector<Stance> stances_;
};

}  // namespace

double act_value(double goldstein, EventType type) {
  const int quad = quad_of(type);
  if (goldstein == 0) goldstein = quad == 1 ? 1 : quad == 2 ? 4 : quad == 3 ? -2 : quad == 4 ? -6 : 0;
  return std::copysign(std::sqrt(std::min(1.0, std::abs(goldstein) / 10)), goldstein);
}

bool acts_for(const StoredParty& p, const std::string& code) {
  if (code.empty()) return false;
  for (const char* sector : {"OPP", "REB", "CVL", "JRN", "CRM", "REF", "SOC", "ELI", "EDU", "MED", "LAB", "UAF", "REL"})
    if (p.sector == sector) return false;
  return p.id == code || p.country == code || among(p.belongs, code);
}

void settle(Stance& s, const StanceOptions& o) {
  double weight = 0, sum = 0, squares = 0;
  for (const StanceEvidence& e : s.items) {
    weight += e.weight;
    sum += e.weight * e.value;
  }
  const double mean = weight > 0 ? sum / weight : 0;
  for (const StanceEvidence& e : s.items) squares += e.weight * (e.value - mean) * (e.value - mean);
  const double variance = (kItemPrior * kItemVariance + squares) / (kItemPrior + weight);
  const double precision = weight / variance;
  s.evidence = weight;
  s.value = precision * mean / (precision + kPriorPrecision);
  s.error = 1 / std::sqrt(precision + kPriorPrecision);
  s.uncertain = weight < o.least_evidence || std::abs(s.value) <= o.band * s.error;
}

std::vector<Stance> find_stances(const std::vector<MergedEvent>& events, const StanceQuestion& q, const NameIndex& names, const StancePhrases& phrases,
                                 const StanceOptions& o) {
  std::map<std::string, SentenceGroup> groups;  // by sentence, and by event where there is no sentence
  std::unordered_set<std::string> seen;
  for (const MergedEvent& e : events) {
    const std::optional<std::int32_t> day = event_day(e);
    if (!day || q.as_of - *day > o.horizon || !seen.insert(e.id + "\n" + e.agreed.text).second) continue;
    groups[e.agreed.text.empty() ? "\n" + e.id : e.agreed.text].events.push_back(&e);
  }
  Finder finder(q, names, phrases, o);
  for (auto& [text, group] : groups) {
    std::sort(group.events.begin(), group.events.end(), [](const MergedEvent* a, const MergedEvent* b) { return a->id < b->id; });
    finder.read(group);
  }
  return finder.take();
}

std::vector<StanceChange> compare_stances(const std::vector<Stance>& before, const std::vector<Stance>& after, const StanceOptions& o) {
  std::vector<StanceChange> out;
  for (const Stance& b : before)
    for (const Stance& a : after) {
      if (a.member != b.member || a.items.empty() || b.items.empty()) continue;
      StanceChange c{a.member, b.value, a.value, std::sqrt(a.error * a.error + b.error * b.error), false};
      c.moved = std::abs(c.after - c.before) > o.band * c.error;
      out.push_back(c);
    }
  return out;
}

}  // namespace detente
