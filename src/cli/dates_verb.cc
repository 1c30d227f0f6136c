// detente dates: the temporal expressions of a text.
#include <algorithm>
#include <cstdio>

#include "cli/documents.h"
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "pipeline/coding.h"
#include "times/dateline.h"
#include "util/error.h"
#include "util/json_out.h"

namespace detente::cli {

namespace {

struct Options {
  std::string format = "table", published;
  Runtime runtime;
  InputOptions input;
  std::vector<std::string> files;
};

std::optional<std::int32_t> day_of(const std::string& given) {
  if (given.empty()) return std::nullopt;
  const auto day = parse_iso_day(given);
  if (!day) throw Error("'" + given + "' is no date (YYYY-MM-DD)");
  return day;
}

void append_line(std::string& out, const DateMention& m, const Document& d, bool jsonl) {
  const std::string first = m.days ? iso_date(m.days->first) : std::string(), last = m.days ? iso_date(m.days->last) : std::string();
  if (!jsonl) {
    char line[160];
    std::snprintf(line, sizeof line, "%8zu  %-9s %-18s %-10s %-10s  ", m.span.begin + d.offset, m.type.c_str(), m.value.c_str(),
                  first.empty() ? "-" : first.c_str(), last.empty() ? "-" : last.c_str());
    out += line;
    for (const char c : m.text) out += c == '\n' ? ' ' : c;
    out += '\n';
    return;
  }
  out += "{\"doc\":";
  json::append_string(out, d.id);
  out += ",\"begin\":";
  json::append_int(out, static_cast<std::int64_t>(m.span.begin + d.offset));
  out += ",\"end\":";
  json::append_int(out, static_cast<std::int64_t>(m.span.end + d.offset));
  out += ",\"text\":";
  json::append_string(out, m.text);
  out += ",\"type\":";
  json::append_string(out, m.type);
  out += ",\"value\":";
  json::append_string(out, m.value);
  out += ",\"start_date\":";
  json::append_string_or_null(out, first);
  out += ",\"end_date\":";
  json::append_string_or_null(out, last);
  out += ",\"precision\":";
  json::append_string(out, name(m.precision));
  out += "}\n";
}

// The day that a document's relative dates count from; a part of a long text keeps that of the first.
struct DocumentDay {
  std::string id;
  std::optional<std::int32_t> day;

  void read(const Document& d, const std::string& text, std::optional<std::int32_t> given) {
    if (given || !d.published.empty()) day = given ? given : day_of(d.published);
    else if (d.offset == 0 || d.id != id) day = dateline_day(text);
    id = d.id;
  }
};

int dates(const Options& o) {
  const std::optional<std::int32_t> given = day_of(o.published);
  const Coding coding = o.runtime.open();
  Workspace ws;
  DocumentDay day;
  return for_each_document(o.files, o.input.reader, [&](const Document& d) {
    const std::string text = d.coded_text();
    day.read(d, text, given);
    std::string out;
    for (const DateMention& m : coding.dates(text, day.day, ws)) append_line(out, m, d, o.format == "jsonl");
    std::fwrite(out.data(), 1, out.size(), stdout);
  });
}

}  // namespace

void add_dates(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("dates", "Find the temporal expressions of a text, with TIMEX3 type and value and the days they mean");
  verb->add_option("--format", o->format, "table, or jsonl with byte offsets")->check(CLI::IsMember({"table", "jsonl"}))->capture_default_str();
  verb->add_option("--published", o->published, "date of the document (YYYY-MM-DD); else its own `published`, else its dateline");
  o->runtime.add_to(*verb);
  o->input.add_to(*verb);
  verb->add_option("FILE", o->files, kInputHelp)->default_val(std::vector<std::string>{"-"});
  verb->footer(
      "Exit codes: 0 all read, 1 nothing could be read, 2 wrong usage, 4 some documents skipped.\nExample:\n  echo 'They met on Friday and will meet again "
      "early next month.' | detente dates --published 2016-01-22 -");
  verb->callback([o, &action] { action = [o] { return dates(*o); }; });
}

}  // namespace detente::cli
