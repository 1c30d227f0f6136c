// EventRows: whole events as rows of the store, with the index of dyads and the counts of coverage kept beside. Only for store/.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "store/merge.h"
#include "store/names.h"

namespace detente {

class EventRows {
 public:
  EventRows(Database& database, StoreNames& names, bool writing);
  ~EventRows();
  EventRows(const EventRows&) = delete;
  EventRows& operator=(const EventRows&) = delete;

  // Row of the new event; 0 when its id is there already, and nothing is changed then. REQUIRES: writing
  std::int64_t write(const MergedEvent& event);
  void remove(std::int64_t row);
  // Rows of the index of dyads wait, to be written in its order. REQUIRES: called before a commit
  void flush();

  [[nodiscard]] std::optional<std::int64_t> find(std::string_view id);
  // False when there is no such row. Spans of the sentence and of the parties are not kept with an event.
  bool read(std::int64_t row, MergedEvent& out);

 private:
  struct Statements;
  void each_dyad(const MergedEvent& event, const std::function<void(std::int64_t, std::int64_t, int)>& use);
  Database& database_;
  StoreNames& names_;
  std::unique_ptr<Statements> sql_;
  struct PartyRow {
    std::int64_t party, other, event, act;
    std::int32_t day, flags, independent, published;
  };
  std::vector<PartyRow> waiting_;
  std::string actors_, recipients_, parties_;
};

// Day that stands for an event: the first one of its date, else of its first publication, else kUndated.
[[nodiscard]] std::int32_t day_of(const MergedEvent& event);

inline constexpr int kActs = 1, kActedUpon = 2, kToldAgain = 4, kStatusShift = 3;  // flags of event_party

}  // namespace detente
