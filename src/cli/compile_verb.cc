// detente compile: the tables under data/ into one file that is mapped at start.
#include "cli/verbs.h"
#include "pipeline/coding.h"
#include "util/error.h"

namespace detente::cli {

void add_compile(CLI::App& app, Action& action) {
  struct Options {
    std::vector<std::string> data;
    std::string out = "detente.data";
  };
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("compile", "Compile the dictionaries and the lexicon (data/*.tsv) into one file for `detente code`");
  verb->add_option("--data", o->data, "folders with ontology/, actors/ and lexicon/; later ones add to the first or override it")
      ->default_val(std::vector<std::string>{"data"});
  verb->add_option("--out", o->out, "file to write")->capture_default_str();
  verb->footer("Example:\n  detente compile --data data my-data --out my.data && detente code --dictionaries my.data article.txt");
  verb->callback([o, &action] {
    action = [o] {
      compile_data(o->data, o->out);
      return static_cast<int>(kOk);
    };
  });
}

}  // namespace detente::cli
