#include "cli/report_table.h"

#include <algorithm>

namespace detente::cli {

namespace {

constexpr const char* kBold = "\033[1m";
constexpr const char* kTrigger = "\033[1;33m";
constexpr const char* kParty = "\033[36m";
constexpr const char* kDim = "\033[2m";
constexpr const char* kPlain = "\033[0m";

struct Mark {
  Span span;
  bool trigger = false;
};

// The sentence on one line; without colour triggers stand in [brackets] and parties in <angles>.
void write_sentence(std::string_view text, Span sentence, std::vector<Mark> marks, bool colour, std::string& out) {
  std::sort(marks.begin(), marks.end(),
            [](const Mark& a, const Mark& b) { return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end; });
  std::size_t at = sentence.begin;
  const auto copy = [&](std::size_t to) {
    for (; at < to; ++at) out += text[at] == '\n' || text[at] == '\t' ? ' ' : text[at];
  };
  for (const Mark& m : marks) {
    if (m.span.begin < at || m.span.end > sentence.end) continue;  // inside another mark
    copy(m.span.begin);
    out += colour ? (m.trigger ? kTrigger : kParty) : (m.trigger ? "[" : "<");
    copy(m.span.end);
    out += colour ? kPlain : (m.trigger ? "]" : ">");
  }
  copy(sentence.end);
}

void write_parties(const std::vector<Party>& parties, std::string& out) {
  bool first = true;
  for (const Party& p : parties) {
    if (!first) out += " + ";
    first = false;
    const std::string_view id = !p.id.empty() ? p.id : p.country;
    if (!id.empty()) {
      out += id;
      if (!p.sector.empty() && p.sector != "GOV" && p.sector != "IGO") {
        out += ' ';
        out += p.sector;
      }
    } else {
      out += '"';
      out += p.text;
      out += '"';
    }
  }
}

}  // namespace

void write_table(const Workspace& ws, const Document& document, const Ontology& ontology, const TableFormat& format, std::string& out) {
  const auto style = [&](const char* s) {
    if (format.colour) out += s;
  };
  style(kBold);
  out += document.id;
  style(kPlain);
  if (!document.published.empty()) out += "  " + document.published.substr(0, 10);
  if (!document.outlet.empty()) out += "  " + document.outlet;
  out += '\n';
  if (ws.reports.empty()) out += "  no events\n";
  for (std::size_t i = 0; i < ws.reports.size();) {
    std::size_t end = i;
    std::vector<Mark> marks;
    for (; end < ws.reports.size() && ws.reports[end].sentence_span == ws.reports[i].sentence_span; ++end) {
      const Report& r = ws.reports[end];
      marks.push_back({r.trigger.span, true});
      for (const auto* list : {&r.actors, &r.recipients})
        for (const Party& p : *list) marks.push_back({p.span, false});
    }
    out += "  ";
    write_sentence(ws.text, ws.reports[i].sentence_span, std::move(marks), format.colour, out);
    out += '\n';
    for (; i < end; ++i) {
      const Report& r = ws.reports[i];
      out += "    ";
      style(kBold);
      std::string type(name(r.type));
      type.resize(std::max<std::size_t>(type.size(), 9), ' ');
      out += type;
      style(kPlain);
      out += ' ';
      out += r.act->code_text();
      out += std::string(5 - std::min<std::size_t>(4, r.act->code_text().size()), ' ');
      write_parties(r.actors, out);
      if (!r.recipients.empty()) {
        out += " > ";
        write_parties(r.recipients, out);
      }
      out += "  ";
      style(kDim);
      out += '"';
      out += r.trigger.text;
      out += '"';
      if (r.status != Status::happened) {
        out += ", ";
        out += name(r.status);
      }
      if (!r.date.empty()) {
        out += ", ";
        out += iso_date(r.date.days.first);
        if (r.date.days.last != r.date.days.first) out += " to " + iso_date(r.date.days.last);
      }
      if (!r.place.empty()) {
        out += ", in ";
        out += r.place.text;
      }
      if (r.attribution.kind != Attribution::Kind::author) {
        out += ", says ";
        out += r.attribution.source.text.empty() ? std::string_view("somebody") : r.attribution.source.text;
      }
      if (!r.hedge.text.empty()) {
        out += ", hedged \"";
        out += r.hedge.text;
        out += '"';
      }
      if (format.explain) {
        out += "; ";
        out += ontology.text(r.act->label);
        out += " by ";
        out += r.why.entry;
        if (!r.why.outer.empty()) {
          out += " under \"";
          out += r.why.outer;
          out += '"';
        }
        out += ", status by ";
        out += r.why.status;
      }
      style(kPlain);
      out += '\n';
    }
  }
}

}  // namespace detente::cli
