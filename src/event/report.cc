#include "event/report.h"

#include <cstdio>

#include "util/json_out.h"

namespace detente {

namespace {

using json::append_int;
using json::append_string;
using json::append_string_or_null;

void append_span(std::string& out, Span span, std::size_t offset) {
  out += "\"begin\":";
  append_int(out, static_cast<std::int64_t>(span.begin + offset));
  out += ",\"end\":";
  append_int(out, static_cast<std::int64_t>(span.end + offset));
}

void append_quoted(std::string& out, const Quoted& q, std::size_t offset) {
  if (q.text.empty()) {
    out += "null";
    return;
  }
  out += '{';
  append_span(out, q.span, offset);
  out += ",\"text\":";
  append_string(out, q.text);
  out += '}';
}

void append_parties(std::string& out, const std::vector<Party>& parties, std::size_t offset) {
  out += '[';
  bool first = true;
  for (const Party& p : parties) {
    if (!first) out += ',';
    first = false;
    out += "{\"text\":";
    append_string(out, p.text);
    out += ',';
    append_span(out, p.span, offset);
    out += ",\"id\":";
    append_string_or_null(out, p.id);
    out += ",\"name\":";
    append_string_or_null(out, p.name);
    out += ",\"country\":";
    append_string_or_null(out, p.country);
    out += ",\"sector\":";
    append_string_or_null(out, p.sector);
    if (!p.sector2.empty()) {
      out += ",\"sector2\":";
      json::append_list(out, p.sector2);
    }
    if (!p.role.empty()) {
      out += ",\"role\":";
      append_string(out, p.role);
    }
    out += '}';
  }
  out += ']';
}

// Why each party is read as it is.
void append_reasons(std::string& out, const std::vector<Party>& parties) {
  out += '[';
  for (std::size_t i = 0; i < parties.size(); ++i) {
    if (i > 0) out += ',';
    out += "{\"text\":";
    append_string(out, parties[i].text);
    out += ",\"entry\":";
    append_string_or_null(out, parties[i].entry);
    out += ",\"rule\":";
    append_string(out, parties[i].rule.empty() ? "words of a class" : parties[i].rule);
    out += '}';
  }
  out += ']';
}

}  // namespace

std::string_view name(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::day: return "day";
    case DatePrecision::week: return "week";
    case DatePrecision::month: return "month";
    case DatePrecision::year: return "year";
    default: return "unknown";
  }
}

std::string_view name(Attribution::Kind kind) {
  switch (kind) {
    case Attribution::Kind::named: return "named";
    case Attribution::Kind::anonymous: return "anonymous";
    default: return "author";
  }
}

std::size_t write_json(const Report& r, std::string_view document_id, const Ontology& ontology, const ReportFormat& format, std::string& out) {
  out += "{\"doc\":";
  append_string(out, document_id);
  out += ",\"sentence\":";
  const std::size_t number_at = out.size();
  append_int(out, r.sentence);
  out += ",\"text\":";
  append_string(out, r.text);
  out += ",\"type\":";
  append_string(out, name(r.type));
  out += ",\"modes\":";
  json::append_list(out, r.modes);
  out += ",\"contexts\":";
  json::append_list(out, r.contexts);
  out += ",\"cameo\":";
  append_string(out, r.act->code_text());
  out += ",\"quad\":";
  append_int(out, quad_of(r.type));
  out += ",\"goldstein\":";
  json::append_number(out, r.act->goldstein, 1);
  out += ",\"trigger\":";
  append_quoted(out, r.trigger, format.offset);
  out += ",\"actors\":";
  append_parties(out, r.actors, format.offset);
  out += ",\"recipients\":";
  append_parties(out, r.recipients, format.offset);
  out += r.mutual ? ",\"mutual\":true" : ",\"mutual\":false";
  out += ",\"status\":";
  append_string(out, name(r.status));
  out += ",\"date\":";
  if (r.date.empty()) {
    out += "null";
  } else {
    out += "{\"start\":";
    append_string(out, iso_date(r.date.days.first));
    out += ",\"end\":";
    append_string(out, iso_date(r.date.days.last));
    out += ",\"text\":";
    append_string(out, r.date.text);
    out += ",\"precision\":";
    append_string(out, name(r.date.precision));
    out += '}';
  }
  out += ",\"place\":";
  if (r.place.empty()) {
    out += "null,\"place_reason\":";
    append_string(out, r.place_reason);
  } else {
    out += "{\"text\":";
    append_string(out, r.place.text);
    out += ',';
    append_span(out, r.place.span, format.offset);
    out += ",\"name\":";
    append_string_or_null(out, r.place.name);
    out += ",\"country\":";
    append_string_or_null(out, r.place.country);
    out += ",\"admin1\":";
    append_string_or_null(out, r.place.admin1);
    if (r.place.name.empty()) {
      out += ",\"lat\":null,\"lon\":null";
    } else {
      char at[64];
      std::snprintf(at, sizeof at, ",\"lat\":%.2f,\"lon\":%.2f", r.place.lat, r.place.lon);
      out += at;
    }
    out += ",\"precision\":";
    append_string_or_null(out, r.place.precision);
    out += '}';
    if (r.place.name.empty()) {
      out += ",\"place_reason\":";
      append_string(out, r.place_reason);
    }
  }
  out += ",\"attribution\":{\"kind\":";
  append_string(out, name(r.attribution.kind));
  out += ",\"source\":";
  append_quoted(out, r.attribution.source, format.offset);
  out += ",\"cue\":";
  append_quoted(out, r.attribution.cue, format.offset);
  out += "},\"hedge\":";
  append_quoted(out, r.hedge, format.offset);
  out += ",\"loaded\":[";
  for (std::size_t i = 0; i < r.loaded.size(); ++i) {
    if (i > 0) out += ',';
    append_string(out, r.loaded[i]);
  }
  out += "],\"confidence\":";
  json::append_number(out, r.confidence, 2);
  if (format.explain) {
    out += ",\"why\":{\"act\":";
    append_string(out, ontology.text(r.act->label));
    out += ",\"entry\":";
    append_string(out, r.why.entry);
    out += ",\"outer\":";
    append_string_or_null(out, r.why.outer);
    out += ",\"status\":";
    append_string(out, r.why.status);
    out += ",\"path\":";
    append_string_or_null(out, r.why.path);
    out += ",\"actors\":";
    append_reasons(out, r.actors);
    out += ",\"recipients\":";
    append_reasons(out, r.recipients);
    out += ",\"date\":";
    append_string(out, r.date.empty() ? "no date in the clause" : r.date_from_elsewhere ? "the same act is dated elsewhere" : "told in the clause");
    out += ",\"place\":";
    append_string(out, r.place.name.empty() ? r.place_reason : "told in the clause");
    out += '}';
  }
  out += '}';
  return number_at;
}

}  // namespace detente
