// detente train: makes the language model from treebanks. Each part replaces its own sections of the model file.
#include <cstdio>

#include "cli/verbs.h"
#include "model/container.h"
#include "parser/parser_trainer.h"
#include "tagger/tagger_trainer.h"
#include "text/conllu.h"
#include "tokenizer/tokenizer_trainer.h"
#include "util/file.h"
#include "util/tsv.h"

namespace detente::cli {

namespace {

struct Options {
  std::string part;
  std::string model = "models/english.model";
  std::string config = "data/training/english.conf";
  std::string language = "data/language";
  std::vector<std::string> treebanks;
};

// The treebanks' texts must outlive the sentences.
struct Treebanks {
  std::vector<std::string> texts;
  std::vector<std::vector<Sentence>> sentences;
  explicit Treebanks(const std::vector<std::string>& paths) {
    texts.reserve(paths.size());
    for (const std::string& p : paths) {
      texts.push_back(read_file(p));
      sentences.push_back(read_conllu(texts.back(), p));
    }
  }
};

std::vector<LemmaEntry> read_lemma_exceptions(const std::string& path) {
  std::vector<LemmaEntry> out;
  const TsvTable table = read_tsv(path, {"form", "pos", "lemma", "feats"});
  for (const TsvTable::Row& r : table.rows) {
    const Upos upos = parse_upos(r.fields[1]);
    if (upos == Upos::X) throw error_at(path + ":" + std::to_string(r.line), "unknown part of speech '" + r.fields[1] + "'");
    out.push_back({r.fields[0], upos, r.fields[2]});
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> read_abbreviations(const std::string& path) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const TsvTable::Row& r : read_tsv(path, {"form", "kind"}).rows) out.emplace_back(r.fields[0], r.fields[1]);
  return out;
}

// Writes `sections` over those of the same name in the model file, keeping the others.
void update_model(const std::string& path, const std::vector<std::pair<std::string, std::string>>& sections) {
  ContainerWriter out;
  for (const char* name : {"tokenizer", "feats", "lemmas", "network"}) {
    bool fresh = false;
    for (const auto& [n, bytes] : sections)
      if (n == name) {
        out.add(n, bytes);
        fresh = true;
      }
    if (fresh || !file_exists(path)) continue;
    const Container old(path);
    if (old.has(name)) out.add(name, std::string(old.section(name)));
  }
  out.write(path);
}

int run(const Options& o) {
  const Treebanks data(o.treebanks);
  std::size_t words = 0;
  for (const auto& t : data.sentences)
    for (const Sentence& s : t) words += s.tokens.size();
  std::fprintf(stderr, "%zu treebanks, %zu words\n", data.sentences.size(), words);
  if (o.part == "tokenizer") {
    update_model(o.model, {{"tokenizer", train_tokenizer(data.sentences, read_abbreviations(o.language + "/abbreviations.tsv"), {})}});
  } else if (o.part == "tagger") {
    update_model(o.model, {{"lemmas", train_lemmas(data.sentences, read_lemma_exceptions(o.language + "/lemma_exceptions.tsv"))}});
  } else {
    const std::vector<std::string> feats = collect_feats(data.sentences, 5);
    TrainingOptions options = read_training_options(o.config);
    options.sizes.feats = static_cast<std::uint32_t>(feats.size());
    const std::string network = train_network(training_sentences(data.sentences, feats), options, [&](int epoch, double loss, double seconds, const auto&) {
      std::fprintf(stderr, "epoch %d of %d: loss %.4f, %.1f s\n", epoch, options.epochs, loss, seconds);
    });
    std::string labels;
    for (const std::string& f : feats) labels += f + "\n";
    update_model(o.model, {{"network", network}, {"feats", labels}});
  }
  std::fprintf(stderr, "wrote %s\n", o.model.c_str());
  return kOk;
}

}  // namespace

void add_train(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("train", "Train a part of the language model on treebanks (CoNLL-U)");
  verb->add_option("PART", o->part, "tokenizer; tagger (lemma tables); parser (the network that tagger and parser share)")
      ->required()
      ->check(CLI::IsMember({"tokenizer", "tagger", "parser"}));
  verb->add_option("TREEBANK", o->treebanks, "training files")->required()->check(CLI::ExistingFile);
  verb->add_option("--model", o->model, "model file to write or update")->capture_default_str();
  verb->add_option("--config", o->config, "parameters of the network")->capture_default_str();
  verb->add_option("--language", o->language, "folder with abbreviations.tsv and lemma_exceptions.tsv")->capture_default_str();
  verb->footer("Example:\n  detente train parser en_ewt-ud-train.conllu en_gum-ud-train.conllu\n  scripts/train.sh trains all three.");
  verb->callback([o, &action] { action = [o] { return run(*o); }; });
}

}  // namespace detente::cli
