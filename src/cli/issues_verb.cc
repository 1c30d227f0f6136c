// detente issues: where several relations meet.
#include <algorithm>
#include <cstdio>

#include "cli/day_option.h"
#include "cli/member_blocs_output.h"
#include "cli/relation_options.h"
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "relations/issues.h"
#include "relations/organisation_events.h"
#include "relations/stances.h"
#include "util/date.h"
#include "util/error.h"
#include "util/json_out.h"

namespace detente::cli {

namespace {

struct Options {
  Runtime runtime;
  std::string db, as_of, format = "table";
  std::vector<std::string> pair;
  int days = 365;
  std::size_t limit = 20;
};

// A side and, of an organisation, its members.
std::vector<std::string> side_codes(const std::string& words, const NameIndex& names, const Memberships& memberships, std::int32_t day) {
  const std::string code = code_for(words, names, memberships, day);
  if (code.empty()) throw Error("'" + words + "': nobody is called so on " + iso_date(day));
  return with_members(code, memberships, day);
}

std::string to_table(const IssueNetwork& n, const Options& o, const IssueQuestion& q) {
  std::string out =
      iso_date(q.from) + " to " + iso_date(q.as_of) + ": " + std::to_string(n.events) + " events, " + std::to_string(n.active_dyads) + " active dyads\n";
  if (n.issues.empty()) return out + "no issue in which dyads meet\n";
  for (std::size_t i = 0; i < n.issues.size() && (o.limit == 0 || i < o.limit); ++i) {
    const Issue& x = n.issues[i];
    char line[192];
    std::snprintf(line, sizeof line, "%2zu  %s (%s): in %zu of %zu active dyads, %zu events; separate %.1f, participation %.2f, betweenness %.3f\n", i + 1,
                  x.name.c_str(), x.kind.c_str(), x.dyads.size(), n.active_dyads, x.events.size(), x.separate, x.participation, x.betweenness);
    out += line;
    std::string dyads = "     ";
    for (std::size_t d = 0; d < x.dyads.size() && d < 12; ++d)
      dyads += " " + x.dyads[d].a + "-" + x.dyads[d].b + (x.dyads[d].events.size() > 1 ? " (" + std::to_string(x.dyads[d].events.size()) + ")" : "");
    if (x.dyads.size() > 12) dyads += " and " + std::to_string(x.dyads.size() - 12) + " more";
    out += dyads + "\n";
  }
  return out;
}

std::string to_json(const IssueNetwork& n, const Options& o, const IssueQuestion& q) {
  std::string out = "{\"from\":\"" + iso_date(q.from) + "\",\"as_of\":\"" + iso_date(q.as_of) + "\",\"events\":" + std::to_string(n.events) +
                    ",\"active_dyads\":" + std::to_string(n.active_dyads) + ",\"issues\":[";
  const auto list = [&](const std::vector<std::string>& ids) {
    out += '[';
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (i > 0) out += ',';
      json::append_string(out, ids[i]);
    }
    out += ']';
  };
  for (std::size_t i = 0; i < n.issues.size() && (o.limit == 0 || i < o.limit); ++i) {
    const Issue& x = n.issues[i];
    out += i > 0 ? ",{\"issue\":" : "{\"issue\":";
    json::append_string(out, x.name);
    out += ",\"class\":";
    json::append_string(out, x.kind);
    out += ",\"score\":" + plain_number(x.score, 4) + ",\"separate\":" + plain_number(x.separate, 4) +
           ",\"participation\":" + plain_number(x.participation, 4) + ",\"betweenness\":" + plain_number(x.betweenness, 6) + ",\"dyads\":[";
    for (std::size_t d = 0; d < x.dyads.size(); ++d) {
      out += d > 0 ? ",{\"a\":" : "{\"a\":";
      json::append_string(out, x.dyads[d].a);
      out += ",\"b\":";
      json::append_string(out, x.dyads[d].b);
      out += ",\"events\":";
      list(x.dyads[d].events);
      out += '}';
    }
    out += "],\"events\":";
    list(x.events);
    out += '}';
  }
  return out + "]}\n";
}

constexpr std::int32_t kEver = -1'000'000;

int run_issues(const Options& o) {
  if (o.pair.size() == 1) throw Error("one side alone is no pair: give two or none");
  const std::optional<std::int32_t> as_of = day_option("--as-of", o.as_of, true);
  const Coding coding = o.runtime.open();
  const NameIndex names(coding.actors());
  const IssueTerms terms(find_data_folder() + "/relations/issues.tsv");
  Store store(o.db, Store::Access::read);
  IssueQuestion q;
  q.as_of = as_of ? *as_of : last_day(store);
  q.from = o.days > 0 ? q.as_of - o.days : kEver;
  std::vector<MergedEvent> events;
  EventFilter f;
  f.as_of = as_of;
  if (o.days > 0) f.from = q.from;
  find_events(store, f, [&](const MergedEvent& e) { events.push_back(e); });
  add_sentences(store, as_of, events);
  if (o.pair.size() == 2) {
    q.a = side_codes(o.pair[0], names, coding.memberships(), q.as_of);
    q.b = side_codes(o.pair[1], names, coding.memberships(), q.as_of);
  }
  if (o.days == 0) {
    q.from = q.as_of;
    for (const MergedEvent& e : events)
      if (const auto day = parse_iso_day(e.first_published)) q.from = std::min(q.from, *day);
  }
  const IssueNetwork n = find_issues(events, q, terms, names);
  const std::string out = o.format == "json" ? to_json(n, o, q) : to_table(n, o, q);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kOk;
}

}  // namespace

void add_issues(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("issues", "Where several relations meet: issues, places and third countries, by the dyads that share them");
  verb->add_option("PAIR", o->pair, "two sides (codes or names; an organisation stands for its members, too): issues that both have to do with")
      ->expected(0, 2);
  verb->add_option("--db", o->db, "the store")->required();
  verb->add_option("--as-of", o->as_of, "use only what was published by then");
  verb->add_option("--days", o->days, "so many days before, 0 for the whole store")->check(CLI::NonNegativeNumber)->capture_default_str();
  verb->add_option("--limit", o->limit, "so many issues at most, 0 for all")->capture_default_str();
  verb->add_option("--format", o->format, "table or json")->check(CLI::IsMember({"table", "json"}))->capture_default_str();
  o->runtime.add_to(*verb);
  verb->footer("Examples:\n  detente issues --db news.db --as-of 2016-01-22\n  detente issues --db news.db NATO RUS --days 365 --format json");
  verb->callback([o, &action] { action = [o] { return run_issues(*o); }; });
}

}  // namespace detente::cli
