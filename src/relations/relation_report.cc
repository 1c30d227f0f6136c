#include "relations/relation_report.h"

#include <algorithm>
#include <set>

#include "store/dyads.h"
#include "store/query.h"

namespace detente {

namespace {

std::string side_text(const std::vector<StoredParty>& parties) {
  std::string out;
  for (const StoredParty& p : parties) {
    if (!out.empty()) out += ' ';
    out += p.code();
  }
  return out;
}

ShownEvent shown(Store& store, const SeriesEvent& e, double contribution, std::optional<std::int32_t> as_of) {
  ShownEvent out;
  out.id = event_id(store, e.event);
  out.day = e.day;
  out.score = e.score;
  out.contribution = contribution;
  if (const std::optional<EventReceipt> receipt = event_receipt(store, out.id, as_of)) {
    const StoredReport& r = receipt->event.agreed;
    out.from = side_text(r.actors);
    out.to = side_text(r.recipients);
    out.type = std::string(name(r.type));
    out.text = !r.text.empty() ? r.text : r.trigger;
  }
  return out;
}

int count_outlets(Store& store, const RelationSeries& s, std::optional<std::int32_t> as_of) {
  std::set<std::string> outlets;
  for (const SeriesEvent& e : s.events) {
    const std::optional<EventReceipt> receipt = event_receipt(store, event_id(store, e.event), as_of);
    if (!receipt) continue;
    for (const MergeItem* report : receipt->reports)
      if (!report->outlet.empty()) outlets.insert(report->outlet);
    if (receipt->reports.empty() && !receipt->event.outlet.empty()) outlets.insert(receipt->event.outlet);
  }
  return static_cast<int>(outlets.size());
}

std::string counted(std::size_t n, const char* one, const char* more) { return std::to_string(n) + " " + (n == 1 ? one : more); }

}  // namespace

RelationReport relation_report(Store& store, Side a, Side b, std::optional<std::int32_t> as_of, SeriesOptions options) {
  RelationReport r;
  r.a = std::move(a);
  r.b = std::move(b);
  r.as_of = as_of;
  if (as_of && !options.end) options.end = options.to ? std::min(*as_of, *options.to) : *as_of;
  r.series = relation_series(dyad_points(store, r.a.codes, r.b.codes, as_of), day_counts(store, as_of), options);
  for (const TurningPoint& t : r.series.turning_points) {
    r.events.emplace_back();
    for (const Contribution& c : t.events) r.events.back().push_back(shown(store, r.series.events[c.event], c.value, as_of));
  }
  if (!r.series.enough()) r.outlets = count_outlets(store, r.series, as_of);
  return r;
}

std::string state_sentence(const RelationReport& r) {
  const RelationSeries& s = r.series;
  if (s.empty()) return "no events";
  if (s.enough() && s.turning_points.empty()) return "steady: no turning point since " + iso_date(s.first);
  if (s.enough()) return std::string(name(s.state)) + " since " + iso_date(s.since);
  std::string out = counted(s.events.size(), "event", "events");
  if (r.outlets > 0) out += ", " + counted(static_cast<std::size_t>(r.outlets), "outlet", "outlets");
  return out + ": too few to call a change";
}

}  // namespace detente
