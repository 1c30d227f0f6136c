// detente blocs: the split of a signed network into groups with the least frustration, and the proof or the gap.
#include <cmath>
#include <cstdio>

#include "cli/member_blocs_output.h"
#include "cli/stance_input.h"
#include "cli/verbs.h"
#include "relations/frustration.h"
#include "util/error.h"
#include "util/json_out.h"

namespace detente::cli {

namespace {

struct Options {
  std::string edges, format = "table", since;
  BlocOptions blocs;
  EdgeListOptions reading;
  StanceRequest stances;
};

// Plain decimals without the zeros at the end; weights are sums, so ten digits hold them.
std::string number(double v) { return plain_number(v, 10); }

bool is_frustrated(const SignedNetwork::Edge& e, const std::vector<int>& group) {
  const bool together = group[static_cast<std::size_t>(e.a)] == group[static_cast<std::size_t>(e.b)];
  return together ? e.negative > 0 : e.positive > 0;
}

std::vector<int> group_of(const SignedNetwork& network, const Blocs& blocs) {
  std::vector<int> group(network.names.size(), 0);
  for (std::size_t g = 0; g < blocs.groups.size(); ++g)
    for (int v : blocs.groups[g]) group[static_cast<std::size_t>(v)] = static_cast<int>(g);
  return group;
}

std::string to_json(const SignedNetwork& network, const Blocs& blocs, const Options& o) {
  const auto name = [&](int v) -> const std::string& { return network.names[static_cast<std::size_t>(v)]; };
  std::string out = "{\"actors\":" + std::to_string(network.names.size()) + ",\"pairs\":" + std::to_string(network.edges.size());
  if (o.blocs.alpha) out += ",\"alpha\":" + number(*o.blocs.alpha);
  out += ",\"frustration\":" + number(blocs.frustration) + ",\"optimal\":" + (blocs.optimal ? "true" : "false");
  if (!blocs.optimal) out += ",\"lower_bound\":" + number(blocs.lower_bound) + ",\"gap\":" + number(blocs.frustration - blocs.lower_bound);
  out += ",\"groups\":[";
  for (std::size_t g = 0; g < blocs.groups.size(); ++g) {
    out += g > 0 ? ",[" : "[";
    for (std::size_t i = 0; i < blocs.groups[g].size(); ++i) {
      if (i > 0) out += ',';
      json::append_string(out, name(blocs.groups[g][i]));
    }
    out += ']';
  }
  out += "],\"frustrated\":[";
  const std::vector<int> group = group_of(network, blocs);
  bool first = true;
  for (const SignedNetwork::Edge& e : network.edges) {
    if (!is_frustrated(e, group)) continue;
    out += first ? "{\"a\":" : ",{\"a\":";
    first = false;
    json::append_string(out, name(e.a));
    out += ",\"b\":";
    json::append_string(out, name(e.b));
    const bool together = group[static_cast<std::size_t>(e.a)] == group[static_cast<std::size_t>(e.b)];
    out += ",\"weight\":" + number(together ? -e.negative : e.positive) + "}";
  }
  out += "],\"margins\":{";
  for (std::size_t v = 0; v < network.names.size(); ++v) {
    if (v > 0) out += ',';
    json::append_string(out, network.names[v]);
    out += ":" + number(blocs.margin[v]);
  }
  return out + "}}\n";
}

std::string to_table(const SignedNetwork& network, const Blocs& blocs) {
  std::string out = "frustration  " + number(blocs.frustration);
  if (blocs.optimal) out += "  (optimal)\n";
  else out += "  (not proved; no split is below " + number(blocs.lower_bound) + ", gap " + number(blocs.frustration - blocs.lower_bound) + ")\n";
  for (std::size_t g = 0; g < blocs.groups.size(); ++g) {
    out += "group " + std::to_string(g + 1) + "      ";
    for (std::size_t i = 0; i < blocs.groups[g].size(); ++i) {
      if (i > 0) out += ", ";
      out += network.names[static_cast<std::size_t>(blocs.groups[g][i])];
    }
    out += '\n';
  }
  std::string undecided;
  for (std::size_t v = 0; v < network.names.size(); ++v)
    if (blocs.groups.size() > 1 && std::abs(blocs.margin[v]) < 1e-9) undecided += (undecided.empty() ? "" : ", ") + network.names[v];
  if (!undecided.empty()) out += "undecided    " + undecided + "\n";
  return out;
}

// The members as of an earlier day, to tell who moved.
std::vector<StanceChange> changes_since(const StanceReader& reader, const Options& o, const std::vector<Stance>& now) {
  const StanceInput before = reader.read(o.stances, o.since);
  return compare_stances(find_stances(before.events, before.question, reader.names(), reader.phrases(), o.stances.options()), now, o.stances.options());
}

int run_members(const Options& o) {
  const StanceReader reader(o.stances);
  const StanceInput in = reader.read(o.stances, o.stances.as_of);
  MemberBlocOptions options;
  options.stances = o.stances.options();
  options.blocs = o.blocs;
  const MemberBlocs m = find_member_blocs(in.events, in.question, reader.names(), reader.phrases(), options);
  MemberBlocsText text{in.organisation,
                       subject_text(o.stances, in, reader.names()),
                       o.since,
                       in.question.as_of,
                       in.question.subject.objects.empty(),
                       options.stances.band,
                       {},
                       {}};
  if (!o.since.empty()) text.changes = changes_since(reader, o, m.stances);
  StanceQuestion whole = in.question;
  whole.members = {in.organisation};
  text.whole = find_stances(in.events, whole, reader.names(), reader.phrases(), options.stances).front();
  const std::string out = o.format == "json" ? member_blocs_json(m, text) : member_blocs_table(m, text);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kOk;
}

int run_blocs(const Options& o) {
  if (o.edges.empty()) return run_members(o);
  const SignedNetwork network = read_edge_list(o.edges, o.reading);
  const Blocs blocs = find_blocs(network, o.blocs);
  const std::string out = o.format == "json" ? to_json(network, blocs, o) : to_table(network, blocs);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kOk;
}

}  // namespace

void add_blocs(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb =
      app.add_subcommand("blocs", "Split an organisation's members, or any signed network, into blocs with the least frustration, proved where it can be");
  verb->footer(
      "Members: stances are read from what they did and said by the day, 80 % bands; a split is relative: the camps part at the natural break of the stances.\n"
      "The file has a header: a,b (pairs) or from,to (arcs), and sign (1 or -1), weight, or agreement (-1 to 1).\n"
      "A pair or an arc stands once; an arc and its answer both count.\n"
      "Two groups: one may stay empty. More: every group has an actor.\n"
      "Examples:\n  detente blocs --edges examples/blocs/council.csv --groups 2\n"
      "  detente blocs --edges examples/blocs/assembly.csv --groups 3 --alpha 0.5 --format json\n"
      "  detente blocs --within NATO --toward RUS --db news.db --as-of 2016-01-22\n"
      "  detente blocs --within EU --toward RUS --issue sanctions --db news.db --since 2015-06");
  CLI::Option* edges = verb->add_option("--edges", o->edges, "CSV file of the network");
  o->stances.add_to(*verb);
  verb->add_option("--since", o->since, "tell who moved since this day")->check([](const std::string& d) {
    return parse_iso_range(d) ? std::string() : "'" + d + "' is no date (YYYY, YYYY-MM or YYYY-MM-DD)";
  });
  verb->get_option("--within")->excludes(edges);
  verb->add_option("--groups", o->blocs.groups, "number of groups")->capture_default_str();
  verb->add_option("--alpha", o->blocs.alpha, "count ALPHA of negative weight inside and 1 - ALPHA of positive between (without: all of both)");
  verb->add_option("--threshold", o->reading.threshold, "values above are friendly (default: 0; for agreement the mean)");
  verb->add_option("--seed", o->blocs.seed, "seed of the search")->capture_default_str();
  verb->add_option("--effort", o->blocs.effort, "elementary steps until proving gives up")->capture_default_str()->check(CLI::NonNegativeNumber);
  verb->add_option("--format", o->format, "table or json")->check(CLI::IsMember({"table", "json"}))->capture_default_str();
  verb->callback([o, &action] {
    if (o->edges.empty() && o->stances.within.empty()) throw CLI::RequiredError("--within or --edges");
    action = [o] { return run_blocs(*o); };
  });
}

}  // namespace detente::cli
