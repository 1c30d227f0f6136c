#include "outlook/votes.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "util/error.h"

namespace detente::outlook {

namespace {

constexpr double kTolerance = 1e-9;  // of shares: 0.55 of 20 members are 11
constexpr std::size_t kCouncil = 15, kCouncilYes = 9, kCouncilPermanent = 5;

std::uint64_t next_random(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

double uniform(std::uint64_t& state) { return static_cast<double>(next_random(state) >> 11) * 0x1.0p-53; }

void check(const std::vector<Voter>& voters, const Quota& q) {
  if (voters.size() < 2) throw Error("a vote needs at least two members");
  double total = 0;
  for (const Voter& v : voters) {
    if (!(v.weight >= 0)) throw Error("member " + v.name + ": negative votes");
    if (!(v.in_favour >= 0 && v.abstains >= 0 && v.in_favour + v.abstains <= 1 + kTolerance))
      throw Error("member " + v.name + ": probabilities must lie in 0..1");
    total += v.weight;
  }
  if (!(total > 0)) throw Error("the members have no votes");
  if (q.rule == Rule::kQualifiedMajority && !(q.share > 0 && q.share <= 1 && q.members >= 0 && q.members <= 1)) throw Error("a quota must lie in 0..1");
  const auto permanent = static_cast<std::size_t>(std::count_if(voters.begin(), voters.end(), [](const Voter& v) { return v.permanent; }));
  if (q.rule == Rule::kSecurityCouncil && (voters.size() != kCouncil || permanent != kCouncilPermanent))
    throw Error("the Security Council has 15 members, 5 of them permanent; here are " + std::to_string(voters.size()) + " and " + std::to_string(permanent));
}

Vote likeliest(const Voter& v) {
  const double no = 1 - v.in_favour - v.abstains;
  if (v.in_favour >= no && v.in_favour >= v.abstains) return Vote::kYes;
  return no >= v.abstains ? Vote::kNo : Vote::kAbstain;
}

// Yes of the members in the bit set, no of the others: power knows no abstention.
bool wins(const std::vector<Voter>& voters, const Quota& q, std::uint64_t yes, std::vector<Vote>& votes) {
  for (std::size_t i = 0; i < voters.size(); ++i) votes[i] = (yes >> i) & 1 ? Vote::kYes : Vote::kNo;
  return passes(voters, votes, q);
}

void share_out(std::vector<Power>& power) {
  double banzhaf = 0, shapley = 0;
  for (const Power& p : power) banzhaf += p.banzhaf, shapley += p.shapley;
  for (Power& p : power) {
    p.banzhaf = banzhaf > 0 ? p.banzhaf / banzhaf : 0;
    p.shapley = shapley > 0 ? p.shapley / shapley : 0;
  }
}

std::vector<Power> exact_power(const std::vector<Voter>& voters, const Quota& q) {
  const std::size_t n = voters.size();
  std::vector<Vote> votes(n);
  std::vector<char> winning(std::size_t{1} << n);
  for (std::size_t s = 0; s < winning.size(); ++s) winning[s] = wins(voters, q, s, votes);
  std::vector<double> orders(n);  // (k)!(n-k-1)!/n! for a coalition of k before the member
  orders[0] = 1 / static_cast<double>(n);
  for (std::size_t k = 1; k < n; ++k) orders[k] = orders[k - 1] * static_cast<double>(k) / static_cast<double>(n - k);
  std::vector<Power> power(n);
  for (std::size_t s = 0; s < winning.size(); ++s)
    for (std::size_t i = 0; i < n && !winning[s]; ++i) {
      if ((s >> i) & 1 || !winning[s | (std::size_t{1} << i)]) continue;
      power[i].banzhaf += 1;
      power[i].shapley += orders[static_cast<std::size_t>(std::popcount(s))];
    }
  share_out(power);
  return power;
}

std::vector<Power> sampled_power(const std::vector<Voter>& voters, const Quota& q, std::uint64_t seed) {
  const std::size_t n = voters.size();
  std::vector<Power> power(n);
  std::vector<std::size_t> order(n);
  std::vector<Vote> votes(n);
  for (std::size_t sample = 0; sample < kSamples; ++sample) {
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n - 1; i > 0; --i) std::swap(order[i], order[next_random(seed) % (i + 1)]);
    std::fill(votes.begin(), votes.end(), Vote::kNo);
    for (const std::size_t i : order) {
      votes[i] = Vote::kYes;
      if (!passes(voters, votes, q)) continue;
      power[i].shapley += 1;
      break;
    }
    for (Vote& v : votes) v = next_random(seed) & 1 ? Vote::kYes : Vote::kNo;
    for (std::size_t i = 0; i < n; ++i) {
      const Vote own = votes[i];
      votes[i] = Vote::kYes;
      const bool with = passes(voters, votes, q);
      votes[i] = Vote::kNo;
      power[i].banzhaf += with && !passes(voters, votes, q);
      votes[i] = own;
    }
  }
  share_out(power);
  return power;
}

double probability_of(const std::vector<Voter>& voters, const Quota& q, std::uint64_t seed) {
  std::vector<Vote> votes(voters.size());
  std::size_t passed = 0;
  for (std::size_t sample = 0; sample < kSamples; ++sample) {
    for (std::size_t i = 0; i < voters.size(); ++i) {
      const double u = uniform(seed);
      votes[i] = u < voters[i].in_favour ? Vote::kYes : u < voters[i].in_favour + voters[i].abstains ? Vote::kAbstain : Vote::kNo;
    }
    passed += passes(voters, votes, q);
  }
  return static_cast<double>(passed) / static_cast<double>(kSamples);
}

// By enumeration when no one abstains; a certain vote then has probability 0 or 1 exactly.
double exact_probability(const std::vector<Voter>& voters, const Quota& q) {
  std::vector<Vote> votes(voters.size());
  double total = 0;
  for (std::uint64_t s = 0; s < std::uint64_t{1} << voters.size(); ++s) {
    double p = 1;
    for (std::size_t i = 0; i < voters.size() && p > 0; ++i) p *= (s >> i) & 1 ? voters[i].in_favour : 1 - voters[i].in_favour;
    if (p > 0 && wins(voters, q, s, votes)) total += p;
  }
  return std::clamp(total, 0.0, 1.0);
}

void find_players(VoteOutlook& out, const std::vector<Voter>& voters, const Quota& q) {
  std::vector<Vote> votes;
  for (const Voter& v : voters) votes.push_back(likeliest(v));
  const bool result = passes(voters, votes, q);
  for (std::size_t i = 0; i < voters.size(); ++i) {
    std::vector<Vote> other = votes;
    other[i] = result ? Vote::kNo : Vote::kYes;
    if (passes(voters, other, q) != result) out.pivotal.push_back(i);
    std::vector<Vote> alone(voters.size(), Vote::kYes);
    alone[i] = Vote::kNo;
    if (!passes(voters, alone, q)) out.veto.push_back(i);
  }
}

}  // namespace

const char* name(Rule rule) {
  switch (rule) {
    case Rule::kUnanimity: return "unanimity";
    case Rule::kConsensus: return "consensus";
    case Rule::kSimpleMajority: return "majority";
    case Rule::kQualifiedMajority: return "qualified";
    case Rule::kSecurityCouncil: return "unsc";
  }
  return "";
}

Rule rule_of(const std::string& text) {
  for (const Rule r : {Rule::kUnanimity, Rule::kConsensus, Rule::kSimpleMajority, Rule::kQualifiedMajority, Rule::kSecurityCouncil})
    if (text == name(r)) return r;
  throw Error("unknown rule '" + text + "' (unanimity, consensus, majority, qualified, unsc)");
}

bool passes(const std::vector<Voter>& voters, const std::vector<Vote>& votes, const Quota& quota) {
  double yes = 0, no = 0, total = 0;
  std::size_t members_yes = 0, members_no = 0;
  bool vetoed = false;
  for (std::size_t i = 0; i < voters.size(); ++i) {
    total += voters[i].weight;
    if (votes[i] == Vote::kYes) yes += voters[i].weight, ++members_yes;
    if (votes[i] != Vote::kNo) continue;
    no += voters[i].weight;
    ++members_no;
    vetoed |= voters[i].permanent;
  }
  switch (quota.rule) {
    case Rule::kUnanimity: return members_yes == voters.size();
    case Rule::kConsensus: return members_no == 0;
    case Rule::kSimpleMajority: return yes > no;
    case Rule::kQualifiedMajority:
      return yes >= (quota.share - kTolerance) * total && static_cast<double>(members_yes) >= (quota.members - kTolerance) * static_cast<double>(voters.size());
    case Rule::kSecurityCouncil: return members_yes >= kCouncilYes && !vetoed;
  }
  return false;
}

VoteOutlook vote_outlook(const std::vector<Voter>& voters, const Quota& quota, std::uint64_t seed) {
  check(voters, quota);
  VoteOutlook out;
  double total = 0;
  for (const Voter& v : voters) total += v.weight;
  bool abstentions = false;
  for (const Voter& v : voters) {
    out.weight_for += v.weight / total * v.in_favour;
    out.weight_against += v.weight / total * std::max(0.0, 1 - v.in_favour - v.abstains);
    abstentions |= v.abstains > 0;
  }
  out.exact = voters.size() <= kExact;
  out.power = out.exact ? exact_power(voters, quota) : sampled_power(voters, quota, seed);
  out.probability = out.exact && !abstentions ? exact_probability(voters, quota) : probability_of(voters, quota, seed);
  out.exact = out.exact && !abstentions;
  find_players(out, voters, quota);
  return out;
}

}  // namespace detente::outlook
