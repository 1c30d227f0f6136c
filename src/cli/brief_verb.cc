// detente brief: one page on a relation. Gathers from the store what relations/ and outlook/ make of it, and has brief/ compose it.
#include <algorithm>
#include <cstdio>
#include <set>

#include "brief/brief.h"
#include "cli/agenda_notices.h"
#include "cli/day_option.h"
#include "cli/relation_options.h"
#include "cli/runtime.h"
#include "cli/sides.h"
#include "cli/stance_case.h"
#include "cli/stance_input.h"
#include "cli/verbs.h"
#include "relations/organisation_events.h"
#include "relations/relation_events.h"
#include "util/error.h"
#include "util/file.h"

namespace detente::cli {

namespace {

constexpr std::int32_t kYear = 365;
constexpr std::size_t kLeastStances = 3;  // for an outlook

struct Options {
  Runtime runtime;
  std::string a, b, db, as_of, format = "md", out;
  bool members = false;
};

class Gatherer {
 public:
  explicit Gatherer(const Options& o)
      : options_(o),
        coding_(o.runtime.open()),
        store_(o.db, Store::Access::read),
        data_(find_data_folder()),
        folder_(data_ + "/relations"),
        names_(coding_.actors()),
        stances_(coding_, store_, names_) {
    as_of_ = day_option("--as-of", o.as_of, true);
    day_ = as_of_ ? *as_of_ : last_day(store_);
    in_.as_of = day_;
    in_.a = code(o.a);
    in_.b = code(o.b);
    if (in_.a == in_.b) throw Error("both sides are '" + in_.a + "'");
    in_.a_name = shown(in_.a);
    in_.b_name = shown(in_.b);
    in_.name_of = [this](const std::string& c) { return shown(c); };
    in_.report_of = [this](const std::string& event) { return report_of(event); };
  }

  Brief brief() {
    relation();
    channels();
    agenda();
    issues();
    split();
    return compose_brief(in_);
  }

 private:
  std::string code(const std::string& words) const {
    std::string found = code_for(words, names_, coding_.memberships(), day_);
    return found.empty() ? words : found;
  }

  // Organisations by their short names: "NATO", "EU".
  std::string shown(const std::string& c) const { return coding_.memberships().members(c, day_).empty() ? names_.name_of(c) : c; }

  std::optional<BriefReference> report_of(const std::string& event) {
    const std::optional<EventReceipt> receipt = event_receipt(store_, event, day_);
    if (!receipt) return std::nullopt;
    const MergedEvent& e = receipt->event;
    BriefReference out;
    out.event = event;
    out.outlet = e.outlet;
    out.published = e.first_published;
    out.url = e.url;
    out.text = e.agreed.text;
    out.reports = e.reports;
    out.outlets = e.outlets;
    for (const MergeItem* m : receipt->reports)
      if (m->report.text == e.agreed.text) {
        out.document = m->document;
        out.outlet = m->outlet;
        out.published = m->published;
        out.url = m->url;
        break;
      }
    if (out.text.empty()) out.text = e.dataset + " row " + e.source_id;
    return out;
  }

  void relation() {
    SeriesOptions options;
    options.end = day_;
    std::optional<MemberTable> table;
    if (options_.members) table.emplace(options_.runtime.dictionaries);
    auto [a, b] = sides(in_.a, in_.b, table ? &*table : nullptr, day_);
    a.name = in_.a_name;
    b.name = in_.b_name;
    EventFilter f;
    f.actors = a.codes;
    f.others = b.codes;
    f.as_of = day_;
    f.from = day_ - kSignalDays;
    f.to = day_;
    std::set<std::string> outlets;
    find_events(store_, f, [&](const MergedEvent& e) {
      in_.recent.push_back({e.id, event_day(e).value_or(day_)});
      for (const MergeItem* m : store_.reports_of(e.id))
        if (!m->outlet.empty() && m->published.substr(0, 10) <= iso_date(day_)) outlets.insert(m->outlet);
      if (!e.outlet.empty()) outlets.insert(e.outlet);
    });
    in_.recent_outlets = static_cast<int>(outlets.size());
    in_.relation = relation_report(store_, std::move(a), std::move(b), day_, options);
  }

  void channels() {
    const ChannelRules rules(folder_, &coding_.actors());
    const RelationSide a = make_side(coding_, in_.a, options_.members, day_), b = make_side(coding_, in_.b, options_.members, day_);
    in_.channels = channels_of(rules, events_between(store_, rules.offices(), a, b, day_), a, b, day_);
  }

  void agenda() {
    constexpr std::int32_t kLookBack = 2 * kYear;
    const AgendaWords words(folder_ + "/agenda.tsv");
    const Offices offices(folder_ + "/offices.tsv", &coding_.actors());
    AgendaQuestion q;
    q.as_of = day_;
    q.either = true;
    std::vector<std::string> codes;
    for (const std::string& c : {in_.a, in_.b}) {
      q.sides.push_back({c});
      codes.push_back(c);
      for (std::string& id : offices.speakers_for({c})) codes.push_back(std::move(id));
    }
    const std::vector<RelationEvent> events = events_of(store_, codes, day_ - kLookBack, std::nullopt, day_);
    std::vector<PlanMention> mentions = mentions_of(events);
    for (PlanMention& m : read_notices(store_, coding_, words, day_ - kYear, day_)) mentions.push_back(std::move(m));
    in_.agenda = agenda_of(words, std::move(mentions), events, q);
  }

  void issues() {
    std::vector<MergedEvent> events;
    EventFilter f;
    f.as_of = day_;
    f.from = day_ - kYear;
    f.to = day_;
    find_events(store_, f, [&](const MergedEvent& e) { events.push_back(e); });
    add_sentences(store_, day_, events);
    IssueQuestion q;
    q.a = with_members(in_.a, coding_.memberships(), day_);
    q.b = with_members(in_.b, coding_.memberships(), day_);
    std::erase(q.a, in_.b);
    std::erase(q.b, in_.a);
    q.from = day_ - kYear;
    q.as_of = day_;
    in_.issues = find_issues(events, q, stances_.terms(), names_);
  }

  void split() {
    const bool first = !coding_.memberships().members(in_.a, day_).empty();
    if (!first && coding_.memberships().members(in_.b, day_).empty()) return;
    StanceRequest request;
    request.within = first ? in_.a : in_.b;
    request.toward = first ? in_.b : in_.a;
    const StanceInput input = stances_.read(request, iso_date(day_));
    MemberBlocOptions options;
    options.stances = request.options();
    BriefSplit s;
    s.organisation = shown(input.organisation);
    s.target = shown(input.target);
    s.band = options.stances.band;
    const std::vector<Stance> stances = find_stances(input.events, input.question, names_, stances_.phrases(), options.stances);
    s.blocs = find_member_blocs(input.events, input.question, names_, stances_.phrases(), options);
    // Without members a year ago it is too young for anybody to have moved
    if (!coding_.memberships().members(input.organisation, day_ - kYear).empty()) {
      const StanceInput before = stances_.read(request, iso_date(day_ - kYear));
      s.changes = compare_stances(find_stances(before.events, before.question, names_, stances_.phrases(), options.stances), stances, options.stances);
    }
    outlook(stances, input, s);
    in_.split = std::move(s);
  }

  // The stances as a case: one member, one vote, by consensus, as most such organisations decide.
  void outlook(const std::vector<Stance>& stances, const StanceInput& input, BriefSplit& s) {
    const StanceCase c =
        stance_case(stances, input.organisation + ": " + s.target, civil_date(day_).year, Capabilities(data_ + "/outlook/capability.tsv"), "equal", s.band);
    s.without = c.silent;
    if (c.decision.actors.size() < kLeastStances) return;
    outlook::Question question;
    question.vote = outlook::Quota{outlook::Rule::kConsensus, 0.5, 0};
    s.rule = "consensus";
    s.outlook = outlook::look_ahead(c.decision, question, outlook::read_calibration(data_));
  }

  const Options& options_;
  Coding coding_;
  Store store_;
  std::string data_, folder_;
  NameIndex names_;
  StanceReader stances_;
  std::optional<std::int32_t> as_of_;
  std::int32_t day_ = 0;
  BriefInput in_;
};

int run_brief(const Options& o) {
  const Brief b = Gatherer(o).brief();
  const std::string out = o.format == "html" ? brief_html(b) : o.format == "json" ? brief_json(b) : brief_markdown(b);
  if (!o.out.empty()) {
    write_file(o.out, out);
    return kOk;
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  if (std::fflush(stdout) != 0) throw Error("standard output cannot be written");
  return kOk;
}

}  // namespace

void add_brief(CLI::App& app, Action& action) {
  const auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("brief", "One page on a relation: signal, background, agenda, cross-cutting issue, split, outlook");
  verb->add_option("A", o->a, "one side: code or name of a country or organisation")->required();
  verb->add_option("B", o->b, "the other side")->required();
  verb->add_option("--db", o->db, "the store")->required();
  verb->add_option("--as-of", o->as_of, "use only what was published by then (default: the store's last day)");
  verb->add_flag("--members", o->members, "events and contacts of an organisation's members count as its own");
  verb->add_option("--format", o->format, "md (Markdown), html (one page with charts) or json")
      ->check(CLI::IsMember({"md", "html", "json"}))
      ->capture_default_str();
  verb->add_option("--out", o->out, "write to this file");
  o->runtime.add_to(*verb);
  verb->footer(
      "Every sentence has the numbers of the reports behind it.\n\nExamples:\n  detente brief NATO RUS --db news.db --as-of 2016-01-22\n"
      "  detente brief USA IRN --db news.db --format html --out brief.html");
  verb->callback([o, &action] { action = [o] { return run_brief(*o); }; });
}

}  // namespace detente::cli
