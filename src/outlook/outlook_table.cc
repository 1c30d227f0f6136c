// The outlook for a terminal.
#include <cstdarg>
#include <cstdio>

#include "outlook/outlook.h"

namespace detente::outlook {

namespace {

constexpr std::size_t kTornadoRows = 8;

__attribute__((format(printf, 2, 3))) void add(std::string& out, const char* format, ...) {
  char buffer[512];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(buffer, sizeof buffer, format, arguments);
  va_end(arguments);
  out += buffer;
}

std::string names(const Case& c, const std::vector<std::size_t>& actors) {
  std::string out;
  for (const std::size_t i : actors) out += (out.empty() ? "" : ", ") + c.actors[i].name;
  return out.empty() ? "none" : out;
}

// The ends of a span in the user's scale, smaller first.
void add_span(std::string& out, const Case& c, double low, double high) {
  const double a = c.shown(low), b = c.shown(high);
  add(out, "%.1f to %.1f", std::min(a, b), std::max(a, b));
}

void add_headline(std::string& out, const Case& c, const DimensionOutlook& d) {
  const Solutions& s = d.solutions;
  add(out, "  compromise mean        %8.1f   the forecast: positions weighted by capability x salience\n", c.shown(s.compromise));
  add(out, "  50 %% interval          ");
  add_span(out, c, d.forecast.interval50.low, d.forecast.interval50.high);
  add(out, "\n  80 %% interval          ");
  add_span(out, c, d.forecast.interval80.low, d.forecast.interval80.high);
  add(out, "   (from how far real decisions fell from such forecasts)\n");
  add(out, "  Nash solution          %8.1f   %s\n", c.shown(s.nash), s.deadlock ? "no point is better for everyone than the status quo" : "");
  add(out, "  plain mean             %8.1f\n", c.shown(s.mean));
  add(out, "  weighted median        %8.1f   majority-rule reading; at ", c.shown(s.median));
  out += names(c, d.median_actors) + "\n";
  if (s.spread() > kDisagreementWarning)
    add(out, "  warning: compromise, Nash and plain mean differ by %.0f of 100 points: the case depends on the rule\n", s.spread());
}

void add_sensitivity(std::string& out, const Case& c, const DimensionOutlook& d) {
  add(out, "\n  Sensitivity (input noise only, no forecast): compromise mean ");
  add_span(out, c, d.sensitivity.low, d.sensitivity.high);
  add(out, " in 80 %% of draws\n");
  for (std::size_t k = 0; k < d.sensitivity.tornado.size() && k < kTornadoRows; ++k) {
    const Swing& s = d.sensitivity.tornado[k];
    add(out, "    %8.2f .. %-8.2f ", c.shown(s.low), c.shown(s.high));
    out += c.actors[s.actor].name + "\n";
  }
}

void add_vote(std::string& out, const Outlook& o) {
  const Case& c = o.decision;
  const VoteOutlook& v = *o.vote;
  add(out, "\nVote (rule: %s)\n", name(o.rule->rule));
  add(out, "  passes with probability %.2f; expected share for %.0f %%, against %.0f %%\n", v.probability, 100 * v.weight_for, 100 * v.weight_against);
  out += "  pivotal with the likeliest votes: " + names(c, v.pivotal) + "\n  can veto: " + names(c, v.veto) + "\n";
  add(out, "  %8s %8s %8s  member\n", "P(yes)", "Banzhaf", "Shapley");
  for (std::size_t i = 0; i < o.voters.size(); ++i) {
    add(out, "  %8.2f %8.4f %8.4f  ", o.voters[i].in_favour, v.power[i].banzhaf, v.power[i].shapley);
    out += o.voters[i].name + "\n";
  }
  if (!v.exact) out += "  (probability or power from a seeded sample)\n";
}

void add_pressure(std::string& out, const Outlook& o) {
  const Case& c = o.decision;
  const std::size_t dims = c.dimensions.size();
  add(out, "\nPressure scenario (a what-if: the spatial model of politics over %zu draws)\n", o.pressure->draws);
  for (std::size_t d = 0; d < dims; ++d) {
    out += "  " + c.dimensions[d] + ": compromise mean after bargaining ";
    add_span(out, c, o.pressure->low[d], o.pressure->high[d]);
    add(out, " in 80 %% of draws\n  %7s %7s %7s %9s  actor (towards)\n", "moves", "up", "down", "ends at");
    for (std::size_t i = 0; i < c.actors.size(); ++i) {
      const Shift& s = o.pressure->shifts[i * dims + d];
      add(out, "  %6.0f%% %6.0f%% %6.0f%% %9.1f  ", 100 * s.moves, 100 * s.up, 100 * s.down, c.shown(s.final_mean));
      out += c.actors[i].name;
      if (s.moves > 0) out += " (" + c.actors[s.towards].name + ")";
      out += '\n';
    }
  }
}

}  // namespace

std::string outlook_table(const Outlook& o) {
  const Case& c = o.decision;
  std::string out;
  if (!c.name.empty()) out += c.name + "\n";
  for (std::size_t d = 0; d < o.dimensions.size(); ++d) {
    add(out, "%zu actors on ", c.actors.size());
    out += c.dimensions[d];
    add(out, ", %g (against) to %g (for)\n", c.scale_low, c.scale_high);
    add_headline(out, c, o.dimensions[d]);
    add_sensitivity(out, c, o.dimensions[d]);
  }
  if (o.vote) add_vote(out, o);
  if (o.pressure) add_pressure(out, o);
  return out;
}

}  // namespace detente::outlook
