// Planned events as an iCalendar: what is scheduled is confirmed, what may come is tentative. The sequence counts the reports of an event, so
// that a later export replaces an earlier one in the calendar.
#include "formats/cameo_codes.h"
#include "formats/country_codes.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "formats/icalendar.h"

namespace detente::formats {

namespace {

std::string names(const std::vector<StoredParty>& parties) {
  std::string out;
  for (const StoredParty& p : parties) out += (out.empty() ? "" : ", ") + display_name(p);
  return out;
}

std::string place_text(const StoredReport& r) {
  if (!r.place) return r.place_text;
  const std::string_view country = iso3_to_name(r.place->country);
  return r.place->name + (country.empty() || country == r.place->name ? "" : ", " + std::string(country));
}

// "Told by 2 reports, 1 independent; Harbour Post; disputed: numbers"
std::string told_by(const MergedEvent& e) {
  std::string out;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : "; ") + part; };
  if (e.reports > 0)
    add("Told by " + std::to_string(e.reports) + (e.reports == 1 ? " report, " : " reports, ") + std::to_string(e.independent) + " independent");
  if (!e.outlet.empty()) add(e.outlet);
  if (!e.disputed.empty()) add("disputed: " + e.disputed);
  return out;
}

CalendarItem item_of(const MergedEvent& e) {
  const StoredReport& r = e.agreed;
  CalendarItem item;
  item.uid = e.id + "@detente";
  item.summary = names(r.actors);
  if (!r.recipients.empty()) item.summary += (item.summary.empty() ? "to " : " to ") + names(r.recipients);
  const std::string_view label = cameo_label(r.cameo);
  item.summary += (item.summary.empty() ? "" : ": ") + std::string(label.empty() ? name(r.type) : label);
  item.location = place_text(r);
  item.description = r.text;
  if (const std::string told = told_by(e); !told.empty()) item.description += (r.text.empty() ? "" : "\n") + told;
  item.url = e.url;
  item.first_day = r.date->first;
  item.last_day = r.date->last;
  item.status = r.status == Status::planned ? CalendarItem::Status::confirmed : CalendarItem::Status::tentative;
  item.sequence = e.reports > 0 ? e.reports - 1 : 0;
  item.stamp = parse_stamp(e.last_published.empty() ? e.first_published : e.last_published).value_or(std::int64_t{r.date->first} * 86400);
  return item;
}

class IcsWriter final : public EventWriter {
 public:
  IcsWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.planned = true}), calendar_([this](std::string_view bytes) { put(bytes); }) {}
  void begin() override { calendar_.begin("Planned events"); }
  void end() override { calendar_.end(); }

 private:
  void write(const MergedEvent& e, Reports) override { calendar_.item(item_of(e)); }
  CalendarWriter calendar_;
};

}  // namespace

std::unique_ptr<EventWriter> make_ics_writer(ExportTarget t, ExportOptions o) { return std::make_unique<IcsWriter>(std::move(t), o); }

}  // namespace detente::formats
