// What the writers of event formats share: the day of an event, its pairs of sides, numbers and times as text, separated rows.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/merge.h"
#include "util/date.h"

namespace detente::formats {

// The dyads of an event: each actor with each recipient; of a mutual event each side with each other one, both ways. Sides of one code
// are no dyad.
struct SidePair {
  const StoredParty* source = nullptr;
  const StoredParty* target = nullptr;
};
[[nodiscard]] std::vector<SidePair> pairs_of(const MergedEvent& event);
// The same for formats in which a side may be missing: an event without a pair gives one with what is known.
[[nodiscard]] std::vector<SidePair> rows_of(const MergedEvent& event);

// The report whose words stand for the event, with its spans, which an event alone has not; null when it is not among `reports`.
[[nodiscard]] const StoredReport* standing_report(const MergedEvent& event, std::span<const MergeItem* const> reports);
[[nodiscard]] std::string display_name(const StoredParty& party);  // name, else that of the country, else the words
// A number for formats that number their rows: positive, below 2^53 (exact where numbers are doubles), from the event's id and the number of
// the pair. An imported row with a number of its own keeps it.
[[nodiscard]] std::int64_t row_number(const MergedEvent& event, std::size_t pair, std::size_t pairs);
[[nodiscard]] std::int64_t number_of(std::string_view text);  // the same from any text

// Seconds since 1970 of an ISO 8601 date or time (UTC unless it says otherwise).
[[nodiscard]] std::optional<std::int64_t> parse_stamp(std::string_view iso);
[[nodiscard]] std::string compact_day(std::int32_t day);        // 20180101
[[nodiscard]] std::string compact_stamp(std::int64_t seconds);  // 20180101235959

[[nodiscard]] std::string number_text(double value, int digits);  // at most so many digits after the point; no trailing zeros
[[nodiscard]] std::string one_line(std::string_view text);
[[nodiscard]] std::string csv_field(std::string_view text);                    // quoted when it must be
[[nodiscard]] std::vector<std::string_view> list_of(std::string_view joined);  // of "a;b"

// One row of separated fields. Fields are made one line for tabs, quoted for commas.
class Row {
 public:
  explicit Row(char separator) : separator_(separator) {}
  Row& add(std::string_view field);
  Row& add(const char* field) { return add(std::string_view(field)); }
  Row& add(const std::string& field) { return add(std::string_view(field)); }
  Row& add(std::int64_t value) { return add(std::to_string(value)); }
  Row& add(int value) { return add(std::to_string(value)); }
  Row& add(double value, int digits) { return add(number_text(value, digits)); }
  Row& blank(int fields);
  [[nodiscard]] std::string take(std::string_view end = "\n");
  [[nodiscard]] int fields() const { return fields_; }

 private:
  char separator_;
  int fields_ = 0;
  std::string text_;
};

}  // namespace detente::formats
