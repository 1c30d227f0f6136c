#include "brief/brief_text.h"
#include "util/json_out.h"

namespace detente {

std::string brief_json(const Brief& b) {
  std::string out = "{\"a\":";
  const auto field = [&](const char* key, const std::string& value) {
    out += std::string(",\"") + key + "\":";
    json::append_string_or_null(out, value);
  };
  json::append_string(out, b.a);
  field("b", b.b);
  field("a_name", b.a_name);
  field("b_name", b.b_name);
  field("as_of", b.as_of);
  out += ",\"parts\":[";
  for (std::size_t i = 0; i < b.parts.size(); ++i) {
    const BriefPart& p = b.parts[i];
    out += i > 0 ? ",{\"part\":" : "{\"part\":";
    json::append_string(out, p.key);
    field("title", p.title);
    out += ",\"sentences\":[";
    for (std::size_t k = 0; k < p.sentences.size(); ++k) {
      out += k > 0 ? ",{\"text\":" : "{\"text\":";
      json::append_string(out, p.sentences[k].text);
      out += ",\"references\":[";
      for (std::size_t n = 0; n < p.sentences[k].references.size(); ++n) {
        if (n > 0) out += ',';
        json::append_int(out, p.sentences[k].references[n]);
      }
      out += "]}";
    }
    out += "]}";
  }
  out += "],\"references\":[";
  for (std::size_t i = 0; i < b.references.size(); ++i) {
    const BriefReference& r = b.references[i];
    out += i > 0 ? ",{\"number\":" : "{\"number\":";
    json::append_int(out, static_cast<std::int64_t>(i) + 1);
    field("event", r.event);
    field("document", r.document);
    field("outlet", r.outlet);
    field("published", r.published);
    field("url", r.url);
    field("text", r.text);
    out += ",\"reports\":";
    json::append_int(out, r.reports);
    out += ",\"outlets\":";
    json::append_int(out, r.outlets);
    out += '}';
  }
  return out + "]}\n";
}

}  // namespace detente
