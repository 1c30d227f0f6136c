// The outlook of a case: everything the other files of this folder say about it, in one plain record, and its three pictures (table
// for a terminal, JSON, SVG). What is a forecast, what is input noise only and what is a what-if stay apart in all three.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "outlook/case.h"
#include "outlook/distribution.h"
#include "outlook/pressure.h"
#include "outlook/solutions.h"
#include "outlook/votes.h"

namespace detente::outlook {

struct Question {
  std::optional<double> status_quo;    // 0..100: what holds without agreement
  std::optional<Quota> vote;           // a yes/no decision under this rule
  bool weighted_votes = false;         // capability counts as votes, else one each
  std::vector<std::string> permanent;  // members of the Security Council with a veto; empty: the five of the Charter
  bool pressure = false;
  DrawOptions draws;
};

struct DimensionOutlook {
  Profile profile;
  Solutions solutions;
  std::vector<std::size_t> median_actors;
  Forecast forecast;
  Sensitivity sensitivity;
};

struct Outlook {
  Case decision;
  std::vector<DimensionOutlook> dimensions;
  std::vector<Voter> voters;
  std::optional<Quota> rule;
  std::optional<VoteOutlook> vote;
  std::optional<Pressure> pressure;
};

// Throws Error when the question does not fit the case.
[[nodiscard]] Outlook look_ahead(const Case& c, const Question& q, const Calibration& calibration);

// How likely the actor says yes: the chance that its position, triangular on low..high (without them: 50 points either side), is above 50.
[[nodiscard]] double chance_of_yes(const Stand& s);

[[nodiscard]] std::string outlook_table(const Outlook& o);
[[nodiscard]] std::string outlook_json(const Outlook& o);
[[nodiscard]] std::string outlook_svg(const Outlook& o);

}  // namespace detente::outlook
