// Ingest: documents from anywhere into a store, as `detente ingest` and `detente fetch` do it. Workers code, the thread that brings the
// documents also writes. What is stored already is told by its hash before it is coded, which makes a second run cheap and lets a killed
// one go on where it stopped. An Ingest belongs to one thread.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/ordered_work.h"
#include "cli/runtime.h"
#include "readers/document_reader.h"
#include "store/store.h"

namespace detente::cli {

struct IngestOptions {
  Runtime runtime;
  std::string db, ontology = "plover";
  std::string published;     // of every document, empty: their own
  int threads = 1;           // that code
  std::size_t commit = 512;  // documents stored at once
  bool quiet = false;

  void add_to(CLI::App& verb);
};

class Ingest {
 public:
  explicit Ingest(const IngestOptions& options);  // throws Error; `options` must outlive it
  ~Ingest();
  Ingest(const Ingest&) = delete;
  Ingest& operator=(const Ingest&) = delete;

  // Bytes that are to be read in all, for the time left.
  void expect(std::uintmax_t bytes) { total_bytes_ += bytes; }
  // All documents of `reader`; `shown` names it in messages, `change` may alter a document before it is added. Trouble is told and counted.
  void read(DocumentReader& reader, const std::string& shown, const std::function<void(Document&)>& change = nullptr);
  // One whole document.
  void add(Document document, const std::string& shown);
  // Something that could not be read: the line is told and counted.
  void skip(std::string trouble);
  // Documents passed over for their language, for the line at the end.
  void pass_over(const std::map<std::string, std::size_t>& languages);
  // Writes what is left, prints the summary and gives the exit code.
  [[nodiscard]] int finish();

 private:
  struct Item;
  struct Batch;
  void add_item(Item item);
  void flush();
  void code(Batch& batch, Workspace& ws) const;  // on a worker's thread
  void write(Batch& batch);
  void commit(bool last = false);
  void tell(const std::string& line) const;
  void show_progress();
  void summary();

  using Clock = std::chrono::steady_clock;
  const IngestOptions& options_;
  Coding coding_;
  int scheme_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Batch> batch_;
  std::map<std::string, std::size_t> languages_;  // of documents that were skipped for theirs
  bool progress_, shown_progress_ = false, open_ = false;
  Clock::time_point start_, last_commit_, last_progress_{};
  std::size_t pending_ = 0, fresh_ = 0, revised_ = 0, unchanged_ = 0, troubles_ = 0, reports_ = 0, bytes_done_ = 0;
  std::uintmax_t total_bytes_ = 0;
  std::unique_ptr<OrderedWork<Batch>> work_;  // the first to go: its threads use the rest
};

}  // namespace detente::cli
