// POLECAT: 40 columns with a header, tab-separated; one row for each pair of sides. Lists have a ';' between.
#include "formats/cameo_actors.h"
#include "formats/country_codes.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "formats/plover_scores.h"

namespace detente::formats {

namespace {

constexpr const char* kHeader =
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\t"
    "Actor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
    "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\t"
    "Raw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion\n";

void add_side(Row& row, const StoredParty* p) {
  if (p == nullptr) {
    row.blank(8);
    return;
  }
  const std::string sectors = plover_sectors(*p);
  const int cow = iso3_to_cow(p->country);
  row.add(display_name(*p)).add(plover_entity(*p)).add(cow == 0 ? std::string() : std::to_string(cow)).add(sectors.substr(0, sectors.find(';')));
  row.add(sectors).add(p->role).add(p->text).blank(1);
}

std::string_view feature_type(std::string_view precision) {
  if (precision == "country") return "PCLI";
  if (precision == "region") return "ADM1";
  if (precision == "county") return "ADM2";
  if (precision == "city") return "PPL";
  if (precision == "district") return "PPLX";
  return {};
}

void add_place(Row& row, const StoredReport& r) {
  if (!r.place) {
    row.blank(8).add(r.place_text).blank(1);
    return;
  }
  const StoredPlace& p = *r.place;
  const bool city = p.precision == "city" || p.precision == "district" || p.precision == "facility";
  row.add(p.name).add(city ? p.name : "").add(p.precision == "county" ? p.name : "").add(p.precision == "region" ? p.name : "");
  row.add(iso3_to_name(p.country)).add(p.lat, 4).add(p.lon, 4).blank(1).add(r.place_text).add(feature_type(p.precision));
}

class PolecatWriter final : public EventWriter {
 public:
  PolecatWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .happened = true}) {}
  void begin() override { put(kHeader); }

 private:
  void write(const MergedEvent& e, Reports) override {
    const std::vector<SidePair> pairs = rows_of(e);
    for (std::size_t i = 0; i < pairs.size(); ++i) put(row(e, pairs[i], i == 0 ? e.id : e.id + "-" + std::to_string(i + 1)));
  }

  static std::string row(const MergedEvent& e, const SidePair& pair, const std::string& id) {
    const StoredReport& r = e.agreed;
    Row out('\t');
    out.add(id)
        .add(iso_date(*event_day(e)))
        .add(name(r.type))
        .add(r.modes)
        .add(plover_score(r.type, r.modes), 1)
        .add(quad_words(quad_of(r.type)))
        .add(r.contexts);
    add_side(out, pair.source);
    add_side(out, pair.target);
    add_place(out, r);
    out.add(e.outlet).add(e.first_published.substr(0, 10)).blank(3).add("English").add("detente");
    return out.take();
  }
};

}  // namespace

std::unique_ptr<EventWriter> make_polecat_writer(ExportTarget t, ExportOptions o) { return std::make_unique<PolecatWriter>(std::move(t), o); }

}  // namespace detente::formats
