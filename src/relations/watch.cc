#include "relations/watch.h"

#include <algorithm>
#include <cstdlib>

#include "relations/relation_text.h"
#include "store/query.h"
#include "util/date.h"
#include "util/error.h"
#include "util/json_out.h"
#include "util/markup.h"

namespace detente {

namespace {

constexpr std::int32_t kSameDays = 60;    // turning points of one direction that lie so near are the same, dated anew
constexpr std::int32_t kTellsLate = 366;  // an event is looked for among those of so many days before it was told
constexpr std::size_t kIds = 20;

bool known_before(const RelationSeries& before, const TurningPoint& t) {
  return std::any_of(before.turning_points.begin(), before.turning_points.end(),
                     [&](const TurningPoint& old) { return old.thaw == t.thaw && std::abs(old.day - t.day) <= kSameDays; });
}

void add_turning_points(const RelationReport& now, const RelationReport& before, const std::string& name, std::vector<WatchFinding>& out) {
  for (std::size_t i = 0; i < now.series.turning_points.size(); ++i) {
    const TurningPoint& t = now.series.turning_points[i];
    if (known_before(before.series, t)) continue;
    WatchFinding f{name, "turning_point", t.day, t.thaw ? "thaw on " : "freeze on ", {}};
    f.text += iso_date(t.day) + ": tone " + relation_text::signed_number(t.tone_before) + " before, " + relation_text::signed_number(t.tone_after) + " after";
    for (const ShownEvent& e : now.events[i]) f.events.push_back(e.id);
    out.push_back(std::move(f));
  }
}

std::string state_text(const RelationReport& r) { return r.series.enough() ? std::string(name(r.series.state)) : "too few events"; }

void add_state(const RelationReport& now, const RelationReport& before, const std::string& name, std::vector<WatchFinding>& out) {
  if (state_text(now) == state_text(before)) return;
  out.push_back({name, "state", now.series.enough() ? now.series.since : now.series.last(), state_sentence(now) + " (before: " + state_text(before) + ")", {}});
}

void add_events(std::vector<std::string> ids, std::size_t count, std::int32_t day, const std::string& name, std::vector<WatchFinding>& out) {
  if (count == 0) return;
  out.push_back({name, "events", day, std::to_string(count) + (count == 1 ? " new event" : " new events"), std::move(ids)});
}

// FNV-1a: an id that depends on the words alone.
std::string short_hash(std::string_view words) {
  std::uint64_t h = 0xcbf29ce484222325U;
  for (const char c : words) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[h >> shift & 15];
  return out;
}

void append_ids(const std::vector<std::string>& ids, std::string& out) {
  for (std::size_t i = 0; i < ids.size(); ++i) out += (i > 0 ? " " : "") + ids[i];
}

}  // namespace

std::vector<Watched> parse_watch_list(std::string_view text, std::string_view file) {
  std::vector<Watched> out;
  int number = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t end = std::min(text.find('\n', pos), text.size());
    std::string_view line = text.substr(pos, end - pos);
    pos = end + 1;
    ++number;
    if (number == 1 && line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
    line = line.substr(0, line.find('#'));
    std::vector<std::string> words;
    for (std::size_t i = 0; i < line.size();) {
      const std::size_t begin = line.find_first_not_of(" \t\r,", i);
      if (begin == std::string_view::npos) break;
      i = std::min(line.find_first_of(" \t\r,", begin), line.size());
      words.emplace_back(line.substr(begin, i - begin));
    }
    if (words.empty()) continue;
    const std::string where = std::string(file) + ":" + std::to_string(number);
    if (words.size() > 2) throw error_at(where, "a line names one side or two, like RUS USA");
    if (words.size() == 2 && words[0] == words[1]) throw error_at(where, "the two sides are the same");
    out.push_back({words[0], words.size() == 2 ? words[1] : std::string(), number});
  }
  if (out.empty()) throw Error(std::string(file) + ": names no side to watch");
  return out;
}

std::vector<WatchFinding> watch_pair(Store& store, const std::string& name, const Side& a, const Side& b, const WatchDays& days, const SeriesOptions& options) {
  const RelationReport now = relation_report(store, a, b, days.as_of, options), before = relation_report(store, a, b, days.since, options);
  std::vector<WatchFinding> out;
  if (now.series.empty()) return out;
  add_turning_points(now, before, name, out);
  add_state(now, before, name, out);
  std::vector<std::string> ids;
  std::size_t count = 0;
  std::int32_t last = 0;
  for (const DyadPoint& p : dyad_points(store, a.codes, b.codes, days.as_of).points) {
    if (p.published <= days.since) continue;
    last = count++ == 0 ? p.published : std::max(last, p.published);
    if (ids.size() < kIds) ids.push_back(event_id(store, p.event));
  }
  add_events(std::move(ids), count, last, name, out);
  return out;
}

std::vector<WatchFinding> watch_side(Store& store, const std::string& name, const Side& side, const WatchDays& days) {
  EventFilter filter;
  filter.actors = side.codes;
  filter.from = days.since - kTellsLate;
  filter.as_of = days.as_of;
  std::vector<std::string> ids;
  std::size_t count = 0;
  std::int32_t last = 0;
  find_events(store, filter, [&](const MergedEvent& e) {
    const std::optional<std::int32_t> published = parse_iso_day(e.first_published);
    if (!published || *published <= days.since) return;
    last = count++ == 0 ? *published : std::max(last, *published);
    if (ids.size() < kIds) ids.push_back(e.id);
  });
  std::vector<WatchFinding> out;
  add_events(std::move(ids), count, last, name, out);
  return out;
}

std::string watch_table(const std::vector<WatchFinding>& findings) {
  if (findings.empty()) return "nothing changed\n";
  std::string out;
  for (const WatchFinding& f : findings) {
    out += iso_date(f.day) + "  " + f.pair + "  " + f.text;
    if (!f.events.empty()) {
      out += "\n    ";
      append_ids(f.events, out);
    }
    out += '\n';
  }
  return out;
}

std::string watch_json(const std::vector<WatchFinding>& findings, const WatchDays& days) {
  std::string out = "{\"since\":\"" + iso_date(days.since) + "\",\"as_of\":";
  json::append_string_or_null(out, days.as_of ? iso_date(*days.as_of) : std::string());
  out += ",\"findings\":[";
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const WatchFinding& f = findings[i];
    out += i > 0 ? ",{\"pair\":" : "{\"pair\":";
    json::append_string(out, f.pair);
    out += ",\"kind\":\"" + f.kind + "\",\"date\":\"" + iso_date(f.day) + "\",\"text\":";
    json::append_string(out, f.text);
    out += ",\"events\":[";
    for (std::size_t k = 0; k < f.events.size(); ++k) {
      if (k > 0) out += ',';
      json::append_string(out, f.events[k]);
    }
    out += "]}";
  }
  return out + "]}\n";
}

std::string watch_atom(const std::vector<WatchFinding>& findings, std::int32_t updated) {
  for (std::size_t i = 0; i < findings.size(); ++i) updated = i == 0 ? findings[i].day : std::max(updated, findings[i].day);
  const auto moment = [](std::int32_t day) { return iso_date(day) + "T00:00:00Z"; };
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  out += "  <title>Détente: watched relations</title>\n  <id>urn:detente:watch</id>\n  <updated>" + moment(updated) +
         "</updated>\n  <author><name>Détente</name></author>\n";
  for (const WatchFinding& f : findings) {
    out += "  <entry>\n    <title>" + markup_text(f.pair + ": " + f.text) + "</title>\n";
    out += "    <id>urn:detente:watch:" + short_hash(f.pair + "\n" + f.kind + "\n" + iso_date(f.day) + "\n" + f.text) + "</id>\n";
    out += "    <updated>" + moment(f.day) + "</updated>\n    <category term=\"" + markup_text(f.kind) + "\"/>\n    <content type=\"text\">";
    std::string content = f.text;
    if (!f.events.empty()) {
      content += ". Events: ";
      append_ids(f.events, content);
    }
    out += markup_text(content) + "</content>\n  </entry>\n";
  }
  return out + "</feed>\n";
}

}  // namespace detente
