// The store's part of merging: new reports are linked with those of their blocks, and the components that changed are clustered anew.
#include <algorithm>
#include <cstring>

#include "store/event_rows.h"
#include "store/statements.h"

namespace detente {

namespace {

constexpr std::size_t kCachedItems = 10'000;

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

void Store::link_new(std::int64_t row) {
  const MergeItem& m = item(row);
  std::vector<std::int64_t> met;
  for (const std::int64_t key : block_keys(m)) {
    Statement& s = sql_->find_block.reset().bind(key).bind(m.day - kWindowDays).bind(m.day + kWindowDays);
    while (s.step()) met.push_back(s.integer(0));
    s.reset();
    sql_->write->block.reset().bind(key).bind(m.day).bind(row).run();
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  for (const std::int64_t other : met) {
    if (other == row) continue;
    const SameEvent same = compare(m, item(other));
    if (!same.linked) continue;
    sql_->write->link.reset().bind(row).bind(other).bind(same.score).run();
    sql_->write->link.reset().bind(other).bind(row).bind(same.score).run();
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

void Store::merge_component(const std::vector<std::int64_t>& rows) {
  std::vector<const MergeItem*> items;
  std::unordered_map<std::int64_t, std::size_t> at;
  for (const std::int64_t row : rows) {
    at[row] = items.size();
    items.push_back(&item(row));
  }
  std::vector<Link> links;
  for (const std::int64_t row : rows) {
    Statement& s = sql_->find_links.reset().bind(row);
    while (s.step())
      if (row < s.integer(0)) links.push_back({at[row], at[s.integer(0)], s.real(1)});
    s.reset();
  }
  for (const std::int64_t row : rows) forget_event_of(row);
  for (const std::vector<std::size_t>& group : cluster(items, std::move(links))) {
    std::vector<const MergeItem*> members;
    for (const std::size_t i : group) members.push_back(items[i]);
    const std::int64_t event = events_->write(summarise(members));
    for (const MergeItem* m : members) sql_->write->crosswalk.reset().bind(m->row).bind(event).run();
  }
}

void Store::merge_changes() {
  for (const std::int64_t row : fresh_) link_new(row);
  std::unordered_set<std::int64_t> seen;
  // Merging moves reports between lists of what is shaken: what was there at first is enough, the rest lies in the same components
  std::vector<std::int64_t> starts = fresh_;
  starts.insert(starts.end(), shaken_.begin(), shaken_.end());
  for (const std::int64_t row : starts)
    if (const std::vector<std::int64_t> rows = component(row, seen); !rows.empty()) merge_component(rows);
  if (forgotten_) {
    database_.run(kDropUnnamed);
    names_->forget();
  }
  forgotten_ = false;
  fresh_.clear();
  shaken_.clear();
}

void Store::commit() {
  merge_changes();
  transaction_->commit();
  transaction_.reset();
  if (items_.size() > kCachedItems) items_.clear();
}

// The reports are there without events: after a migration.
void Store::rebuild_events() {
  prepare_statements(true);
  Statement s(database_, "SELECT report FROM report ORDER BY report");
  while (s.step()) shaken_.push_back(s.integer(0));
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
