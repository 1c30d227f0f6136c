// EventReader: an archive of events (GDELT, ICEWS, KEDS, PLOVER, POLECAT, quadruples) row by row as MergedEvents, as docs/importing.md says.
// A row that cannot be read is a value, never an exception; what is read but not wholly understood is kept and noted. A reader owns its lines and
// caches, and refers to the ontology and the tables of its setup. Not safe to share between threads.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "event/ontology.h"
#include "formats/import_tables.h"
#include "formats/line_source.h"
#include "store/merge.h"

namespace detente {

enum class ArchiveFormat { unknown, gdelt1, gdelt2, gdelt2_mentions, icews, keds, plover, polecat, quadruples };
[[nodiscard]] std::string_view name(ArchiveFormat format);
[[nodiscard]] ArchiveFormat parse_archive_format(std::string_view text);  // unknown when it is none
// The format that the first bytes of a file show; unknown when they show none.
[[nodiscard]] ArchiveFormat guess_format(std::string_view head, const ImportTables& tables);

// Fills the party that a name means on a day (or ever, without one); false when nobody of that name is known. Leaves `text` alone.
using ResolveName = std::function<bool(std::string_view name, std::optional<std::int32_t> day, StoredParty& party)>;

struct ReaderSetup {
  const Ontology* ontology = nullptr;
  const ImportTables* tables = nullptr;
  ResolveName resolve;  // may be empty: names other than countries stay words
};

// Why a row was skipped.
struct RowTrouble {
  std::string file, column, reason, value;
  std::size_t line = 0;
  [[nodiscard]] std::string text() const;  // "file:line: column: reason 'value'"
};

enum class RowResult { row, skipped, end };

class EventReader {
 public:
  virtual ~EventReader() = default;
  // `out` is overwritten; its strings are reused.
  virtual RowResult next(MergedEvent& out) = 0;
  [[nodiscard]] const RowTrouble& trouble() const { return trouble_; }  // of the row skipped last
  // What was kept but not understood ("unknown actor code 'XYZ'"), and how often; at most kNotes different ones.
  static constexpr std::size_t kNotes = 10'000;
  [[nodiscard]] const std::map<std::string, std::size_t>& notes() const { return notes_; }

 protected:
  void note(std::string_view what, std::string_view value);
  RowTrouble trouble_;
  std::map<std::string, std::size_t> notes_;
};

// One article's mention of an event of GDELT 2.0, which GLOBALEVENTID names.
struct ArchiveMention {
  std::string source_id;                                          // GLOBALEVENTID: the event is "gdelt2:" and this
  std::string published;                                          // of the article: MentionTimeDate, ISO 8601
  std::string event_added;                                        // EventTimeDate, ISO 8601
  std::string outlet, url;                                        // url: MentionIdentifier, which is no URL but for the web (type 1)
  int type = 0;                                                   // 1 web, 2 citation only, 3 core, 4 DTIC, 5 JSTOR, 6 without text
  int sentence = 0;                                               // from 1
  int actor_offset = -1, recipient_offset = -1, act_offset = -1;  // characters in the article, -1: not found there
  bool in_raw_text = false;
  double confidence = 0;  // 0 to 1
  int length = 0;         // of the article in characters
  double tone = 0;
  std::string translation;
};

class MentionReader {
 public:
  virtual ~MentionReader() = default;
  virtual RowResult next(ArchiveMention& out) = 0;
  [[nodiscard]] const RowTrouble& trouble() const { return trouble_; }

 protected:
  RowTrouble trouble_;
};

// REQUIRES: format is one of events
[[nodiscard]] std::unique_ptr<EventReader> open_events(ArchiveFormat format, LineSource lines, ReaderSetup setup);
[[nodiscard]] std::unique_ptr<MentionReader> open_mentions(LineSource lines);

// The archive's own id of a row that was imported. In MergedEvent::source_id, ids that their archive does not keep unique have a suffix after '@':
// ICEWS the date, POLECAT a hash of what tells rows of one id apart. Rows of archives without ids (KEDS, quadruples) have a hash of the row there
// and, from the second of equal rows of a file on, its number.
[[nodiscard]] std::string_view archive_id(const MergedEvent& event);

}  // namespace detente
