// detente relation: the state of a relation, its level and turning points, and the events behind them.
#include <cstdio>

#include "cli/day_option.h"
#include "cli/sides.h"
#include "cli/verbs.h"
#include "relations/relation_report.h"
#include "util/date.h"
#include "util/error.h"

namespace detente::cli {

namespace {

struct Options {
  std::string db, a, b, from, to, as_of, scale = "goldstein", format = "table", dictionaries;
  bool members = false, explain = false;
};

int run_relation(const Options& o) {
  SeriesOptions options;
  options.scale = *parse_score_scale(o.scale);
  options.from = day_option("--from", o.from, false);
  options.to = day_option("--to", o.to, true);
  const std::optional<std::int32_t> as_of = day_option("--as-of", o.as_of, true);
  Store store(o.db, Store::Access::read);
  std::optional<MemberTable> members;
  if (o.members) members.emplace(o.dictionaries);
  const auto [a, b] = sides(o.a, o.b, members ? &*members : nullptr, as_of ? as_of : options.to);
  const RelationReport report = relation_report(store, a, b, as_of, options);
  std::string out;
  if (o.format == "json") out = relation_json(report, o.explain);
  else if (o.format == "csv") out = relation_csv(report);
  else if (o.format == "svg") out = relation_svg(report);
  else out = relation_table(report);
  std::fwrite(out.data(), 1, out.size(), stdout);
  if (std::fflush(stdout) != 0) throw Error("standard output cannot be written");
  return report.series.empty() ? kNotFound : kOk;
}

}  // namespace

void add_relation(CLI::App& app, Action& action) {
  const auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("relation", "The state of a relation: level, attention, turning points and the events behind them");
  verb->add_option("A", o->a, "one side: country code, organisation or id")->required();
  verb->add_option("B", o->b, "the other side")->required();
  verb->add_option("--db", o->db, "the store")->required();
  verb->add_option("--as-of", o->as_of, "use only what was published by then");
  verb->add_option("--from", o->from, "events on or after (YYYY, YYYY-MM or YYYY-MM-DD)");
  verb->add_option("--to", o->to, "events on or before");
  verb->add_option("--scale", o->scale, "goldstein, plover or quad")->check(CLI::IsMember({"goldstein", "plover", "quad"}))->capture_default_str();
  verb->add_flag("--members", o->members, "an organisation counts with its members of that day");
  verb->add_option("--dictionaries", o->dictionaries, "compiled dictionaries, for --members (default: detente.data beside the program)");
  verb->add_option("--format", o->format, "table, json, csv or svg")->check(CLI::IsMember({"table", "json", "csv", "svg"}))->capture_default_str();
  verb->add_flag("--explain", o->explain, "json: list every event that the figures are told from");
  verb->footer(
      "Examples:\n  detente relation RUS USA --db news.db\n  detente relation NATO RUS --db news.db --members --as-of 2016-01-22\n"
      "  detente relation CHN JPN --db icews.db --from 2005 --to 2015 --format svg > relation.svg\n\n"
      "Exit codes: 0 fine, 1 failure, 2 wrong usage, 3 no events.");
  verb->callback([o, &action] { action = [o] { return run_relation(*o); }; });
}

}  // namespace detente::cli
