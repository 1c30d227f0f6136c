// What the readers of archives share: values of fields, the act of a code, ids of rows. See event_reader.h.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/event_reader.h"

namespace detente::importing {

[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view s);
[[nodiscard]] std::optional<double> parse_number(std::string_view s);  // finite
// Sets the point of the place when both are coordinates; false when they are none.
bool read_point(std::string_view latitude, std::string_view longitude, StoredPlace& place);
[[nodiscard]] int to_count(std::string_view s);  // 0 for what is no count

// YYYYMMDD, or YYMMDD with years before 45 in the 2000s.
[[nodiscard]] std::optional<std::int32_t> parse_compact_day(std::string_view s);
// YYYY-MM-DD (what follows a space or T is ignored), YYYYMMDD, or M/D/YYYY.
[[nodiscard]] std::optional<std::int32_t> parse_any_day(std::string_view s);
// YYYYMMDD or YYYYMMDDHHMMSS as ISO 8601 into `out`; false when it is neither.
bool to_iso_time(std::string_view s, std::string& out);

// "www.example.org" of a URL without "www.", in small letters; a source that is no URL as it is.
void outlet_of(std::string_view url, std::string& out);

// The line itself when it is text, else a copy in `buffer` with what is no text replaced (invalid UTF-8, control bytes).
[[nodiscard]] std::string_view as_text(std::string_view line, std::string& buffer);

[[nodiscard]] bool is_digits(std::string_view s);
[[nodiscard]] bool equal_any_case(std::string_view a, std::string_view b);
[[nodiscard]] bool says(std::string_view text, std::string_view wanted);  // has it anywhere, any case

// Sets everything to what it is when a row says nothing; strings keep their memory.
void reset(MergedEvent& out);
// Keeps `party.text` and the like from a row before: `count` parties with all fields empty.
void resize_parties(std::vector<StoredParty>& parties, std::size_t count);
void assign(StoredParty& party, const ImportTables::Actor& actor);
void set_day(MergedEvent& out, std::int32_t day);
void set_dataset(MergedEvent& out, std::string_view dataset, std::string_view source_id);

// Acts of CAMEO codes, cached.
class Acts {
 public:
  explicit Acts(const Ontology& ontology) : ontology_(ontology) {}
  // Type, modes, contexts, code and Goldstein value; false when the code is of no root.
  bool set(std::string_view code, StoredReport& report);

 private:
  const Ontology& ontology_;
  std::unordered_map<std::uint32_t, const Act*> known_;
};

// Ids of rows without one: a hash of the row and its number among equal rows.
class RowIds {
 public:
  [[nodiscard]] std::string next(std::uint64_t hash);

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> count_;
};

// Which column of a file has which field, by its header or by place.
class Columns {
 public:
  // Place of each of `names` in the header, any case, spaces and underscores alike; -1 where it is missing.
  Columns(const Fields& header, const std::vector<std::string_view>& names);
  [[nodiscard]] std::string_view get(const Fields& row, std::size_t name) const {
    const int at = at_[name];
    return at < 0 || static_cast<std::size_t>(at) >= row.size() ? std::string_view() : row[static_cast<std::size_t>(at)];
  }
  [[nodiscard]] bool has(std::size_t name) const { return at_[name] >= 0; }

 private:
  std::vector<int> at_;
};

// A reader of lines: skips blank lines, tells the place of trouble.
class LineReader : public EventReader {
 public:
  LineReader(LineSource lines, ReaderSetup setup) : lines_(std::move(lines)), setup_(std::move(setup)), acts_(*setup_.ontology) {
    trouble_.file = lines_.name();
  }
  RowResult next(MergedEvent& out) final;

 protected:
  enum class Taken { row, skipped, passed };  // passed: no row (a header)
  virtual Taken take(std::string_view line, MergedEvent& out) = 0;
  // Further events of the line that was taken last.
  virtual bool more(MergedEvent& /*out*/) { return false; }
  Taken skip(std::string_view column, std::string_view reason, std::string_view value = {});

  LineSource lines_;
  ReaderSetup setup_;
  Acts acts_;
  bool first_ = true;  // no line was taken yet

 private:
  std::string repaired_;
};

[[nodiscard]] std::unique_ptr<EventReader> open_gdelt(ArchiveFormat format, LineSource lines, ReaderSetup setup);
[[nodiscard]] std::unique_ptr<EventReader> open_icews(LineSource lines, ReaderSetup setup);
[[nodiscard]] std::unique_ptr<EventReader> open_keds(LineSource lines, ReaderSetup setup);
[[nodiscard]] std::unique_ptr<EventReader> open_plover(LineSource lines, ReaderSetup setup);
[[nodiscard]] std::unique_ptr<EventReader> open_polecat(LineSource lines, ReaderSetup setup);
[[nodiscard]] std::unique_ptr<EventReader> open_quadruples(ArchiveFormat format, LineSource lines, ReaderSetup setup);

}  // namespace detente::importing
