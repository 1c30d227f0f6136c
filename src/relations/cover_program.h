// A linear program that grows by rows: minimise cost * y with y >= 0 under covering rows a * y >= b. Dense dictionary, dual
// simplex; costs are positive, so the empty program is dual feasible and every added row only needs further dual pivots
// (Chvatal, Linear Programming, 1983, chapter 10). Copyable, so that branch and cut can go back to a parent. Bounds are computed
// from the dual values and the original rows, hence safe whatever rounding did to the dictionary. Not thread-safe.
#pragma once
#include <cstddef>
#include <utility>
#include <vector>

namespace detente::frustration {

struct CoverRow {
  std::vector<std::pair<int, double>> terms;  // variable, coefficient
  double bound = 0;
};

// Rows of all programs of one solver; programs refer to them by index.
using RowPool = std::vector<CoverRow>;

class CoverProgram {
 public:
  enum class Outcome { kOptimal, kInfeasible, kOutOfEffort };

  explicit CoverProgram(const std::vector<double>& costs);

  void add(const RowPool& pool, int row);
  // Pivots until all rows hold. `effort` is counted down by elementary steps.
  [[nodiscard]] Outcome solve(double& effort);
  // Drops rows that hold with more than `slack`. They may be added again.
  void drop_slack_rows(double slack);

  [[nodiscard]] std::vector<double> values() const;
  [[nodiscard]] double objective() const { return objective_; }
  // A bound for every 0/1 solution of the rows added so far, under the original costs.
  [[nodiscard]] double safe_bound(const RowPool& pool) const;
  [[nodiscard]] std::size_t rows() const { return basis_.size(); }

 private:
  void pivot(std::size_t row, std::size_t column, double& effort);
  [[nodiscard]] std::size_t leaving_row() const;
  [[nodiscard]] std::size_t entering_column(std::size_t row) const;

  std::size_t columns_;
  std::vector<double> costs_;               // original
  std::vector<std::vector<double>> table_;  // basic = constant + table * nonbasic
  std::vector<double> constant_;            // per row
  std::vector<double> reduced_;             // per column, >= 0
  std::vector<int> basis_, nonbasis_;       // variable, or columns_ + index of a pool row for its slack
  double objective_ = 0;
  mutable std::vector<std::size_t> filled_;  // scratch of pivot
};

}  // namespace detente::frustration
