#include "eval/outlook.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "outlook/csv.h"
#include "outlook/distribution.h"
#include "outlook/solutions.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {

namespace {

using outlook::CsvRow;
using outlook::Profile;
using outlook::Solutions;

// A table whose columns are looked up by name.
class Table {
 public:
  explicit Table(const std::string& path) : path_(path), rows_(outlook::parse_csv(read_file(path), path)) {
    if (rows_.size() < 2) throw error_at(path, "has no rows");
  }
  [[nodiscard]] std::size_t size() const { return rows_.size() - 1; }
  [[nodiscard]] std::string text(std::size_t row, const std::string& column) const {
    const std::vector<std::string>& names = rows_[0].fields;
    const auto it = std::find(names.begin(), names.end(), column);
    if (it == names.end()) throw error_at(path_, "no column " + column);
    const auto k = static_cast<std::size_t>(it - names.begin());
    const CsvRow& r = rows_[row + 1];
    return k < r.fields.size() ? r.fields[k] : std::string();
  }
  [[nodiscard]] double number(std::size_t row, const std::string& column) const {
    const auto v = outlook::parse_number(text(row, column));
    if (!v) throw Error(path_ + ": row " + std::to_string(rows_[row + 1].line) + ", column " + column + ": is no number");
    return *v;
  }

 private:
  std::string path_;
  std::vector<CsvRow> rows_;
};

struct Score {
  std::size_t issues = 0;
  double mean = 0, compromise = 0, median = 0, nash = 0;                  // sums of absolute errors
  double off_mean = 0, off_compromise = 0, off_median = 0, off_nash = 0;  // largest distance from the published value
  double covered80 = 0, width80 = 0, covered50 = 0, width50 = 0, crps = 0;

  void add(const Solutions& s, const outlook::Forecast& f, double outcome) {
    ++issues;
    mean += std::abs(s.mean - outcome);
    compromise += std::abs(s.compromise - outcome);
    median += std::abs(s.median - outcome);
    nash += std::abs(s.nash - outcome);
    covered80 += f.interval80.holds(outcome);
    covered50 += f.interval50.holds(outcome);
    width80 += f.interval80.high - f.interval80.low;
    width50 += f.interval50.high - f.interval50.low;
    crps += outlook::crps(f, outcome);
  }
};

std::map<std::string, Profile> read_profiles(const std::string& path) {
  const Table t(path);
  std::map<std::string, Profile> found;
  for (std::size_t i = 0; i < t.size(); ++i) {
    Profile& p = found[t.text(i, "issue")];
    p.position.push_back(t.number(i, "position"));
    p.weight.push_back(t.number(i, "salience") * t.number(i, "capability"));
  }
  return found;
}

void compare(Score& score, const Solutions& s, const Table& t, std::size_t row) {
  const auto off = [&](double& worst, double value, const char* column) { worst = std::max(worst, std::abs(value - t.number(row, column))); };
  off(score.off_mean, s.mean, "mean");
  off(score.off_compromise, s.compromise, "compromise_mean_cap_sal");
  off(score.off_median, s.median, "median_cap_sal");
  off(score.off_nash, s.nash, "nash_linear_d0");
}

void print(const Score& s) {
  const double n = static_cast<double>(s.issues);
  std::printf("issues %zu\n%-24s %10s %22s\n", s.issues, "rule", "error", "furthest from published");
  const auto line = [&](const char* name, double error, double off) { std::printf("%-24s %10.2f %22.5f\n", name, error / n, off); };
  line("mean", s.mean, s.off_mean);
  line("compromise (headline)", s.compromise, s.off_compromise);
  line("lower weighted median", s.median, s.off_median);
  line("Nash", s.nash, s.off_nash);
  std::printf("50 %% interval: covers %.1f %%, %.1f points wide; CRPS %.2f\n", 100 * s.covered50 / n, s.width50 / n, s.crps / n);
  std::printf("mae_mean=%.3f mae_compromise=%.3f mae_median=%.3f mae_nash=%.3f mae_headline=%.3f cover80=%.3f width80=%.2f cover50=%.3f\n", s.mean / n,
              s.compromise / n, s.median / n, s.nash / n, s.compromise / n, s.covered80 / n, s.width80 / n, s.covered50 / n);
}

}  // namespace

void evaluate_outlook(const std::string& dir, const std::string& data, int errors) {
  const std::map<std::string, Profile> profiles = read_profiles(dir + "/actors_long.csv");
  const Table issues(dir + "/expected_per_issue.csv");
  const outlook::Calibration calibration = outlook::read_calibration(data);
  Score score;
  std::vector<std::pair<double, std::string>> misses;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const std::string id = issues.text(i, "issue");
    const auto found = profiles.find(id);
    if (found == profiles.end()) throw error_at(dir, "no actors for issue " + id);
    const Solutions s = outlook::solve(found->second);
    const double outcome = issues.number(i, "outcome");
    score.add(s, outlook::forecast(found->second, calibration), outcome);
    compare(score, s, issues, i);
    misses.emplace_back(-std::abs(s.compromise - outcome), id);
  }
  std::sort(misses.begin(), misses.end());
  for (std::size_t i = 0; i < misses.size() && static_cast<int>(i) < errors; ++i)
    std::printf("%-16s off by %.1f\n", misses[i].second.c_str(), -misses[i].first);
  print(score);
}

}  // namespace detente
