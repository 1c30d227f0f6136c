// detente eval: scores against gold data, through the same pipeline as detente code.
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "eval/evaluate.h"
#include "eval/gsr.h"
#include "util/error.h"

namespace detente::cli {

void add_eval(CLI::App& app, Action& action) {
  struct Options {
    Runtime runtime;
    std::string first, second;
    int errors = 0;
    [[nodiscard]] Coding open() const { return runtime.open(); }
  };
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("eval", "Score parts of the program against gold data; the last line has metric=value pairs");
  verb->require_subcommand(1);
  verb->add_option("--errors", o->errors, "print so many errors");
  o->runtime.add_to(*verb);
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
  CLI::App* gsr = verb->add_subcommand("gsr", "PLOVER gold standard records: type, countries and sectors of both sides");
  gsr->fallthrough();
  gsr->add_option("FILE", o->first, "JSON list of records")->required();
  gsr->callback([o, &action] {
    action = [o] {
      evaluate_gsr(o->open(), o->first, o->errors);
      return static_cast<int>(kOk);
    };
  });
}

}  // namespace detente::cli
