#include "store/query.h"

#include <algorithm>
#include <variant>

#include "util/error.h"
#include "util/utf8.h"

namespace detente {

namespace {

using Value = std::variant<std::string, std::int64_t>;

struct Query {
  std::string from, where;
  std::vector<Value> values;
  void add(const std::string& condition, Value value) {
    where += where.empty() ? " WHERE " : " AND ";
    where += condition;
    values.push_back(std::move(value));
  }
};

// What the user typed as words: each quoted, so that no character of it is an operator.
std::string words_only(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    if (end > i) {
      out += out.empty() ? "\"" : " \"";
      for (const char c : text.substr(i, end - i)) out += c == '"' ? std::string("\"\"") : std::string(1, c);
      out += '"';
    }
    i = end + 1;
  }
  return out;
}

Query make_query(const EventFilter& f) {
  Query q;
  if (f.actor.empty()) {
    q.from = "SELECT e.event FROM event e";
  } else {
    q.from = "SELECT p.event FROM event_party p JOIN event e USING(event)";
    q.add("p.party = ?", f.actor);
    q.add("p.other = ?", f.other);
  }
  if (f.as_of) q.add("e.first_published < ?", iso_date(*f.as_of + 1));
  if (!f.outlet.empty())
    q.add("EXISTS(SELECT 1 FROM crosswalk c JOIN report r USING(report) JOIN document d USING(doc) WHERE c.event = e.event AND d.outlet = ? COLLATE NOCASE)",
          f.outlet);
  if (const std::string words = words_only(f.text); !words.empty())
    q.add("e.event IN (SELECT c.event FROM fulltext t JOIN report r ON r.doc = t.rowid JOIN crosswalk c USING(report) WHERE fulltext MATCH ?)", words);
  if (f.as_of) return q;  // the rest depends on what was known then
  if (!f.type.empty()) q.add("e.type = ?", f.type);
  if (f.quad > 0) q.add("e.quad = ?", static_cast<std::int64_t>(f.quad));
  if (!f.status.empty()) q.add("e.status = ?", f.status);
  if (f.from) q.add("coalesce(e.date_end, unixepoch(e.first_published) / 86400) >= ?", static_cast<std::int64_t>(*f.from));
  if (f.to) q.add("coalesce(e.date_start, unixepoch(e.first_published) / 86400) <= ?", static_cast<std::int64_t>(*f.to));
  if (!f.place.empty()) q.add("e.place IN (SELECT place FROM place WHERE ? IN (lower(name), lower(country)))", utf8::lower(f.place));
  return q;
}

bool has_party(const std::vector<StoredParty>& parties, const std::string& code) {
  return std::any_of(parties.begin(), parties.end(), [&](const StoredParty& p) { return p.code() == code || p.country == code; });
}

std::optional<DayRange> days_of(const MergedEvent& e) {
  if (e.agreed.date) return e.agreed.date;
  const std::optional<std::int32_t> day = parse_iso_day(e.first_published);
  return day ? std::optional<DayRange>(DayRange{*day, *day}) : std::nullopt;
}

// The filter on an event as it was told on a day.
bool fits(const MergedEvent& e, const std::vector<const MergeItem*>& reports, const EventFilter& f) {
  const StoredReport& r = e.agreed;
  if (!f.type.empty() && name(r.type) != f.type) return false;
  if (f.quad > 0 && quad_of(r.type) != f.quad) return false;
  if (!f.status.empty() && name(r.status) != f.status) return false;
  const std::optional<DayRange> days = days_of(e);
  if ((f.from && (!days || days->last < *f.from)) || (f.to && (!days || days->first > *f.to))) return false;
  if (!f.place.empty() && (!r.place || (utf8::lower(r.place->name) != utf8::lower(f.place) && utf8::lower(r.place->country) != utf8::lower(f.place))))
    return false;
  for (const std::string* party : {&f.actor, &f.other})
    if (!party->empty() && !has_party(r.actors, *party) && !has_party(r.recipients, *party)) return false;
  return f.outlet.empty() || std::any_of(reports.begin(), reports.end(), [&](const MergeItem* m) { return utf8::lower(m->outlet) == utf8::lower(f.outlet); });
}

bool known_by(const MergeItem& m, std::int32_t day) { return m.published_day && *m.published_day <= day; }

}  // namespace

std::optional<EventReceipt> event_receipt(Store& store, const std::string& id, std::optional<std::int32_t> as_of) {
  EventReceipt out;
  out.reports = store.reports_of(id);
  if (as_of) std::erase_if(out.reports, [&](const MergeItem* m) { return !known_by(*m, *as_of); });
  if (out.reports.empty()) return std::nullopt;
  out.event = summarise(out.reports);
  out.event.id = id;
  return out;
}

void find_events(Store& store, const EventFilter& f, const std::function<void(const MergedEvent&)>& use) {
  const Query q = make_query(f);
  std::string sql = q.from + q.where;
  sql += f.actor.empty() ? " ORDER BY coalesce(e.date_start, unixepoch(e.first_published) / 86400) DESC, e.event" : " ORDER BY p.day DESC, p.event";
  Statement s(store.database(), sql);
  for (const Value& v : q.values) {
    if (const auto* text = std::get_if<std::string>(&v)) s.bind(std::string_view(*text));
    else s.bind(std::get<std::int64_t>(v));
  }
  std::size_t found = 0;
  while ((f.limit == 0 || found < f.limit) && s.step()) {
    const std::optional<EventReceipt> e = event_receipt(store, s.string(0), f.as_of);
    if (!e || (f.as_of && !fits(e->event, e->reports, f))) continue;
    ++found;
    use(e->event);
  }
}

}  // namespace detente
