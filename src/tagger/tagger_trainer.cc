#include "tagger/tagger_trainer.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

std::string reduced_feats(std::string_view feats) {
  std::string out;
  for (const std::string& f : split(feats, '|')) {
    if (f == "_" || f.starts_with("Typo=") || f.starts_with("ExtPos=") || f.starts_with("Style=")) continue;
    if (!out.empty()) out += '|';
    out += f;
  }
  return out.empty() ? "_" : out;
}

std::vector<std::string> collect_feats(const std::vector<std::vector<Sentence>>& treebanks, int minimum) {
  std::map<std::string, int> count;
  for (const auto& treebank : treebanks)
    for (const Sentence& s : treebank)
      for (const Token& t : s.tokens) ++count[reduced_feats(t.feats)];
  std::vector<std::string> out;
  for (const auto& [f, n] : count)
    if (n >= minimum) out.push_back(f);
  return out;
}

std::string train_lemmas(const std::vector<std::vector<Sentence>>& treebanks, const std::vector<LemmaEntry>& exceptions) {
  std::set<std::pair<std::string, Upos>> bases;
  for (const LemmaEntry& e : exceptions) bases.emplace(e.lemma, e.upos);
  std::map<std::tuple<std::string, Upos>, std::map<std::string, int>> seen;
  std::map<std::tuple<std::string, Upos>, Morph> morphs;
  for (const auto& treebank : treebanks)
    for (const Sentence& s : treebank)
      for (const Token& t : s.tokens) {
        if (t.upos == Upos::PROPN || t.upos == Upos::PUNCT || t.upos == Upos::NUM || t.upos == Upos::SYM || t.upos == Upos::X) continue;
        if (t.feats.find("Typo=Yes") != std::string_view::npos || t.feats.find("Abbr=Yes") != std::string_view::npos) continue;
        const std::string lower = utf8::lower(t.form);
        ++seen[{lower, t.upos}][std::string(t.lemma)];
        morphs[{lower, t.upos}] = t.morph;
        bases.emplace(t.lemma, t.upos);
      }
  const std::vector<std::pair<std::string, Upos>> base_list(bases.begin(), bases.end());
  const std::string rules_only = pack_lemmas(exceptions, base_list);
  const Lemmatizer rules(rules_only);
  Arena arena;
  std::vector<LemmaEntry> all;
  for (const auto& [form, lemmas] : seen) {
    const auto best = std::max_element(lemmas.begin(), lemmas.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    int total = 0;
    for (const auto& [lemma, n] : lemmas) total += n;
    // A single sighting is as likely an annotator's slip as a fact.
    if (best->second < 2 || best->second * 3 < total * 2) continue;
    if (rules.lemma(std::get<0>(form), std::get<1>(form), morphs[form], arena) != best->first)
      all.push_back({std::get<0>(form), std::get<1>(form), best->first});
  }
  all.insert(all.end(), exceptions.begin(), exceptions.end());
  return pack_lemmas(all, base_list);
}

}  // namespace detente
