#include "coder/coder.h"

#include <algorithm>
#include <string>

#include "coder/sentence_coder.h"

namespace detente {

namespace {

constexpr std::size_t kMaxParties = 12;

std::uint64_t class_mask(const Lexicon& lexicon, std::string_view name) {
  const int bit = lexicon.class_bit(name);
  return bit < 64 ? 1ULL << bit : 0;
}

std::uint64_t class_masks(const Lexicon& lexicon, std::initializer_list<std::string_view> names) {
  std::uint64_t mask = 0;
  for (const std::string_view n : names) mask |= class_mask(lexicon, n);
  return mask;
}

}  // namespace

bool any_of(std::string_view s, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), s) != list.end(); }

void remove_parties(std::vector<Party>& from, const std::vector<Party>& which) {
  std::erase_if(from, [&](const Party& p) {
    return std::any_of(which.begin(), which.end(),
                       [&](const Party& q) { return q.span == p.span || (!p.id.empty() && p.id == q.id && p.sector == q.sector && p.role == q.role); });
  });
}

void add_party(std::vector<Party>& to, const Party& p) {
  if (to.size() >= kMaxParties) return;
  for (const Party& q : to)
    if ((q.span == p.span && q.id == p.id) || (!p.id.empty() && p.same_actor(q) && (p.role == q.role || p.is_person))) return;
  to.push_back(p);
}

Coder::Coder(const Lexicon& lexicon, const ActorDictionary& actors, const Gazetteer& gazetteer, const Ontology& ontology)
    : lexicon_(lexicon),
      actors_(actors),
      gazetteer_(gazetteer),
      ontology_(ontology),
      resolver_(actors),
      quantity_(class_mask(lexicon, "quantity")),
      cue_(class_mask(lexicon, "cue")),
      hedge_(class_mask(lexicon, "hedge")),
      hearsay_(class_mask(lexicon, "hearsay")),
      anonymous_(class_mask(lexicon, "anonymous")),
      loaded_(class_mask(lexicon, "loaded")),
      meeting_(class_masks(lexicon, {"meeting", "visit"})),
      people_(class_masks(lexicon, {"persons", "forces", "captives", "diplomats", "refugees", "mission", "body", "media"})),
      exercise_(class_mask(lexicon, "exercise")) {}

void Coder::begin_document(std::string_view text, const std::vector<Sentence>& sentences, std::optional<std::int32_t> published, CoderWorkspace& ws) const {
  ws.time_context.begin(text, published);
  ws.context.clear();
  ws.context.day = published.value_or(day_number({2015, 1, 1}));
  resolver_.begin_document(sentences, ws.context);
  ws.last_noun.row = nullptr;
  ws.last_noun.sentence = -10;
  ws.arena.reset();
}

void SentenceCoder::run() {
  ws_.tree.build(sentence_);
  ws_.words.build(ws_.tree, lexicon_);
  c_.resolver_.begin_sentence(ws_.tree, ws_.context, ws_.resolver);
  find_times(ws_.tree, ws_.time_context, ws_.times);
  find_candidates();
  if (ws_.candidate_count > 0) {
    drafts_.resize(ws_.candidate_count);
    for (std::size_t i = 0; i < ws_.candidate_count; ++i) draft(i);
    const std::size_t before = out_.size();
    for (std::size_t i = 0; i < ws_.candidate_count; ++i) emit(i);
    drop_doubles(before);
  }
  told_duties();
  resumed_noun();
  remember_noun();
  c_.resolver_.end_sentence(ws_.tree, text_, ws_.context, ws_.resolver);
}

void drop_unpolitical(std::size_t sentences, const ActorContext& context, std::vector<Report>& reports) {
  constexpr float kPoliticalPerSentence = 0.25F;
  if (context.political >= kPoliticalPerSentence * static_cast<float>(sentences)) return;
  std::erase_if(reports, [](const Report& r) { return r.weak; });
}

void Coder::code(const Sentence& sentence, int number, std::string_view text, int scheme, CoderWorkspace& ws, std::vector<Report>& out) const {
  SentenceCoder(*this, sentence, number, text, scheme, ws, out).run();
}

void Coder::standings(const Sentence& sentence, int number, CoderWorkspace& ws, std::vector<Standing>& out) const {
  ws.tree.build(sentence);
  ws.words.build(ws.tree, lexicon_);
  const FrameBuilder frames(ws.tree, ws.words, quantity_, number == 0);
  const StatusReader reader(ws.tree, ws.words, lexicon_, frames);
  out.clear();
  for (int i = 0; i < ws.tree.size(); ++i) out.push_back(reader.of(i));
}

}  // namespace detente
