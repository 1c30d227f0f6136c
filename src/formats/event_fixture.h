// Events made by hand for the tests of formats/: invented countries, which borrow the codes of real ones so that the code tables are exercised.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "formats/event_writer.h"
#include "util/date.h"

namespace detente::formats::fixture {

inline StoredParty party(const std::string& id, const std::string& name, const std::string& country, const std::string& sector, const std::string& text = "") {
  StoredParty p;
  p.id = id;
  p.name = name;
  p.country = country;
  p.sector = sector;
  p.text = text.empty() ? name : text;
  return p;
}

inline std::int32_t day(const char* iso) { return parse_iso_day(iso).value(); }

// Arvia (with the code of Romania) expels diplomats of Belmark (with that of Austria), told by two outlets.
inline MergedEvent expulsion() {
  MergedEvent e;
  e.id = "e00000000000000a1";
  StoredReport& r = e.agreed;
  r.type = EventType::SANCTION;
  r.modes = "expel";
  r.contexts = "diplomatic;intelligence";
  r.cameo = "166";
  r.goldstein = -7;
  r.text = "Arvia expelled two envoys of Belmark, <officials> said; \"a first\".";
  r.trigger = "expelled";
  r.actors = {party("ROU", "Arvia", "ROU", "GOV")};
  r.recipients = {party("AUT", "Belmark", "AUT", "GOV", "two envoys of Belmark")};
  r.recipients.front().role = "envoys";
  r.date = DayRange{day("2017-12-02"), day("2017-12-02")};
  r.date_precision = "day";
  r.place = StoredPlace{"Port Arvia", "ROU", "10", "city", 44.4321, 26.1};
  r.place_text = "the port";
  r.confidence = 0.83;
  e.first_published = "2017-12-03T08:30:00Z";
  e.last_published = "2017-12-05";
  e.reports = 3;
  e.outlets = 2;
  e.independent = 2;
  e.disputed = "numbers";
  e.outlet = "Harbour Post";
  e.url = "https://news.example/a?x=1&y=2";
  return e;
}

// Arvia, Belmark and NATO meet: all of them act.
inline MergedEvent meeting() {
  MergedEvent e;
  e.id = "e00000000000000b2";
  StoredReport& r = e.agreed;
  r.type = EventType::CONSULT;
  r.modes = "multilateral";
  r.cameo = "046";
  r.goldstein = 7;
  r.mutual = true;
  r.text = "Arvia, Belmark and NATO held talks.";
  r.actors = {party("ROU", "Arvia", "ROU", "MIL"), party("AUT", "Belmark", "AUT", "GOV"), party("NATO", "NATO", "", "IGO")};
  r.date = DayRange{day("2017-12-01"), day("2017-12-03")};
  r.date_precision = "day";
  r.place = StoredPlace{"Vermont", "USA", "VT", "region", 44, -72.7};
  r.confidence = 0.6;
  e.first_published = "2017-12-04";
  e.last_published = "2017-12-04";
  e.reports = e.outlets = e.independent = 1;
  e.outlet = "Meridian, \"Daily\"";
  return e;
}

// Belmark plans a visit to Arvia.
inline MergedEvent plan() {
  MergedEvent e;
  e.id = "e00000000000000c3";
  StoredReport& r = e.agreed;
  r.type = EventType::CONSULT;
  r.modes = "visit";
  r.cameo = "042";
  r.goldstein = 1.9;
  r.status = Status::planned;
  r.text = "Belmark's premier will visit Arvia, Corvia; Dorland\nand others in February.";
  r.actors = {party("AUT", "Belmark", "AUT", "GOV")};
  r.recipients = {party("ROU", "Arvia", "ROU", "GOV")};
  r.date = DayRange{day("2018-02-10"), day("2018-02-11")};
  r.date_precision = "day";
  r.confidence = 0.7;
  e.first_published = "2018-01-05";
  e.last_published = "2018-01-06T12:00:00+02:00";
  e.reports = 2;
  e.outlets = 1;
  e.independent = 1;
  return e;
}

// Villagers protest, towards nobody, undated and nowhere.
inline MergedEvent protest() {
  MergedEvent e;
  e.id = "e00000000000000d4";
  StoredReport& r = e.agreed;
  r.type = EventType::PROTEST;
  r.cameo = "141";
  r.goldstein = -6.5;
  r.text = "Villagers rallied.";
  r.actors = {party("", "", "ROU", "CVL", "Villagers")};
  r.confidence = 0.5;
  e.first_published = "2018-01-01";
  e.last_published = "2018-01-01";
  e.reports = e.outlets = e.independent = 1;
  return e;
}

// A row of an archive, with its own number and counts.
inline MergedEvent imported() {
  MergedEvent e = expulsion();
  e.id = "gdelt2-719024875";
  e.dataset = "gdelt2";
  e.source_id = "719024875";
  e.mentions = 18;
  e.articles = 18;
  e.outlets = 3;
  e.tone = -2.56410256410256;
  return e;
}

// Two reports of expulsion(), in different outlets.
struct Reports {
  std::vector<std::unique_ptr<MergeItem>> items;
  std::vector<const MergeItem*> all;
};
inline Reports reports_of_expulsion() {
  Reports out;
  const MergedEvent e = expulsion();
  for (int i = 0; i < 2; ++i) {
    auto m = std::make_unique<MergeItem>();
    m->report = e.agreed;
    m->report.sentence = i;
    m->report.sentence_begin = 100;
    m->report.sentence_end = 100 + e.agreed.text.size();
    m->report.trigger_begin = 106;
    m->report.trigger_end = 114;
    m->report.actors[0].begin = 100;
    m->report.actors[0].end = 105;
    m->document = i == 0 ? "doc-1" : "doc-2";
    m->published = i == 0 ? "2017-12-03T08:30:00Z" : "2017-12-05";
    m->outlet = i == 0 ? "Harbour Post" : "Meridian";
    m->url = i == 0 ? e.url : "";
    if (i == 1) m->report.text = "Two envoys have to leave Arvia.";
    out.items.push_back(std::move(m));
    out.all.push_back(out.items.back().get());
  }
  return out;
}

struct Written {
  std::string main;
  std::vector<std::pair<std::string, std::string>> beside;
  LeftOut left_out;
};

// What a format makes of events, with the reports of expulsion() where it is one of them.
inline Written write(std::string_view format, const std::vector<MergedEvent>& events, ExportOptions options = {}) {
  struct Beside final : Sink {
    Beside(Written& w, std::string n) : written(w), name(std::move(n)) {}
    void write(std::string_view bytes) override { text += bytes; }
    void close() override { written.beside.emplace_back(name, text); }
    Written& written;
    std::string name, text;
  };
  Written out;
  StringSink sink;
  const ExportFormat* f = find_export_format(format);
  const auto writer =
      f->make({&sink, std::string(f->file), [&](const std::string& name) -> std::unique_ptr<Sink> { return std::make_unique<Beside>(out, name); }}, options);
  const Reports reports = reports_of_expulsion();
  writer->begin();
  for (const MergedEvent& e : events) writer->event(e, f->reports && e.id == expulsion().id ? EventWriter::Reports(reports.all) : EventWriter::Reports());
  writer->end();
  out.main = std::move(sink.text);
  out.left_out = writer->left_out();
  return out;
}

inline std::vector<std::string> split_on(const std::string& text, char separator) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == separator) out.emplace_back();
    else out.back() += c;
  }
  return out;
}

// The rows of a tab-separated text, without the empty one after the last line end.
inline std::vector<std::vector<std::string>> rows(const std::string& text) {
  std::vector<std::vector<std::string>> out;
  for (const std::string& line : split_on(text, '\n'))
    if (!line.empty()) out.push_back(split_on(line, '\t'));
  return out;
}

}  // namespace detente::formats::fixture
