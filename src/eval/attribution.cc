#include "eval/attribution.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "eval/character_offsets.h"
#include "util/error.h"
#include "util/file.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

bool overlap(const SpanParts& a, const SpanParts& b) {
  return std::any_of(a.begin(), a.end(), [&](Span s) { return std::any_of(b.begin(), b.end(), [&](Span t) { return s.begin < t.end && t.begin < s.end; }); });
}

bool number(std::string_view s, std::size_t& out) {
  if (s.empty() || s.size() > 9) return false;
  out = 0;
  for (const char c : s) {
    if (c < '0' || c > '9') return false;
    out = out * 10 + static_cast<std::size_t>(c - '0');
  }
  return true;
}

// "12 17;20 25" as byte spans; what is no pair of offsets within the text is left out.
SpanParts parse_spans(std::string_view fields, const std::vector<std::uint32_t>& offsets) {
  SpanParts out;
  for (const std::string& piece : split(fields, ';')) {
    const std::vector<std::string> ends = split(trim(piece), ' ');
    std::size_t begin = 0, end = 0;
    if (ends.size() == 2 && number(ends[0], begin) && number(ends[1], end) && begin < end && end < offsets.size())
      out.push_back({offsets[begin], offsets[end]});
  }
  return out;
}

// The letters and digits of a span: what is left without punctuation and blanks, as positions.
std::vector<std::uint32_t> letters(const SpanParts& parts, const std::string& text) {
  std::vector<std::uint32_t> out;
  for (const Span s : parts)
    for (std::size_t i = s.begin; i < s.end;) {
      const std::uint32_t at = static_cast<std::uint32_t>(i);
      const char32_t c = utf8::next(text, i);
      const bool word = c < 128 ? std::isalnum(static_cast<int>(c)) != 0 : !(c >= 0x2000 && c <= 0x206f) && c != 0xa0 && c != 0xab && c != 0xbb;
      if (word) out.push_back(at);
    }
  std::sort(out.begin(), out.end());
  return out;
}

// Gold and found items matched one to one in order of the text.
struct Score {
  double gold = 0, found = 0, right = 0;
  [[nodiscard]] double precision() const { return found > 0 ? right / found : 0; }
  [[nodiscard]] double recall() const { return gold > 0 ? right / gold : 0; }
  [[nodiscard]] double f1() const { return right > 0 ? 2 * right / (gold + found) : 0; }
};

using Matcher = bool (*)(const GoldAttribution&, const GoldAttribution&, const std::string&);

bool full(const SpanParts& a, const SpanParts& b, const std::string& text) { return overlap(a, b) && letters(a, text) == letters(b, text); }

struct Measure {
  const char* name;
  SpanParts GoldAttribution::*part;
  Matcher match;
  Score score;
};

std::vector<Measure> measures() {
  using G = GoldAttribution;
  return {{"content", &G::content, [](const G& a, const G& b, const std::string& t) { return full(a.content, b.content, t); }, {}},
          {"content_partial", &G::content, [](const G& a, const G& b, const std::string&) { return overlap(a.content, b.content); }, {}},
          {"source", &G::source, [](const G& a, const G& b, const std::string& t) { return full(a.source, b.source, t); }, {}},
          {"source_partial", &G::source, [](const G& a, const G& b, const std::string&) { return overlap(a.source, b.source); }, {}},
          {"cue_partial", &G::cue, [](const G& a, const G& b, const std::string&) { return overlap(a.cue, b.cue); }, {}},
          {"linked", nullptr, [](const G& a, const G& b, const std::string&) { return overlap(a.content, b.content) && overlap(a.source, b.source); }, {}}};
}

// One to one, by augmenting paths (the measure does not depend on an order): a document has few candidates for each item.
class Matching {
 public:
  Matching(const std::vector<GoldAttribution>& gold, const std::vector<GoldAttribution>& found, const Measure& m, const std::string& text)
      : found_(found.size(), -1), edges_(gold.size()) {
    for (std::size_t g = 0; g < gold.size(); ++g) {
      if (m.part != nullptr && (gold[g].*m.part).empty()) continue;
      for (std::size_t f = 0; f < found.size(); ++f)
        if ((m.part == nullptr || !(found[f].*m.part).empty()) && m.match(gold[g], found[f], text)) edges_[g].push_back(f);
    }
    for (std::size_t g = 0; g < gold.size(); ++g) {
      seen_.assign(found.size(), false);
      if (assign(g)) ++count_;
    }
  }
  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] const std::vector<int>& gold_of_found() const { return found_; }

 private:
  bool assign(std::size_t g) {
    for (const std::size_t f : edges_[g]) {
      if (seen_[f]) continue;
      seen_[f] = true;
      if (found_[f] < 0 || assign(static_cast<std::size_t>(found_[f]))) {
        found_[f] = static_cast<int>(g);
        return true;
      }
    }
    return false;
  }
  std::vector<int> found_;
  std::vector<std::vector<std::size_t>> edges_;
  std::vector<bool> seen_;
  int count_ = 0;
};

double count_of(const std::vector<GoldAttribution>& list, SpanParts GoldAttribution::*part) {
  if (part == nullptr) part = &GoldAttribution::source;  // linked: where there is a source to link to
  return static_cast<double>(std::count_if(list.begin(), list.end(), [&](const GoldAttribution& a) { return !(a.*part).empty(); }));
}

std::vector<GoldAttribution> found_in(const QuoteWorkspace& quotes) {
  std::vector<GoldAttribution> out;
  for (const FoundQuote& q : quotes.found) {
    if (q.nested) continue;  // as `detente quotes` prints by default
    GoldAttribution a;
    if (!q.source.empty()) a.source = {q.source};
    a.cue = {q.cue};
    for (int p = q.first_part; p >= 0; p = quotes.parts[static_cast<std::size_t>(p)].next) a.content.push_back(quotes.parts[static_cast<std::size_t>(p)].span);
    out.push_back(std::move(a));
  }
  return out;
}

void print_error(const char* what, const GoldAttribution& a, const std::string& text, const std::string& path) {
  const auto words = [&](const SpanParts& parts) {
    std::string out;
    for (const Span s : parts) out += (out.empty() ? "" : " ... ") + text.substr(s.begin, s.end - s.begin);
    return out;
  };
  std::printf("%s [%s] %s [%s] (%s)\n", what, words(a.source).c_str(), words(a.cue).c_str(), words(a.content).c_str(),
              std::filesystem::path(path).filename().c_str());
}

}  // namespace

std::vector<GoldAttribution> read_attributions(const std::string& path, const std::string& text) {
  const std::vector<std::uint32_t> offsets = character_offsets(text);
  std::map<std::string, SpanParts> spans;
  std::vector<GoldAttribution> out;
  const std::vector<std::string> lines = split(read_file(path), '\n');
  for (const std::string& line : lines) {
    const std::vector<std::string> f = split(trim(line), '\t');
    if (f.size() < 2 || f[0].empty() || f[0][0] != 'T') continue;
    const std::size_t blank = f[1].find(' ');
    if (blank != std::string::npos) spans[f[0]] = parse_spans(std::string_view(f[1]).substr(blank + 1), offsets);
  }
  for (const std::string& line : lines) {
    const std::vector<std::string> f = split(trim(line), '\t');
    if (f.size() < 2 || f[0].empty() || f[0][0] != 'E') continue;
    GoldAttribution a;
    for (const std::string& role : split(f[1], ' ')) {
      const std::size_t colon = role.find(':');
      if (colon == std::string::npos) continue;
      const auto s = spans.find(role.substr(colon + 1));
      if (s == spans.end()) continue;
      SpanParts* to = role.starts_with("Source") ? &a.source : role.starts_with("Cue") ? &a.cue : role.starts_with("Content") ? &a.content : nullptr;
      if (to != nullptr) to->insert(to->end(), s->second.begin(), s->second.end());
    }
    if (!a.content.empty()) out.push_back(std::move(a));
  }
  return out;
}

void evaluate_attribution(const Coding& coding, const std::string& folder, int errors) {
  if (!std::filesystem::is_directory(folder)) throw error_at(folder, "no such folder");
  std::vector<std::string> paths;
  for (const auto& f : std::filesystem::recursive_directory_iterator(folder))
    if (f.is_regular_file() && f.path().extension() == ".ann") paths.push_back(f.path().string());
  std::sort(paths.begin(), paths.end());
  if (paths.empty()) throw error_at(folder, "no *.ann files");
  Workspace ws;
  std::vector<Measure> all = measures();
  for (const std::string& path : paths) {
    const std::string text = read_file(std::filesystem::path(path).replace_extension(".txt").string());
    const std::vector<GoldAttribution> gold = read_attributions(path, text);
    const std::vector<GoldAttribution> found = found_in(coding.quotes(text, ws));
    for (Measure& m : all) {
      const Matching matching(gold, found, m, text);
      m.score.gold += count_of(gold, m.part);
      m.score.found += count_of(found, m.part);
      m.score.right += matching.count();
      if (m.part != nullptr || errors <= 0) continue;
      std::vector<bool> met(gold.size(), false);
      for (std::size_t f = 0; f < found.size(); ++f) {
        if (matching.gold_of_found()[f] >= 0) met[static_cast<std::size_t>(matching.gold_of_found()[f])] = true;
        else if (!found[f].source.empty() && errors-- > 0) print_error("extra ", found[f], text, path);
      }
      for (std::size_t g = 0; g < gold.size(); ++g)
        if (!met[g] && !gold[g].source.empty() && errors-- > 0) print_error("missed", gold[g], text, path);
    }
  }
  std::printf("%-16s %6s %6s %6s %9s %9s %9s\n", "measure", "gold", "found", "right", "precision", "recall", "F1");
  for (const Measure& m : all)
    std::printf("%-16s %6.0f %6.0f %6.0f %9.3f %9.3f %9.3f\n", m.name, m.score.gold, m.score.found, m.score.right, m.score.precision(), m.score.recall(),
                m.score.f1());
  for (std::size_t i = 0; i < all.size(); ++i) std::printf("%s%s=%.3f", i == 0 ? "" : " ", all[i].name, all[i].score.f1());
  std::printf("\n");
}

}  // namespace detente
