// Report: one mention of one event in one sentence, as docs/architecture.md defines it, and its JSON line.
// Views point into the document, the dictionaries and the document's arena; a Report must not outlive its document's analysis.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "event/event_type.h"
#include "event/evidence.h"
#include "event/ontology.h"
#include "event/party.h"
#include "util/date.h"

namespace detente {

enum class DatePrecision : std::uint8_t { day, week, month, year, unknown };
[[nodiscard]] std::string_view name(DatePrecision precision);

// A date interval told by the text. Empty text: none.
struct EventDate {
  DayRange days;
  DatePrecision precision = DatePrecision::unknown;
  Span span;
  std::string_view text;
  [[nodiscard]] bool empty() const { return text.empty(); }
};

struct EventPlace {
  Span span;
  std::string_view text, name, country, admin1;  // name empty: the words name no place that is known
  double lat = 0, lon = 0;
  std::string_view precision;  // as places/places.h has it; empty when not located
  [[nodiscard]] bool empty() const { return text.empty(); }
};

struct Quoted {
  Span span;
  std::string_view text;
};

struct Attribution {
  enum class Kind : std::uint8_t { author, named, anonymous };
  Kind kind = Kind::author;
  Quoted source, cue;
};
[[nodiscard]] std::string_view name(Attribution::Kind kind);

struct Report {
  int sentence = 0;
  Span sentence_span;
  std::string_view text;
  const Act* act = nullptr;
  EventType type = EventType::none;  // under the scheme asked for
  std::string_view modes, contexts;  // joined by ';'
  Quoted trigger;
  std::vector<Party> actors, recipients;
  bool mutual = false;
  bool weak = false;  // none of its sides is political by itself; kept only in a document about politics
  Status status = Status::happened;
  EventDate date;
  bool date_from_elsewhere = false;  // another mention of the same act dates it
  EventPlace place;
  std::string_view place_reason;
  Attribution attribution;
  Quoted hedge;
  std::vector<std::string_view> loaded;
  float confidence = 0;
  Evidence evidence;  // what the confidence was told from
  // Where the coding comes from, for --explain.
  struct Why {
    std::string_view entry;   // file:line of the lexicon row
    std::string_view outer;   // outer words that changed the act, joined by ", "
    std::string_view status;  // what decided the status
    std::string_view path;    // from the trigger up the tree: "lemma relation" of each word, joined by " < "
  } why;
};

struct ReportFormat {
  bool explain = false;
  std::size_t offset = 0;  // added to all spans: where a part begins in its document
};

// Appends one JSON object without a line end. Returns where in `out` the sentence's number stands.
std::size_t write_json(const Report& report, std::string_view document_id, const Ontology& ontology, const ReportFormat& format, std::string& out);

}  // namespace detente
