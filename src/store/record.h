// What the store keeps of a document and of its reports: regular values that own their text, made from the coder's views on the thread
// that coded, so that the one writer only writes.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/affiliations.h"
#include "event/report.h"
#include "text/document.h"

namespace detente {

struct StoredParty {
  std::string text, id, name, country, sector, role;
  std::size_t begin = 0, end = 0;
  std::string belongs = {};  // further codes it counts as, joined by ';': the organisation of a person, the members of a joint council
  // What it counts as in codes and filters: its id, else its country, else its words.
  [[nodiscard]] const std::string& code() const { return !id.empty() ? id : !country.empty() ? country : text; }
  [[nodiscard]] std::vector<std::string> belongs_to() const;
};

struct StoredPlace {
  std::string name, country, admin1, precision;
  double lat = 0, lon = 0;
  bool operator==(const StoredPlace&) const = default;
};

struct StoredReport {
  int sentence = 0;
  std::size_t sentence_begin = 0, sentence_end = 0;
  std::string text, modes, contexts, cameo;
  EventType type = EventType::none;
  double goldstein = 0;
  std::string trigger;
  std::size_t trigger_begin = 0, trigger_end = 0;
  std::vector<StoredParty> actors, recipients;
  bool mutual = false;
  Status status = Status::happened;
  std::optional<DayRange> date;
  std::string date_text, date_precision;
  std::optional<StoredPlace> place;
  std::string place_text;
  std::string attribution, source, cue, hedge, loaded;
  double confidence = 0;
};

// Estimates how much of their word triples two texts share.
inline constexpr std::size_t kShingleHashes = 64;
using Shingles = std::array<std::uint32_t, kShingleHashes>;

struct StoredDocument {
  std::string id, title, text;  // text: the coded one, title first
  std::string published, outlet, url;
  std::int64_t hash = 0;  // of all that is kept
  Shingles shingles{};
  std::vector<StoredReport> reports;
};

// Where what a party belongs to is looked up, and on which day: the document's. Without a table nothing belongs.
struct Belonging {
  const Affiliations* affiliations = nullptr;
  std::int32_t day = 0;
};
// `offset` and `sentences`: what stands before this part in the document.
[[nodiscard]] StoredReport make_stored(const Report& report, std::size_t offset, int sentences, const Belonging& belonging = {});
// Everything but the reports. `text` is the whole coded text.
[[nodiscard]] StoredDocument make_stored(const Document& document, std::string text);
// The hash that make_stored() gives, without the rest.
[[nodiscard]] std::int64_t stored_hash(const Document& document, std::string_view text);

[[nodiscard]] Status parse_status(std::string_view text);

}  // namespace detente
