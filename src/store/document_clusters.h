// Documents of one event: TF-IDF over stems, names and word pairs, clustered by average link (Manning et al., Introduction to
// Information Retrieval, ch. 17). Quadratic in the documents: for some thousands at once.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace detente {

struct DocumentClustering {
  double threshold = 0.12;  // mean cosine of two clusters that are joined
  double name_weight = 2;   // of words with a capital that do not begin a sentence
  double number_weight = 2;
  double pair_weight = 1;  // of neighbouring words
  double rarity = 1.5;     // exponent of the inverse document frequency
};

// The number of its cluster for each text, from 0 in the order of first members.
[[nodiscard]] std::vector<std::size_t> cluster_documents(const std::vector<std::string>& texts, const DocumentClustering& options = {});

}  // namespace detente
