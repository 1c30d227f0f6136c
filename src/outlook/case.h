// A pending decision as plain values: actors with a position on every dimension of the issue, salience and capability.
// Positions are kept on 0 (against) .. 100 (for); `scale` says how the user writes them, and `shown` turns results back.
// Read from CSV (also the CSV of KTAB's spatial model) or JSON; every number is checked, and trouble names row and column.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace detente::outlook {

struct Stand {
  double position = 0;         // 0..100
  double salience = 0;         // 0..100
  double low = 0, high = 100;  // what the position may be; with `ranged` false a default band is used
  bool ranged = false;
};

struct CaseActor {
  std::string name;
  std::string description;
  double capability = 0;      // any unit, not negative
  std::vector<Stand> stands;  // one per dimension
};

struct Case {
  std::string name;
  std::vector<std::string> dimensions;
  std::vector<CaseActor> actors;
  double scale_low = 0, scale_high = 100;

  [[nodiscard]] double shown(double position) const { return scale_low + position * (scale_high - scale_low) / 100; }
};

// What the caller says about the numbers of the file.
struct CaseOptions {
  double scale_low = 0, scale_high = 100;
};

// By content: a `{` opens JSON, a first row that ends in two counts is KTAB's CSV, else a table with named columns.
// Throws Error with file, row and column.
[[nodiscard]] Case read_case(std::string_view text, const std::string& path, const CaseOptions& options = {});

// Throws Error when the whole cannot be decided: fewer than two actors, duplicate names, zero total weight on a dimension.
void check_case(const Case& c, const std::string& path);

// The actors of one dimension as columns; what the solutions work on.
struct Profile {
  std::vector<double> position, weight;  // weight: capability x salience
};
[[nodiscard]] Profile profile(const Case& c, std::size_t dimension);

// The case as a JSON text that read_case reads back to the same case.
[[nodiscard]] std::string case_json(const Case& c);

}  // namespace detente::outlook
