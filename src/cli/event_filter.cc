#include "cli/event_filter.h"

#include "cli/day_option.h"
#include "util/error.h"

namespace detente::cli {

void EventFilterOptions::add_to(CLI::App& verb) {
  CLI::Option* actor = verb.add_option("--actor", filter.actor, "a side: country code, organisation or id");
  verb.add_option("--dyad", dyad, "two sides, in either direction: RUS,USA")->excludes(actor);
  verb.add_option("--type", filter.type, "PLOVER type, for instance SANCTION")->check([](const std::string& t) {
    return parse_event_type(t) == EventType::none ? "'" + t + "' is no PLOVER type" : std::string();
  });
  verb.add_option("--quad", filter.quad, "quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict")->check(CLI::Range(1, 4));
  verb.add_option("--from", from, "events on or after (YYYY, YYYY-MM or YYYY-MM-DD)");
  verb.add_option("--to", to, "events on or before");
  verb.add_option("--place", filter.place, "name of a place, or code of its country");
  verb.add_option("--outlet", filter.outlet, "told by this outlet");
  verb.add_option("--status", filter.status, "what the reports say of it")->check(CLI::IsMember({"happened", "planned", "possible", "denied", "historical"}));
  verb.add_option("--text", filter.text, "words that a document of the event has");
  verb.add_option("--as-of", as_of, "use only what was published by then");
}

EventFilter EventFilterOptions::read() const {
  EventFilter f = filter;
  if (!dyad.empty()) {
    const std::size_t comma = dyad.find(',');
    if (comma == std::string::npos || comma == 0 || comma + 1 == dyad.size()) throw Error("--dyad '" + dyad + "' is not two codes with a comma between");
    f.actor = dyad.substr(0, comma);
    f.other = dyad.substr(comma + 1);
  }
  f.from = day_option("--from", from, false);
  f.to = day_option("--to", to, true);
  f.as_of = day_option("--as-of", as_of, true);
  return f;
}

}  // namespace detente::cli
