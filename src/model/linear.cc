#include "model/linear.h"

namespace detente {

namespace {
constexpr int kMaxClasses = 8;
}

LinearModel::LinearModel(ArrayView<float> weights, int classes) : weights_(weights), classes_(classes) {
  if (classes < 2 || classes > kMaxClasses) throw Error("linear model has a bad number of classes");
  std::size_t rows = weights.size() / static_cast<std::size_t>(classes);
  if (rows == 0 || (rows & (rows - 1)) != 0) throw Error("linear model has a bad size");
  shift_ = 64;
  while (rows > 1) {
    rows /= 2;
    --shift_;
  }
}

int LinearModel::best(const FeatureList& features) const {
  float score[kMaxClasses] = {};
  for (int i = 0; i < features.count; ++i) {
    const float* w = weights_.data + (features.hash[i] >> shift_) * static_cast<std::size_t>(classes_);
    for (int c = 0; c < classes_; ++c) score[c] += w[c];
  }
  int top = 0;
  for (int c = 1; c < classes_; ++c)
    if (score[c] > score[top]) top = c;
  return top;
}

LinearTrainer::LinearTrainer(int bits, int classes)
    : shift_(64 - bits), classes_(classes), weights_((std::size_t{1} << bits) * static_cast<std::size_t>(classes)), sums_(weights_.size()) {}

std::size_t LinearTrainer::row(std::uint64_t hash) const { return (hash >> shift_) * static_cast<std::size_t>(classes_); }

int LinearTrainer::learn(const FeatureList& features, int gold) {
  double score[kMaxClasses] = {};
  for (int i = 0; i < features.count; ++i)
    for (int c = 0; c < classes_; ++c) score[c] += weights_[row(features.hash[i]) + static_cast<std::size_t>(c)];
  int top = 0;
  for (int c = 1; c < classes_; ++c)
    if (score[c] > score[top]) top = c;
  // A margin of one keeps learning where the decision was only just right.
  double rival = -1e30;
  int second = -1;
  for (int c = 0; c < classes_; ++c)
    if (c != gold && score[c] > rival) {
      rival = score[c];
      second = c;
    }
  if (score[gold] < rival + 1.0)
    for (int i = 0; i < features.count; ++i) {
      const std::size_t r = row(features.hash[i]);
      weights_[r + static_cast<std::size_t>(gold)] += 0.1;
      sums_[r + static_cast<std::size_t>(gold)] += 0.1 * step_;
      weights_[r + static_cast<std::size_t>(second)] -= 0.1;
      sums_[r + static_cast<std::size_t>(second)] -= 0.1 * step_;
    }
  step_ += 1;
  return top;
}

std::vector<float> LinearTrainer::averaged() const {
  std::vector<float> out(weights_.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(weights_[i] - sums_[i] / step_);
  return out;
}

}  // namespace detente
