#include "eval/certainty.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "util/error.h"
#include "util/file.h"
#include "util/tsv.h"

namespace detente {

namespace {

struct Scored {
  double gold = 0, found = 0;
  std::string why, word, text;
};

// The bytes of the words of a text that is split at spaces.
std::vector<Span> word_spans(std::string_view text) {
  std::vector<Span> out;
  for (std::size_t pos = 0; pos <= text.size();) {
    const std::size_t end = std::min(text.find(' ', pos), text.size());
    out.push_back({static_cast<std::uint32_t>(pos), static_cast<std::uint32_t>(end)});
    pos = end + 1;
  }
  return out;
}

// The token of a marked span: the longest that overlaps with it, so that "ca" of "ca n't" and the verb of a hyphenated word are found.
const WordStanding* find_token(const std::vector<WordStanding>& tokens, Span span) {
  const WordStanding* best = nullptr;
  std::uint32_t most = 0;
  for (const WordStanding& t : tokens) {
    const std::uint32_t begin = std::max(t.span.begin, span.begin), end = std::min(t.span.end, span.end);
    if (begin < end && end - begin > most) {
      most = end - begin;
      best = &t;
    }
  }
  return best;
}

double pearson(const std::vector<Scored>& all) {
  const double n = static_cast<double>(all.size());
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const Scored& s : all) {
    x += s.gold;
    y += s.found;
    xx += s.gold * s.gold;
    yy += s.found * s.found;
    xy += s.gold * s.found;
  }
  const double variance = (n * xx - x * x) * (n * yy - y * y);
  return variance > 0 ? (n * xy - x * y) / std::sqrt(variance) : 0;
}

void score_line(const Coding& coding, simdjson::dom::element line, const std::string& path, Workspace& ws, std::vector<Scored>& all) {
  std::string_view text;
  simdjson::dom::array targets;
  if (line["text"].get(text) || line["targets"].get(targets)) throw error_at(path, "a line without text or targets");
  const std::string owned(text);
  const std::vector<Span> words = word_spans(owned);
  const std::vector<WordStanding> tokens = coding.standings(owned, ws);
  for (const simdjson::dom::element t : targets) {
    double label = 0;
    std::int64_t from = 0, to = 0;
    simdjson::dom::array span;
    if (t["label"].get(label) || t["span1"].get(span) || span.at(0).get(from) || span.at(1).get(to)) throw error_at(path, "a target without span1 or label");
    if (from < 0 || to <= from || static_cast<std::size_t>(to) > words.size()) throw error_at(path, "a target outside its text");
    const Span bytes = {words[static_cast<std::size_t>(from)].begin, words[static_cast<std::size_t>(to) - 1].end};
    const WordStanding* found = find_token(tokens, bytes);
    const Standing standing = found == nullptr ? Standing() : found->standing;
    all.push_back({label, static_cast<double>(standing.certainty), std::string(standing.why), owned.substr(bytes.begin, bytes.end - bytes.begin), owned});
  }
}

}  // namespace

void evaluate_certainty(const Coding& coding, const std::string& path, int errors) {
  const std::string bytes = read_file(path);
  simdjson::dom::parser parser;
  Workspace ws;
  std::vector<Scored> all;
  for (const std::string& line : split(bytes, '\n')) {
    if (trim(line).empty()) continue;
    simdjson::dom::element root;
    if (parser.parse(line).get(root)) throw error_at(path, "no valid JSON line");
    score_line(coding, root, path, ws, all);
  }
  if (all.empty()) throw error_at(path, "no targets");
  double error = 0, sign = 0;
  for (const Scored& s : all) {
    error += std::abs(s.gold - s.found);
    sign += (s.gold >= 0) == (s.found >= 0);
  }
  const double r = pearson(all);
  const double n = static_cast<double>(all.size());
  std::stable_sort(all.begin(), all.end(), [](const Scored& a, const Scored& b) { return std::abs(a.gold - a.found) > std::abs(b.gold - b.found); });
  for (const Scored& s : all) {
    if (errors-- <= 0) break;
    std::printf("%+.1f, not %+.1f (%s) [%s] %s\n", s.found, s.gold, s.why.c_str(), s.word.c_str(), s.text.c_str());
  }
  std::printf("words %zu; right side of zero %.3f\n", all.size(), sign / n);
  std::printf("mae=%.3f r=%.3f\n", error / n, r);
}

}  // namespace detente
