// Phoenix as the Open Event Data Alliance published it daily: 26 columns, tab-separated, without a header. One row for each pair of sides.
#include <algorithm>

#include "formats/cameo_actors.h"
#include "formats/cameo_codes.h"
#include "formats/country_codes.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"

namespace detente::formats {

namespace {

void add_side(Row& row, const StoredParty& p) {
  const CameoActor a = cameo_actor(p);
  // An organisation's kind takes the place of a country
  const std::string entity = a.code.substr(0, 3);
  const std::string role = a.code.size() >= 6 ? a.code.substr(3, 3) : std::string();
  row.add(a.code).add(entity).add(role).add(a.code.size() > 6 ? a.code.substr(6) : std::string());
}

class PhoenixWriter final : public EventWriter {
 public:
  PhoenixWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .target = true, .happened = true}) {}

 private:
  void write(const MergedEvent& e, Reports reports) override {
    const std::size_t before = rows_;
    for (const SidePair& pair : pairs_of(e)) {
      if (cameo_actor(*pair.source).code.empty() || cameo_actor(*pair.target).code.empty()) continue;  // named, but of no country or kind
      put(row(e, pair, reports));
    }
    if (rows_ == before) sides_unknown();
  }

  std::string row(const MergedEvent& e, const SidePair& pair, Reports reports) {
    const StoredReport& r = e.agreed;
    const CivilDate date = civil_date(*event_day(e));
    Row out('\t');
    out.add(std::to_string(++rows_) + "_detente").add(compact_day(*event_day(e))).add(date.year).add(date.month).add(date.day);
    add_side(out, *pair.source);
    add_side(out, *pair.target);
    const CameoCode* code = find_cameo(r.cameo);
    out.add(r.cameo).add(r.cameo.substr(0, 2)).add(phoenix_quad(r.cameo)).add(code != nullptr ? code->phoenix : r.goldstein, 1).blank(1);
    if (r.place) {
      out.add(r.place->lat, 4).add(r.place->lon, 4).add(r.place->name).add(r.place->precision == "region" ? r.place->name : "");
      out.add(iso3_to_name(r.place->country));
    } else {
      out.blank(5);
    }
    std::vector<std::string> sentences, urls, outlets;
    for (const MergeItem* m : reports) {
      sentences.push_back(m->document + "_" + std::to_string(std::max(m->report.sentence, 1)));
      urls.push_back(m->url);
      outlets.push_back(m->outlet);
    }
    if (reports.empty()) {
      urls.push_back(e.url);
      outlets.push_back(e.outlet);
    }
    out.add(joined(sentences)).add(joined(urls)).add(joined(outlets));
    return out.take();
  }

  // Each once, in order; a ';' within is a space.
  static std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (auto at = parts.begin(); at != parts.end(); ++at) {
      if (at->empty() || std::find(parts.begin(), at, *at) != at) continue;
      std::string part = *at;
      std::replace(part.begin(), part.end(), ';', ' ');
      out += (out.empty() ? "" : ";") + part;
    }
    return out;
  }

  std::size_t rows_ = 0;
};

}  // namespace

std::unique_ptr<EventWriter> make_phoenix_writer(ExportTarget t, ExportOptions o) { return std::make_unique<PhoenixWriter>(std::move(t), o); }

}  // namespace detente::formats
