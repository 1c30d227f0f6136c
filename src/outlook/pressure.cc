#include "outlook/pressure.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "outlook/smp.h"
#include "outlook/solutions.h"

namespace detente::outlook {

namespace {

// SplitMix64: small, and seeded by the number of the draw.
class Generator {
 public:
  Generator(std::uint64_t seed, std::uint64_t draw) : state_(seed * 0x9E3779B97F4A7C15ULL + draw * 0xD1B54A32D192ED03ULL) {}
  double uniform() {  // 0 <= u < 1
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
  }

 private:
  std::uint64_t state_;
};

struct Band {
  double low, high;
};

Band band(const Stand& s) {
  if (s.ranged) return {s.low, s.high};
  return {std::max(0.0, s.position - kPositionBand), std::min(100.0, s.position + kPositionBand)};
}

double triangular(double low, double peak, double high, double u) {
  if (high <= low) return peak;
  const double cut = (peak - low) / (high - low);
  return u < cut ? low + std::sqrt(u * (high - low) * (peak - low)) : high - std::sqrt((1 - u) * (high - low) * (high - peak));
}

double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

// Calls work(draw) for every draw on some threads; results go to places of their own.
template <typename Work>
void for_each_draw(const DrawOptions& o, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto loop = [&] {
    for (std::size_t d = next++; d < o.draws; d = next++) work(d);
  };
  std::vector<std::thread> threads;
  for (unsigned t = 1; t < o.threads; ++t) threads.emplace_back(loop);
  loop();
  for (std::thread& t : threads) t.join();
}

// Of one draw: where each actor started and ended, and the compromise mean of the ends.
struct Ends {
  std::vector<double> start, end, compromise;
};

Ends play(const Case& c, const DrawOptions& o, std::size_t draw) {
  const Case drawn = draw_case(c, o.seed, draw);
  const SmpHistory h = run_smp(smp_actors(drawn));
  Ends e;
  for (std::size_t i = 0; i < h.actors * h.dimensions; ++i) {
    e.start.push_back(100 * h.turns.front()[i]);
    e.end.push_back(100 * h.turns.back()[i]);
  }
  for (std::size_t d = 0; d < h.dimensions; ++d) {
    Profile p = profile(drawn, d);
    for (std::size_t i = 0; i < h.actors; ++i) p.position[i] = e.end[i * h.dimensions + d];
    e.compromise.push_back(solve(p).compromise);
  }
  return e;
}

// The other actor that stood nearest, at the start, to where actor i ended.
std::size_t nearest_start(const Ends& e, std::size_t i, std::size_t d, std::size_t dims) {
  const std::size_t n = e.start.size() / dims;
  std::size_t best = i == 0 ? 1 : 0;
  for (std::size_t j = 0; j < n; ++j)
    if (j != i && std::abs(e.start[j * dims + d] - e.end[i * dims + d]) < std::abs(e.start[best * dims + d] - e.end[i * dims + d])) best = j;
  return best;
}

Shift shift_of(const std::vector<Ends>& all, std::size_t i, std::size_t d, std::size_t dims) {
  const double count = static_cast<double>(all.size());
  Shift s;
  std::vector<std::size_t> votes(all.front().start.size() / dims, 0);
  std::size_t moves = 0, up = 0;
  for (const Ends& e : all) {
    const double move = e.end[i * dims + d] - e.start[i * dims + d];
    s.final_mean += e.end[i * dims + d] / count;
    if (std::abs(move) <= kShift) continue;
    ++moves;
    up += move > 0;
    ++votes[nearest_start(e, i, d, dims)];
  }
  s.moves = static_cast<double>(moves) / count;
  s.up = static_cast<double>(up) / count;
  s.down = static_cast<double>(moves - up) / count;
  s.towards = static_cast<std::size_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
  if (moves > 0) s.towards_share = static_cast<double>(votes[s.towards]) / static_cast<double>(moves);
  return s;
}

}  // namespace

Case draw_case(const Case& c, std::uint64_t seed, std::uint64_t draw) {
  Generator random(seed, draw);
  Case out = c;
  for (CaseActor& a : out.actors) {
    a.capability *= 1 + kWeightBand * (2 * random.uniform() - 1);
    for (Stand& s : a.stands) {
      const Band b = band(s);
      s.position = std::clamp(triangular(b.low, s.position, b.high, random.uniform()), 0.0, 100.0);
      s.salience = std::min(100.0, s.salience * (1 + kWeightBand * (2 * random.uniform() - 1)));
    }
  }
  return out;
}

Pressure press(const Case& c, const DrawOptions& options) {
  const std::size_t dims = c.dimensions.size();
  std::vector<Ends> all(options.draws);
  for_each_draw(options, [&](std::size_t d) { all[d] = play(c, options, d); });
  Pressure p;
  p.draws = options.draws;
  for (std::size_t i = 0; i < c.actors.size(); ++i)
    for (std::size_t d = 0; d < dims; ++d) p.shifts.push_back(shift_of(all, i, d, dims));
  for (std::size_t d = 0; d < dims; ++d) {
    std::vector<double> ends;
    for (const Ends& e : all) ends.push_back(e.compromise[d]);
    p.low.push_back(quantile(ends, 0.1));
    p.median.push_back(quantile(ends, 0.5));
    p.high.push_back(quantile(ends, 0.9));
  }
  return p;
}

Sensitivity sensitivity(const Case& c, std::size_t dimension, const DrawOptions& options) {
  Sensitivity s;
  const Profile base = profile(c, dimension);
  for (std::size_t i = 0; i < c.actors.size(); ++i) {
    const Band b = band(c.actors[i].stands[dimension]);
    Profile p = base;
    p.position[i] = b.low;
    const double low = solve(p).compromise;
    p.position[i] = b.high;
    s.tornado.push_back({i, low, solve(p).compromise});
  }
  std::stable_sort(s.tornado.begin(), s.tornado.end(), [](const Swing& a, const Swing& b) { return a.high - a.low > b.high - b.low; });
  std::vector<double> means(options.draws);
  for_each_draw(options, [&](std::size_t d) { means[d] = solve(profile(draw_case(c, options.seed, d), dimension)).compromise; });
  s.low = quantile(means, 0.1);
  s.high = quantile(means, 0.9);
  return s;
}

}  // namespace detente::outlook
