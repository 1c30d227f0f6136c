#include "model/network.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "model/fast_math.h"
#include "model/tree.h"
#include "util/error.h"
#include "util/hash.h"

namespace detente {

int distance_bucket(int dependent, int head) {
  const int d = dependent - head;
  const int a = std::abs(d);
  const int b = a <= 4 ? a - 1 : a <= 6 ? 4 : a <= 10 ? 5 : a <= 20 ? 6 : 7;
  return d > 0 ? b : b + 8;
}

Layout::Layout(const NetworkSizes& s) {
  const auto add = [this](std::uint32_t rows, std::uint32_t cols) {
    Tensor t{total, static_cast<int>(rows), static_cast<int>(cols)};
    total += (t.size() + 15) / 16 * 16;  // every tensor starts on a cache line
    return t;
  };
  const std::uint32_t out = 2 * s.hidden;
  for (std::uint32_t l = 0; l < s.layers; ++l) layers.push_back({add(l == 0 ? s.embedding : out, 6 * s.hidden), add(1, 4 * s.hidden), add(1, 4 * s.hidden)});
  upos_weight = add(out, kUposCount);
  upos_bias = add(1, kUposCount);
  feats_weight = add(out, s.feats);
  feats_bias = add(1, s.feats);
  arc_dep_weight = add(out, s.arc);
  arc_dep_bias = add(1, s.arc);
  arc_head_weight = add(out, s.arc);
  arc_head_bias = add(1, s.arc);
  arc_bilinear = add(s.arc, s.arc);
  arc_prior = add(1, s.arc);
  arc_root = add(1, s.arc);
  arc_distance = add(1, kDistanceBuckets);
  label_dep_weight = add(out, s.label);
  label_head_weight = add(out, s.label);
  label_bias = add(1, s.label);
  label_root = add(1, s.label);
  label_distance = add(kDistanceBuckets, s.label);
  label_out = add(s.label, kDeprelCount);
  label_out_bias = add(1, kDeprelCount);
}

namespace {

// Layout of the section: Header, sizes, then arrays each padded to 64 bytes.
struct Header {
  NetworkSizes sizes;
  std::uint32_t word_slots = 0;
};

std::size_t padded(std::size_t bytes) { return (bytes + 63) / 64 * 64; }

class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  const T* take(std::size_t count) {
    const std::size_t size = padded(count * sizeof(T));
    if (size > bytes_.size() - pos_) throw Error("network section is truncated");
    const T* p = reinterpret_cast<const T*>(bytes_.data() + pos_);
    pos_ += size;
    return p;
  }

 private:
  std::string_view bytes_;
  std::size_t pos_ = 0;
};

NetworkSizes sizes_of(std::string_view bytes) {
  if (bytes.size() < padded(sizeof(Header))) throw Error("network section is truncated");
  Header h;
  std::memcpy(&h, bytes.data(), sizeof h);
  const NetworkSizes& s = h.sizes;
  if (s.layers == 0 || s.layers > 8 || s.hidden == 0 || s.hidden > 1024 || s.embedding == 0 || s.embedding > 1024 || s.arc > 1024 || s.label > 1024 ||
      s.feats == 0 || s.feats > 4096 || s.words == 0 || s.affix_rows == 0 || s.embedding != s.hidden)
    throw Error("network section has impossible sizes");
  return s;
}

}  // namespace

Network::Network(std::string_view bytes) : sizes_(sizes_of(bytes)), layout_(sizes_) {
  Cursor cursor(bytes);
  word_slots_ = cursor.take<Header>(1)->word_slots;
  if (word_slots_ == 0 || (word_slots_ & (word_slots_ - 1)) != 0) throw Error("network section has a damaged vocabulary");
  word_hashes_ = cursor.take<std::uint64_t>(word_slots_);
  word_rows_ = cursor.take<std::uint32_t>(word_slots_);
  weights_ = cursor.take<float>(layout_.total);
  words_.values = cursor.take<std::int8_t>(std::size_t{sizes_.words} * sizes_.embedding);
  words_.scales = cursor.take<float>(sizes_.words);
  affixes_.values = cursor.take<std::int8_t>(std::size_t{sizes_.affix_rows} * sizes_.embedding);
  affixes_.scales = cursor.take<float>(sizes_.affix_rows);
  words_.cols = affixes_.cols = sizes_.embedding;
  for (const Layout::Recurrent& layer : layout_.layers) recurrent_.push_back(packed(layer.weight));
  upos_ = packed(layout_.upos_weight);
  feats_ = packed(layout_.feats_weight);
  arc_dep_ = packed(layout_.arc_dep_weight);
  arc_head_ = packed(layout_.arc_head_weight);
  arc_bilinear_ = packed(layout_.arc_bilinear);
  label_dep_ = packed(layout_.label_dep_weight);
  label_head_ = packed(layout_.label_head_weight);
}

std::uint32_t Network::word_row(std::string_view normal) const {
  const std::uint64_t hash = hash_bytes(normal) | 1;  // 0 marks a free slot
  for (std::uint32_t slot = static_cast<std::uint32_t>(hash >> 20) & (word_slots_ - 1);; slot = (slot + 1) & (word_slots_ - 1)) {
    if (word_hashes_[slot] == hash) return word_rows_[slot];
    if (word_hashes_[slot] == 0) return 0;
  }
}

void Network::embed(std::string_view form, float* out, std::string& normal) const {
  std::array<std::uint64_t, kAffixFeatures> affixes;
  form_features(form, normal, affixes);
  constexpr std::size_t kRows = kAffixFeatures + 1;
  std::array<const std::int8_t*, kRows> values{};
  std::array<float, kRows> scales{};
  const auto take = [&](std::size_t at, const QuantizedTable& table, std::uint32_t row) {
    values[at] = table.values + static_cast<std::size_t>(row) * table.cols;
    scales[at] = table.scales[row];
  };
  take(0, words_, word_row(normal));
  for (std::size_t i = 0; i < kAffixFeatures; ++i) take(i + 1, affixes_, static_cast<std::uint32_t>(affixes[i] % sizes_.affix_rows));
  for (std::uint32_t c = 0; c < sizes_.embedding; ++c) {
    float sum = 0.0F;
    for (std::size_t i = 0; i < kRows; ++i) sum += scales[i] * static_cast<float>(values[i][c]);
    out[c] = sum;
  }
}

namespace {

struct Gates {
  const float *forget_bias, *reset_bias, *forget_carry, *reset_carry;
};

// One step of one direction. `u` holds candidate, forget, reset pre-activations and is overwritten; `x` the highway input; `c` the
// carried state. Two loops: what waits for a division in the first does not hold up the second.
inline void step(float* __restrict u, const float* x, const Gates& g, int h, float* __restrict c, float* __restrict out) {
  for (int i = 0; i < h; ++i) {
    const float carried = c[i];
    const float f = fast_sigmoid(u[h + i] + g.forget_bias[i] + g.forget_carry[i] * carried);
    u[2 * h + i] = 1.0F + fast_exp(-(u[2 * h + i] + g.reset_bias[i] + g.reset_carry[i] * carried));
    c[i] = f * carried + (1.0F - f) * u[i];
  }
  // sigmoid(reset) * tanh(c) + (1 - sigmoid(reset)) * x with one division instead of two.
  for (int i = 0; i < h; ++i) {
    const float t = fast_exp(2.0F * c[i]);
    out[i] = x[i] + ((t - 1.0F) - x[i] * (t + 1.0F)) / (u[2 * h + i] * (t + 1.0F));
  }
}

void quantize(const RowMatrix& m, Int8Rows& out) { out.assign(m.data(), static_cast<int>(m.rows()), static_cast<int>(m.cols())); }

}  // namespace

void Network::product(const Int8Matrix& weights, const Tensor* bias, const NetworkWorkspace& ws, RowMatrix& out) const {
  out.resize(ws.quantized.rows(), weights.columns());
  weights.multiply(ws.quantized, bias == nullptr ? nullptr : weights_ + bias->offset, out.data());
}

void Network::encode(const Sentence* sentences, std::size_t count, NetworkWorkspace& ws) const {
  std::size_t n = 0;
  for (std::size_t s = 0; s < count; ++s) n += sentences[s].tokens.size();
  const int rows = static_cast<int>(n);
  const int h = static_cast<int>(sizes_.hidden);
  ws.input.resize(rows, static_cast<int>(sizes_.embedding));
  int row = 0;
  for (std::size_t s = 0; s < count; ++s)
    for (const Token& t : sentences[s].tokens) embed(t.form, ws.input.row(row++).data(), ws.normal);
  std::vector<float>& carry = ws.hidden;
  for (std::size_t l = 0; l < layout_.layers.size(); ++l) {
    const RowMatrix& in = l == 0 ? ws.input : ws.output;
    const Layout::Recurrent& layer = layout_.layers[l];
    quantize(in, ws.quantized);
    product(recurrent_[l], nullptr, ws, ws.gates);
    const float* b = weights_ + layer.bias.offset;
    const float* v = weights_ + layer.carry.offset;
    // In the first layer both directions share the input as highway; later each has its own half.
    const int shift = l == 0 ? 0 : h;
    if (l > 0) ws.input.swap(ws.output);
    const RowMatrix& x = ws.input;
    ws.output.resize(rows, 2 * h);
    int first = 0;
    for (std::size_t s = 0; s < count; ++s) {
      const int length = static_cast<int>(sentences[s].tokens.size());
      carry.assign(static_cast<std::size_t>(h), 0.0F);
      for (int i = first; i < first + length; ++i)
        step(ws.gates.row(i).data(), x.row(i).data(), {b, b + h, v, v + h}, h, carry.data(), ws.output.row(i).data());
      carry.assign(static_cast<std::size_t>(h), 0.0F);
      for (int i = first + length - 1; i >= first; --i)
        step(ws.gates.row(i).data() + 3 * h, x.row(i).data() + shift, {b + 2 * h, b + 3 * h, v + 2 * h, v + 3 * h}, h, carry.data(),
             ws.output.row(i).data() + h);
      first += length;
    }
  }
  quantize(ws.output, ws.quantized);
  product(upos_, &layout_.upos_bias, ws, ws.upos);
  product(feats_, &layout_.feats_bias, ws, ws.feats);
  product(arc_dep_, &layout_.arc_dep_bias, ws, ws.gates);
  product(arc_head_, &layout_.arc_head_bias, ws, ws.arc_head);
  product(label_dep_, &layout_.label_bias, ws, ws.label_dep);
  product(label_head_, nullptr, ws, ws.label_head);
  ws.arc_head = ws.arc_head.cwiseMax(0.0F);
  ws.gates = ws.gates.cwiseMax(0.0F);
  quantize(ws.gates, ws.quantized);
  product(arc_bilinear_, &layout_.arc_prior, ws, ws.arc_dep);
}

void Network::parse(Sentence& sentence, std::size_t first_row, NetworkWorkspace& ws) const {
  const int n = static_cast<int>(sentence.tokens.size());
  if (n == 0) return;
  const int first = static_cast<int>(first_row);
  ws.scores.resize(n, n + 1);
  const auto dep = ws.arc_dep.middleRows(first, n);
  ws.scores.rightCols(n).noalias() = dep * ws.arc_head.middleRows(first, n).transpose();
  ws.scores.col(0).noalias() = dep * vector(layout_.arc_root).transpose();
  const float* distance = weights_ + layout_.arc_distance.offset;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      if (i != j) ws.scores(i, j + 1) += distance[distance_bucket(i, j)];
  std::vector<int> heads;
  best_tree(ws.scores.data(), n, heads);
  const int width = static_cast<int>(sizes_.label);
  RowMatrix& hidden = ws.scores;
  hidden.resize(n, width);
  for (int i = 0; i < n; ++i) {
    const int head = heads[static_cast<std::size_t>(i)];
    sentence.tokens[static_cast<std::size_t>(i)].head = head;
    if (head < 0) hidden.row(i) = ws.label_dep.row(first + i) + vector(layout_.label_root);
    else hidden.row(i) = ws.label_dep.row(first + i) + ws.label_head.row(first + head) + matrix(layout_.label_distance).row(distance_bucket(i, head));
  }
  hidden = hidden.cwiseMax(0.0F);
  RowMatrix& logits = ws.gates;
  logits.resize(n, kDeprelCount);
  logits.noalias() = hidden * matrix(layout_.label_out);
  logits.rowwise() += vector(layout_.label_out_bias);
  for (int i = 0; i < n; ++i) {
    Token& t = sentence.tokens[static_cast<std::size_t>(i)];
    if (t.head < 0) {
      t.deprel = Deprel::root;
      continue;
    }
    logits(i, static_cast<int>(Deprel::root)) = -1e30F;
    Eigen::Index best = 0;
    logits.row(i).maxCoeff(&best);
    t.deprel = static_cast<Deprel>(best);
  }
}

namespace {

class Packer {
 public:
  template <class T>
  void add(const T* data, std::size_t count) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + padded(count * sizeof(T)), '\0');
    if (count > 0) std::memcpy(bytes_.data() + at, data, count * sizeof(T));
  }
  void add_quantized(const RowMatrix& table) {
    std::vector<std::int8_t> values(static_cast<std::size_t>(table.size()));
    std::vector<float> scales(static_cast<std::size_t>(table.rows()));
    for (Eigen::Index r = 0; r < table.rows(); ++r) {
      const float scale = std::max(table.row(r).cwiseAbs().maxCoeff(), 1e-8F) / 127.0F;
      scales[static_cast<std::size_t>(r)] = scale;
      for (Eigen::Index c = 0; c < table.cols(); ++c)
        values[static_cast<std::size_t>(r * table.cols() + c)] = static_cast<std::int8_t>(std::lround(table(r, c) / scale));
    }
    add(values.data(), values.size());
    add(scales.data(), scales.size());
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace

std::string pack_network(const NetworkSizes& sizes, const std::vector<std::string>& vocabulary, const std::vector<float>& weights, const RowMatrix& words,
                         const RowMatrix& affixes) {
  Header header;
  header.sizes = sizes;
  header.word_slots = 1;
  while (header.word_slots < 2 * vocabulary.size()) header.word_slots *= 2;
  std::vector<std::uint64_t> hashes(header.word_slots, 0);
  std::vector<std::uint32_t> rows(header.word_slots, 0);
  for (std::size_t row = 1; row < vocabulary.size(); ++row) {
    const std::uint64_t hash = hash_bytes(vocabulary[row]) | 1;
    std::uint32_t slot = static_cast<std::uint32_t>(hash >> 20) & (header.word_slots - 1);
    while (hashes[slot] != 0) slot = (slot + 1) & (header.word_slots - 1);
    hashes[slot] = hash;
    rows[slot] = static_cast<std::uint32_t>(row);
  }
  Packer packer;
  packer.add(&header, 1);
  packer.add(hashes.data(), hashes.size());
  packer.add(rows.data(), rows.size());
  packer.add(weights.data(), weights.size());
  packer.add_quantized(words);
  packer.add_quantized(affixes);
  return packer.take();
}

}  // namespace detente
