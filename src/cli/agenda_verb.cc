#include "cli/verbs.h"
namespace detente::cli {
void add_agenda(CLI::App&, Action&) {}
}  // namespace detente::cli
