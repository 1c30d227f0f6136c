// Events of an archive into a store, as they are: nothing is merged, and each row is stored once however often it is imported. Between the
// first add() and commit() a transaction is open; a killed import leaves whole transactions.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "store/merge.h"
#include "store/store.h"

namespace detente {

// One source that tells of an imported event.
struct StoredMention {
  std::string published, outlet, url;
  double confidence = 1;
};

class EventImport {
 public:
  // `commit_every`: events in a transaction.
  explicit EventImport(Store& store, std::size_t commit_every = 100'000);
  ~EventImport();
  EventImport(const EventImport&) = delete;
  EventImport& operator=(const EventImport&) = delete;

  // False when an event of this id is there, and nothing is changed then. REQUIRES: event.dataset is not empty
  bool add(const MergedEvent& event);
  // The source counts once for an event: its `reports` and `outlets` become those of its mentions. False when there is no such event; a
  // mention that is there already changes nothing.
  bool add_mention(const std::string& event, const StoredMention& mention);
  void commit();

 private:
  struct Statements;
  void touch();
  void count_mentions();
  Store& store_;
  std::unique_ptr<Statements> sql_;
  std::unique_ptr<Transaction> transaction_;
  std::vector<std::int64_t> mentioned_;
  std::unordered_map<std::int32_t, std::int64_t> reports_;  // of the open transaction, by day of publication
  std::size_t pending_ = 0, commit_every_;
};

// Mentions of an imported event, by publication.
[[nodiscard]] std::vector<StoredMention> mentions_of(Store& store, const std::string& event);

}  // namespace detente
