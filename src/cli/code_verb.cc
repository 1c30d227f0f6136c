// detente code: documents to coded reports, as a filter.
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "cli/documents.h"
#include "cli/ordered_work.h"
#include "cli/report_table.h"
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "pipeline/coding.h"
#include "readers/document_reader.h"
#include "util/error.h"

namespace detente::cli {

namespace {

struct Options {
  std::string format = "jsonl", ontology = "plover", published;
  Runtime runtime;
  InputOptions input;
  bool explain = false;
  int threads = 1;
  std::vector<std::string> files;
};

constexpr std::size_t kBatchBytes = std::size_t{1} << 17;
constexpr std::size_t kBatchDocuments = 64;

// Some documents that one thread codes, and what came of them. Trouble stands among the documents where it was met.
struct Batch {
  struct Item {
    Document document;
    std::string file;     // for messages
    std::string trouble;  // not empty: no document
    // Results
    std::string output;
    std::vector<std::size_t> numbers;  // places of sentence numbers in `output`, for parts of long texts
    int sentences = 0;
    std::size_t reports = 0;
  };
  std::vector<Item> items;
  std::size_t bytes = 0;
};

class Runner {
 public:
  explicit Runner(const Options& o)
      : options_(o),
        coding_(o.runtime.open()),
        scheme_(coding_.ontology().scheme(o.ontology)),
        colour_(o.format == "table" && ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr),
        progress_(::isatty(STDERR_FILENO) != 0),
        start_(std::chrono::steady_clock::now()) {
    if (scheme_ < 0) throw Error("unknown ontology '" + o.ontology + "'; known: " + coding_.ontology().scheme_names());
  }

  int run() {
    const std::size_t threads = static_cast<std::size_t>(std::max(1, options_.threads));
    OrderedWork<Batch> work(
        threads, [this](Batch& b, Workspace& ws) { code(b, ws); }, [this](Batch& b) { write(b); });
    for (const std::string& file : options_.files) read(file, threads, work);
    flush(work);
    work.finish();
    std::fflush(stdout);
    if (std::ferror(stdout) != 0) throw Error("standard output cannot be written");
    if (shown_progress_) std::fprintf(stderr, "\r\033[K");
    if (const std::string line = skipped_line(skipped_); !line.empty()) std::fprintf(stderr, "detente: %s\n", line.c_str());
    if (troubles_ == 0) return kOk;
    return documents_ == 0 && troubles_ == 1 && options_.files.size() == 1 ? kFailure : kPartial;
  }

 private:
  void read(const std::string& file, std::size_t threads, OrderedWork<Batch>& work) {
    std::unique_ptr<DocumentReader> reader;
    try {
      reader = std::make_unique<DocumentReader>(file, options_.input.reader);
    } catch (const Error& e) {
      add_trouble(e.what(), work);
      return;
    }
    const std::string shown = file == "-" ? "standard input" : file;
    for (;;) {
      Document d;
      const DocumentReader::Result r = reader->next(d);
      if (r == DocumentReader::Result::end) break;
      if (r == DocumentReader::Result::trouble) {
        add_trouble(reader->message(), work);
        continue;
      }
      if (!batch_) batch_ = std::make_unique<Batch>();
      batch_->bytes += d.text.size() + d.title.size();
      Batch::Item item;
      item.document = std::move(d);
      item.file = shown;
      batch_->items.push_back(std::move(item));
      // A filter shows what it has: on one thread and standard input every document goes out at once
      if (batch_->bytes >= kBatchBytes || batch_->items.size() >= kBatchDocuments || (threads == 1 && file == "-")) flush(work);
    }
    for (const auto& [language, count] : reader->skipped()) skipped_[language] += count;
  }

  void add_trouble(const std::string& message, OrderedWork<Batch>& work) {
    if (!batch_) batch_ = std::make_unique<Batch>();
    Batch::Item item;
    item.trouble = message;
    batch_->items.push_back(std::move(item));
    if (batch_->items.size() >= kBatchDocuments) flush(work);
  }

  void flush(OrderedWork<Batch>& work) {
    if (batch_) work.push(std::move(batch_));
  }

  void code(Batch& batch, Workspace& ws) const {
    for (Batch::Item& item : batch.items) {
      if (!item.trouble.empty()) continue;
      try {
        coding_.code(item.document, scheme_, options_.published, ws);
      } catch (const std::exception& e) {
        item.trouble = item.file + ": document " + item.document.id + ": " + e.what();
        continue;
      }
      item.sentences = ws.last_sentence;
      item.reports = ws.reports.size();
      ReportFormat format;
      format.explain = options_.explain;
      format.offset = item.document.offset;
      if (options_.format == "table") {
        write_table(ws, item.document, coding_.ontology(), {colour_, options_.explain}, item.output);
        continue;
      }
      for (const Report& r : ws.reports) {
        const std::size_t at = write_json(r, item.document.id, coding_.ontology(), format, item.output);
        if (item.document.part > 0) item.numbers.push_back(at);
        item.output += '\n';
      }
    }
  }

  void write(Batch& batch) {
    for (Batch::Item& item : batch.items) {
      if (!item.trouble.empty()) {
        std::fflush(stdout);
        clear_progress();
        std::fprintf(stderr, "detente: %s\n", item.trouble.c_str());
        ++troubles_;
        continue;
      }
      if (item.document.repaired > 0) {
        clear_progress();
        std::fprintf(stderr, "detente: %s: document %s: %zu bytes that are no text (invalid UTF-8 or control bytes) were replaced\n", item.file.c_str(),
                     item.document.id.c_str(), item.document.repaired);
      }
      if (item.document.part == 0) {
        ++documents_;
        part_sentences_ = 0;
      }
      write_output(item);
      part_sentences_ += item.sentences;
      reports_ += item.reports;
    }
    bytes_ += batch.bytes;
    if (options_.files.size() == 1 && options_.files.front() == "-") std::fflush(stdout);
    show_progress();
  }

  // The sentence numbers of a later part go on from the parts before.
  void write_output(const Batch::Item& item) const {
    std::size_t done = 0;
    for (const std::size_t at : item.numbers) {
      std::size_t end = at;
      while (item.output[end] >= '0' && item.output[end] <= '9') ++end;
      std::fwrite(item.output.data() + done, 1, at - done, stdout);
      std::fprintf(stdout, "%d", std::stoi(item.output.substr(at, end - at)) + part_sentences_);
      done = end;
    }
    std::fwrite(item.output.data() + done, 1, item.output.size() - done, stdout);
  }

  void show_progress() {
    if (!progress_) return;
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - start_).count();
    if (seconds < 1 || std::chrono::duration<double>(now - last_progress_).count() < 0.2) return;
    last_progress_ = now;
    shown_progress_ = true;
    std::fprintf(stderr, "\r\033[K%zu documents, %zu reports, %.1f MB/s", documents_, reports_, static_cast<double>(bytes_) / seconds / 1e6);
    std::fflush(stderr);
  }
  void clear_progress() const {
    if (shown_progress_) std::fprintf(stderr, "\r\033[K");
  }

  const Options& options_;
  Coding coding_;
  int scheme_;
  bool colour_, progress_;
  std::chrono::steady_clock::time_point start_, last_progress_{};
  bool shown_progress_ = false;
  std::unique_ptr<Batch> batch_;
  std::size_t documents_ = 0, reports_ = 0, bytes_ = 0, troubles_ = 0;
  std::map<std::string, std::size_t> skipped_;  // documents in other languages
  int part_sentences_ = 0;
};

}  // namespace

void add_code(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("code", "Code the political events of news texts: who did what to whom, when, where, and who says so");
  verb->add_option("--format", o->format, "jsonl: one report a line; table: for eyes")->check(CLI::IsMember({"jsonl", "table"}))->capture_default_str();
  verb->add_option("--ontology", o->ontology, "what the type follows: plover, plover-strict (planned acts by PLOVER's rules), plv")->capture_default_str();
  verb->add_option("--published", o->published, "date of the documents (YYYY-MM-DD), from which relative dates are told");
  verb->add_flag("--explain", o->explain, "say where each coding comes from");
  verb->add_option("-j,--threads", o->threads, "threads; the output is the same for any number")->check(CLI::Range(1, 256))->capture_default_str();
  o->runtime.add_to(*verb);
  o->input.add_to(*verb);
  verb->add_option("FILE", o->files, kInputHelp)->default_val(std::vector<std::string>{"-"});
  verb->footer(
      "Examples:\n  detente code --published 2016-01-22 article.txt\n  detente code --format table examples/nato-russia/dispatches.jsonl\n"
      "  detente code -j 4 stories.jsonl.gz folder/ crawl.warc.gz > reports.jsonl\n\n"
      "Exit codes: 0 all documents coded, 1 failure, 2 wrong usage, 4 some documents were skipped (each named on standard error).");
  verb->callback([o, &action] { action = [o] { return Runner(*o).run(); }; });
}

}  // namespace detente::cli
