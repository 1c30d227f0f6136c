// A relation for programs: everything as JSON, and the days as CSV. Numbers read back as the same doubles.
#include <cmath>

#include "relations/relation_report.h"
#include "relations/relation_text.h"
#include "util/date.h"
#include "util/json_out.h"

namespace detente {

namespace {

using relation_text::append_exact;

class Json {
 public:
  std::string out;
  void open(char bracket) { separate(), out += bracket, first_ = true; }
  void close(char bracket) { out += bracket, first_ = false; }
  Json& key(const char* name) {
    separate();
    out += '"';
    out += name;
    out += "\":";
    first_ = true;
    return *this;
  }
  void number(double v) {
    separate();
    if (std::isfinite(v)) append_exact(out, v);
    else out += "null";
  }
  void integer(std::int64_t v) { separate(), json::append_int(out, v); }
  void text(std::string_view v) { separate(), json::append_string(out, v); }
  void text_or_null(std::string_view v) { separate(), json::append_string_or_null(out, v); }
  void boolean(bool v) { separate(), out += v ? "true" : "false"; }
  void null() { separate(), out += "null"; }
  void date(std::int32_t day) { text(iso_date(day)); }

 private:
  void separate() {
    if (!first_) out += ',';
    first_ = false;
  }
  bool first_ = true;
};

void put_side(Json& j, const char* key, const Side& side) {
  j.key(key).open('{');
  j.key("name").text(side.name);
  j.key("codes").open('[');
  for (const std::string& c : side.codes) j.text(c);
  j.close(']');
  j.close('}');
}

void put_level(Json& j, const RelationSeries& s) {
  if (s.level.level.empty()) {
    j.key("level").null();
    return;
  }
  const double level = s.level.level.back(), half = 1.96 * std::sqrt(s.level.variance.back());
  j.key("level").open('{');
  j.key("date").date(s.last());
  j.key("value").number(level);
  j.key("low").number(level - half);
  j.key("high").number(level + half);
  j.key("noise").number(s.variances.noise);
  j.key("drift").number(s.variances.drift);
  j.key("log_likelihood").number(s.level.log_likelihood);
  j.close('}');
}

void put_attention(Json& j, const RelationSeries& s) {
  const relation_text::Attention all = relation_text::attention(s, s.attention.size()), recent = relation_text::attention(s, 90);
  j.key("attention").open('{');
  j.key("events").number(all.events);
  j.key("share").number(all.share());
  j.key("recent_days").integer(recent.days);
  j.key("recent_events").number(recent.events);
  j.key("recent_share").number(recent.share());
  j.close('}');
}

void put_turning_points(Json& j, const RelationReport& r) {
  j.key("turning_points").open('[');
  for (std::size_t i = 0; i < r.series.turning_points.size(); ++i) {
    const TurningPoint& t = r.series.turning_points[i];
    j.open('{');
    j.key("date").date(t.day);
    j.key("from").date(t.first);
    j.key("to").date(t.last);
    j.key("state").text(t.thaw ? "thaw" : "freeze");
    j.key("size").number(t.tone_after - t.tone_before);
    j.key("before").number(t.tone_before);
    j.key("after").number(t.tone_after);
    j.key("departure_before").number(t.departure_before);
    j.key("departure_after").number(t.departure_after);
    j.key("events").open('[');
    for (std::size_t k = 0; k < t.events.size(); ++k) {
      const SeriesEvent& e = r.series.events[t.events[k].event];
      j.open('{');
      if (i < r.events.size() && k < r.events[i].size()) {
        const ShownEvent& shown = r.events[i][k];
        j.key("id").text(shown.id);
        j.key("from").text(shown.from);
        j.key("to").text(shown.to);
        j.key("type").text_or_null(shown.type);
        j.key("text").text_or_null(shown.text);
      }
      j.key("row").integer(e.event);
      j.key("date").date(e.day);
      j.key("score").number(e.score);
      j.key("contribution").number(t.events[k].value);
      j.close('}');
    }
    j.close(']');
    j.close('}');
  }
  j.close(']');
}

void put_periods(Json& j, const RelationSeries& s) {
  j.key("periods").open('[');
  for (const Period& p : s.periods) {
    j.open('{');
    j.key("from").date(p.first);
    j.key("to").date(p.last);
    j.key("state").text(name(p.state));
    j.key("events").integer(p.events);
    j.key("tone").number(p.tone);
    j.key("departure").number(p.departure);
    j.key("expected").number(p.expected);
    j.close('}');
  }
  j.close(']');
}

void put_series(Json& j, const RelationSeries& s) {
  j.key("series").open('[');
  for (std::size_t t = 0; t < s.sum.size(); ++t) {
    j.open('{');
    j.key("date").date(s.first + static_cast<std::int32_t>(t));
    j.key("forward").number(s.forward[t]);
    j.key("backward").number(s.backward[t]);
    j.key("sum").number(s.sum[t]);
    j.key("events").integer(s.attention[t]);
    j.key("coverage").number(s.coverage[t]);
    j.key("tone").number(s.tone[t]);
    j.key("expected").number(s.expected[t]);
    if (!s.level.level.empty()) {
      const double half = 1.96 * std::sqrt(s.level.variance[t]);
      j.key("level").number(s.level.level[t]);
      j.key("low").number(s.level.level[t] - half);
      j.key("high").number(s.level.level[t] + half);
    }
    j.close('}');
  }
  j.close(']');
}

void put_parameters(Json& j, const SeriesOptions& o) {
  j.key("parameters").open('{');
  j.key("planned").number(o.planned);
  j.key("possible").number(o.possible);
  j.key("year_days").integer(o.year_days);
  j.key("month_days").integer(o.month_days);
  j.key("prior_events").number(o.prior_events);
  j.key("penalty").number(o.penalty);
  j.key("least_events").integer(o.least_events);
  j.key("least_days").integer(o.least_days);
  j.key("most_drift").number(o.most_drift);
  j.key("few_events").integer(o.few_events);
  j.key("recent_days").integer(o.recent_days);
  j.key("volatile_changes").integer(o.volatile_changes);
  j.close('}');
}

void put_points(Json& j, const RelationSeries& s) {
  j.key("points").open('[');
  for (const SeriesEvent& e : s.events) {
    j.open('{');
    j.key("row").integer(e.event);
    j.key("date").date(e.day);
    j.key("score").number(e.score);
    j.key("weight").number(e.weight);
    j.key("forward").boolean(e.forward);
    j.key("backward").boolean(e.backward);
    j.close('}');
  }
  j.close(']');
}

}  // namespace

std::string relation_json(const RelationReport& r, bool points) {
  const RelationSeries& s = r.series;
  Json j;
  j.open('{');
  put_side(j, "a", r.a);
  put_side(j, "b", r.b);
  j.key("scale").text(name(s.options.scale));
  j.key("as_of").text_or_null(r.as_of ? iso_date(*r.as_of) : std::string());
  j.key("state").text(name(s.state));
  j.key("since").text_or_null(s.enough() ? iso_date(s.since) : std::string());
  j.key("enough").boolean(s.enough());
  j.key("sentence").text(state_sentence(r));
  j.key("events").integer(static_cast<std::int64_t>(s.events.size()));
  j.key("left_out").integer(s.left_out);
  if (!s.empty()) {
    j.key("from").date(s.first);
    j.key("to").date(s.last());
    j.key("usual").number(s.usual);
    j.key("spread").number(s.spread);
    j.key("within_day").number(s.within_day);
    put_level(j, s);
    put_attention(j, s);
  }
  put_turning_points(j, r);
  put_periods(j, s);
  if (!s.empty()) put_series(j, s);
  if (points) {
    put_parameters(j, s.options);
    put_points(j, s);
  }
  j.close('}');
  return j.out + "\n";
}

std::string relation_csv(const RelationReport& r) {
  const RelationSeries& s = r.series;
  std::string out = "date,forward,backward,sum,events,coverage,tone,level,low,high\n";
  for (std::size_t t = 0; t < s.sum.size(); ++t) {
    out += iso_date(s.first + static_cast<std::int32_t>(t));
    for (const double v : {s.forward[t], s.backward[t], s.sum[t], static_cast<double>(s.attention[t]), s.coverage[t]}) out += ',', append_exact(out, v);
    out += ',';
    if (s.count[t] > 0) append_exact(out, s.tone[t]);
    if (s.level.level.empty()) {
      out += ",,,\n";
      continue;
    }
    const double half = 1.96 * std::sqrt(s.level.variance[t]);
    for (const double v : {s.level.level[t], s.level.level[t] - half, s.level.level[t] + half}) out += ',', append_exact(out, v);
    out += '\n';
  }
  return out;
}

}  // namespace detente
