#include "formats/event_columns.h"

#include <iterator>

#include "formats/event_fields.h"

namespace detente::formats {

namespace {

Cell text_or_none(std::string_view s) { return s.empty() ? Cell() : Cell(std::string(s)); }
Cell whole(std::int64_t v) { return v; }
Cell some(std::int64_t v) { return v == 0 ? Cell() : Cell(v); }

// One value for each side, ';' between, also where a side has none, so that the lists of one event go together.
template <class Value>
Cell sides(const std::vector<StoredParty>& parties, Value value) {
  std::string out;
  bool any = false;
  for (const StoredParty& p : parties) {
    if (&p != &parties.front()) out += ';';
    std::string v(value(p));
    for (char& c : v)
      if (c == ';') c = ',';
    any = any || !v.empty();
    out += v;
  }
  return any ? Cell(std::move(out)) : Cell();
}

Cell actors(const MergedEvent& e, std::string (*value)(const StoredParty&)) { return sides(e.agreed.actors, value); }
Cell recipients(const MergedEvent& e, std::string (*value)(const StoredParty&)) { return sides(e.agreed.recipients, value); }
std::string code(const StoredParty& p) { return p.code(); }
std::string country(const StoredParty& p) { return p.country; }
std::string sector(const StoredParty& p) { return p.sector; }

using E = const MergedEvent&;
constexpr ColumnType kText = ColumnType::text, kInteger = ColumnType::integer, kNumber = ColumnType::number, kFlag = ColumnType::flag, kDate = ColumnType::date;

constexpr EventColumn kColumns[] = {
    {"id", kText, true, "Id of the event", [](E e) { return Cell(e.id); }},
    {"type", kText, true, "PLOVER event type", [](E e) { return Cell(std::string(name(e.agreed.type))); }},
    {"modes", kText, false, "PLOVER modes, ';' between", [](E e) { return text_or_none(e.agreed.modes); }},
    {"contexts", kText, false, "PLOVER contexts, ';' between", [](E e) { return text_or_none(e.agreed.contexts); }},
    {"cameo", kText, false, "CAMEO code of the act, leading zeros kept", [](E e) { return text_or_none(e.agreed.cameo); }},
    {"quad", kInteger, true, "PLOVER quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
     [](E e) { return whole(quad_of(e.agreed.type)); }},
    {"goldstein", kNumber, true, "Goldstein value of the act, -10 to 10", [](E e) { return Cell(e.agreed.goldstein); }},
    {"actors", kText, false, "Who acts: codes (ISO 3166 alpha-3 country, organisation, id), ';' between", [](E e) { return actors(e, code); }},
    {"actor_names", kText, false, "Names of the actors, in the order of their codes", [](E e) { return actors(e, display_name); }},
    {"actor_countries", kText, false, "Countries of the actors, ISO 3166 alpha-3, in the order of their codes", [](E e) { return actors(e, country); }},
    {"actor_sectors", kText, false, "PLOVER sectors of the actors, in the order of their codes", [](E e) { return actors(e, sector); }},
    {"recipients", kText, false, "Towards whom: codes, ';' between; none when the act is mutual", [](E e) { return recipients(e, code); }},
    {"recipient_names", kText, false, "Names of the recipients", [](E e) { return recipients(e, display_name); }},
    {"recipient_countries", kText, false, "Countries of the recipients", [](E e) { return recipients(e, country); }},
    {"recipient_sectors", kText, false, "PLOVER sectors of the recipients", [](E e) { return recipients(e, sector); }},
    {"mutual", kFlag, true, "All sides act (meetings, agreements, fighting): all of them are actors", [](E e) { return Cell(e.agreed.mutual); }},
    {"status", kText, true, "happened, planned, possible, denied or historical, as the reports tell it",
     [](E e) { return Cell(std::string(name(e.agreed.status))); }},
    {"date_start", kDate, false, "First day of the event as told", [](E e) { return e.agreed.date ? whole(e.agreed.date->first) : Cell(); }},
    {"date_end", kDate, false, "Last day of the event as told", [](E e) { return e.agreed.date ? whole(e.agreed.date->last) : Cell(); }},
    {"date_precision", kText, false, "day, week, month, year or unknown", [](E e) { return text_or_none(e.agreed.date_precision); }},
    {"place", kText, false, "Name of the place", [](E e) { return e.agreed.place ? text_or_none(e.agreed.place->name) : Cell(); }},
    {"place_country", kText, false, "Country of the place, ISO 3166 alpha-3",
     [](E e) { return e.agreed.place ? text_or_none(e.agreed.place->country) : Cell(); }},
    {"admin1", kText, false, "Code of the first-order division of the place",
     [](E e) { return e.agreed.place ? text_or_none(e.agreed.place->admin1) : Cell(); }},
    {"lat", kNumber, false, "Latitude in degrees", [](E e) { return e.agreed.place ? Cell(e.agreed.place->lat) : Cell(); }},
    {"lon", kNumber, false, "Longitude in degrees", [](E e) { return e.agreed.place ? Cell(e.agreed.place->lon) : Cell(); }},
    {"place_precision", kText, false, "What kind of place the point stands for",
     [](E e) { return e.agreed.place ? text_or_none(e.agreed.place->precision) : Cell(); }},
    {"first_published", kText, false, "Publication of the first report, ISO 8601 (a date, or date and time)",
     [](E e) { return text_or_none(e.first_published); }},
    {"last_published", kText, false, "Publication of the last report, ISO 8601", [](E e) { return text_or_none(e.last_published); }},
    {"reports", kInteger, true, "Reports of the event that are stored", [](E e) { return whole(e.reports); }},
    {"outlets", kInteger, true, "Outlets that tell of it", [](E e) { return whole(e.outlets); }},
    {"independent", kInteger, true, "Reports, with copies of one text counted once", [](E e) { return whole(e.independent); }},
    {"disputed", kText, false, "Fields on which the reports disagree, ';' between", [](E e) { return text_or_none(e.disputed); }},
    {"confidence", kNumber, true, "Confidence of the coding, 0 to 1", [](E e) { return Cell(e.agreed.confidence); }},
    {"text", kText, false, "Sentence of the report that stands for the event", [](E e) { return text_or_none(e.agreed.text); }},
    {"outlet", kText, false, "Outlet of the first report", [](E e) { return text_or_none(e.outlet); }},
    {"url", kText, false, "Address of the first report", [](E e) { return text_or_none(e.url); }},
    {"dataset", kText, false, "Archive that the event was imported from; none when it was coded from text", [](E e) { return text_or_none(e.dataset); }},
    {"source_id", kText, false, "Id of the event in that archive", [](E e) { return text_or_none(e.source_id); }},
    {"mentions", kInteger, false, "Mentions, as that archive counts them", [](E e) { return some(e.mentions); }},
    {"articles", kInteger, false, "Articles, as that archive counts them", [](E e) { return some(e.articles); }},
    {"tone", kNumber, false, "Tone, as that archive measures it", [](E e) { return e.tone ? Cell(*e.tone) : Cell(); }},
};

}  // namespace

std::span<const EventColumn> event_columns() { return kColumns; }

}  // namespace detente::formats
