// detente outlook: where a pending decision is likely to land, how sure that is, and who could shift.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <thread>

#include "cli/runtime.h"
#include "cli/stance_case.h"
#include "cli/stance_input.h"
#include "cli/verbs.h"
#include "outlook/csv.h"
#include "outlook/outlook.h"
#include "util/date.h"
#include "util/error.h"
#include "util/file.h"
#include "util/json_out.h"
#include "util/tsv.h"

namespace detente::cli {

namespace {

struct Options {
  std::string file, format = "table", scale, rule, permanent, capability = "equal";
  StanceRequest stances;
  double status_quo = 0, quota = 0.5, members = 0;
  bool has_status_quo = false, weighted = false, pressure = false, write_case = false;
  std::size_t draws = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

outlook::CaseOptions scale_of(const std::string& text) {
  if (text.empty()) return {};
  const std::vector<std::string> ends = split(text, ':');
  const auto low = outlook::parse_number(ends.front()), high = outlook::parse_number(ends.back());
  if (ends.size() != 2 || !low || !high || *low == *high) throw Error("--scale: '" + text + "' is no scale (LOW:HIGH)");
  return {*low, *high};
}

outlook::Question question_of(const Options& o, const outlook::Case& c) {
  outlook::Question q;
  q.draws = {o.draws, o.seed, o.threads};
  q.pressure = o.pressure;
  q.weighted_votes = o.weighted;
  if (o.has_status_quo) {
    q.status_quo = (o.status_quo - c.scale_low) / (c.scale_high - c.scale_low) * 100;
    if (!(*q.status_quo >= 0 && *q.status_quo <= 100)) throw Error("--status-quo lies off the scale");
  }
  if (!o.rule.empty()) q.vote = outlook::Quota{outlook::rule_of(o.rule), o.quota, o.members};
  if (!o.permanent.empty())
    for (const std::string& name : split(o.permanent, ',')) q.permanent.emplace_back(trim(name));
  return q;
}

std::string read_input(const std::string& file) {
  if (file != "-") return read_file(file);
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

std::string sources_table(const StanceCase& c, const std::vector<Stance>& stances) {
  const std::size_t n = stances.size();
  std::string out = std::to_string(c.silent.size()) + " of " + std::to_string(n) + " members without a stance\n";
  if (!c.without_capability.empty()) {
    out += "left out, no capability in the table:";
    for (const std::string& m : c.without_capability) out += " " + m;
    out += '\n';
  }
  for (const outlook::CaseActor& a : c.decision.actors) out += a.name + "  " + a.description + "\n";
  return out;
}

void append_names(std::string& out, const char* key, const std::vector<std::string>& names) {
  out += std::string(",\"") + key + "\":[";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += ',';
    json::append_string(out, names[i]);
  }
  out += ']';
}

// The outlook's JSON with where its numbers come from.
std::string with_sources(std::string json_text, const StanceCase& c, const std::vector<Stance>& stances) {
  json_text.erase(json_text.find_last_of('}'));
  std::string& out = json_text;
  out += ",\"stances\":{\"members\":" + std::to_string(stances.size());
  append_names(out, "silent", c.silent);
  append_names(out, "without_capability", c.without_capability);
  out += ",\"evidence\":{";
  bool first = true;
  for (const Stance& s : stances) {
    if (s.items.empty()) continue;
    if (!first) out += ',';
    first = false;
    json::append_string(out, s.member);
    out += ":[";
    for (std::size_t i = 0; i < s.items.size(); ++i) {
      if (i > 0) out += ',';
      json::append_string(out, s.items[i].event);
    }
    out += ']';
  }
  return out + "}}}\n";
}

// A case from a store. With --write-case it only is written: to the file named, as CSV or JSON, or to standard output.
int look_at_members(const Options& o) {
  const StanceReader reader(o.stances);
  const StanceInput in = reader.read(o.stances, o.stances.as_of);
  const std::vector<Stance> stances = find_stances(in.events, in.question, reader.names(), reader.phrases(), o.stances.options());
  const std::string data = find_data_folder();
  const StanceCase c = stance_case(stances, in.organisation + ": " + subject_text(o.stances, in, reader.names()), civil_date(in.question.as_of).year,
                                   Capabilities(data + "/outlook/capability.tsv"), o.capability, o.stances.options().band);
  if (o.write_case) {
    const std::string text = o.file.ends_with(".csv") ? case_csv(c.decision) : outlook::case_json(c.decision);
    if (o.file.empty() || o.file == "-") std::fwrite(text.data(), 1, text.size(), stdout);
    else write_file(o.file, text);
    return kOk;
  }
  if (!o.file.empty()) throw Error("a case is either a file or built by --within; with --write-case the file is written");
  outlook::check_case(c.decision, "stances of " + in.organisation);
  const outlook::Outlook result = outlook::look_ahead(c.decision, question_of(o, c.decision), outlook::read_calibration(data));
  const std::string out = o.format == "json"  ? with_sources(outlook_json(result), c, stances)
                          : o.format == "svg" ? outlook_svg(result)
                                              : sources_table(c, stances) + outlook_table(result);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kOk;
}

int look(const Options& o) {
  if (!o.stances.within.empty()) return look_at_members(o);
  const outlook::Case c = outlook::read_case(read_input(o.file), o.file, scale_of(o.scale));
  std::string out;
  if (o.write_case) {
    out = outlook::case_json(c);
  } else {
    const outlook::Outlook result = outlook::look_ahead(c, question_of(o, c), outlook::read_calibration(find_data_folder()));
    out = o.format == "json" ? outlook_json(result) : o.format == "svg" ? outlook_svg(result) : outlook_table(result);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kOk;
}

void add_vote_options(CLI::App& verb, Options& o) {
  verb.add_option("--vote", o.rule, "a yes/no decision (above 50 means yes) under this rule: unanimity, consensus, majority, qualified, unsc")
      ->check(CLI::IsMember({"unanimity", "consensus", "majority", "qualified", "unsc"}));
  verb.add_option("--quota", o.quota, "qualified: least share of the votes")->check(CLI::Range(0.0, 1.0))->capture_default_str();
  verb.add_option("--members", o.members, "qualified: least share of the members, too")->check(CLI::Range(0.0, 1.0));
  verb.add_flag("--weighted", o.weighted, "capability counts as votes (else one member, one vote)");
  verb.add_option("--permanent", o.permanent, "unsc: names of the members with a veto, by commas (default: the five of the Charter)");
}

}  // namespace

void add_outlook(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("outlook", "Where a pending decision is likely to land, how sure that is, and who could shift");
  verb->add_option("CASE", o->file,
                   "table with actor,position,salience,capability[,low,high] (several dimensions: position:NAME,salience:NAME), KTAB's CSV or JSON; - for "
                   "standard input; with --within and --write-case the file to write (.csv or JSON)");
  o->stances.add_to(*verb);
  verb->add_option("--capability", o->capability, "with --within: equal (one member, one vote), gdp or population of the year")
      ->check(CLI::IsMember({"equal", "gdp", "population"}))
      ->capture_default_str();
  verb->add_option("--format", o->format, "table, json or svg")->check(CLI::IsMember({"table", "json", "svg"}))->capture_default_str();
  verb->add_option("--scale", o->scale, "LOW:HIGH, how the positions are written (default 0:100, against to for)");
  CLI::Option* status_quo = verb->add_option("--status-quo", o->status_quo, "what holds without agreement: the disagreement point of the Nash solution");
  add_vote_options(*verb, *o);
  verb->add_flag("--pressure", o->pressure, "add the pressure scenario: a bargaining model over many draws, as a what-if");
  verb->add_option("--draws", o->draws, "draws of pressure scenario and sensitivity")->check(CLI::Range(1000, 1000000))->capture_default_str();
  verb->add_option("--seed", o->seed, "of the draws")->capture_default_str();
  verb->add_option("-j,--threads", o->threads, "threads; the output is the same for any number")->check(CLI::Range(1, 256))->capture_default_str();
  verb->add_flag("--write-case", o->write_case, "only write the case, for editing");
  verb->footer(
      "Exit codes: 0 fine, 1 the case cannot be read, 2 wrong usage.\nExamples:\n  detente outlook examples/outlook/observers.csv\n  detente outlook "
      "--pressure --format svg examples/outlook/observers.csv > observers.svg\n  detente outlook --vote qualified --quota 0.65 --weighted "
      "examples/outlook/observers.csv\n  detente outlook --within NATO --toward RUS --issue \"resume council meetings\" --db news.db --as-of 2016-01-22\n  "
      "detente outlook "
      "--within NATO --toward RUS --db news.db --write-case case.csv");
  verb->callback([o, &action, status_quo] {
    if (o->file.empty() && o->stances.within.empty()) throw CLI::RequiredError("CASE or --within");
    o->has_status_quo = status_quo->count() > 0;
    action = [o] { return look(*o); };
  });
}

}  // namespace detente::cli
