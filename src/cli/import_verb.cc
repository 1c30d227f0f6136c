// detente import: archives of events into a store. One thread reads and parses, the other stores, with a few batches between them whose events are
// used again. What is stored already is known by its id, so that a second import changes nothing.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "cli/archive_files.h"
#include "cli/archive_names.h"
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "formats/event_reader.h"
#include "store/event_import.h"
#include "util/error.h"
#include "util/file.h"

namespace detente::cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Options {
  Runtime runtime;
  std::string db, format, unknown;
  std::vector<std::string> files;
  bool dry_run = false, quiet = false;
};

constexpr std::size_t kBatch = 2048, kBatches = 6;
constexpr std::size_t kShownTroubles = 20, kShownNotes = 10;
constexpr std::size_t kHead = std::size_t{1} << 16;

struct Batch {
  std::vector<MergedEvent> events;
  std::size_t used = 0;  // events of this round
  std::vector<ArchiveMention> mentions;
};

// Batches on their way from the one who parses to the one who stores, and back for use again.
class Belt {
 public:
  // The next filled one; null when there will be none.
  std::unique_ptr<Batch> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !filled_.empty() || closed_; });
    return pop(filled_);
  }
  void give_back(std::unique_ptr<Batch> batch) {
    const std::lock_guard lock(mutex_);
    empty_.push_back(std::move(batch));
    changed_.notify_all();
  }
  void stop() {  // the one who stores gives up
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

  // Null when the other side gave up.
  std::unique_ptr<Batch> empty() {
    std::unique_lock lock(mutex_);
    if (empty_.empty() && made_ < kBatches) {
      ++made_;
      return std::make_unique<Batch>();
    }
    changed_.wait(lock, [&] { return !empty_.empty() || stopped_; });
    return stopped_ ? nullptr : pop(empty_);
  }
  void put(std::unique_ptr<Batch> batch) {
    const std::lock_guard lock(mutex_);
    filled_.push_back(std::move(batch));
    changed_.notify_all();
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  static std::unique_ptr<Batch> pop(std::deque<std::unique_ptr<Batch>>& from) {
    if (from.empty()) return nullptr;
    std::unique_ptr<Batch> out = std::move(from.front());
    from.pop_front();
    return out;
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Batch>> filled_, empty_;
  std::size_t made_ = 0;
  bool closed_ = false, stopped_ = false;
};

// What became of the rows. Written by the thread that parses; the other reads it for progress, so the counts it shows are under the lock.
struct Tally {
  std::size_t rows = 0, mention_rows = 0, skipped = 0, files_bad = 0;
  std::map<std::string, std::size_t> reasons;  // why rows were skipped
  std::map<std::string, std::size_t> notes;
};

class Import {
 public:
  explicit Import(const Options& o)
      : options_(o),
        format_(parse_archive_format(o.format)),
        coding_(o.runtime.open()),
        tables_(find_data_folder()),
        names_(coding_.actors(), [this](std::string_view words) { return tables_.sector_of_words(words); }),
        files_(list_table_files(o.files)),
        progress_(!o.quiet && ::isatty(STDERR_FILENO) != 0),
        start_(Clock::now()) {
    std::error_code ignored;
    for (const std::string& f : files_)
      if (const std::uintmax_t size = f == "-" ? 0 : fs::file_size(f, ignored); size != static_cast<std::uintmax_t>(-1)) total_bytes_ += size;
    setup_.ontology = &coding_.ontology();
    setup_.tables = &tables_;
    setup_.resolve = [this](std::string_view name, std::optional<std::int32_t> day, StoredParty& party) { return names_.resolve(name, day, party); };
    if (!o.dry_run) store_ = std::make_unique<Store>(o.db, Store::Access::create);
  }

  int run() {
    std::exception_ptr failure;
    std::thread parser([&] {
      try {
        parse_all();
      } catch (...) {
        failure = std::current_exception();
      }
      belt_.close();
    });
    try {
      store_all();
    } catch (...) {
      belt_.stop();
      parser.join();
      throw;
    }
    parser.join();
    if (failure) std::rethrow_exception(failure);
    if (shown_progress_) std::fprintf(stderr, "\r\033[K");
    write_unknown();
    if (!options_.quiet) summary();
    if (tally_.skipped == 0 && tally_.files_bad == 0) return kOk;
    return tally_.rows + tally_.mention_rows == 0 ? kFailure : kPartial;
  }

 private:
  // The thread that parses

  void parse_all() {
    TableFiles use;
    use.table = [this](const std::string& name, PeekSource& source) { parse(name, source); };
    use.trouble = [this](const std::string& message) {
      const std::lock_guard lock(mutex_);
      ++tally_.files_bad;
      tell(message);
    };
    use.bytes = &bytes_;
    for (const std::string& f : files_) {
      if (stopped_) return;
      read_tables(f, use);
    }
    flush();
  }

  void parse(const std::string& name, PeekSource& source) {
    if (stopped_) return;
    ArchiveFormat format = format_;
    if (format == ArchiveFormat::unknown) {
      const std::string_view head = source.peek(kHead);
      if (head.empty()) throw Error("is empty");
      format = guess_format(head, tables_);
      if (format == ArchiveFormat::unknown)
        throw Error(
            "is of no format that can be told by its content; name it with --format (gdelt1, gdelt2, gdelt2-mentions, icews, keds, plover, polecat, "
            "quadruples)");
      const std::lock_guard lock(mutex_);
      if (!options_.quiet) tell(name + ": read as " + std::string(detente::name(format)) + ", told by its content");
    }
    LineSource lines([&source](char* to, std::size_t size) { return source.read(to, size); }, name);
    if (format == ArchiveFormat::gdelt2_mentions) parse_mentions(*open_mentions(std::move(lines)));
    else parse_events(*open_events(format, std::move(lines), setup_));
  }

  void parse_events(EventReader& reader) {
    std::size_t rows = 0, skipped = 0;
    const auto done = [&] {
      const std::lock_guard lock(mutex_);
      tally_.rows += rows;
      if (rows + skipped == 0) return false;
      for (const auto& [what, count] : reader.notes()) tally_.notes[what] += count;
      return true;
    };
    try {
      while (MergedEvent* slot = next_slot()) {
        const RowResult r = reader.next(*slot);
        if (r == RowResult::end) break;
        if (r == RowResult::skipped) {
          ++skipped;
          skip(reader.trouble());
          continue;
        }
        ++rows;
        if (++batch_->used == kBatch) {
          count_rows(rows);
          flush();
        }
      }
    } catch (const Error&) {
      done();
      throw;
    }
    if (!done()) throw Error("holds no rows");
  }

  void parse_mentions(MentionReader& reader) {
    std::size_t rows = 0, skipped = 0;
    ArchiveMention mention;
    for (;;) {
      const RowResult r = reader.next(mention);
      if (r == RowResult::end || next_slot() == nullptr) break;
      if (r == RowResult::skipped) {
        ++skipped;
        skip(reader.trouble());
        continue;
      }
      ++rows;
      batch_->mentions.push_back(mention);
      if (batch_->mentions.size() == kBatch) flush();
    }
    const std::lock_guard lock(mutex_);
    tally_.mention_rows += rows;
    if (rows + skipped == 0) throw Error("holds no rows");
  }

  // Where the next event goes; null when nobody stores any more.
  MergedEvent* next_slot() {
    if (!batch_) {
      batch_ = belt_.empty();
      if (!batch_) {
        stopped_ = true;
        return nullptr;
      }
      batch_->used = 0;
      batch_->mentions.clear();
    }
    if (batch_->events.size() == batch_->used) batch_->events.emplace_back();
    return &batch_->events[batch_->used];
  }

  void flush() {
    if (batch_ && (batch_->used > 0 || !batch_->mentions.empty())) belt_.put(std::move(batch_));
  }

  void count_rows(std::size_t& rows) {
    const std::lock_guard lock(mutex_);
    tally_.rows += rows;
    rows = 0;
    bytes_shown_ = bytes_;
  }

  void skip(const RowTrouble& trouble) {
    const std::lock_guard lock(mutex_);
    ++tally_.skipped;
    ++tally_.reasons[(trouble.column.empty() ? std::string() : trouble.column + " ") + trouble.reason];
    if (tally_.skipped <= kShownTroubles) tell(trouble.text());
    if (tally_.skipped == kShownTroubles + 1) tell("further rows that are skipped are only counted");
  }

  // The thread that stores

  void store_all() {
    std::unique_ptr<EventImport> import;
    if (store_) import = std::make_unique<EventImport>(*store_);
    while (std::unique_ptr<Batch> batch = belt_.take()) {
      if (import) store(*batch, *import);
      belt_.give_back(std::move(batch));
      show_progress();
    }
    if (import) import->commit();
  }

  void store(Batch& batch, EventImport& import) {
    for (std::size_t i = 0; i < batch.used; ++i) ++(import.add(batch.events[i]) ? stored_ : known_);
    for (const ArchiveMention& m : batch.mentions) {
      event_id_.assign("gdelt2:").append(m.source_id);
      ++(import.add_mention(event_id_, {m.published, m.outlet, m.url, m.confidence}) ? mentions_stored_ : mentions_lost_);
    }
  }

  // REQUIRES: the lock
  void tell(const std::string& line) {
    if (shown_progress_) std::fprintf(stderr, "\r\033[K");
    std::fprintf(stderr, "detente: %s\n", line.c_str());
  }

  void show_progress() {
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - start_).count();
    if (!progress_ || seconds < 1 || std::chrono::duration<double>(now - last_progress_).count() < 0.2) return;
    last_progress_ = now;
    const std::lock_guard lock(mutex_);
    shown_progress_ = true;
    std::string left;
    if (total_bytes_ > 0 && bytes_shown_ > 0 && bytes_shown_ <= total_bytes_) {
      const auto s = static_cast<long>(seconds * static_cast<double>(total_bytes_ - bytes_shown_) / static_cast<double>(bytes_shown_));
      char text[48];
      std::snprintf(text, sizeof text, ", %ld:%02ld:%02ld left", s / 3600, s / 60 % 60, s % 60);
      left = text;
    }
    std::fprintf(stderr, "\r\033[K%zu rows, %zu stored, %.0f rows/s%s", tally_.rows, stored_, static_cast<double>(tally_.rows) / seconds, left.c_str());
    std::fflush(stderr);
  }

  void summary() {
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    const double rate = static_cast<double>(tally_.rows + tally_.mention_rows) / std::max(seconds, 1e-6);
    if (options_.dry_run) std::printf("%zu events and %zu mentions read, %zu rows skipped; nothing stored\n", tally_.rows, tally_.mention_rows, tally_.skipped);
    else std::printf("%zu events read: %zu stored, %zu known already; %zu rows skipped\n", tally_.rows, stored_, known_, tally_.skipped);
    if (!options_.dry_run && tally_.mention_rows > 0)
      std::printf("%zu mentions read: %zu of stored events, %zu of events that are not in the store\n", tally_.mention_rows, mentions_stored_, mentions_lost_);
    for (const auto& [reason, count] : tally_.reasons) std::printf("  skipped: %s: %zu\n", reason.c_str(), count);
    print_notes();
    std::printf("%.1f s, %.0f rows/s\n", seconds, rate);
  }

  void print_notes() {
    std::vector<std::pair<std::size_t, std::string>> notes;
    for (const auto& [what, count] : tally_.notes) notes.emplace_back(count, what);
    std::sort(notes.begin(), notes.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    for (std::size_t i = 0; i < notes.size() && i < kShownNotes; ++i) std::printf("  kept as it is: %s: %zu\n", notes[i].second.c_str(), notes[i].first);
    if (notes.size() > kShownNotes) std::printf("  ... and %zu more (all with --unknown FILE)\n", notes.size() - kShownNotes);
  }

  void write_unknown() const {
    if (options_.unknown.empty()) return;
    std::string out = "count\twhat\n";
    for (const auto& [what, count] : tally_.notes) out += std::to_string(count) + "\t" + what + "\n";
    write_file(options_.unknown, out);
  }

  const Options& options_;
  ArchiveFormat format_;
  Coding coding_;
  ImportTables tables_;
  ArchiveNames names_;
  ReaderSetup setup_;
  std::vector<std::string> files_;
  std::unique_ptr<Store> store_;
  Belt belt_;
  std::mutex mutex_;  // guards the tally and standard error
  Tally tally_;
  std::unique_ptr<Batch> batch_;  // of the thread that parses
  bool stopped_ = false;
  std::string event_id_;
  bool progress_, shown_progress_ = false;
  Clock::time_point start_, last_progress_{};
  std::size_t stored_ = 0, known_ = 0, mentions_stored_ = 0, mentions_lost_ = 0;
  std::uint64_t bytes_ = 0, bytes_shown_ = 0;
  std::uintmax_t total_bytes_ = 0;
};

int import(const Options& o) {
  if (o.db.empty() && !o.dry_run) {
    std::fprintf(stderr, "detente: --db is needed unless it is a --dry-run\n");
    return kUsage;
  }
  return Import(o).run();
}

}  // namespace

void add_import(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("import", "Put archives of events (GDELT, ICEWS, KEDS, PLOVER, POLECAT, quadruples) into a store");
  verb->add_option("--db", o->db, "the store: one SQLite file, made when it is not there");
  verb->add_option("--format", o->format, "gdelt1, gdelt2, gdelt2-mentions, icews, keds, plover, polecat or quadruples; told by the content when not given")
      ->check(CLI::IsMember({"gdelt1", "gdelt2", "gdelt2-mentions", "icews", "keds", "plover", "polecat", "quadruples"}));
  verb->add_option("--unknown", o->unknown, "file for a table of all codes and names that were kept without being understood");
  verb->add_flag("--dry-run", o->dry_run, "read and count, store nothing");
  verb->add_flag("-q,--quiet", o->quiet, "neither progress nor summary");
  o->runtime.add_to(*verb);
  verb->add_option("FILE", o->files, "files as the archives give them, also packed (.gz, .zst, .zip, .tar), or folders of them; - for standard input")
      ->default_val(std::vector<std::string>{"-"});
  verb->footer(
      "A row that is stored already is passed over, so a second import changes nothing. Imported events are kept as they are and never merged\n"
      "with each other or with what was coded here.\n\n"
      "Examples:\n  detente import --db news.db 20180101000000.export.CSV.zip\n  detente import --db news.db --format icews events.2014.tab\n"
      "  detente import --dry-run --unknown unknown.tsv archive/\n\n"
      "Exit codes: 0 all rows stored, 1 failure, 2 wrong usage, 4 some rows or files were skipped (named on standard error).");
  verb->callback([o, &action] { action = [o] { return import(*o); }; });
}

}  // namespace detente::cli
