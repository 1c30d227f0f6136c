#include "eval/same_event.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <tuple>
#include <vector>

#include "eval/xml.h"
#include "store/document_clusters.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {

namespace {

struct GoldDocument {
  std::string name, event, text;
};

// The tokens with spaces between, a line for each sentence; the address line that stands above some texts is left out, it names the story.
std::string text_of(const XmlElement& document) {
  std::string out, line, sentence;
  const auto flush = [&] {
    if (line.find("http") == std::string::npos) out += line + "\n";
    line.clear();
  };
  for (const XmlElement& e : document.children) {
    if (e.name != "token") continue;
    for (const auto& [key, value] : e.attributes)
      if (key == "sentence" && value != sentence) {
        flush();
        sentence = value;
      }
    line += e.text + " ";
  }
  flush();
  return out;
}

std::vector<GoldDocument> read_gold(const std::string& folder) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(folder)) throw error_at(folder, "no such folder");
  std::vector<GoldDocument> out;
  for (const auto& f : fs::recursive_directory_iterator(folder)) {
    if (!f.is_regular_file() || f.path().extension() != ".xml") continue;
    GoldDocument d;
    d.name = f.path().filename().string();
    d.event = f.path().parent_path().filename().string() + (d.name.find("ecbplus") == std::string::npos ? " ecb" : " ecbplus");
    d.text = text_of(read_xml(read_file(f.path().string()), f.path().string()));
    out.push_back(std::move(d));
  }
  std::sort(out.begin(), out.end(), [](const GoldDocument& a, const GoldDocument& b) { return std::tie(a.event, a.name) < std::tie(b.event, b.name); });
  if (out.empty()) throw error_at(folder, "no *.xml files");
  return out;
}

double f1(double precision, double recall) { return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall); }

}  // namespace

void evaluate_same_event(const std::string& folder, int errors) {
  const std::vector<GoldDocument> gold = read_gold(folder);
  std::vector<std::string> texts;
  for (const GoldDocument& d : gold) texts.push_back(d.text);
  const std::vector<std::size_t> mine = cluster_documents(texts);
  std::map<std::string, double> events;
  std::map<std::size_t, double> clusters;
  std::map<std::pair<std::size_t, std::string>, double> both;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    ++events[gold[i].event];
    ++clusters[mine[i]];
    ++both[{mine[i], gold[i].event}];
  }
  double precision = 0, recall = 0, right = 0, found = 0, wanted = 0;
  const auto pairs = [](double n) { return n * (n - 1) / 2; };
  for (const auto& [key, n] : both) {
    precision += n * n / clusters[key.first];
    recall += n * n / events[key.second];
    right += pairs(n);
  }
  for (const auto& [c, n] : clusters) found += pairs(n);
  for (const auto& [e, n] : events) wanted += pairs(n);
  for (const auto& [c, n] : clusters) {
    std::string mixed;
    int parts = 0;
    for (const auto& [key, k] : both)
      if (key.first == c) mixed += (parts++ > 0 ? ", " : "") + key.second + " " + std::to_string(static_cast<int>(k));
    if (parts > 1 && errors-- > 0) std::printf("mixed: %s\n", mixed.c_str());
  }
  const auto total = static_cast<double>(gold.size());
  precision /= total;
  recall /= total;
  const double pair_precision = found == 0 ? 0 : right / found, pair_recall = wanted == 0 ? 0 : right / wanted;
  std::printf("documents %zu, events %zu, clusters %zu\n", gold.size(), events.size(), clusters.size());
  std::printf("B-cubed   precision %.3f recall %.3f\npairs     precision %.3f recall %.3f\n", precision, recall, pair_precision, pair_recall);
  std::printf("b3=%.4f pair=%.4f\n", f1(precision, recall), f1(pair_precision, pair_recall));
}

}  // namespace detente
