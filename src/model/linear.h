// A hashed linear classifier: weights of features hashed into a table, trained as an averaged perceptron.
// Used where a decision is local and must cost nanoseconds (token and sentence boundaries).
#pragma once
#include <cstdint>
#include <vector>

#include "model/container.h"

namespace detente {

// A handful of feature hashes of one decision.
struct FeatureList {
  static constexpr int kMax = 40;
  std::uint64_t hash[kMax];
  int count = 0;
  void add(std::uint64_t kind, std::uint64_t value) {
    if (count < kMax) hash[count++] = (value + kind * 0x9e3779b97f4a7c15ULL) * 0xff51afd7ed558ccdULL;
  }
};

// Weights in mapped memory: rows = 2^bits, cols = classes.
class LinearModel {
 public:
  LinearModel() = default;
  LinearModel(ArrayView<float> weights, int classes);
  [[nodiscard]] int best(const FeatureList& features) const;

 private:
  ArrayView<float> weights_;
  int classes_ = 0;
  int shift_ = 0;
};

class LinearTrainer {
 public:
  LinearTrainer(int bits, int classes);
  // One perceptron step; returns the class predicted before it.
  int learn(const FeatureList& features, int gold);
  [[nodiscard]] std::vector<float> averaged() const;

 private:
  [[nodiscard]] std::size_t row(std::uint64_t hash) const;
  int shift_, classes_;
  std::vector<double> weights_, sums_;
  double step_ = 1;
};

}  // namespace detente
