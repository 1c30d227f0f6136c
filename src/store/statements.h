// The statements of the Store, prepared once. Only for store*.cc.
#pragma once
#include "store/store.h"

namespace detente {

inline constexpr std::size_t kCachedItems = 16'000;  // some 50 MB

struct Store::Statements {
  explicit Statements(Database& d)
      : find_document(d, "SELECT doc, hash FROM document WHERE id = ?"),
        find_revision(d, "SELECT 1 FROM revision WHERE id = ? AND hash = ?"),
        find_reports(d, "SELECT report FROM report WHERE doc = ?"),
        find_event(d, "SELECT event FROM crosswalk WHERE report = ?"),
        find_members(d, "SELECT report FROM crosswalk WHERE event = ?"),
        find_links(d, "SELECT b, score FROM link WHERE a = ?"),
        find_block(d, "SELECT signature FROM block WHERE key = ? AND day BETWEEN ? AND ?"),
        find_speaker(d, "SELECT report FROM speaker WHERE signature = ?"),
        find_twins(d, "SELECT report FROM report WHERE signature = ?"),
        load_report(
            d,
            "SELECT r.doc, r.sentence, r.sentence_begin, r.sentence_end, r.text, r.type, r.modes, r.contexts, r.cameo, r.goldstein, r.trigger, "
            "r.trigger_begin, r.trigger_end, r.mutual, r.status, r.date_start, r.date_end, r.date_text, r.date_precision, r.place_text, "
            "r.attribution, r.source, r.cue, r.hedge, r.loaded, r.confidence, p.name, p.country, p.admin1, p.precision, p.lat, p.lon, "
            "d.id, d.published, d.outlet, d.url, d.shingles FROM report r JOIN document d USING(doc) LEFT JOIN place p USING(place) WHERE r.report = ?"),
        load_parties(
            d,
            "SELECT x.side, x.text, a.id, a.name, a.country, a.sector, x.role, x.begin, x.\"end\", a.belongs FROM report_actor x JOIN actor a USING(actor) "
            "WHERE x.report = ? ORDER BY x.side, x.number"),
        read_document(d, "SELECT id, hash, published, title, text FROM document WHERE doc = ?") {}
  Statement find_document, find_revision, find_reports, find_event, find_members, find_links, find_block, find_speaker, find_twins, load_report, load_parties,
      read_document;

  // Those that write; a reader has none of them.
  struct Writing {
    explicit Writing(Database& d)
        : document(d, "INSERT INTO document(id, title, text, published, outlet, url, hash, shingles) VALUES(?,?,?,?,?,?,?,?)"),
          fulltext(d, "INSERT INTO fulltext(rowid, title, text) VALUES(?,?,?)"),
          revision(d, "INSERT OR IGNORE INTO revision(id, hash, published, title, text) VALUES(?,?,?,?,?)"),
          report(d,
                 "INSERT INTO report(doc, sentence, sentence_begin, sentence_end, text, type, modes, contexts, cameo, quad, goldstein, trigger, trigger_begin, "
                 "trigger_end, mutual, status, date_start, date_end, date_text, date_precision, place, place_text, attribution, source, cue, hedge, loaded, "
                 "confidence, signature) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
          report_actor(d, "INSERT INTO report_actor(report, side, number, actor, begin, \"end\", text, role) VALUES(?,?,?,?,?,?,?,?)"),
          speaker(d, "INSERT INTO speaker(signature, report) VALUES(?1, ?2) ON CONFLICT(signature) DO UPDATE SET report = ?2"),
          drop_speaker(d, "DELETE FROM speaker WHERE signature = ?"),
          pending(d, "INSERT OR IGNORE INTO pending(report) VALUES(?)"),
          block(d, "INSERT OR IGNORE INTO block(key, day, signature) VALUES(?,?,?)"),
          link(d, "INSERT OR IGNORE INTO link(a, b, score) VALUES(?,?,?)"),
          crosswalk(d, "INSERT INTO crosswalk(report, event) VALUES(?,?)"),
          drop_crosswalk(d, "DELETE FROM crosswalk WHERE event = ?"),
          drop_links_to(d, "DELETE FROM link WHERE a = ? AND b = ?"),
          drop_block(d, "DELETE FROM block WHERE key = ? AND day = ? AND signature = ?"),
          drop_pending(d, "DELETE FROM pending WHERE report = ?"),
          drop_report_actors(d, "DELETE FROM report_actor WHERE report = ?"),
          drop_report(d, "DELETE FROM report WHERE report = ?"),
          drop_fulltext(d, "INSERT INTO fulltext(fulltext, rowid, title, text) VALUES('delete',?,?,?)"),
          drop_document(d, "DELETE FROM document WHERE doc = ?"),
          drop_revisions(d, "DELETE FROM revision WHERE id = ?"),
          cover(d, "INSERT INTO coverage(day, events, reports) VALUES(?1, 0, ?2) ON CONFLICT(day) DO UPDATE SET reports = reports + ?2") {}
    Statement document, fulltext, revision, report, report_actor, speaker, drop_speaker, pending, block, link, crosswalk, drop_crosswalk, drop_links_to,
        drop_block, drop_pending, drop_report_actors, drop_report, drop_fulltext, drop_document, drop_revisions, cover;
  };
  std::unique_ptr<Writing> write;
};

}  // namespace detente
