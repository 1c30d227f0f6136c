#include "store/store.h"

#include <algorithm>

#include "store/event_rows.h"
#include "store/names.h"
#include "store/schema.h"
#include "store/statements.h"
#include "util/error.h"

namespace detente {

namespace {

Database::Mode mode_of(Store::Access access) {
  return access == Store::Access::create ? Database::Mode::create : access == Store::Access::write ? Database::Mode::write : Database::Mode::read;
}

}  // namespace

Store::Store(const std::string& path, Access access) : database_(path, mode_of(access)) {
  if (access == Access::read) {
    check_schema(database_);
  } else {
    migrate(database_, [this] { rebuild_events(); });
    // A killed program loses nothing; a power cut at most the last transactions, and never the file
    database_.run("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-131072; PRAGMA wal_autocheckpoint=16000; PRAGMA temp_store=MEMORY");
  }
  prepare_statements(access != Access::read);
  if (access == Access::read) return;
  Statement left(database_, "SELECT report FROM pending ORDER BY report");
  while (left.step()) waiting_.push_back(left.integer(0));
  merged_ = database_.number("SELECT count(*) FROM crosswalk");
}

void Store::wait(std::int64_t report) {
  waiting_.push_back(report);
  sql_->write->pending.reset().bind(report).run();
}

void Store::prepare_statements(bool writing) {
  if (sql_ != nullptr) return;
  sql_ = std::make_unique<Statements>(database_);
  if (writing) sql_->write = std::make_unique<Statements::Writing>(database_);
  names_ = std::make_unique<StoreNames>(database_, writing);
  events_ = std::make_unique<EventRows>(database_, *names_, writing);
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
  for (const StoredReport& r : d.reports) insert_report(doc, d, r);
  if (const auto day = parse_iso_day(d.published)) sql_->write->cover.reset().bind(*day).bind(static_cast<std::int64_t>(d.reports.size())).run();
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
  forgotten_ = true;
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

void Store::insert_report(std::int64_t doc, const StoredDocument& d, const StoredReport& r) {
  auto m = std::make_unique<MergeItem>();
  m->doc = doc;
  m->report = r;
  m->document = d.id;
  m->published = d.published;
  m->outlet = d.outlet;
  m->url = d.url;
  m->shingles = d.shingles;
  prepare(*m);
  const std::int64_t place = r.place ? names_->place(*r.place) : 0;
  Statement& s = sql_->write->report.reset();
  s.bind(doc).bind(r.sentence).bind(static_cast<std::int64_t>(r.sentence_begin)).bind(static_cast<std::int64_t>(r.sentence_end)).bind(r.text);
  s.bind(name(r.type)).bind(r.modes).bind(r.contexts).bind(r.cameo).bind(quad_of(r.type)).bind(r.goldstein).bind(r.trigger);
  s.bind(static_cast<std::int64_t>(r.trigger_begin)).bind(static_cast<std::int64_t>(r.trigger_end)).bind(r.mutual).bind(name(r.status));
  if (r.date) s.bind(r.date->first).bind(r.date->last);
  else s.bind_null().bind_null();
  s.bind(r.date_text).bind(r.date_precision);
  if (r.place) s.bind(place);
  else s.bind_null();
  s.bind(r.place_text).bind(r.attribution).bind(r.source).bind(r.cue).bind(r.hedge).bind(r.loaded).bind(r.confidence).bind(m->signature).run();
  const std::int64_t report = database_.last_row();
  for (const int side : {0, 1}) {
    int number = 0;
    for (const StoredParty& p : side == 0 ? r.actors : r.recipients) {
      const std::int64_t actor = names_->actor(p);
      Statement& x = sql_->write->report_actor.reset();
      x.bind(report).bind(side).bind(number++).bind(actor).bind(static_cast<std::int64_t>(p.begin)).bind(static_cast<std::int64_t>(p.end));
      x.bind(p.text).bind(p.role).run();
    }
  }
  wait(report);
  m->row = report;
  if (items_.size() < kCachedItems) items_[report] = std::move(m);
}

void Store::remove_document(std::int64_t doc) {
  std::vector<std::int64_t> reports;
  Statement& s = sql_->find_reports.reset().bind(doc);
  while (s.step()) reports.push_back(s.integer(0));
  s.reset();
  Statements::Writing& w = *sql_->write;
  for (const std::int64_t r : reports) {
    forget_event_of(r);
    const std::int64_t signature = item(r).signature;
    if (twins(signature).size() == 1) {
      remove_signature(signature, item(r));
      w.drop_speaker.reset().bind(signature).run();
    } else if (speaker(signature).row == r) {
      // Another one speaks for the rest, which merging chooses
      w.drop_speaker.reset().bind(signature).run();
      for (const std::int64_t t : twins(signature))
        if (t != r) wait(t);
    }
    speakers_.clear();
    w.drop_pending.reset().bind(r).run();
    w.drop_report_actors.reset().bind(r).run();
    w.drop_report.reset().bind(r).run();
    items_.erase(r);
  }
  const std::unordered_set<std::int64_t> gone(reports.begin(), reports.end());
  std::erase_if(waiting_, [&](std::int64_t r) { return gone.contains(r); });
  speakers_.clear();
  Statement& d = sql_->read_document.reset().bind(doc);
  d.step();
  const std::string title = d.string(3), text = d.string(4);
  const std::optional<std::int32_t> published = parse_iso_day(d.text(2));
  d.reset();
  if (published) w.cover.reset().bind(*published).bind(-static_cast<std::int64_t>(reports.size())).run();
  w.drop_fulltext.reset().bind(doc).bind(title).bind(text).run();
  w.drop_document.reset().bind(doc).run();
}

// The last report of its kind goes: those that it was linked with may fall apart.
void Store::remove_signature(std::int64_t signature, const MergeItem& m) {
  std::vector<std::int64_t> neighbours;
  Statement& links = sql_->find_links.reset().bind(signature);
  while (links.step()) neighbours.push_back(links.integer(0));
  links.reset();
  for (const std::int64_t n : neighbours) {
    sql_->write->drop_links_to.reset().bind(signature).bind(n).run();
    sql_->write->drop_links_to.reset().bind(n).bind(signature).run();
    for (const std::int64_t t : twins(n)) wait(t);
  }
  for (const std::int64_t key : block_keys(m)) sql_->write->drop_block.reset().bind(key).bind(m.day).bind(signature).run();
}

// The event goes; its other reports are merged anew by commit().
void Store::forget_event_of(std::int64_t report) {
  Statement& s = sql_->find_event.reset().bind(report);
  if (!s.step()) {
    s.reset();
    return;
  }
  const std::int64_t event = s.integer(0);
  s.reset();
  Statement& m = sql_->find_members.reset().bind(event);
  while (m.step())
    if (m.integer(0) != report) wait(m.integer(0));
  m.reset();
  events_->remove(event);
  sql_->write->drop_crosswalk.reset().bind(event).run();
}

}  // namespace detente
