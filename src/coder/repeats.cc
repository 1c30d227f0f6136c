// Dates of acts that are told more than once. News names an act in the headline, dates it in the lead and comes back to it ("the attack"):
// a mention that its own sentence does not date takes the date of the dated mention of the same act.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

#include "coder/coder.h"

namespace detente {

namespace {

constexpr std::size_t kStem = 5;
constexpr int kLead = 6;  // sentences that tell the news; what comes later is background

bool same_stem(std::string_view a, std::string_view b) {
  a = a.substr(0, std::min(a.find(' '), kStem));
  b = b.substr(0, std::min(b.find(' '), kStem));
  const std::size_t n = std::min(a.size(), b.size());
  if (n < 4) return false;
  for (std::size_t i = 0; i < n; ++i)
    if (std::tolower(static_cast<unsigned char>(a[i])) != std::tolower(static_cast<unsigned char>(b[i]))) return false;
  return true;
}

std::string_view who(const Party& p) { return !p.country.empty() ? p.country : p.id; }

bool shared(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const Party& p) { return !who(p).empty() && std::any_of(b.begin(), b.end(), [&](const Party& q) { return who(p) == who(q); }); });
}

bool known(const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(), [](const Party& p) { return !who(p).empty(); });
}

bool conflict(const std::vector<Party>& a, const std::vector<Party>& b) { return known(a) && known(b) && !shared(a, b); }

// "the attack", "the deadly attack"
bool definite(const Report& r) {
  if (r.trigger.span.begin < r.sentence_span.begin) return false;
  std::string_view before = r.text.substr(0, std::min<std::size_t>(r.text.size(), r.trigger.span.begin - r.sentence_span.begin));
  for (int words = 0; words < 2; ++words) {
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    const std::size_t cut = before.rfind(' ');
    const std::string_view w = cut == std::string_view::npos ? before : before.substr(cut + 1);
    if (w == "the" || w == "The" || w == "this" || w == "This" || (words == 0 && w.size() > 2 && w.substr(w.size() - 2) == "'s")) return true;
    if (words == 0 && w.size() > 4 && w.substr(w.size() - 4) == "\u2019s") return true;
    before = before.substr(0, before.size() - w.size());
  }
  return false;
}

// Nouns of an attack that is over at once; a war or a bombardment goes on.
constexpr std::array<std::string_view, 13> kIncidents = {"attack",   "assault", "bombing", "blast",         "shooting", "explosion", "raid",
                                                         "massacre", "killing", "murder",  "assassination", "ambush",   "strike"};

bool incident(std::string_view trigger) {
  return std::any_of(kIncidents.begin(), kIncidents.end(), [&](std::string_view noun) { return trigger.substr(0, noun.size()) == noun; });
}

// "three people were wounded in the attack"
bool in_the_incident(const Report& r) {
  for (std::size_t at = r.text.find("in the "); at != std::string_view::npos; at = r.text.find("in the ", at + 1))
    if (incident(r.text.substr(at + 7))) return true;
  return false;
}

// Acts that happen once: told again, they are the same one.
bool single(EventType t) {
  return t == EventType::ASSAULT || t == EventType::COERCE || t == EventType::PROTEST || t == EventType::SANCTION || t == EventType::RETREAT ||
         t == EventType::MOBILIZE;
}

bool same_act(const Report& open, const Report& dated) {
  if (open.type != dated.type) return false;
  const bool actors_differ = conflict(open.actors, dated.actors), recipients_differ = conflict(open.recipients, dated.recipients);
  const bool names_incident = (definite(open) && incident(open.trigger.text)) || in_the_incident(open);
  if (open.type == EventType::ASSAULT && dated.sentence < open.sentence && dated.sentence <= kLead && names_incident && !(actors_differ && recipients_differ))
    return true;
  if (actors_differ || recipients_differ) return false;
  const bool together = shared(open.actors, dated.actors) || shared(open.recipients, dated.recipients) || shared(open.actors, dated.recipients);
  const bool stem = same_stem(open.trigger.text, dated.trigger.text);
  if (open.sentence == 0 && ((stem && together) || (dated.sentence <= kLead && (stem || together)))) return true;
  if (open.type == EventType::CONSULT) return stem && together && (definite(open) || dated.sentence == 0);
  return single(open.type) && stem;
}

}  // namespace

void date_repeats(std::vector<Report>& reports) {
  for (std::size_t i = 0; i < reports.size(); ++i) {
    Report& open = reports[i];
    if (open.status != Status::happened) continue;
    const Report* best = nullptr;
    for (std::size_t k = 0; k < reports.size(); ++k) {
      const Report& dated = reports[k];
      if (k == i || dated.date.empty() || dated.date_from_elsewhere || dated.status != Status::happened || dated.date.precision > DatePrecision::month)
        continue;
      // A rougher date is made finer ("in early March" by "on March 4"), no other is changed
      const bool finer = dated.date.precision == DatePrecision::day && open.date.precision > DatePrecision::day &&
                         open.date.days.first <= dated.date.days.first && dated.date.days.last <= open.date.days.last;
      if ((!open.date.empty() && !finer) || !same_act(open, dated)) continue;
      const bool better = best == nullptr || dated.date.precision < best->date.precision ||
                          (dated.date.precision == best->date.precision && std::abs(dated.sentence - open.sentence) < std::abs(best->sentence - open.sentence));
      if (better) best = &dated;
    }
    if (best == nullptr) continue;
    open.date = best->date;
    open.date_from_elsewhere = true;
  }
}

}  // namespace detente
