#include "relations/turning_points.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace detente {

namespace {

constexpr double kTail = 0.025;                            // of the posterior of a date, at each end
constexpr std::int32_t kDaysBefore = 30, kDaysAfter = 60;  // around a turning point, in which the events behind it are looked for
constexpr std::size_t kEventsShown = 5;

class Finder {
 public:
  explicit Finder(RelationSeries& s) : s_(s), days_(event_days(s)), cuts_(cut_periods(days_, s.options)) {
    cuts_.insert(cuts_.begin(), 0);
    cuts_.push_back(days_.size());
  }

  void fill() {
    cut_into_periods();
    while (join_contradicting()) cut_into_periods();
    for (std::size_t i = 1; i + 1 < cuts_.size(); ++i) s_.turning_points.push_back(turning_point(i));
    for (Period& p : s_.periods) p.state = state_on(p.first).first;
    std::tie(s_.state, s_.since) = state_on(s_.last());
  }

 private:
  void cut_into_periods() {
    s_.periods.clear();
    for (std::size_t i = 0; i + 1 < cuts_.size(); ++i) s_.periods.push_back(period(i));
  }

  // Mere talk or silence is no change: where the tone does not move the way of the departure, the periods are one.
  bool join_contradicting() {
    for (std::size_t i = 1; i < s_.periods.size(); ++i) {
      const Period &before = s_.periods[i - 1], &after = s_.periods[i];
      if ((after.departure > before.departure) == (after.tone > before.tone)) continue;
      cuts_.erase(cuts_.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    return false;
  }

  Period period(std::size_t i) const {
    const std::size_t a = cuts_[i], b = cuts_[i + 1];
    Period p;
    p.first = days_.day[a];
    p.last = b < days_.size() ? days_.day[b] - 1 : s_.last();
    p.events = days_.events[b] - days_.events[a];
    p.tone = (days_.score[b] - days_.score[a]) / (days_.weight[b] - days_.weight[a]);
    p.expected = days_.expected[b] - days_.expected[a];
    p.departure = (days_.departure[b] - days_.departure[a]) / (p.expected + s_.options.prior_events);
    return p;
  }

  TurningPoint turning_point(std::size_t i) const {
    const Period &before = s_.periods[i - 1], &after = s_.periods[i];
    TurningPoint t;
    t.day = after.first;
    t.thaw = after.departure > before.departure;
    t.tone_before = before.tone, t.tone_after = after.tone;
    t.departure_before = before.departure, t.departure_after = after.departure;
    date_interval(cuts_[i - 1], cuts_[i + 1], t);
    add_events(before, after, t);
    return t;
  }

  // Posterior of the day of change between two periods whose outer ends hold: any day since the event before is as likely.
  void date_interval(std::size_t a, std::size_t b, TurningPoint& t) const {
    std::vector<double> log_likelihood;
    for (std::size_t c = a + 1; c < b; ++c)
      log_likelihood.push_back((explained(days_, a, c, s_.options.prior_events) + explained(days_, c, b, s_.options.prior_events)) / 2);
    const double most = *std::max_element(log_likelihood.begin(), log_likelihood.end());
    double total = 0;
    for (std::size_t k = 0; k < log_likelihood.size(); ++k) total += std::exp(log_likelihood[k] - most) * gap(a + 1 + k);
    const auto quantile = [&](double q) {
      double sum = 0;
      for (std::size_t k = 0; k < log_likelihood.size(); ++k) {
        const double mass = std::exp(log_likelihood[k] - most) * gap(a + 1 + k) / total;
        if (sum + mass >= q && mass > 0)
          return days_.day[a + k] +
                 std::clamp(static_cast<std::int32_t>(std::ceil((q - sum) / mass * gap(a + 1 + k))), 1, days_.day[a + 1 + k] - days_.day[a + k]);
        sum += mass;
      }
      return days_.day[b - 1];
    };
    t.first = std::min(t.day, quantile(kTail));
    t.last = std::max(t.day, quantile(1 - kTail));
  }
  [[nodiscard]] double gap(std::size_t c) const { return days_.day[c] - days_.day[c - 1]; }

  void add_events(const Period& before, const Period& after, TurningPoint& t) const {
    const std::int32_t begin = std::max(t.first, t.day - kDaysBefore), end = std::min(after.last, t.day + kDaysAfter);
    for (std::size_t i = 0; i < s_.events.size(); ++i) {
      const SeriesEvent& e = s_.events[i];
      if (e.day < begin || e.day > end) continue;
      const auto day = static_cast<std::size_t>(e.day - s_.first);
      const double value = e.weight * s_.weight[day] / s_.count[day] * (e.score - before.tone) * (t.thaw ? 1 : -1);
      if (value > 0) t.events.push_back({i, value});
    }
    std::stable_sort(t.events.begin(), t.events.end(), [](const Contribution& x, const Contribution& y) { return x.value > y.value; });
    if (t.events.size() > kEventsShown) t.events.resize(kEventsShown);
    std::sort(t.events.begin(), t.events.end(), [](const Contribution& x, const Contribution& y) { return x.event < y.event; });
  }

  // The state on a day, and since when.
  [[nodiscard]] std::pair<RelationState, std::int32_t> state_on(std::int32_t day) const {
    const TurningPoint *last = nullptr, *third = nullptr;
    int recent = 0;
    for (auto t = s_.turning_points.rbegin(); t != s_.turning_points.rend(); ++t) {
      if (t->day > day) continue;
      if (last == nullptr) last = &*t;
      if (t->day <= day - s_.options.recent_days) break;
      ++recent;
      third = &*t;
    }
    if (last == nullptr) return {RelationState::steady, s_.first};
    if (recent >= s_.options.volatile_changes) return {RelationState::volatile_, third->day};
    if (recent == 0) return {RelationState::steady, last->day};
    return {last->thaw ? RelationState::thaw : RelationState::freeze, last->day};
  }

  RelationSeries& s_;
  EventDays days_;
  std::vector<std::size_t> cuts_;
};

}  // namespace

EventDays event_days(const RelationSeries& s) {
  EventDays out;
  out.departure = out.expected = out.score = out.weight = {0};
  out.events = {0};
  out.variance = s.spread * s.spread;
  double expected = 0, through_last = 0;  // silence after the last event says nothing yet
  for (std::size_t t = 0; t < s.weight.size(); ++t) {
    if (s.attention[t] > 0) {
      through_last = expected + s.expected[t];
      if (!out.day.empty()) out.expected.push_back(expected);
      out.day.push_back(s.first + static_cast<std::int32_t>(t));
      out.departure.push_back(out.departure.back() + s.weight[t] * (s.tone[t] - s.usual));
      out.score.push_back(out.score.back() + s.sum[t]);
      out.weight.push_back(out.weight.back() + s.count[t]);
      out.events.push_back(out.events.back() + s.attention[t]);
    }
    expected += s.expected[t];
  }
  out.expected.push_back(through_last);
  out.day.push_back(out.day.back() + 1);
  return out;
}

double explained(const EventDays& d, std::size_t begin, std::size_t end, double prior_events) {
  const double departure = d.departure[end] - d.departure[begin];
  return departure * departure / (d.expected[end] - d.expected[begin] + prior_events) / d.variance;
}

std::vector<std::size_t> cut_periods(const EventDays& d, const SeriesOptions& o) {
  const std::size_t n = d.size();
  std::vector<std::size_t> cuts;
  if (!(d.variance > 0)) return cuts;
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> best(n + 1, infinity);
  std::vector<std::size_t> from(n + 1, 0);
  best[0] = -o.penalty;
  std::size_t starts = 0;  // those below are far enough from `end`
  for (std::size_t end = 1; end <= n; ++end) {
    const auto far_enough = [&](std::size_t a) { return d.events[end] - d.events[a] >= o.least_events && (end == n || d.day[end] - d.day[a] >= o.least_days); };
    while (starts < end && far_enough(starts)) ++starts;
    double least = infinity;
    std::size_t at = 0;
    for (std::size_t a = 0; a < starts; ++a) {
      const double departure = d.departure[end] - d.departure[a];
      const double cost = best[a] - departure * departure / ((d.expected[end] - d.expected[a] + o.prior_events) * d.variance);
      if (cost < least) least = cost, at = a;
    }
    if (least < infinity) best[end] = least + o.penalty, from[end] = at;
  }
  if (best[n] == infinity) return cuts;
  for (std::size_t end = from[n]; end > 0; end = from[end]) cuts.push_back(end);
  std::reverse(cuts.begin(), cuts.end());
  return cuts;
}

void find_turning_points(RelationSeries& series) { Finder(series).fill(); }

}  // namespace detente
