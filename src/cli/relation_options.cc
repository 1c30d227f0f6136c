#include "cli/relation_options.h"

#include <algorithm>

#include "store/dyads.h"

#include "util/error.h"

namespace detente::cli {

std::optional<std::int32_t> as_of_option(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::optional<DayRange> days = parse_iso_range(text);
  if (!days) throw Error("--as-of '" + text + "' is no date (YYYY, YYYY-MM or YYYY-MM-DD)");
  return days->last;
}

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
