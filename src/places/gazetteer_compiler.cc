// Compiles the place tables: places and their names from data/places, countries' names from data/actors/countries.tsv.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>

#include "places/atoms.h"
#include "places/gazetteer.h"
#include "util/error.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

struct NameRow {
  std::uint64_t key = 0;
  std::uint32_t place = 0;
  NameForm form = NameForm::name;
};

bool all_upper(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '&'; });
}

// "Ala." and "N.Y." need their full stops, "NSW" its capitals, "OH" a place before it as well.
NameForm form_of(const std::string& alias, PlaceKind kind) {
  if (alias.back() == '.') return NameForm::dotted;
  if (all_upper(alias) && alias.size() <= 2 && kind == PlaceKind::region) return NameForm::postal;
  if (all_upper(alias) && alias.size() <= 5) return NameForm::capitals;
  return NameForm::alias;
}

class Compiler {
 public:
  std::string run(const std::vector<std::string>& folders);
  [[nodiscard]] const std::vector<NameRow>& rows() const { return rows_; }

  std::vector<Place> places_;
  std::vector<NameRow> rows_;
  std::vector<PoolString> countries_{1}, regions_{1};
  std::map<std::uint64_t, std::uint32_t> words_;
  std::vector<std::uint64_t> prefixes_;
  PoolWriter pool_;

  void read_folder(const std::string& folder);

 private:
  void read_places(const std::string& path);
  void add_names(const TsvTable::Row& row, std::uint32_t place);
  void read_aliases(const std::string& path);
  void read_words(const std::string& path, const char* column, std::uint32_t bit);
  void read_classes(const std::string& path);
  void read_others(const std::string& path);
  void read_country_names(const std::string& path);
  void add_name(std::string_view surface, std::uint32_t place, NameForm form);
  std::uint16_t country(const std::string& code);
  std::uint16_t region(const std::string& country, const std::string& code);

  std::map<std::string, std::uint16_t> country_index_;
  std::map<std::string, std::uint16_t> region_index_;  // "USA.OH" or "USA.Ohio"
  std::map<std::uint16_t, std::uint32_t> region_place_;
  std::unordered_map<std::string, std::uint32_t> country_place_;
};

PlaceKind parse_kind(const std::string& s, const std::string& where) {
  for (int i = 0; i < kPlaceKindCount; ++i)
    if (name(static_cast<PlaceKind>(i)) == s) return static_cast<PlaceKind>(i);
  throw error_at(where, "unknown kind '" + s + "'");
}

float parse_degrees(const std::string& s, double limit, const std::string& where) {
  char* end = nullptr;
  const double v = std::strtod(s.c_str(), &end);
  if (s.empty() || *end != '\0' || v < -limit || v > limit) throw error_at(where, "'" + s + "' is no coordinate");
  return static_cast<float>(v);
}

// What a place without a known number of people counts for when it competes with others of its name.
std::uint32_t usual_population(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::country: return 30'000'000;
    case PlaceKind::area: return 10'000'000;
    case PlaceKind::region: return 4'000'000;
    case PlaceKind::territory: return 2'000'000;
    case PlaceKind::water:
    case PlaceKind::mountain:
    case PlaceKind::desert: return 1'000'000;
    case PlaceKind::county: return 500'000;
    case PlaceKind::district: return 300'000;
    case PlaceKind::island: return 200'000;
    case PlaceKind::facility: return 200'000;
    default: return 0;
  }
}

std::uint16_t Compiler::country(const std::string& code) {
  if (code == "-" || code.empty()) return 0;
  const auto [it, added] = country_index_.try_emplace(code, static_cast<std::uint16_t>(countries_.size()));
  if (added) countries_.push_back(pool_.add(code));
  return it->second;
}

std::uint16_t Compiler::region(const std::string& country, const std::string& code) {
  if (code == "-" || code.empty()) return 0;
  const auto it = region_index_.find(country + "." + code);
  return it == region_index_.end() ? 0 : it->second;
}

void Compiler::add_name(std::string_view surface, std::uint32_t place, NameForm form) {
  std::uint64_t key = kPlaceKeyStart;
  std::size_t atoms = 0, at = 0;
  while (at < surface.size()) {
    std::size_t end = surface.find(' ', at);
    if (end == std::string_view::npos) end = surface.size();
    const PlaceAtoms a(surface.substr(at, end - at));
    for (std::size_t i = 0; i < a.count; ++i) {
      if (atoms++ > 0) prefixes_.push_back(key);
      key = extend_place_key(key, a.hash[i]);
    }
    at = end + 1;
  }
  if (atoms > 0 && atoms <= PlaceAtoms::kMaxAtoms) rows_.push_back({key, place, form});
}

void Compiler::read_places(const std::string& path) {
  const TsvTable table = read_tsv(path, {"name", "kind", "country", "admin1", "lat", "lon", "population", "aliases"});
  for (const TsvTable::Row& r : table.rows) {
    const std::string where = path + ":" + std::to_string(r.line);
    Place p;
    p.kind = parse_kind(r.fields[1], where);
    p.lat = parse_degrees(r.fields[4], 90, where);
    p.lon = parse_degrees(r.fields[5], 180, where);
    p.name = pool_.add(r.fields[0]);
    p.country = country(r.fields[2]);
    p.population = r.fields[6] == "-" ? usual_population(p.kind) : static_cast<std::uint32_t>(std::strtoul(r.fields[6].c_str(), nullptr, 10));
    if (p.kind == PlaceKind::region) {
      p.population = std::max<std::uint32_t>(p.population, 100'000);
      const std::string own = r.fields[2] + "." + (r.fields[3] == "-" ? r.fields[0] : r.fields[3]);
      const auto [it, added] = region_index_.try_emplace(own, static_cast<std::uint16_t>(regions_.size()));
      p.admin1 = it->second;
      // A later row of the same region moves its point and adds names
      if (!added) {
        regions_[it->second] = p.name;
        const std::uint32_t known = region_place_[it->second];
        places_[known].name = p.name;
        places_[known].lat = p.lat;
        places_[known].lon = p.lon;
        add_names(r, known);
        continue;
      }
      regions_.push_back(p.name);
      region_place_[it->second] = static_cast<std::uint32_t>(places_.size());
    } else {
      p.admin1 = region(r.fields[2], r.fields[3]);
    }
    const auto index = static_cast<std::uint32_t>(places_.size());
    if (p.kind == PlaceKind::country) country_place_[r.fields[2]] = index;
    places_.push_back(p);
    add_names(r, index);
  }
}

void Compiler::add_names(const TsvTable::Row& r, std::uint32_t place) {
  const PlaceKind kind = places_[place].kind;
  if (r.fields[0] != r.fields[2]) add_name(r.fields[0], place, NameForm::name);  // a country may be given by its code alone
  if (r.fields[7] == "-") return;
  for (const std::string& alias : split(r.fields[7], ';'))
    if (!alias.empty()) add_name(alias, place, form_of(alias, kind));
}

// Names that mean the largest place of another name in a country.
void Compiler::read_aliases(const std::string& path) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_key;
  for (std::uint32_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].form == NameForm::name || rows_[i].form == NameForm::alias) by_key[rows_[i].key].push_back(rows_[i].place);
  for (const TsvTable::Row& r : read_tsv(path, {"alias", "name", "country"}).rows) {
    const auto found = by_key.find(place_key(r.fields[1]));
    if (found == by_key.end()) continue;
    const std::uint16_t c = country(r.fields[2]);
    std::uint32_t best = 0;
    bool any = false;
    for (const std::uint32_t p : found->second)
      if (places_[p].country == c && is_settlement(places_[p].kind) && (!any || places_[p].population > places_[best].population)) {
        best = p;
        any = true;
      }
    if (any && r.fields[0].find(',') == std::string::npos) add_name(r.fields[0], best, form_of(r.fields[0], places_[best].kind));
  }
}

void Compiler::read_classes(const std::string& path) {
  static const std::map<std::string, std::uint32_t> bits = {{"title", place_word::title},
                                                            {"street", place_word::street},
                                                            {"feature", place_word::feature},
                                                            {"before", place_word::before},
                                                            {"admin", place_word::admin},
                                                            {"venue", place_word::venue},
                                                            {"settlement", place_word::settlement},
                                                            {"resident", place_word::resident},
                                                            {"organisation", place_word::organisation},
                                                            {"media", place_word::media},
                                                            {"team", place_word::team},
                                                            {"near", place_word::near},
                                                            {"prep", place_word::prep},
                                                            {"say", place_word::say},
                                                            {"compass", place_word::compass},
                                                            {"spot", place_word::spot},
                                                            {"gathering", place_word::gathering}};
  for (const TsvTable::Row& r : read_tsv(path, {"word", "class"}).rows) {
    const auto it = bits.find(r.fields[1]);
    if (it == bits.end()) throw error_at(path + ":" + std::to_string(r.line), "unknown class '" + r.fields[1] + "'");
    const PlaceAtoms a(r.fields[0]);
    if (a.count == 1) words_[a.hash[0] | 1] |= it->second;
  }
}

void Compiler::read_others(const std::string& path) {
  for (const TsvTable::Row& r : read_tsv(path, {"name"}).rows) add_name(r.fields[0], 0, NameForm::other);
}

void Compiler::read_words(const std::string& path, const char* column, std::uint32_t bit) {
  for (const TsvTable::Row& r : read_tsv(path, {column}).rows) {
    const PlaceAtoms a(r.fields[0]);
    if (a.count == 1) words_[a.hash[0] | 1] |= bit;
  }
}

void Compiler::read_country_names(const std::string& path) {
  // A state of the past does not take a large city's name
  std::set<std::uint64_t> cities;
  for (const NameRow& r : rows_)
    if (places_[r.place].population > 100'000) cities.insert(r.key);
  for (const TsvTable::Row& r : read_tsv(path, {"surface", "id", "kind", "country", "sector", "from", "to", "note"}).rows) {
    NameForm form = NameForm::name;
    const std::string& kind = r.fields[2];
    if (kind == "adjective") form = NameForm::adjective;
    else if (kind == "demonym") form = NameForm::demonym;
    else if (kind == "abbreviation") form = NameForm::capitals;
    else if (kind == "alias" || kind == "historical") form = NameForm::alias;
    else if (kind != "name") continue;
    auto it = country_place_.find(r.fields[1]);
    if (kind == "historical" && cities.count(place_key(r.fields[0])) > 0) continue;
    // Territories without a row of their own keep the adjective of none: "Abkhaz" is not the nominal state's
    if (it == country_place_.end()) continue;
    if (form == NameForm::alias && all_upper(r.fields[0]) && r.fields[0].size() <= 5) form = NameForm::capitals;
    if (form == NameForm::name) places_[it->second].name = pool_.add(r.fields[0]);
    add_name(r.fields[0], it->second, form);
  }
}

void Compiler::read_folder(const std::string& folder) {
  const std::string own = folder + "/places";
  std::vector<std::string> files;
  if (std::filesystem::is_directory(own))
    for (const auto& f : std::filesystem::directory_iterator(own))
      if (f.path().extension() == ".tsv") files.push_back(f.path().string());
  // Regions name the codes that the other tables use; states give them their short forms
  const auto order = [](const std::string& path) {
    const std::string base = std::filesystem::path(path).filename().string();
    return base == "regions.tsv" ? 0 : base == "states.tsv" ? 1 : base == "aliases.tsv" ? 3 : 2;
  };
  std::sort(files.begin(), files.end(), [&](const std::string& a, const std::string& b) { return std::pair(order(a), a) < std::pair(order(b), b); });
  for (const std::string& path : files) {
    const std::string base = std::filesystem::path(path).filename().string();
    if (base == "given_names.tsv") read_words(path, "name", place_word::given);
    else if (base == "common_words.tsv") read_words(path, "word", place_word::common);
    else if (base == "words.tsv") read_classes(path);
    else if (base == "other_names.tsv") read_others(path);
    else if (base == "aliases.tsv") read_aliases(path);
    else read_places(path);
  }
  if (std::filesystem::exists(folder + "/actors/countries.tsv")) read_country_names(folder + "/actors/countries.tsv");
}

}  // namespace

std::string compile_places(const std::vector<std::string>& folders) {
  Compiler c;
  for (const std::string& folder : folders) c.read_folder(folder);
  if (c.places_.size() > Gazetteer::kPlaceMask) throw Error("too many places");
  std::vector<NameRow>& rows = c.rows_;
  std::sort(rows.begin(), rows.end(),
            [](const NameRow& a, const NameRow& b) { return std::tuple(a.key, a.place, a.form) < std::tuple(b.key, b.place, b.form); });
  rows.erase(std::unique(rows.begin(), rows.end(), [](const NameRow& a, const NameRow& b) { return a.key == b.key && a.place == b.place; }), rows.end());
  std::vector<std::uint32_t> refs(rows.size());
  std::unordered_map<std::uint64_t, std::uint32_t> values;
  for (const std::uint64_t p : c.prefixes_) values.try_emplace(p, Gazetteer::kPrefixOnly);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool first = i == 0 || rows[i - 1].key != rows[i].key, last = i + 1 == rows.size() || rows[i + 1].key != rows[i].key;
    refs[i] = rows[i].place | static_cast<std::uint32_t>(rows[i].form) << Gazetteer::kFormShift | static_cast<std::uint32_t>(last) << Gazetteer::kLastShift;
    if (first) values[rows[i].key] = static_cast<std::uint32_t>(i);
  }
  std::size_t size = 16;
  while (size * 2 < values.size() * 3) size *= 2;
  std::vector<Gazetteer::Slot> slots(size);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [key, value] : sorted) {
    std::size_t i = (key >> 33) & (size - 1);
    while (slots[i].tag != 0) i = (i + 1) & (size - 1);
    slots[i] = {static_cast<std::uint32_t>(key) | 1U, value};
  }
  std::vector<HashSlot> words;
  for (const auto& [hash, bits] : c.words_) words.push_back({hash, bits, 1});
  ArrayWriter out;
  out.add(c.places_);
  out.add(refs);
  out.add(slots);
  out.add(c.countries_);
  out.add(c.regions_);
  out.add(build_hash_index(words));
  out.add_bytes(c.pool_.bytes());
  return out.take();
}

}  // namespace detente
