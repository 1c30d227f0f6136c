#include "formats/cameo_actors.h"

#include <algorithm>
#include <iterator>

#include "formats/country_codes.h"
#include "formats/event_fields.h"

namespace detente::formats {

namespace {

struct Role {
  std::string_view sector, role;
  bool listed;  // one of GDELT's types
};

constexpr Role kRoles[] = {
    {"AGR", "AGR", true}, {"BUS", "BUS", true}, {"COP", "COP", true},  {"CRM", "CRM", true}, {"CVL", "CVL", true}, {"EDU", "EDU", true}, {"ELI", "ELI", true},
    {"GOV", "GOV", true}, {"IGO", "IGO", true}, {"IMG", "IMG", true},  {"ISM", "NGM", true}, {"JRN", "MED", true}, {"JUD", "JUD", true}, {"LAB", "LAB", true},
    {"LEG", "LEG", true}, {"MED", "HLH", true}, {"MIL", "MIL", true},  {"MNC", "MNC", true}, {"NGO", "NGO", true}, {"OPP", "OPP", true}, {"PTY", "PTY", false},
    {"REB", "REB", true}, {"REF", "REF", true}, {"REL", "REL", false}, {"SPY", "SPY", true}, {"UAF", "UAF", true}, {"PRM", "UAF", true}, {"SOC", "CVL", true},
};
// Roles that CAMEO has and PLOVER folds into others.
constexpr Role kFolded[] = {
    {"REB", "INS", true}, {"REB", "SEP", true}, {"SOC", "DEV", true}, {"SOC", "ENV", true}, {"SOC", "HRI", true}, {"CVL", "SET", true}, {"IGO", "PKO", true},
};

struct Group {
  std::string_view id, group, code, country, second;  // second: type beside the first three letters of the code
};

// Organisations with a known group code, spelled as in GDELT's rows or else put together by CAMEO's rules (kind, region, role, name).
constexpr Group kGroups[] = {
    {"UN", "UNO", "IGOUNO", "", ""},
    {"NATO", "NAT", "IGOWSTNAT", "WST", ""},
    {"EU", "EEC", "IGOEUREEC", "EUR", ""},
    {"OSCE", "SCE", "IGOEURSCE", "EUR", ""},
    {"COE", "COE", "IGOEURCOE", "EUR", ""},
    {"AU", "AFU", "IGOAFRAFU", "AFR", ""},
    {"ECOWAS", "WAS", "IGOWAFBUSWAS", "WAF", "BUS"},
    {"SADC", "SAD", "IGOSAFDEVSAD", "SAF", "DEV"},
    {"ASEAN", "ASN", "IGOSEAASN", "SEA", ""},
    {"SAARC", "SAA", "IGOSASSAA", "SAS", ""},
    {"LAS", "ARL", "IGOMEAARL", "MEA", ""},
    {"GCC", "GCC", "IGOPGSGCC", "PGS", ""},
    {"OIC", "OIC", "IGOMOSOIC", "", ""},
    {"OAS", "OAS", "IGOOAS", "", ""},
    {"CIS", "CIS", "IGOCIS", "", ""},
    {"COMMONWEALTH", "CWN", "IGOCWN", "", ""},
    {"OPEC", "OPC", "IGOBUSOPC", "", "BUS"},
    {"G7", "GOS", "IGOGOS", "", ""},
    {"G8", "GOE", "IGOGOE", "", ""},
    {"G77", "GSS", "IGOGSS", "", ""},
    {"IMF", "IMF", "IGOBUSIMF", "", "BUS"},
    {"WB", "WBK", "IGOUNODEVWBK", "", "DEV"},
    {"WTO", "WTO", "IGOBUSWTO", "", "BUS"},
    {"EBRD", "EBR", "IGOEURBUSEBR", "EUR", "BUS"},
    {"ADB", "ADB", "IGOASABUSADB", "ASA", "BUS"},
    {"AFDB", "AFB", "IGOAFRBUSAFB", "AFR", "BUS"},
    {"BIS", "BIS", "IGOBUSBIS", "", "BUS"},
    {"IAEA", "IAE", "IGOUNOIAE", "", ""},
    {"UNHCR", "HCR", "IGOUNOREFHCR", "", "REF"},
    {"WFP", "WFP", "IGOUNOWFP", "", ""},
    {"WHO", "WHO", "IGOUNOHLHWHO", "", "HLH"},
    {"FAO", "FAO", "IGOUNOAGRFAO", "", "AGR"},
    {"ILO", "ILO", "IGOUNOLABILO", "", "LAB"},
    {"ICC", "ICC", "IGOJUDICC", "", "JUD"},
    {"ICJ", "ICJ", "IGOUNOJUDICJ", "", "JUD"},
    {"INTERPOL", "ITP", "IGOCOPITP", "", "COP"},
    {"ICRC", "IRC", "NGOHLHIRC", "", "HLH"},
    {"IFRC", "IRC", "NGOHLHIRC", "", "HLH"},
    {"AMNESTY", "AMN", "NGOHRIAMN", "", "HRI"},
    {"HRW", "HRW", "NGOHRIHRW", "", "HRI"},
    {"MSF", "MSF", "NGOHLHMSF", "", "HLH"},
    {"OXFAM", "XFM", "NGODEVXFM", "", "DEV"},
    {"ICG", "ICG", "NGOICG", "", ""},
    {"WEF", "WEF", "NGOBUSWEF", "", "BUS"},
    {"alqaeda", "ALQ", "IMGMOSALQUAF", "", "UAF"},
};

const Group* find_group(std::string_view id) {
  const auto* at = std::find_if(std::begin(kGroups), std::end(kGroups), [&](const Group& g) { return g.id == id; });
  return at == std::end(kGroups) || id.empty() ? nullptr : at;
}

const Role* find_role(std::string_view sector) {
  const auto* at = std::find_if(std::begin(kRoles), std::end(kRoles), [&](const Role& r) { return r.sector == sector; });
  return at == std::end(kRoles) ? nullptr : at;
}

// UN agencies and missions count as the UN in PLOVER.
constexpr std::string_view kOfUn[] = {"UN",  "FAO", "ICAO", "ICJ", "IFAD", "ILO",   "IMO",  "IPCC",    "ITU", "OCHA", "OHCHR", "UPU",
                                      "WFP", "WHO", "WIPO", "WMO", "IAEA", "MONUC", "ONUB", "MONUSCO", "WB",  "IMF",  "ICTY",  "ICTR"};
bool of_un(std::string_view id) {
  if (id.size() >= 2 && id.substr(0, 2) == "UN") return id != "UNASUR" && id != "UNIONSTATE" && id != "UNC";
  return id.substr(0, 4) == "MINU" || std::find(std::begin(kOfUn), std::end(kOfUn), id) != std::end(kOfUn);
}

bool all_capitals(std::string_view s) {
  return s.size() >= 3 && std::all_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

constexpr std::string_view kEntities[] = {"IGO", "NGO", "ISM", "IMG", "MNC"};
bool is_entity(std::string_view sector) { return std::find(std::begin(kEntities), std::end(kEntities), sector) != std::end(kEntities); }

}  // namespace

std::string_view cameo_role(std::string_view sector) {
  const Role* r = find_role(sector);
  return r ? r->role : std::string_view();
}

std::string_view plover_sector(std::string_view role) {
  for (const Role& r : kFolded)
    if (r.role == role) return r.sector;
  for (const Role& r : kRoles)
    if (r.role == role) return r.sector;
  return {};
}

std::string_view group_to_id(std::string_view group) {
  for (const Group& g : kGroups)
    if (g.group == group) return g.id;
  return {};
}

CameoActor cameo_actor(const StoredParty& p) {
  CameoActor out;
  if (const Group* g = find_group(p.id)) {
    out.code = g->code;
    out.country = g->country;
    out.group = g->group;
    out.types = {g->code.substr(0, 3), g->second, {}};
    return out;
  }
  const std::vector<std::string_view> sectors = list_of(p.sector);
  out.country = iso3_to_cameo(p.country);
  if (out.country.empty() && !cameo_region_name(p.id).empty()) out.country = p.id;
  // A code that an archive gave and nothing else is known of stays as it is
  if (out.country.empty() && sectors.empty() && all_capitals(p.id)) {
    out.code = p.id;
    return out;
  }
  out.code = out.country;
  std::size_t types = 0;
  for (const std::string_view s : sectors) {
    const Role* r = find_role(s);
    if (r == nullptr || out.code.find(r->role, out.country.size()) != std::string::npos) continue;
    out.code += r->role;
    if (r->listed && types < out.types.size()) out.types[types++] = r->role;
  }
  return out;
}

std::string_view plover_entity(const StoredParty& p) {
  if (p.id == "EU") return "EUR";
  if (of_un(p.id)) return "UNO";
  if (!p.country.empty()) return p.country;
  for (const std::string_view s : list_of(p.sector))
    if (is_entity(s)) return s;
  return {};
}

std::string plover_sectors(const StoredParty& p) {
  std::string out;
  for (const std::string_view s : list_of(p.sector)) {
    if (is_entity(s)) continue;
    if (!out.empty()) out += ';';
    out += s;
  }
  return out;
}

}  // namespace detente::formats
