// detente watch: what changed in a list of relations since a day, for eyes, programs, feed readers and webhooks.
#include <cstdio>

#include "cli/day_option.h"
#include "cli/sides.h"
#include "cli/verbs.h"
#include "fetch/webhook.h"
#include "relations/watch.h"
#include "util/date.h"
#include "util/error.h"
#include "util/file.h"

namespace detente::cli {

namespace {

struct Options {
  std::string db, file, since, as_of, scale = "goldstein", format = "table", webhook, dictionaries;
  bool members = false, allow_private = false;
};

// Throws Error when it was not delivered.
void post(const Options& o, const std::string& body) {
  PostOptions options;
  options.http.allow_private = o.allow_private;
  const PostResult result = post_json(o.webhook, body, options);
  if (!result.delivered) throw Error("--webhook " + o.webhook + ": " + result.message);
}

std::vector<WatchFinding> look(const Options& o, const WatchDays& days) {
  SeriesOptions series;
  series.scale = *parse_score_scale(o.scale);
  const std::vector<Watched> list = parse_watch_list(read_file(o.file), o.file);
  Store store(o.db, Store::Access::read);
  std::optional<MemberTable> members;
  if (o.members) members.emplace(o.dictionaries);
  std::vector<WatchFinding> out;
  for (const Watched& w : list) {
    const auto [a, b] = sides(w.a, w.b, members ? &*members : nullptr, days.as_of);
    const std::vector<WatchFinding> found = w.b.empty() ? watch_side(store, w.name(), a, days) : watch_pair(store, w.name(), a, b, days, series);
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

int run_watch(const Options& o) {
  WatchDays days;
  days.since = *day_option("--since", o.since, true);
  days.as_of = day_option("--as-of", o.as_of, true);
  if (days.as_of && *days.as_of < days.since) throw Error("--as-of " + o.as_of + " lies before --since " + o.since);
  const std::vector<WatchFinding> findings = look(o, days);
  std::string out;
  if (o.format == "json") out = watch_json(findings, days);
  else if (o.format == "atom") out = watch_atom(findings, days.as_of.value_or(days.since));
  else out = watch_table(findings);
  std::fwrite(out.data(), 1, out.size(), stdout);
  if (std::fflush(stdout) != 0) throw Error("standard output cannot be written");
  if (!o.webhook.empty() && !findings.empty()) post(o, watch_json(findings, days));
  return findings.empty() ? kOk : kChanged;
}

}  // namespace

void add_watch(CLI::App& app, Action& action) {
  const auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("watch", "What changed in a list of relations since a day: turning points, states, new events");
  verb->add_option("FILE", o->file, "list of pairs and single sides, one a line: RUS USA, or NATO; # begins a comment")->required();
  verb->add_option("--db", o->db, "the store")->required();
  verb->add_option("--since", o->since, "what was published after this day is new (YYYY, YYYY-MM or YYYY-MM-DD)")->required()->check([](const std::string& s) {
    return parse_iso_range(s) ? std::string() : "'" + s + "' is no date (YYYY, YYYY-MM or YYYY-MM-DD)";
  });
  verb->add_option("--as-of", o->as_of, "use only what was published by then");
  verb->add_option("--scale", o->scale, "goldstein, plover or quad")->check(CLI::IsMember({"goldstein", "plover", "quad"}))->capture_default_str();
  verb->add_flag("--members", o->members, "an organisation counts with its members of that day");
  verb->add_option("--dictionaries", o->dictionaries, "compiled dictionaries, for --members (default: detente.data beside the program)");
  verb->add_option("--format", o->format, "table, json or atom")->check(CLI::IsMember({"table", "json", "atom"}))->capture_default_str();
  verb->add_option("--webhook", o->webhook, "URL to which the findings are posted as JSON, when there are any");
  verb->add_flag("--allow-private", o->allow_private, "the webhook may be at a private or local address");
  verb->footer(
      "Examples:\n  detente watch pairs.txt --db news.db --since 2016-01-15\n  detente watch pairs.txt --db news.db --since 2016-01 --format atom > "
      "changes.xml\n\n"
      "Exit codes: 0 nothing changed, 10 something did, 1 failure, 2 wrong usage.");
  verb->callback([o, &action] { action = [o] { return run_watch(*o); }; });
}

}  // namespace detente::cli
