// Scores the outlook on real decisions: a folder with actors_long.csv (issue, actor, position, salience, capability) and
// expected_per_issue.csv (issue, proposal, outcome and the published value of each rule). Single-threaded.
#pragma once
#include <string>

namespace detente {

// `data`: the folder with the shipped tables. Prints how each rule compares with its published value, then the accuracy; throws Error.
void evaluate_outlook(const std::string& dir, const std::string& data, int errors);

}  // namespace detente
