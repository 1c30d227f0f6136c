#include "cli/stance_case.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "cli/member_blocs_output.h"
#include "util/error.h"
#include "util/tsv.h"

namespace detente::cli {

namespace {

double hundredths(double v) { return std::round(v * 100) / 100; }

// What share of the member's events in the window is about the matter.
double attention(const Stance& s) {
  const double about = static_cast<double>(s.items.size());
  return about / (about + s.other_events);
}

std::string evidence_text(const Stance& s) {
  std::string out = "events:";
  for (const StanceEvidence& e : s.items) out += " " + e.event;
  return out;
}

std::string quoted(const std::string& field) {
  std::string out = "\"";
  for (const char c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

Capabilities::Capabilities(const std::string& path) {
  for (const TsvTable::Row& r : read_tsv(path, {"country", "year", "gdp", "population"}).rows) {
    Row row{r.fields[0], std::atoi(r.fields[1].c_str()), std::strtod(r.fields[2].c_str(), nullptr), std::strtod(r.fields[3].c_str(), nullptr)};
    if (row.year < 1900 || !(row.gdp > 0) || !(row.population > 0)) throw error_at(path + ":" + std::to_string(r.line), "a figure is missing");
    rows_.push_back(std::move(row));
  }
}

double Capabilities::of(const std::string& country, int year, const std::string& kind) const {
  if (kind == "equal") return 1;
  const Row* best = nullptr;
  for (const Row& r : rows_)
    if (r.country == country && (best == nullptr || std::abs(r.year - year) < std::abs(best->year - year))) best = &r;
  if (best == nullptr) return 0;
  return kind == "gdp" ? best->gdp : best->population;
}

StanceCase stance_case(const std::vector<Stance>& stances, const std::string& name, int year, const Capabilities& table, const std::string& capability,
                       double band) {
  StanceCase out;
  out.decision.name = name;
  out.decision.dimensions = {"position"};
  double most = 0;
  for (const Stance& s : stances)
    if (!s.items.empty()) most = std::max(most, attention(s));
  for (const Stance& s : stances) {
    if (s.items.empty()) {
      out.silent.push_back(s.member);
      continue;
    }
    outlook::CaseActor a;
    a.name = s.member;
    a.description = evidence_text(s);
    a.capability = table.of(s.member, year, capability);
    if (a.capability <= 0) {
      out.without_capability.push_back(s.member);
      continue;
    }
    outlook::Stand stand;
    stand.position = hundredths((1 + s.value) * 50);
    stand.low = hundredths((1 + s.low(band)) * 50);
    stand.high = hundredths((1 + s.high(band)) * 50);
    stand.ranged = true;
    stand.salience = hundredths(std::max(kLeastSalience, 100 * attention(s) / most));
    a.stands.push_back(stand);
    out.decision.actors.push_back(std::move(a));
  }
  return out;
}

std::string case_csv(const outlook::Case& c) {
  std::string out = "actor,position,salience,capability,low,high,description\n";
  for (const outlook::CaseActor& a : c.actors) {
    const outlook::Stand& s = a.stands.front();
    out += quoted(a.name) + "," + plain_number(s.position, 6) + "," + plain_number(s.salience, 6) + "," + plain_number(a.capability, 6) + "," +
           plain_number(s.low, 6) + "," + plain_number(s.high, 6) + "," + quoted(a.description) + "\n";
  }
  return out;
}

}  // namespace detente::cli
