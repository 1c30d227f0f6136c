// The loop that the verbs which read texts share: every document of every file, trouble told on standard error, and the exit code
// that says how it went.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "text/document.h"

namespace detente::cli {

// Calls `use` for each document; an Error thrown by it skips that document. Returns 0 when all were used, 1 when none could be read, 4 when
// some were skipped.
[[nodiscard]] int for_each_document(const std::vector<std::string>& files, const std::function<void(const Document&)>& use);

}  // namespace detente::cli
