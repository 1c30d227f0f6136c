// The verbs of the program. Each has a file of its own, adds its options to a CLI11 subcommand and returns an exit code.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>

namespace detente::cli {

inline constexpr int kChanged = 10;  // exit code of `watch` when something did; the others are in util/error.h

// A verb sets `run` when it was chosen on the command line.
using Action = std::function<int()>;

void add_code(CLI::App& app, Action& run);
void add_agenda(CLI::App& app, Action& run);
void add_channels(CLI::App& app, Action& run);
void add_blocs(CLI::App& app, Action& run);
void add_brief(CLI::App& app, Action& run);
void add_compile(CLI::App& app, Action& run);
void add_actors(CLI::App& app, Action& run);
void add_dates(CLI::App& app, Action& run);
void add_places(CLI::App& app, Action& run);
void add_eval(CLI::App& app, Action& run);
void add_fetch(CLI::App& app, Action& run);
void add_import(CLI::App& app, Action& run);
void add_export(CLI::App& app, Action& run);
void add_ingest(CLI::App& app, Action& run);
void add_store_verbs(CLI::App& app, Action& run);  // events, show, forget
void add_issues(CLI::App& app, Action& run);
void add_lexicon(CLI::App& app, Action& run);
void add_outlook(CLI::App& app, Action& run);
void add_parse(CLI::App& app, Action& run);
void add_quotes(CLI::App& app, Action& run);
void add_relation(CLI::App& app, Action& run);
void add_train(CLI::App& app, Action& run);
void add_watch(CLI::App& app, Action& run);

}  // namespace detente::cli
