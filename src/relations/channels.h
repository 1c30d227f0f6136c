// Channels: on which levels two sides talk. A state machine per level, moved by events as the rows of data/relations/channels.tsv read
// them; docs/methods-channels.md has the table of moves and the constants. Pure functions of the events: no store, no clock.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "relations/side.h"
#include "store/merge.h"

namespace detente {

enum class ChannelState : std::uint8_t { unknown, open, informal, lowered, suspended, cut };
enum class ChannelEffect : std::uint8_t { none, informal, meet, formal, resume, lower, suspend, cut };
[[nodiscard]] std::string_view name(ChannelState state);
[[nodiscard]] std::string_view name(ChannelEffect effect);

// An event and the sentences of its reports (the one of `event.agreed` alone when there are no others). Imported events may have no text.
struct RelationEvent {
  MergedEvent event;
  std::vector<std::string> sentences;
};

// The table, and what it needs to read an event. Constant after construction.
class ChannelRules {
 public:
  struct Example {
    int line = 0;
    std::string sentence, expected;
  };
  // `folder`: with channels.tsv and offices.tsv. `dictionary` may be null; otherwise it must outlive the rules. Throws Error.
  ChannelRules(const std::string& folder, const ActorDictionary* dictionary);

  // What an event does to the levels of a pair; all `none` when it moves nothing.
  struct Reading {
    std::array<ChannelEffect, kLevels> effects{};
    std::array<double, kLevels> weights{};
    std::array<int, kLevels> lasts{};  // days, 0: as long as the level's contacts
    int line = 0;                      // of the row that decided
    bool council = false;              // a standing body of both sides met
  };
  [[nodiscard]] Reading read(const RelationEvent& event, const RelationSide& a, const RelationSide& b) const;
  [[nodiscard]] const Offices& offices() const { return offices_; }
  [[nodiscard]] const std::vector<Example>& examples() const { return examples_; }

 private:
  struct Row {
    int line = 0;
    std::vector<std::string> acts;  // CAMEO beginnings; empty: any act that tells of a deed
    Status status = Status::happened;
    WordPattern words, without;
    Levels levels = 0;
    bool by_parties = false, coarse = false;
    ChannelEffect effect = ChannelEffect::none;
    double weight = 1;
    int lasts = 0;
  };
  struct Scene;
  [[nodiscard]] Scene scene_of(const RelationEvent& event, const RelationSide& a, const RelationSide& b) const;
  [[nodiscard]] bool applies(const Row& row, const Scene& scene) const;
  [[nodiscard]] Levels meeting_levels(const Scene& scene) const;
  [[nodiscard]] Levels of_side(const Scene& scene, int side) const;

  Offices offices_;
  std::vector<Row> rows_;
  std::vector<Example> examples_;
};

struct ChannelMove {
  std::int32_t day = 0;
  ChannelState state = ChannelState::unknown;
  std::string event;  // empty: by silence
  ChannelEffect effect = ChannelEffect::none;
  int line = 0;  // row of channels.tsv, 0: none
};

struct Channel {
  Level level = Level::heads;
  ChannelState state = ChannelState::unknown;
  std::int32_t since = 0;  // REQUIRES: state is not unknown, or there was a move
  std::string by;          // the event that moved it, empty when there is none
  bool silent = false;     // closed in effect: lowered by an event, and no contact for longer than the level's span
  std::optional<std::int32_t> last_contact;
  std::string last_contact_event;
  std::vector<ChannelMove> history;  // by day
};

// Days after which a contact says nothing of today any more.
[[nodiscard]] int contact_span(Level level);
// How the reports of an event weigh: 1 - (1 - confidence)^voices, at most five voices.
[[nodiscard]] double event_strength(const MergedEvent& event);

// The channels between two sides as of a day. Events of later days or publication are left out; the order of `events` does not matter.
[[nodiscard]] std::vector<Channel> channels_of(const ChannelRules& rules, const std::vector<RelationEvent>& events, const RelationSide& a,
                                               const RelationSide& b, std::int32_t as_of);

}  // namespace detente
