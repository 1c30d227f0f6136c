#include "store/document_clusters.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "store/similarity.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

using Weights = std::unordered_map<std::uint64_t, double>;
struct Feature {
  std::uint64_t word = 0;
  double weight = 0;
};
using Vector = std::vector<Feature>;  // sorted by word

Weights count_words(const std::string& text, const DocumentClustering& o) {
  Weights out;
  // Lower-casing keeps the bytes of ASCII letters where they are as long as all letters keep their length; else capitals are not told
  const std::string lower = utf8::lower(text);
  const bool aligned = lower.size() == text.size();
  std::uint64_t before = 0;
  bool sentence_start = true;
  std::size_t end = 0;
  each_word(lower, [&](std::string_view w) {
    const auto begin = static_cast<std::size_t>(w.data() - lower.data());
    for (; end < begin; ++end)
      if (lower[end] == '.' || lower[end] == '?' || lower[end] == '!' || lower[end] == '\n') sentence_start = true;
    end = begin + w.size();
    const bool first = sentence_start;
    sentence_start = false;
    if (is_function_word(w)) return;
    const std::uint64_t word = hash_bytes(rough_stem(w));
    const bool name = aligned && !first && text[begin] >= 'A' && text[begin] <= 'Z', number = w.front() >= '0' && w.front() <= '9';
    out[word] += number ? o.number_weight : name ? o.name_weight : 1;
    if (before != 0 && o.pair_weight > 0) out[hash_combine(before, word)] += o.pair_weight;
    before = word;
  });
  return out;
}

double cosine(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i].word == b[k].word) sum += a[i++].weight * b[k++].weight;
    else if (a[i].word < b[k].word) ++i;
    else ++k;
  }
  return sum;
}

std::vector<Vector> make_vectors(const std::vector<std::string>& texts, const DocumentClustering& o) {
  std::vector<Weights> counts;
  std::unordered_map<std::uint64_t, int> documents;
  for (const std::string& t : texts) {
    counts.push_back(count_words(t, o));
    for (const auto& [word, count] : counts.back()) ++documents[word];
  }
  std::vector<Vector> out;
  for (const Weights& c : counts) {
    Vector v;
    for (const auto& [word, count] : c) {
      if (documents[word] < 2) continue;  // nothing to share
      const double rarity = std::log(static_cast<double>(texts.size()) / documents[word]);
      v.push_back({word, (count >= 1 ? 1 + std::log(count) : count) * std::pow(rarity, o.rarity)});
    }
    std::sort(v.begin(), v.end(), [](const Feature& a, const Feature& b) { return a.word < b.word; });
    double norm = 0;
    for (const Feature& f : v) norm += f.weight * f.weight;
    for (Feature& f : v) f.weight /= std::sqrt(norm);
    out.push_back(std::move(v));
  }
  return out;
}

// Average link: the two clusters with the highest mean similarity are joined until none is above the threshold. Each cluster's best
// partner is kept, so that a step looks at the clusters once.
class AverageLink {
 public:
  explicit AverageLink(const std::vector<Vector>& v) : n_(v.size()), similar_(n_ * n_, -1), size_(n_, 1), parent_(n_), best_(n_) {
    for (std::size_t i = 0; i < n_; ++i) {
      parent_[i] = i;
      for (std::size_t k = 0; k < i; ++k) at(i, k) = at(k, i) = static_cast<float>(cosine(v[i], v[k]));
    }
    for (std::size_t i = 0; i < n_; ++i) find_best(i);
  }

  void run(double threshold) {
    for (;;) {
      std::size_t a = n_;
      for (std::size_t i = 0; i < n_; ++i)
        if (size_[i] > 0 && best_[i] != i && (a == n_ || at(i, best_[i]) > at(a, best_[a]))) a = i;
      if (a == n_ || static_cast<double>(at(a, best_[a])) < threshold) return;
      join(a, best_[a]);
    }
  }
  [[nodiscard]] std::size_t root(std::size_t i) const {
    while (parent_[i] != i) i = parent_[i];
    return i;
  }

 private:
  float& at(std::size_t i, std::size_t k) { return similar_[i * n_ + k]; }
  void find_best(std::size_t i) {
    best_[i] = i;
    for (std::size_t k = 0; k < n_; ++k)
      if (k != i && size_[k] > 0 && (best_[i] == i || at(i, k) > at(i, best_[i]))) best_[i] = k;
  }
  void join(std::size_t a, std::size_t b) {
    const float total = static_cast<float>(size_[a] + size_[b]);
    for (std::size_t k = 0; k < n_; ++k)
      if (k != a && k != b && size_[k] > 0) at(a, k) = at(k, a) = (at(a, k) * static_cast<float>(size_[a]) + at(b, k) * static_cast<float>(size_[b])) / total;
    size_[a] += size_[b];
    size_[b] = 0;
    parent_[b] = a;
    for (std::size_t i = 0; i < n_; ++i)
      if (size_[i] > 0 && (i == a || best_[i] == a || best_[i] == b || at(i, a) > at(i, best_[i]))) find_best(i);
  }

  std::size_t n_;
  std::vector<float> similar_;
  std::vector<int> size_;
  std::vector<std::size_t> parent_, best_;
};

}  // namespace

std::vector<std::size_t> cluster_documents(const std::vector<std::string>& texts, const DocumentClustering& options) {
  AverageLink link(make_vectors(texts, options));
  link.run(options.threshold);
  std::unordered_map<std::size_t, std::size_t> numbers;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < texts.size(); ++i) out.push_back(numbers.try_emplace(link.root(i), numbers.size()).first->second);
  return out;
}

}  // namespace detente
