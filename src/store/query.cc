#include "store/query.h"

#include <algorithm>
#include <variant>

#include "store/event_rows.h"
#include "store/names.h"
#include "util/error.h"
#include "util/utf8.h"

namespace detente {

namespace {

using Value = std::variant<std::string, std::int64_t>;

constexpr std::int64_t kLongestDays = 366;

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

// One of `codes`, which have numbers; false when none is known.
bool add_codes(Query& q, const char* column, const std::vector<std::string>& codes, StoreNames& names) {
  std::string list;
  for (const std::string& c : codes) {
    if (const std::optional<std::int64_t> number = names.find_code(c)) {
      if (!list.empty()) list += ',';
      list += std::to_string(*number);
    }
  }
  if (list.empty()) return false;
  q.where += q.where.empty() ? " WHERE " : " AND ";
  q.where += column;
  q.where += " IN (";
  q.where += list;
  q.where += ')';
  return true;
}

std::vector<std::string> side(const std::string& one, const std::vector<std::string>& more) {
  std::vector<std::string> out = more;
  if (!one.empty()) out.push_back(one);
  return out;
}

// Nothing when the filter names a side that the store does not know.
std::optional<Query> make_query(const EventFilter& f, StoreNames& names) {
  Query q;
  const std::vector<std::string> actors = side(f.actor, f.actors), others = side(f.other, f.others);
  if (actors.empty()) {
    q.from = "SELECT e.event FROM event e";
  } else {
    // An event stands under each code of a side
    q.from = actors.size() + others.size() > 2 ? "SELECT DISTINCT p.event FROM event_party p JOIN event e USING(event)"
                                               : "SELECT p.event FROM event_party p JOIN event e USING(event)";
    if (!add_codes(q, "p.party", actors, names)) return std::nullopt;
    if (others.empty()) q.where += " AND p.other = 0";
    else if (!add_codes(q, "p.other", others, names)) return std::nullopt;
  }
  if (f.as_of) q.add("e.first_published < ?", iso_date(*f.as_of + 1));
  // The day that the indexes are sorted by, with room for what lasts long or was told of another day
  const std::string day = actors.empty() ? "e.day" : "p.day";
  if (f.from) q.add(day + " >= ?", static_cast<std::int64_t>(*f.from) - kLongestDays);
  if (f.to) q.add(day + " <= ?", static_cast<std::int64_t>(*f.to) + (f.as_of ? kLongestDays : 0));
  if (!f.outlet.empty()) {
    q.add(
        "(e.outlet = ? COLLATE NOCASE OR EXISTS(SELECT 1 FROM crosswalk c JOIN report r USING(report) JOIN document d USING(doc) WHERE c.event = e.event "
        "AND d.outlet = ? COLLATE NOCASE))",
        f.outlet);
    q.values.emplace_back(f.outlet);
  }
  if (const std::string words = words_only(f.text); !words.empty())
    q.add("e.event IN (SELECT c.event FROM fulltext t JOIN report r ON r.doc = t.rowid JOIN crosswalk c USING(report) WHERE fulltext MATCH ?)", words);
  if (f.as_of) return q;  // the rest depends on what was known then
  if (!f.type.empty()) q.add("e.type = ?", static_cast<std::int64_t>(parse_event_type(f.type)));
  if (f.quad > 0) q.add("e.act IN (SELECT act FROM act WHERE quad = ?)", static_cast<std::int64_t>(f.quad));
  if (!f.status.empty()) q.add("e.status = ?", static_cast<std::int64_t>(parse_status(f.status)));
  if (f.from) q.add("coalesce(e.date_end, e.day) >= ?", static_cast<std::int64_t>(*f.from));
  if (!f.place.empty()) q.add("e.place IN (SELECT place FROM place WHERE ? IN (lower(name), lower(country)))", utf8::lower(f.place));
  return q;
}

bool has_party(const MergedEvent& e, const std::vector<std::string>& codes) {
  if (codes.empty()) return true;
  for (const auto* parties : {&e.agreed.actors, &e.agreed.recipients})
    for (const std::string_view c : party_codes(*parties))
      if (std::find(codes.begin(), codes.end(), c) != codes.end()) return true;
  return false;
}

std::optional<DayRange> days_of(const MergedEvent& e) {
  if (e.agreed.date) return e.agreed.date;
  const std::optional<std::int32_t> day = parse_iso_day(e.first_published);
  return day ? std::optional<DayRange>(DayRange{*day, *day}) : std::nullopt;
}

// The filter on an event as it was told on a day; `reports`: those of then, empty when all that are there were known.
bool fits(const MergedEvent& e, const std::vector<const MergeItem*>& reports, const EventFilter& f) {
  const StoredReport& r = e.agreed;
  if (!f.type.empty() && name(r.type) != f.type) return false;
  if (f.quad > 0 && quad_of(r.type) != f.quad) return false;
  if (!f.status.empty() && name(r.status) != f.status) return false;
  const std::optional<DayRange> days = days_of(e);
  if ((f.from && (!days || days->last < *f.from)) || (f.to && (!days || days->first > *f.to))) return false;
  if (!f.place.empty() && (!r.place || (utf8::lower(r.place->name) != utf8::lower(f.place) && utf8::lower(r.place->country) != utf8::lower(f.place))))
    return false;
  if (!has_party(e, side(f.actor, f.actors)) || !has_party(e, side(f.other, f.others))) return false;
  if (f.outlet.empty() || reports.empty()) return true;
  return std::any_of(reports.begin(), reports.end(), [&](const MergeItem* m) { return utf8::lower(m->outlet) == utf8::lower(f.outlet); });
}

bool known_by(const MergeItem& m, std::int32_t day) { return m.published_day && *m.published_day <= day; }

}  // namespace

std::optional<EventReceipt> event_receipt(Store& store, const std::string& id, std::optional<std::int32_t> as_of) {
  EventReceipt out;
  const std::optional<std::int64_t> row = store.events().find(id);
  if (!row || !store.events().read(*row, out.event)) return std::nullopt;
  if (!out.event.dataset.empty()) {
    const std::optional<std::int32_t> published = parse_iso_day(out.event.first_published);
    return as_of && (!published || *published > *as_of) ? std::nullopt : std::optional(std::move(out));
  }
  out.reports = store.reports_of(*row);
  if (as_of) std::erase_if(out.reports, [&](const MergeItem* m) { return !known_by(*m, *as_of); });
  if (out.reports.empty()) return std::nullopt;
  out.event = summarise(out.reports);
  out.event.id = id;
  return out;
}

std::optional<MergedEvent> event_at(Store& store, std::int64_t row, std::optional<std::int32_t> as_of, std::vector<const MergeItem*>* reports) {
  std::optional<MergedEvent> e(std::in_place);
  if (!store.events().read(row, *e)) return std::nullopt;
  if (!as_of) return e;
  const std::optional<std::int32_t> last = parse_iso_day(e->last_published);
  if (last && *last <= *as_of) return e;
  if (!e->dataset.empty()) return std::nullopt;
  std::vector<const MergeItem*> known = store.reports_of(row);
  std::erase_if(known, [&](const MergeItem* m) { return !known_by(*m, *as_of); });
  if (known.empty()) return std::nullopt;
  std::string id = std::move(e->id);
  e = summarise(known);
  e->id = std::move(id);
  if (reports != nullptr) *reports = std::move(known);
  return e;
}

void find_events(Store& store, const EventFilter& f, const std::function<void(const MergedEvent&)>& use) {
  const std::optional<Query> q = make_query(f, store.names());
  if (!q) return;
  const bool by_party = !f.actor.empty() || !f.actors.empty();
  // With the order taken from an index, a page of a large store is there at once
  Statement s(store.database(), q->from + q->where + (by_party ? " ORDER BY p.day DESC, e.id" : " ORDER BY e.day DESC, e.id"));
  for (const Value& v : q->values) {
    if (const auto* text = std::get_if<std::string>(&v)) s.bind(std::string_view(*text));
    else s.bind(std::get<std::int64_t>(v));
  }
  std::size_t found = 0;
  while ((f.limit == 0 || found < f.limit) && s.step()) {
    std::vector<const MergeItem*> reports;
    const std::optional<MergedEvent> e = event_at(store, s.integer(0), f.as_of, &reports);
    if (!e || (f.as_of && !fits(*e, reports, f))) continue;
    ++found;
    use(*e);
  }
}

}  // namespace detente
