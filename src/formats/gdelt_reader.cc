// GDELT 1.0 (57 or 58 columns) and 2.0 (61) event files, and the mentions of 2.0. Tab-separated and without a header as GDELT gives them; with a
// header, also separated by commas, as databases give them. Codes of places are FIPS 10-4, codes of actors CAMEO's.
#include <algorithm>
#include <utility>

#include "formats/country_codes.h"
#include "formats/party_codes.h"
#include "formats/row_values.h"
#include "util/date.h"

namespace detente::importing {

namespace {

enum Field : std::size_t {
  kId,
  kDay,
  kCode1,
  kName1,
  kCode2,
  kName2,
  kEvent,
  kRoot,
  kMentions,
  kSources,
  kArticles,
  kTone,
  kPlaceType,
  kPlace,
  kPlaceCountry,
  kPlaceAdmin,
  kLat,
  kLon,
  kAdded,
  kUrl
};
const std::vector<std::string_view> kNames = {"GLOBALEVENTID",      "SQLDATE",       "Actor1Code",     "Actor1Name",         "Actor2Code",
                                              "Actor2Name",         "EventCode",     "EventRootCode",  "NumMentions",        "NumSources",
                                              "NumArticles",        "AvgTone",       "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode",
                                              "ActionGeo_ADM1Code", "ActionGeo_Lat", "ActionGeo_Long", "DATEADDED",          "SOURCEURL"};
// Places of the columns in files without a header.
constexpr std::size_t kCommon[] = {0, 1, 5, 6, 15, 16, 26, 28, 31, 32, 33, 34};
constexpr std::size_t kPlaces1[] = {49, 50, 51, 52, 53, 54, 56, 57}, kPlaces2[] = {51, 52, 53, 54, 56, 57, 59, 60};

Columns by_place(bool second) {
  Fields header(61);
  for (std::size_t i = 0; i < std::size(kCommon); ++i) header[kCommon[i]] = kNames[i];
  for (std::size_t i = 0; i < std::size(kPlaces1); ++i) header[(second ? kPlaces2 : kPlaces1)[i]] = kNames[std::size(kCommon) + i];
  return Columns(header, kNames);
}

bool is_header(std::string_view line) { return (line.front() < '0' || line.front() > '9') && says(line, "GLOBALEVENTID"); }

class GdeltReader final : public LineReader {
 public:
  GdeltReader(ArchiveFormat format, LineSource lines, ReaderSetup setup)
      : LineReader(std::move(lines), std::move(setup)),
        second_(format == ArchiveFormat::gdelt2),
        columns_(by_place(second_)),
        codes_(*setup_.tables, setup_.resolve) {}

 private:
  Taken take(std::string_view line, MergedEvent& out) override {
    if (first_ && is_header(line)) {
      commas_ = line.find('\t') == std::string_view::npos;
      split(line);
      columns_ = Columns(fields_, kNames);
      named_ = true;
      if (!columns_.has(kEvent) || !columns_.has(kDay)) return skip({}, "the header lacks EventCode or SQLDATE");
      return Taken::passed;
    }
    split(line);
    if (!named_ && fields_.size() != (second_ ? 61 : 58) && (second_ || fields_.size() != 57))
      return skip({}, second_ ? "a row of GDELT 2.0 has 61 columns, this one" : "a row of GDELT 1.0 has 57 or 58 columns, this one",
                  std::to_string(fields_.size()));
    const std::string_view id = get(kId);
    if (!is_digits(id)) return skip("GLOBALEVENTID", "is no number", id);
    const auto day = parse_compact_day(get(kDay));
    if (!day || get(kDay).size() != 8) return skip("SQLDATE", "is no date (YYYYMMDD)", get(kDay));
    reset(out);
    if (!set_act(out.agreed)) return skip("EventCode", "is no CAMEO code", get(kEvent));
    set_dataset(out, second_ ? "gdelt2" : "gdelt1", id);
    set_day(out, *day);
    party(get(kCode1), get(kName1), out.agreed.actors);
    party(get(kCode2), get(kName2), out.agreed.recipients);
    set_place(out.agreed);
    set_source(out, *day);
    return Taken::row;
  }

  [[nodiscard]] std::string_view get(Field f) const { return columns_.get(fields_, f); }

  void split(std::string_view line) {
    if (commas_) split_commas(line, fields_, unquoted_);
    else split_tabs(line, fields_);
  }

  // A file that went through a spreadsheet has lost leading zeros, which its root code shows.
  bool set_act(StoredReport& r) {
    const std::string_view code = get(kEvent), root = get(kRoot);
    if (root.size() == 1 && is_digits(code)) return acts_.set(std::string(1, '0').append(code), r);
    if (!acts_.set(code, r)) return false;
    if (!is_digits(code)) note("CAMEO code read by its first digits", code);
    return true;
  }

  void party(std::string_view code, std::string_view name, std::vector<StoredParty>& to) {
    resize_parties(to, code.empty() && name.empty() ? 0 : 1);
    if (to.empty()) return;
    StoredParty& p = to.front();
    p.text = name.empty() ? code : name;
    if (code.empty()) return;
    const PartyCodes::Reading& r = codes_.cameo(code);
    assign(p, r.actor);
    if (!r.unknown.empty()) note("unknown piece of an actor code", r.unknown);
    if (p.name.empty()) p.name = p.text;
  }

  void set_place(StoredReport& r) {
    const std::string_view type = get(kPlaceType), full = get(kPlace), fips = get(kPlaceCountry);
    if (full.empty() && fips.empty()) return;
    if (type.empty() || type == "0") return;
    StoredPlace& p = r.place.emplace();
    r.place_text = full;
    p.name = full.substr(0, full.find(','));
    p.country = living_state(fips_to_iso3(fips));
    if (p.country.empty() && !fips.empty()) note("unknown FIPS country code", fips);
    if (p.name.empty()) p.name = iso3_to_name(p.country);
    const std::string_view admin = get(kPlaceAdmin);
    if (type != "1" && admin.size() > fips.size() && admin.substr(0, fips.size()) == fips) p.admin1 = admin.substr(fips.size());
    if (p.admin1 == "00") p.admin1.clear();  // not told
    if (!read_point(get(kLat), get(kLon), p)) return;
    p.precision = type == "1" ? "country" : type == "2" || type == "5" ? "region" : "city";
  }

  void set_source(MergedEvent& out, std::int32_t day) {
    const std::string_view added = get(kAdded);
    if (!to_iso_time(added, out.first_published)) out.first_published = iso_date(day);
    out.last_published = out.first_published;
    out.mentions = to_count(get(kMentions));
    out.articles = to_count(get(kArticles));
    out.reports = out.outlets = std::max(1, to_count(get(kSources)));
    out.tone = parse_number(get(kTone));
    out.url = get(kUrl);
    outlet_of(out.url, out.outlet);
  }

  bool second_, named_ = false, commas_ = false;
  Columns columns_;
  PartyCodes codes_;
  Fields fields_;
  std::vector<std::string> unquoted_;
};

class GdeltMentions final : public MentionReader {
 public:
  explicit GdeltMentions(LineSource lines) : lines_(std::move(lines)) { trouble_.file = lines_.name(); }

  RowResult next(ArchiveMention& out) override {
    std::string_view line;
    while (lines_.next(line)) {
      trouble_.line = lines_.number();
      if (lines_.was_cut()) return skip({}, "line is longer than 4 MB", {});
      if (trimmed(line).empty()) continue;
      line = as_text(line, repaired_);
      const bool first = std::exchange(first_, false);
      if (first) commas_ = line.find('\t') == std::string_view::npos;
      if (first && is_header(line)) continue;
      if (commas_) split_commas(line, fields_, unquoted_);
      else split_tabs(line, fields_);
      return take(out);
    }
    return RowResult::end;
  }

 private:
  RowResult skip(std::string_view column, std::string_view reason, std::string_view value) {
    trouble_.column = column;
    trouble_.reason = reason;
    trouble_.value = value.substr(0, 80);
    return RowResult::skipped;
  }

  RowResult take(ArchiveMention& out) {
    if (fields_.size() < 14) return skip({}, "a mention has 16 columns, this row", std::to_string(fields_.size()));
    if (!is_digits(fields_[0])) return skip("GLOBALEVENTID", "is no number", fields_[0]);
    if (!to_iso_time(fields_[2], out.published)) return skip("MentionTimeDate", "is no time (YYYYMMDDHHMMSS)", fields_[2]);
    if (!to_iso_time(fields_[1], out.event_added)) return skip("EventTimeDate", "is no time (YYYYMMDDHHMMSS)", fields_[1]);
    const auto confidence = parse_integer(fields_[11]);
    if (!confidence || *confidence < 0 || *confidence > 100) return skip("Confidence", "is no number from 0 to 100", fields_[11]);
    out.source_id = fields_[0];
    out.type = to_count(fields_[3]);
    out.outlet = fields_[4];
    out.url = fields_[5];
    out.sentence = to_count(fields_[6]);
    out.actor_offset = offset(fields_[7]);
    out.recipient_offset = offset(fields_[8]);
    out.act_offset = offset(fields_[9]);
    out.in_raw_text = fields_[10] == "1";
    out.confidence = static_cast<double>(*confidence) / 100;
    out.length = to_count(fields_[12]);
    out.tone = parse_number(fields_[13]).value_or(0);
    out.translation = fields_.size() > 14 ? fields_[14] : std::string_view();
    return RowResult::row;
  }

  static int offset(std::string_view s) {
    const auto v = parse_integer(s);
    return v && *v >= 0 && *v < 2'000'000'000 ? static_cast<int>(*v) : -1;
  }

  LineSource lines_;
  Fields fields_;
  std::vector<std::string> unquoted_;
  std::string repaired_;
  bool first_ = true, commas_ = false;
};

}  // namespace

std::unique_ptr<EventReader> open_gdelt(ArchiveFormat format, LineSource lines, ReaderSetup setup) {
  return std::make_unique<GdeltReader>(format, std::move(lines), std::move(setup));
}

}  // namespace detente::importing

namespace detente {

std::unique_ptr<MentionReader> open_mentions(LineSource lines) { return std::make_unique<importing::GdeltMentions>(std::move(lines)); }

}  // namespace detente
