// detente parse: text or CoNLL-U to Universal Dependencies.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/verbs.h"
#include "pipeline/language.h"
#include "readers/text_blocks.h"
#include "text/conllu.h"
#include "util/utf8.h"

namespace detente::cli {

namespace {

struct Options {
  std::string input = "text";
  std::string format = "conllu";
  std::string model;
  std::vector<std::string> files;
};

std::string to_json(const Sentence& s, std::string_view text) {
  nlohmann::json tokens = nlohmann::json::array();
  for (const Token& t : s.tokens)
    tokens.push_back({{"form", t.form},
                      {"lemma", t.lemma},
                      {"upos", name(t.upos)},
                      {"feats", t.feats},
                      {"head", t.head + 1},
                      {"deprel", name(t.deprel)},
                      {"begin", t.span.begin},
                      {"end", t.span.end}});
  return nlohmann::json({{"begin", s.span.begin}, {"end", s.span.end}, {"text", text}, {"tokens", tokens}})
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class Printer {
 public:
  explicit Printer(bool json) : json_(json) {}
  ~Printer() { flush(); }
  void print(const Sentence& s, std::string_view text, std::uint32_t base) {
    ++count_;
    if (json_) {
      Sentence moved = s;
      moved.span = {s.span.begin + base, s.span.end + base};
      for (Token& t : moved.tokens) t.span = {t.span.begin + base, t.span.end + base};
      out_ += to_json(moved, text);
      out_ += '\n';
    } else {
      write_conllu(s, text, count_, out_);
    }
    if (out_.size() > (1U << 18)) flush();
  }
  void flush() {
    std::fwrite(out_.data(), 1, out_.size(), stdout);
    out_.clear();
  }

 private:
  bool json_;
  std::size_t count_ = 0;
  std::string out_;
};

int run(const Options& o) {
  const Language language(o.model.empty() ? find_runtime_file("english.model") : o.model);
  LanguageWorkspace ws;
  std::vector<Sentence> sentences;
  Printer printer(o.format == "json");
  int code = kOk;
  for (const std::string& file : o.files) {
    try {
      TextBlocks blocks(file);
      if (o.input == "conllu") {
        std::string all;
        while (blocks.next()) all += blocks.text();
        sentences = read_conllu(all, file);
        language.parse(sentences, ws);
        for (const Sentence& s : sentences) printer.print(s, {}, 0);
        continue;
      }
      while (blocks.next()) {
        language.analyse(blocks.text(), ws, sentences);
        for (const Sentence& s : sentences)
          printer.print(s, std::string_view(blocks.text()).substr(s.span.begin, s.span.end - s.span.begin), static_cast<std::uint32_t>(blocks.offset()));
      }
      if (blocks.repaired() > 0)
        std::fprintf(stderr, "detente: %s: %zu bytes that are not text (invalid UTF-8 or control bytes) were replaced\n", file.c_str(), blocks.repaired());
    } catch (const Error& e) {
      std::fprintf(stderr, "detente: %s\n", e.what());
      code = o.files.size() > 1 ? kPartial : kFailure;
    }
  }
  return code;
}

}  // namespace

void add_parse(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("parse", "Split text into sentences and words, tag and parse them (Universal Dependencies)");
  verb->add_option("--input", o->input, "text, or conllu: keep the given sentences and words")->check(CLI::IsMember({"text", "conllu"}))->capture_default_str();
  verb->add_option("--format", o->format, "conllu, or json: one sentence a line with byte offsets")
      ->check(CLI::IsMember({"conllu", "json"}))
      ->capture_default_str();
  verb->add_option("--model", o->model, "model file (default: english.model beside the program)");
  verb->add_option("FILE", o->files, "files, - for standard input")->default_val(std::vector<std::string>{"-"});
  verb->footer(
      "Examples:\n  echo 'Arvia expelled two envoys.' | detente parse -\n  detente parse --format json article.txt\n  detente parse --input conllu "
      "treebank.conllu");
  verb->callback([o, &action] { action = [o] { return run(*o); }; });
}

}  // namespace detente::cli
