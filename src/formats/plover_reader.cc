// PLOVER JSON lines. Lists may be single values, the auxiliary modes (future, hypothetical, negation, historical) are a status here, and a record of
// several types is one event for each. What Détente itself wrote for lack of a field (status, CAMEO code) is read from its comment.
#include <simdjson.h>

#include <array>

#include "formats/country_codes.h"
#include "formats/party_codes.h"
#include "formats/row_values.h"
#include "util/date.h"
#include "util/utf8.h"

namespace detente::importing {

namespace {

using Element = simdjson::dom::element;

// Of an object; nothing for null as well.
std::optional<Element> member(const std::optional<Element>& e, const char* key) {
  Element out;
  if (!e || !e->is_object() || e->at_key(key).get(out) || out.is_null()) return std::nullopt;
  return out;
}

// A text or number; the first of a list.
std::string text(const Element& e) {
  std::string_view s;
  std::int64_t n = 0;
  double d = 0;
  if (!e.get(s)) {
    std::string out(s);
    utf8::repair(out);  // escapes may bring control characters
    return out;
  }
  if (!e.get(n)) return std::to_string(n);
  if (!e.get(d)) return std::to_string(d);
  simdjson::dom::array list;
  if (!e.get(list))
    for (const Element& item : list)
      if (!item.is_array()) return text(item);
  return {};
}

std::string text(const std::optional<Element>& e, const char* key) {
  const std::optional<Element> m = member(e, key);
  return m ? text(*m) : std::string();
}

// The texts of a list, or of a single value, perhaps one with semicolons.
std::vector<std::string> texts(const Element& e, const char* key) {
  std::vector<std::string> out;
  const std::optional<Element> m = member(e, key);
  if (!m) return out;
  simdjson::dom::array list;
  if (!m->get(list)) {
    for (const Element& item : list)
      if (std::string s = text(item); !s.empty()) out.push_back(std::move(s));
    return out;
  }
  const std::string all = text(*m);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find(';', at), all.size());
    if (const std::string_view s = trimmed(std::string_view(all).substr(at, end - at)); !s.empty()) out.emplace_back(s);
    at = end + 1;
  }
  return out;
}

std::optional<Status> status_of_mode(std::string_view mode) {
  if (mode == "future") return Status::planned;
  if (mode == "hypothetical") return Status::possible;
  if (mode == "negation") return Status::denied;
  if (mode == "historical") return Status::historical;
  return std::nullopt;
}

void append_to_list(std::string& list, std::string_view item) {
  if (!list.empty()) list += ';';
  list += item;
}

bool is_wikidata(std::string_view id) { return id.size() > 1 && id[0] == 'Q' && is_digits(id.substr(1)); }

class PloverReader final : public LineReader {
 public:
  PloverReader(LineSource lines, ReaderSetup setup) : LineReader(std::move(lines), std::move(setup)), codes_(*setup_.tables, setup_.resolve) {}

 private:
  Taken take(std::string_view line, MergedEvent& out) override {
    const std::size_t first = line.find_first_not_of(" \t");
    if (line[first] == '[' || line[first] == ']') return line.size() <= first + 2 ? Taken::passed : skip({}, "is no JSON object");
    if (line.back() == ',') line.remove_suffix(1);
    padded_.assign(line);
    Element root;
    if (const auto error = parser_.parse(padded_).get(root)) return skip({}, std::string("no valid JSON: ") + simdjson::error_message(error));
    if (!root.is_object()) return skip({}, "is no JSON object");
    reset(out);
    const std::string id = text(root, "id"), date = text(root, "date");
    if (id.empty()) return skip("id", "is missing");
    const auto day = parse_any_day(date);
    if (!day) return skip("date", "is no date", date);
    set_dataset(out, "plover", id);
    set_day(out, *day);
    set_end(root, *day, out.agreed);
    resize_parties(out.agreed.actors, 0);
    resize_parties(out.agreed.recipients, 0);
    parties(member(root, "actor"), *day, out.agreed.actors);
    parties(member(root, "recipient"), *day, out.agreed.recipients);
    set_place(member(root, "event_loc"), out.agreed);
    set_source(root, *day, out);
    for (const std::string& c : texts(root, "context")) append_to_list(out.agreed.contexts, context(c));
    read_comment(text(root, "comment"));
    return set_types(root, out);
  }

  bool more(MergedEvent& out) override {
    if (pending_.empty()) return false;
    out = std::move(pending_.back());
    pending_.pop_back();
    return true;
  }

  static std::string context(std::string_view s) {
    std::string out = utf8::lower(trimmed(s));
    for (char& c : out)
      if (c == ' ' || c == '-') c = '_';
    if (out == "humanitarian") return "human_security";
    if (out == "democracy") return "pro_democracy";
    if (out == "autocracy") return "pro_autocracy";
    return out;
  }

  static void set_end(const Element& root, std::int32_t day, StoredReport& r) {
    const auto end = parse_any_day(text(root, "enddate"));
    if (!end || *end <= day) return;
    r.date->last = *end;
    r.date_precision = *end - day < 7 ? "week" : *end - day < 31 ? "month" : *end - day < 366 ? "year" : "unknown";
  }

  void parties(const std::optional<Element>& e, std::int32_t day, std::vector<StoredParty>& to) {
    if (!e) return;
    simdjson::dom::array list;
    if (e->get(list)) {
      party(*e, day, to);
      return;
    }
    for (const Element& item : list) party(item, day, to);
  }

  void party(const Element& e, std::int32_t day, std::vector<StoredParty>& to) {
    StoredParty p;
    if (!e.is_object()) {
      const std::string code = text(e);
      if (code.empty()) return;
      codes_.plover(code, {}, {}, day, p);
      to.push_back(std::move(p));
      return;
    }
    const std::string code = text(e, "code"), words = text(e, "entity_text"), id = text(e, "identifier_id"), known_as = text(e, "identifier_text");
    std::string sector = text(e, "sector");
    if (sector.empty()) sector = text(e, "sector_code");
    const std::string country_name = text(e, "country_name");
    codes_.plover(code.empty() ? country_name : code, sector.substr(0, 3), known_as.empty() ? words : known_as, day, p);
    if (!words.empty()) p.text = words;
    if (!id.empty() && !is_wikidata(id)) {
      p.id = id;
      if (!known_as.empty()) p.name = known_as;
      if (p.country.empty()) p.country = living_state(name_to_iso3(country_name));
    }
    p.role = text(e, "office");
    if (p.code().empty()) return;
    if (p.id.empty() && p.country.empty() && !code.empty() && code.size() == 3) note("code without a party of its own", code);
    to.push_back(std::move(p));
  }

  static void set_place(const std::optional<Element>& e, StoredReport& r) {
    if (!e || !e->is_object()) return;
    r.place_text = text(e, "extracted_place");
    StoredPlace p;
    p.name = text(e, "resolved_place");
    static constexpr std::array<const char*, 4> kParts = {"city", "district", "province", "country"};
    static constexpr std::array<const char*, 6> kPrecision = {"", "country", "region", "county", "city", "district"};
    std::size_t finest = 0;  // 4 city to 1 country
    for (std::size_t i = 0; i < kParts.size(); ++i) {
      const std::string part = text(e, kParts[i]);
      if (part.empty()) continue;
      if (finest == 0) finest = kParts.size() - i;
      if (p.name.empty()) p.name = part;
    }
    p.admin1 = text(e, "province");
    std::string code = text(e, "country_code");
    p.country = living_state(is_iso3(code) ? std::string_view(code) : name_to_iso3(text(e, "country")));
    const auto resolution = parse_integer(text(e, "resolution"));
    const std::size_t kind = resolution && *resolution >= 1 && *resolution <= 5 ? static_cast<std::size_t>(*resolution) : finest;
    if (p.name.empty() && p.country.empty()) return;
    double lat = 0, lon = 0;
    if (number(e, "lat", lat) && number(e, "lon", lon) && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180) {
      p.lat = lat;
      p.lon = lon;
      p.precision = kPrecision[kind];
    }
    r.place = std::move(p);
  }

  static bool number(const std::optional<Element>& e, const char* key, double& to) {
    const std::optional<Element> m = member(e, key);
    if (!m) return false;
    if (!m->get(to)) return true;
    const auto v = parse_number(text(*m));
    if (v) to = *v;
    return v.has_value();
  }

  static void set_source(const Element& root, std::int32_t day, MergedEvent& out) {
    out.agreed.text = text(root, "text");
    if (out.agreed.text.empty()) out.agreed.text = text(root, "event_text");
    if (const auto sentence = parse_integer(text(member(root, "text_info"), "sequence")); sentence && *sentence >= 0 && *sentence < 1'000'000)
      out.agreed.sentence = static_cast<int>(*sentence);
    const std::optional<Element> cite = member(root, "cite_info");
    out.url = text(cite, "url");
    out.outlet = text(cite, "publication");
    if (out.outlet.empty() && !out.url.empty()) outlet_of(out.url, out.outlet);
    const std::string citation = text(cite, "citation");
    out.first_published = out.last_published = citation.size() >= 10 && parse_iso_day(citation) ? citation : iso_date(day);
  }

  // "status=planned cameo=0331 mutual"
  void read_comment(std::string_view comment) {
    own_code_.clear();
    own_status_.reset();
    mutual_ = false;
    while (!comment.empty()) {
      const std::size_t end = std::min(comment.find(' '), comment.size());
      const std::string_view word = comment.substr(0, end);
      if (word.substr(0, 7) == "status=") own_status_ = parse_status(word.substr(7));
      if (word.substr(0, 6) == "cameo=" && is_digits(word.substr(6))) own_code_ = word.substr(6);
      if (word == "mutual") mutual_ = true;
      comment.remove_prefix(std::min(end + 1, comment.size()));
    }
  }

  Taken set_types(const Element& root, MergedEvent& out) {
    std::vector<std::string> types = texts(root, "event");
    if (types.empty()) types = texts(root, "event_type");
    std::vector<std::string> modes = texts(root, "mode");
    std::optional<Status> status = own_status_;
    for (const std::string& m : modes)
      if (const auto s = status_of_mode(utf8::lower(m)); s && !status) status = s;
    out.agreed.status = status.value_or(Status::happened);
    out.agreed.mutual = mutual_;
    if (types.empty()) return skip("event", "is missing");
    pending_.clear();
    for (std::size_t i = types.size(); i-- > 1;) {
      MergedEvent further = out;
      if (!set_type(types[i], modes, types.size(), further.agreed)) return unknown_type(types[i]);
      set_dataset(further, "plover", out.source_id + "+" + types[i]);
      pending_.push_back(std::move(further));
    }
    if (!set_type(types[0], modes, types.size(), out.agreed)) return unknown_type(types[0]);
    return Taken::row;
  }

  Taken unknown_type(std::string_view type) {
    pending_.clear();
    return skip("event", "is no PLOVER type", type);
  }

  // Of a record with several types each takes the modes that are its own.
  bool set_type(std::string_view type, const std::vector<std::string>& modes, std::size_t types, StoredReport& r) {
    ImportTables::PloverAct first = setup_.tables->plover_act(type, {});
    if (first.type == EventType::none) return false;
    std::string list = first.mode;
    for (const std::string& m : modes) {
      if (status_of_mode(utf8::lower(m))) continue;
      const ImportTables::PloverAct act = setup_.tables->plover_act(type, m);
      if (!act.mode_known) {
        if (types == 1) note("unknown mode", std::string(type) + "/" + m);
        continue;
      }
      if (list.empty() || list == first.mode) first.cameo = act.cameo;
      if ((";" + list + ";").find(";" + act.mode + ";") == std::string::npos) append_to_list(list, act.mode);
    }
    const std::string contexts = r.contexts;
    if (!acts_.set(own_code_.empty() ? first.cameo : own_code_, r) && !acts_.set(first.cameo, r)) return false;
    r.type = first.type;
    r.modes = std::move(list);
    r.contexts = contexts;
    return true;
  }

  PartyCodes codes_;
  simdjson::dom::parser parser_;
  std::string padded_;
  std::vector<MergedEvent> pending_;  // the last comes first
  std::string own_code_;
  std::optional<Status> own_status_;
  bool mutual_ = false;
};

}  // namespace

std::unique_ptr<EventReader> open_plover(LineSource lines, ReaderSetup setup) { return std::make_unique<PloverReader>(std::move(lines), std::move(setup)); }

}  // namespace detente::importing
