#include "eval/evaluate.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "eval/character_offsets.h"
#include "eval/timeml.h"
#include "util/error.h"
#include "util/file.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

double f1(double right, double found, double gold) { return right == 0 ? 0 : 2 * right / (found + gold); }

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

// Some words on either side of a span, on one line.
std::string around(const std::string& text, Span span) {
  constexpr std::size_t kReach = 50;
  const std::size_t begin = span.begin > kReach ? span.begin - kReach : 0;
  std::string out = text.substr(begin, span.end + kReach - begin);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

std::vector<std::string> files_below(const std::string& folder, const std::string& extension) {
  if (!std::filesystem::is_directory(folder)) throw error_at(folder, "no such folder");
  std::vector<std::string> out;
  for (const auto& f : std::filesystem::recursive_directory_iterator(folder))
    if (f.is_regular_file() && f.path().extension() == extension) out.push_back(f.path().string());
  std::sort(out.begin(), out.end());
  if (out.empty()) throw error_at(folder, "no *" + extension + " files");
  return out;
}

}  // namespace

void evaluate_times(const Coding& coding, const std::string& folder, int errors) {
  Workspace ws;
  double gold = 0, found = 0, strict = 0, relaxed = 0, valued = 0, typed = 0;
  for (const std::string& path : files_below(folder, ".tml")) {
    const TimeMlDocument d = read_timeml(path);
    const std::vector<DateMention> mine = coding.dates(d.text, d.created, ws);
    std::vector<bool> used(mine.size(), false);
    gold += static_cast<double>(d.times.size());
    found += static_cast<double>(mine.size());
    for (const GoldTimex& g : d.times) {
      std::size_t best = mine.size();
      for (std::size_t i = 0; i < mine.size(); ++i)
        if (!used[i] && overlap(mine[i].span, g.span) && (best == mine.size() || mine[i].span == g.span)) best = i;
      const std::string text = d.text.substr(g.span.begin, g.span.end - g.span.begin);
      if (best == mine.size()) {
        if (errors-- > 0) std::printf("missed %s %s [%s] in: %s\n", g.type.c_str(), g.value.c_str(), text.c_str(), around(d.text, g.span).c_str());
        continue;
      }
      used[best] = true;
      ++relaxed;
      strict += mine[best].span == g.span;
      typed += mine[best].type == g.type;
      valued += mine[best].value == g.value;
      if (!(mine[best].span == g.span) && errors-- > 0) std::printf("span   [%s] is [%s]\n", text.c_str(), std::string(mine[best].text).c_str());
      if (mine[best].value != g.value && errors-- > 0)
        std::printf("value  %s is %s, not %s [%s] (%s) in: %s\n", std::string(mine[best].text).c_str(), mine[best].value.c_str(), g.value.c_str(), text.c_str(),
                    std::filesystem::path(path).filename().c_str(), around(d.text, g.span).c_str());
    }
    for (std::size_t i = 0; i < mine.size(); ++i)
      if (!used[i] && errors-- > 0)
        std::printf("extra  %s %s [%s] in: %s\n", mine[i].type.c_str(), mine[i].value.c_str(), std::string(mine[i].text).c_str(),
                    around(d.text, mine[i].span).c_str());
  }
  const double relaxed_f1 = f1(relaxed, found, gold);
  const double share = relaxed > 0 ? valued / relaxed : 0;
  std::printf("gold %.0f, found %.0f; precision %.3f, recall %.3f (overlap); of those matched: value right %.3f, type right %.3f\n", gold, found,
              relaxed / std::max(1.0, found), relaxed / std::max(1.0, gold), share, relaxed > 0 ? typed / relaxed : 0);
  std::printf("strict=%.3f relaxed=%.3f value=%.3f\n", f1(strict, found, gold), relaxed_f1, relaxed_f1 * share);
}

void evaluate_countries(const Coding& coding, const std::string& mentions, const std::string& texts, int errors) {
  std::map<std::string, std::string> by_id;
  simdjson::dom::parser parser;
  for (const std::string& line : split(read_file(texts), '\n')) {
    if (trim(line).empty()) continue;
    simdjson::dom::element root;
    if (parser.parse(line).get(root)) throw error_at(texts, "no valid JSON line");
    std::string_view text;
    std::int64_t number = 0;
    std::string_view id;
    if (root["text"].get(text)) throw error_at(texts, "a line without text");
    if (!root["id"].get(number)) by_id[std::to_string(number)] = text;
    else if (!root["id"].get(id)) by_id[std::string(id)] = text;
  }
  Workspace ws;
  const std::vector<std::string> lines = split(read_file(mentions), '\n');
  double right = 0, total = 0, found = 0;
  std::string current;
  std::vector<NameMention> names;
  std::vector<std::uint32_t> offsets;  // byte of each character
  for (std::size_t k = 1; k < lines.size(); ++k) {
    const std::vector<std::string> f = split(trim(lines[k]), '\t');
    if (f.size() < 5) continue;
    const auto text = by_id.find(f[0]);
    if (text == by_id.end()) continue;
    if (current != f[0]) {
      current = f[0];
      names = coding.names(text->second, std::nullopt, ws);
      offsets = character_offsets(text->second);
    }
    const std::size_t begin = static_cast<std::size_t>(std::stoul(f[1])), end = static_cast<std::size_t>(std::stoul(f[2]));
    if (end >= offsets.size()) continue;
    const Span span = {offsets[begin], offsets[end]};
    ++total;
    const NameMention* best = nullptr;
    for (const NameMention& n : names)
      if (overlap(n.span, span) && (best == nullptr || n.span == span)) best = &n;
    found += best != nullptr;
    if (best != nullptr && (best->country == f.back() || best->id == f.back())) ++right;  // a dependency has an ISO code of its own
    else if (errors-- > 0)
      std::printf("%s:%s %s is %s, not %s\n", f[0].c_str(), f[1].c_str(), f[3].c_str(),
                  best == nullptr ? "not found" : std::string(best->country.empty() ? best->id : best->country).c_str(), f.back().c_str());
  }
  std::printf("mentions %.0f, found %.0f\nacc=%.4f\n", total, found, total > 0 ? right / total : 0);
}

}  // namespace detente
