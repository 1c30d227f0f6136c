// For the tests of the store: reports made by hand about the invented countries Arvia, Belmark, Corvia and Dorland, and all that users see of
// a store as one text.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "store/query.h"
#include "store/store.h"

namespace detente {

inline std::string store_path(const std::string& name) {
  const std::string path = testing::TempDir() + "/store_" + std::to_string(::getpid()) + "_" + name + ".db";
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
  return path;
}

inline StoredParty party(const std::string& text, const std::string& country, const std::string& sector = "GOV") {
  StoredParty p;
  p.text = text;
  p.id = p.country = country;
  p.sector = sector;
  return p;
}

// A report whose trigger is the word `trigger` of `text`.
inline StoredReport report(EventType type, const std::string& cameo, const std::string& text, const std::string& trigger, const std::string& actor,
                           const std::string& recipient) {
  StoredReport r;
  r.type = type;
  r.cameo = cameo;
  r.text = text;
  r.sentence_end = text.size();
  r.trigger = trigger;
  r.trigger_begin = text.find(trigger);
  r.trigger_end = r.trigger_begin + trigger.size();
  r.attribution = "author";
  r.confidence = 0.8;
  r.actors = {party(actor, actor)};
  r.recipients = {party(recipient, recipient)};
  return r;
}

inline StoredDocument document(const std::string& id, const std::string& published, const std::string& outlet, std::vector<StoredReport> reports) {
  Document d;
  d.id = id;
  d.published = published;
  d.outlet = outlet;
  for (const StoredReport& r : reports) d.text += r.text + " ";
  StoredDocument s = make_stored(d, d.coded_text());
  s.reports = std::move(reports);
  return s;
}

inline StoredReport expulsion(const std::string& count = "three", const std::string& trigger = "expelled") {
  StoredReport r =
      report(EventType::SANCTION, "166", "Arvia " + trigger + " " + count + " diplomats of Belmark over the harbour affair.", trigger, "ARV", "BEL");
  r.recipients[0].text = count + " diplomats of Belmark";
  return r;
}

inline void add_all(Store& store, const std::vector<StoredDocument>& documents) {
  store.begin();
  for (const StoredDocument& d : documents) store.add(d);
  store.commit();
}

inline std::vector<MergedEvent> events(Store& store, const EventFilter& filter = {}) {
  std::vector<MergedEvent> out;
  find_events(store, filter, [&](const MergedEvent& e) { out.push_back(e); });
  return out;
}

// Everything that users see, in one text, without row numbers.
inline std::string dump(Store& store) {
  std::string out;
  for (const char* sql :
       {"SELECT * FROM documents ORDER BY id",
        "SELECT doc, event, sentence, text, type, trigger_begin, actors, recipients, status FROM reports ORDER BY 1, 3, 6, 5, 7, 8",
        "SELECT * FROM events ORDER BY id",
        "SELECT c.text, coalesce(o.text, ''), p.day, e.id, p.flags, p.independent || '/' || a.cameo FROM event_party p JOIN code c ON c.code = p.party "
        "LEFT JOIN code o ON o.code = p.other JOIN event e USING(event) JOIN act a ON a.act = p.act ORDER BY 1, 2, 3, 4",
        "SELECT day, events, reports FROM coverage WHERE events <> 0 OR reports <> 0 ORDER BY day", "SELECT text FROM code ORDER BY 1",
        "SELECT type, cameo, goldstein FROM act ORDER BY 1, 2", "SELECT id, name, country, sector FROM actor ORDER BY 1, 2, 3, 4",
        "SELECT * FROM revision ORDER BY 1, 2"}) {
    Statement s(store.database(), sql);
    while (s.step())
      for (int c = 0; c < 6; ++c) out += s.string(c) + (c == 5 ? "\n" : "|");
  }
  return out;
}

}  // namespace detente
