#include "relations/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "relations/turning_points.h"
#include "store/merge.h"
#include "util/error.h"

namespace detente {

namespace {

constexpr std::int32_t kLongest = 110'000;  // days
constexpr double kPriorPairs = 20;          // pairs of events of one day that speak for no correlation

double status_weight(const DyadPoint& p, const SeriesOptions& o) {
  if (p.day < p.published - o.background_days) return 0;
  switch (p.status) {
    case Status::happened: return 1;
    case Status::planned: return o.planned;
    case Status::possible: return o.possible;
    case Status::denied:
    case Status::historical: break;
  }
  return 0;
}

void collect_events(const DyadPoints& points, RelationSeries& s) {
  const SeriesOptions& o = s.options;
  for (const DyadPoint& p : points.points) {
    // A plan counts on the day on which it was told, not on the one it is for.
    const std::int32_t day = std::min(p.day, p.published);
    if ((o.from && day < *o.from) || (o.to && day > *o.to)) continue;
    const double weight = day <= kUndated ? 0 : status_weight(p, o);
    const std::optional<double> value = score(o.scale, points.acts[static_cast<std::size_t>(p.act)]);
    if (weight <= 0 || !value) ++s.left_out;
    else s.events.push_back({p.event, day, *value, weight, p.forward, p.backward});
  }
  std::stable_sort(s.events.begin(), s.events.end(), [](const SeriesEvent& a, const SeriesEvent& b) { return a.day < b.day; });
}

std::int32_t last_day(const RelationSeries& s, const std::vector<DayCount>& coverage) {
  std::int32_t last = s.events.back().day;
  if (s.options.end) return std::max(last, *s.options.end);
  if (s.options.to) return std::max(last, *s.options.to);
  return coverage.empty() ? last : std::max(last, coverage.back().day);
}

void add_up(RelationSeries& s, const std::vector<DayCount>& coverage) {
  s.first = s.events.front().day;
  const std::int64_t span = static_cast<std::int64_t>(last_day(s, coverage)) - s.first + 1;
  if (span > kLongest)
    throw Error("the events span " + std::to_string(span) + " days; a series may have " + std::to_string(kLongest) + " (narrow it by dates)");
  const auto days = static_cast<std::size_t>(span);
  for (auto* series : {&s.forward, &s.backward, &s.sum, &s.count, &s.coverage, &s.weight, &s.expected}) series->assign(days, 0);
  s.attention.assign(days, 0);
  s.tone.assign(days, std::numeric_limits<double>::quiet_NaN());
  for (const SeriesEvent& e : s.events) {
    const auto t = static_cast<std::size_t>(e.day - s.first);
    const double value = e.weight * e.score;
    if (e.forward) s.forward[t] += value;
    if (e.backward) s.backward[t] += value;
    s.sum[t] += value;
    s.count[t] += e.weight;
    ++s.attention[t];
  }
  for (const DayCount& c : coverage)
    if (c.day >= s.first && c.day - s.first < span) s.coverage[static_cast<std::size_t>(c.day - s.first)] = static_cast<double>(c.events);
  for (std::size_t t = 0; t < days; ++t) {
    s.coverage[t] = std::max(s.coverage[t], static_cast<double>(s.attention[t]));
    if (s.count[t] > 0) s.tone[t] = s.sum[t] / s.count[t];
  }
}

void describe_scores(RelationSeries& s) {
  double weights = 0, sum = 0;
  for (const SeriesEvent& e : s.events) weights += e.weight, sum += e.weight * e.score;
  s.usual = sum / weights;
  // By day: the square of the sum less the sum of squares is what the pairs of events give
  double squares = 0, products = 0, pairs = 0;
  for (std::size_t i = 0; i < s.events.size();) {
    double departure = 0, day_weights = 0;
    const std::int32_t day = s.events[i].day;
    for (; i < s.events.size() && s.events[i].day == day; ++i) {
      const SeriesEvent& e = s.events[i];
      const double d = e.score - s.usual;
      squares += e.weight * d * d;
      products -= e.weight * e.weight * d * d;
      pairs -= e.weight * e.weight;
      departure += e.weight * d;
      day_weights += e.weight;
    }
    products += departure * departure;
    pairs += day_weights * day_weights;
  }
  const double variance = squares / weights;
  s.spread = std::sqrt(variance);
  s.within_day = variance > 0 ? std::clamp(products / ((pairs + kPriorPairs) * variance), 0.0, 1.0) : 0;
  for (std::size_t t = 0; t < s.count.size(); ++t) s.weight[t] = s.count[t] / (1 + s.within_day * std::max(0.0, s.count[t] - 1));
}

std::vector<double> sums_before(const std::vector<double>& values) {
  std::vector<double> out(values.size() + 1, 0);
  for (std::size_t i = 0; i < values.size(); ++i) out[i + 1] = out[i] + values[i];
  return out;
}

// The usual share of the coverage (a year around the day, with a month of the whole as prior) times the coverage of the month around. The
// relation's own events count in the coverage as if they were told evenly, lest a burst of them be expected for its own sake.
void expect_events(RelationSeries& s) {
  const std::size_t days = s.weight.size();
  const double even = static_cast<double>(s.events.size()) / static_cast<double>(days);
  std::vector<double> coverage(days);
  for (std::size_t t = 0; t < days; ++t) coverage[t] = s.coverage[t] - s.attention[t] + even;
  const std::vector<double> own = sums_before(s.weight), all = sums_before(coverage);
  const auto around = [days](std::size_t t, int half) {
    const auto h = static_cast<std::size_t>(half);
    return std::pair(t > h ? t - h : 0, std::min(days, t + h + 1));
  };
  const double share = own[days] / all[days], prior = 30 * all[days] / static_cast<double>(days);
  double sum = 0;
  for (std::size_t t = 0; t < days; ++t) {
    const auto [a, b] = around(t, s.options.year_days);
    const auto [c, d] = around(t, s.options.month_days);
    s.expected[t] = (own[b] - own[a] + share * prior) / (all[b] - all[a] + prior) * (all[d] - all[c]) / static_cast<double>(d - c);
    sum += s.expected[t];
  }
  for (double& e : s.expected) e *= own[days] / sum;
}

}  // namespace

std::string_view name(RelationState state) {
  static constexpr std::array<std::string_view, 5> names = {"unknown", "steady", "thaw", "freeze", "volatile"};
  return names[static_cast<std::size_t>(state)];
}

RelationSeries relation_series(const DyadPoints& points, const std::vector<DayCount>& coverage, const SeriesOptions& options) {
  RelationSeries s;
  s.options = options;
  collect_events(points, s);
  if (s.events.empty()) return s;
  add_up(s, coverage);
  describe_scores(s);
  expect_events(s);
  if (!s.enough()) return s;
  s.variances = fit_level(s.tone, s.weight, options.most_drift);
  s.level = smooth_level(s.tone, s.variances, s.weight);
  find_turning_points(s);
  return s;
}

}  // namespace detente
