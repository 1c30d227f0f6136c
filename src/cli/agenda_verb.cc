// detente agenda: what is planned, by whom, when and where, how surely, and how the plans changed.
#include <cmath>
#include <cstdio>

#include "cli/agenda_notices.h"
#include "cli/day_option.h"
#include "cli/relation_options.h"
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "formats/icalendar.h"
#include "util/error.h"
#include "util/json_out.h"

namespace detente::cli {

namespace {

constexpr std::int32_t kLookBack = 400;  // days in which a plan may have been announced
constexpr std::int32_t kSecondsOfDay = 86400;

struct Options {
  Runtime runtime;
  std::vector<std::string> sides;
  std::string actor, db, as_of, format = "table";
  int days = -1;
};

std::string joined(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& c : codes) out += (out.empty() ? "" : " ") + c;
  return out;
}

std::string days_text(const AgendaItem& item) {
  return item.days.first == item.days.last ? iso_date(item.days.first) : iso_date(item.days.first) + " to " + iso_date(item.days.last);
}

std::string source_of(const AgendaRevision& r) { return r.event.empty() ? "document " + r.document : r.event; }

void append_item(const AgendaItem& item, std::string& out) {
  char certainty[16];
  std::snprintf(certainty, sizeof certainty, "%.2f", item.certainty);
  out += days_text(item) + "  " + item.kind + "  " + (item.cancelled ? "cancelled" : certainty);
  if (!item.who.empty()) out += "  " + joined(item.who);
  if (!item.about.empty()) out += "  (about " + joined(item.about) + ")";
  if (!item.place.empty()) out += "  " + item.place;
  out += '\n';
  for (const AgendaRevision& r : item.revisions) {
    out += "  " + r.published.substr(0, 10) + "  " + std::string(name(r.change)) + "  " + source_of(r) + "  ";
    for (const char c : r.text) out += c == '\n' ? ' ' : c;
    out += '\n';
  }
}

std::string to_table(const Agenda& agenda, std::int32_t as_of) {
  std::string out = "agenda as of " + iso_date(as_of) + "\n";
  if (agenda.coming.empty()) out += "nothing is known to come\n";
  for (const AgendaItem& item : agenda.coming) append_item(item, out);
  if (!agenda.due.empty()) out += "\nwas due, no report\n";
  for (const AgendaItem& item : agenda.due) append_item(item, out);
  return out;
}

void append_text(std::string& out, const char* key, std::string_view text) {
  out += std::string(",\"") + key + "\":";
  json::append_string_or_null(out, text);
}

void append_codes(std::string& out, const char* key, const std::vector<std::string>& codes) {
  out += std::string(",\"") + key + "\":[";
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (i > 0) out += ',';
    json::append_string(out, codes[i]);
  }
  out += ']';
}

void append_days(std::string& out, const std::optional<DayRange>& days) {
  append_text(out, "start", days ? iso_date(days->first) : std::string());
  append_text(out, "end", days ? iso_date(days->last) : std::string());
}

void append_items(const std::vector<AgendaItem>& items, const char* key, std::string& out) {
  out += std::string(",\"") + key + "\":[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    const AgendaItem& item = items[i];
    out += i > 0 ? ",{\"id\":" : "{\"id\":";
    json::append_string(out, item.id);
    append_text(out, "kind", item.kind);
    append_days(out, item.days);
    append_text(out, "precision", item.precision);
    append_codes(out, "who", item.who);
    append_codes(out, "about", item.about);
    append_text(out, "place", item.place);
    append_text(out, "what", item.what);
    out += item.cancelled ? ",\"cancelled\":true,\"certainty\":" : ",\"cancelled\":false,\"certainty\":";
    json::append_number(out, item.certainty, 3);
    out += ",\"voices\":";
    json::append_int(out, item.voices);
    out += ",\"revisions\":[";
    for (std::size_t k = 0; k < item.revisions.size(); ++k) {
      const AgendaRevision& r = item.revisions[k];
      out += k > 0 ? ",{\"published\":" : "{\"published\":";
      json::append_string(out, r.published);
      append_text(out, "change", name(r.change));
      append_days(out, r.days);
      append_text(out, "event", r.event);
      append_text(out, "document", r.document);
      append_text(out, "text", r.text);
      out += '}';
    }
    out += "]}";
  }
  out += ']';
}

std::string to_json(const Agenda& agenda, std::int32_t as_of) {
  std::string out = "{\"as_of\":\"" + iso_date(as_of) + "\"";
  append_items(agenda.coming, "coming", out);
  append_items(agenda.due, "was_due", out);
  return out + "}\n";
}

std::string to_calendar(const Agenda& agenda) {
  constexpr double kFirm = 0.8;
  std::string out;
  formats::CalendarWriter calendar([&](std::string_view part) { out += part; });
  calendar.begin("Agenda");
  for (const AgendaItem& item : agenda.coming) {
    formats::CalendarItem c;
    c.uid = item.id + "@detente";
    c.summary = item.kind + (item.who.empty() ? "" : ": " + joined(item.who));
    c.location = item.place;
    for (const AgendaRevision& r : item.revisions) {
      c.description += r.published.substr(0, 10) + " " + std::string(name(r.change)) + ", " + source_of(r) + ": " + r.text + "\n";
      if (r.change != PlanChange::announced && r.change != PlanChange::repeated) ++c.sequence;
      c.stamp = std::int64_t{parse_iso_day(r.published).value_or(0)} * kSecondsOfDay;
    }
    c.first_day = item.days.first;
    c.last_day = item.days.last;
    using Status = formats::CalendarItem::Status;
    c.status = item.cancelled ? Status::cancelled : item.certainty >= kFirm ? Status::confirmed : Status::tentative;
    calendar.item(c);
  }
  calendar.end();
  return out;
}

int run_agenda(const Options& o) {
  if (o.sides.size() == 1) throw Error("one side is asked for with --actor; two are named A B");
  const Coding coding = o.runtime.open();
  Store store(o.db, Store::Access::read);
  const std::optional<std::int32_t> as_of = day_option("--as-of", o.as_of, true);
  AgendaQuestion q;
  q.as_of = as_of ? *as_of : last_day(store);
  q.either = true;
  if (o.days >= 0) q.days = o.days;
  std::vector<std::string> asked = o.sides;
  if (!o.actor.empty()) asked.push_back(o.actor);
  for (const std::string& code : asked) q.sides.push_back({code});
  const AgendaWords words(find_data_folder() + "/relations/agenda.tsv");
  // Of all actors, whoever is asked for: a plan is the same whoever looks at it
  const std::vector<RelationEvent> events = events_of(store, {}, q.as_of - 2 * q.past, std::nullopt, as_of);
  std::vector<PlanMention> mentions = mentions_of(events);
  for (PlanMention& m : read_notices(store, coding, words, q.as_of - kLookBack, q.as_of)) mentions.push_back(std::move(m));
  const Agenda agenda = agenda_of(words, std::move(mentions), events, q);
  const std::string out = o.format == "json" ? to_json(agenda, q.as_of) : o.format == "ics" ? to_calendar(agenda) : to_table(agenda, q.as_of);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kOk;
}

}  // namespace

void add_agenda(CLI::App& app, Action& action) {
  const auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("agenda", "What is planned for the days to come, how surely, and how the plans changed");
  CLI::Option* sides = verb->add_option("SIDES", o->sides, "two sides: what either of them is in, or what it is about")->expected(0, 2);
  verb->add_option("--actor", o->actor, "one side: country code or organisation")->excludes(sides);
  verb->add_option("--db", o->db, "the store")->required();
  verb->add_option("--as-of", o->as_of, "use only what was published by then (default: the store's last day)");
  verb->add_option("--days", o->days, "only so many days ahead")->check(CLI::NonNegativeNumber);
  verb->add_option("--format", o->format, "table, json or ics (for calendar programs)")->check(CLI::IsMember({"table", "json", "ics"}))->capture_default_str();
  o->runtime.add_to(*verb);
  verb->footer("Examples:\n  detente agenda NATO RUS --db news.db --as-of 2016-01-22\n  detente agenda --db news.db --days 30 --format ics > agenda.ics");
  verb->callback([o, &action] { action = [o] { return run_agenda(*o); }; });
}

}  // namespace detente::cli
