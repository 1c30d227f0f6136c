#include "store/store.h"

#include <algorithm>

#include "store/schema.h"
#include "store/statements.h"
#include "util/error.h"

namespace detente {

namespace {

Database::Mode mode_of(Store::Access access) {
  return access == Store::Access::create ? Database::Mode::create : access == Store::Access::write ? Database::Mode::write : Database::Mode::read;
}

constexpr std::size_t kCachedActors = 100'000;

}  // namespace

Store::Store(const std::string& path, Access access) : database_(path, mode_of(access)) {
  if (access == Access::read) {
    check_schema(database_);
  } else {
    migrate(database_);
    // A killed program loses nothing; a power cut at most the last transactions, and never the file
    database_.run("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY");
  }
  sql_ = std::make_unique<Statements>(database_);
  if (access != Access::read) sql_->write = std::make_unique<Statements::Writing>(database_);
}

Store::~Store() = default;

bool Store::holds(std::string_view id, std::int64_t hash) {
  Statement& s = sql_->find_document.reset().bind(id);
  const bool current = s.step() && s.integer(1) == hash;
  s.reset();
  if (current) return true;
  Statement& r = sql_->find_revision.reset().bind(id).bind(hash);
  const bool before = r.step();
  r.reset();
  return before;
}

void Store::begin() { transaction_ = std::make_unique<Transaction>(database_); }

Store::Added Store::add(const StoredDocument& d) {
  if (holds(d.id, d.hash)) return Added::unchanged;
  Statement& found = sql_->find_document.reset().bind(d.id);
  const bool revised = found.step();
  const std::int64_t old = revised ? found.integer(0) : 0;
  found.reset();
  if (revised) {
    Statement& s = sql_->read_document.reset().bind(old);
    s.step();
    const std::string published = s.string(2), title = s.string(3), text = s.string(4);
    const std::int64_t hash = s.integer(1);
    s.reset();
    // A version that was published before the one that is there is only kept beside it
    if (!d.published.empty() && !published.empty() && d.published < published) {
      sql_->write->revision.reset().bind(d.id).bind(d.hash).bind(d.published).bind(d.title).bind(d.text).run();
      return Added::revised;
    }
    sql_->write->revision.reset().bind(d.id).bind(hash).bind_or_null(published).bind(title).bind(text).run();
    remove_document(old);
  }
  const std::int64_t doc = insert_document(d);
  for (const StoredReport& r : d.reports) insert_report(doc, r);
  return revised ? Added::revised : Added::fresh;
}

bool Store::forget(std::string_view id) {
  Statement& found = sql_->find_document.reset().bind(id);
  if (!found.step()) {
    found.reset();
    return false;
  }
  const std::int64_t doc = found.integer(0);
  found.reset();
  remove_document(doc);
  sql_->write->drop_revisions.reset().bind(id).run();
  // Actors and places that nothing names any more are what only this document supported
  database_.run(
      "DELETE FROM actor WHERE actor NOT IN (SELECT actor FROM report_actor);"
      "DELETE FROM place WHERE place NOT IN (SELECT place FROM report WHERE place IS NOT NULL) AND place NOT IN (SELECT place FROM event WHERE place IS NOT "
      "NULL)");
  actors_.clear();
  places_.clear();
  return true;
}

std::int64_t Store::insert_document(const StoredDocument& d) {
  const std::string_view shingles(reinterpret_cast<const char*>(d.shingles.data()), sizeof d.shingles);
  Statement& s = sql_->write->document.reset();
  s.bind(d.id).bind(d.title).bind(d.text).bind_or_null(d.published).bind_or_null(d.outlet).bind_or_null(d.url).bind(d.hash).bind_blob(shingles).run();
  const std::int64_t doc = database_.last_row();
  sql_->write->fulltext.reset().bind(doc).bind(d.title).bind(d.text).run();
  return doc;
}

void Store::insert_report(std::int64_t doc, const StoredReport& r) {
  const std::int64_t place = r.place ? place_row(*r.place) : 0;
  Statement& s = sql_->write->report.reset();
  s.bind(doc).bind(r.sentence).bind(static_cast<std::int64_t>(r.sentence_begin)).bind(static_cast<std::int64_t>(r.sentence_end)).bind(r.text);
  s.bind(name(r.type)).bind(r.modes).bind(r.contexts).bind(r.cameo).bind(quad_of(r.type)).bind(r.goldstein).bind(r.trigger);
  s.bind(static_cast<std::int64_t>(r.trigger_begin)).bind(static_cast<std::int64_t>(r.trigger_end)).bind(r.mutual).bind(name(r.status));
  if (r.date) s.bind(r.date->first).bind(r.date->last);
  else s.bind_null().bind_null();
  s.bind(r.date_text).bind(r.date_precision);
  if (r.place) s.bind(place);
  else s.bind_null();
  s.bind(r.place_text).bind(r.attribution).bind(r.source).bind(r.cue).bind(r.hedge).bind(r.loaded).bind(r.confidence).run();
  const std::int64_t report = database_.last_row();
  for (const int side : {0, 1}) {
    int number = 0;
    for (const StoredParty& p : side == 0 ? r.actors : r.recipients) {
      const std::int64_t actor = actor_row(p);
      Statement& x = sql_->write->report_actor.reset();
      x.bind(report).bind(side).bind(number++).bind(actor).bind(static_cast<std::int64_t>(p.begin)).bind(static_cast<std::int64_t>(p.end));
      x.bind(p.text).bind(p.role).run();
    }
  }
  fresh_.push_back(report);
}

std::int64_t Store::actor_row(const StoredParty& p) {
  const std::string key = p.id + '\t' + p.name + '\t' + p.country + '\t' + p.sector;
  const auto known = actors_.find(key);
  if (known != actors_.end()) return known->second;
  if (actors_.size() > kCachedActors) actors_.clear();
  Statement& s = sql_->find_actor.reset().bind(p.id).bind(p.name).bind(p.country).bind(p.sector);
  std::int64_t row = s.step() ? s.integer(0) : 0;
  s.reset();
  if (row == 0) {
    sql_->write->actor.reset().bind(p.id).bind(p.name).bind(p.country).bind(p.sector).run();
    row = database_.last_row();
  }
  return actors_[key] = row;
}

std::int64_t Store::place_row(const StoredPlace& p) {
  const std::string key = p.name + '\t' + p.country + '\t' + p.admin1 + '\t' + std::to_string(p.lat) + '\t' + std::to_string(p.lon) + '\t' + p.precision;
  const auto known = places_.find(key);
  if (known != places_.end()) return known->second;
  if (places_.size() > kCachedActors) places_.clear();
  Statement& s = sql_->find_place.reset().bind(p.name).bind(p.country).bind(p.admin1).bind(p.lat).bind(p.lon).bind(p.precision);
  std::int64_t row = s.step() ? s.integer(0) : 0;
  s.reset();
  if (row == 0) {
    sql_->write->place.reset().bind(p.name).bind(p.country).bind(p.admin1).bind(p.lat).bind(p.lon).bind(p.precision).run();
    row = database_.last_row();
  }
  return places_[key] = row;
}

void Store::remove_document(std::int64_t doc) {
  std::vector<std::int64_t> reports;
  Statement& s = sql_->find_reports.reset().bind(doc);
  while (s.step()) reports.push_back(s.integer(0));
  s.reset();
  Statements::Writing& w = *sql_->write;
  for (const std::int64_t r : reports) {
    forget_event_of(r);
    std::vector<std::int64_t> neighbours;
    Statement& links = sql_->find_links.reset().bind(r);
    while (links.step()) neighbours.push_back(links.integer(0));
    links.reset();
    for (const std::int64_t n : neighbours) {
      w.drop_links_to.reset().bind(r).bind(n).run();
      w.drop_links_to.reset().bind(n).bind(r).run();
      shaken_.push_back(n);
    }
    w.drop_blocks.reset().bind(r).run();
    w.drop_report_actors.reset().bind(r).run();
    w.drop_report.reset().bind(r).run();
    items_.erase(r);
  }
  const std::unordered_set<std::int64_t> gone(reports.begin(), reports.end());
  for (auto* list : {&fresh_, &shaken_}) std::erase_if(*list, [&](std::int64_t r) { return gone.contains(r); });
  Statement& d = sql_->read_document.reset().bind(doc);
  d.step();
  const std::string title = d.string(3), text = d.string(4);
  d.reset();
  w.drop_fulltext.reset().bind(doc).bind(title).bind(text).run();
  w.drop_document.reset().bind(doc).run();
}

// The event goes; its other reports are merged anew by commit().
void Store::forget_event_of(std::int64_t report) {
  Statement& s = sql_->find_event.reset().bind(report);
  if (!s.step()) {
    s.reset();
    return;
  }
  const std::string event = s.string(0);
  s.reset();
  Statement& m = sql_->find_members.reset().bind(event);
  while (m.step())
    if (m.integer(0) != report) shaken_.push_back(m.integer(0));
  m.reset();
  sql_->write->drop_event.reset().bind(event).run();
  sql_->write->drop_parties.reset().bind(event).run();
  sql_->write->drop_crosswalk.reset().bind(event).run();
}

}  // namespace detente
