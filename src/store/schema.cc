#include "store/schema.h"

#include "util/error.h"

namespace detente {

namespace {

constexpr std::int64_t kApplication = 0x44544E54;  // "DTNT", PRAGMA application_id

// From nothing to version 1. Days are days since 1970-01-01; `shingles` is the document's MinHash signature, `block` the keys under
// which reports that may tell of one event meet, `link` the pairs that do.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE document(
  doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL, published TEXT, outlet TEXT, url TEXT,
  language TEXT NOT NULL DEFAULT 'en', hash INTEGER NOT NULL, shingles BLOB NOT NULL) STRICT;
CREATE TABLE actor(actor INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL,
  UNIQUE(id, name, country, sector)) STRICT;
CREATE TABLE place(place INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  precision TEXT NOT NULL, UNIQUE(name, country, admin1, lat, lon, precision)) STRICT;
CREATE TABLE report(
  report INTEGER PRIMARY KEY, doc INTEGER NOT NULL REFERENCES document, sentence INTEGER NOT NULL, sentence_begin INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL, text TEXT NOT NULL, type TEXT NOT NULL, modes TEXT NOT NULL, contexts TEXT NOT NULL, cameo TEXT NOT NULL, quad INTEGER NOT NULL,
  goldstein REAL NOT NULL, trigger TEXT NOT NULL, trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  mutual INTEGER NOT NULL, status TEXT NOT NULL, date_start INTEGER, date_end INTEGER, date_text TEXT NOT NULL, date_precision TEXT NOT NULL,
  place INTEGER REFERENCES place, place_text TEXT NOT NULL, attribution TEXT NOT NULL, source TEXT NOT NULL, cue TEXT NOT NULL, hedge TEXT NOT NULL,
  loaded TEXT NOT NULL, confidence REAL NOT NULL) STRICT;
CREATE INDEX report_doc ON report(doc);
CREATE TABLE report_actor(report INTEGER NOT NULL REFERENCES report, side INTEGER NOT NULL, number INTEGER NOT NULL, actor INTEGER NOT NULL REFERENCES actor,
  begin INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY(report, side, number)) STRICT, WITHOUT ROWID;
CREATE TABLE block(key INTEGER NOT NULL, day INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY(key, day, report)) STRICT, WITHOUT ROWID;
CREATE INDEX block_report ON block(report);
CREATE TABLE link(a INTEGER NOT NULL, b INTEGER NOT NULL, score REAL NOT NULL, PRIMARY KEY(a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  event TEXT PRIMARY KEY, type TEXT NOT NULL, modes TEXT NOT NULL, contexts TEXT NOT NULL, cameo TEXT NOT NULL, quad INTEGER NOT NULL, goldstein REAL NOT NULL,
  mutual INTEGER NOT NULL, actors TEXT NOT NULL, recipients TEXT NOT NULL, status TEXT NOT NULL, date_start INTEGER, date_end INTEGER,
  date_precision TEXT NOT NULL, place INTEGER REFERENCES place, first_published TEXT, last_published TEXT, reports INTEGER NOT NULL,
  outlets INTEGER NOT NULL, independent INTEGER NOT NULL, disputed TEXT NOT NULL, confidence REAL NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE crosswalk(report INTEGER PRIMARY KEY REFERENCES report, event TEXT NOT NULL) STRICT;
CREATE INDEX crosswalk_event ON crosswalk(event);
CREATE TABLE event_party(party TEXT NOT NULL, other TEXT NOT NULL, day INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY(party, other, day, event)) STRICT, WITHOUT ROWID;
CREATE INDEX event_party_event ON event_party(event);
CREATE INDEX event_type ON event(type, date_start);
CREATE INDEX event_day ON event(date_start);
CREATE TABLE agenda(item INTEGER PRIMARY KEY, what TEXT NOT NULL, who TEXT NOT NULL, date_start INTEGER, date_end INTEGER, date_precision TEXT NOT NULL,
  place INTEGER REFERENCES place, certainty REAL NOT NULL, event TEXT) STRICT;
CREATE TABLE revision(id TEXT NOT NULL, hash INTEGER NOT NULL, published TEXT, title TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(id, hash)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE fulltext USING fts5(title, text, content='document', content_rowid='doc', tokenize='porter unicode61');
CREATE VIEW documents AS
  SELECT id, title, text, published, outlet, url, language, (SELECT count(*) FROM report r WHERE r.doc = d.doc) AS reports FROM document d;
CREATE VIEW reports AS
  SELECT r.report, d.id AS doc, d.outlet, d.published, c.event, r.sentence, r.text, r.type, r.modes, r.contexts, r.cameo, r.quad, r.goldstein,
    r.trigger, r.trigger_begin, r.trigger_end,
    (SELECT group_concat(coalesce(nullif(a.id, ''), nullif(a.country, ''), x.text), ';') FROM report_actor x JOIN actor a USING(actor) WHERE x.report = r.report AND x.side = 0) AS actors,
    (SELECT group_concat(coalesce(nullif(a.id, ''), nullif(a.country, ''), x.text), ';') FROM report_actor x JOIN actor a USING(actor) WHERE x.report = r.report AND x.side = 1) AS recipients,
    r.mutual, r.status, date(r.date_start * 86400, 'unixepoch') AS date_start, date(r.date_end * 86400, 'unixepoch') AS date_end, r.date_precision,
    r.place_text, p.name AS place, p.country AS place_country, p.admin1, p.lat, p.lon, r.attribution, r.source, r.hedge, r.loaded, r.confidence
  FROM report r JOIN document d USING(doc) LEFT JOIN crosswalk c USING(report) LEFT JOIN place p USING(place);
CREATE VIEW events AS
  SELECT e.event AS id, e.type, e.modes, e.contexts, e.cameo, e.quad, e.goldstein, e.actors, e.recipients, e.mutual, e.status,
    date(e.date_start * 86400, 'unixepoch') AS date_start, date(e.date_end * 86400, 'unixepoch') AS date_end, e.date_precision,
    p.name AS place, p.country AS place_country, p.admin1, p.lat, p.lon, e.first_published, e.last_published, e.reports, e.outlets, e.independent,
    e.disputed, e.confidence, e.text
  FROM event e LEFT JOIN place p USING(place);
)sql";

// Version 2: events are complete in their row, codes and acts are numbered, a dyad is one index (direction, status, act, voices), archives
// can be imported. Reports that merging cannot tell apart share a signature, and blocks and links are of signatures; `pending` reports are not
// merged yet. `flags` of event_party: 1 party acts, 2 party is acted upon, 4 told again later, 8 * status. The events themselves are
// written anew from their reports by the store that migrates.
constexpr const char* kVersion2 = R"sql(
DROP VIEW events; DROP VIEW reports; DROP INDEX crosswalk_event; DROP TABLE crosswalk; DROP TABLE event; DROP TABLE event_party; DROP TABLE agenda;
CREATE TABLE actor_2(actor INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, belongs TEXT NOT NULL,
  UNIQUE(id, name, country, sector, belongs)) STRICT;
INSERT INTO actor_2 SELECT actor, id, name, country, sector, '' FROM actor;
DROP TABLE actor;
ALTER TABLE actor_2 RENAME TO actor;
CREATE TABLE act(act INTEGER PRIMARY KEY, type TEXT NOT NULL, cameo TEXT NOT NULL, modes TEXT NOT NULL, contexts TEXT NOT NULL, quad INTEGER NOT NULL,
  goldstein REAL NOT NULL, UNIQUE(type, cameo, modes, contexts, goldstein)) STRICT;
CREATE TABLE code(code INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE event(
  event INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, act INTEGER NOT NULL REFERENCES act, type INTEGER NOT NULL, mutual INTEGER NOT NULL,
  actors TEXT NOT NULL, recipients TEXT NOT NULL, parties TEXT NOT NULL, status INTEGER NOT NULL, day INTEGER NOT NULL, date_start INTEGER,
  date_end INTEGER, date_precision TEXT NOT NULL, place INTEGER REFERENCES place, first_published TEXT, last_published TEXT, reports INTEGER NOT NULL,
  outlets INTEGER NOT NULL, independent INTEGER NOT NULL, disputed TEXT NOT NULL, confidence REAL NOT NULL, text TEXT NOT NULL, trigger TEXT NOT NULL,
  attribution TEXT NOT NULL, source TEXT NOT NULL, hedge TEXT NOT NULL, url TEXT NOT NULL, outlet TEXT NOT NULL, dataset TEXT NOT NULL,
  source_id TEXT NOT NULL, mentions INTEGER NOT NULL, articles INTEGER NOT NULL, tone REAL) STRICT;
CREATE INDEX event_day ON event(day, type);
CREATE TABLE crosswalk(report INTEGER PRIMARY KEY REFERENCES report, event INTEGER NOT NULL) STRICT;
CREATE INDEX crosswalk_event ON crosswalk(event);
CREATE TABLE event_party(party INTEGER NOT NULL, other INTEGER NOT NULL, day INTEGER NOT NULL, event INTEGER NOT NULL, flags INTEGER NOT NULL,
  act INTEGER NOT NULL, independent INTEGER NOT NULL, published INTEGER NOT NULL, PRIMARY KEY(party, other, day, event)) STRICT, WITHOUT ROWID;
DROP TABLE block; DROP TABLE link;
CREATE TABLE block(key INTEGER NOT NULL, day INTEGER NOT NULL, signature INTEGER NOT NULL, PRIMARY KEY(key, day, signature)) STRICT, WITHOUT ROWID;
CREATE TABLE link(a INTEGER NOT NULL, b INTEGER NOT NULL, score REAL NOT NULL, PRIMARY KEY(a, b)) STRICT, WITHOUT ROWID;
ALTER TABLE report ADD COLUMN signature INTEGER NOT NULL DEFAULT 0;
CREATE INDEX report_signature ON report(signature);
CREATE TABLE pending(report INTEGER PRIMARY KEY) STRICT;
CREATE TABLE coverage(day INTEGER PRIMARY KEY, events INTEGER NOT NULL, reports INTEGER NOT NULL) STRICT;
CREATE TABLE mention(event INTEGER NOT NULL, url TEXT NOT NULL, published TEXT NOT NULL, outlet TEXT NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY(event, url)) STRICT, WITHOUT ROWID;
CREATE VIEW events AS
  SELECT e.id, a.type, a.modes, a.contexts, a.cameo, a.quad, a.goldstein, e.actors, e.recipients, e.mutual,
    CASE e.status WHEN 0 THEN 'happened' WHEN 1 THEN 'planned' WHEN 2 THEN 'possible' WHEN 3 THEN 'denied' ELSE 'historical' END AS status,
    date(e.date_start * 86400, 'unixepoch') AS date_start, date(e.date_end * 86400, 'unixepoch') AS date_end, e.date_precision,
    p.name AS place, p.country AS place_country, p.admin1, p.lat, p.lon, e.first_published, e.last_published, e.reports, e.outlets, e.independent,
    e.disputed, e.confidence, e.text, e.trigger, e.attribution, e.source, e.hedge, e.outlet, e.url, nullif(e.dataset, '') AS dataset,
    nullif(e.source_id, '') AS source_id, e.mentions, e.articles, e.tone
  FROM event e JOIN act a USING(act) LEFT JOIN place p USING(place);
CREATE VIEW agenda AS SELECT * FROM events WHERE status = 'planned' AND date_start IS NOT NULL;
CREATE VIEW reports AS
  SELECT r.report, d.id AS doc, d.outlet, d.published, e.id AS event, r.sentence, r.text, r.type, r.modes, r.contexts, r.cameo, r.quad, r.goldstein,
    r.trigger, r.trigger_begin, r.trigger_end,
    (SELECT group_concat(coalesce(nullif(a.id, ''), nullif(a.country, ''), x.text), ';') FROM report_actor x JOIN actor a USING(actor) WHERE x.report = r.report AND x.side = 0) AS actors,
    (SELECT group_concat(coalesce(nullif(a.id, ''), nullif(a.country, ''), x.text), ';') FROM report_actor x JOIN actor a USING(actor) WHERE x.report = r.report AND x.side = 1) AS recipients,
    r.mutual, r.status, date(r.date_start * 86400, 'unixepoch') AS date_start, date(r.date_end * 86400, 'unixepoch') AS date_end, r.date_precision,
    r.place_text, p.name AS place, p.country AS place_country, p.admin1, p.lat, p.lon, r.attribution, r.source, r.hedge, r.loaded, r.confidence
  FROM report r JOIN document d USING(doc) LEFT JOIN crosswalk c USING(report) LEFT JOIN event e USING(event) LEFT JOIN place p ON p.place = r.place;
)sql";

constexpr const char* kSteps[kSchemaVersion] = {kVersion1, kVersion2};

void check_identity(Database& d, std::int64_t version) {
  if (d.number("PRAGMA application_id") != kApplication) throw error_at(d.path(), "is a SQLite file of another program");
  if (version > kSchemaVersion)
    throw error_at(
        d.path(), "has schema " + std::to_string(version) + "; this program knows schemas up to " + std::to_string(kSchemaVersion) + ", a newer one is needed");
}

bool is_new(Database& d) { return d.number("SELECT count(*) FROM sqlite_master") == 0; }

}  // namespace

void migrate(Database& d, const std::function<void()>& finish) {
  if (!is_new(d)) {
    const std::int64_t version = d.number("PRAGMA user_version");
    check_identity(d, version);
    if (version == kSchemaVersion) return;
  }
  d.run("PRAGMA journal_mode=WAL");
  Transaction t(d);
  // Another process may have been faster
  const std::int64_t version = is_new(d) ? 0 : d.number("PRAGMA user_version");
  for (std::int64_t v = version; v < kSchemaVersion; ++v) d.run(kSteps[v]);
  d.run(("PRAGMA application_id=" + std::to_string(kApplication) + "; PRAGMA user_version=" + std::to_string(kSchemaVersion)).c_str());
  if (version > 0 && version < 2) finish();
  t.commit();
}

void check_schema(Database& d) {
  if (is_new(d)) throw error_at(d.path(), "is empty: no store yet");
  const std::int64_t version = d.number("PRAGMA user_version");
  check_identity(d, version);
  if (version < kSchemaVersion) throw error_at(d.path(), "has the older schema " + std::to_string(version) + "; one `detente ingest` brings it up to date");
}

}  // namespace detente
