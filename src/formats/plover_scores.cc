#include "formats/plover_scores.h"

#include "formats/event_fields.h"

namespace detente::formats {

namespace {

struct Score {
  EventType type;
  std::string_view mode;  // empty: the type's own
  double value;
};

// The manual's values; it prints that of ACCUSE without its sign and none for vandalism.
constexpr Score kScores[] = {
    {EventType::AGREE, "", 2.5},
    {EventType::CONSULT, "", 2.5},
    {EventType::SUPPORT, "", 5.0},
    {EventType::CONCEDE, "", 4.5},
    {EventType::COOPERATE, "", 9.5},
    {EventType::AID, "", 10.0},
    {EventType::RETREAT, "", 6.5},
    {EventType::REQUEST, "", 0.0},
    {EventType::ACCUSE, "", -3.0},
    {EventType::REJECT, "", -2.0},
    {EventType::THREATEN, "", -3.5},
    {EventType::PROTEST, "", -5.0},
    {EventType::SANCTION, "", -6.0},
    {EventType::MOBILIZE, "", -5.5},
    {EventType::COERCE, "", -7.0},
    {EventType::ASSAULT, "", -9.0},
    {EventType::CONSULT, "visit", 4.0},
    {EventType::CONSULT, "third-party", 1.0},
    {EventType::CONSULT, "multilateral", 4.0},
    {EventType::CONSULT, "phone", 1.5},
    {EventType::RETREAT, "withdraw", 8.0},
    {EventType::RETREAT, "release", 6.5},
    {EventType::RETREAT, "disarm", 10.0},
    {EventType::RETREAT, "ceasefire", 7.5},
    {EventType::RETREAT, "access", 6.5},
    {EventType::RETREAT, "resign", 4.5},
    {EventType::REQUEST, "assist", 0.5},
    {EventType::REQUEST, "change", -1.0},
    {EventType::REQUEST, "yield", -1.0},
    {EventType::REQUEST, "meet", 0.0},
    {EventType::ACCUSE, "disapprove", -2.0},
    {EventType::ACCUSE, "investigate", -3.5},
    {EventType::ACCUSE, "allege", -3.5},
    {EventType::REJECT, "assist", -1.5},
    {EventType::REJECT, "change", -2.0},
    {EventType::REJECT, "yield", -2.0},
    {EventType::REJECT, "meet", -2.0},
    {EventType::THREATEN, "restrict", -3.0},
    {EventType::THREATEN, "arrest", -3.5},
    {EventType::THREATEN, "relations", -3.5},
    {EventType::THREATEN, "expel", -3.5},
    {EventType::THREATEN, "territory", -4.0},
    {EventType::THREATEN, "violence", -3.5},
    {EventType::PROTEST, "demo", -5.0},
    {EventType::PROTEST, "riot", -7.0},
    {EventType::PROTEST, "strike", -5.0},
    {EventType::PROTEST, "hunger", -4.5},
    {EventType::PROTEST, "boycott", -4.5},
    {EventType::PROTEST, "obstruct", -4.5},
    {EventType::SANCTION, "convict", -6.0},
    {EventType::SANCTION, "expel", -5.5},
    {EventType::SANCTION, "withdraw", -6.0},
    {EventType::SANCTION, "discontinue", -6.0},
    {EventType::MOBILIZE, "troops", -6.5},
    {EventType::MOBILIZE, "weapons", -6.5},
    {EventType::MOBILIZE, "police", -5.5},
    {EventType::MOBILIZE, "militia", -6.0},
    {EventType::COERCE, "seize", -7.0},
    {EventType::COERCE, "restrict", -7.0},
    {EventType::COERCE, "censor", -6.5},
    {EventType::COERCE, "curfew", -6.5},
    {EventType::COERCE, "martial-law", -7.5},
    {EventType::COERCE, "arrest", -7.0},
    {EventType::COERCE, "deport", -7.0},
    {EventType::COERCE, "withhold", -7.0},
    {EventType::COERCE, "misinformation", -6.5},
    {EventType::COERCE, "cyber", -7.0},
    {EventType::ASSAULT, "abduct", -8.5},
    {EventType::ASSAULT, "beat", -7.5},
    {EventType::ASSAULT, "torture", -8.5},
    {EventType::ASSAULT, "sexual", -8.5},
    {EventType::ASSAULT, "targeted", -9.5},
    {EventType::ASSAULT, "destroy", -8.5},
    {EventType::ASSAULT, "primitive", -8.0},
    {EventType::ASSAULT, "firearms", -9.0},
    {EventType::ASSAULT, "explosives", -9.0},
    {EventType::ASSAULT, "suicide-attack", -9.5},
    {EventType::ASSAULT, "aerial", -9.5},
    {EventType::ASSAULT, "drone", -9.5},
    {EventType::ASSAULT, "heavy-weapons", -9.5},
    {EventType::ASSAULT, "crowd-control", -7.5},
    {EventType::ASSAULT, "unconventional", -10.0},
};

}  // namespace

double plover_score(EventType type, std::string_view modes) {
  for (const std::string_view mode : list_of(modes))
    for (const Score& s : kScores)
      if (s.type == type && s.mode == mode) return s.value;
  for (const Score& s : kScores)
    if (s.type == type && s.mode.empty()) return s.value;
  return 0;
}

std::string_view quad_words(int quad) {
  constexpr std::string_view kWords[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
  return quad >= 1 && quad <= 4 ? kWords[quad] : kWords[0];
}

}  // namespace detente::formats
