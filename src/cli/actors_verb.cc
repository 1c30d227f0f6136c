// detente actors find: what a name means, when, and why; what an organisation's members are and what a state belongs to.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "cli/runtime.h"
#include "cli/verbs.h"
#include "util/date.h"
#include "util/error.h"
#include "util/utf8.h"

namespace detente::cli {

namespace {

struct Options {
  Runtime runtime;
  std::string name, on;
};

std::int32_t today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<std::int32_t>(now.time_since_epoch().count());
}

std::string bound(std::int32_t day) { return day < -200000 || day > 200000 ? "..." : iso_date(day); }

std::string_view kind_name(ActorKind kind) {
  static constexpr std::string_view names[] = {"name",          "alias", "abbreviation", "adjective",       "demonym", "capital",
                                               "seat of power", "city",  "body",         "historical name", "person"};
  return names[static_cast<std::size_t>(kind)];
}

std::string either(std::string_view s) { return s.empty() ? "-" : std::string(s); }

void print_entry(const ActorDictionary& actors, const ActorEntry& e, std::int32_t day) {
  const bool holds = e.from <= day && day <= e.to;
  std::printf("%s  %s: %.*s of %s  id %s, country %s, sector %s, %s to %s", holds ? "holds   " : "not then", std::string(actors.text(e.surface)).c_str(),
              static_cast<int>(kind_name(e.kind).size()), kind_name(e.kind).data(), std::string(actors.text(e.name)).c_str(), either(actors.text(e.id)).c_str(),
              either(actors.text(e.country)).c_str(), either(actors.text(e.sector)).c_str(), bound(e.from).c_str(), bound(e.to).c_str());
  if (e.note.size > 0) std::printf("  (%s)", std::string(actors.text(e.note)).c_str());
  std::printf("\n");
}

void print_list(const char* title, const std::vector<std::string_view>& list) {
  if (list.empty()) return;
  std::printf("%s (%zu):", title, list.size());
  for (const std::string_view s : list) std::printf(" %s", std::string(s).c_str());
  std::printf("\n");
}

// Entries whose form is the name, whatever its case; when there are none, those that contain it as words.
std::vector<const ActorEntry*> entries_for(const ActorDictionary& actors, const std::string& name, bool contain) {
  std::vector<const ActorEntry*> out;
  const std::string wanted = utf8::lower(name);
  for (const ActorEntry& e : actors.entries()) {
    const std::string surface = utf8::lower(actors.text(e.surface));
    if (surface == wanted || (contain && (" " + surface + " ").find(" " + wanted + " ") != std::string::npos)) out.push_back(&e);
  }
  return out;
}

int find_actor(const Options& o) {
  std::int32_t day = today();
  if (!o.on.empty()) {
    const auto given = parse_iso_day(o.on);
    if (!given) throw Error("'" + o.on + "' is no date (YYYY-MM-DD)");
    day = *given;
  }
  const Coding coding = o.runtime.open();
  const ActorDictionary& actors = coding.actors();
  std::vector<const ActorEntry*> found = entries_for(actors, o.name, false);
  const bool exact = !found.empty();
  if (!exact) found = entries_for(actors, o.name, true);
  if (found.empty()) {
    std::fprintf(stderr, "detente: the actor dictionaries have no '%s'\n", o.name.c_str());
    return kNotFound;
  }
  if (!exact) std::printf("no entry '%s' of its own; entries with it:\n", o.name.c_str());
  const auto distance = [&](const ActorEntry* e) { return day < e->from ? std::int64_t{e->from} - day : day > e->to ? std::int64_t{day} - e->to : 0; };
  std::stable_sort(found.begin(), found.end(),
                   [&](const ActorEntry* a, const ActorEntry* b) { return distance(a) != distance(b) ? distance(a) < distance(b) : a->rank < b->rank; });
  constexpr std::size_t kShown = 40;
  for (std::size_t i = 0; i < found.size() && i < kShown; ++i) print_entry(actors, *found[i], day);
  if (found.size() > kShown) std::printf("... and %zu more\n", found.size() - kShown);
  if (!exact) return kOk;
  const std::string_view id = actors.text(found.front()->id);
  std::printf("taken on %s: %s (the entry that holds, else the nearest in time)\n", iso_date(day).c_str(), std::string(id).c_str());
  print_list("members then", coding.memberships().members(id, day));
  print_list("member of", coding.memberships().organisations(id, day));
  return kOk;
}

}  // namespace

void add_actors(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("actors", "Look into the actor dictionaries");
  verb->require_subcommand(1);
  CLI::App* find = verb->add_subcommand("find", "What a name means, when and why; members and memberships");
  find->add_option("NAME", o->name, "a name as it stands in text")->required();
  find->add_option("--on", o->on, "a day (YYYY-MM-DD), else today");
  o->runtime.add_to(*find);
  find->footer("Examples:\n  detente actors find Lavrov --on 2016-01-22\n  detente actors find NATO --on 1998-01-01\n  detente actors find Kremlin");
  find->callback([o, &action] { action = [o] { return find_actor(*o); }; });
}

}  // namespace detente::cli
