// detente events, show, forget: what a store holds.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "cli/day_option.h"
#include "cli/event_filter.h"
#include "cli/event_output.h"
#include "cli/verbs.h"
#include "store/query.h"
#include "store/similarity.h"
#include "util/error.h"

namespace detente::cli {

namespace {

struct EventsOptions {
  std::string db, format = "table";
  EventFilterOptions filter;
  int limit = -1;
};

int run_events(const EventsOptions& o) {
  EventFilter f = o.filter.read();
  // A page for eyes, everything for programs
  f.limit = o.limit >= 0 ? static_cast<std::size_t>(o.limit) : o.format == "table" ? 50 : 0;
  Store store(o.db, Store::Access::read);
  std::string out;
  std::size_t found = 0;
  if (o.format == "csv") out += event_csv_header();
  find_events(store, f, [&](const MergedEvent& e) {
    ++found;
    if (o.format == "csv") append_event_csv(e, out);
    else if (o.format == "jsonl") append_event_json(e, out);
    else append_event_row(e, out);
    if (out.size() > 1 << 16) {
      std::fwrite(out.data(), 1, out.size(), stdout);
      out.clear();
    }
  });
  if (o.format == "table" && found == 0) out += "no events\n";
  if (o.format == "table" && f.limit > 0 && found == f.limit) out += "(the first " + std::to_string(found) + "; --limit 0 for all)\n";
  std::fwrite(out.data(), 1, out.size(), stdout);
  if (std::fflush(stdout) != 0) throw Error("standard output cannot be written");
  return kOk;
}

struct ShowOptions {
  std::string db, event, as_of, format = "table";
  bool explain = false;
};

int run_show(const ShowOptions& o) {
  Store store(o.db, Store::Access::read);
  const std::optional<EventReceipt> receipt = event_receipt(store, o.event, day_option("--as-of", o.as_of, true));
  if (!receipt) {
    std::fprintf(stderr, "detente: %s: no event '%s'%s\n", o.db.c_str(), o.event.c_str(), o.as_of.empty() ? "" : " by that day");
    return kNotFound;
  }
  ReceiptFormat format;
  format.colour = ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  format.explain = o.explain;
  std::string out;
  if (o.format == "jsonl") append_receipt_json(*receipt, out);
  else append_receipt(*receipt, format, out);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kOk;
}

int run_forget(const std::string& db, const std::vector<std::string>& documents) {
  Store store(db, Store::Access::write);
  store.begin();
  int missing = 0;
  for (const std::string& d : documents)
    if (!store.forget(d)) {
      std::fprintf(stderr, "detente: %s: no document '%s'\n", db.c_str(), d.c_str());
      ++missing;
    }
  store.commit();
  return missing == 0 ? kOk : missing == static_cast<int>(documents.size()) ? kNotFound : kPartial;
}

}  // namespace

void add_store_verbs(CLI::App& app, Action& action) {
  const auto e = std::make_shared<EventsOptions>();
  CLI::App* events = app.add_subcommand("events", "List the events of a store, newest first");
  events->add_option("--db", e->db, "the store")->required();
  e->filter.add_to(*events);
  events->add_option("--limit", e->limit, "so many at most, 0 for all (default: 50 in tables)")->check(CLI::NonNegativeNumber);
  events->add_option("--format", e->format, "table, jsonl or csv")->check(CLI::IsMember({"table", "jsonl", "csv"}))->capture_default_str();
  events->footer(
      "Examples:\n  detente events --db news.db --dyad RUS,USA --from 2016-01\n  detente events --db news.db --actor NATO --type CONSULT --format csv > "
      "talks.csv");
  events->callback([e, &action] { action = [e] { return run_events(*e); }; });

  const auto s = std::make_shared<ShowOptions>();
  CLI::App* show = app.add_subcommand("show", "The receipt of an event: every report, who says so, and where they disagree");
  show->add_option("--db", s->db, "the store")->required();
  show->add_option("EVENT", s->event, "id of the event, as `detente events` prints it")->required();
  show->add_option("--as-of", s->as_of, "use only what was published by then");
  show->add_option("--format", s->format, "table or jsonl")->check(CLI::IsMember({"table", "jsonl"}))->capture_default_str();
  show->add_flag("--explain", s->explain, "say why the reports were taken for one event");
  show->footer("Example:\n  detente show --db news.db e0123456789abcdef --explain\n\nExit codes: 0 shown, 1 failure, 2 wrong usage, 3 no such event.");
  show->callback([s, &action] { action = [s] { return run_show(*s); }; });

  const auto db = std::make_shared<std::string>();
  const auto documents = std::make_shared<std::vector<std::string>>();
  CLI::App* forget = app.add_subcommand("forget", "Remove documents and what only they supported");
  forget->add_option("--db", *db, "the store")->required();
  forget->add_option("DOC", *documents, "ids of documents")->required();
  forget->footer(
      "Example:\n  detente forget --db news.db nr-2013-08-07\n\nExit codes: 0 removed, 1 failure, 2 wrong usage, 3 no such document, 4 some were not there.");
  forget->callback([db, documents, &action] { action = [db, documents] { return run_forget(*db, *documents); }; });
}

}  // namespace detente::cli
