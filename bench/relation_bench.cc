// The series of one relation: 100,000 events over ten years, everything but reading them from a store.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "relations/series.h"

namespace {

using namespace detente;

void relation(benchmark::State& state) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal;
  const int days = 3650, events = static_cast<int>(state.range(0));
  DyadPoints points;
  for (int score = -100; score <= 100; ++score) points.acts.push_back({EventType::CONSULT, "040", "", "", score / 10.0});
  for (int i = 0; i < events; ++i) {
    DyadPoint p;
    p.event = i;
    p.day = p.published = 12000 + static_cast<int>(static_cast<long>(i) * days / events);
    const double level = 3 * std::sin(p.day / 300.0) + 3 * normal(random);
    p.act = std::clamp(static_cast<int>(level * 10), -100, 100) + 100;
    p.forward = i % 2 == 0, p.backward = !p.forward;
    points.points.push_back(p);
  }
  std::vector<DayCount> coverage;
  for (int t = 0; t < days; ++t) coverage.push_back({12000 + t, 2000, 4000});
  std::size_t found = 0;
  for (auto _ : state) found = relation_series(points, coverage, {}).turning_points.size();
  state.counters["turning points"] = static_cast<double>(found);
}
BENCHMARK(relation)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
