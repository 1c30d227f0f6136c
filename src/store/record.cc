#include "store/record.h"

#include <algorithm>

#include "store/similarity.h"
#include "util/hash.h"

namespace detente {

namespace {

std::vector<StoredParty> make_parties(const std::vector<Party>& parties, std::size_t offset, const Belonging& b) {
  std::vector<StoredParty> out;
  for (const Party& p : parties) {
    out.push_back({std::string(p.text), std::string(p.id), std::string(p.name), std::string(p.country), std::string(p.sector), std::string(p.role),
                   p.span.begin + offset, p.span.end + offset});
    if (b.affiliations != nullptr && !p.id.empty()) out.back().belongs = b.affiliations->codes(p.id, b.day);
  }
  return out;
}

std::string join(const std::vector<std::string_view>& parts) {
  std::string out;
  for (const std::string_view p : parts) {
    if (!out.empty()) out += ';';
    out += p;
  }
  return out;
}

}  // namespace

std::vector<std::string> StoredParty::belongs_to() const {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < belongs.size();) {
    const std::size_t stop = std::min(belongs.find(';', at), belongs.size());
    if (stop > at) out.push_back(belongs.substr(at, stop - at));
    at = stop + 1;
  }
  return out;
}

StoredReport make_stored(const Report& r, std::size_t offset, int sentences, const Belonging& belonging) {
  StoredReport s;
  s.sentence = r.sentence + sentences;
  s.sentence_begin = r.sentence_span.begin + offset;
  s.sentence_end = r.sentence_span.end + offset;
  s.text = r.text;
  s.type = r.type;
  s.modes = r.modes;
  s.contexts = r.contexts;
  s.cameo = r.act->code_text();
  s.goldstein = static_cast<double>(r.act->goldstein);
  s.trigger = r.trigger.text;
  s.trigger_begin = r.trigger.span.begin + offset;
  s.trigger_end = r.trigger.span.end + offset;
  s.actors = make_parties(r.actors, offset, belonging);
  s.recipients = make_parties(r.recipients, offset, belonging);
  s.mutual = r.mutual;
  s.status = r.status;
  if (!r.date.empty()) {
    s.date = r.date.days;
    s.date_text = r.date.text;
    s.date_precision = name(r.date.precision);
  }
  s.place_text = r.place.text;
  if (!r.place.name.empty())
    s.place = StoredPlace{
        std::string(r.place.name), std::string(r.place.country), std::string(r.place.admin1), std::string(r.place.precision), r.place.lat, r.place.lon};
  s.attribution = name(r.attribution.kind);
  s.source = r.attribution.source.text;
  s.cue = r.attribution.cue.text;
  s.hedge = r.hedge.text;
  s.loaded = join(r.loaded);
  s.confidence = static_cast<double>(r.confidence);
  return s;
}

std::int64_t stored_hash(const Document& d, std::string_view text) {
  std::uint64_t h = hash_bytes(text);
  for (const std::string* s : {&d.title, &d.published, &d.outlet, &d.url}) h = hash_combine(h, hash_bytes(*s));
  return static_cast<std::int64_t>(h);
}

StoredDocument make_stored(const Document& d, std::string text) {
  StoredDocument s;
  s.hash = stored_hash(d, text);
  s.id = d.id;
  s.title = d.title;
  s.published = d.published;
  s.outlet = d.outlet;
  s.url = d.url;
  s.text = std::move(text);
  s.shingles = shingles_of(s.text);
  return s;
}

Status parse_status(std::string_view text) {
  for (const Status s : {Status::planned, Status::possible, Status::denied, Status::historical})
    if (name(s) == text) return s;
  return Status::happened;
}

}  // namespace detente
