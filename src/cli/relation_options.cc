#include "cli/relation_options.h"

#include <algorithm>

#include "util/error.h"

namespace detente::cli {

std::optional<std::int32_t> as_of_option(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::optional<DayRange> days = parse_iso_range(text);
  if (!days) throw Error("--as-of '" + text + "' is no date (YYYY, YYYY-MM or YYYY-MM-DD)");
  return days->last;
}

std::int32_t last_day(Store& store) {
  // Newest first by the day of the event; plans lie ahead of their reports, so the first page is looked through
  constexpr std::size_t kPage = 200;
  EventFilter f;
  f.limit = kPage;
  std::int32_t last = 0;
  find_events(store, f, [&](const MergedEvent& e) { last = std::max(last, parse_iso_day(e.last_published).value_or(0)); });
  return last;
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
