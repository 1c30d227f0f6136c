// Forward and backward passes by hand over Layout's tensors. Each thread runs whole sentences with gradients of its own;
// they are added in thread order, so that the result does not depend on timing.
#include "model/network_trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <random>
#include <thread>
#include <unordered_map>

#include "model/fast_math.h"
#include "util/error.h"

namespace detente {

namespace {

using MatrixMap = Eigen::Map<RowMatrix>;

// A sentence with its feature rows looked up.
struct Encoded {
  std::vector<std::uint32_t> words;
  std::vector<std::array<std::uint32_t, kAffixFeatures>> affixes;
  const TrainingSentence* gold = nullptr;
  [[nodiscard]] int size() const { return static_cast<int>(words.size()); }
};

// A gradient of an embedding table of which only some rows are touched.
struct SparseGradient {
  RowMatrix values;
  std::vector<char> touched;
  std::vector<std::uint32_t> rows;
  void resize(Eigen::Index n, Eigen::Index width) {
    values.setZero(n, width);
    touched.assign(static_cast<std::size_t>(n), 0);
  }
  float* row(std::uint32_t r) {
    if (!touched[r]) {
      touched[r] = 1;
      rows.push_back(r);
    }
    return values.row(r).data();
  }
  void clear() {
    for (std::uint32_t r : rows) {
      values.row(r).setZero();
      touched[r] = 0;
    }
    rows.clear();
  }
};

struct Parameters {
  std::vector<float> dense;
  RowMatrix words, affixes;
};

struct Gradient {
  std::vector<float> dense;
  SparseGradient words, affixes;
  double loss = 0;
  void clear() {
    std::fill(dense.begin(), dense.end(), 0.0F);
    words.clear();
    affixes.clear();
    loss = 0;
  }
};

// What one direction of one layer remembers for its backward pass, rows = tokens.
struct DirectionTrace {
  RowMatrix forget, reset, carried, squashed;  // carried: state after the step
};
struct LayerTrace {
  RowMatrix input, gates;
  DirectionTrace direction[2];
};

class Worker {
 public:
  Worker(const Layout& layout, const TrainingOptions& options, const Parameters& parameters)
      : layout_(layout), options_(options), p_(parameters), h_(static_cast<int>(options.sizes.hidden)) {
    gradient.dense.assign(layout.total, 0.0F);
    gradient.words.resize(p_.words.rows(), p_.words.cols());
    gradient.affixes.resize(p_.affixes.rows(), p_.affixes.cols());
    trace_.resize(layout.layers.size());
  }

  Gradient gradient;

  // Adds the gradient of the summed loss of `batch`, scaled by `scale`.
  void run(const std::vector<const Encoded*>& batch, const std::vector<float>& keep_word, std::uint64_t seed, float scale) {
    random_.seed(seed);
    batch_ = &batch;
    rows_ = 0;
    for (const Encoded* s : batch) rows_ += s->size();
    if (rows_ == 0) return;
    forward(keep_word);
    heads(scale);
    backward();
  }

 private:
  [[nodiscard]] ConstMatrixMap weight(const Tensor& t) const { return {p_.dense.data() + t.offset, t.rows, t.cols}; }
  [[nodiscard]] ConstVectorMap bias(const Tensor& t) const { return {p_.dense.data() + t.offset, t.cols}; }
  [[nodiscard]] MatrixMap grad(const Tensor& t) { return {gradient.dense.data() + t.offset, t.rows, t.cols}; }

  float uniform() { return static_cast<float>(random_() >> 40) * (1.0F / 16777216.0F); }

  // One mask a sentence, shared by its tokens (variational dropout), applied to `m` and kept for the backward pass.
  void drop(RowMatrix& m, RowMatrix& mask) {
    mask.resize(static_cast<Eigen::Index>(batch_->size()), m.cols());
    const float keep = 1.0F - options_.dropout;
    for (Eigen::Index i = 0; i < mask.size(); ++i) mask.data()[i] = uniform() < keep ? 1.0F / keep : 0.0F;
    apply_mask(m, mask);
  }
  void apply_mask(RowMatrix& m, const RowMatrix& mask) const {
    int row = 0;
    for (std::size_t s = 0; s < batch_->size(); ++s) {
      const int n = (*batch_)[s]->size();
      for (int i = 0; i < n; ++i) m.row(row + i).array() *= mask.row(static_cast<Eigen::Index>(s)).array();
      row += n;
    }
  }

  void forward(const std::vector<float>& keep_word) {
    const Eigen::Index width = p_.words.cols();
    x_.resize(rows_, width);
    used_words_.clear();
    int row = 0;
    for (const Encoded* s : *batch_)
      for (int i = 0; i < s->size(); ++i, ++row) {
        const std::size_t k = static_cast<std::size_t>(i);
        std::uint32_t w = s->words[k];
        if (uniform() >= keep_word[w]) w = 0;
        used_words_.push_back(w);
        x_.row(row) = p_.words.row(w);
        for (std::uint32_t a : s->affixes[k]) x_.row(row) += p_.affixes.row(a);
      }
    masks_.resize(layout_.layers.size() + 1);
    for (std::size_t l = 0; l < layout_.layers.size(); ++l) {
      LayerTrace& t = trace_[l];
      drop(x_, masks_[l]);
      t.input = x_;
      t.gates.noalias() = t.input * weight(layout_.layers[l].weight);
      x_.resize(rows_, 2 * h_);
      for (int d = 0; d < 2; ++d) recur(l, d);
    }
    drop(x_, masks_.back());
  }

  // Row order of a direction within a sentence of length n.
  static int at(int first, int n, int i, int direction) { return direction == 0 ? first + i : first + n - 1 - i; }

  void recur(std::size_t l, int d) {
    LayerTrace& t = trace_[l];
    DirectionTrace& k = t.direction[d];
    for (RowMatrix* m : {&k.forget, &k.reset, &k.carried, &k.squashed}) m->resize(rows_, h_);
    const float* b = p_.dense.data() + layout_.layers[l].bias.offset + 2 * d * h_;
    const float* v = p_.dense.data() + layout_.layers[l].carry.offset + 2 * d * h_;
    const int shift = l == 0 ? 0 : d * h_;
    std::vector<float> zero(static_cast<std::size_t>(h_), 0.0F);
    int first = 0;
    for (const Encoded* s : *batch_) {
      const int n = s->size();
      const float* before = zero.data();
      for (int i = 0; i < n; ++i) {
        const int r = at(first, n, i, d);
        const float* u = t.gates.row(r).data() + 3 * d * h_;
        const float* x = t.input.row(r).data() + shift;
        float *f = k.forget.row(r).data(), *g = k.reset.row(r).data(), *c = k.carried.row(r).data(), *q = k.squashed.row(r).data();
        float* out = x_.row(r).data() + d * h_;
        for (int j = 0; j < h_; ++j) {
          f[j] = fast_sigmoid(u[h_ + j] + b[j] + v[j] * before[j]);
          g[j] = fast_sigmoid(u[2 * h_ + j] + b[h_ + j] + v[h_ + j] * before[j]);
          c[j] = f[j] * before[j] + (1 - f[j]) * u[j];
          q[j] = fast_tanh(c[j]);
          out[j] = g[j] * q[j] + (1 - g[j]) * x[j];
        }
        before = c;
      }
      first += n;
    }
  }

  // Softmax cross-entropy of `logits` against `gold`; leaves the gradient (times scale) in `logits`. gold < 0: no loss.
  void cross_entropy(RowMatrix& logits, const std::vector<int>& gold, float scale) {
    for (Eigen::Index r = 0; r < logits.rows(); ++r) {
      const int g = gold[static_cast<std::size_t>(r)];
      auto row = logits.row(r);
      if (g < 0) {
        row.setZero();
        continue;
      }
      const float top = row.maxCoeff();
      row = (row.array() - top).exp();
      const float sum = row.sum();
      gradient.loss -= std::log(std::max(row(g) / sum, 1e-12F));
      row *= scale / sum;
      row(g) -= scale;
    }
  }

  // A linear softmax head on x_.
  void linear_head(const Tensor& w, const Tensor& b, const std::vector<int>& gold, float scale) {
    logits_.noalias() = x_ * weight(w);
    logits_.rowwise() += bias(b);
    cross_entropy(logits_, gold, scale);
    grad(w).noalias() += x_.transpose() * logits_;
    grad(b) += logits_.colwise().sum();
    dx_.noalias() += logits_ * weight(w).transpose();
  }

  void heads(float scale) {
    dx_.setZero(rows_, 2 * h_);
    std::vector<int> gold;
    const auto gather = [&](auto member) {
      gold.clear();
      for (const Encoded* s : *batch_)
        for (int g : s->gold->*member) gold.push_back(g);
    };
    gather(&TrainingSentence::upos);
    linear_head(layout_.upos_weight, layout_.upos_bias, gold, scale);
    gather(&TrainingSentence::feats);
    linear_head(layout_.feats_weight, layout_.feats_bias, gold, scale * 0.5F);
    arcs(scale);
    labels(scale);
  }

  void mlp(const Tensor& w, const Tensor& b, RowMatrix& out, RowMatrix& mask) {
    out.noalias() = x_ * weight(w);
    out.rowwise() += bias(b);
    out = out.cwiseMax(0.0F);
    drop(out, mask);
  }
  void mlp_backward(const Tensor& w, const Tensor& b, const RowMatrix& out, const RowMatrix& mask, RowMatrix& d) {
    apply_mask(d, mask);
    d = (out.array() > 0.0F).select(d, 0.0F);
    grad(w).noalias() += x_.transpose() * d;
    grad(b) += d.colwise().sum();
    dx_.noalias() += d * weight(w).transpose();
  }

  void arcs(float scale) {
    const Layout& l = layout_;
    mlp(l.arc_dep_weight, l.arc_dep_bias, dep_, dep_mask_);
    mlp(l.arc_head_weight, l.arc_head_bias, head_, head_mask_);
    query_.noalias() = dep_ * weight(l.arc_bilinear);
    query_.rowwise() += bias(l.arc_prior);
    dquery_.setZero(rows_, query_.cols());
    dhead_.setZero(rows_, head_.cols());
    const float* distance = p_.dense.data() + l.arc_distance.offset;
    float* ddistance = gradient.dense.data() + l.arc_distance.offset;
    int first = 0;
    std::vector<int> gold;
    for (const Encoded* s : *batch_) {
      const int n = s->size();
      scores_.resize(n, n + 1);
      const auto q = query_.middleRows(first, n);
      const auto k = head_.middleRows(first, n);
      scores_.rightCols(n).noalias() = q * k.transpose();
      scores_.col(0).noalias() = q * bias(l.arc_root).transpose();
      gold.clear();
      for (int i = 0; i < n; ++i) {
        for (int j = 0; j < n; ++j) scores_(i, j + 1) = i == j ? -1e9F : scores_(i, j + 1) + distance[distance_bucket(i, j)];
        const int g = s->gold->heads[static_cast<std::size_t>(i)];
        gold.push_back(g == kNoHead ? 0 : g + 1);
      }
      cross_entropy(scores_, gold, scale);
      for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j)
          if (i != j) ddistance[distance_bucket(i, j)] += scores_(i, j + 1);
      dquery_.middleRows(first, n).noalias() += scores_.rightCols(n) * k;
      dquery_.middleRows(first, n).noalias() += scores_.col(0) * bias(l.arc_root);
      dhead_.middleRows(first, n).noalias() += scores_.rightCols(n).transpose() * q;
      grad(l.arc_root).noalias() += scores_.col(0).transpose() * q;
      first += n;
    }
    grad(l.arc_bilinear).noalias() += dep_.transpose() * dquery_;
    grad(l.arc_prior) += dquery_.colwise().sum();
    ddep_.noalias() = dquery_ * weight(l.arc_bilinear).transpose();
    mlp_backward(l.arc_dep_weight, l.arc_dep_bias, dep_, dep_mask_, ddep_);
    mlp_backward(l.arc_head_weight, l.arc_head_bias, head_, head_mask_, dhead_);
  }

  // Relations are learned on gold heads.
  void labels(float scale) {
    const Layout& l = layout_;
    dep_.noalias() = x_ * weight(l.label_dep_weight);
    dep_.rowwise() += bias(l.label_bias);
    head_.noalias() = x_ * weight(l.label_head_weight);
    std::vector<int> gold;
    int first = 0;
    for (const Encoded* s : *batch_) {
      for (int i = 0; i < s->size(); ++i) {
        const int h = s->gold->heads[static_cast<std::size_t>(i)];
        if (h == kNoHead) dep_.row(first + i) += bias(l.label_root);
        else dep_.row(first + i) += head_.row(first + h) + weight(l.label_distance).row(distance_bucket(i, h));
        gold.push_back(h == kNoHead ? -1 : s->gold->deprels[static_cast<std::size_t>(i)]);
      }
      first += s->size();
    }
    dep_ = dep_.cwiseMax(0.0F);
    drop(dep_, dep_mask_);
    logits_.noalias() = dep_ * weight(l.label_out);
    logits_.rowwise() += bias(l.label_out_bias);
    cross_entropy(logits_, gold, scale);
    grad(l.label_out).noalias() += dep_.transpose() * logits_;
    grad(l.label_out_bias) += logits_.colwise().sum();
    ddep_.noalias() = logits_ * weight(l.label_out).transpose();
    apply_mask(ddep_, dep_mask_);
    ddep_ = (dep_.array() > 0.0F).select(ddep_, 0.0F);
    dhead_.setZero(rows_, head_.cols());
    first = 0;
    for (const Encoded* s : *batch_) {
      for (int i = 0; i < s->size(); ++i) {
        const int h = s->gold->heads[static_cast<std::size_t>(i)];
        if (h == kNoHead) {
          grad(l.label_root) += ddep_.row(first + i);
        } else {
          dhead_.row(first + h) += ddep_.row(first + i);
          grad(l.label_distance).row(distance_bucket(i, h)) += ddep_.row(first + i);
        }
      }
      first += s->size();
    }
    grad(l.label_bias) += ddep_.colwise().sum();
    grad(l.label_dep_weight).noalias() += x_.transpose() * ddep_;
    grad(l.label_head_weight).noalias() += x_.transpose() * dhead_;
    dx_.noalias() += ddep_ * weight(l.label_dep_weight).transpose() + dhead_ * weight(l.label_head_weight).transpose();
  }

  void backward() {
    apply_mask(dx_, masks_.back());
    for (std::size_t l = layout_.layers.size(); l-- > 0;) {
      LayerTrace& t = trace_[l];
      dgates_.resize(rows_, 6 * h_);
      dinput_.setZero(rows_, t.input.cols());
      for (int d = 0; d < 2; ++d) recur_backward(l, d);
      grad(layout_.layers[l].weight).noalias() += t.input.transpose() * dgates_;
      dinput_.noalias() += dgates_ * weight(layout_.layers[l].weight).transpose();
      apply_mask(dinput_, masks_[l]);
      dx_.swap(dinput_);
    }
    int row = 0;
    for (const Encoded* s : *batch_)
      for (int i = 0; i < s->size(); ++i, ++row) {
        const auto d = dx_.row(row);
        add_row(gradient.words.row(used_words_[static_cast<std::size_t>(row)]), d.data());
        for (std::uint32_t a : s->affixes[static_cast<std::size_t>(i)]) add_row(gradient.affixes.row(a), d.data());
      }
  }

  void add_row(float* to, const float* from) const {
    for (Eigen::Index i = 0; i < p_.words.cols(); ++i) to[i] += from[i];
  }

  void recur_backward(std::size_t l, int d) {
    LayerTrace& t = trace_[l];
    const DirectionTrace& k = t.direction[d];
    const std::size_t offset_b = layout_.layers[l].bias.offset + static_cast<std::size_t>(2 * d * h_);
    const std::size_t offset_v = layout_.layers[l].carry.offset + static_cast<std::size_t>(2 * d * h_);
    const float* v = p_.dense.data() + offset_v;
    float* db = gradient.dense.data() + offset_b;
    float* dv = gradient.dense.data() + offset_v;
    const int shift = l == 0 ? 0 : d * h_;
    std::vector<float> zero(static_cast<std::size_t>(h_), 0.0F), dc(static_cast<std::size_t>(h_));
    int first = 0;
    for (const Encoded* s : *batch_) {
      const int n = s->size();
      std::fill(dc.begin(), dc.end(), 0.0F);
      for (int i = n - 1; i >= 0; --i) {
        const int r = at(first, n, i, d);
        const float* before = i == 0 ? zero.data() : k.carried.row(at(first, n, i - 1, d)).data();
        const float* u = t.gates.row(r).data() + 3 * d * h_;
        const float* x = t.input.row(r).data() + shift;
        const float *f = k.forget.row(r).data(), *g = k.reset.row(r).data(), *q = k.squashed.row(r).data();
        const float* dh = dx_.row(r).data() + d * h_;
        float* du = dgates_.row(r).data() + 3 * d * h_;
        float* din = dinput_.row(r).data() + shift;
        for (int j = 0; j < h_; ++j) {
          const float dreset = dh[j] * (q[j] - x[j]) * g[j] * (1 - g[j]);
          din[j] += dh[j] * (1 - g[j]);
          const float dcj = dc[static_cast<std::size_t>(j)] + dh[j] * g[j] * (1 - q[j] * q[j]);
          const float dforget = dcj * (before[j] - u[j]) * f[j] * (1 - f[j]);
          du[j] = dcj * (1 - f[j]);
          du[h_ + j] = dforget;
          du[2 * h_ + j] = dreset;
          db[j] += dforget;
          db[h_ + j] += dreset;
          dv[j] += dforget * before[j];
          dv[h_ + j] += dreset * before[j];
          dc[static_cast<std::size_t>(j)] = dcj * f[j] + dforget * v[j] + dreset * v[h_ + j];
        }
      }
      first += n;
    }
  }

  const Layout& layout_;
  const TrainingOptions& options_;
  const Parameters& p_;
  const int h_;
  std::mt19937_64 random_;
  const std::vector<const Encoded*>* batch_ = nullptr;
  int rows_ = 0;
  std::vector<std::uint32_t> used_words_;
  std::vector<LayerTrace> trace_;
  std::vector<RowMatrix> masks_;
  RowMatrix x_, dx_, dgates_, dinput_, logits_, scores_;
  RowMatrix dep_, head_, query_, ddep_, dhead_, dquery_, dep_mask_, head_mask_;
};

// Adam over dense weights and touched embedding rows, with an exponential average of the weights.
class Adam {
 public:
  Adam(Parameters& p, const TrainingOptions& o) : p_(p), o_(o), average(p) {
    m_.assign(p.dense.size(), 0.0F);
    v_.assign(p.dense.size(), 0.0F);
    for (RowMatrix* m : {&wm_, &wv_}) m->setZero(p.words.rows(), p.words.cols());
    for (RowMatrix* m : {&am_, &av_}) m->setZero(p.affixes.rows(), p.affixes.cols());
    word_step_.assign(static_cast<std::size_t>(p.words.rows()), 0);
    affix_step_.assign(static_cast<std::size_t>(p.affixes.rows()), 0);
  }

  void update(Gradient& g, float rate) {
    ++step_;
    double norm = 0;
    for (float x : g.dense) norm += static_cast<double>(x) * x;
    const float clip = norm > 25.0 ? static_cast<float>(5.0 / std::sqrt(norm)) : 1.0F;
    const float c1 = 1.0F - std::pow(kBeta1, static_cast<float>(step_));
    const float c2 = 1.0F - std::pow(kBeta2, static_cast<float>(step_));
    adam(p_.dense.data(), g.dense.data(), m_.data(), v_.data(), p_.dense.size(), rate, clip, c1, c2, o_.weight_decay);
    sparse(p_.words, g.words, wm_, wv_, rate, clip, c1, c2);
    sparse(p_.affixes, g.affixes, am_, av_, rate, clip, c1, c2);
    const float keep = std::min(o_.average, (1.0F + static_cast<float>(step_)) / (10.0F + static_cast<float>(step_)));
    for (std::size_t i = 0; i < p_.dense.size(); ++i) average.dense[i] += (1 - keep) * (p_.dense[i] - average.dense[i]);
    follow(average.words, p_.words, g.words.rows, word_step_, keep);
    follow(average.affixes, p_.affixes, g.affixes.rows, affix_step_, keep);
  }

  // The averaged embeddings lag where rows were not touched of late; brings all of them up to now.
  void settle() {
    for (std::size_t r = 0; r < word_step_.size(); ++r) catch_up(average.words, p_.words, r, word_step_);
    for (std::size_t r = 0; r < affix_step_.size(); ++r) catch_up(average.affixes, p_.affixes, r, affix_step_);
  }

 private:
  static constexpr float kBeta1 = 0.9F;
  static constexpr float kBeta2 = 0.98F;

  static void adam(float* w, const float* g, float* m, float* v, std::size_t n, float rate, float clip, float c1, float c2, float decay) {
    for (std::size_t i = 0; i < n; ++i) {
      const float x = g[i] * clip;
      m[i] = kBeta1 * m[i] + (1 - kBeta1) * x;
      v[i] = kBeta2 * v[i] + (1 - kBeta2) * x * x;
      w[i] -= rate * ((m[i] / c1) / (std::sqrt(v[i] / c2) + 1e-8F) + decay * w[i]);
    }
  }
  static void sparse(RowMatrix& w, SparseGradient& g, RowMatrix& m, RowMatrix& v, float rate, float clip, float c1, float c2) {
    for (std::uint32_t r : g.rows)
      adam(w.row(r).data(), g.values.row(r).data(), m.row(r).data(), v.row(r).data(), static_cast<std::size_t>(w.cols()), rate, clip, c1, c2, 0);
  }

  // Between touches a row is constant, so its average moves towards it by keep^steps in one go.
  void catch_up(RowMatrix& avg, const RowMatrix& now, std::size_t r, std::vector<std::int64_t>& steps) const {
    const std::int64_t gap = step_ - steps[r];
    steps[r] = step_;
    if (gap <= 0) return;
    const float keep = std::pow(o_.average, static_cast<float>(gap));
    const Eigen::Index row = static_cast<Eigen::Index>(r);
    avg.row(row) = keep * avg.row(row) + (1 - keep) * now.row(row);
  }
  void follow(RowMatrix& avg, const RowMatrix& now, const std::vector<std::uint32_t>& rows, std::vector<std::int64_t>& steps, float keep) const {
    for (std::uint32_t r : rows) {
      --steps[r];  // the step just made is applied with `keep` below
      catch_up(avg, now, r, steps);
      avg.row(r) += (1 - keep) * (now.row(r) - avg.row(r));
    }
  }

  Parameters& p_;
  const TrainingOptions& o_;
  std::vector<float> m_, v_;
  RowMatrix wm_, wv_, am_, av_;
  std::vector<std::int64_t> word_step_, affix_step_;
  std::int64_t step_ = 0;

 public:
  Parameters average;
};

void add_gradient(Gradient& to, Gradient& from) {
  for (std::size_t i = 0; i < to.dense.size(); ++i) to.dense[i] += from.dense[i];
  const auto add = [](SparseGradient& a, SparseGradient& b) {
    for (std::uint32_t r : b.rows) {
      float* row = a.row(r);
      for (Eigen::Index i = 0; i < b.values.cols(); ++i) row[i] += b.values(r, i);
    }
  };
  add(to.words, from.words);
  add(to.affixes, from.affixes);
  to.loss += from.loss;
}

class Session {
 public:
  Session(const std::vector<TrainingSentence>& data, TrainingOptions& options) : options_(options) {
    build_vocabulary(data);
    options.sizes.words = static_cast<std::uint32_t>(vocabulary_.size());
    layout_ = std::make_unique<Layout>(options.sizes);
    initialise();
    encode(data);
  }

  std::string run(const EpochCallback& on_epoch) {
    Adam adam(parameters_, options_);
    std::vector<std::unique_ptr<Worker>> workers;
    for (int t = 0; t < options_.threads; ++t) workers.push_back(std::make_unique<Worker>(*layout_, options_, parameters_));
    std::mt19937_64 random(options_.seed);
    const auto pack = [&] {
      adam.settle();
      return pack_network(options_.sizes, vocabulary_, adam.average.dense, adam.average.words, adam.average.affixes);
    };
    std::size_t words = 0;
    for (const Encoded& e : encoded_) words += e.words.size();
    const double updates = static_cast<double>(words) / options_.batch_words * options_.epochs;
    double done = 0;
    for (int epoch = 1; epoch <= options_.epochs; ++epoch) {
      const auto start = std::chrono::steady_clock::now();
      double loss = 0;
      for (const std::vector<const Encoded*>& batch : batches(random)) {
        const double progress = std::min(1.0, done++ / updates);
        const float warm = static_cast<float>(std::min(1.0, done / 300.0));
        const float rate = warm * (options_.final_rate + (options_.learning_rate - options_.final_rate) * static_cast<float>(1.0 - progress));
        loss += one_batch(batch, workers, random(), adam, rate);
      }
      const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      if (on_epoch) on_epoch(epoch, loss / static_cast<double>(words), seconds, pack);
    }
    return pack();
  }

 private:
  void build_vocabulary(const std::vector<TrainingSentence>& data) {
    std::unordered_map<std::string, int> count;
    std::array<std::uint64_t, kAffixFeatures> affixes{};
    std::string normal;
    for (const TrainingSentence& s : data)
      for (const std::string& f : s.forms) {
        form_features(f, normal, affixes);
        ++count[normal];
      }
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [word, n] : count)
      if (n >= options_.minimum_count) order.emplace_back(-n, word);
    std::sort(order.begin(), order.end());
    vocabulary_.push_back("");
    keep_word_.push_back(1.0F);
    for (const auto& [n, word] : order) {
      rows_[word] = static_cast<std::uint32_t>(vocabulary_.size());
      vocabulary_.push_back(word);
      const float c = static_cast<float>(-n);
      keep_word_.push_back(1.0F - options_.word_dropout / (options_.word_dropout + c));
    }
  }

  void initialise() {
    std::mt19937_64 random(options_.seed ^ 0x5eedULL);
    std::normal_distribution<float> normal(0.0F, 1.0F);
    const auto gauss = [&](float* p, std::size_t n, float scale) {
      for (std::size_t i = 0; i < n; ++i) p[i] = scale * normal(random);
    };
    parameters_.dense.assign(layout_->total, 0.0F);
    const auto matrix = [&](const Tensor& t) { gauss(parameters_.dense.data() + t.offset, t.size(), std::sqrt(1.0F / static_cast<float>(t.rows))); };
    for (const Layout::Recurrent& r : layout_->layers) {
      matrix(r.weight);
      gauss(parameters_.dense.data() + r.carry.offset, r.carry.size(), 0.1F);
    }
    for (const Tensor* t : {&layout_->upos_weight, &layout_->feats_weight, &layout_->arc_dep_weight, &layout_->arc_head_weight, &layout_->arc_bilinear,
                            &layout_->label_dep_weight, &layout_->label_head_weight, &layout_->label_out})
      matrix(*t);
    const NetworkSizes& s = options_.sizes;
    parameters_.words.resize(s.words, s.embedding);
    parameters_.affixes.resize(s.affix_rows, s.embedding);
    gauss(parameters_.words.data(), static_cast<std::size_t>(parameters_.words.size()), 0.3F);
    gauss(parameters_.affixes.data(), static_cast<std::size_t>(parameters_.affixes.size()), 0.2F);
    parameters_.words.row(0).setZero();
  }

  void encode(const std::vector<TrainingSentence>& data) {
    std::string normal;
    std::array<std::uint64_t, kAffixFeatures> affixes{};
    encoded_.reserve(data.size());
    for (const TrainingSentence& s : data) {
      Encoded e;
      e.gold = &s;
      for (const std::string& f : s.forms) {
        form_features(f, normal, affixes);
        const auto it = rows_.find(normal);
        e.words.push_back(it == rows_.end() ? 0 : it->second);
        auto& rows = e.affixes.emplace_back();
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(affixes[i] % options_.sizes.affix_rows);
      }
      encoded_.push_back(std::move(e));
    }
  }

  // Sentences in random order, cut into batches of about batch_words.
  std::vector<std::vector<const Encoded*>> batches(std::mt19937_64& random) const {
    std::vector<const Encoded*> order;
    for (const Encoded& e : encoded_) order.push_back(&e);
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::vector<const Encoded*>> out(1);
    int words = 0;
    for (const Encoded* e : order) {
      if (words >= options_.batch_words) {
        out.emplace_back();
        words = 0;
      }
      out.back().push_back(e);
      words += e->size();
    }
    return out;
  }

  double one_batch(const std::vector<const Encoded*>& batch, std::vector<std::unique_ptr<Worker>>& workers, std::uint64_t seed, Adam& adam, float rate) {
    int words = 0;
    for (const Encoded* e : batch) words += e->size();
    const float scale = 1.0F / static_cast<float>(words);
    std::vector<std::vector<const Encoded*>> share(workers.size());
    for (std::size_t i = 0; i < batch.size(); ++i) share[i % workers.size()].push_back(batch[i]);
    std::vector<std::thread> threads;
    for (std::size_t t = 1; t < workers.size(); ++t) threads.emplace_back([&, t] { workers[t]->run(share[t], keep_word_, seed + t, scale); });
    workers[0]->run(share[0], keep_word_, seed, scale);
    for (std::thread& t : threads) t.join();
    Gradient& total = workers[0]->gradient;
    for (std::size_t t = 1; t < workers.size(); ++t) add_gradient(total, workers[t]->gradient);
    adam.update(total, rate);
    const double loss = total.loss;
    for (auto& w : workers) w->gradient.clear();
    return loss;
  }

  TrainingOptions& options_;
  std::vector<std::string> vocabulary_;
  std::unordered_map<std::string, std::uint32_t> rows_;
  std::vector<float> keep_word_;
  std::unique_ptr<Layout> layout_;
  Parameters parameters_;
  std::vector<Encoded> encoded_;
};

}  // namespace

std::string train_network(const std::vector<TrainingSentence>& data, TrainingOptions options, const EpochCallback& on_epoch) {
  if (data.empty()) throw Error("no training sentences");
  if (options.threads < 1 || options.epochs < 1 || options.batch_words < 1) throw Error("threads, epochs and batch_words must be at least 1");
  options.sizes.embedding = options.sizes.hidden;
  Session session(data, options);
  return session.run(on_epoch);
}

}  // namespace detente
