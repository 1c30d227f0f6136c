// detente places: the places of a text, where they lie and why one is not resolved.
#include <cstdio>

#include "cli/documents.h"
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "pipeline/coding.h"
#include "util/error.h"
#include "util/json_out.h"

namespace detente::cli {

namespace {

struct Options {
  std::string format = "table";
  Runtime runtime;
  InputOptions input;
  std::vector<std::string> files;
};

void append_json(const PlaceFound& m, const Document& d, std::string& out) {
  out += "{\"doc\":";
  json::append_string(out, d.id);
  out += ",\"begin\":";
  json::append_int(out, static_cast<std::int64_t>(m.span.begin + d.offset));
  out += ",\"end\":";
  json::append_int(out, static_cast<std::int64_t>(m.span.end + d.offset));
  out += ",\"text\":";
  json::append_string(out, m.text);
  out += ",\"use\":";
  json::append_string(out, name(m.use));
  if (!m.resolved) {
    out += ",\"name\":null,\"reason\":";
    json::append_string(out, m.reason);
    out += "}\n";
    return;
  }
  out += ",\"name\":";
  json::append_string(out, m.name);
  out += ",\"country\":";
  json::append_string_or_null(out, m.country);
  out += ",\"admin1\":";
  json::append_string_or_null(out, m.admin1);
  char numbers[64];
  std::snprintf(numbers, sizeof numbers, ",\"lat\":%.2f,\"lon\":%.2f", static_cast<double>(m.lat), static_cast<double>(m.lon));
  out += numbers;
  out += ",\"precision\":";
  json::append_string(out, m.precision);
  out += ",\"sure\":";
  out += m.sure ? "true" : "false";
  out += "}\n";
}

void append_line(const PlaceFound& m, const Document& d, std::string& out) {
  char line[160];
  if (m.resolved)
    std::snprintf(line, sizeof line, "%8zu  %-9s %-9s %-3s %7.2f %8.2f  ", m.span.begin + d.offset, std::string(name(m.use)).c_str(),
                  std::string(m.precision).c_str(), m.country.empty() ? "-" : std::string(m.country).c_str(), static_cast<double>(m.lat),
                  static_cast<double>(m.lon));
  else std::snprintf(line, sizeof line, "%8zu  %-9s %-9s %-3s %7s %8s  ", m.span.begin + d.offset, std::string(name(m.use)).c_str(), "-", "-", "-", "-");
  out += line;
  for (const char c : m.text) out += c == '\n' || c == '\t' ? ' ' : c;
  if (m.resolved) {
    out += " = ";
    out += m.name;
    if (!m.admin1.empty() && m.admin1 != m.name) {
      out += ", ";
      out += m.admin1;
    }
  } else {
    out += ": ";
    out += m.reason;
  }
  out += '\n';
}

int places(const Options& o) {
  const Coding coding = o.runtime.open();
  Workspace ws;
  return for_each_document(o.files, o.input.reader, [&](const Document& d) {
    std::string out;
    for (const PlaceFound& m : coding.places(d.coded_text(), ws)) o.format == "jsonl" ? append_json(m, d, out) : append_line(m, d, out);
    std::fwrite(out.data(), 1, out.size(), stdout);
  });
}

}  // namespace

void add_places(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("places", "Find the places of a text and where they lie");
  verb->add_option("--format", o->format, "table, or jsonl with byte offsets")->check(CLI::IsMember({"table", "jsonl"}))->capture_default_str();
  o->runtime.add_to(*verb);
  o->input.add_to(*verb);
  verb->add_option("FILE", o->files, kInputHelp)->default_val(std::vector<std::string>{"-"});
  verb->footer("Example:\n  echo 'The ferry sank near Kherson, in southern Ukraine.' | detente places -");
  verb->callback([o, &action] { action = [o] { return places(*o); }; });
}

}  // namespace detente::cli
