// What the reports of an event agree on: the commonest value of each field, each voice counted once, of equals the one that sorts first.
#include <algorithm>
#include <cstdio>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "store/merge.h"
#include "store/similarity.h"
#include "util/hash.h"

namespace detente {

namespace {

using Reports = std::vector<const MergeItem*>;

constexpr double kSentenceCopy = 0.8;
constexpr std::size_t kSentenceWords = 8;  // a shorter sentence may be the same by chance

// The report whose `value` most voices, then most reports share, of equals the one that says more; null when none has one (an empty value is
// none).
template <class Value>
const MergeItem* commonest(const Reports& reports, const std::vector<int>& voice, const Value& value) {
  struct Votes {
    std::set<int> voices;
    std::size_t reports = 0;
    const MergeItem* first = nullptr;
  };
  std::map<std::string, Votes> votes;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const std::string v = value(reports[i]->report);
    if (v.empty()) continue;
    Votes& entry = votes[v];
    entry.voices.insert(voice[i]);
    ++entry.reports;
    if (entry.first == nullptr) entry.first = reports[i];
  }
  const MergeItem* best = nullptr;
  std::tuple<std::size_t, std::size_t, std::size_t> most{};
  for (const auto& [v, entry] : votes)
    if (const std::tuple rank{entry.voices.size(), entry.reports, v.size()}; rank > most) {
      most = rank;
      best = entry.first;
    }
  return best;
}

std::string codes(const std::vector<StoredParty>& parties) {
  std::string out;
  for (const StoredParty& p : parties)
    if (!p.id.empty() || !p.country.empty()) out += p.code() + ";";
  return out;
}

std::string date_key(const StoredReport& r) {
  if (!r.date) return {};
  // A day says more than a month: longer intervals sort behind, and are only taken when nothing shorter is told
  return r.date_precision == "day" ? iso_date(r.date->first) + iso_date(r.date->last) : std::string();
}

bool numbers_differ(const Reports& reports, const std::vector<int> MergeItem::*counts) {
  std::set<std::vector<int>> told;
  for (const MergeItem* r : reports)
    if (!(r->*counts).empty()) told.insert(r->*counts);
  for (auto a = told.begin(); a != told.end(); ++a)
    for (auto b = std::next(a); b != told.end(); ++b)
      if (std::none_of(a->begin(), a->end(), [&](int n) { return std::binary_search(b->begin(), b->end(), n); })) return true;
  return false;
}

template <class Value>
bool differ(const Reports& reports, const Value& value) {
  std::set<std::string> seen;
  for (const MergeItem* r : reports)
    if (std::string v = value(r->report); !v.empty()) seen.insert(std::move(v));
  return seen.size() > 1;
}

std::string disputed_fields(const Reports& reports) {
  std::string out;
  const auto add = [&](bool yes, const char* field) {
    if (!yes) return;
    if (!out.empty()) out += ';';
    out += field;
  };
  const auto has = [&](Status s) { return std::any_of(reports.begin(), reports.end(), [&](const MergeItem* r) { return r->report.status == s; }); };
  add(has(Status::denied) && (has(Status::happened) || has(Status::planned) || has(Status::historical)), "status");
  add(numbers_differ(reports, &MergeItem::actor_counts) || numbers_differ(reports, &MergeItem::recipient_counts), "numbers");
  add(differ(reports, [](const StoredReport& r) { return r.place ? r.place->name : std::string(); }), "place");
  add(differ(reports, [](const StoredReport& r) { return std::string(name(r.type)); }), "type");
  return out;
}

// Something that was planned and has happened has happened; denials dispute it, they do not undo it.
Status agreed_status(const Reports& reports) {
  for (const Status s : {Status::happened, Status::historical, Status::planned, Status::possible})
    for (const MergeItem* r : reports)
      if (r->report.status == s) return s;
  return Status::denied;
}

}  // namespace

std::optional<std::int32_t> event_day(const MergedEvent& e) {
  if (e.agreed.date) return e.agreed.date->first;
  return parse_iso_day(e.first_published);
}

std::vector<int> voices(const Reports& reports) {
  std::vector<std::size_t> parent(reports.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  // The first of a voice is its root
  const auto join = [&](std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent[std::max(a, b)] = std::min(a, b);
  };
  // What is equal is told without comparing all pairs: a widely printed story has hundreds of reports
  std::unordered_map<std::int64_t, std::size_t> of_document;
  std::map<Shingles, std::size_t> of_text;
  std::map<std::vector<std::uint32_t>, std::size_t> of_sentence;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const MergeItem& m = *reports[i];
    if (const auto at = of_document.try_emplace(m.doc, i); !at.second) join(i, at.first->second);
    if (likeness(m.shingles, m.shingles) >= kCopy)
      if (const auto at = of_text.try_emplace(m.shingles, i); !at.second) join(i, at.first->second);
    if (m.all_words.size() >= kSentenceWords)
      if (const auto at = of_sentence.try_emplace(m.all_words, i); !at.second) join(i, at.first->second);
  }
  for (auto a = of_text.begin(); a != of_text.end(); ++a)
    for (auto b = of_text.begin(); b != a; ++b)
      if (root(a->second) != root(b->second) && likeness(a->first, b->first) >= kCopy) join(a->second, b->second);
  for (auto a = of_sentence.begin(); a != of_sentence.end(); ++a)
    for (auto b = of_sentence.begin(); b != a; ++b)
      if (root(a->second) != root(b->second) && overlap(a->first, b->first) >= kSentenceCopy) join(a->second, b->second);
  std::vector<int> voice(reports.size());
  for (std::size_t i = 0; i < reports.size(); ++i) voice[i] = static_cast<int>(root(i));
  return voice;
}

MergedEvent summarise(const Reports& reports) {
  MergedEvent e;
  const std::vector<int> voice = voices(reports);
  char id[24];
  std::snprintf(id, sizeof id, "e%016llx", static_cast<unsigned long long>(hash_bytes(reports.front()->order)));
  e.id = id;
  const MergeItem* act = commonest(reports, voice, [](const StoredReport& r) { return std::string(name(r.type)) + r.cameo; });
  e.agreed = act->report;
  e.agreed.status = agreed_status(reports);
  e.agreed.mutual = act->report.mutual;
  if (const MergeItem* r = commonest(reports, voice, [](const StoredReport& s) { return codes(s.actors); })) e.agreed.actors = r->report.actors;
  if (!e.agreed.mutual) {
    if (const MergeItem* r = commonest(reports, voice, [](const StoredReport& s) { return s.mutual ? std::string() : codes(s.recipients); }))
      e.agreed.recipients = r->report.recipients;
  }
  const MergeItem* dated = commonest(reports, voice, date_key);
  if (dated == nullptr)
    dated = commonest(reports, voice, [](const StoredReport& r) { return r.date ? iso_date(r.date->first) + iso_date(r.date->last) : std::string(); });
  e.agreed.date = dated == nullptr ? std::nullopt : dated->report.date;
  e.agreed.date_precision = dated == nullptr ? "" : dated->report.date_precision;
  const MergeItem* placed = commonest(reports, voice, [](const StoredReport& r) { return r.place ? r.place->name + "|" + r.place->admin1 : std::string(); });
  if (placed != nullptr) e.agreed.place = placed->report.place;
  std::set<std::string> outlets;
  for (const MergeItem* r : reports) {
    e.agreed.confidence = std::max(e.agreed.confidence, r->report.confidence);
    if (!r->outlet.empty()) outlets.insert(r->outlet);
    if (r->published.empty()) continue;
    if (e.first_published.empty() || r->published < e.first_published) e.first_published = r->published;
    if (r->published > e.last_published) e.last_published = r->published;
  }
  e.url = reports.front()->url;
  e.outlet = reports.front()->outlet;
  e.reports = static_cast<int>(reports.size());
  e.outlets = static_cast<int>(outlets.size());
  e.independent = static_cast<int>(std::set<int>(voice.begin(), voice.end()).size());
  e.disputed = disputed_fields(reports);
  return e;
}

}  // namespace detente
