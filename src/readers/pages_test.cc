// Main text, title, date and outlet of self-made pages of differing shape (tests/pages): NAME.html beside NAME.txt, which holds what a human
// would keep. An empty date or outlet there: the page does not say it, and nothing may be invented.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <map>

#include "readers/document_reader.h"
#include "util/file.h"

namespace detente {
namespace {

namespace fs = std::filesystem;

struct Page {
  std::string name, title, published, outlet, text;
};

std::vector<Page> pages() {
  std::vector<Page> out;
  for (const fs::directory_entry& e : fs::directory_iterator(DETENTE_SOURCE_DIR "/tests/pages")) {
    if (e.path().extension() != ".txt") continue;
    const std::string all = read_file(e.path().string());
    Page p;
    p.name = e.path().stem().string();
    std::size_t at = 0;
    for (const auto& [key, value] : {std::pair<std::string, std::string*>{"title: ", &p.title}, {"published: ", &p.published}, {"outlet: ", &p.outlet}}) {
      const std::size_t end = all.find('\n', at);
      *value = all.substr(at + key.size(), end - at - key.size());
      at = end + 1;
    }
    p.text = all.substr(at + 1);
    out.push_back(std::move(p));
  }
  std::sort(out.begin(), out.end(), [](const Page& a, const Page& b) { return a.name < b.name; });
  return out;
}

// Runs of letters and digits; bytes over 127 count as letters.
std::map<std::string, int> words(const std::string& text) {
  std::map<std::string, int> out;
  std::string word;
  for (const char c : text + " ") {
    const bool letter = static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (letter) word += c;
    else if (!word.empty()) {
      ++out[word];
      word.clear();
    }
  }
  return out;
}

double token_f1(const std::string& found, const std::string& expected) {
  const std::map<std::string, int> a = words(found), b = words(expected);
  int common = 0, in_a = 0, in_b = 0;
  for (const auto& [w, n] : a) {
    in_a += n;
    const auto other = b.find(w);
    common += other == b.end() ? 0 : std::min(n, other->second);
  }
  for (const auto& [w, n] : b) in_b += n;
  return in_a + in_b == 0 ? 1 : 2.0 * common / (in_a + in_b);
}

Document read(const std::string& name) {
  DocumentReader reader(std::string(DETENTE_SOURCE_DIR "/tests/pages/") + name + ".html");
  Document d;
  EXPECT_EQ(reader.next(d), DocumentReader::Result::document) << reader.message();
  return d;
}

TEST(PagesTest, TokenF1) {
  EXPECT_DOUBLE_EQ(token_f1("a b b c", "b b c d"), 0.75);  // the measure itself
  double sum = 0;
  const std::vector<Page> all = pages();
  ASSERT_GE(all.size(), 20U);
  for (const Page& p : all) {
    const std::string found = read(p.name).text;
    const double f1 = token_f1(found, p.text);
    sum += f1;
    std::printf("%-16s %.3f\n", p.name.c_str(), f1);
    EXPECT_GE(f1, 0.85) << p.name << ":\n" << found;
  }
  std::printf("%-16s %.3f\n", "mean", sum / static_cast<double>(all.size()));
  EXPECT_GE(sum / static_cast<double>(all.size()), 0.95);
}

TEST(PagesTest, TitleDateOutlet) {
  for (const Page& p : pages()) {
    const Document d = read(p.name);
    EXPECT_EQ(d.title, p.title) << p.name;
    EXPECT_EQ(d.published, p.published) << p.name;
    EXPECT_EQ(d.outlet, p.outlet) << p.name;
  }
}

// What stands between <script> or <style> tags of the pages, in pieces of twenty bytes.
TEST(PagesTest, NeverScriptOrStyleText) {
  int checked = 0;
  for (const Page& p : pages()) {
    const std::string html = read_file(std::string(DETENTE_SOURCE_DIR "/tests/pages/") + p.name + ".html");
    const Document d = read(p.name);
    const std::string found = d.title + "\n" + d.text;
    std::string low = html;
    std::transform(low.begin(), low.end(), low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (const std::string tag : {"script", "style"})
      for (std::size_t at = low.find("<" + tag); at != std::string::npos; at = low.find("<" + tag, at + 1)) {
        const std::size_t begin = low.find('>', at) + 1, end = low.find("</" + tag, begin);
        // Data that describe the article may repeat its words
        if (low.substr(at, begin - at).find("ld+json") != std::string::npos) continue;
        const std::string inside = html.substr(begin, end - begin);
        for (std::size_t i = 0; i + 20 < inside.size(); i += 5, ++checked)
          EXPECT_EQ(found.find(inside.substr(i, 20)), std::string::npos) << p.name << ": " << inside.substr(i, 20);
      }
  }
  EXPECT_GT(checked, 50);
}

}  // namespace
}  // namespace detente
