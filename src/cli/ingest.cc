#include "cli/ingest.h"

#include <unistd.h>

#include <cstdio>

#include "util/error.h"

namespace detente::cli {

namespace {

constexpr std::size_t kBatchBytes = std::size_t{1} << 17;
constexpr std::size_t kBatchDocuments = 64;
constexpr double kCommitSeconds = 2;
constexpr std::size_t kMaxDocumentBytes = std::size_t{64} << 20;

}  // namespace

// A document, which may have come in parts, and what became of it.
struct Ingest::Item {
  std::vector<Document> parts;
  std::string text;  // of all parts
  std::string file, trouble;
  bool known = false;  // stored already
  StoredDocument stored;

  void add_part(Document d) {
    if (text.size() + d.text.size() > kMaxDocumentBytes) {
      trouble = file + ": document " + parts.front().id + ": is longer than " + std::to_string(kMaxDocumentBytes >> 20) + " MB and is skipped";
      return;
    }
    text += d.coded_text();
    parts.push_back(std::move(d));
  }
};

struct Ingest::Batch {
  std::vector<Item> items;
  std::size_t bytes = 0;
};

void IngestOptions::add_to(CLI::App& verb) {
  verb.add_option("--ontology", ontology, "what the type follows: plover, plover-strict, plv")->capture_default_str();
  verb.add_option("--published", published, "date of the documents (YYYY-MM-DD), from which relative dates are told");
  verb.add_option("-j,--threads", threads, "threads that code; the store is the same for any number")->check(CLI::Range(1, 256))->capture_default_str();
  verb.add_option("--commit", commit, "documents stored at once: a kill loses so many at most")->check(CLI::Range(1, 1'000'000))->capture_default_str();
  verb.add_flag("-q,--quiet", quiet, "neither progress nor summary");
  runtime.add_to(verb);
}

Ingest::Ingest(const IngestOptions& o)
    : options_(o),
      coding_(o.runtime.open()),
      scheme_(coding_.ontology().scheme(o.ontology)),
      progress_(!o.quiet && ::isatty(STDERR_FILENO) != 0),
      start_(Clock::now()),
      last_commit_(start_) {
  if (scheme_ < 0) throw Error("unknown ontology '" + o.ontology + "'; known: " + coding_.ontology().scheme_names());
  if (!o.published.empty() && !parse_iso_day(o.published)) throw Error("--published '" + o.published + "' is no date (YYYY-MM-DD)");
  store_ = std::make_unique<Store>(o.db, Store::Access::create);
  work_ = std::make_unique<OrderedWork<Batch>>(
      static_cast<std::size_t>(o.threads), [this](Batch& b, Workspace& ws) { code(b, ws); }, [this](Batch& b) { write(b); });
}

Ingest::~Ingest() = default;

void Ingest::read(DocumentReader& reader, const std::string& shown, const std::function<void(Document&)>& change) {
  const std::size_t before = bytes_done_;
  Item item;
  for (;;) {
    Document d;
    const DocumentReader::Result r = reader.next(d);
    bytes_done_ = before + reader.bytes_read();
    if (r == DocumentReader::Result::document && d.part > 0 && !item.parts.empty()) {
      item.add_part(std::move(d));
      continue;
    }
    if (!item.parts.empty()) add_item(std::move(item));
    item = Item();
    item.file = shown;
    if (r == DocumentReader::Result::end) break;
    if (r == DocumentReader::Result::trouble) {
      skip(reader.message());
      continue;
    }
    if (change) change(d);
    item.add_part(std::move(d));
  }
  pass_over(reader.skipped());
}

void Ingest::pass_over(const std::map<std::string, std::size_t>& languages) {
  for (const auto& [language, count] : languages) languages_[language] += count;
}

void Ingest::add(Document document, const std::string& shown) {
  Item item;
  item.file = shown;
  item.add_part(std::move(document));
  add_item(std::move(item));
}

void Ingest::skip(std::string trouble) {
  Item item;
  item.trouble = std::move(trouble);
  add_item(std::move(item));
}

int Ingest::finish() {
  flush();
  work_->finish();
  commit(true);
  if (shown_progress_) std::fprintf(stderr, "\r\033[K");
  if (const std::string line = skipped_line(languages_); !line.empty()) tell(line);
  if (!options_.quiet) summary();
  if (troubles_ == 0) return kOk;
  return fresh_ + revised_ + unchanged_ == 0 ? kFailure : kPartial;
}

void Ingest::add_item(Item item) {
  if (!batch_) batch_ = std::make_unique<Batch>();
  if (item.trouble.empty()) {
    Document& d = item.parts.front();
    if (!options_.published.empty()) d.published = options_.published;
    item.known = store_->holds(d.id, stored_hash(d, item.text));
    if (!item.known) batch_->bytes += item.text.size();
    else item.text.clear();
  }
  batch_->items.push_back(std::move(item));
  if (batch_->bytes >= kBatchBytes || batch_->items.size() >= kBatchDocuments) flush();
}

void Ingest::flush() {
  if (batch_) work_->push(std::move(batch_));
  batch_.reset();
}

void Ingest::code(Batch& batch, Workspace& ws) const {
  for (Item& item : batch.items) {
    if (item.known || !item.trouble.empty()) continue;
    try {
      item.stored = make_stored(item.parts.front(), std::move(item.text));
      int sentences = 0;
      for (const Document& part : item.parts) {
        coding_.code(part, scheme_, options_.published, ws);
        for (const Report& r : ws.reports)
          item.stored.reports.push_back(make_stored(r, part.offset, sentences, {&coding_.affiliations(), ws.coder.context.day}));
        sentences += ws.last_sentence;
      }
    } catch (const std::exception& e) {
      item.trouble = item.file + ": document " + item.parts.front().id + ": " + e.what();
    }
  }
}

void Ingest::write(Batch& batch) {
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

void Ingest::commit(bool last) {
  if (last && !open_ && store_->waits()) {
    store_->begin();  // what a run that was stopped left
    open_ = true;
  }
  if (open_) store_->commit(last);
  open_ = false;
  pending_ = 0;
  last_commit_ = Clock::now();
}

void Ingest::tell(const std::string& line) const {
  if (shown_progress_) std::fprintf(stderr, "\r\033[K");
  std::fprintf(stderr, "detente: %s\n", line.c_str());
}

void Ingest::show_progress() {
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

void Ingest::summary() {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  Database& d = store_->database();
  std::printf("%zu documents stored, %zu revised, %zu unchanged, %zu skipped; %zu new reports; %.1f s\n", fresh_, revised_, unchanged_, troubles_, reports_,
              seconds);
  std::printf("%s: %lld documents, %lld reports, %lld events\n", options_.db.c_str(), static_cast<long long>(d.number("SELECT count(*) FROM document")),
              static_cast<long long>(d.number("SELECT count(*) FROM report")), static_cast<long long>(d.number("SELECT count(*) FROM event")));
}

}  // namespace detente::cli
