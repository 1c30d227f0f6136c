// Yes/no decisions: who carries a vote under the rule that applies, who is pivotal or can veto, and how power is spread.
// Power is exact, by counting coalitions: subset enumeration up to kExact members, else from a seeded sample of orders.
// Pure functions.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace detente::outlook {

enum class Rule { kUnanimity, kConsensus, kSimpleMajority, kQualifiedMajority, kSecurityCouncil };

[[nodiscard]] const char* name(Rule rule);
[[nodiscard]] Rule rule_of(const std::string& text);  // throws Error

struct Voter {
  std::string name;
  double weight = 1;       // votes
  double in_favour = 0;    // probability of a yes; the rest is a no, or an abstention
  double abstains = 0;     // probability of an abstention
  bool permanent = false;  // Security Council: its no is a veto
};

struct Quota {
  Rule rule = Rule::kSimpleMajority;
  double share = 0.5;  // qualified majority: least share of the weight
  double members = 0;  // qualified majority: least share of the members too (0: no such rule)
};

enum class Vote : unsigned char { kNo, kAbstain, kYes };

// Does the proposal pass? Unanimity: every one says yes. Consensus: nobody says no. Simple majority: more weight for than against.
// Qualified: `share` of all weight and `members` of all members say yes. Security Council: 9 of 15 say yes, no permanent one no.
[[nodiscard]] bool passes(const std::vector<Voter>& voters, const std::vector<Vote>& votes, const Quota& quota);

struct Power {
  double banzhaf = 0;  // normalised: swings of the member over all swings
  double shapley = 0;  // Shapley-Shubik: share of orders in which the member's yes decides
};

struct VoteOutlook {
  double weight_for = 0, weight_against = 0;  // expected shares of the weight
  double probability = 0;                     // of passing
  std::vector<std::size_t> pivotal;           // with the most likely votes: one vote changed changes the result
  std::vector<std::size_t> veto;              // nothing passes against them
  std::vector<Power> power;
  bool exact = true;  // probability and power by enumeration, else sampled
};

inline constexpr std::size_t kExact = 16;
inline constexpr std::size_t kSamples = 20000;

// Throws Error on too few voters, a Security Council of another size than 15 with 5 permanent members, bad shares.
[[nodiscard]] VoteOutlook vote_outlook(const std::vector<Voter>& voters, const Quota& quota, std::uint64_t seed = 1);

}  // namespace detente::outlook
