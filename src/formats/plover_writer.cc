// PLOVER: one JSON object a line, with the fields of its manual that are known. Lossless for what an event has but its dispute and counts.
#include <algorithm>

#include "formats/cameo_actors.h"
#include "formats/country_codes.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "formats/plover_scores.h"
#include "util/json_out.h"

namespace detente::formats {

namespace {

// Appends `"key":"value"` unless there is no value; a comma before all but the first.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  void close() { out_ += '}'; }
  std::string& key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    json::append_string(out_, name);
    out_ += ':';
    return out_;
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) json::append_string(key(name), value);
  }
  void list(std::string_view name, std::string_view joined) {
    if (!joined.empty()) json::append_list(key(name), joined);
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_entities(std::string& out, const std::vector<StoredParty>& parties) {
  out += '[';
  for (const StoredParty& p : parties) {
    if (&p != &parties.front()) out += ',';
    Object entity(out);
    const std::string sectors = plover_sectors(p);
    entity.text("code", plover_entity(p));
    entity.text("sector", sectors.substr(0, sectors.find(';')));
    if (const std::size_t more = sectors.find(';'); more != std::string::npos) entity.list("other_sector_codes", sectors.substr(more + 1));
    entity.text("entity_text", p.text);
    entity.text("identifier_id", p.id);
    entity.text("identifier_text", p.name);
    entity.text("country_name", iso3_to_name(p.country));
    entity.text("office", p.role);
    entity.close();
  }
  out += ']';
}

// 5 below a city, 4 city, 3 district, 2 province, 1 country.
int resolution(std::string_view precision) {
  if (precision == "country") return 1;
  if (precision == "region" || precision == "territory" || precision == "area") return 2;
  if (precision == "county") return 3;
  return precision == "city" ? 4 : 5;
}

void append_place(Object& event, const StoredReport& r) {
  if (!r.place && r.place_text.empty()) return;
  std::string& out = event.key("event_loc");
  Object place(out);
  place.text("extracted_place", r.place_text);
  if (r.place) {
    const StoredPlace& p = *r.place;
    place.text("resolved_place", p.name);
    place.key("lat") += number_text(p.lat, 4);
    place.key("lon") += number_text(p.lon, 4);
    place.text("country", iso3_to_name(p.country));
    place.text("country_code", p.country);
    place.text("province", p.admin1);
    json::append_int(place.key("resolution"), resolution(p.precision));
  }
  place.close();
}

class PloverWriter final : public EventWriter {
 public:
  PloverWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true}) {}

 private:
  void write(const MergedEvent& e, Reports reports) override {
    std::string out;
    const StoredReport& r = e.agreed;
    Object event(out);
    event.text("id", e.id);
    event.text("date", iso_date(*event_day(e)));
    if (r.date && r.date->last != r.date->first) event.text("enddate", iso_date(r.date->last));
    append_entities(event.key("actor"), r.actors);
    append_entities(event.key("recipient"), r.recipients);
    json::append_list(event.key("event"), name(r.type));
    json::append_list(event.key("mode"), r.modes);
    json::append_list(event.key("context"), r.contexts);
    json::append_int(event.key("quad_code"), quad_of(r.type));
    event.key("event_scale") += number_text(plover_score(r.type, r.modes), 1);
    append_place(event, r);
    append_sentences(event, e, reports);
    append_source(event, e);
    event.text("coder", "detente");
    event.text("comment", comment(e));
    event.close();
    put(out += '\n');
  }

  // Every wording once, the one that stands for the event as `text`.
  static void append_sentences(Object& event, const MergedEvent& e, Reports reports) {
    event.text("text", e.agreed.text);
    if (!reports.empty()) {
      std::string& out = event.key("event_text");
      std::vector<std::string_view> told;
      for (const MergeItem* m : reports)
        if (std::find(told.begin(), told.end(), m->report.text) == told.end()) told.push_back(m->report.text);
      for (std::size_t i = 0; i < told.size(); ++i) {
        out += i == 0 ? '[' : ',';
        json::append_string(out, told[i]);
      }
      out += ']';
    }
    const StoredReport* r = standing_report(e, reports);
    if (r == nullptr) return;
    Object info(event.key("text_info"));
    json::append_int(info.key("sequence"), r->sentence);
    json::append_int(info.key("start"), static_cast<std::int64_t>(r->sentence_begin));
    json::append_int(info.key("end"), static_cast<std::int64_t>(r->sentence_end));
    info.close();
  }

  static void append_source(Object& event, const MergedEvent& e) {
    Object cite(event.key("cite_info"));
    cite.text("url", e.url);
    cite.text("publication", e.outlet);
    cite.text("citation", e.first_published);
    cite.text("corpus", e.dataset);
    cite.text("language", "en");
    cite.close();
  }

  // What the record has no field for: PLOVER's auxiliary modes as the status, the act's CAMEO code, what is disputed.
  static std::string comment(const MergedEvent& e) {
    std::string out = "status=" + std::string(name(e.agreed.status));
    if (!e.agreed.cameo.empty()) out += " cameo=" + e.agreed.cameo;
    if (e.agreed.mutual) out += " mutual";
    if (!e.disputed.empty()) out += " disputed=" + e.disputed;
    return out;
  }
};

}  // namespace

std::unique_ptr<EventWriter> make_plover_writer(ExportTarget t, ExportOptions o) { return std::make_unique<PloverWriter>(std::move(t), o); }

}  // namespace detente::formats
