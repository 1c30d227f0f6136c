#include "cli/agenda_notices.h"

#include <algorithm>

#include "util/tsv.h"

namespace detente::cli {

namespace {

constexpr std::int32_t kOneStay = 3;  // days that may be one occasion: "on February 10 and 11"

struct Found {
  Span sentence;
  PlanMention mention;
};

bool inside(Span part, Span whole) { return part.begin >= whole.begin && part.end <= whole.end; }

// The day, week or month to come that the sentence names; nearer ones first, days before longer spans.
void take_days(const std::vector<DateMention>& dates, Span sentence, std::int32_t published, PlanMention& m) {
  for (const DatePrecision wanted : {DatePrecision::day, DatePrecision::week, DatePrecision::month})
    for (const DateMention& d : dates) {
      if (d.precision != wanted || !d.days || !inside(d.span, sentence) || d.days->last <= published) continue;
      if (!m.days) {
        m.days = d.days;
        m.precision = name(wanted);
      } else if (wanted == DatePrecision::day && m.precision == "day" && d.days->first <= m.days->last + kOneStay && d.days->last >= m.days->first - kOneStay) {
        m.days = DayRange{std::min(m.days->first, d.days->first), std::max(m.days->last, d.days->last)};
      }
    }
}

void add_code(std::vector<std::string>& codes, std::string_view code) {
  if (!code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) codes.emplace_back(code);
}

// A person counts as his country, else as the organisation that he speaks for.
std::string_view code_of(const NameMention& n) {
  if (!n.country.empty()) return n.country;
  const std::size_t at = n.note.find(';');
  return at == std::string_view::npos ? n.id : trim(n.note.substr(at + 1));
}

struct Where {
  Span span;
  std::string name;
};

}  // namespace

void read_notices(const Coding& coding, const AgendaWords& words, const StoredText& document, Workspace& ws, std::vector<PlanMention>& out) {
  const std::optional<std::int32_t> published = parse_iso_day(document.published);
  if (!published || !words.may_tell(document.text)) return;
  std::vector<Found> found;
  std::vector<Span> sentences;
  {
    const std::vector<DateMention> dates = coding.dates(document.text, published, ws);
    for (const Sentence& s : ws.sentences) {
      sentences.push_back(s.span);
      const std::string text = document.text.substr(s.span.begin, s.span.end - s.span.begin);
      const AgendaWords::Cue cue = words.cue(words_of(text));
      if (!words.tells_a_plan(text)) continue;
      Found f{s.span, {}};
      take_days(dates, s.span, *published, f.mention);
      const bool change = cue == AgendaWords::Cue::moved || cue == AgendaWords::Cue::cancelled || cue == AgendaWords::Cue::confirmed;
      if (!f.mention.days && !change) continue;
      f.mention.text = text;
      found.push_back(std::move(f));
    }
  }
  if (found.empty()) return;
  std::vector<Where> places;
  for (const PlaceFound& p : coding.places(document.text, ws))
    if (p.resolved && (p.precision == "city" || p.precision == "facility" || p.precision == "district")) places.push_back({p.span, std::string(p.name)});
  const std::vector<NameMention> names = coding.names(document.text, published, ws);
  for (Found& f : found) {
    PlanMention& m = f.mention;
    m.document = document.id;
    m.published = document.published;
    m.outlet = document.outlet;
    for (const Where& w : places)
      if (inside(w.span, f.sentence) && m.place.empty()) m.place = w.name;
    // What the plan is about stands before it: the title, and the sentence before
    std::size_t at = 0;
    while (at < sentences.size() && sentences[at].begin < f.sentence.begin) ++at;
    const Span before = at > 0 ? sentences[at - 1] : f.sentence;
    for (const NameMention& n : names) {
      const bool town = std::any_of(places.begin(), places.end(), [&](const Where& w) { return w.span.begin < n.span.end && n.span.begin < w.span.end; });
      if (town) continue;
      if (inside(n.span, f.sentence)) add_code(m.who, code_of(n));
      else if (inside(n.span, before) || (!sentences.empty() && inside(n.span, sentences.front()))) add_code(m.about, code_of(n));
    }
    out.push_back(std::move(m));
  }
}

std::vector<PlanMention> read_notices(Store& store, const Coding& coding, const AgendaWords& words, std::int32_t from, std::int32_t as_of) {
  std::vector<PlanMention> out;
  Workspace ws;
  each_document(store, from, as_of, [&](const StoredText& document) { read_notices(coding, words, document, ws, out); });
  return out;
}

}  // namespace detente::cli
