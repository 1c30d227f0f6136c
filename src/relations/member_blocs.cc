#include "relations/member_blocs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace detente {

namespace {

using Pair = std::pair<std::size_t, std::size_t>;

struct ClassMean {
  double weight = 0, sum = 0, squares = 0;
  void add(double value, double w) {
    weight += w;
    sum += w * value;
    squares += w * value * value;
  }
  [[nodiscard]] double mean() const { return sum / weight; }
  [[nodiscard]] double scatter() const { return squares - sum * sum / weight; }
};

// Mean value and weight of the acts of members towards each other in sentences that name the target or the issue.
std::map<Pair, ClassMean> direct_acts(const std::vector<MergedEvent>& events, const StanceQuestion& q, const NameIndex& names,
                                      const std::vector<Stance>& stances, const StanceOptions& o) {
  std::map<Pair, ClassMean> out;
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < stances.size(); ++i) place[stances[i].member] = i;
  for (const MergedEvent& e : events) {
    const std::optional<std::int32_t> day = event_day(e);
    if (!day || q.as_of - *day > o.horizon || e.agreed.status == Status::denied || e.agreed.mutual) continue;
    std::vector<std::size_t> from, to;
    for (const StoredParty& p : e.agreed.actors)
      if (const auto it = place.find(p.country); it != place.end() && acts_for(p, p.country)) from.push_back(it->second);
    for (const StoredParty& p : e.agreed.recipients)
      if (const auto it = place.find(p.country); it != place.end() && acts_for(p, p.country)) to.push_back(it->second);
    if (from.empty() || to.empty()) continue;
    const std::vector<SentenceWord> words = sentence_words(e.agreed.text);
    bool about = false;
    for (const NameIndex::Found& f : names.find(words, *day)) about |= !q.subject.target.empty() && f.code == q.subject.target;
    for (const std::vector<std::string>& object : q.subject.objects)
      about |= std::all_of(object.begin(), object.end(), [&](const std::string& stem) {
        return std::any_of(words.begin(), words.end(), [&](const SentenceWord& w) { return w.stem == stem; });
      });
    if (!about) continue;
    const double w = std::exp2(-std::max(0, q.as_of - *day) / o.half_life) * e.agreed.confidence;
    for (const std::size_t a : from)
      for (const std::size_t b : to)
        if (a != b) out[std::minmax(a, b)].add(act_value(e.agreed.goldstein, e.agreed.type), w);
  }
  return out;
}

double side_of(const Stance& s, double centre) { return std::erf((s.value - centre) / s.error / std::sqrt(2.0)); }

void find_centre(MemberBlocs& m, const StanceOptions& o) {
  std::vector<std::pair<double, double>> values;
  std::vector<double> sorted;
  for (const Stance& s : m.stances) {
    values.emplace_back(s.value, 1 / (s.error * s.error));
    sorted.push_back(s.value);
  }
  std::sort(sorted.begin(), sorted.end());
  const std::size_t n = sorted.size();
  m.median = n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  m.centre = natural_break(values);
  ClassMean above, below;
  for (const auto& [value, w] : values) (value > m.centre ? above : below).add(value, w);
  if (above.weight == 0 || below.weight == 0) return;
  const double error = std::sqrt(1 / above.weight + 1 / below.weight);
  m.split = above.mean() - below.mean() > o.band * error;
}

void build_network(MemberBlocs& m, const std::map<Pair, ClassMean>& direct, double direct_weight) {
  std::vector<std::size_t> by_name(m.stances.size());
  for (std::size_t i = 0; i < by_name.size(); ++i) by_name[i] = i;
  std::sort(by_name.begin(), by_name.end(), [&](std::size_t a, std::size_t b) { return m.stances[a].member < m.stances[b].member; });
  for (const std::size_t i : by_name) m.network.names.push_back(m.stances[i].member);
  for (std::size_t x = 0; x < by_name.size(); ++x)
    for (std::size_t y = x + 1; y < by_name.size(); ++y) {
      double agreement = m.side[by_name[x]] * m.side[by_name[y]];
      if (const auto it = direct.find(std::minmax(by_name[x], by_name[y])); it != direct.end())
        agreement += direct_weight * std::min(1.0, it->second.weight) * it->second.mean();
      // Hundredths: enough for what stances can tell, and sums stay exact
      agreement = std::round(agreement * 100) / 100;
      if (agreement != 0) m.network.edges.push_back({static_cast<int>(x), static_cast<int>(y), std::max(0.0, agreement), std::max(0.0, -agreement)});
    }
}

// The place of a member in `stances` by its number in the network.
std::size_t place_of(const MemberBlocs& m, int node) {
  const std::string& name = m.network.names[static_cast<std::size_t>(node)];
  return static_cast<std::size_t>(std::find_if(m.stances.begin(), m.stances.end(), [&](const Stance& s) { return s.member == name; }) - m.stances.begin());
}

// For or against by the bloc; alone, by the stance.
void list_members(MemberBlocs& m, const StanceOptions& o) {
  std::vector<double>& lean = m.lean;
  lean = m.side;
  for (const std::vector<int>& group : m.blocs.groups) {
    double sum = 0;
    for (const int v : group) sum += m.side[place_of(m, v)];
    for (const int v : group) lean[place_of(m, v)] = sum;
  }
  for (std::size_t i = 0; i < m.stances.size(); ++i) {
    const Stance& s = m.stances[i];
    const bool open = std::abs(s.value - m.centre) <= o.band * s.error || s.evidence < o.least_evidence;
    (open ? m.undecided : lean[i] > 0 ? m.in_favour : m.against).push_back(i);
  }
}

}  // namespace

double natural_break(std::vector<std::pair<double, double>> v) {
  if (v.size() < 2) return 0;
  std::sort(v.begin(), v.end());
  double best = std::numeric_limits<double>::infinity(), centre = 0;
  for (std::size_t cut = 1; cut < v.size(); ++cut) {
    ClassMean low, high;
    for (std::size_t i = 0; i < v.size(); ++i) (i < cut ? low : high).add(v[i].first, v[i].second);
    const double cost = low.scatter() + high.scatter();
    if (v[cut].first > v[cut - 1].first && cost < best - 1e-12) {
      best = cost;
      centre = (low.mean() + high.mean()) / 2;
    }
  }
  return std::isinf(best) ? v.front().first : centre;
}

MemberBlocs find_member_blocs(const std::vector<MergedEvent>& events, const StanceQuestion& q, const NameIndex& names, const StancePhrases& phrases,
                              const MemberBlocOptions& o) {
  MemberBlocs m;
  for (Stance& s : find_stances(events, q, names, phrases, o.stances)) {
    if (s.items.empty()) ++m.silent;
    else m.stances.push_back(std::move(s));
  }
  std::stable_sort(m.stances.begin(), m.stances.end(), [](const Stance& a, const Stance& b) { return a.value > b.value; });
  find_centre(m, o.stances);
  if (!m.split) m.centre = 0;  // nobody parts them: the sign of the stance itself
  for (const Stance& s : m.stances) m.side.push_back(side_of(s, m.centre));
  build_network(m, direct_acts(events, q, names, m.stances, o.stances), o.direct_weight);
  if (m.network.names.size() >= 2) m.blocs = find_blocs(m.network, o.blocs);
  list_members(m, o.stances);
  return m;
}

}  // namespace detente
