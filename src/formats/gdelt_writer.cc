// GDELT 2.0: events (61 columns) and mentions (16 columns), tab-separated, without a header. One row for each pair of sides.
#include <algorithm>
#include <cmath>

#include "formats/cameo_actors.h"
#include "formats/cameo_codes.h"
#include "formats/country_codes.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"

namespace detente::formats {

namespace {

// GDELT writes names in capitals: ASCII ones here, other letters as they are.
std::string capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

void add_actor(Row& row, const StoredParty* p) {
  if (p == nullptr) {
    row.blank(10);
    return;
  }
  const CameoActor a = cameo_actor(*p);
  row.add(a.code).add(capitals(display_name(*p))).add(a.country).add(a.group);
  row.blank(3);  // ethnic group and religions: not told
  for (const std::string_view t : a.types) row.add(t);
}

// 1 country, 2 state of the USA, 3 place in the USA, 4 place elsewhere, 5 first-order division elsewhere.
int geo_type(const StoredPlace& p) {
  const bool usa = p.country == "USA";
  if (p.precision == "country") return 1;
  if (p.precision == "region") return usa ? 2 : 5;
  return usa ? 3 : 4;
}

constexpr double kGazaWest = 34.1, kGazaEast = 34.6, kGazaNorth = 31.6;

std::string_view fips_of(const StoredPlace& p) {
  if (p.country == "PSE" && p.lon > kGazaWest && p.lon < kGazaEast && p.lat < kGazaNorth) return "GZ";
  return iso3_to_fips(p.country);
}

void add_place(Row& row, const std::optional<StoredPlace>& place) {
  if (!place) {
    row.add(0).blank(7);
    return;
  }
  const std::string fips(fips_of(*place));
  const int type = geo_type(*place);
  std::string name = place->name;
  if (type != 1 && !place->country.empty()) name += ", " + std::string(iso3_to_name(place->country));
  // First-order codes are the FIPS ones for the USA only; "00" is GDELT's for a part that is not told
  std::string admin1 = fips;
  if (type != 1 && !fips.empty()) admin1 += place->country == "USA" && place->admin1.size() == 2 ? place->admin1 : "00";
  row.add(type).add(name).add(fips).add(admin1).blank(1).add(place->lat, 4).add(place->lon, 4).blank(1);
}

// The archive's measure of a date as a year with a fraction: months count thirty days.
double fraction_date(const CivilDate& d) { return d.year + std::min(((d.month - 1) * 30 + d.day) / 365.0, 0.9999); }

std::string date_added(const MergedEvent& e, std::int32_t day) { return compact_stamp(parse_stamp(e.first_published).value_or(std::int64_t{day} * 86400)); }

class GdeltWriter final : public EventWriter {
 public:
  GdeltWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .happened = true}) {}

 private:
  void write(const MergedEvent& e, Reports reports) override {
    const std::vector<SidePair> pairs = rows_of(e);
    const std::string root = in_lead(reports);
    for (std::size_t i = 0; i < pairs.size(); ++i) put(row(e, pairs[i], row_number(e, i, pairs.size()), root));
  }

  // Does a title or first sentence tell of it? Not known of events without reports.
  static std::string in_lead(Reports reports) {
    if (reports.empty()) return {};
    return std::any_of(reports.begin(), reports.end(), [](const MergeItem* m) { return m->report.sentence <= 1; }) ? "1" : "0";
  }

  static std::string row(const MergedEvent& e, const SidePair& pair, std::int64_t number, const std::string& in_lead) {
    const StoredReport& r = e.agreed;
    const std::int32_t day = *event_day(e);
    const CivilDate date = civil_date(day);
    Row out('\t');
    out.add(number).add(compact_day(day)).add(compact_day(day).substr(0, 6)).add(date.year);
    out.add(number_text(fraction_date(date), 4));
    add_actor(out, pair.source);
    add_actor(out, pair.target);
    out.add(in_lead).add(r.cameo).add(r.cameo.substr(0, 3)).add(r.cameo.substr(0, 2)).add(gdelt_quad(r.cameo));
    const CameoCode* code = find_cameo(r.cameo);
    out.add(code != nullptr ? code->gdelt : r.goldstein, 1);
    // Reports are mentions; outlets are sources; documents are articles
    const int mentions = e.mentions > 0 ? e.mentions : e.reports, articles = e.articles > 0 ? e.articles : e.reports;
    out.add(mentions).add(std::max(e.outlets, 1)).add(articles).add(e.tone ? number_text(*e.tone, 6) : std::string());
    add_place(out, std::nullopt);
    add_place(out, std::nullopt);
    add_place(out, r.place);
    out.add(date_added(e, day)).add(e.url);
    return out.take();
  }
};

class GdeltMentionsWriter final : public EventWriter {
 public:
  GdeltMentionsWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .happened = true}) {}

 private:
  void write(const MergedEvent& e, Reports reports) override {
    const std::size_t pairs = rows_of(e).size();
    for (std::size_t i = 0; i < pairs; ++i) {
      const std::int64_t number = row_number(e, i, pairs);
      if (reports.empty()) put(of_event(e, number));
      for (const MergeItem* m : reports) put(of_report(e, *m, number));
    }
  }

  static void add_head(Row& row, const MergedEvent& e, std::int64_t number, const std::string& published) {
    const std::string added = date_added(e, *event_day(e));
    const std::optional<std::int64_t> at = parse_stamp(published);
    row.add(number).add(added).add(at ? compact_stamp(*at) : added);
  }

  // Type 1 is an address on the web, 2 a citation of something that is not there.
  static void add_source(Row& row, const std::string& outlet, const std::string& url, const std::string& document) {
    row.add(url.empty() ? 2 : 1).add(outlet).add(url.empty() ? document : url);
  }

  static std::string of_event(const MergedEvent& e, std::int64_t number) {
    Row row('\t');
    add_head(row, e, number, e.first_published);
    add_source(row, e.outlet, e.url, e.id);
    row.blank(1).add(-1).add(-1).add(-1).add(0).add(percent(e.agreed.confidence)).blank(4);
    return row.take();
  }

  static std::string of_report(const MergedEvent& e, const MergeItem& m, std::int64_t number) {
    const StoredReport& r = m.report;
    Row row('\t');
    add_head(row, e, number, m.published);
    add_source(row, m.outlet, m.url, m.document);
    row.add(std::max(r.sentence, 1)).add(offset(r.actors, 0)).add(r.mutual ? offset(r.actors, 1) : offset(r.recipients, 0));
    row.add(r.trigger_end > r.trigger_begin ? static_cast<std::int64_t>(r.trigger_begin) : -1).add(1).add(percent(r.confidence)).blank(4);
    return row.take();
  }

  // -1 is GDELT's for a side that is not in the text.
  static std::int64_t offset(const std::vector<StoredParty>& parties, std::size_t side) {
    return side < parties.size() && parties[side].end > parties[side].begin ? static_cast<std::int64_t>(parties[side].begin) : -1;
  }
  // GDELT counts confidence in tens from 10 to 100.
  static int percent(double confidence) { return std::clamp(static_cast<int>(std::lround(confidence * 10)) * 10, 10, 100); }
};

}  // namespace

std::unique_ptr<EventWriter> make_gdelt_writer(ExportTarget t, ExportOptions o) { return std::make_unique<GdeltWriter>(std::move(t), o); }
std::unique_ptr<EventWriter> make_gdelt_mentions_writer(ExportTarget t, ExportOptions o) { return std::make_unique<GdeltMentionsWriter>(std::move(t), o); }

}  // namespace detente::formats
