// ICEWS: twenty columns with tabs, a header mostly (one release has none). Event IDs are unique only together with the date; codes have lost their
// leading zero in some files, which the label shows, and one of 2017 cannot be ("13y"). Sectors come in any order.
#include "formats/country_codes.h"
#include "formats/party_codes.h"
#include "formats/row_values.h"
#include "util/date.h"

namespace detente::importing {

namespace {

enum Field : std::size_t {
  kId,
  kDay,
  kSource,
  kSourceSectors,
  kSourceCountry,
  kText,
  kCode,
  kIntensity,
  kTarget,
  kTargetSectors,
  kTargetCountry,
  kStory,
  kSentence,
  kPublisher,
  kCity,
  kDistrict,
  kProvince,
  kCountry,
  kLat,
  kLon
};
const std::vector<std::string_view> kNames = {"Event ID",  "Event Date",  "Source Name",    "Source Sectors", "Source Country", "Event Text",      "CAMEO Code",
                                              "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",       "Sentence Number", "Publisher",
                                              "City",      "District",    "Province",       "Country",        "Latitude",       "Longitude"};

bool has_value(std::string_view s) { return !s.empty() && s != "NULL" && s != "NA" && s != "None"; }

class IcewsReader final : public LineReader {
 public:
  IcewsReader(LineSource lines, ReaderSetup setup)
      : LineReader(std::move(lines), std::move(setup)), columns_(Fields(kNames.begin(), kNames.end()), kNames), codes_(*setup_.tables, setup_.resolve) {}

 private:
  Taken take(std::string_view line, MergedEvent& out) override {
    if (first_) commas_ = line.find('\t') == std::string_view::npos;
    if (commas_) split_commas(line, fields_, unquoted_);
    else split_tabs(line, fields_);
    for (std::string_view& f : fields_)
      if (f.size() >= 2 && f.front() == '"' && f.back() == '"') f = f.substr(1, f.size() - 2);
    if (first_ && !is_digits(fields_[0])) {
      columns_ = Columns(fields_, kNames);
      if (!columns_.has(kDay) || !columns_.has(kCode)) return skip({}, "the header lacks Event Date or CAMEO Code");
      named_ = true;
      return Taken::passed;
    }
    if (!named_ && fields_.size() != kNames.size()) return skip({}, "a row of ICEWS has 20 columns, this one", std::to_string(fields_.size()));
    const auto day = parse_any_day(get(kDay));
    if (!day) return skip("Event Date", "is no date", get(kDay));
    reset(out);
    if (!set_act(out.agreed)) return skip("CAMEO Code", "is no CAMEO code", get(kCode));
    const std::string date = iso_date(*day);
    set_dataset(out, "icews", std::string(get(kId)) + "@" + date);
    set_day(out, *day);
    out.first_published = out.last_published = date;
    out.agreed.text = get(kText);
    out.agreed.sentence = to_count(get(kSentence));
    out.outlet = has_value(get(kPublisher)) ? get(kPublisher) : std::string_view();
    party({get(kSource), get(kSourceSectors), get(kSourceCountry)}, *day, out.agreed.actors);
    party({get(kTarget), get(kTargetSectors), get(kTargetCountry)}, *day, out.agreed.recipients);
    set_place(out.agreed);
    return Taken::row;
  }

  [[nodiscard]] std::string_view get(Field f) const { return columns_.get(fields_, f); }

  bool set_act(StoredReport& r) {
    const std::string_view code = get(kCode), by_label = setup_.tables->cameo_of_label(get(kText));
    const Act* exact = is_digits(code) ? setup_.ontology->find(code) : nullptr;
    if (exact != nullptr && exact->code_text() == code && (by_label.empty() || by_label.substr(0, 2) == code.substr(0, 2))) return acts_.set(code, r);
    if (!by_label.empty()) {
      if (by_label.find(code) == std::string_view::npos) note("CAMEO code read by its label", code);
      return acts_.set(by_label, r);
    }
    note("CAMEO code read by its first digits", code);
    return acts_.set(code, r);
  }

  struct Side {
    std::string_view name, sectors, country;
  };
  void party(const Side& side, std::int32_t day, std::vector<StoredParty>& to) {
    const bool named = has_value(side.name);
    resize_parties(to, named || has_value(side.country) ? 1 : 0);
    if (to.empty()) return;
    StoredParty& p = to.front();
    const bool known = named && codes_.named(side.name, day, p);
    if (!named) p.text = side.country;
    const std::string_view country = living_state(name_to_iso3(side.country));
    if (p.id.empty() && !country.empty()) {
      p.id = p.country = country;
      p.name = named ? side.name : iso3_to_name(country);
    } else if (!known) {
      if (p.name.empty()) p.name = p.text;
      if (has_value(side.country) && country.empty()) note("unknown country", side.country);
      else if (p.id.empty() && named) note("unknown actor", side.name);
    }
    if (p.sector.empty() && has_value(side.sectors)) p.sector = setup_.tables->sector_of_words(side.sectors);
    if (p.id == p.country)
      for (const std::string_view body : {"IGO", "NGO", "MNC", "IMG"})
        if (p.sector == body) p.id.clear();
  }

  void set_place(StoredReport& r) {
    std::string_view precision, name;
    for (const auto& [field, kind] : {std::pair{kCity, "city"}, std::pair{kDistrict, "county"}, std::pair{kProvince, "region"}, std::pair{kCountry, "country"}})
      if (name.empty() && has_value(get(field))) {
        name = get(field);
        precision = kind;
      }
    if (name.empty()) return;
    StoredPlace& p = r.place.emplace();
    p.name = name;
    r.place_text = name;
    p.country = living_state(name_to_iso3(get(kCountry)));
    if (p.country.empty() && has_value(get(kCountry))) note("unknown country", get(kCountry));
    if (has_value(get(kProvince))) p.admin1 = get(kProvince);
    if (!read_point(get(kLat), get(kLon), p)) return;
    p.precision = precision;
  }

  bool named_ = false, commas_ = false;
  Columns columns_;
  PartyCodes codes_;
  Fields fields_;
  std::vector<std::string> unquoted_;
};

}  // namespace

std::unique_ptr<EventReader> open_icews(LineSource lines, ReaderSetup setup) { return std::make_unique<IcewsReader>(std::move(lines), std::move(setup)); }

}  // namespace detente::importing
