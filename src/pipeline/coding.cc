#include "pipeline/coding.h"

#include <optional>

#include "places/atoms.h"
#include "times/dateline.h"
#include "util/error.h"

namespace detente {

Coding::Coding(const std::string& model_path, const std::string& data_path)
    : language_(model_path),
      data_(data_path),
      ontology_(data_.section("ontology")),
      actors_(data_.section("actors")),
      memberships_(data_.section("memberships")),
      affiliations_(data_.section("affiliations")),
      gazetteer_(data_.section("places")),
      places_(gazetteer_),
      lexicon_(data_.section("lexicon")),
      cues_(data_.section("cues")),
      quote_finder_(cues_, lexicon_),
      coder_(lexicon_, actors_, gazetteer_, ontology_) {}

namespace {

// The day given, the document's own, or the one in its dateline.
std::optional<std::int32_t> document_day(const Document& document, const std::string& published) {
  const std::string& given = published.empty() ? document.published : published;
  if (given.empty()) return dateline_day(document.coded_text());
  const auto day = parse_iso_day(given);
  if (!day) throw Error("published '" + given + "' is no date (YYYY-MM-DD)");
  return day;
}

}  // namespace

void Coding::code(const Document& document, int scheme, const std::string& published, Workspace& ws) const {
  ws.reports.clear();
  const std::optional<std::int32_t> day = document_day(document, published);
  ws.text = document.coded_text();
  language_.analyse(ws.text, ws.language, ws.sentences);
  places_.find(ws.sentences, ws.places, ws.coder.places);
  coder_.begin_document(ws.text, ws.sentences, day, ws.coder);
  quote_finder_.find(ws.text, ws.sentences, ws.coder.quotes);
  const std::uint32_t body = document.title.empty() ? 0 : static_cast<std::uint32_t>(document.title.size());
  // The title is sentence 0, whatever the splitter made of it; the body begins at 1.
  int number = 0;
  for (const Sentence& s : ws.sentences) {
    if (s.span.begin >= body) ++number;
    coder_.code(s, number, ws.text, scheme, ws.coder, ws.reports);
  }
  drop_unpolitical(ws.sentences.size(), ws.coder.context, ws.reports);
  date_repeats(ws.reports);
  ws.last_sentence = number;
}

std::vector<DateMention> Coding::dates(const std::string& text, std::optional<std::int32_t> published, Workspace& ws) const {
  ws.text = text;
  language_.analyse(ws.text, ws.language, ws.sentences);
  TimeContext context;
  context.begin(ws.text, published);
  std::vector<DateMention> out;
  std::vector<TimeExpression> found;
  for (const Sentence& s : ws.sentences) {
    ws.coder.tree.build(s);
    find_times(ws.coder.tree, context, found);
    for (const TimeExpression& e : found) {
      DateMention m;
      m.span = span_of(e, ws.coder.tree);
      m.text = std::string_view(ws.text).substr(m.span.begin, m.span.end - m.span.begin);
      m.type = name(e.type);
      m.value = e.value();
      if (e.has_days && e.type != TimexType::duration && e.type != TimexType::set) m.days = e.days;
      m.precision = e.precision;
      out.push_back(std::move(m));
    }
  }
  return out;
}

std::vector<NameMention> Coding::names(const std::string& text, std::optional<std::int32_t> published, Workspace& ws) const {
  ws.text = text;
  language_.analyse(ws.text, ws.language, ws.sentences);
  coder_.begin_document(ws.text, ws.sentences, published, ws.coder);
  std::vector<NameMention> out;
  for (const ActorContext::Match& m : ws.coder.context.matches) {
    const Sentence& s = ws.sentences[static_cast<std::size_t>(m.sentence)];
    NameMention n;
    n.span = {s.tokens[static_cast<std::size_t>(m.begin)].span.begin, s.tokens[static_cast<std::size_t>(m.end - 1)].span.end};
    n.text = std::string_view(ws.text).substr(n.span.begin, n.span.end - n.span.begin);
    n.id = actors_.text(m.entry->id);
    n.name = actors_.text(m.entry->name);
    n.country = actors_.text(m.entry->country);
    n.note = actors_.text(m.entry->note);
    out.push_back(n);
  }
  return out;
}

std::vector<WordStanding> Coding::standings(const std::string& text, Workspace& ws) const {
  ws.text = text;
  language_.analyse(ws.text, ws.language, ws.sentences);
  std::vector<WordStanding> out;
  std::vector<Standing> standings;
  for (const Sentence& s : ws.sentences) {
    coder_.standings(s, 1, ws.coder, standings);
    for (std::size_t i = 0; i < s.tokens.size(); ++i) out.push_back({s.tokens[i].span, standings[i]});
  }
  return out;
}

std::vector<PlaceFound> Coding::places(const std::string& text, Workspace& ws) const {
  ws.text = text;
  language_.analyse(ws.text, ws.language, ws.sentences);
  places_.find(ws.sentences, ws.places, ws.coder.places);
  std::vector<PlaceFound> out;
  for (const PlaceMention& m : ws.coder.places) {
    PlaceFound f;
    static_cast<PlaceMention&>(f) = m;
    f.text = std::string_view(ws.text).substr(m.span.begin, m.span.end - m.span.begin);
    out.push_back(f);
  }
  return out;
}

const QuoteWorkspace& Coding::quotes(const std::string& text, Workspace& ws) const {
  ws.text = text;
  language_.analyse(ws.text, ws.language, ws.sentences);
  quote_finder_.find(ws.text, ws.sentences, ws.coder.quotes);
  return ws.coder.quotes;
}

std::string_view Coding::country_code(std::string_view name) const {
  Gazetteer::Names names;
  if (gazetteer_.find(place_key(name), names) != Gazetteer::Step::names) return {};
  for (std::uint32_t k = names.first; k < names.first + names.count; ++k)
    if (gazetteer_.place(k).kind == PlaceKind::country) return gazetteer_.country(gazetteer_.place(k).country);
  return {};
}

void compile_data(const std::vector<std::string>& folders, const std::string& out_path) {
  if (folders.empty()) throw Error("no data folder");
  const std::string ontology_bytes = compile_ontology(folders.front());
  const Ontology ontology(ontology_bytes);
  ContainerWriter out;
  out.add("ontology", ontology_bytes);
  out.add("actors", compile_actors(folders));
  out.add("memberships", compile_memberships(folders));
  out.add("affiliations", compile_affiliations(folders));
  out.add("places", compile_places(folders));
  out.add("lexicon", compile_lexicon(folders, ontology));
  out.add("cues", compile_cues(folders));
  out.write(out_path);
}

}  // namespace detente
