#include "pipeline/coding.h"

#include <optional>

#include "places/atoms.h"
#include "util/error.h"

namespace detente {

Coding::Coding(const std::string& model_path, const std::string& data_path)
    : language_(model_path),
      data_(data_path),
      ontology_(data_.section("ontology")),
      actors_(data_.section("actors")),
      gazetteer_(data_.section("places")),
      places_(gazetteer_),
      lexicon_(data_.section("lexicon")),
      coder_(lexicon_, actors_, gazetteer_, ontology_) {}

namespace {

// The day of a dateline or of the document's own date.
std::optional<std::int32_t> document_day(const Document& document, const std::string& published) {
  const std::string& given = published.empty() ? document.published : published;
  if (given.empty()) return std::nullopt;
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
  coder_.begin_document(ws.text, day, ws.coder);
  const std::uint32_t body = document.title.empty() ? 0 : static_cast<std::uint32_t>(document.title.size());
  // The title is sentence 0, whatever the splitter made of it; the body begins at 1.
  int number = 0;
  for (const Sentence& s : ws.sentences) {
    if (s.span.begin >= body) ++number;
    coder_.code(s, number, ws.text, scheme, ws.coder, ws.reports);
  }
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
      m.span = {s.tokens[static_cast<std::size_t>(e.begin)].span.begin, s.tokens[static_cast<std::size_t>(e.end - 1)].span.end};
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
  coder_.begin_document(ws.text, published, ws.coder);
  const Resolver resolver(actors_);
  std::vector<NameMention> out;
  for (const Sentence& s : ws.sentences) {
    ws.coder.tree.build(s);
    resolver.begin_sentence(ws.coder.tree, ws.coder.context, ws.coder.resolver);
    for (const Mention& m : ws.coder.resolver.mentions) {
      if (m.entry == nullptr) continue;
      NameMention n;
      n.span = {s.tokens[static_cast<std::size_t>(m.begin)].span.begin, s.tokens[static_cast<std::size_t>(m.end - 1)].span.end};
      n.text = std::string_view(ws.text).substr(n.span.begin, n.span.end - n.span.begin);
      n.id = actors_.text(m.entry->id);
      n.name = actors_.text(m.entry->name);
      n.country = actors_.text(m.entry->country);
      n.note = actors_.text(m.entry->note);
      out.push_back(n);
    }
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
  out.add("places", compile_places(folders));
  out.add("lexicon", compile_lexicon(folders, ontology));
  out.write(out_path);
}

}  // namespace detente
