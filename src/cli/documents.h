// The loop that the verbs which read texts share: every document of every file, trouble told on standard error, and the exit code
// that says how it went.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "readers/document_reader.h"
#include "text/document.h"

namespace detente::cli {

// What FILE may be, for the help of every verb.
inline constexpr char kInputHelp[] =
    "plain text, JSON lines, HTML, RSS, Atom or JSON feeds, CSV, ZIP, tar, WARC, also as .gz or .zst; a folder of them; - for standard input";

// The options of how input is read, which these verbs share.
struct InputOptions {
  ReaderOptions reader;

  void add_to(CLI::App& verb);
};

// Calls `use` for each document; an Error thrown by it skips that document. Returns 0 when all were used, 1 when none could be read, 4 when
// some were skipped.
[[nodiscard]] int for_each_document(const std::vector<std::string>& files, const ReaderOptions& options, const std::function<void(const Document&)>& use);

}  // namespace detente::cli
