// Agenda: what is planned for days to come, as of a day. Plans come as mentions: events with a day after their report, and notices that a
// caller found in stored texts (a plan whose sides the sentence does not name is no event). Mentions of one plan are merged, changes of it kept
// as revisions. Pure functions; docs/methods-channels.md has the formula of certainty.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "relations/channels.h"

namespace detente {

// What one sentence says of a plan.
struct PlanMention {
  std::string event;                // id, empty: a notice
  std::string document, published;  // published: ISO; mentions without are left out
  std::string outlet, text;
  std::optional<DayRange> days;    // none: "the summit was called off"
  std::string precision;           // day, week, month, year
  std::vector<std::string> who;    // codes named in the sentence; a person by his country or organisation
  std::vector<std::string> about;  // further codes, of the sentences before it and the title
  std::string place;
  double confidence = 0.9;
  bool hedged = false, anonymous = false;
};

enum class PlanChange : std::uint8_t { announced, repeated, confirmed, moved, cancelled };
[[nodiscard]] std::string_view name(PlanChange change);

struct AgendaRevision {
  PlanChange change = PlanChange::announced;
  std::string published, event, document, text;
  std::optional<DayRange> days;
};

struct AgendaItem {
  std::string id;    // from its first mention: the same for later states
  std::string kind;  // meeting, summit, election, ...
  std::string what;  // the sentence that tells it best, verbatim
  std::vector<std::string> who, about;
  DayRange days;
  std::string precision, place;
  bool cancelled = false;
  double certainty = 0;  // docs/methods-channels.md
  int voices = 0;        // independent sources
  std::vector<AgendaRevision> revisions;
};

struct Agenda {
  std::vector<AgendaItem> coming;  // by day, then id
  std::vector<AgendaItem> due;     // the day is past, and nothing says that it took place
};

class AgendaWords {
 public:
  explicit AgendaWords(const std::string& table);  // agenda.tsv; throws Error
  struct Kind {
    std::string name, family;
  };
  [[nodiscard]] std::optional<Kind> kind(const std::vector<std::string>& words) const;
  enum class Cue : std::uint8_t { none, firm, likely, unsure, confirmed, moved, cancelled, past };
  [[nodiscard]] Cue cue(const std::vector<std::string>& words) const;
  // Worth a closer look: names a thing to come and says how it stands.
  [[nodiscard]] bool tells_a_plan(std::string_view sentence) const;
  // The same of a text of many sentences, never wrongly no.
  [[nodiscard]] bool may_tell(std::string_view text) const;
  [[nodiscard]] std::vector<std::pair<int, std::string>> wrong_examples() const;  // rows whose own example they do not fit

 private:
  struct Row {
    int line = 0;
    bool is_kind = false;
    std::string name, family, example;
    WordPattern words, without;
  };
  std::vector<Row> rows_;
};

// Mentions from events: those whose days end after they were first published.
[[nodiscard]] std::vector<PlanMention> mentions_of(const std::vector<RelationEvent>& events);

struct AgendaQuestion {
  std::int32_t as_of = 0;
  std::optional<int> days;  // only so many days ahead
  int past = 60;            // items due so many days ago are listed
  // Sides: an item counts when each side is among its actors or topics; empty: all
  std::vector<std::vector<std::string>> sides;
  bool either = false;  // one side is enough
};
// `happened`: events that show that a plan took place.
[[nodiscard]] Agenda agenda_of(const AgendaWords& words, std::vector<PlanMention> mentions, const std::vector<RelationEvent>& happened,
                               const AgendaQuestion& question);

}  // namespace detente
