// The store at scale: how fast events of an archive are stored, and how fast a page of events and the series of a dyad come back. The number
// of events is DETENTE_BENCH_EVENTS (200,000 when it is not set); the sides are spread as in archives, a few dyads having most of the events.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "store/dyads.h"
#include "store/event_import.h"
#include "store/query.h"

namespace {

using namespace detente;

std::size_t event_count() {
  const char* n = std::getenv("DETENTE_BENCH_EVENTS");
  return n == nullptr ? 200'000 : std::strtoull(n, nullptr, 10);
}

std::string code(std::size_t i) { return {static_cast<char>('A' + i / 100), static_cast<char>('A' + i / 10 % 10), static_cast<char>('A' + i % 10)}; }

class Events {
 public:
  const MergedEvent& next() {
    const char* acts[] = {"010", "020", "036", "040", "042", "043", "051", "057", "112", "173", "190"};
    const auto rank = [&] { return static_cast<std::size_t>(std::exp(uniform_(random_) * std::log(200.0))) - 1; };  // about 1 / rank
    const std::size_t a = rank(), b = rank();
    ++number_;
    event_.dataset = "gdelt2";
    event_.source_id = std::to_string(500'000'000 + number_);
    event_.id = "gdelt2:" + event_.source_id;
    StoredReport& r = event_.agreed;
    const std::size_t act = random_() % 11;
    r.type = static_cast<EventType>(1 + act);
    r.cameo = acts[act];
    r.goldstein = static_cast<double>(act) - 5;
    r.actors.assign(1, party(a));
    r.recipients.assign(a == b ? 0 : 1, party(b));
    const auto day = static_cast<std::int32_t>(16'000 + number_ / 2'000);
    r.date = DayRange{day, day};
    r.date_precision = "day";
    r.place = StoredPlace{"Town " + std::to_string(random_() % 2'000), code(a), "", "city", 10.5, 20.5};
    event_.first_published = event_.last_published = iso_date(day);
    event_.reports = event_.mentions = static_cast<int>(1 + random_() % 10);
    event_.outlets = event_.independent = 1;
    event_.tone = 1.5;
    event_.url = "https://news.example.org/world/story-" + std::to_string(random_());
    return event_;
  }

 private:
  static StoredParty party(std::size_t i) {
    StoredParty p;
    p.id = p.country = code(i);
    p.name = "Country " + p.id;
    p.sector = "GOV";
    return p;
  }
  std::mt19937_64 random_{7};
  std::uniform_real_distribution<double> uniform_{0, 1};
  std::size_t number_ = 0;
  MergedEvent event_;
};

// One store for all measurements; DETENTE_BENCH_DB keeps it.
Store& store(double* seconds = nullptr) {
  static double took = 0;
  static const std::unique_ptr<Store> one = [] {
    const char* kept = std::getenv("DETENTE_BENCH_DB");
    const std::string path = kept == nullptr ? (std::filesystem::temp_directory_path() / "detente_bench.db").string() : kept;
    const bool there = kept != nullptr && std::filesystem::exists(path);
    if (!there)
      for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
    auto s = std::make_unique<Store>(path, Store::Access::create);
    if (there) return s;
    Events events;
    const auto start = std::chrono::steady_clock::now();
    EventImport import(*s);
    for (std::size_t i = 0; i < event_count(); ++i) import.add(events.next());
    import.commit();
    took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return s;
  }();
  if (seconds != nullptr) *seconds = took;
  return *one;
}

void StoreImport(benchmark::State& state) {
  for (auto _ : state) {
    double seconds = 0;
    benchmark::DoNotOptimize(&store(&seconds));
    state.counters["events/s"] = static_cast<double>(event_count()) / seconds;
  }
}
BENCHMARK(StoreImport)->Iterations(1);

void FirstPageOfADyad(benchmark::State& state) {
  Store& s = store();
  EventFilter f;
  f.actor = code(0);
  f.other = code(1);
  f.limit = 50;
  std::size_t found = 0;
  for (auto _ : state) find_events(s, f, [&](const MergedEvent&) { ++found; });
  state.counters["events"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}
BENCHMARK(FirstPageOfADyad)->Unit(benchmark::kMillisecond);

void SeriesOfADyad(benchmark::State& state) {
  Store& s = store();
  std::size_t points = 0;
  for (auto _ : state) points = dyad_points(s, {code(0)}, {code(1)}).points.size() + day_counts(s).size() * 0;
  state.counters["points"] = static_cast<double>(points);
}
BENCHMARK(SeriesOfADyad)->Unit(benchmark::kMillisecond);

}  // namespace
