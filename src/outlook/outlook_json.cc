// The outlook as JSON: numbers in the scale of the case, shares and probabilities in 0..1.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "outlook/outlook.h"

namespace detente::outlook {

namespace {

using Json = nlohmann::ordered_json;

double rounded(double v) { return std::round(v * 1e6) / 1e6; }

Json span(const Case& c, double low, double high) {
  const double a = c.shown(low), b = c.shown(high);
  return Json::array({rounded(std::min(a, b)), rounded(std::max(a, b))});
}

Json names(const Case& c, const std::vector<std::size_t>& actors) {
  Json out = Json::array();
  for (const std::size_t i : actors) out.push_back(c.actors[i].name);
  return out;
}

Json dimension(const Case& c, const DimensionOutlook& d, const std::string& name) {
  const Solutions& s = d.solutions;
  Json out;
  out["dimension"] = name;
  out["forecast"] = {{"compromise", rounded(c.shown(s.compromise))},
                     {"interval50", span(c, d.forecast.interval50.low, d.forecast.interval50.high)},
                     {"interval80", span(c, d.forecast.interval80.low, d.forecast.interval80.high)}};
  Json cells = Json::array();
  for (const double v : d.forecast.cells) cells.push_back(rounded(v));
  out["forecast"]["distribution"] = cells;
  out["nash"] = rounded(c.shown(s.nash));
  out["deadlock"] = s.deadlock;
  out["mean"] = rounded(c.shown(s.mean));
  out["median"] = {{"position", rounded(c.shown(s.median))}, {"reading", "majority rule"}, {"actors", names(c, d.median_actors)}};
  out["rules_disagree"] = s.spread() > kDisagreementWarning;
  Json swings = Json::array();
  for (const Swing& w : d.sensitivity.tornado)
    swings.push_back({{"actor", c.actors[w.actor].name}, {"low", rounded(c.shown(w.low))}, {"high", rounded(c.shown(w.high))}});
  out["sensitivity"] = {{"input_noise80", span(c, d.sensitivity.low, d.sensitivity.high)}, {"tornado", swings}};
  return out;
}

Json vote_json(const Outlook& o) {
  const VoteOutlook& v = *o.vote;
  Json members = Json::array();
  for (std::size_t i = 0; i < o.voters.size(); ++i)
    members.push_back({{"actor", o.voters[i].name},
                       {"votes", o.voters[i].weight},
                       {"in_favour", rounded(o.voters[i].in_favour)},
                       {"banzhaf", rounded(v.power[i].banzhaf)},
                       {"shapley_shubik", rounded(v.power[i].shapley)}});
  return {{"rule", name(o.rule->rule)},
          {"probability", rounded(v.probability)},
          {"share_for", rounded(v.weight_for)},
          {"share_against", rounded(v.weight_against)},
          {"pivotal", names(o.decision, v.pivotal)},
          {"veto", names(o.decision, v.veto)},
          {"exact", v.exact},
          {"members", members}};
}

Json pressure_json(const Outlook& o) {
  const Case& c = o.decision;
  const std::size_t dims = c.dimensions.size();
  Json shifts = Json::array();
  for (std::size_t i = 0; i < c.actors.size(); ++i)
    for (std::size_t d = 0; d < dims; ++d) {
      const Shift& s = o.pressure->shifts[i * dims + d];
      Json v = {{"actor", c.actors[i].name}, {"dimension", c.dimensions[d]}, {"moves", rounded(s.moves)},
                {"up", rounded(s.up)},       {"down", rounded(s.down)},      {"ends_at", rounded(c.shown(s.final_mean))},
                {"towards", Json(nullptr)}};
      if (s.moves > 0) v["towards"] = c.actors[s.towards].name, v["towards_share"] = rounded(s.towards_share);
      shifts.push_back(v);
    }
  Json ends = Json::array();
  for (std::size_t d = 0; d < dims; ++d) ends.push_back(span(c, o.pressure->low[d], o.pressure->high[d]));
  return {{"what_if", true}, {"draws", o.pressure->draws}, {"compromise80", ends}, {"shifts", shifts}};
}

}  // namespace

std::string outlook_json(const Outlook& o) {
  Json root = {{"name", o.decision.name}, {"scale", {o.decision.scale_low, o.decision.scale_high}}, {"outlook", Json::array()}};
  for (std::size_t d = 0; d < o.dimensions.size(); ++d) root["outlook"].push_back(dimension(o.decision, o.dimensions[d], o.decision.dimensions[d]));
  if (o.vote) root["vote"] = vote_json(o);
  if (o.pressure) root["pressure"] = pressure_json(o);
  return root.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace detente::outlook
