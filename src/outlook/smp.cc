#include "outlook/smp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace detente::outlook {

namespace {

constexpr double kLeastCoalition = 1e-8, kLeastContest = 1e-10, kLeastGain = 1e-5, kRounding = 1e-4, kStop = 0.02, kAsymmetry = 1e-6;
constexpr std::size_t kLanes = 8;  // sums run in so many lanes, so that they vectorise and come out the same everywhere

struct Bargain {
  std::size_t challenger = 0, challenged = 0;
  std::vector<double> position, other;  // of the challenger, of the challenged: alike but for kAsymmetry
};

double utility(double distance, double risk) { return (1 - distance) * (1 + distance * risk); }

double lane_sum(const std::array<double, kLanes>& lanes) {
  double sum = 0;
  for (const double v : lanes) sum += v;
  return sum;
}

class Model {
 public:
  explicit Model(const std::vector<SmpActor>& actors);
  [[nodiscard]] SmpHistory run();

 private:
  [[nodiscard]] double distance(std::size_t viewer, const double* a, const double* b) const;
  void measure_distances();
  void probabilities_of_positions();
  void take_risks();
  void views_of(std::size_t h);
  [[nodiscard]] double chance(std::size_t i, std::size_t j) const;
  void challenge(std::size_t i);
  void add_bargain(std::size_t i, std::size_t j, double p);
  void value_bargains();
  void decide(std::vector<double>& next);
  [[nodiscard]] std::size_t choice(std::size_t actor);
  void coalition_products(const std::vector<const double*>& options, std::vector<double>& p) const;

  std::size_t n_, k_, stride_;  // stride_: n_ rounded up to whole lanes
  std::vector<double> capability_, weight_, total_salience_, salience_, x_;
  std::vector<double> d_;    // d_[m * stride + n]: distance of n (its salience) to the position of m
  std::vector<double> u_;    // the same as utilities in one actor's view
  std::vector<double> own_;  // the same as utilities with n's own risk
  std::vector<double> neutral_, p_, risk_;
  std::vector<Bargain> bargains_;
  std::vector<double> value_, status_quo_;  // value_[b * n + actor]: utility of the state that the bargain leads to
};

Model::Model(const std::vector<SmpActor>& actors) : n_(actors.size()), k_(actors.front().position.size()), stride_((n_ + kLanes - 1) / kLanes * kLanes) {
  double most = 0;
  for (const SmpActor& a : actors) most = std::max(most, a.capability);
  for (const SmpActor& a : actors) {
    double sum = 0;
    for (const double s : a.salience) sum += s;
    capability_.push_back(most > 0 ? a.capability / most * 100 : 0);  // the least coalitions are in KTAB's unit
    total_salience_.push_back(sum);
    weight_.push_back(capability_.back() * sum);
    salience_.insert(salience_.end(), a.salience.begin(), a.salience.end());
    x_.insert(x_.end(), a.position.begin(), a.position.end());
  }
  weight_.resize(stride_, 0);
  d_.assign(n_ * stride_, 0);
  u_.assign(n_ * stride_, 1);
  own_.assign(n_ * stride_, 1);
  neutral_.assign(n_ * n_, 0);
  p_.assign(n_, 0);
  risk_.assign(stride_, 0);
  status_quo_.assign(n_, 0);
}

double Model::distance(std::size_t viewer, const double* a, const double* b) const {
  if (k_ == 1) return std::abs(a[0] - b[0]);
  const double* s = &salience_[viewer * k_];
  double sum = 0, weights = 0;
  for (std::size_t k = 0; k < k_; ++k) {
    sum += s[k] * (a[k] - b[k]) * s[k] * (a[k] - b[k]);
    weights += s[k] * s[k];
  }
  return weights > 0 ? std::sqrt(sum / weights) : 0;
}

void Model::measure_distances() {
  for (std::size_t m = 0; m < n_; ++m)
    for (std::size_t n = 0; n < n_; ++n) d_[m * stride_ + n] = distance(n, &x_[n * k_], &x_[m * k_]);
}

// options[a][n]: utility of a to actor n. p[a] is in proportion to the product over b of a's share of the votes cast between the two.
void Model::coalition_products(const std::vector<const double*>& options, std::vector<double>& p) const {
  p.assign(options.size(), 1);
  for (std::size_t a = 0; a < options.size(); ++a)
    for (std::size_t b = a + 1; b < options.size(); ++b) {
      double for_a = kLeastCoalition, for_b = kLeastCoalition;
      for (std::size_t n = 0; n < n_; ++n) {
        const double vote = capability_[n] * (options[a][n] - options[b][n]);
        for_a += std::max(vote, 0.0);
        for_b += std::max(-vote, 0.0);
      }
      p[a] *= for_a / (for_a + for_b);
      p[b] *= for_b / (for_a + for_b);
    }
  double total = 0;
  for (const double v : p) total += v;
  for (double& v : p) v = total > 0 ? v / total : 1 / static_cast<double>(p.size());
}

// Over the positions of all actors: those that stand together count as often as they are (so does KTAB, and its histories need it).
void Model::probabilities_of_positions() {
  std::vector<const double*> options;
  for (std::size_t j = 0; j < n_; ++j) {
    for (std::size_t n = 0; n < n_; ++n) neutral_[j * n_ + n] = 1 - d_[j * stride_ + n];
    options.push_back(&neutral_[j * n_]);
  }
  coalition_products(options, p_);
}

void Model::take_risks() {
  const auto [low, high] = std::minmax_element(p_.begin(), p_.end());
  for (std::size_t i = 0; i < n_; ++i) risk_[i] = *high - *low > kTie ? (3 * p_[i] - (*high + 2 * *low)) / (2 * (*high - *low)) : 0;
  for (std::size_t m = 0; m < n_; ++m)
    for (std::size_t n = 0; n < n_; ++n) own_[m * stride_ + n] = utility(d_[m * stride_ + n], risk_[n]);
}

// h guesses that the others are a third as unlike itself as they are.
void Model::views_of(std::size_t h) {
  for (std::size_t m = 0; m < n_; ++m)
    for (std::size_t n = 0; n < stride_; ++n) u_[m * stride_ + n] = utility(d_[m * stride_ + n], (2 * risk_[h] + risk_[n]) / 3);
}

// How likely i defeats j, third parties joining in, in the view that u_ holds.
double Model::chance(std::size_t i, std::size_t j) const {
  const double* to_i = &u_[i * stride_];
  const double* to_j = &u_[j * stride_];
  const double for_i = kLeastContest + weight_[i] * std::abs(to_i[i] - to_j[i]);
  const double for_j = kLeastContest + weight_[j] * std::abs(to_j[j] - to_i[j]);
  std::array<double, kLanes> with_i{}, with_j{};
  for (std::size_t base = 0; base < stride_; base += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::size_t n = base + lane;
      const double lean = weight_[n] * (to_i[n] - to_j[n]);
      const double near_i = for_i + std::max(lean, 0.0), near_j = for_j + std::max(-lean, 0.0);
      const double pin = near_i / (near_i + near_j);
      const double outside = n == i || n == j ? 0 : weight_[n];
      const double vote = outside * (pin * (1 - to_i[n]) - (1 - pin) * (1 - to_j[n]));  // its own position is worth 1
      with_i[lane] += std::max(vote, 0.0);
      with_j[lane] += std::max(-vote, 0.0);
    }
  const double all_i = for_i + lane_sum(with_i), all_j = for_j + lane_sum(with_j);
  return all_i / (all_i + all_j);
}

void Model::challenge(std::size_t i) {
  views_of(i);
  double best = kLeastGain, best_chance = 0;
  std::size_t target = n_;
  for (std::size_t j = 0; j < n_; ++j) {
    if (j == i) continue;
    const double same = u_[i * stride_ + i], other = u_[j * stride_ + i], s = total_salience_[j];
    // Nothing can be gained where even a sure victory brings too little.
    if ((1 - s) * 2 * same + s * 2 * same - (same + other) <= best) continue;
    const double p = chance(i, j);
    const double gain = (1 - s) * 2 * same + s * (p * 2 * same + (1 - p) * 2 * other) - (same + other);
    if (gain > best + kTie) best = gain, best_chance = p, target = j;
  }
  if (target < n_) add_bargain(i, target, best_chance);
}

void Model::add_bargain(std::size_t i, std::size_t j, double p) {
  Bargain b{i, j, std::vector<double>(k_), std::vector<double>(k_)};
  for (std::size_t k = 0; k < k_; ++k) {
    const double si = salience_[i * k_ + k] * p, sj = salience_[j * k_ + k] * (1 - p);
    const double wi = si * si, wj = sj * sj, xi = x_[i * k_ + k], xj = x_[j * k_ + k];
    const auto meet = [](double x, double w, double y, double v) {
      const double mean = ((w + kAsymmetry) * x + v * y) / (w + kAsymmetry + v);
      return std::clamp(std::round(mean / kRounding) * kRounding, 0.0, 1.0);
    };
    b.position[k] = meet(xi, wi, xj, wj);
    b.other[k] = meet(xj, wj, xi, wi);
  }
  bargains_.push_back(std::move(b));
}

void Model::value_bargains() {
  const double count = static_cast<double>(n_);
  for (std::size_t n = 0; n < n_; ++n) {
    double sum = 0;
    for (std::size_t m = 0; m < n_; ++m) sum += own_[m * stride_ + n];
    status_quo_[n] = sum / count;
  }
  value_.assign(bargains_.size() * n_, 0);
  for (std::size_t b = 0; b < bargains_.size(); ++b) {
    const Bargain& bargain = bargains_[b];
    for (std::size_t n = 0; n < n_; ++n) {
      const auto worth = [&](const std::vector<double>& at) { return utility(distance(n, &x_[n * k_], at.data()), risk_[n]); };
      const double moved = worth(bargain.position) + worth(bargain.other) - own_[bargain.challenger * stride_ + n] - own_[bargain.challenged * stride_ + n];
      value_[b * n_ + n] = status_quo_[n] + moved / count;
    }
  }
}

// The bargain that the actor takes, or bargains_.size() for the status quo.
std::size_t Model::choice(std::size_t actor) {
  std::vector<std::size_t> queue = {bargains_.size()};
  std::vector<const double*> options = {status_quo_.data()};
  for (std::size_t b = 0; b < bargains_.size(); ++b) {
    if (bargains_[b].challenger != actor && bargains_[b].challenged != actor) continue;
    queue.push_back(b);
    options.push_back(&value_[b * n_]);
  }
  std::vector<double> p;
  coalition_products(options, p);
  std::size_t best = 0;
  for (std::size_t q = 1; q < queue.size(); ++q)
    if (p[q] > p[best] * (1 + kTie)) best = q;
  return queue[best];
}

void Model::decide(std::vector<double>& next) {
  for (std::size_t i = 0; i < n_; ++i) {
    const std::size_t b = choice(i);
    if (b == bargains_.size()) continue;
    const std::vector<double>& taken = bargains_[b].challenger == i ? bargains_[b].position : bargains_[b].other;
    std::copy(taken.begin(), taken.end(), next.begin() + static_cast<std::ptrdiff_t>(i * k_));
  }
}

SmpHistory Model::run() {
  SmpHistory h{n_, k_, {x_}};
  double first_move = 0;
  for (std::size_t turn = 1; turn <= kMaxTurns; ++turn) {
    measure_distances();
    probabilities_of_positions();
    take_risks();
    bargains_.clear();
    for (std::size_t i = 0; i < n_; ++i) challenge(i);
    value_bargains();
    std::vector<double> next = x_;
    decide(next);
    double move = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < k_; ++k) sum += (next[i * k_ + k] - x_[i * k_ + k]) * (next[i * k_ + k] - x_[i * k_ + k]);
      move += std::sqrt(sum);
    }
    x_ = next;
    h.turns.push_back(x_);
    if (turn == 1) first_move = move;
    if (turn >= 2 && move <= kStop * first_move) break;
  }
  return h;
}

}  // namespace

std::vector<SmpActor> smp_actors(const Case& c) {
  std::vector<SmpActor> actors;
  for (const CaseActor& a : c.actors) {
    SmpActor out{a.capability, {}, {}};
    double sum = 0;
    for (const Stand& s : a.stands) sum += s.salience / 100;
    for (const Stand& s : a.stands) {
      out.position.push_back(s.position / 100);
      out.salience.push_back(s.salience / 100 / std::max(sum, 1.0));  // saliences of one actor may not exceed 100 together
    }
    actors.push_back(std::move(out));
  }
  return actors;
}

SmpHistory run_smp(const std::vector<SmpActor>& actors) { return Model(actors).run(); }

}  // namespace detente::outlook
