// Stances: where each member of an organisation stands towards a target or an issue, from what it did to the target and from what it says
// about dealing with it. Every piece of evidence is a value in -1..1 (against .. for) with a weight: recent, independent, certain reports
// weigh more. A stance is the posterior mean of a normal model, so that little evidence stays near the middle with a wide band.
// Pure functions over events; formulas in docs/methods-stances.md. Next step: member_blocs.h splits the members.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "relations/stance_reading.h"
#include "store/merge.h"

namespace detente {

struct StanceOptions {
  double half_life = 365;        // days after which evidence weighs half: a government's line lasts a year or so
  std::int32_t horizon = 1460;   // days; older evidence is left out
  double act_weight = 0.5;       // of what a member does to the target, against 1 for what it says about dealing with it
  double band = 1.2816;          // standard errors either side: 80 %
  double least_evidence = 0.25;  // in fresh, certain, single statements; less is uncertain whatever it says
};

struct StanceEvidence {
  std::string event;
  std::int32_t day = 0;
  double value = 0, weight = 0;
  bool statement = false;
  std::string phrase;    // of a statement; the type of an act
  std::string sentence;  // the words
};

struct Stance {
  std::string member;
  double value = 0;  // -1..1
  double error = 0;  // standard error
  double evidence = 0;
  bool uncertain = true;              // the band covers 0, or there is too little evidence
  std::vector<StanceEvidence> items;  // heaviest first
  int other_events = 0;               // events of the member in the window that tell nothing about it; for its attention
  double low(double band) const { return value - band * error < -1 ? -1 : value - band * error; }
  double high(double band) const { return value + band * error > 1 ? 1 : value + band * error; }
};

struct StanceQuestion {
  std::vector<std::string> members;  // codes; an organisation may stand among them
  StanceSubject subject;
  std::int32_t as_of = 0;
};

// In the order of the members; those without evidence have none and stand at 0. `events` must be what was known on `as_of`; repeated ones
// count once. The order of the events does not matter.
[[nodiscard]] std::vector<Stance> find_stances(const std::vector<MergedEvent>& events, const StanceQuestion& question, const NameIndex& names,
                                               const StancePhrases& phrases, const StanceOptions& options = {});

// The posterior of evidence alone; what find_stances() uses.
void settle(Stance& stance, const StanceOptions& options);

// The value of an act towards a target: the square root of a tenth of its Goldstein score, with its sign.
[[nodiscard]] double act_value(double goldstein, EventType type);

// Does a party speak or act for a side (country, organisation, or what it belongs to)? Opposition, rebels and private people do not.
[[nodiscard]] bool acts_for(const StoredParty& party, const std::string& code);

// A change of a stance from one day to another.
struct StanceChange {
  std::string member;
  double before = 0, after = 0;
  double error = 0;  // of the difference
  bool moved = false;
};
// Members with evidence at both days; moved: the difference lies outside its band.
[[nodiscard]] std::vector<StanceChange> compare_stances(const std::vector<Stance>& before, const std::vector<Stance>& after, const StanceOptions& options = {});

}  // namespace detente
