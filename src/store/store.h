// Store: documents, reports and the events they are merged into, in one SQLite file. One writer at a time; readers of the same file see
// the last committed state. What is added between begin() and commit() is stored with its events all together or not at all, so that a
// killed ingest leaves whole documents only. A Store belongs to one thread.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "store/database.h"
#include "store/merge.h"
#include "store/record.h"

namespace detente {

class EventRows;
class StoreNames;

class Store {
 public:
  enum class Access { create, write, read };
  Store(const std::string& path, Access access);  // throws Error
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Is this version of the document stored, or was it before another one?
  [[nodiscard]] bool holds(std::string_view id, std::int64_t hash);

  void begin();
  enum class Added { fresh, revised, unchanged };
  // A document of an id that is there replaces it, and the old text goes to the revisions. REQUIRES: between begin() and commit()
  Added add(const StoredDocument& document);
  // Removes a document with its reports and what only they supported, its revisions too. False when there is none.
  bool forget(std::string_view id);
  // Stores what was added. Reports are merged into events now, or (`merge` false) later, when many are waiting, which is cheaper; whoever
  // adds ends with a merge. What a stopped program left waits for the next merge.
  void commit(bool merge = true);
  [[nodiscard]] bool waits() const { return !waiting_.empty(); }

  // Report rows of an event, sorted by their order; empty when there is no such event, or it was imported.
  [[nodiscard]] std::vector<const MergeItem*> reports_of(std::string_view event);
  [[nodiscard]] std::vector<const MergeItem*> reports_of(std::int64_t row);
  [[nodiscard]] Database& database() { return database_; }
  [[nodiscard]] StoreNames& names() { return *names_; }
  [[nodiscard]] EventRows& events() { return *events_; }

 private:
  struct Statements;
  std::int64_t insert_document(const StoredDocument& document);
  void insert_report(std::int64_t doc, const StoredDocument& document, const StoredReport& report);
  void remove_document(std::int64_t doc);
  void remove_signature(std::int64_t signature, const MergeItem& item);
  void forget_event_of(std::int64_t report);
  const MergeItem& item(std::int64_t report);
  void link_new(std::int64_t signature, const MergeItem& item);
  std::vector<std::int64_t> component(std::int64_t start, std::unordered_set<std::int64_t>& seen);
  std::vector<std::int64_t> twins(std::int64_t signature);
  void merge_component(const std::vector<std::int64_t>& signatures);
  void write_cluster(const std::vector<std::int64_t>& reports);
  void wait(std::int64_t report);
  void merge_changes();
  void rebuild_events();
  void prepare_statements(bool writing);

  Database database_;
  std::unique_ptr<Statements> sql_;
  std::unique_ptr<StoreNames> names_;
  std::unique_ptr<EventRows> events_;
  std::unique_ptr<Transaction> transaction_;
  std::vector<std::int64_t> waiting_;  // reports that are to be merged: new, or those whose neighbours went; the table `pending`
  std::int64_t merged_ = 0;            // reports that are in an event
  bool forgotten_ = false;             // names may have nothing that names them any more
  std::unordered_map<std::int64_t, std::unique_ptr<MergeItem>> items_;
  std::unordered_map<std::int64_t, std::int64_t> speakers_;  // a report of each signature
};

}  // namespace detente
