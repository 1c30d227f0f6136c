#include "formats/icews_names.h"

#include "formats/country_codes.h"
#include "formats/event_fields.h"

namespace detente::formats {

namespace {

struct Name {
  std::string_view sector, kind, words;  // kind: people without a name; words: the sector in ICEWS's list
};

constexpr Name kNames[] = {
    {"GOV", "Government", "Government"},
    {"MIL", "Military", "Military"},
    {"COP", "Police", "Police"},
    {"LEG", "Member of Legislative (Govt)", "Legislative / Parliamentary"},
    {"JUD", "Court Judge", "Judicial"},
    {"SPY", "Intelligence", "Intelligence"},
    {"PTY", "Party Member", "Parties"},
    {"OPP", "People Associated with the Opposition", "Opposition Parties"},
    {"REB", "Armed Rebel", "Rebel"},
    {"PRM", "Militia", "Paramilitary"},
    {"UAF", "Armed Gang", "Unidentified Forces"},
    {"CRM", "Criminal", "Criminals / Gangs"},
    {"CVL", "Citizen", "General Population / Civilian / Social"},
    {"SOC", "Activist", "Social"},
    {"BUS", "Business", "Business"},
    {"LAB", "Labor Union", "Labor"},
    {"AGR", "Farm Worker", "Agricultural"},
    {"EDU", "Education", "Education"},
    {"JRN", "Media", "Media"},
    {"MED", "Medical Personnel", "Medical / Health"},
    {"REL", "Religion", "Religious"},
    {"REF", "Refugee", "Refugees / Displaced"},
    {"ELI", "Elite", "Elite"},
    {"IGO", "International Government Organizations", "International Government Organization"},
    {"NGO", "Non-Governmental Organizations", "Nongovernmental Organization (International)"},
    {"ISM", "Activist", "International Dissident"},
    {"IMG", "Militant", "Global Islamist"},
    {"MNC", "Business", "Multinational Corporation"},
};

const Name* find_name(std::string_view sector) {
  for (const Name& n : kNames)
    if (n.sector == sector) return &n;
  return nullptr;
}

}  // namespace

std::string icews_name(const StoredParty& p) {
  const std::string_view country = iso3_to_icews_name(p.country);
  const std::vector<std::string_view> sectors = list_of(p.sector);
  const std::string_view sector = sectors.empty() ? std::string_view() : sectors.front();
  if (country.empty() || (!p.id.empty() && p.id != p.country)) return display_name(p);
  if (p.id == p.country && (sector.empty() || sector == "GOV")) return std::string(iso3_to_name(p.country));
  const Name* n = find_name(sector);
  return n == nullptr ? display_name(p) : std::string(n->kind) + " (" + std::string(iso3_to_name(p.country)) + ")";
}

std::string icews_sectors(const StoredParty& p) {
  std::string out;
  for (const std::string_view s : list_of(p.sector))
    if (const Name* n = find_name(s)) {
      if (!out.empty()) out += ',';
      out += n->words;
    }
  return out;
}

}  // namespace detente::formats
