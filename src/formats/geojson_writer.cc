// GeoJSON (RFC 7946): a FeatureCollection of the events that have a place, a point and properties each. One feature a line.
#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "util/json_out.h"

namespace detente::formats {

namespace {

void append_field(std::string& out, std::string_view key, std::string_view value) {
  out += ',';
  json::append_string(out, key);
  out += ':';
  json::append_string_or_null(out, value);
}

void append_sides(std::string& out, std::string_view key, const std::vector<StoredParty>& parties) {
  out += ',';
  json::append_string(out, key);
  out += ":[";
  for (const StoredParty& p : parties) {
    if (&p != &parties.front()) out += ',';
    json::append_string(out, p.code());
  }
  out += ']';
}

class GeojsonWriter final : public EventWriter {
 public:
  GeojsonWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.place = true}) {}
  void begin() override { put("{\"type\":\"FeatureCollection\",\"features\":["); }
  void end() override { put("\n]}\n"); }

 private:
  void write(const MergedEvent& e, Reports) override {
    const StoredReport& r = e.agreed;
    std::string out = first_ ? "\n" : ",\n";
    first_ = false;
    out += "{\"type\":\"Feature\",\"id\":";
    json::append_string(out, e.id);
    out += ",\"geometry\":{\"type\":\"Point\",\"coordinates\":[" + number_text(r.place->lon, 4) + "," + number_text(r.place->lat, 4) +
           "]},\"properties\":{\"type\":";
    json::append_string(out, name(r.type));
    append_field(out, "cameo", r.cameo);
    append_sides(out, "actors", r.actors);
    append_sides(out, "recipients", r.recipients);
    append_field(out, "status", name(r.status));
    append_field(out, "date_start", r.date ? iso_date(r.date->first) : std::string());
    append_field(out, "date_end", r.date ? iso_date(r.date->last) : std::string());
    append_field(out, "first_published", e.first_published);
    append_field(out, "place", r.place->name);
    append_field(out, "country", r.place->country);
    append_field(out, "precision", r.place->precision);
    out += ",\"quad\":" + std::to_string(quad_of(r.type)) + ",\"goldstein\":" + number_text(r.goldstein, 1) + ",\"reports\":" + std::to_string(e.reports) +
           ",\"independent\":" + std::to_string(e.independent) + ",\"confidence\":" + number_text(r.confidence, 2);
    append_field(out, "disputed", e.disputed);
    append_field(out, "text", r.text);
    put(out + "}}");
  }

  bool first_ = true;
};

}  // namespace

std::unique_ptr<EventWriter> make_geojson_writer(ExportTarget t, ExportOptions o) { return std::make_unique<GeojsonWriter>(std::move(t), o); }

}  // namespace detente::formats
