// detente ingest: files and folders of documents into a store (ingest.h).
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/ingest.h"
#include "cli/verbs.h"
#include "util/error.h"

namespace detente::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  IngestOptions ingest;
  std::vector<std::string> files;
};

struct InputFile {
  std::string path, id;  // id: of a plain text, empty for the reader's own
  std::uintmax_t bytes = 0;
};

// Files as named, and those below folders in the order of their names.
std::vector<InputFile> list_files(const std::vector<std::string>& names) {
  std::vector<InputFile> out;
  std::error_code ignored;
  for (const std::string& name : names) {
    if (name == "-" || !fs::is_directory(name, ignored)) {
      const std::uintmax_t size = name == "-" ? 0 : fs::file_size(name, ignored);
      out.push_back({name, "", size == static_cast<std::uintmax_t>(-1) ? 0 : size});
      continue;
    }
    std::vector<InputFile> below;
    for (auto at = fs::recursive_directory_iterator(name, fs::directory_options::skip_permission_denied, ignored); at != fs::recursive_directory_iterator();
         at.increment(ignored)) {
      const std::string file_name = at->path().filename().string();
      if (file_name.empty() || file_name.front() == '.') {
        if (at->is_directory(ignored)) at.disable_recursion_pending();
        continue;
      }
      if (at->is_regular_file(ignored)) below.push_back({at->path().string(), at->path().lexically_relative(name).string(), at->file_size(ignored)});
    }
    std::sort(below.begin(), below.end(), [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
    out.insert(out.end(), below.begin(), below.end());
  }
  return out;
}

int run_ingest(const Options& o) {
  Ingest ingest(o.ingest);
  const std::vector<InputFile> files = list_files(o.files);
  for (const InputFile& f : files) ingest.expect(f.bytes);
  for (const InputFile& f : files) {
    const std::string own_id = f.path.substr(f.path.rfind('/') + 1);
    std::unique_ptr<DocumentReader> reader;
    try {
      reader = std::make_unique<DocumentReader>(f.path);
    } catch (const Error& e) {
      ingest.skip(e.what());
      continue;
    }
    // What the store throws ends the run: a transaction that failed must not be gone on with
    ingest.read(*reader, f.path == "-" ? "standard input" : f.path, [&](Document& d) {
      // Files of the same name in several folders are several documents
      if (!f.id.empty() && d.id == own_id) d.id = f.id;
    });
  }
  return ingest.finish();
}

}  // namespace

void add_ingest(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("ingest", "Code documents into a store, where reports of one event are merged");
  verb->add_option("--db", o->ingest.db, "the store: one SQLite file, made when it is not there")->required();
  o->ingest.add_to(*verb);
  verb->add_option("FILE", o->files, "plain text, JSON lines with id, title, text, published, outlet, url, or a folder of such files; - for standard input")
      ->default_val(std::vector<std::string>{"-"});
  verb->footer(
      "A document that is stored already is passed over, so a second run changes nothing and a run that was stopped is completed by the same command.\n\n"
      "Examples:\n  detente ingest --db news.db -j 2 examples/nato-russia\n  zcat stories.jsonl.gz | detente ingest --db news.db -j 4 -\n\n"
      "Exit codes: 0 all documents stored, 1 failure, 2 wrong usage, 4 some documents were skipped (each named on standard error).");
  verb->callback([o, &action] { action = [o] { return run_ingest(*o); }; });
}

}  // namespace detente::cli
