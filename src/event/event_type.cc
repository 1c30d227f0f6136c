#include "event/event_type.h"

namespace detente {

namespace {
constexpr std::array<std::string_view, kEventTypeCount> kTypes = {"",        "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE",
                                                                  "AID",     "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",
                                                                  "PROTEST", "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 5> kStatuses = {"happened", "planned", "possible", "denied", "historical"};
}  // namespace

std::string_view name(EventType type) { return kTypes[static_cast<std::size_t>(type)]; }
std::string_view name(Status status) { return kStatuses[static_cast<std::size_t>(status)]; }

EventType parse_event_type(std::string_view text) {
  for (std::size_t i = 1; i < kTypes.size(); ++i)
    if (kTypes[i] == text) return static_cast<EventType>(i);
  return EventType::none;
}

int quad_of(EventType type) {
  if (type == EventType::none) return 0;
  if (type <= EventType::CONCEDE) return 1;
  if (type <= EventType::RETREAT) return 2;
  return type <= EventType::THREATEN ? 3 : 4;
}

}  // namespace detente
