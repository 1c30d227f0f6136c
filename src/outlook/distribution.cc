#include "outlook/distribution.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "outlook/csv.h"
#include "outlook/solutions.h"
#include "util/error.h"
#include "util/tsv.h"

namespace detente::outlook {

namespace {

using Cells = std::array<double, kCells>;

double table_number(const TsvTable& t, const TsvTable::Row& row) {
  const auto v = parse_number(row.fields[1]);
  if (!v || *v < 0) throw error_at(t.path + ":" + std::to_string(row.line), "'" + row.fields[1] + "' is no number of 0 or more");
  return *v;
}

// `mass` at x, shared by the two cells beside it.
void put(Cells& cells, double x, double mass) {
  x = std::clamp(x, 0.0, 100.0);
  const std::size_t i = std::min(static_cast<std::size_t>(x), kCells - 2);
  const double right = x - static_cast<double>(i);
  cells[i] += mass * (1 - right);
  cells[i + 1] += mass * right;
}

void add_residuals(Cells& cells, double mean, double scale, const Calibration& c) {
  const double mass = c.residual_share / static_cast<double>(c.residuals.size()) / 2;
  for (const double size : c.residuals) {
    put(cells, mean + scale * size, mass);
    put(cells, mean - scale * size, mass);
  }
}

// The weighted positions, each spread by a double exponential that keeps its mass on the scale.
void add_positions(Cells& cells, const Profile& p, const Calibration& c) {
  std::vector<std::size_t> order(p.position.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return p.position[a] != p.position[b] ? p.position[a] < p.position[b] : p.weight[a] < p.weight[b]; });
  double total = 0;
  for (const std::size_t i : order) total += p.weight[i];
  Cells points{};
  for (const std::size_t i : order) put(points, p.position[i], p.weight[i] / total);
  std::array<double, kCells> decay{};
  for (std::size_t d = 0; d < kCells; ++d) decay[d] = std::exp(-static_cast<double>(d) / c.kernel);
  for (std::size_t i = 0; i < kCells; ++i) {
    if (points[i] == 0) continue;
    double sum = 0;
    for (std::size_t y = 0; y < kCells; ++y) sum += decay[y > i ? y - i : i - y];
    const double mass = (1 - c.residual_share - c.uniform_share) * points[i] / sum;
    for (std::size_t y = 0; y < kCells; ++y) cells[y] += mass * decay[y > i ? y - i : i - y];
  }
}

// Of the shortest intervals the one with most probability; of equals (a symmetric distribution) all together.
Interval shortest(const Cells& cells, double share) {
  std::array<double, kCells + 1> sums{};
  for (std::size_t i = 0; i < kCells; ++i) sums[i + 1] = sums[i] + cells[i];
  std::size_t low = 0, high = kCells - 1, width = kCells, end = 0;
  double best = 0;
  for (std::size_t begin = 0; begin < kCells; ++begin) {
    while (end < kCells && sums[end + 1] - sums[begin] < share - 1e-9) ++end;
    if (end == kCells) break;
    const double mass = sums[end + 1] - sums[begin];
    if (end - begin < width || (end - begin == width && mass > best + 1e-9)) {
      low = begin, high = end, width = end - begin, best = mass;
    } else if (end - begin == width && mass > best - 1e-9) {
      high = end;
    }
  }
  return {static_cast<double>(low), static_cast<double>(high)};
}

}  // namespace

Calibration read_calibration(const std::string& data) {
  const TsvTable t = read_tsv(data + "/outlook/distribution.tsv", {"parameter", "value"});
  Calibration c;
  std::map<std::string, double*> wanted = {
      {"base", &c.base}, {"slope", &c.slope}, {"kernel", &c.kernel}, {"residual_share", &c.residual_share}, {"uniform_share", &c.uniform_share}};
  for (const TsvTable::Row& row : t.rows) {
    const auto it = wanted.find(row.fields[0]);
    if (it == wanted.end()) throw error_at(t.path + ":" + std::to_string(row.line), "unknown or repeated parameter " + row.fields[0]);
    *it->second = table_number(t, row);
    wanted.erase(it);
  }
  if (!wanted.empty()) throw error_at(t.path, "no parameter " + wanted.begin()->first);
  if (c.kernel <= 0 || c.residual_share + c.uniform_share > 1) throw error_at(t.path, "kernel must be positive and the shares at most 1 together");
  const TsvTable r = read_tsv(data + "/outlook/residuals.tsv", {"quantile", "size"});
  for (const TsvTable::Row& row : r.rows) c.residuals.push_back(table_number(r, row));
  if (c.residuals.empty()) throw error_at(r.path, "has no rows");
  return c;
}

Forecast forecast(const Profile& p, const Calibration& c) {
  Forecast f;
  add_residuals(f.cells, solve(p).compromise, c.base + c.slope * spread_of_positions(p), c);
  add_positions(f.cells, p, c);
  for (double& v : f.cells) v += c.uniform_share / static_cast<double>(kCells);
  f.interval50 = shortest(f.cells, 0.5);
  f.interval80 = shortest(f.cells, 0.8);
  return f;
}

double crps(const Forecast& f, double outcome) {
  double total = 0, below = 0;
  for (std::size_t x = 0; x < kCells; ++x) {
    below += f.cells[x];
    const double d = below - (static_cast<double>(x) >= outcome ? 1 : 0);
    total += d * d;
  }
  return total;
}

}  // namespace detente::outlook
