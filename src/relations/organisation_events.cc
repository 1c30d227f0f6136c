#include "relations/organisation_events.h"

#include <algorithm>

namespace detente {

std::string code_for(const std::string& words, const NameIndex& names, const Memberships& memberships, std::int32_t day) {
  const bool code = std::all_of(words.begin(), words.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
  if (code && (words.size() == 3 || !memberships.members(words, day).empty())) return words;
  return names.code_of(words, day);
}

std::vector<std::string> with_members(const std::string& code, const Memberships& memberships, std::int32_t day) {
  std::vector<std::string> out = {code};
  for (const std::string_view m : memberships.members(code, day)) out.emplace_back(m);
  return out;
}

std::vector<MergedEvent> organisation_events(Store& store, const std::vector<std::string>& codes, std::optional<std::int32_t> as_of, std::int32_t horizon) {
  std::vector<MergedEvent> out;
  EventFilter f;
  f.actors = codes;
  f.as_of = as_of;
  if (as_of) f.from = *as_of - horizon;
  find_events(store, f, [&](const MergedEvent& e) { out.push_back(e); });
  std::sort(out.begin(), out.end(), [](const MergedEvent& a, const MergedEvent& b) { return a.id < b.id; });
  return out;
}

void add_sentences(Store& store, std::optional<std::int32_t> as_of, std::vector<MergedEvent>& events, int most) {
  const std::size_t count = events.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (events[i].reports < 2 || events[i].reports > most) continue;
    const std::optional<EventReceipt> receipt = event_receipt(store, events[i].id, as_of);
    if (!receipt) continue;
    std::vector<std::string> told = {events[i].agreed.text};
    for (const MergeItem* m : receipt->reports) {
      if (std::find(told.begin(), told.end(), m->report.text) != told.end()) continue;
      told.push_back(m->report.text);
      MergedEvent again = events[i];
      again.agreed = m->report;
      events.push_back(std::move(again));
    }
  }
}

std::int32_t last_published(const std::vector<MergedEvent>& events) {
  std::int32_t last = 0;
  for (const MergedEvent& e : events)
    if (const std::optional<std::int32_t> day = parse_iso_day(e.last_published)) last = std::max(last, *day);
  return last;
}

}  // namespace detente
