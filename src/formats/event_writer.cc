#include "formats/event_writer.h"

#include <algorithm>

#include "formats/event_fields.h"
#include "util/error.h"

namespace detente::formats {

namespace {

constexpr ExportFormat kFormats[] = {
    {"gdelt2", "events.export.CSV", "GDELT 2.0 events: 61 columns, tabs, no header", true, make_gdelt_writer},
    {"gdelt2-mentions", "mentions.CSV", "GDELT 2.0 mentions: 16 columns, tabs, no header", true, make_gdelt_mentions_writer},
    {"icews", "icews.tab", "ICEWS: 20 columns, tabs, header", true, make_icews_writer},
    {"polecat", "polecat.tsv", "POLECAT: 40 columns, tabs, header", false, make_polecat_writer},
    {"plover", "plover.jsonl", "PLOVER: one JSON object a line", true, make_plover_writer},
    {"phoenix", "phoenix.txt", "Phoenix (OEDA): 26 columns, tabs, no header", true, make_phoenix_writer},
    {"keds", "events.dat", "KEDS: YYMMDD, source, target, code, label", false, make_keds_writer},
    {"quadruples", "quadruples.txt", "temporal knowledge graph: subject, relation, object, date", false, make_quadruples_writer},
    {"relational", "relational.csv", "relational events for R: time, sender, receiver, type, weight", false, make_relational_writer},
    {"graphml", "graph.graphml", "GraphML: who acts towards whom, summed up", false, make_graphml_writer},
    {"gexf", "graph.gexf", "GEXF 1.3 for Gephi, with the days of each edge", false, make_gexf_writer},
    {"geojson", "events.geojson", "GeoJSON: events with a place", false, make_geojson_writer},
    {"ics", "planned.ics", "iCalendar: planned events with a date", false, make_ics_writer},
    {"csv", "events.csv", "CSV, with a datapackage.json beside it", false, make_csv_writer},
    {"parquet", "events.parquet", "Parquet", false, make_parquet_writer},
};

}  // namespace

std::string LeftOut::text() const {
  std::string out;
  const auto add = [&](std::size_t n, const char* what) {
    if (n > 0) out += (out.empty() ? "" : ", ") + std::to_string(n) + " " + what;
  };
  add(no_day, "without a day");
  add(no_target, "without a known side on each end");
  add(not_happened, "that did not (yet) happen");
  add(no_place, "without a place");
  add(not_planned, "not planned for a date");
  return out;
}

EventWriter::EventWriter(ExportTarget target, ExportOptions options, ExportNeeds needs) : target_(std::move(target)), options_(options), needs_(needs) {}

void EventWriter::event(const MergedEvent& e, Reports reports) {
  const Status status = e.agreed.status;
  if (needs_.happened && !options_.any_status && status != Status::happened && status != Status::historical) ++left_out_.not_happened;
  else if (needs_.planned && ((status != Status::planned && status != Status::possible) || !e.agreed.date)) ++left_out_.not_planned;
  else if (needs_.day && !event_day(e)) ++left_out_.no_day;
  else if (needs_.target && pairs_of(e).empty()) ++left_out_.no_target;
  else if (needs_.place && !e.agreed.place) ++left_out_.no_place;
  else {
    ++written_;
    write(e, reports);
  }
}

std::unique_ptr<Sink> EventWriter::beside(const std::string& name) const {
  if (!target_.beside) throw Error("this format is several files: name a folder or file with --out");
  return target_.beside(name);
}

std::span<const ExportFormat> export_formats() { return kFormats; }

const ExportFormat* find_export_format(std::string_view name) {
  const auto* at = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const ExportFormat& f) { return f.name == name; });
  return at == std::end(kFormats) ? nullptr : at;
}

}  // namespace detente::formats
