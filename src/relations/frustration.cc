// Weights are settled, pairs netted, the network cut into blocks (two groups), each block searched and proved, the blocks joined.
#include "relations/frustration.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "relations/blocks.h"
#include "relations/frustration_cuts.h"
#include "relations/frustration_dolls.h"
#include "relations/frustration_search.h"
#include "util/error.h"

namespace detente {

using namespace frustration;

namespace {

struct Settled {
  Problem problem;
  double constant = 0;  // paid by every split: the lesser of what a pair costs together and apart
};

// The largest of some plain units that all costs are multiples of.
double unit_of(const std::vector<Edge>& edges) {
  for (double unit : {1.0, 0.5, 0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001, 0.0005, 0.0001, 0.00005, 0.00001}) {
    const bool fits = std::all_of(edges.begin(), edges.end(), [&](const Edge& e) {
      const double times = e.cost / unit;
      return times < 1e9 && std::abs(times - std::round(times)) < 1e-7;
    });
    if (fits) return unit;
  }
  return 0;
}

Settled settle(const SignedNetwork& network, const BlocOptions& options) {
  Settled s;
  s.problem.actors = static_cast<int>(network.names.size());
  s.problem.groups = options.groups;
  s.problem.may_be_empty = options.groups <= 2;
  const double inside = options.alpha.value_or(1), between = options.alpha ? 1 - *options.alpha : 1;
  for (const SignedNetwork::Edge& e : network.edges) {
    const double together = inside * e.negative, apart = between * e.positive;
    s.constant += std::min(together, apart);
    if (together != apart) s.problem.edges.push_back({e.a, e.b, std::abs(together - apart), together > apart});
  }
  s.problem.unit = unit_of(s.problem.edges);
  return s;
}

// More starts for small networks, where they cost nothing.
Split search_well(const Problem& p, std::uint64_t seed) {
  const int starts = p.actors <= 60 ? 20 : p.actors <= 400 ? 10 : 3;
  const int steps = std::clamp(200'000 / std::max(1, p.actors), 60, 1000);
  return search(p, starts, steps, seed);
}

struct Solution {
  Split split;
  double bound = 0;
};

Solution solve_two(const Problem& p, const BlocOptions& options, double& effort) {
  Solution whole{Split(static_cast<std::size_t>(p.actors), 0), 0};
  std::vector<Block> blocks = find_blocks(p);
  // Small blocks first: what they do not use of the effort is left to the large ones.
  std::vector<Proof> proofs(blocks.size());
  std::vector<std::size_t> order(blocks.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return blocks[a].problem.edges.size() < blocks[b].problem.edges.size(); });
  for (std::size_t i : order) {
    const Problem& block = blocks[i].problem;
    proofs[i] = branch_and_cut(block, search_well(block, options.seed), effort);
    whole.bound += proofs[i].bound;
  }
  std::vector<Split> splits;
  for (Proof& proof : proofs) splits.push_back(std::move(proof.split));
  whole.split = join_blocks(p, blocks, splits);
  return whole;
}

Solution solve_many(const Problem& p, const BlocOptions& options, double& effort) {
  Solution s{search_well(p, options.seed), 0};
  const double cost = cost_of(p, s.split);
  double share = effort / 4;
  effort -= share;
  s.bound = round_up(p, one_negative_cycle_bound(p, share));
  effort += std::max(0.0, share);
  if (s.bound >= cost - 1e-9) return s;
  const DollsResult dolls = russian_dolls(p, s.split, effort);
  s.split = dolls.split;
  s.bound = std::max(s.bound, round_up(p, dolls.bound));
  return s;
}

void check(const SignedNetwork& network, const BlocOptions& options) {
  const int n = static_cast<int>(network.names.size());
  if (options.groups < 1) throw Error("the number of groups must be at least 1");
  if (options.groups > n && options.groups > 2)
    throw Error(std::to_string(options.groups) + " groups cannot each have one of " + std::to_string(n) + " actors");
  if (options.alpha && !(*options.alpha >= 0 && *options.alpha <= 1)) throw Error("alpha must lie between 0 and 1");
}

// Groups by their first actor, margins of the actors.
void describe(const Problem& p, const Split& split, Blocs& blocs) {
  blocs.groups.assign(static_cast<std::size_t>(p.groups), {});
  for (int v = 0; v < p.actors; ++v) blocs.groups[static_cast<std::size_t>(split[static_cast<std::size_t>(v)])].push_back(v);
  std::sort(blocs.groups.begin(), blocs.groups.end(), [](const auto& a, const auto& b) {
    if (a.empty() || b.empty()) return !a.empty() && b.empty();
    return a.front() < b.front();
  });
  const std::size_t k = blocs.groups.size();
  std::vector<double> price(split.size() * k, 0);
  const auto charge = [&](int v, int other, const Edge& e) {
    for (std::size_t g = 0; g < k; ++g)
      if ((static_cast<int>(g) == split[static_cast<std::size_t>(other)]) == e.negative) price[static_cast<std::size_t>(v) * k + g] += e.cost;
  };
  for (const Edge& e : p.edges) charge(e.a, e.b, e), charge(e.b, e.a, e);
  blocs.margin.assign(split.size(), 0);
  for (std::size_t v = 0; v < split.size(); ++v) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t g = 0; g < k; ++g)
      if (static_cast<int>(g) != split[v]) least = std::min(least, price[v * k + g]);
    blocs.margin[v] = k > 1 ? least - price[v * k + static_cast<std::size_t>(split[v])] : 0;
  }
}

}  // namespace

double line_index(const SignedNetwork& network, const std::vector<int>& group, std::optional<double> alpha) {
  const double inside = alpha.value_or(1), between = alpha ? 1 - *alpha : 1;
  double sum = 0;
  for (const SignedNetwork::Edge& e : network.edges)
    sum += group[static_cast<std::size_t>(e.a)] == group[static_cast<std::size_t>(e.b)] ? inside * e.negative : between * e.positive;
  return sum;
}

Blocs find_blocs(const SignedNetwork& network, const BlocOptions& options) {
  check(network, options);
  const Settled settled = settle(network, options);
  const Problem& p = settled.problem;
  double effort = options.effort;
  Solution s{Split(static_cast<std::size_t>(p.actors), 0), 0};
  if (p.groups == 1) s.bound = cost_of(p, s.split);
  else s = p.groups == 2 ? solve_two(p, options, effort) : solve_many(p, options, effort);
  Blocs blocs;
  blocs.frustration = line_index(network, s.split, options.alpha);
  blocs.lower_bound = std::min(s.bound + settled.constant, blocs.frustration);
  // Without a common unit of the weights the proof is one within rounding (cover_program.cc).
  const double tolerance = 1e-9 * std::max(1.0, blocs.frustration);
  blocs.optimal = blocs.lower_bound >= blocs.frustration - tolerance;
  if (blocs.optimal) blocs.lower_bound = blocs.frustration;
  describe(p, s.split, blocs);
  return blocs;
}

}  // namespace detente
