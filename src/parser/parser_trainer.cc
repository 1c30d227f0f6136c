#include "parser/parser_trainer.h"

#include <cstdlib>
#include <functional>
#include <unordered_map>

#include "tagger/tagger_trainer.h"
#include "util/error.h"
#include "util/file.h"
#include "util/tsv.h"

namespace detente {

std::vector<TrainingSentence> training_sentences(const std::vector<std::vector<Sentence>>& treebanks, const std::vector<std::string>& feats) {
  std::unordered_map<std::string, int> index;
  for (const std::string& f : feats) index.emplace(f, static_cast<int>(index.size()));
  std::vector<TrainingSentence> out;
  for (const auto& treebank : treebanks)
    for (const Sentence& s : treebank) {
      TrainingSentence& t = out.emplace_back();
      for (const Token& token : s.tokens) {
        t.forms.emplace_back(token.form);
        t.upos.push_back(static_cast<int>(token.upos));
        const auto f = index.find(reduced_feats(token.feats));
        t.feats.push_back(f == index.end() ? -1 : f->second);
        t.heads.push_back(token.head);
        t.deprels.push_back(static_cast<int>(token.deprel));
      }
    }
  return out;
}

TrainingOptions read_training_options(const std::string& path) {
  TrainingOptions o;
  const std::unordered_map<std::string, std::function<void(double)>> set = {
      {"affix_rows", [&](double v) { o.sizes.affix_rows = static_cast<std::uint32_t>(v); }},
      {"hidden", [&](double v) { o.sizes.hidden = static_cast<std::uint32_t>(v); }},
      {"layers", [&](double v) { o.sizes.layers = static_cast<std::uint32_t>(v); }},
      {"arc", [&](double v) { o.sizes.arc = static_cast<std::uint32_t>(v); }},
      {"label", [&](double v) { o.sizes.label = static_cast<std::uint32_t>(v); }},
      {"epochs", [&](double v) { o.epochs = static_cast<int>(v); }},
      {"batch_words", [&](double v) { o.batch_words = static_cast<int>(v); }},
      {"learning_rate", [&](double v) { o.learning_rate = static_cast<float>(v); }},
      {"final_rate", [&](double v) { o.final_rate = static_cast<float>(v); }},
      {"dropout", [&](double v) { o.dropout = static_cast<float>(v); }},
      {"word_dropout", [&](double v) { o.word_dropout = static_cast<float>(v); }},
      {"average", [&](double v) { o.average = static_cast<float>(v); }},
      {"weight_decay", [&](double v) { o.weight_decay = static_cast<float>(v); }},
      {"minimum_count", [&](double v) { o.minimum_count = static_cast<int>(v); }},
      {"seed", [&](double v) { o.seed = static_cast<std::uint64_t>(v); }},
      {"threads", [&](double v) { o.threads = static_cast<int>(v); }},
  };
  const std::string text = read_file(path);
  int number = 0;
  for (const std::string& raw : split(text, '\n')) {
    ++number;
    const std::string_view line = trim(std::string_view(raw).substr(0, raw.find('#')));
    if (line.empty()) continue;
    const std::string where = path + ":" + std::to_string(number);
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) throw error_at(where, "expected name = value");
    const std::string key(trim(line.substr(0, equals)));
    const std::string value(trim(line.substr(equals + 1)));
    const auto setter = set.find(key);
    if (setter == set.end()) throw error_at(where, "unknown parameter '" + key + "'");
    char* end = nullptr;
    const double v = std::strtod(value.c_str(), &end);
    if (value.empty() || *end != '\0' || !(v >= 0)) throw error_at(where, "bad value '" + value + "'");
    setter->second(v);
  }
  return o;
}

}  // namespace detente
