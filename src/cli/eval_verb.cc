// detente eval: scores against gold data, through the same pipeline as detente code.
#include "cli/verbs.h"
#include "eval/evaluate.h"
#include "util/error.h"

namespace detente::cli {

void add_eval(CLI::App& app, Action& action) {
  struct Options {
    std::string model, dictionaries, first, second;
    int errors = 0;
    [[nodiscard]] Coding open() const {
      return Coding(model.empty() ? find_runtime_file("english.model") : model, dictionaries.empty() ? find_runtime_file("detente.data") : dictionaries);
    }
  };
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("eval", "Score parts of the program against gold data; the last line has metric=value pairs");
  verb->require_subcommand(1);
  verb->add_option("--errors", o->errors, "print so many errors");
  verb->add_option("--dictionaries", o->dictionaries, "compiled dictionaries");
  verb->add_option("--model", o->model, "model file");
  CLI::App* times = verb->add_subcommand("times", "TimeML files below a folder: strict, relaxed and value F1");
  times->fallthrough();
  times->add_option("DIR", o->first, "folder")->required();
  times->callback([o, &action] {
    action = [o] {
      evaluate_times(o->open(), o->first, o->errors);
      return static_cast<int>(kOk);
    };
  });
  CLI::App* countries = verb->add_subcommand("countries", "country mentions: share resolved to the right ISO code");
  countries->fallthrough();
  countries->add_option("MENTIONS", o->first, "tab-separated mentions")->required();
  countries->add_option("TEXTS", o->second, "JSON lines with id and text")->required();
  countries->callback([o, &action] {
    action = [o] {
      evaluate_countries(o->open(), o->first, o->second, o->errors);
      return static_cast<int>(kOk);
    };
  });
  CLI::App* places = verb->add_subcommand("places", "geoparsing gold: tagging F1, accuracy within 161 km, country, AUC of the error");
  places->fallthrough();
  places->add_option("FILE", o->first, "XML file with articles and toponyms")->required();
  places->callback([o, &action] {
    action = [o] {
      evaluate_places(o->open(), o->first, o->errors);
      return static_cast<int>(kOk);
    };
  });
}

}  // namespace detente::cli
