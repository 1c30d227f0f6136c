// Shortest paths in the doubled graph: every actor has a node per side, negative edges cross over, positive ones stay. A path from
// an actor to its other side is a closed walk with an odd number of negative edges.
#include "relations/negative_cycles.h"

#include <algorithm>
#include <limits>
#include <queue>

namespace detente::frustration {

namespace {
constexpr double kViolated = 1e-6;  // a cycle counts as uncovered when it lacks more than this
constexpr double kStep = 1e-7;      // added to each edge so that of equal paths the one with fewer edges wins
}  // namespace

CycleFinder::CycleFinder(const Problem& p) : p_(p), arcs_(static_cast<std::size_t>(p.actors)) {
  for (std::size_t i = 0; i < p.edges.size(); ++i) {
    const Edge& e = p.edges[i];
    arcs_[static_cast<std::size_t>(e.a)].push_back({e.b, static_cast<int>(i), e.negative});
    arcs_[static_cast<std::size_t>(e.b)].push_back({e.a, static_cast<int>(i), e.negative});
  }
  distance_.resize(2 * arcs_.size());
  via_.resize(2 * arcs_.size());
  before_.resize(2 * arcs_.size());
}

bool CycleFinder::shortest(int from, int to, double limit, bool positive_only) {
  std::fill(distance_.begin(), distance_.end(), std::numeric_limits<double>::infinity());
  using Entry = std::pair<double, int>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  distance_[static_cast<std::size_t>(from)] = 0;
  queue.emplace(0, from);
  while (!queue.empty()) {
    const auto [d, node] = queue.top();
    queue.pop();
    if (node == to) break;
    if (d > distance_[static_cast<std::size_t>(node)]) continue;
    for (const Arc& arc : arcs_[static_cast<std::size_t>(node / 2)]) {
      if (positive_only && arc.negative) continue;
      const int next = 2 * arc.to + (arc.negative ? 1 - node % 2 : node % 2);
      const double there = d + length_[static_cast<std::size_t>(arc.edge)] + kStep;
      if (there >= limit || there >= distance_[static_cast<std::size_t>(next)]) continue;
      distance_[static_cast<std::size_t>(next)] = there;
      via_[static_cast<std::size_t>(next)] = arc.edge;
      before_[static_cast<std::size_t>(next)] = node;
      queue.emplace(there, next);
    }
  }
  if (distance_[static_cast<std::size_t>(to)] >= limit) return false;
  path_.clear();
  for (int node = to; node != from; node = before_[static_cast<std::size_t>(node)]) path_.push_back(via_[static_cast<std::size_t>(node)]);
  return true;
}

// The walk in path_ starts and ends at `start`; where it meets an actor again it closes a loop: a negative loop is the answer, a
// positive one is cut out.
CycleFinder::Cycle CycleFinder::simple_negative_part(int start) const {
  std::vector<int> actors = {start};
  Cycle edges;
  for (int edge : path_) {
    const Edge& e = p_.edges[static_cast<std::size_t>(edge)];
    const int next = e.a == actors.back() ? e.b : e.a;
    edges.push_back(edge);
    const auto again = std::find(actors.begin(), actors.end(), next);
    if (again == actors.end()) {
      actors.push_back(next);
      continue;
    }
    const auto at = again - actors.begin();
    const auto negatives = std::count_if(edges.begin() + at, edges.end(), [&](int i) { return p_.edges[static_cast<std::size_t>(i)].negative; });
    if (negatives % 2 == 1) {
      Cycle cycle(edges.begin() + at, edges.end());
      std::sort(cycle.begin(), cycle.end());
      return cycle;
    }
    edges.resize(static_cast<std::size_t>(at));
    actors.resize(static_cast<std::size_t>(at) + 1);
  }
  return {};
}

void CycleFinder::collect(Cycle cycle, std::vector<Cycle>& out) {
  if (cycle.empty() || !seen_.insert(cycle).second) return;
  double total = 0;
  for (int e : cycle) total += length_[static_cast<std::size_t>(e)];
  const double share = (1 - total) / static_cast<double>(cycle.size());
  if (share > 0)
    for (int e : cycle) length_[static_cast<std::size_t>(e)] += share;
  out.push_back(std::move(cycle));
}

std::vector<CycleFinder::Cycle> CycleFinder::odd(const std::vector<double>& y) {
  length_ = y;
  seen_.clear();
  std::vector<Cycle> found;
  for (int v = 0; v < p_.actors; ++v)
    while (shortest(2 * v, 2 * v + 1, 1 - kViolated, false)) {
      const std::size_t before = found.size();
      collect(simple_negative_part(v), found);
      if (found.size() == before) break;
    }
  return found;
}

std::vector<CycleFinder::Cycle> CycleFinder::one_negative(const std::vector<double>& y) {
  length_ = y;
  seen_.clear();
  std::vector<Cycle> found;
  for (std::size_t i = 0; i < p_.edges.size(); ++i) {
    const Edge& e = p_.edges[i];
    if (!e.negative) continue;
    while (true) {
      const double limit = 1 - kViolated - length_[i];
      if (limit <= 0 || !shortest(2 * e.a, 2 * e.b, limit, true)) break;
      Cycle cycle = path_;
      cycle.push_back(static_cast<int>(i));
      std::sort(cycle.begin(), cycle.end());
      const std::size_t before = found.size();
      collect(std::move(cycle), found);
      if (found.size() == before) break;
    }
  }
  return found;
}

}  // namespace detente::frustration
