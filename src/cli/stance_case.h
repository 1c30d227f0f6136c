// From stances to a case of outlook/: the bridge that keeps outlook free of stores. Every number is open to editing: --write-case writes
// what `detente outlook FILE` reads back.
#pragma once
#include <string>
#include <vector>

#include "outlook/case.h"
#include "relations/stances.h"

namespace detente::cli {

// Weight of states by year (data/outlook/capability.tsv).
class Capabilities {
 public:
  explicit Capabilities(const std::string& path);  // throws Error with file and line
  // "equal": 1; "gdp" or "population": the figure of the nearest year, 0 when the table has none.
  [[nodiscard]] double of(const std::string& country, int year, const std::string& kind) const;

 private:
  struct Row {
    std::string country;
    int year = 0;
    double gdp = 0, population = 0;
  };
  std::vector<Row> rows_;
};

struct StanceCase {
  outlook::Case decision;
  std::vector<std::string> silent, without_capability;  // members left out
};

inline constexpr double kLeastSalience = 20;

// Position (1 + stance) * 50 with the band as low and high; salience 100 times the member's share of events about the matter over the largest
// such share, at least kLeastSalience; the events in the description. All rounded to hundredths.
[[nodiscard]] StanceCase stance_case(const std::vector<Stance>& stances, const std::string& name, int year, const Capabilities& table,
                                     const std::string& capability, double band);

// The case as CSV that read_case() reads back to the same case. REQUIRES: one dimension, positions on 0..100
[[nodiscard]] std::string case_csv(const outlook::Case& c);

}  // namespace detente::cli
