#include "store/event_import.h"

#include <algorithm>

#include "store/event_rows.h"

namespace detente {

struct EventImport::Statements {
  explicit Statements(Database& d)
      : mention(d, "INSERT OR IGNORE INTO mention(event, url, published, outlet, confidence) VALUES(?,?,?,?,?)"),
        count(d,
              "UPDATE event SET reports = (SELECT count(*) FROM mention m WHERE m.event = ?1), outlets = (SELECT count(DISTINCT outlet) FROM mention m WHERE "
              "m.event = ?1) WHERE event = ?1"),
        cover(d, "INSERT INTO coverage(day, events, reports) VALUES(?1, 0, ?2) ON CONFLICT(day) DO UPDATE SET reports = reports + ?2") {}
  Statement mention, count, cover;
};

EventImport::EventImport(Store& store, std::size_t commit_every)
    : store_(store), sql_(std::make_unique<Statements>(store.database())), commit_every_(commit_every) {
  // Archives have millions of rows: pages of the indexes should stay in memory
  store_.database().run("PRAGMA cache_size=-262144; PRAGMA wal_autocheckpoint=20000");
}

EventImport::~EventImport() = default;

void EventImport::touch() {
  if (!transaction_) transaction_ = std::make_unique<Transaction>(store_.database());
}

bool EventImport::add(const MergedEvent& e) {
  touch();
  if (store_.events().write(e) == 0) return false;
  if (const std::optional<std::int32_t> day = parse_iso_day(e.first_published)) reports_[*day] += e.reports;
  if (++pending_ >= commit_every_) commit();
  return true;
}

bool EventImport::add_mention(const std::string& event, const StoredMention& m) {
  touch();
  const std::optional<std::int64_t> row = store_.events().find(event);
  if (!row) return false;
  sql_->mention.reset().bind(*row).bind(m.url).bind(m.published).bind(m.outlet).bind(m.confidence).run();
  if (store_.database().changes() > 0 && (mentioned_.empty() || mentioned_.back() != *row)) mentioned_.push_back(*row);
  if (++pending_ >= commit_every_) commit();
  return true;
}

void EventImport::count_mentions() {
  std::sort(mentioned_.begin(), mentioned_.end());
  mentioned_.erase(std::unique(mentioned_.begin(), mentioned_.end()), mentioned_.end());
  for (const std::int64_t row : mentioned_) sql_->count.reset().bind(row).run();
  mentioned_.clear();
}

void EventImport::commit() {
  pending_ = 0;
  if (!transaction_) return;
  count_mentions();
  for (const auto& [day, n] : reports_) sql_->cover.reset().bind(day).bind(n).run();
  reports_.clear();
  store_.events().flush();
  transaction_->commit();
  transaction_.reset();
}

std::vector<StoredMention> mentions_of(Store& store, const std::string& event) {
  std::vector<StoredMention> out;
  const std::optional<std::int64_t> row = store.events().find(event);
  if (!row) return out;
  Statement s(store.database(), "SELECT published, outlet, url, confidence FROM mention WHERE event = ? ORDER BY published, url");
  s.bind(*row);
  while (s.step()) out.push_back({s.string(0), s.string(1), s.string(2), s.real(3)});
  return out;
}

}  // namespace detente
