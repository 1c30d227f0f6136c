#include "relations/issues.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "relations/stances.h"
#include "util/error.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::size_t kActorShare = 2;  // who is a side in more than so many times the events is an actor of the network, no issue

using Dyad = std::pair<std::string, std::string>;

struct Node {
  std::string kind, code;
  std::map<Dyad, std::set<std::string>> dyads;
  std::map<Dyad, double> weight;  // an event of many sides counts once, shared by its dyads
  std::set<std::string> events, sides;
};

struct Named {                   // an issue that a sentence names
  std::string name, kind, code;  // code: of a country
};

bool is_title_case(const std::vector<SentenceWord>& words) {
  const auto capitals = std::count_if(words.begin(), words.end(), [](const SentenceWord& w) { return w.capital; });
  return static_cast<std::size_t>(capitals) * 10 > words.size() * 6;
}

// Words that stand with a capital and are no names of things
bool is_calendar_or_title(const std::string& w) {
  static const std::set<std::string> kWords = {
      "monday",     "tuesday",   "wednesday", "thursday", "friday",   "saturday", "sunday",    "january",  "february", "march", "april",  "may",       "june",
      "july",       "august",    "september", "october",  "november", "december", "president", "minister", "prime",    "mr",    "mrs",    "ms",        "i",
      "chancellor", "secretary", "general",   "state",    "foreign",  "defence",  "defense",   "envoy",    "king",     "queen", "prince", "ambassador"};
  return kWords.contains(w);
}

// "the Swiss town of": a place to meet
bool is_venue(const std::vector<SentenceWord>& words, std::size_t after) {
  static const std::set<std::string> kPlaces = {"town", "city", "resort", "capital", "village", "port"};
  return after < words.size() && kPlaces.contains(words[after].lower);
}

bool names_country(ActorKind k) {
  return k == ActorKind::name || k == ActorKind::alias || k == ActorKind::abbreviation || k == ActorKind::adjective || k == ActorKind::demonym;
}

class Builder {
 public:
  Builder(const IssueQuestion& q, const IssueTerms& terms, const NameIndex& names) : q_(q), terms_(terms), names_(names) {}

  void add(const MergedEvent& e) {
    std::optional<std::int32_t> day = parse_iso_day(e.first_published);  // of the talk about it, not of what is planned
    if (!day) day = event_day(e);
    if (!day || *day < q_.from || *day > q_.as_of || e.agreed.status == Status::denied) return;
    const std::set<Dyad> dyads = dyads_of(e.agreed);
    std::set<std::string> sides;
    for (const auto* list : {&e.agreed.actors, &e.agreed.recipients})
      for (const StoredParty& p : *list)
        if (std::string s = side_of(p); !s.empty()) sides.insert(std::move(s));
    if (sides.empty()) return;
    events_.insert(e.id);
    active_.insert(dyads.begin(), dyads.end());
    for (const std::string& s : sides) side_events_[s].insert(e.id);
    for (const Named& n : named(e, *day)) attach(n, e.id, dyads, sides);
  }

  IssueNetwork take() {
    std::erase_if(nodes_, [&](const auto& entry) {
      const Node& n = entry.second;
      if (const auto it = side_events_.find(n.code); it != side_events_.end() && it->second.size() > kActorShare * n.events.size()) return true;
      return n.kind == "found" && (n.events.size() < q_.least_found || n.dyads.size() < 2);
    });
    IssueNetwork out;
    out.active_dyads = active_.size();
    out.events = events_.size();
    measure(out);
    std::erase_if(out.issues, [&](const Issue& i) { return i.dyads.empty() || !concerns_pair(i); });
    std::sort(out.issues.begin(), out.issues.end(), [](const Issue& x, const Issue& y) {
      return x.score != y.score ? x.score > y.score : x.events.size() != y.events.size() ? x.events.size() > y.events.size() : x.name < y.name;
    });
    return out;
  }

 private:
  static std::set<Dyad> dyads_of(const StoredReport& r) {
    std::set<Dyad> out;
    const auto join = [&](const std::vector<StoredParty>& xs, const std::vector<StoredParty>& ys) {
      for (const StoredParty& x : xs)
        for (const StoredParty& y : ys) {
          const std::string a = side_of(x), b = side_of(y);
          if (!a.empty() && !b.empty() && a != b) out.insert(std::minmax(a, b));
        }
    };
    join(r.actors, r.recipients);
    if (r.mutual) join(r.actors, r.actors);
    return out;
  }

  [[nodiscard]] std::vector<Named> named(const MergedEvent& e, std::int32_t day) const {
    const std::vector<SentenceWord> words = sentence_words(e.agreed.text);
    std::vector<char> used(words.size(), 0);
    std::map<std::string, Named> out;
    const auto use = [&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i) used[i] = 1;
    };
    for (const IssueTerms::Found& f : terms_.find(words)) {
      const std::string& name = terms_.name(f.issue);
      use(f.first, f.last);
      if (is_act(e.agreed, name, words[f.first], words[f.last - 1])) continue;
      out.emplace(name, Named{name, terms_.kind(f.issue), names_.code_of(name, day)});
    }
    for (const NameIndex::Found& f : names_.find(words, day)) {
      const bool free = used[f.first] == 0;
      use(f.first, f.last);
      if (!free || !names_country(f.kind) || f.code.size() != 3 || is_venue(words, f.last)) continue;
      out.emplace(names_.name_of(f.code), Named{names_.name_of(f.code), "country", f.code});
    }
    const int quad = quad_of(e.agreed.type);
    if (e.agreed.place && !e.agreed.place->country.empty() && (quad == 2 || quad == 4))  // where people meet is a venue
      out.emplace(names_.name_of(e.agreed.place->country), Named{names_.name_of(e.agreed.place->country), "country", e.agreed.place->country});
    find_names(e.agreed, words, used, out);
    std::vector<Named> list;
    for (auto& [key, n] : out) list.push_back(std::move(n));
    return list;
  }

  // What the event itself is: "sanctions" of a SANCTION, or the words that it was told by.
  static bool is_act(const StoredReport& r, const std::string& name, const SentenceWord& first, const SentenceWord& last) {
    if (stem_of(utf8::lower(detente::name(r.type))) == stem_of(utf8::lower(name))) return true;
    return first.begin + r.sentence_begin < r.trigger_end && last.end + r.sentence_begin > r.trigger_begin;
  }

  // Capitalised words inside a sentence that nothing else explains
  static void find_names(const StoredReport& r, const std::vector<SentenceWord>& words, std::vector<char> used, std::map<std::string, Named>& out) {
    if (is_title_case(words)) return;
    for (const auto* list : {&r.actors, &r.recipients})
      for (const StoredParty& p : *list)
        for (std::size_t i = 0; i < words.size(); ++i)
          if (words[i].end + r.sentence_begin > p.begin && words[i].begin + r.sentence_begin < p.end) used[i] = 1;
    for (std::size_t i = 1; i < words.size();) {
      std::size_t last = i;
      while (last < words.size() && words[last].capital && used[last] == 0 && !utf8::is_digit(static_cast<unsigned char>(words[last].lower[0])) &&
             !is_calendar_or_title(words[last].lower) && (last == i || words[last].before == ' ' || words[last].before == '-'))
        ++last;
      static const std::set<std::string> kWhere = {"in", "at", "from", "near"};
      const bool venue = kWhere.contains(words[i - 1].lower) && words[i].before == ' ';
      if (last > i && !venue && words[i].before != '.' && words[i].before != '"') {
        std::string name = r.text.substr(words[i].begin, words[last - 1].end - words[i].begin);
        if (name.size() > 2) out.emplace(name, Named{name, "found", {}});
      }
      i = std::max(last, i + 1);
    }
  }

  void attach(const Named& n, const std::string& event, const std::set<Dyad>& dyads, const std::set<std::string>& sides) {
    if (!n.code.empty() && (in(q_.a, n.code) || in(q_.b, n.code))) return;
    if (n.code.empty() || !sides.contains(n.code) ||
        std::any_of(dyads.begin(), dyads.end(), [&](const Dyad& d) { return d.first != n.code && d.second != n.code; })) {
      Node& node = nodes_[n.name];
      if (node.kind.empty() || node.kind == "country") node.kind = n.kind;
      if (node.code.empty()) node.code = n.code;
      node.events.insert(event);
      for (const std::string& s : sides)
        if (s != n.code) node.sides.insert(s);
      for (const Dyad& d : dyads)
        if (d.first != n.code && d.second != n.code) {
          if (node.dyads[d].insert(event).second) node.weight[d] += 1 / static_cast<double>(dyads.size());
        }
    }
  }

  static bool in(const std::vector<std::string>& list, const std::string& code) { return std::find(list.begin(), list.end(), code) != list.end(); }

  // Both sides of the pair have to do with it.
  [[nodiscard]] bool concerns_pair(const Issue& issue) const {
    if (q_.a.empty() || q_.b.empty()) return true;
    bool a = false, b = false;
    for (const IssueDyad& d : issue.dyads) {
      a |= in(q_.a, d.a) || in(q_.a, d.b);
      b |= in(q_.b, d.a) || in(q_.b, d.b);
    }
    return a && b;
  }

  void measure(IssueNetwork& out) const {
    std::map<std::string, std::size_t> actor;
    for (const auto& [name, node] : nodes_)
      for (const std::string& s : node.sides) actor.emplace(s, actor.size());
    std::vector<std::vector<std::size_t>> graph(nodes_.size() + actor.size());
    std::size_t i = 0;
    for (const auto& [name, node] : nodes_) {
      for (const std::string& s : node.sides) {
        const std::size_t at = nodes_.size() + actor.at(s);
        graph[i].push_back(at);
        graph[at].push_back(i);
      }
      ++i;
    }
    const std::vector<double> between = betweenness(graph);
    const double n = static_cast<double>(graph.size());
    const double pairs = n > 2 ? (n - 1) * (n - 2) / 2 : 1;
    i = 0;
    for (const auto& [name, node] : nodes_) out.issues.push_back(measured(name, node, between[i++] / pairs));
  }

  // How many dyads without a common side would make as many pairs of such dyads.
  static double separate_dyads(const Node& node) {
    double pairs = 0;
    for (auto x = node.weight.begin(); x != node.weight.end(); ++x)
      for (auto y = std::next(x); y != node.weight.end(); ++y) {
        const Dyad &a = x->first, &b = y->first;
        if (a.first != b.first && a.first != b.second && a.second != b.first && a.second != b.second)
          pairs += std::min(1.0, x->second) * std::min(1.0, y->second);
      }
    return (1 + std::sqrt(1 + 8 * pairs)) / 2;
  }

  static Issue measured(const std::string& name, const Node& node, double between) {
    Issue issue{name, node.kind, {}, {node.events.begin(), node.events.end()}, 0, between, 0, 0};
    double total = 0, squares = 0;
    for (const auto& [dyad, events] : node.dyads) {
      issue.dyads.push_back({dyad.first, dyad.second, {events.begin(), events.end()}});
      total += static_cast<double>(events.size());
    }
    for (const IssueDyad& d : issue.dyads) {
      const double share = static_cast<double>(d.events.size()) / total;
      squares += share * share;
    }
    if (!issue.dyads.empty()) {
      issue.participation = 1 - squares;
      issue.separate = separate_dyads(node);
      issue.score = issue.separate * (1 + between);
    }
    std::stable_sort(issue.dyads.begin(), issue.dyads.end(), [](const IssueDyad& x, const IssueDyad& y) { return x.events.size() > y.events.size(); });
    return issue;
  }

  const IssueQuestion& q_;
  const IssueTerms& terms_;
  const NameIndex& names_;
  std::set<Dyad> active_;
  std::map<std::string, std::set<std::string>> side_events_;
  std::set<std::string> events_;
  std::map<std::string, Node> nodes_;
};

}  // namespace

IssueTerms::IssueTerms(const std::string& path) {
  for (const TsvTable::Row& row : read_tsv(path, {"issue", "class", "terms"}).rows) {
    const std::string where = path + ":" + std::to_string(row.line);
    if (std::find(names_.begin(), names_.end(), row.fields[0]) != names_.end()) throw error_at(where, "issue '" + row.fields[0] + "' is there twice");
    std::vector<std::string> terms;
    for (const std::string& text : split(row.fields[2], ';')) {
      Term t;
      t.issue = names_.size();
      for (SentenceWord& w : sentence_words(text)) {
        t.capital.push_back(w.capital ? 1 : 0);
        t.stems.push_back(std::move(w.stem));
      }
      if (t.stems.empty()) throw error_at(where, "a term has no words");
      terms.push_back(text);
      by_first_[t.stems.front()].push_back(std::move(t));
    }
    names_.push_back(row.fields[0]);
    kinds_.push_back(row.fields[1]);
    terms_.push_back(std::move(terms));
  }
  for (auto& [stem, list] : by_first_) std::stable_sort(list.begin(), list.end(), [](const Term& a, const Term& b) { return a.stems.size() > b.stems.size(); });
}

std::vector<IssueTerms::Found> IssueTerms::find(const std::vector<SentenceWord>& words) const {
  std::vector<Found> out;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t used = 1;
    if (const auto it = by_first_.find(words[i].stem); it != by_first_.end())
      for (const Term& t : it->second) {
        bool fits = i + t.stems.size() <= words.size();
        for (std::size_t k = 0; fits && k < t.stems.size(); ++k)
          fits = words[i + k].stem == t.stems[k] && (t.capital[k] == 0 || words[i + k].capital) &&
                 (k == 0 || words[i + k].before == ' ' || words[i + k].before == '-');
        if (!fits) continue;
        out.push_back({t.issue, i, i + t.stems.size()});
        used = t.stems.size();
        break;
      }
    i += used;
  }
  return out;
}

std::vector<std::string> IssueTerms::synonyms(std::string_view words) const {
  const std::vector<std::string> wanted = stems_of(words);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    bool same = stems_of(names_[i]) == wanted;
    for (const std::string& t : terms_[i]) same |= stems_of(t) == wanted;
    if (same) return terms_[i];
  }
  return {};
}

std::string side_of(const StoredParty& p) {
  if (!p.country.empty()) return p.country;
  if (!p.belongs.empty()) return p.belongs.substr(0, p.belongs.find(';'));
  return p.id;
}

std::vector<double> betweenness(const std::vector<std::vector<std::size_t>>& neighbours) {
  const std::size_t n = neighbours.size();
  std::vector<double> out(n, 0), paths(n), share(n);
  std::vector<int> distance(n);
  std::vector<std::size_t> order;
  for (std::size_t s = 0; s < n; ++s) {
    std::fill(paths.begin(), paths.end(), 0);
    std::fill(share.begin(), share.end(), 0);
    std::fill(distance.begin(), distance.end(), -1);
    order.assign(1, s);
    paths[s] = 1;
    distance[s] = 0;
    for (std::size_t head = 0; head < order.size(); ++head) {
      const std::size_t v = order[head];
      for (const std::size_t w : neighbours[v]) {
        if (distance[w] < 0) {
          distance[w] = distance[v] + 1;
          order.push_back(w);
        }
        if (distance[w] == distance[v] + 1) paths[w] += paths[v];
      }
    }
    for (std::size_t k = order.size(); k-- > 1;) {
      const std::size_t w = order[k];
      for (const std::size_t v : neighbours[w])
        if (distance[v] == distance[w] - 1) share[v] += paths[v] / paths[w] * (1 + share[w]);
      out[w] += share[w] / 2;
    }
  }
  return out;
}

IssueNetwork find_issues(const std::vector<MergedEvent>& events, const IssueQuestion& question, const IssueTerms& terms, const NameIndex& names) {
  Builder builder(question, terms, names);
  for (const MergedEvent& e : events) builder.add(e);
  return builder.take();
}

}  // namespace detente
