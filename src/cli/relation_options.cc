#include "cli/relation_options.h"

#include "store/dyads.h"

namespace detente::cli {

std::int32_t last_day(Store& store) {
  const std::vector<DayCount> days = day_counts(store);
  return days.empty() ? 0 : days.back().day;
}

RelationSide make_side(const Coding& coding, const std::string& code, bool members, std::int32_t day) {
  RelationSide side = side_of(coding.actors(), code);
  if (members)
    for (const std::string_view member : coding.memberships().members(code, day)) side.codes.emplace_back(member);
  return side;
}

std::map<std::string, std::string> sentences_by_event(const std::vector<RelationEvent>& events) {
  std::map<std::string, std::string> out;
  for (const RelationEvent& e : events) out[e.event.id] = e.sentences.empty() ? "" : e.sentences.front();
  return out;
}

}  // namespace detente::cli
