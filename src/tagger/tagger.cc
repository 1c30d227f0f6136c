#include "tagger/tagger.h"

namespace detente {

Tagger::Tagger(std::string_view labels, std::string_view lemmas) : lemmatizer_(lemmas) {
  while (!labels.empty()) {
    const std::size_t end = labels.find('\n');
    const std::string_view f = labels.substr(0, end);
    labels = end == std::string_view::npos ? std::string_view() : labels.substr(end + 1);
    if (f.empty()) continue;
    feats_.push_back(f);
    morphs_.push_back(parse_feats(f));
  }
  if (feats_.empty()) throw Error("the model has no feature labels");
}

void Tagger::tag(Sentence& sentence, std::size_t first_row, const NetworkWorkspace& ws, Arena& arena) const {
  auto row = static_cast<Eigen::Index>(first_row);
  for (Token& t : sentence.tokens) {
    Eigen::Index best = 0;
    ws.upos.row(row).maxCoeff(&best);
    t.upos = static_cast<Upos>(best);
    ws.feats.row(row).maxCoeff(&best);
    t.feats = feats_[static_cast<std::size_t>(best)];
    t.morph = morphs_[static_cast<std::size_t>(best)];
    t.lemma = lemmatizer_.lemma(t.form, t.upos, t.morph, arena);
    ++row;
  }
}

}  // namespace detente
