// detente ingest: documents into a store. Workers code, the thread that reads also writes. What is stored already is told by its hash
// before it is coded, which makes a second run cheap and lets a killed one go on where it stopped.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "cli/ordered_work.h"
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "readers/document_reader.h"
#include "store/store.h"
#include "util/error.h"

namespace detente::cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Options {
  Runtime runtime;
  std::string db, ontology = "plover", published;
  std::vector<std::string> files;
  int threads = 1;
  std::size_t commit = 512;  // documents
  bool quiet = false;
};

constexpr std::size_t kBatchBytes = std::size_t{1} << 17;
constexpr std::size_t kBatchDocuments = 64;
constexpr double kCommitSeconds = 2;
constexpr std::size_t kMaxDocumentBytes = std::size_t{64} << 20;

// A document, which may have come in parts, and what became of it.
struct Item {
  std::vector<Document> parts;
  std::string text;  // of all parts
  std::string file, trouble;
  bool known = false;  // stored already
  StoredDocument stored;
};

struct Batch {
  std::vector<Item> items;
  std::size_t bytes = 0;
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

class Ingest {
 public:
  explicit Ingest(const Options& o)
      : options_(o),
        coding_(o.runtime.open()),
        scheme_(coding_.ontology().scheme(o.ontology)),
        files_(list_files(o.files)),
        progress_(!o.quiet && ::isatty(STDERR_FILENO) != 0),
        start_(Clock::now()),
        last_commit_(start_) {
    if (scheme_ < 0) throw Error("unknown ontology '" + o.ontology + "'; known: " + coding_.ontology().scheme_names());
    if (!o.published.empty() && !parse_iso_day(o.published)) throw Error("--published '" + o.published + "' is no date (YYYY-MM-DD)");
    for (const InputFile& f : files_) total_bytes_ += f.bytes;
    store_ = std::make_unique<Store>(o.db, Store::Access::create);
  }

  int run() {
    OrderedWork<Batch> work(
        static_cast<std::size_t>(options_.threads), [this](Batch& b, Workspace& ws) { code(b, ws); }, [this](Batch& b) { write(b); });
    for (const InputFile& f : files_) read(f, work);
    flush(work);
    work.finish();
    commit(true);
    if (shown_progress_) std::fprintf(stderr, "\r\033[K");
    if (!options_.quiet) summary();
    if (troubles_ == 0) return kOk;
    return fresh_ + revised_ + unchanged_ == 0 ? kFailure : kPartial;
  }

 private:
  void read(const InputFile& file, OrderedWork<Batch>& work) {
    const std::string shown = file.path == "-" ? "standard input" : file.path;
    const std::string own_id = file.path.substr(file.path.rfind('/') + 1);
    const std::size_t before = bytes_done_;
    try {
      DocumentReader reader(file.path);
      Item item;
      for (;;) {
        Document d;
        const DocumentReader::Result r = reader.next(d);
        bytes_done_ = before + reader.bytes_read();
        if (r == DocumentReader::Result::document && d.part > 0 && !item.parts.empty()) {
          add_part(item, std::move(d));
          continue;
        }
        if (!item.parts.empty()) add(std::move(item), work);
        item = Item();
        item.file = shown;
        if (r == DocumentReader::Result::end) return;
        if (r == DocumentReader::Result::trouble) {
          item.trouble = reader.message();
          add(std::move(item), work);
          item = Item();
          continue;
        }
        // Files of the same name in several folders are several documents
        if (!file.id.empty() && d.id == own_id) d.id = file.id;
        add_part(item, std::move(d));
      }
    } catch (const Error& e) {
      Item item;
      item.trouble = e.what();
      add(std::move(item), work);
    }
  }

  static void add_part(Item& item, Document d) {
    if (item.text.size() + d.text.size() > kMaxDocumentBytes) {
      item.trouble = item.file + ": document " + item.parts.front().id + ": is longer than " + std::to_string(kMaxDocumentBytes >> 20) + " MB and is skipped";
      return;
    }
    item.text += d.coded_text();
    item.parts.push_back(std::move(d));
  }

  void add(Item item, OrderedWork<Batch>& work) {
    if (!batch_) batch_ = std::make_unique<Batch>();
    if (item.trouble.empty()) {
      Document& d = item.parts.front();
      if (!options_.published.empty()) d.published = options_.published;
      item.known = store_->holds(d.id, stored_hash(d, item.text));
      if (!item.known) batch_->bytes += item.text.size();
      else item.text.clear();
    }
    batch_->items.push_back(std::move(item));
    if (batch_->bytes >= kBatchBytes || batch_->items.size() >= kBatchDocuments) flush(work);
  }

  void flush(OrderedWork<Batch>& work) {
    if (batch_) work.push(std::move(batch_));
    batch_.reset();
  }

  // On a worker's thread
  void code(Batch& batch, Workspace& ws) const {
    for (Item& item : batch.items) {
      if (item.known || !item.trouble.empty()) continue;
      try {
        item.stored = make_stored(item.parts.front(), std::move(item.text));
        int sentences = 0;
        for (const Document& part : item.parts) {
          coding_.code(part, scheme_, options_.published, ws);
          for (const Report& r : ws.reports) item.stored.reports.push_back(make_stored(r, part.offset, sentences));
          sentences += ws.last_sentence;
        }
      } catch (const std::exception& e) {
        item.trouble = item.file + ": document " + item.parts.front().id + ": " + e.what();
      }
    }
  }

  void write(Batch& batch) {
    for (Item& item : batch.items) {
      if (!item.trouble.empty()) {
        tell(item.trouble);
        ++troubles_;
        continue;
      }
      if (item.known) {
        ++unchanged_;
        continue;
      }
      std::size_t repaired = 0;
      for (const Document& d : item.parts) repaired += d.repaired;
      if (repaired > 0)
        tell(item.file + ": document " + item.stored.id + ": " + std::to_string(repaired) +
             " bytes that are no text (invalid UTF-8 or control bytes) were replaced");
      if (!open_) store_->begin();
      open_ = true;
      const Store::Added added = store_->add(item.stored);
      ++(added == Store::Added::fresh ? fresh_ : added == Store::Added::revised ? revised_ : unchanged_);
      if (added != Store::Added::unchanged) reports_ += item.stored.reports.size();
      if (++pending_ >= options_.commit || std::chrono::duration<double>(Clock::now() - last_commit_).count() > kCommitSeconds) commit();
    }
    show_progress();
  }

  void commit(bool last = false) {
    if (last && !open_ && store_->waits()) {
      store_->begin();  // what a run that was stopped left
      open_ = true;
    }
    if (open_) store_->commit(last);
    open_ = false;
    pending_ = 0;
    last_commit_ = Clock::now();
  }

  void tell(const std::string& line) const {
    if (shown_progress_) std::fprintf(stderr, "\r\033[K");
    std::fprintf(stderr, "detente: %s\n", line.c_str());
  }

  void show_progress() {
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - start_).count();
    if (!progress_ || seconds < 1 || std::chrono::duration<double>(now - last_progress_).count() < 0.2) return;
    last_progress_ = now;
    shown_progress_ = true;
    const std::size_t documents = fresh_ + revised_ + unchanged_;
    std::string left;
    if (total_bytes_ > 0 && bytes_done_ > 0 && bytes_done_ <= total_bytes_) {
      const auto s = static_cast<long>(seconds * static_cast<double>(total_bytes_ - bytes_done_) / static_cast<double>(bytes_done_));
      char text[48];
      std::snprintf(text, sizeof text, ", %ld:%02ld:%02ld left", s / 3600, s / 60 % 60, s % 60);
      left = text;
    }
    std::fprintf(stderr, "\r\033[K%zu documents, %zu reports, %.0f documents/s%s", documents, reports_, static_cast<double>(documents) / seconds, left.c_str());
    std::fflush(stderr);
  }

  void summary() {
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    Database& d = store_->database();
    std::printf("%zu documents stored, %zu revised, %zu unchanged, %zu skipped; %zu new reports; %.1f s\n", fresh_, revised_, unchanged_, troubles_, reports_,
                seconds);
    std::printf("%s: %lld documents, %lld reports, %lld events\n", options_.db.c_str(), static_cast<long long>(d.number("SELECT count(*) FROM document")),
                static_cast<long long>(d.number("SELECT count(*) FROM report")), static_cast<long long>(d.number("SELECT count(*) FROM event")));
  }

  const Options& options_;
  Coding coding_;
  int scheme_;
  std::vector<InputFile> files_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Batch> batch_;
  bool progress_, shown_progress_ = false, open_ = false;
  Clock::time_point start_, last_commit_, last_progress_{};
  std::size_t pending_ = 0, fresh_ = 0, revised_ = 0, unchanged_ = 0, troubles_ = 0, reports_ = 0, bytes_done_ = 0;
  std::uintmax_t total_bytes_ = 0;
};

}  // namespace

void add_ingest(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("ingest", "Code documents into a store, where reports of one event are merged");
  verb->add_option("--db", o->db, "the store: one SQLite file, made when it is not there")->required();
  verb->add_option("--ontology", o->ontology, "what the type follows: plover, plover-strict, plv")->capture_default_str();
  verb->add_option("--published", o->published, "date of the documents (YYYY-MM-DD), from which relative dates are told");
  verb->add_option("-j,--threads", o->threads, "threads that code; the store is the same for any number")->check(CLI::Range(1, 256))->capture_default_str();
  verb->add_option("--commit", o->commit, "documents stored at once: a kill loses so many at most")->check(CLI::Range(1, 1'000'000))->capture_default_str();
  verb->add_flag("-q,--quiet", o->quiet, "neither progress nor summary");
  o->runtime.add_to(*verb);
  verb->add_option("FILE", o->files, "plain text, JSON lines with id, title, text, published, outlet, url, or a folder of such files; - for standard input")
      ->default_val(std::vector<std::string>{"-"});
  verb->footer(
      "A document that is stored already is passed over, so a second run changes nothing and a run that was stopped is completed by the same command.\n\n"
      "Examples:\n  detente ingest --db news.db -j 2 examples/nato-russia\n  zcat stories.jsonl.gz | detente ingest --db news.db -j 4 -\n\n"
      "Exit codes: 0 all documents stored, 1 failure, 2 wrong usage, 4 some documents were skipped (each named on standard error).");
  verb->callback([o, &action] { action = [o] { return Ingest(*o).run(); }; });
}

}  // namespace detente::cli
