// detente eval: scores against gold data, through the same pipeline as detente code.
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "eval/attribution.h"
#include "eval/calibration.h"
#include "eval/certainty.h"
#include "eval/evaluate.h"
#include "eval/gsr.h"
#include "eval/merging.h"
#include "eval/outlook.h"
#include "eval/same_event.h"
#include "util/error.h"

namespace detente::cli {

namespace {

struct Options {
  Runtime runtime;
  std::string first, second, third;
  std::vector<std::string> files;
  int errors = 0;
};

using Shared = std::shared_ptr<Options>;

// A subcommand whose arguments are `first` and, when named, `second`, and which calls `run` with the opened program.
CLI::App* add_score(CLI::App& verb, const Shared& o, Action& action, const char* name, const char* what, std::initializer_list<const char*> arguments,
                    const std::function<void(const Coding&, const Options&)>& run) {
  CLI::App* sub = verb.add_subcommand(name, what);
  sub->fallthrough();
  int k = 0;
  for (const char* argument : arguments) sub->add_option(argument, k++ == 0 ? o->first : o->second)->required();
  sub->callback([o, &action, run] {
    action = [o, run] {
      run(o->runtime.open(), *o);
      return static_cast<int>(kOk);
    };
  });
  return sub;
}

}  // namespace

void add_eval(CLI::App& app, Action& action) {
  const auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("eval", "Score parts of the program against gold data; the last line has metric=value pairs");
  verb->require_subcommand(1);
  verb->add_option("--errors", o->errors, "print so many errors");
  o->runtime.add_to(*verb);
  add_score(*verb, o, action, "times", "TimeML files below a folder: strict, relaxed and value F1", {"DIR"},
            [](const Coding& c, const Options& p) { evaluate_times(c, p.first, p.errors); });
  add_score(*verb, o, action, "countries", "country mentions: share resolved to the right ISO code", {"MENTIONS", "TEXTS"},
            [](const Coding& c, const Options& p) { evaluate_countries(c, p.first, p.second, p.errors); });
  add_score(*verb, o, action, "places", "geoparsing gold: tagging F1, accuracy within 161 km, country, AUC of the error", {"FILE"},
            [](const Coding& c, const Options& p) { evaluate_places(c, p.first, p.errors); });
  add_score(*verb, o, action, "attribution", "pairs of .txt and brat .ann below a folder: content, source, cue and linked F1", {"DIR"},
            [](const Coding& c, const Options& p) { evaluate_attribution(c, p.first, p.errors); });
  add_score(*verb, o, action, "gsr", "PLOVER gold standard records: type, countries and sectors of both sides", {"FILE"},
            [](const Coding& c, const Options& p) { evaluate_gsr(c, p.first, p.errors); });
  add_score(*verb, o, action, "certainty", "marked words with a certainty on -3..3: mean absolute error and Pearson's r", {"FILE"},
            [](const Coding& c, const Options& p) { evaluate_certainty(c, p.first, p.errors); });
  CLI::App* merge = add_score(*verb, o, action, "merge", "pairs of reports (pairs.tsv beside *.jsonl): are those of one event merged, others not?", {"FOLDER"},
                              [](const Coding& c, const Options& p) { evaluate_merging(c, p.first, p.files, p.errors); });
  merge->add_option("FILE", o->files, "further documents");
  CLI::App* same_event = verb->add_subcommand("same-event", "ECB+ topic folders: documents clustered by event, B-cubed and pairwise F1");
  same_event->fallthrough();
  same_event->add_option("DIR", o->first)->required();
  same_event->callback([o, &action] {
    action = [o] {
      evaluate_same_event(o->first, o->errors);
      return static_cast<int>(kOk);
    };
  });
  CLI::App* outlook = verb->add_subcommand("outlook", "decided issues: mean absolute error of each rule, and whether the intervals cover what they say");
  outlook->fallthrough();
  outlook->add_option("DIR", o->first)->required();
  outlook->callback([o, &action] {
    action = [o] {
      evaluate_outlook(o->first, find_data_folder(), o->errors);
      return static_cast<int>(kOk);
    };
  });
  CLI::App* calibration = add_score(*verb, o, action, "calibration", "is the confidence of reports the share of them that is right? Expected calibration error",
                                    {"PAIRS", "DIR"}, [](const Coding& c, const Options& p) {
                                      evaluate_calibration(c, {p.first, p.second, p.third});
                                    });
  calibration->add_option("--features", o->third, "write each report's evidence here, for scripts/fit_confidence.py");
}

}  // namespace detente::cli
