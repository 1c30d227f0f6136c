// detente: one program, one verb for each thing it does. See verbs.h.
#include <csignal>
#include <cstdio>
#include <new>

#include "cli/verbs.h"
#include "util/error.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // `detente ... | head` ends quietly
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is met as a write that fails
  CLI::App app{"Détente reads political news and codes who did what to whom, when, where, and who says so."};
  app.name("detente");
  app.require_subcommand(1);
  app.set_version_flag("--version", "detente 0.1.0");
  app.footer("Run `detente VERB --help` for the options and examples of a verb.");
  detente::cli::Action run;
  detente::cli::add_code(app, run);
  detente::cli::add_ingest(app, run);
  detente::cli::add_fetch(app, run);
  detente::cli::add_import(app, run);
  detente::cli::add_store_verbs(app, run);
  detente::cli::add_export(app, run);
  detente::cli::add_dates(app, run);
  detente::cli::add_quotes(app, run);
  detente::cli::add_places(app, run);
  detente::cli::add_actors(app, run);
  detente::cli::add_brief(app, run);
  detente::cli::add_relation(app, run);
  detente::cli::add_watch(app, run);
  detente::cli::add_blocs(app, run);
  detente::cli::add_channels(app, run);
  detente::cli::add_agenda(app, run);
  detente::cli::add_issues(app, run);
  detente::cli::add_outlook(app, run);
  detente::cli::add_lexicon(app, run);
  detente::cli::add_parse(app, run);
  detente::cli::add_eval(app, run);
  detente::cli::add_train(app, run);
  detente::cli::add_compile(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? detente::kOk : detente::kUsage;
  }
  try {
    return run();
  } catch (const detente::Error& e) {
    std::fprintf(stderr, "detente: %s\n", e.what());
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "detente: out of memory\n");
  } catch (const std::exception& e) {
    std::fprintf(stderr, "detente: %s\n", e.what());
  }
  return detente::kFailure;
}
