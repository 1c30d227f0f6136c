#include "formats/party_codes.h"

#include <array>

#include "formats/country_codes.h"
#include "formats/row_values.h"

namespace detente::importing {

namespace {

constexpr std::size_t kCache = 200'000;  // a file of junk must not fill the memory

bool is_upper(std::string_view s) {
  for (const char c : s)
    if (c < 'A' || c > 'Z') return false;
  return !s.empty();
}

// What a chain of CAMEO pieces has said so far.
struct Chain {
  std::string_view country, region;
  const ImportTables::Actor* group = nullptr;
  const ImportTables::Actor* religion = nullptr;
  std::string_view body, role;  // sectors
  bool people = false;          // an ethnic code, in small letters
};

ImportTables::Actor actor_of(const Chain& c) {
  ImportTables::Actor out;
  const std::string_view sector = !c.body.empty() ? c.body : c.role;
  if (c.group != nullptr) {
    out = *c.group;
    if (out.country.empty() && out.sector != "IGO" && out.sector != "NGO") out.country = c.country;
    if (out.sector.empty()) out.sector = sector;
    return out;
  }
  if (!c.country.empty() && c.body != "IGO" && c.body != "NGO") {
    out = state(c.country, sector);
    if (!c.body.empty()) out.id.clear();  // a company or movement is not its country
  } else {
    out.sector = sector;
    if (c.country.empty() && !c.region.empty()) out.name = c.region;
  }
  if (out.sector.empty() && c.religion != nullptr) out.sector = c.religion->sector;
  if (out.sector.empty() && c.people) out.sector = "CVL";
  return out;
}

}  // namespace

std::string_view living_state(std::string_view iso3) {
  static constexpr std::array<std::array<std::string_view, 2>, 7> kWent = {
      {{"SUN", "RUS"}, {"YUG", "SRB"}, {"SCG", "SRB"}, {"CSK", "CZE"}, {"DDR", "DEU"}, {"YMD", "YEM"}, {"ZAR", "COD"}}};
  for (const auto& [went, lives] : kWent)
    if (went == iso3) return lives;
  return iso3;
}

ImportTables::Actor state(std::string_view iso3, std::string_view sector) {
  const std::string_view living = living_state(iso3);
  return {std::string(living), std::string(iso3_to_name(living)), std::string(living), std::string(sector)};
}

template <class Read>
const PartyCodes::Reading& PartyCodes::cached(StringMap<Reading>& cache, std::string_view code, const Read& read) {
  const auto at = cache.find(code);
  if (at != cache.end()) return at->second;
  if (cache.size() >= kCache) cache.clear();
  return cache.emplace(std::string(code), read(code)).first->second;
}

const PartyCodes::Reading& PartyCodes::cameo(std::string_view code) {
  return cached(cameo_, code, [this](std::string_view c) { return read_cameo(c); });
}

const PartyCodes::Reading& PartyCodes::keds(std::string_view code) {
  return cached(keds_, code, [this](std::string_view c) { return read_keds(c); });
}

PartyCodes::Reading PartyCodes::read_cameo(std::string_view code) const {
  Chain chain;
  Reading out;
  for (std::size_t at = 0; at < code.size(); at += 3) {
    const std::string_view piece = code.substr(at, 3);
    if (piece.size() == 3 && piece[0] >= 'a' && piece[0] <= 'z') {
      chain.people = true;
      continue;
    }
    const ImportTables::Piece* known = tables_.cameo_piece(piece);
    const bool may_be_country = is_upper(piece) && chain.country.empty() && chain.group == nullptr;
    // A country stands first; behind IGO and the like the same letters may be an organisation (NAM: Namibia, Non-Aligned Movement)
    if (known != nullptr && known->kind == ImportTables::PieceKind::group && may_be_country && at == 0 && !cameo_to_iso3(piece).empty()) known = nullptr;
    if (known == nullptr) {
      if (may_be_country && !cameo_to_iso3(piece).empty()) chain.country = cameo_to_iso3(piece);
      else if (!cameo_region_name(piece).empty()) chain.region = cameo_region_name(piece);
      else if (!is_digits(piece) && out.unknown.empty()) out.unknown = piece;
      continue;
    }
    switch (known->kind) {
      case ImportTables::PieceKind::role:
        if (chain.role.empty()) chain.role = known->actor.sector;
        break;
      case ImportTables::PieceKind::body:
        if (chain.body.empty()) chain.body = known->actor.sector;
        break;
      case ImportTables::PieceKind::group:
        if (chain.group == nullptr) chain.group = &known->actor;
        break;
      case ImportTables::PieceKind::religion: chain.religion = &known->actor; break;
    }
  }
  out.actor = actor_of(chain);
  return out;
}

PartyCodes::Reading PartyCodes::read_keds(std::string_view code) const {
  Reading out;
  for (std::size_t size = code.size(); size >= 2; --size) {
    const ImportTables::Actor* base = tables_.keds_actor(code.substr(0, size));
    if (base == nullptr) continue;
    out.actor = *base;
    if (out.actor.name.empty() && !base->id.empty()) out.actor.name = iso3_to_name(base->id);
    for (std::string_view rest = code.substr(size); !rest.empty();) {
      const ImportTables::Actor* role = nullptr;
      std::size_t used = 0;
      for (const std::size_t n : {std::size_t{3}, std::size_t{2}}) {
        if (role != nullptr || rest.size() < n) continue;
        role = tables_.keds_actor(std::string("+").append(rest.substr(0, n)));
        used = n;
      }
      if (role == nullptr) {
        out.unknown = rest;
        break;
      }
      if (out.actor.sector.empty()) out.actor.sector = role->sector;
      rest.remove_prefix(used);
    }
    return out;
  }
  out.unknown = code;
  return out;
}

// A country, or something of one: "Citizen (Arvia)". Without an id: neither.
PartyCodes::Reading PartyCodes::read_name(std::string_view name) const {
  Reading out;
  const std::size_t open = name.rfind('(');
  if (open != std::string_view::npos && open > 0 && name.back() == ')') {
    const std::string_view country = name_to_iso3(trimmed(name.substr(open + 1, name.size() - open - 2)));
    const std::string_view role = trimmed(name.substr(0, open));
    if (!country.empty()) {
      out.actor = state(country, tables_.sector_of_words(role));
      if (out.actor.sector.empty()) out.unknown = role;
      for (const std::string_view body : {"IGO", "NGO", "MNC", "IMG"})
        if (out.actor.sector == body) out.actor.id.clear();
      return out;
    }
  }
  if (const std::string_view country = name_to_iso3(name); !country.empty()) out.actor = state(country);
  return out;
}

bool PartyCodes::named(std::string_view name, std::optional<std::int32_t> day, StoredParty& party) {
  const Reading& r = cached(names_, name, [this](std::string_view n) { return read_name(n); });
  if (!r.actor.country.empty()) {
    assign(party, r.actor);
    party.text = name;
    if (const std::size_t open = name.rfind('('); open != std::string_view::npos && !r.actor.sector.empty()) party.role = trimmed(name.substr(0, open));
    return r.unknown.empty();
  }
  party.text = name;
  if (resolve_ && resolve_(name, day, party)) return true;
  const std::size_t open = name.rfind('(');
  if (open != std::string_view::npos && open > 0 && name.back() == ')' && resolve_) {
    // Of something other than a country: "Military (Northern Arvia)"
    const std::string_view role = trimmed(name.substr(0, open));
    if (resolve_(trimmed(name.substr(open + 1, name.size() - open - 2)), day, party)) {
      if (const std::string_view sector = tables_.sector_of_words(role); !sector.empty()) party.sector = sector;
      party.role = role;
      party.name = name;
      return true;
    }
  }
  // A generic name without a country still says what it is
  party.sector = tables_.sector_of_words(name.substr(0, name.rfind('(')));
  return false;
}

void PartyCodes::plover(std::string_view code, std::string_view sector, std::string_view name, std::optional<std::int32_t> day, StoredParty& party) {
  party.text = name;
  party.sector = sector;
  const std::string_view country = is_upper(code) ? (is_iso3(code) ? code : cameo_to_iso3(code)) : name_to_iso3(code);
  if (!country.empty()) {
    const std::string_view living = living_state(country);
    party.id = living;
    party.country = living;
    party.name = iso3_to_name(living);
  } else if (code == "UNO" || code == "EUR") {
    party.id = code == "UNO" ? "UN" : "EU";
    party.name = code == "UNO" ? "United Nations" : "European Union";
    if (party.sector.empty()) party.sector = "IGO";
  } else {
    StoredParty found;
    if (!name.empty() && resolve_ && resolve_(name, day, found)) {
      party.id = found.id;
      party.name = found.name;
      party.country = found.country;
      party.belongs = found.belongs;
      if (party.sector.empty()) party.sector = found.sector;
    }
    for (const std::string_view body : {"IGO", "NGO", "ISM", "IMG", "MNC"})
      if (code == body && party.sector.empty()) party.sector = body;
  }
  if (party.name.empty()) party.name = name;
  if (party.text.empty()) party.text = code;
}

}  // namespace detente::importing
