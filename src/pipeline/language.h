// Language: text to Universal Dependencies. Owns the mapped model and chains tokenizer, tagger and parser.
// Constant after construction; one LanguageWorkspace per thread.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/container.h"
#include "model/network.h"
#include "parser/parser.h"
#include "tagger/tagger.h"
#include "tokenizer/tokenizer.h"

namespace detente {

struct LanguageWorkspace {
  TokenizerWorkspace tokenizer;
  ParserWorkspace parser;
};

class Language {
 public:
  explicit Language(const std::string& model_path);  // throws Error

  // Sentences of `text` (valid UTF-8), tagged and parsed, replacing `out`. Views stay valid while `text` lives and until
  // the next call with the same workspace.
  void analyse(std::string_view text, LanguageWorkspace& ws, std::vector<Sentence>& out) const;

  // Tags and parses sentences whose tokens are given.
  void parse(std::vector<Sentence>& sentences, LanguageWorkspace& ws) const;

 private:
  Container container_;
  Tokenizer tokenizer_;
  Network network_;
  Tagger tagger_;
  Parser parser_;
};

// The file `name` (english.model, detente.data) beside the program, in ../share/detente, or in $DETENTE_HOME.
// Throws Error naming the places looked at.
[[nodiscard]] std::string find_runtime_file(const std::string& name);

}  // namespace detente
