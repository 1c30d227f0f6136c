#include "outlook/outlook.h"

#include <algorithm>

#include "outlook/csv.h"
#include "util/error.h"

namespace detente::outlook {

namespace {

constexpr double kVoteBand = 50;

bool is_permanent(const std::string& name, const std::vector<std::string>& given) {
  static const std::vector<std::string> kCharter = {"chn", "china", "fra", "france", "rus", "russia", "gbr", "united kingdom", "usa", "united states"};
  const std::string lower = lower_case(name);
  if (given.empty()) return std::find(kCharter.begin(), kCharter.end(), lower) != kCharter.end();
  return std::any_of(given.begin(), given.end(), [&](const std::string& g) { return lower_case(g) == lower; });
}

std::vector<Voter> voters_of(const Case& c, const Question& q) {
  std::vector<Voter> voters;
  for (const CaseActor& a : c.actors) {
    Voter v;
    v.name = a.name;
    v.weight = q.weighted_votes ? a.capability : 1;
    v.in_favour = chance_of_yes(a.stands.front());
    v.permanent = q.vote->rule == Rule::kSecurityCouncil && is_permanent(a.name, q.permanent);
    voters.push_back(std::move(v));
  }
  return voters;
}

}  // namespace

double chance_of_yes(const Stand& s) {
  const double low = s.ranged ? s.low : std::max(0.0, s.position - kVoteBand);
  const double high = s.ranged ? s.high : std::min(100.0, s.position + kVoteBand);
  if (high <= low) return s.position > 50 ? 1 : s.position < 50 ? 0 : 0.5;
  if (low >= 50) return 1;
  if (high <= 50) return 0;
  if (s.position >= 50) return 1 - (50 - low) * (50 - low) / ((high - low) * (s.position - low));
  return (high - 50) * (high - 50) / ((high - low) * (high - s.position));
}

Outlook look_ahead(const Case& c, const Question& q, const Calibration& calibration) {
  Outlook o;
  o.decision = c;
  for (std::size_t d = 0; d < c.dimensions.size(); ++d) {
    DimensionOutlook out;
    out.profile = profile(c, d);
    out.solutions = solve(out.profile, q.status_quo);
    out.median_actors = at_position(out.profile, out.solutions.median);
    out.forecast = forecast(out.profile, calibration);
    out.sensitivity = sensitivity(c, d, q.draws);
    o.dimensions.push_back(std::move(out));
  }
  if (q.vote) {
    if (c.dimensions.size() != 1) throw Error("a vote is on one question: the case has " + std::to_string(c.dimensions.size()) + " dimensions");
    o.voters = voters_of(c, q);
    o.rule = q.vote;
    o.vote = vote_outlook(o.voters, *q.vote, q.draws.seed);
  }
  if (q.pressure) o.pressure = press(c, q.draws);
  return o;
}

}  // namespace detente::outlook
