// Merging reports into events. Two reports may tell of one happening when nothing excludes it (type family, parties, dates, country of the
// place, status) and enough speaks for it (act, trigger, wording, date, place, sides). The relation is of two reports alone, and the
// clusters of a component of it follow from the reports themselves, never from the order in which they came: pairs are joined from the
// strongest down, unless a member of the one cluster excludes a member of the other. Pure functions; nothing here knows the database.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/record.h"

namespace detente {

// A report as merging sees it.
struct MergeItem {
  std::int64_t row = 0, doc = 0;
  std::string order;  // tells reports apart and sorts them, from their content: publication, document, place in it
  StoredReport report;
  std::string document, published, outlet, url;
  std::optional<std::int32_t> published_day;
  Shingles shingles{};
  // Derived by prepare():
  // Hashed roots of what is known: country or organisation, with the camp. `sure`: of what is named, not told from the scene; sorted
  struct Side {
    std::vector<std::uint64_t> all, sure;
  };
  Side actors, recipients, sides;
  struct Member {
    std::vector<std::uint64_t> roots;
    bool sure = false;
    bool organisation = false;  // acts as itself, not by a person
    auto operator<=>(const Member&) const = default;
  };
  std::vector<Member> members;                      // the parties of all sides, of equals one
  std::vector<std::uint32_t> words, rest;           // content words of the sentence; without those of the parties and the trigger
  std::vector<std::uint32_t> all_words;             // for near-copies of sentences
  std::vector<int> actor_counts, recipient_counts;  // numbers in the words of the parties
  std::string trigger_stem;
  DayRange window;  // days on which it may have happened
  std::int32_t day = 0;
  std::int64_t signature = 0;  // of all that compare() and block_keys() read but the document: reports with the same one are as one to merging
};

// Fills `order` and what is derived from `report`, `document` and `published`.
void prepare(MergeItem& item);

// Families of acts that may be one happening told differently, a bit each; an agreement signed is told as agreement and as support.
namespace merge_family {
inline constexpr unsigned talk = 1, agreement = 2, support = 4, yield = 8, words = 16, protest = 32, sanction = 64, force = 128, count = 8;
}
[[nodiscard]] unsigned type_families(const StoredReport& report);

inline constexpr std::int32_t kWindowDays = 3;        // an undated act is told within so many days
inline constexpr std::int32_t kUndated = -2'000'000;  // `day` of a report with neither a date nor a publication date
// Reports meet in blocks: only those with a common key whose days are at most kWindowDays apart are compared.
[[nodiscard]] std::vector<std::int64_t> block_keys(const MergeItem& item);

[[nodiscard]] bool meet(const MergeItem& a, const MergeItem& b);

struct SameEvent {
  bool excluded = false;
  double score = 0;
  bool linked = false;  // enough speaks for it
  bool nearly = false;  // enough, when the two documents have another event in common
};
// Whether they cannot be of one event; the cheap part of compare(). The reason in words, null when nothing excludes them.
[[nodiscard]] const char* exclusion(const MergeItem& a, const MergeItem& b);
// Symmetric. With `why`, the reasons in words are appended.
[[nodiscard]] SameEvent compare(const MergeItem& a, const MergeItem& b, std::string* why = nullptr);

struct Link {
  std::size_t a = 0, b = 0;  // places in the items
  double score = 0;
};
// Whether the reports of two documents have an event in common: two have one signature, or are linked. What is nearly enough is linked when the
// documents of the first reports of both signatures have.
[[nodiscard]] bool one_story(const std::vector<const MergeItem*>& a, const std::vector<const MergeItem*>& b);
// Clusters of `items`, which `links` join; ties are broken by the signatures, which must differ. Sorted within and among each other.
[[nodiscard]] std::vector<std::vector<std::size_t>> cluster(const std::vector<const MergeItem*>& items, std::vector<Link> links);

// The events of all items at once, by comparing each with each that it meets: what the store arrives at step by step.
[[nodiscard]] std::vector<std::vector<std::size_t>> merge_all(const std::vector<MergeItem>& items);

// An event: what its reports agree on, or a row of an archive that was imported.
struct MergedEvent {
  std::string id;
  StoredReport agreed;  // spans and text are of the report that stands for it
  std::string first_published, last_published;
  int reports = 0, outlets = 0, independent = 0;
  std::string disputed;  // joined by ';'
  // Imported events only: the archive (gdelt1, gdelt2, icews, keds, plover, polecat, quadruples) and its own id of the row; what else it says.
  // For events coded here `dataset` is empty, `url` and `outlet` are of the first report.
  std::string dataset, source_id, url, outlet;
  int mentions = 0, articles = 0;
  std::optional<double> tone;
};
// The first day of an event, else of its first publication; nothing when neither is known.
[[nodiscard]] std::optional<std::int32_t> event_day(const MergedEvent& event);
// REQUIRES: not empty, sorted by order.
[[nodiscard]] MergedEvent summarise(const std::vector<const MergeItem*>& reports);
// Copies of one text are one voice. The number of the voice of each report.
[[nodiscard]] std::vector<int> voices(const std::vector<const MergeItem*>& reports);

}  // namespace detente
