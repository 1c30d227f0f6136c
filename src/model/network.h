// The network behind tagger and parser: hashed word and affix embeddings, bidirectional simple recurrent units (Lei et al.
// 2018: all matrix products of a layer are done at once, the recurrence is elementwise), and four heads: part of speech,
// features, arcs (biaffine, Dozat and Manning 2017) and arc labels.
// Weights are one flat float array; Layout says where each tensor lies, for training and for use alike.
// Constant after construction and shared between threads; scratch is a NetworkWorkspace per thread.
#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/features.h"
#include "model/int8_matrix.h"
#include "text/labels.h"
#include "text/sentence.h"

namespace detente {

using RowMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMatrixMap = Eigen::Map<const RowMatrix>;
using ConstVectorMap = Eigen::Map<const Eigen::RowVectorXf>;

struct NetworkSizes {
  std::uint32_t words = 0;  // rows of the vocabulary; row 0 is the unknown word
  std::uint32_t affix_rows = 16384;
  std::uint32_t embedding = 128;  // width of a word vector
  std::uint32_t hidden = 128;     // units per direction
  std::uint32_t layers = 2;
  std::uint32_t arc = 96;
  std::uint32_t label = 64;
  std::uint32_t feats = 0;  // classes of morphological features
  bool operator==(const NetworkSizes&) const = default;
};

// Buckets of the signed distance dependent - head, for arc and label scores.
inline constexpr int kDistanceBuckets = 16;
[[nodiscard]] int distance_bucket(int dependent, int head);

struct Tensor {
  std::size_t offset = 0;
  int rows = 0;
  int cols = 0;
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols); }
};

// Where each dense tensor lies in the flat array. Embedding tables lie apart, since they are stored in 8 bits.
struct Layout {
  struct Recurrent {
    Tensor weight, bias, carry;  // in x 6H (per direction: candidate, forget, reset), 1 x 4H, 1 x 4H
  };
  explicit Layout(const NetworkSizes& sizes);
  std::vector<Recurrent> layers;
  Tensor upos_weight, upos_bias, feats_weight, feats_bias;
  Tensor arc_dep_weight, arc_dep_bias, arc_head_weight, arc_head_bias, arc_bilinear, arc_prior, arc_root, arc_distance;
  Tensor label_dep_weight, label_head_weight, label_bias, label_root, label_distance, label_out, label_out_bias;
  std::size_t total = 0;
  std::size_t decayed = 0;
};

// A matrix of 8-bit rows, each with its scale.
struct QuantizedTable {
  const std::int8_t* values = nullptr;
  const float* scales = nullptr;
  std::uint32_t cols = 0;
};

struct NetworkWorkspace {
  RowMatrix input, output, gates;
  RowMatrix upos, feats, arc_dep, arc_head, label_dep, label_head, scores;
  Int8Rows quantized;
  std::vector<float> hidden;
  std::string normal;
};

class Network {
 public:
  // `bytes` is the model's "network" section; views are kept into it. Throws Error when sizes do not fit.
  explicit Network(std::string_view bytes);

  // Contextual vectors of the tokens of several sentences, one row a token in order, in `ws.output`, and the tag scores of
  // the same rows in `ws.upos` and `ws.feats`.
  void encode(const Sentence* sentences, std::size_t count, NetworkWorkspace& ws) const;

  // Heads and relations of one sentence whose rows in `ws` begin at `first_row`: the best single-rooted tree.
  void parse(Sentence& sentence, std::size_t first_row, NetworkWorkspace& ws) const;

  [[nodiscard]] const NetworkSizes& sizes() const { return sizes_; }

 private:
  [[nodiscard]] ConstMatrixMap matrix(const Tensor& t) const { return {weights_ + t.offset, t.rows, t.cols}; }
  [[nodiscard]] Int8Matrix packed(const Tensor& t) const { return {weights_ + t.offset, t.rows, t.cols}; }
  // out = ws.quantized * weights + bias, `out` resized; `bias` may be null.
  void product(const Int8Matrix& weights, const Tensor* bias, const NetworkWorkspace& ws, RowMatrix& out) const;
  [[nodiscard]] ConstVectorMap vector(const Tensor& t) const { return {weights_ + t.offset, t.cols}; }
  [[nodiscard]] std::uint32_t word_row(std::string_view normal) const;
  void embed(std::string_view form, float* out, std::string& normal) const;

  NetworkSizes sizes_;
  Layout layout_;
  const float* weights_ = nullptr;
  // The products in 8 bits, made of the float weights when the model is loaded.
  std::vector<Int8Matrix> recurrent_;
  Int8Matrix upos_, feats_, arc_dep_, arc_head_, arc_bilinear_, label_dep_, label_head_;
  QuantizedTable words_, affixes_;
  const std::uint64_t* word_hashes_ = nullptr;  // open addressing over hashes of normal forms
  const std::uint32_t* word_rows_ = nullptr;
  std::uint32_t word_slots_ = 0;
};

// Serialises a network: sizes, vocabulary (normal forms in row order, row 0 unused), dense weights, embedding tables (float).
[[nodiscard]] std::string pack_network(const NetworkSizes& sizes, const std::vector<std::string>& vocabulary, const std::vector<float>& weights,
                                       const RowMatrix& words, const RowMatrix& affixes);

}  // namespace detente
