#include "pipeline/language.h"

#include <unistd.h>

#include <array>
#include <cstdlib>

#include "util/error.h"

namespace detente {

Language::Language(const std::string& model_path)
    : container_(model_path),
      tokenizer_(container_.section("tokenizer")),
      network_(container_.section("network")),
      tagger_(container_.section("feats"), container_.section("lemmas")),
      parser_(network_, tagger_) {
  if (tagger_.feats_count() != network_.sizes().feats) throw error_at(model_path, "feature labels do not fit the network");
}

void Language::analyse(std::string_view text, LanguageWorkspace& ws, std::vector<Sentence>& out) const {
  out.clear();
  ws.parser.arena.reset();
  tokenizer_.run(text, ws.tokenizer, out);
  parser_.run(out.data(), out.size(), ws.parser);
}

void Language::parse(std::vector<Sentence>& sentences, LanguageWorkspace& ws) const {
  ws.parser.arena.reset();
  parser_.run(sentences.data(), sentences.size(), ws.parser);
}

std::string find_runtime_file(const std::string& name) {
  std::vector<std::string> places;
  if (const char* home = std::getenv("DETENTE_HOME")) places.push_back(std::string(home) + "/" + name);
  std::array<char, 4096> self{};
  const ssize_t n = ::readlink("/proc/self/exe", self.data(), self.size() - 1);
  if (n > 0) {
    const std::string program(self.data(), static_cast<std::size_t>(n));
    const std::string folder = program.substr(0, program.rfind('/'));
    places.push_back(folder + "/" + name);
    places.push_back(folder + "/../share/detente/" + name);
  }
  std::string tried;
  for (const std::string& p : places) {
    if (file_exists(p)) return p;
    tried += (tried.empty() ? "" : ", ") + p;
  }
  throw Error("cannot find " + name + "; looked at " + tried + " (set DETENTE_HOME to the folder that holds it)");
}

}  // namespace detente
