// POLECAT: forty columns with tabs and a header. Event IDs are not kept unique; lists have semicolons; countries are ISO codes, or IGO, NGO and the
// like; the quad class is in words and is told anew from the type.
#include "formats/country_codes.h"
#include "formats/party_codes.h"
#include "formats/row_values.h"
#include "util/date.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente::importing {

namespace {

enum Field : std::size_t {
  kId,
  kDay,
  kType,
  kMode,
  kContexts,
  kActor,
  kActorCountry,
  kActorSector,
  kActorTitle,
  kActorRaw,
  kRecipient,
  kRecipientCountry,
  kRecipientSector,
  kRecipientTitle,
  kRecipientRaw,
  kPlacename,
  kCity,
  kDistrict,
  kProvince,
  kCountry,
  kLat,
  kLon,
  kRawPlace,
  kFeature,
  kSource,
  kPublished
};
const std::vector<std::string_view> kNames = {"Event ID",
                                              "Event Date",
                                              "Event Type",
                                              "Event Mode",
                                              "Contexts",
                                              "Actor Name",
                                              "Actor Country",
                                              "Primary Actor Sector",
                                              "Actor Title",
                                              "Actor Name Raw",
                                              "Recipient Name",
                                              "Recipient Country",
                                              "Primary Recipient Sector",
                                              "Recipient Title",
                                              "Recipient Name Raw",
                                              "Placename",
                                              "City",
                                              "District",
                                              "Province",
                                              "Country",
                                              "Latitude",
                                              "Longitude",
                                              "Raw Placename",
                                              "Feature Type",
                                              "Source",
                                              "Publication Date"};
constexpr std::size_t kPlaces[] = {0, 1, 2, 3, 6, 7, 8, 10, 12, 13, 15, 16, 18, 20, 21, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 34};
constexpr std::size_t kAll = 40;

Columns by_place() {
  Fields header(kAll);
  for (std::size_t i = 0; i < std::size(kPlaces); ++i) header[kPlaces[i]] = kNames[i];
  return Columns(header, kNames);
}

bool has_value(std::string_view s) { return !s.empty() && s != "None" && s != "NULL" && s != "NA" && s != "nan"; }

// The parts of "a; b".
std::vector<std::string_view> parts(std::string_view s) {
  std::vector<std::string_view> out;
  if (!has_value(s)) return out;
  for (std::size_t at = 0; at <= s.size();) {
    const std::size_t end = std::min(s.find(';', at), s.size());
    out.push_back(trimmed(s.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

class PolecatReader final : public LineReader {
 public:
  PolecatReader(LineSource lines, ReaderSetup setup)
      : LineReader(std::move(lines), std::move(setup)), columns_(by_place()), codes_(*setup_.tables, setup_.resolve) {}

 private:
  Taken take(std::string_view line, MergedEvent& out) override {
    if (first_) commas_ = line.find('\t') == std::string_view::npos;
    if (commas_) split_commas(line, fields_, unquoted_);
    else split_tabs(line, fields_);
    for (std::string_view& f : fields_)
      if (f.size() >= 2 && f.front() == '"' && f.back() == '"') f = f.substr(1, f.size() - 2);
    if (first_ && equal_any_case(fields_[0], "Event ID")) {
      columns_ = Columns(fields_, kNames);
      if (!columns_.has(kDay) || !columns_.has(kType)) return skip({}, "the header lacks Event Date or Event Type");
      named_ = true;
      return Taken::passed;
    }
    if (!named_ && fields_.size() != kAll) return skip({}, "a row of POLECAT has 40 columns, this one", std::to_string(fields_.size()));
    const auto day = parse_any_day(get(kDay));
    if (!day) return skip("Event Date", "is no date", get(kDay));
    if (!has_value(get(kId))) return skip("Event ID", "is missing");
    reset(out);
    if (!set_act(out.agreed)) return skip("Event Type", "is no PLOVER type", get(kType));
    set_dataset(out, "polecat", std::string(get(kId)) + "@" + row_hash());
    set_day(out, *day);
    sides(kActor, *day, out.agreed.actors);
    sides(kRecipient, *day, out.agreed.recipients);
    set_place(out.agreed);
    out.outlet = has_value(get(kSource)) ? get(kSource) : std::string_view();
    const auto published = parse_any_day(get(kPublished));
    out.first_published = out.last_published = iso_date(published.value_or(*day));
    return Taken::row;
  }

  [[nodiscard]] std::string_view get(std::size_t f) const { return columns_.get(fields_, f); }

  // Rows of one Event ID differ in the act or a side.
  std::string row_hash() const {
    std::uint64_t hash = 0;
    for (const std::size_t f : {std::size_t{kDay}, std::size_t{kType}, std::size_t{kMode}, std::size_t{kActor}, std::size_t{kActorCountry},
                                std::size_t{kActorSector}, std::size_t{kRecipient}, std::size_t{kRecipientCountry}, std::size_t{kRecipientSector}})
      hash = hash_combine(hash, hash_bytes(get(f)));
    std::string out;
    for (int i = 0; i < 8; ++i) out += "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
    return out;
  }

  bool set_act(StoredReport& r) {
    ImportTables::PloverAct act = setup_.tables->plover_act(get(kType), {});
    if (act.type == EventType::none) return false;
    std::string modes = act.mode;
    for (const std::string_view m : parts(get(kMode))) {
      if (m.empty()) continue;
      const ImportTables::PloverAct with = setup_.tables->plover_act(get(kType), m);
      if (!with.mode_known) {
        note("unknown mode", std::string(get(kType)) + "/" + std::string(m));
        continue;
      }
      if (modes.empty() || modes == act.mode) act.cameo = with.cameo;
      if ((";" + modes + ";").find(";" + with.mode + ";") == std::string::npos) modes += (modes.empty() ? "" : ";") + with.mode;
    }
    if (!acts_.set(act.cameo, r)) return false;
    r.type = act.type;
    r.modes = std::move(modes);
    r.contexts.clear();
    for (const std::string_view c : parts(get(kContexts))) {
      if (c.empty()) continue;
      if (!r.contexts.empty()) r.contexts += ';';
      r.contexts += utf8::lower(c);
    }
    return true;
  }

  // A side's columns in order: name, country, sector, title, raw name. Several sides stand in lists of one length.
  void sides(std::size_t first, std::int32_t day, std::vector<StoredParty>& to) {
    const auto names = parts(get(first)), countries = parts(get(first + 1)), sectors = parts(get(first + 2)), raw = parts(get(first + 4));
    std::size_t count = std::max(names.size(), countries.size());
    if (names.size() > 1 && countries.size() > 1 && names.size() != countries.size()) count = 1;  // no parallel lists
    resize_parties(to, count);
    const auto at = [&](const std::vector<std::string_view>& list, std::size_t i) {
      return list.size() == count ? list[i] : list.size() == 1 ? list[0] : std::string_view();
    };
    for (std::size_t i = 0; i < count; ++i) {
      std::string_view name = at(names, i), country = at(countries, i);
      if (count == 1 && names.size() > 1) name = get(first);
      if (count == 1 && countries.size() > 1) country = countries[0];
      StoredParty& p = to[i];
      const std::string_view sector = at(sectors, i);
      codes_.plover(country, sector.substr(0, 3), name, day, p);
      if (const std::string_view words = at(raw, i); !words.empty()) p.text = words;
      if (const std::string_view title = get(first + 3); has_value(title) && count == 1) p.role = title;
      if (!country.empty() && p.country.empty() && p.id.empty() && country.size() == 3 && !name.empty()) note("actor without a country", name);
    }
    std::erase_if(to, [](const StoredParty& p) { return p.code().empty(); });
  }

  void set_place(StoredReport& r) {
    r.place_text = has_value(get(kRawPlace)) ? get(kRawPlace) : std::string_view();
    std::string_view name, precision;
    for (const auto& [field, kind] : {std::pair{kCity, "city"}, std::pair{kDistrict, "county"}, std::pair{kProvince, "region"}, std::pair{kCountry, "country"}})
      if (name.empty() && has_value(get(field))) {
        name = get(field);
        precision = kind;
      }
    if (has_value(get(kPlacename))) name = get(kPlacename);
    if (name.empty()) return;
    StoredPlace& p = r.place.emplace();
    p.name = name;
    const std::string_view country = get(kCountry);
    p.country = living_state(is_iso3(country) ? country : name_to_iso3(country));
    if (has_value(get(kProvince))) p.admin1 = get(kProvince);
    if (!read_point(get(kLat), get(kLon), p)) return;
    const std::string_view feature = get(kFeature);
    if (feature == "PPLX") precision = "district";
    else if (feature.substr(0, 3) == "PPL") precision = "city";
    else if (feature == "ADM1") precision = "region";
    else if (feature == "ADM2") precision = "county";
    else if (feature.substr(0, 4) == "PCLI") precision = "country";
    p.precision = precision;
  }

  bool named_ = false, commas_ = false;
  Columns columns_;
  PartyCodes codes_;
  Fields fields_;
  std::vector<std::string> unquoted_;
};

}  // namespace

std::unique_ptr<EventReader> open_polecat(LineSource lines, ReaderSetup setup) { return std::make_unique<PolecatReader>(std::move(lines), std::move(setup)); }

}  // namespace detente::importing
