#include "tokenizer/tokenizer_trainer.h"

#include <algorithm>
#include <map>
#include <random>

#include "tokenizer/tokenizer.h"
#include "util/error.h"

namespace detente {

namespace tf = tokenizer_features;

namespace {

// A whitespace-delimited run of gold tokens, with the decision at every character start but the first.
struct GoldChunk {
  std::string text;
  std::map<std::size_t, int> cuts;  // byte -> 1 token begins, 2 word of the same multiword token begins
};

Abbreviation kind_of(const std::string& kind) {
  if (kind == "title") return Abbreviation::title;
  if (kind == "inner") return Abbreviation::inner;
  if (kind == "final") return Abbreviation::final;
  throw Error("unknown kind of abbreviation '" + kind + "'");
}

std::vector<GoldChunk> chunks_of(const std::vector<Sentence>& treebank) {
  std::vector<GoldChunk> out;
  bool fresh = true;
  for (const Sentence& s : treebank) {
    fresh = true;  // sentences are joined by a space
    std::size_t inner = 0;
    for (const Token& t : s.tokens) {
      if (fresh) out.emplace_back();
      else out.back().cuts[out.back().text.size()] = inner > 0 ? 2 : 1;
      if (t.range_words > 1) inner = t.range_words;
      out.back().text += t.form;
      fresh = t.space_after && inner <= 1;
      if (inner > 0) --inner;
    }
  }
  return out;
}

bool all_letters(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

char kind_of_first(const std::string& s) {
  tf::Chunk c;
  tf::decode(s.substr(0, 4), c);
  const char k = c.chars.front().kind;
  return k == 'a' || k == 'A' || k == '0' ? k : k == '"' || k == '\'' ? '"' : k == '(' || k == '[' ? '(' : '.';
}

}  // namespace

std::string train_tokenizer(const std::vector<std::vector<Sentence>>& treebanks, const std::vector<std::pair<std::string, std::string>>& abbreviations,
                            const TokenizerTrainingOptions& options) {
  std::vector<HashSlot> abbreviation_slots;
  for (const auto& [form, kind] : abbreviations) abbreviation_slots.push_back({token_key(form), static_cast<std::uint32_t>(kind_of(kind)), 0});
  const std::vector<HashSlot> index = build_hash_index(abbreviation_slots);
  const ArrayView<HashSlot> view{index.data(), index.size()};
  const auto abbreviation_of = [&](std::string_view form) {
    if (form.size() < 2 || form.back() != '.') return Abbreviation::none;
    const HashSlot* a = find_hash(view, token_key(form));
    return a == nullptr ? Abbreviation::none : static_cast<Abbreviation>(a->value);
  };

  // Token boundaries.
  struct Case {
    FeatureList features;
    int gold;
  };
  std::vector<Case> cases;
  std::map<std::string, std::map<std::size_t, int>> letters;  // all-letter chunk -> cut -> count
  for (const auto& treebank : treebanks) {
    const std::vector<GoldChunk> chunks = chunks_of(treebank);
    for (std::size_t k = 0; k < chunks.size(); ++k) {
      const GoldChunk& g = chunks[k];
      if (all_letters(g.text)) {
        std::string lower = g.text;
        for (char& ch : lower) ch = static_cast<char>(ch | 0x20);
        ++letters[lower][g.cuts.size() == 1 ? g.cuts.begin()->first : 0];
        continue;
      }
      if (g.text.size() > kMaxChunkBytes || g.text.size() == 1) continue;
      tf::Chunk c;
      tf::decode(g.text, c);
      c.abbreviation = abbreviation_of(g.text);
      c.next_kind = k + 1 < chunks.size() ? kind_of_first(chunks[k + 1].text) : ' ';
      for (std::size_t i = 1; i < c.chars.size(); ++i) {
        if (!tf::is_candidate(c, i)) continue;
        const auto cut = g.cuts.find(c.chars[i].begin);
        Case& one = cases.emplace_back();
        one.gold = cut == g.cuts.end() ? 0 : cut->second;
        tf::boundary(c, i, one.features);
      }
    }
  }
  std::mt19937_64 random(options.seed);
  LinearTrainer tokens(options.token_bits, 3);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    std::shuffle(cases.begin(), cases.end(), random);
    for (const Case& c : cases) tokens.learn(c.features, c.gold);
  }
  std::vector<HashSlot> fused;
  for (const auto& [word, cuts] : letters) {
    const auto best = std::max_element(cuts.begin(), cuts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    int total = 0;
    for (const auto& [cut, n] : cuts) total += n;
    if (best->first > 0 && best->second >= 2 && best->second * 2 > total) fused.push_back({token_key(word), static_cast<std::uint32_t>(best->first), 0});
  }

  // Sentence ends, over the gold tokens.
  std::vector<Case> ends;
  for (const auto& treebank : treebanks) {
    std::vector<Token> all;
    std::vector<char> last;
    for (const Sentence& s : treebank) {
      all.insert(all.end(), s.tokens.begin(), s.tokens.end());
      all.back().space_after = true;
      last.resize(all.size(), 0);
      last.back() = 1;
    }
    const std::vector<std::uint8_t> gap(all.size(), 0);
    std::size_t first = 0;
    int quotes = 0;
    int brackets = 0;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      tf::track_pairs(all[i].form, quotes, brackets);
      if (tf::may_end(all, i)) {
        Case& one = ends.emplace_back();
        one.gold = last[i];
        tf::sentence_end({all, gap, first, quotes, brackets}, i, abbreviation_of(all[i].form), one.features);
      }
      if (last[i]) first = i + 1;
    }
  }
  LinearTrainer sentence(options.sentence_bits, 2);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    std::shuffle(ends.begin(), ends.end(), random);
    for (const Case& c : ends) sentence.learn(c.features, c.gold);
  }

  ArrayWriter out;
  out.add(tokens.averaged());
  out.add(sentence.averaged());
  out.add(build_hash_index(fused));
  out.add(index);
  return out.take();
}

}  // namespace detente
