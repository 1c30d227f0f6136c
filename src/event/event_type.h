// The sixteen PLOVER event types and the status of an act.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace detente {

enum class EventType : std::uint8_t {
  none,
  AGREE,
  CONSULT,
  SUPPORT,
  CONCEDE,
  COOPERATE,
  AID,
  RETREAT,
  REQUEST,
  ACCUSE,
  REJECT,
  THREATEN,
  PROTEST,
  SANCTION,
  MOBILIZE,
  COERCE,
  ASSAULT
};
inline constexpr int kEventTypeCount = 17;

// What the text says of an act: it happened (or goes on), is to happen, might or is asked for, did not happen, is background.
enum class Status : std::uint8_t { happened, planned, possible, denied, historical };

[[nodiscard]] std::string_view name(EventType type);
[[nodiscard]] std::string_view name(Status status);
[[nodiscard]] EventType parse_event_type(std::string_view text);  // unknown: none
// PLOVER's quad class, 1 to 4; 0 for none.
[[nodiscard]] int quad_of(EventType type);

}  // namespace detente
