// ICEWS event data: 20 columns with a header, tab-separated. Names, not codes, for sides, countries and kinds of actors.
#include <algorithm>

#include "formats/cameo_codes.h"
#include "formats/country_codes.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "formats/icews_names.h"

namespace detente::formats {

namespace {

constexpr const char* kHeader =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\t"
    "Story ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

void add_side(Row& row, const StoredParty& p) { row.add(icews_name(p)).add(icews_sectors(p)).add(iso3_to_icews_name(p.country)); }

class IcewsWriter final : public EventWriter {
 public:
  IcewsWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .target = true, .happened = true}) {}
  void begin() override { put(kHeader); }

 private:
  void write(const MergedEvent& e, Reports reports) override {
    const std::vector<SidePair> pairs = pairs_of(e);
    const StoredReport* standing = standing_report(e, reports);
    const std::string sentence = standing == nullptr ? std::string() : std::to_string(std::max(standing->sentence, 1));
    for (std::size_t i = 0; i < pairs.size(); ++i) put(row(e, pairs[i], row_number(e, i, pairs.size()), sentence));
  }

  static std::string row(const MergedEvent& e, const SidePair& pair, std::int64_t number, const std::string& sentence) {
    const StoredReport& r = e.agreed;
    const CameoCode* code = find_cameo(r.cameo);
    Row out('\t');
    out.add(number).add(iso_date(*event_day(e)));
    add_side(out, *pair.source);
    out.add(cameo_label(r.cameo)).add(r.cameo).add(code != nullptr ? code->icews : r.goldstein, 1);
    add_side(out, *pair.target);
    out.add(number_of(e.url.empty() ? e.id : e.url)).add(sentence).add(e.outlet);
    add_place(out, r.place);
    return out.take();
  }

  static void add_place(Row& out, const std::optional<StoredPlace>& place) {
    if (!place) {
      out.blank(6);
      return;
    }
    const std::string& kind = place->precision;
    const bool province = kind == "region", district = kind == "county" || kind == "area" || kind == "territory", whole = kind == "country";
    out.add(province || district || whole ? "" : place->name).add(district ? place->name : "").add(province ? place->name : "");
    out.add(iso3_to_icews_name(place->country)).add(place->lat, 4).add(place->lon, 4);
  }
};

}  // namespace

std::unique_ptr<EventWriter> make_icews_writer(ExportTarget t, ExportOptions o) { return std::make_unique<IcewsWriter>(std::move(t), o); }

}  // namespace detente::formats
