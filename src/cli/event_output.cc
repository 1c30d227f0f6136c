#include "cli/event_output.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "util/json_out.h"

namespace detente::cli {

namespace {

// Each code once.
std::string codes(const std::vector<StoredParty>& parties, const char* between) {
  std::string out;
  std::set<std::string> told;
  for (const StoredParty& p : parties) {
    if (!told.insert(p.code()).second) continue;
    if (!out.empty()) out += between;
    out += p.code();
  }
  return out;
}

std::string one_line(std::string s) {
  for (char& c : s)
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  return s;
}

std::string days_text(const StoredReport& r) {
  if (!r.date) return "";
  return r.date->first == r.date->last ? iso_date(r.date->first) : iso_date(r.date->first) + " to " + iso_date(r.date->last);
}

void append_field(std::string& out, const char* key, std::string_view value) {
  out += ",\"";
  out += key;
  out += "\":";
  json::append_string_or_null(out, value);
}

void append_parties(std::string& out, const char* key, const std::vector<StoredParty>& parties) {
  out += ",\"";
  out += key;
  out += "\":[";
  bool first = true;
  for (const StoredParty& p : parties) {
    out += first ? "{\"text\":" : ",{\"text\":";
    first = false;
    json::append_string(out, p.text);
    append_field(out, "id", p.id);
    append_field(out, "name", p.name);
    append_field(out, "country", p.country);
    append_field(out, "sector", p.sector);
    out += '}';
  }
  out += ']';
}

// The fields that an event and a report share.
void append_agreed(std::string& out, const StoredReport& r) {
  append_field(out, "type", name(r.type));
  out += ",\"modes\":";
  json::append_list(out, r.modes);
  out += ",\"contexts\":";
  json::append_list(out, r.contexts);
  append_field(out, "cameo", r.cameo);
  out += ",\"quad\":";
  json::append_int(out, quad_of(r.type));
  out += ",\"goldstein\":";
  json::append_number(out, r.goldstein, 1);
  append_parties(out, "actors", r.actors);
  append_parties(out, "recipients", r.recipients);
  out += r.mutual ? ",\"mutual\":true" : ",\"mutual\":false";
  append_field(out, "status", name(r.status));
  if (r.date) {
    out += ",\"date\":{\"start\":\"" + iso_date(r.date->first) + "\",\"end\":\"" + iso_date(r.date->last) + "\"";
    append_field(out, "precision", r.date_precision);
    out += '}';
  } else {
    out += ",\"date\":null";
  }
  if (r.place) {
    out += ",\"place\":{\"name\":";
    json::append_string(out, r.place->name);
    append_field(out, "country", r.place->country);
    append_field(out, "admin1", r.place->admin1);
    out += ",\"lat\":";
    json::append_number(out, r.place->lat, 2);
    out += ",\"lon\":";
    json::append_number(out, r.place->lon, 2);
    append_field(out, "precision", r.place->precision);
    out += '}';
  } else {
    out += ",\"place\":null";
  }
  out += ",\"confidence\":";
  json::append_number(out, r.confidence, 2);
}

void append_event_fields(const MergedEvent& e, std::string& out) {
  out += "{\"id\":";
  json::append_string(out, e.id);
  append_agreed(out, e.agreed);
  append_field(out, "first_published", e.first_published);
  append_field(out, "last_published", e.last_published);
  for (const auto& [key, value] : {std::pair<const char*, int>{"reports", e.reports}, {"outlets", e.outlets}, {"independent", e.independent}}) {
    out += std::string(",\"") + key + "\":";
    json::append_int(out, value);
  }
  out += ",\"disputed\":";
  json::append_list(out, e.disputed);
  append_field(out, "text", e.agreed.text);
  append_field(out, "outlet", e.outlet);
  append_field(out, "url", e.url);
  if (e.dataset.empty()) return;
  append_field(out, "dataset", e.dataset);
  append_field(out, "source_id", e.source_id);
  for (const auto& [key, value] : {std::pair<const char*, int>{"mentions", e.mentions}, {"articles", e.articles}}) {
    out += std::string(",\"") + key + "\":";
    json::append_int(out, value);
  }
  if (e.tone) {
    out += ",\"tone\":";
    json::append_number(out, *e.tone, 4);
  }
}

std::string csv_field(std::string_view s) {
  if (s.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(s);
  std::string out = "\"";
  for (const char c : s) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

struct Mark {
  std::size_t begin, end;
  bool trigger;
};

// The sentence with the trigger in [brackets] and the parties in <angles>, or in colours.
std::string marked(const StoredReport& r, bool colour) {
  std::vector<Mark> marks = {{r.trigger_begin, r.trigger_end, true}};
  for (const auto* list : {&r.actors, &r.recipients})
    for (const StoredParty& p : *list) marks.push_back({p.begin, p.end, false});
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  std::string out;
  std::size_t at = r.sentence_begin;
  const std::size_t last = std::min(r.sentence_end, r.sentence_begin + r.text.size());
  const auto copy = [&](std::size_t to) {
    out += r.text.substr(at - r.sentence_begin, to - at);
    at = to;
  };
  for (const Mark& m : marks) {
    if (m.begin < at || m.end > last || m.end <= m.begin) continue;
    copy(m.begin);
    out += colour ? (m.trigger ? "\033[1;33m" : "\033[36m") : (m.trigger ? "[" : "<");
    copy(m.end);
    out += colour ? "\033[0m" : (m.trigger ? "]" : ">");
  }
  copy(last);
  return one_line(out);
}

std::string said_by(const StoredReport& r) {
  if (r.attribution == "author") return "the outlet itself";
  return r.source.empty() ? "somebody" : r.source + (r.attribution == "anonymous" ? " (not named)" : "");
}

}  // namespace

void append_event_row(const MergedEvent& e, std::string& out) {
  const StoredReport& r = e.agreed;
  const std::string when = r.date ? iso_date(r.date->first) : e.first_published.empty() ? "          " : e.first_published.substr(0, 10);
  char head[96];
  std::snprintf(head, sizeof head, "%s%c %-9s %s ", when.c_str(), r.date ? ' ' : '~', std::string(name(r.type)).c_str(), e.id.c_str());
  out += head;
  out += codes(r.actors, " + ");
  if (!r.recipients.empty()) out += " > " + codes(r.recipients, " + ");
  if (r.status != Status::happened) out += ", " + std::string(name(r.status));
  if (r.place) out += ", in " + r.place->name;
  out += "; " + std::to_string(e.reports) + (e.reports == 1 ? " report" : " reports");
  if (e.reports > 1) out += ", " + std::to_string(e.independent) + " independent";
  if (!e.disputed.empty()) out += ", disputed: " + e.disputed;
  out += '\n';
  if (!r.text.empty()) out += "    " + one_line(r.text) + "\n";
}

void append_event_json(const MergedEvent& e, std::string& out) {
  append_event_fields(e, out);
  out += "}\n";
}

std::string event_csv_header() {
  return "id,type,modes,contexts,cameo,quad,goldstein,actors,recipients,mutual,status,date_start,date_end,date_precision,place,place_country,lat,lon,"
         "first_published,last_published,reports,outlets,independent,disputed,confidence,text\n";
}

void append_event_csv(const MergedEvent& e, std::string& out) {
  const StoredReport& r = e.agreed;
  const auto number = [](double v, int digits) {
    std::string s;
    json::append_number(s, v, digits);
    return s;
  };
  const std::string fields[] = {e.id,
                                std::string(name(r.type)),
                                r.modes,
                                r.contexts,
                                r.cameo,
                                std::to_string(quad_of(r.type)),
                                number(r.goldstein, 1),
                                codes(r.actors, ";"),
                                codes(r.recipients, ";"),
                                r.mutual ? "1" : "0",
                                std::string(name(r.status)),
                                r.date ? iso_date(r.date->first) : "",
                                r.date ? iso_date(r.date->last) : "",
                                r.date_precision,
                                r.place ? r.place->name : "",
                                r.place ? r.place->country : "",
                                r.place ? number(r.place->lat, 2) : "",
                                r.place ? number(r.place->lon, 2) : "",
                                e.first_published,
                                e.last_published,
                                std::to_string(e.reports),
                                std::to_string(e.outlets),
                                std::to_string(e.independent),
                                e.disputed,
                                number(r.confidence, 2),
                                one_line(r.text)};
  bool first = true;
  for (const std::string& f : fields) {
    if (!first) out += ',';
    first = false;
    out += csv_field(f);
  }
  out += '\n';
}

void append_receipt(const EventReceipt& receipt, const ReceiptFormat& format, std::string& out) {
  append_event_row(receipt.event, out);
  const MergedEvent& event = receipt.event;
  if (!event.dataset.empty())
    out += "  imported from " + event.dataset + ", row " + event.source_id + (event.url.empty() ? "" : ", " + event.url) +
           (event.mentions > 0 ? ", " + std::to_string(event.mentions) + " mentions" : "") + "; its text is not here\n";
  if (!receipt.event.disputed.empty()) out += "  the reports disagree on: " + receipt.event.disputed + "\n";
  const std::vector<int> voice = voices(receipt.reports);
  for (std::size_t i = 0; i < receipt.reports.size(); ++i) {
    const MergeItem& m = *receipt.reports[i];
    const StoredReport& r = m.report;
    out += "\n  " + m.document + (m.published.empty() ? "" : "  " + m.published.substr(0, 10)) + (m.outlet.empty() ? "" : "  " + m.outlet) + ", sentence " +
           std::to_string(r.sentence) + "\n    " + marked(r, format.colour) + "\n    says " + said_by(r) + ": " + std::string(name(r.type)) + " " + r.cameo +
           ", " + std::string(name(r.status));
    if (r.date) out += ", " + days_text(r);
    if (r.place) out += ", in " + r.place->name;
    if (!r.hedge.empty()) out += ", hedged \"" + r.hedge + "\"";
    out += "\n";
    for (std::size_t k = 0; k < i; ++k)
      if (voice[k] == voice[i]) {
        const std::string& other = receipt.reports[k]->document;
        out += other == m.document ? "    the same document tells of it above\n" : "    a copy of " + other + "\n";
        break;
      }
    if (!format.explain || i == 0) continue;
    // The report that is most alike is what it was taken for the same with
    double best = -1;
    std::string reasons, with;
    for (std::size_t k = 0; k < receipt.reports.size(); ++k) {
      std::string why;
      if (k == i) continue;
      const SameEvent same = compare(*receipt.reports[k], m, &why);
      if (!same.linked || same.score <= best) continue;
      best = same.score;
      reasons = why;
      with = receipt.reports[k]->document + " sentence " + std::to_string(receipt.reports[k]->report.sentence);
    }
    if (best >= 0) out += "    one event with " + with + ": " + reasons + "\n";
  }
}

void append_receipt_json(const EventReceipt& receipt, std::string& out) {
  append_event_fields(receipt.event, out);
  out += ",\"receipt\":[";
  for (std::size_t i = 0; i < receipt.reports.size(); ++i) {
    const MergeItem& m = *receipt.reports[i];
    if (i > 0) out += ',';
    out += "{\"doc\":";
    json::append_string(out, m.document);
    append_field(out, "published", m.published);
    append_field(out, "outlet", m.outlet);
    out += ",\"sentence\":";
    json::append_int(out, m.report.sentence);
    append_field(out, "text", m.report.text);
    out += ",\"trigger\":{\"begin\":";
    json::append_int(out, static_cast<std::int64_t>(m.report.trigger_begin));
    out += ",\"end\":";
    json::append_int(out, static_cast<std::int64_t>(m.report.trigger_end));
    append_field(out, "text", m.report.trigger);
    out += '}';
    append_agreed(out, m.report);
    append_field(out, "attribution", m.report.attribution);
    append_field(out, "source", m.report.source);
    append_field(out, "hedge", m.report.hedge);
    out += '}';
  }
  out += "]}\n";
}

}  // namespace detente::cli
