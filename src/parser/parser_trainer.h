// Treebanks to the training sentences of the network that tagger and parser share.
#pragma once
#include <string>
#include <vector>

#include "model/network_trainer.h"
#include "text/sentence.h"

namespace detente {

// `feats` is the inventory from collect_feats; rarer features are not learned from.
[[nodiscard]] std::vector<TrainingSentence> training_sentences(const std::vector<std::vector<Sentence>>& treebanks, const std::vector<std::string>& feats);

// Reads `name = value` lines (# comments) over the defaults. Throws Error with file and line for unknown names or bad values.
[[nodiscard]] TrainingOptions read_training_options(const std::string& path);

}  // namespace detente
