// Trains the Network on gold trees: one loss for part of speech, features, heads and relations together. Adam, variational
// dropout, word dropout, averaged weights; the same bytes for the same seed, parameters, data and number of threads.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/network.h"

namespace detente {

// One training sentence: forms and gold labels. `head` is an index or kNoHead.
struct TrainingSentence {
  std::vector<std::string> forms;
  std::vector<int> upos, feats, heads, deprels;
};

// Parameters of training, each settable in the parameter file (data/training/*.conf). Rates per update, epochs over the data.
struct TrainingOptions {
  NetworkSizes sizes;
  int epochs = 25;
  int batch_words = 600;
  float learning_rate = 2e-3F;
  float final_rate = 5e-5F;
  float dropout = 0.33F;
  float word_dropout = 0.3F;  // probability c / (c + count) of replacing a word by the unknown word
  float average = 0.9995F;    // decay of the averaged weights
  float weight_decay = 1e-5F;
  int minimum_count = 2;  // rarer words have no row of their own
  std::uint64_t seed = 20240101;
  int threads = 2;
};

// Called after each epoch with its number and mean loss; the packed network so far is made by calling `pack`.
using EpochCallback = std::function<void(int epoch, double loss, double seconds, const std::function<std::string()>& pack)>;

// Trains and returns the packed network. `extra_words`: normal forms that get rows beside those of the data.
[[nodiscard]] std::string train_network(const std::vector<TrainingSentence>& data, TrainingOptions options, const EpochCallback& on_epoch);

}  // namespace detente
