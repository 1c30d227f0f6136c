// detente quotes: who says what in a text: source, cue and content of every attribution, with byte offsets.
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
  bool nested = false;
};

class QuotePrinter {
 public:
  QuotePrinter(const Document& document, std::string_view text, const QuoteWorkspace& quotes, std::string& out)
      : document_(document), text_(text), quotes_(quotes), out_(out) {}

  void json_line(const FoundQuote& q) {
    out_ += "{\"doc\":";
    json::append_string(out_, document_.id);
    out_ += ",\"class\":";
    json::append_string(out_, name(q.kind));
    out_ += ",\"form\":";
    json::append_string(out_, name(q.form));
    out_ += ",\"kind\":";
    json::append_string_or_null(out_, name(q.source_kind));
    out_ += q.nested ? ",\"nested\":true" : ",\"nested\":false";
    out_ += ",\"source\":";
    if (q.source.empty()) out_ += "null";
    else span(q.source);
    out_ += ",\"cue\":";
    span(q.cue);
    out_ += ",\"content\":[";
    for (int p = q.first_part; p >= 0; p = part(p).next) {
      if (p != q.first_part) out_ += ',';
      span(part(p).span);
    }
    out_ += "]}\n";
  }

  void table_line(const FoundQuote& q) {
    char head[64];
    std::snprintf(head, sizeof head, "%8zu  %-8s  %-9s  ", q.cue.begin + document_.offset, std::string(name(q.form)).c_str(),
                  q.source_kind == SourceKind::none ? "-" : std::string(name(q.source_kind)).c_str());
    out_ += head;
    flat(q.source.empty() ? std::string_view("-") : words(q.source));
    out_ += " | ";
    flat(words(q.cue));
    out_ += " | ";
    for (int p = q.first_part; p >= 0; p = part(p).next) {
      if (p != q.first_part) out_ += " ... ";
      flat(words(part(p).span));
    }
    out_ += '\n';
  }

 private:
  [[nodiscard]] const ContentPart& part(int p) const { return quotes_.parts[static_cast<std::size_t>(p)]; }
  [[nodiscard]] std::string_view words(Span s) const { return text_.substr(s.begin, s.end - s.begin); }

  void span(Span s) {
    out_ += "{\"text\":";
    json::append_string(out_, words(s));
    out_ += ",\"begin\":";
    json::append_int(out_, static_cast<std::int64_t>(s.begin + document_.offset));
    out_ += ",\"end\":";
    json::append_int(out_, static_cast<std::int64_t>(s.end + document_.offset));
    out_ += '}';
  }

  // On one line of the table.
  void flat(std::string_view s) {
    for (const char c : s) out_ += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }

  const Document& document_;
  std::string_view text_;
  const QuoteWorkspace& quotes_;
  std::string& out_;
};

void print_document(const Coding& coding, const Document& d, const Options& o, Workspace& ws) {
  const QuoteWorkspace& quotes = coding.quotes(d.coded_text(), ws);
  std::string out;
  QuotePrinter printer(d, ws.text, quotes, out);
  for (const FoundQuote& q : quotes.found) {
    if (q.nested && !o.nested) continue;
    if (o.format == "jsonl") printer.json_line(q);
    else printer.table_line(q);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
}

int quotes(const Options& o) {
  const Coding coding = o.runtime.open();
  Workspace ws;
  return for_each_document(o.files, o.input.reader, [&](const Document& d) { print_document(coding, d, o, ws); });
}

}  // namespace

void add_quotes(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("quotes", "Find who says what: source, cue and content of direct, indirect and mixed speech, thought and demand");
  verb->add_option("--format", o->format, "table, or jsonl with byte offsets")->check(CLI::IsMember({"table", "jsonl"}))->capture_default_str();
  verb->add_flag("--nested", o->nested, "also what stands within the content of another attribution");
  o->runtime.add_to(*verb);
  o->input.add_to(*verb);
  verb->add_option("FILE", o->files, kInputHelp)->default_val(std::vector<std::string>{"-"});
  verb->footer("Example:\n  echo 'The talks failed, officials said. \"We will try again,\" the Arvian premier added.' | detente quotes -");
  verb->callback([o, &action] { action = [o] { return quotes(*o); }; });
}

}  // namespace detente::cli
