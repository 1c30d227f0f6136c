// The store's part of merging: new reports are linked with those of their blocks, and the components that changed are clustered anew.
#include <algorithm>
#include <cstring>

#include "store/event_rows.h"
#include "store/statements.h"

namespace detente {

namespace {

// Reports wait until there are so many, or half as many as are merged already: a component is then told anew a few times only
constexpr std::int64_t kWaiting = 4'000, kMostWaiting = 100'000;

// Actors, places, acts and codes that nothing names any more go with the last document or event that did. An imported event names its
// actors only in its own row: their codes tell whether one is left.
constexpr const char* kDropUnnamed =
    "DELETE FROM code WHERE NOT EXISTS (SELECT 1 FROM event_party p WHERE p.party = code.code);"
    "DELETE FROM actor WHERE actor NOT IN (SELECT actor FROM report_actor) AND NOT (EXISTS (SELECT 1 FROM event WHERE dataset <> '') AND EXISTS (SELECT 1 "
    "FROM code c WHERE c.text = coalesce(nullif(actor.id, ''), nullif(actor.country, ''))));"
    "DELETE FROM act WHERE act NOT IN (SELECT act FROM event);"
    "DELETE FROM coverage WHERE events = 0 AND reports = 0;"
    "DELETE FROM place WHERE place NOT IN (SELECT place FROM report WHERE place IS NOT NULL) AND place NOT IN (SELECT place FROM event WHERE place IS NOT "
    "NULL)";

}  // namespace

const MergeItem& Store::item(std::int64_t row) {
  auto& slot = items_[row];
  if (slot != nullptr) return *slot;
  slot = std::make_unique<MergeItem>();
  MergeItem& m = *slot;
  m.row = row;
  Statement& s = sql_->load_report.reset().bind(row);
  s.step();
  StoredReport& r = m.report;
  int c = 0;
  const auto number = [&] { return static_cast<std::size_t>(s.integer(c++)); };
  m.doc = s.integer(c++);
  r.sentence = static_cast<int>(number());
  r.sentence_begin = number();
  r.sentence_end = number();
  r.text = s.string(c++);
  r.type = parse_event_type(s.text(c++));
  r.modes = s.string(c++);
  r.contexts = s.string(c++);
  r.cameo = s.string(c++);
  r.goldstein = s.real(c++);
  r.trigger = s.string(c++);
  r.trigger_begin = number();
  r.trigger_end = number();
  r.mutual = number() != 0;
  r.status = parse_status(s.text(c++));
  if (!s.null(c)) r.date = DayRange{static_cast<std::int32_t>(s.integer(c)), static_cast<std::int32_t>(s.integer(c + 1))};
  c += 2;
  for (std::string* field : {&r.date_text, &r.date_precision, &r.place_text, &r.attribution, &r.source, &r.cue, &r.hedge, &r.loaded}) *field = s.string(c++);
  r.confidence = s.real(c++);
  if (!s.null(c)) r.place = StoredPlace{s.string(c), s.string(c + 1), s.string(c + 2), s.string(c + 3), s.real(c + 4), s.real(c + 5)};
  c += 6;
  for (std::string* field : {&m.document, &m.published, &m.outlet, &m.url}) *field = s.string(c++);
  const std::string_view shingles = s.text(c);
  if (shingles.size() == sizeof m.shingles) std::memcpy(m.shingles.data(), shingles.data(), shingles.size());
  s.reset();
  Statement& p = sql_->load_parties.reset().bind(row);
  while (p.step()) {
    StoredParty party{p.string(1),
                      p.string(2),
                      p.string(3),
                      p.string(4),
                      p.string(5),
                      p.string(6),
                      static_cast<std::size_t>(p.integer(7)),
                      static_cast<std::size_t>(p.integer(8)),
                      p.string(9)};
    (p.integer(0) == 0 ? r.actors : r.recipients).push_back(std::move(party));
  }
  p.reset();
  prepare(m);
  return m;
}

std::vector<std::int64_t> Store::twins(std::int64_t signature) {
  std::vector<std::int64_t> out;
  Statement& s = sql_->find_twins.reset().bind(signature);
  while (s.step()) out.push_back(s.integer(0));
  s.reset();
  return out;
}

// Compares a new signature with those of its blocks. One whose blocks hold it already is not new.
void Store::link_new(std::int64_t signature, const MergeItem& m) {
  std::vector<std::int64_t> met;
  for (const std::int64_t key : block_keys(m)) {
    sql_->write->block.reset().bind(key).bind(m.day).bind(signature).run();
    if (database_.changes() == 0) return;
    Statement& s = sql_->find_block.reset().bind(key).bind(m.day - kWindowDays).bind(m.day + kWindowDays);
    while (s.step()) met.push_back(s.integer(0));
    s.reset();
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  for (const std::int64_t other : met) {
    if (other == signature) continue;
    const auto [speaker, unknown] = speakers_.try_emplace(other, 0);
    if (unknown) {
      Statement& s = sql_->find_twin.reset().bind(other);
      if (s.step()) speaker->second = s.integer(0);
      s.reset();
    }
    const SameEvent same = compare(m, item(speaker->second));
    if (!same.linked) continue;
    sql_->write->link.reset().bind(signature).bind(other).bind(same.score).run();
    sql_->write->link.reset().bind(other).bind(signature).bind(same.score).run();
  }
}

std::vector<std::int64_t> Store::component(std::int64_t start, std::unordered_set<std::int64_t>& seen) {
  std::vector<std::int64_t> out;
  if (!seen.insert(start).second) return out;
  out.push_back(start);
  for (std::size_t i = 0; i < out.size(); ++i) {
    Statement& s = sql_->find_links.reset().bind(out[i]);
    while (s.step())
      if (seen.insert(s.integer(0)).second) out.push_back(s.integer(0));
    s.reset();
  }
  return out;
}

void Store::merge_component(const std::vector<std::int64_t>& signatures) {
  std::vector<const MergeItem*> items;  // one for each signature
  std::vector<std::vector<std::int64_t>> reports;
  std::unordered_map<std::int64_t, std::size_t> at;
  for (const std::int64_t signature : signatures) {
    at[signature] = items.size();
    reports.push_back(twins(signature));
    items.push_back(&item(reports.back().front()));
  }
  std::vector<Link> links;
  for (const std::int64_t signature : signatures) {
    Statement& s = sql_->find_links.reset().bind(signature);
    while (s.step())
      if (signature < s.integer(0)) links.push_back({at[signature], at[s.integer(0)], s.real(1)});
    s.reset();
  }
  for (const std::vector<std::size_t>& group : cluster(items, std::move(links))) {
    std::vector<std::int64_t> members;
    for (const std::size_t i : group) members.insert(members.end(), reports[i].begin(), reports[i].end());
    write_cluster(members);
  }
}

// Writes the event of these reports, unless it is there as it is to be.
void Store::write_cluster(const std::vector<std::int64_t>& reports) {
  std::unordered_set<std::int64_t> events;
  bool homeless = false;
  for (const std::int64_t r : reports) {
    Statement& s = sql_->find_event.reset().bind(r);
    if (s.step()) events.insert(s.integer(0));
    else homeless = true;
    s.reset();
  }
  if (!homeless && events.size() == 1) {
    std::size_t size = 0;
    Statement& s = sql_->find_members.reset().bind(*events.begin());
    while (s.step()) ++size;
    s.reset();
    if (size == reports.size()) return;
  }
  for (const std::int64_t e : events) {
    events_->remove(e);
    sql_->write->drop_crosswalk.reset().bind(e).run();
  }
  std::vector<const MergeItem*> members;
  for (const std::int64_t r : reports) members.push_back(&item(r));
  std::sort(members.begin(), members.end(), [](const MergeItem* a, const MergeItem* b) { return a->order < b->order; });
  const std::int64_t event = events_->write(summarise(members));
  for (const MergeItem* m : members) sql_->write->crosswalk.reset().bind(m->row).bind(event).run();
}

void Store::merge_changes() {
  std::vector<std::int64_t> starts;
  for (const std::int64_t row : waiting_) {
    const MergeItem& m = item(row);
    starts.push_back(m.signature);
    link_new(m.signature, m);
    if (items_.size() > 2 * kCachedItems) items_.clear();
  }
  std::unordered_set<std::int64_t> seen;
  for (const std::int64_t start : starts) {
    if (const std::vector<std::int64_t> signatures = component(start, seen); !signatures.empty()) merge_component(signatures);
    if (items_.size() > 2 * kCachedItems) items_.clear();
  }
  events_->flush();
  if (forgotten_) {
    database_.run(kDropUnnamed);
    names_->forget();
  }
  forgotten_ = false;
  waiting_.clear();
  speakers_.clear();
  database_.run("DELETE FROM pending");
  merged_ = database_.number("SELECT count(*) FROM crosswalk");
}

void Store::commit(bool merge) {
  const auto waiting = static_cast<std::int64_t>(waiting_.size());
  if (merge || forgotten_ || waiting >= std::clamp(merged_ / 2, kWaiting, kMostWaiting)) merge_changes();
  transaction_->commit();
  transaction_.reset();
}

// The reports are there without events: after a migration.
void Store::rebuild_events() {
  prepare_statements(true);
  Statement s(database_, "SELECT report FROM report ORDER BY report");
  Statement sign(database_, "UPDATE report SET signature = ? WHERE report = ?");
  while (s.step()) {
    const std::int64_t row = s.integer(0);
    waiting_.push_back(row);
    sign.reset().bind(item(row).signature).bind(row).run();
    if (items_.size() > kCachedItems) items_.clear();
  }
  database_.run(
      "INSERT INTO coverage(day, events, reports) SELECT unixepoch(substr(d.published, 1, 10)) / 86400, 0, count(*) FROM report JOIN document d USING(doc) "
      "WHERE unixepoch(substr(d.published, 1, 10)) IS NOT NULL GROUP BY 1");
  merge_changes();
}

std::vector<const MergeItem*> Store::reports_of(std::string_view event) {
  const std::optional<std::int64_t> row = events_->find(event);
  return row ? reports_of(*row) : std::vector<const MergeItem*>();
}

std::vector<const MergeItem*> Store::reports_of(std::int64_t event) {
  if (items_.size() > kCachedItems) items_.clear();
  std::vector<std::int64_t> rows;
  Statement& s = sql_->find_members.reset().bind(event);
  while (s.step()) rows.push_back(s.integer(0));
  s.reset();
  std::vector<const MergeItem*> out;
  for (const std::int64_t row : rows) out.push_back(&item(row));
  std::sort(out.begin(), out.end(), [](const MergeItem* a, const MergeItem* b) { return a->order < b->order; });
  return out;
}

}  // namespace detente
