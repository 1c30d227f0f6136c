// The dual simplex of CoverProgram. Costs are lowered by a tiny pseudo-random share: without it the many equal costs of count
// data stall the ratio test; lowered costs keep the duals feasible for the original ones.
#include "relations/cover_program.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "util/hash.h"

namespace detente::frustration {

namespace {
constexpr double kZero = 1e-11;     // a coefficient below this is rounding
constexpr double kFeasible = 1e-8;  // a row violated by less holds
constexpr double kPivot = 1e-7;     // smallest pivot
constexpr double kPerturb = 1e-6;   // largest share taken off a cost
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
}  // namespace

CoverProgram::CoverProgram(const std::vector<double>& costs) : columns_(costs.size()), costs_(costs), reduced_(costs), nonbasis_(costs.size()) {
  for (std::size_t j = 0; j < columns_; ++j) {
    const double share = static_cast<double>(mix_hash(j + 1) >> 11) * 0x1p-53;
    reduced_[j] *= 1 - kPerturb * share;
    nonbasis_[j] = static_cast<int>(j);
  }
}

void CoverProgram::add(const RowPool& pool, int row) {
  const CoverRow& r = pool[static_cast<std::size_t>(row)];
  std::vector<int> place(columns_, -1);  // of a variable: its column, or -2 - row
  for (std::size_t j = 0; j < columns_; ++j)
    if (nonbasis_[j] < static_cast<int>(columns_)) place[static_cast<std::size_t>(nonbasis_[j])] = static_cast<int>(j);
  for (std::size_t i = 0; i < basis_.size(); ++i)
    if (basis_[i] < static_cast<int>(columns_)) place[static_cast<std::size_t>(basis_[i])] = -2 - static_cast<int>(i);
  std::vector<double> coefficients(columns_, 0);
  double constant = -r.bound;
  for (const auto& [variable, factor] : r.terms) {
    const int at = place[static_cast<std::size_t>(variable)];
    if (at >= 0) {
      coefficients[static_cast<std::size_t>(at)] += factor;
      continue;
    }
    const std::size_t i = static_cast<std::size_t>(-2 - at);
    constant += factor * constant_[i];
    for (std::size_t j = 0; j < columns_; ++j) coefficients[j] += factor * table_[i][j];
  }
  table_.push_back(std::move(coefficients));
  constant_.push_back(constant);
  basis_.push_back(static_cast<int>(columns_) + row);
}

std::size_t CoverProgram::leaving_row() const {
  std::size_t worst = kNone;
  double least = -kFeasible;
  for (std::size_t i = 0; i < constant_.size(); ++i)
    if (constant_[i] < least) least = constant_[i], worst = i;
  return worst;
}

std::size_t CoverProgram::entering_column(std::size_t row) const {
  std::size_t best = kNone;
  double least = std::numeric_limits<double>::infinity();
  const std::vector<double>& t = table_[row];
  for (std::size_t j = 0; j < columns_; ++j) {
    if (t[j] <= kPivot) continue;
    const double ratio = std::max(reduced_[j], 0.0) / t[j];
    // Of equal ratios the larger pivot is the more exact one.
    if (ratio < least - 1e-13 || (ratio < least + 1e-13 && best != kNone && t[j] > t[best])) least = std::min(least, ratio), best = j;
  }
  return best;
}

void CoverProgram::pivot(std::size_t row, std::size_t column, double& effort) {
  std::vector<double>& p = table_[row];
  const double inverse = 1 / p[column];
  filled_.clear();
  for (std::size_t j = 0; j < columns_; ++j) {
    if (std::abs(p[j]) < kZero) {
      p[j] = 0;
      continue;
    }
    p[j] *= -inverse;
    if (j != column) filled_.push_back(j);
  }
  p[column] = inverse;
  constant_[row] *= -inverse;
  const auto substitute = [&](std::vector<double>& t, double& constant) {
    const double f = t[column];
    if (f == 0) return;
    effort -= static_cast<double>(filled_.size());
    for (std::size_t j : filled_) t[j] += f * p[j];
    t[column] = f * inverse;
    constant += f * constant_[row];
  };
  for (std::size_t i = 0; i < table_.size(); ++i)
    if (i != row) substitute(table_[i], constant_[i]);
  substitute(reduced_, objective_);
  effort -= static_cast<double>(columns_ + table_.size());
  std::swap(basis_[row], nonbasis_[column]);
}

CoverProgram::Outcome CoverProgram::solve(double& effort) {
  while (true) {
    const std::size_t row = leaving_row();
    if (row == kNone) return Outcome::kOptimal;
    const std::size_t column = entering_column(row);
    if (column == kNone) return Outcome::kInfeasible;
    if (effort <= 0) return Outcome::kOutOfEffort;
    pivot(row, column, effort);
  }
}

void CoverProgram::drop_slack_rows(double slack) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < basis_.size(); ++i) {
    if (basis_[i] >= static_cast<int>(columns_) && constant_[i] > slack) continue;
    if (kept != i) {
      table_[kept] = std::move(table_[i]);
      constant_[kept] = constant_[i];
      basis_[kept] = basis_[i];
    }
    ++kept;
  }
  table_.resize(kept);
  constant_.resize(kept);
  basis_.resize(kept);
}

std::vector<double> CoverProgram::values() const {
  std::vector<double> y(columns_, 0);
  for (std::size_t i = 0; i < basis_.size(); ++i)
    if (basis_[i] < static_cast<int>(columns_)) y[static_cast<std::size_t>(basis_[i])] = std::max(0.0, constant_[i]);
  return y;
}

double CoverProgram::safe_bound(const RowPool& pool) const {
  std::vector<double> rest = costs_;
  double bound = 0;
  for (std::size_t j = 0; j < columns_; ++j) {
    if (nonbasis_[j] < static_cast<int>(columns_) || reduced_[j] <= 0) continue;
    const CoverRow& row = pool[static_cast<std::size_t>(nonbasis_[j]) - columns_];
    bound += reduced_[j] * row.bound;
    for (const auto& [variable, factor] : row.terms) rest[static_cast<std::size_t>(variable)] -= reduced_[j] * factor;
  }
  // Where the duals take more than the cost, a variable at 1 pays it back.
  for (double r : rest) bound += std::min(0.0, r);
  return bound;
}

}  // namespace detente::frustration
