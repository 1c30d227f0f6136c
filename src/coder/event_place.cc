// Where an act takes place: the place named by a phrase of its own clause that says where ("in X", "at the X airbase"), by what is
// attacked, held, left or visited, or by the name of a gathering ("the X Security Conference"). A dateline is no such phrase.
#include <algorithm>

#include "coder/sentence_coder.h"
#include "places/atoms.h"

namespace detente {

namespace {

bool is_clause(Deprel d) {
  return d == Deprel::acl || d == Deprel::acl_relcl || d == Deprel::advcl || d == Deprel::ccomp || d == Deprel::csubj || d == Deprel::parataxis ||
         d == Deprel::advcl_relcl;
}

// Deeds happen where their parties and means are; words do not.
bool is_force(EventType t) { return t == EventType::ASSAULT || t == EventType::COERCE || t == EventType::MOBILIZE; }
bool is_deed(EventType t) {
  return is_force(t) || t == EventType::CONSULT || t == EventType::PROTEST || t == EventType::AID || t == EventType::RETREAT || t == EventType::SANCTION ||
         t == EventType::COOPERATE;
}

constexpr int kDeepest = 3;  // how far below the act its place may be told

bool is_part_of_state(const PlaceMention& m) { return m.resolved && m.kind != PlaceKind::country && m.kind != PlaceKind::area; }

}  // namespace

void SentenceCoder::find_place(const Candidate& c, const Draft& d, Report& r) const {
  r.place_reason = "the clause names no place";
  const EventPlace none;
  EventPlace unnamed;
  int node = c.node;
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds && node >= 0; ++round) {
    if (place_below(node, r, round == 0 ? 0 : is_force(r.type) ? 1 : kDeepest)) return;
    if (named_venue(node, r)) return;
    if (unnamed.empty() && !r.place.empty()) unnamed = r.place;
    const Token& t = token(node);
    const int head = t.head;
    if (head < 0 || is_clause(t.deprel) || (in_class(head, c_.cue_) && node != c.node)) break;
    // A statement's place is not the act's
    if (in_class(head, c_.cue_) && head != d.top) break;
    if (node == d.top && t.deprel != Deprel::nsubj && t.deprel != Deprel::nsubj_pass && t.deprel != Deprel::obj && t.deprel != Deprel::conj) break;
    node = head;
  }
  r.place = unnamed.empty() ? none : unnamed;
}

std::uint32_t SentenceCoder::place_classes(int i) const {
  std::uint32_t classes = 0;
  for (const std::string_view word : {token(i).form, token(i).lemma}) {
    const PlaceAtoms atoms(word);
    if (atoms.count == 1) classes |= c_.gazetteer_.word_classes(atoms.hash[0]);
  }
  return classes;
}

// The mention that covers token i.
const PlaceMention* SentenceCoder::place_at(int i) const {
  const std::uint32_t at = token(i).span.begin;
  auto it = std::upper_bound(ws_.places.begin(), ws_.places.end(), at, [](std::uint32_t pos, const PlaceMention& m) { return pos < m.span.begin; });
  if (it == ws_.places.begin()) return nullptr;
  --it;
  return at < it->span.end ? &*it : nullptr;
}

bool SentenceCoder::set_place(const PlaceMention& m, Report& r) const {
  if (m.use == PlaceUse::adjective) return false;
  r.place.span = m.span;
  r.place.text = text_.substr(m.span.begin, m.span.end - m.span.begin);
  r.place.name = r.place.country = r.place.admin1 = r.place.precision = {};
  if (!m.resolved) {
    r.place_reason = m.reason;
    return true;
  }
  if (!m.sure) {
    r.place_reason = "several places of that name, and nothing says which";
    return true;
  }
  r.place.name = m.name;
  r.place.country = m.country;
  r.place.admin1 = m.admin1;
  r.place.lat = static_cast<double>(m.lat);
  r.place.lon = static_cast<double>(m.lon);
  r.place.precision = m.precision;
  return true;
}

// "At the art gallery": words that say where without a name; an adjective beside them tells the country.
void SentenceCoder::unnamed_place(int head, Report& r) const {
  if (!r.place.empty() || (place_classes(head) & place_word::spot) == 0 || token(head).upos != Upos::NOUN) return;
  PhraseRange range = noun_phrase(ws_.tree, head);
  range.end = std::max(range.end, head);
  r.place.span = {token(range.begin).span.begin, token(head).span.end};
  r.place.text = text_.substr(r.place.span.begin, r.place.span.end - r.place.span.begin);
  r.place_reason = "a place without a name";
  for (int i = range.begin; i < head; ++i)
    if (const PlaceMention* m = place_at(i); m != nullptr && m->resolved && m->kind == PlaceKind::country) r.place.country = m->country;
}

// The place that the phrase under a locative preposition names; false when it names none.
bool SentenceCoder::place_in_phrase(int head, Report& r) const {
  if (const PlaceMention* m = place_at(head)) return set_place(*m, r);
  // "the outskirts of the city of X", "the headquarters in X", "the city X"
  for (int k = ws_.tree.first(head); k >= 0; k = ws_.tree.next(k)) {
    const Deprel rel = token(k).deprel;
    if (rel == Deprel::nmod || rel == Deprel::appos || rel == Deprel::flat || rel == Deprel::nmod_desc || rel == Deprel::nmod_unmarked)
      if ((place_classes(head) & (place_word::spot | place_word::settlement | place_word::venue)) != 0 || token(head).upos == Upos::PROPN)
        if (place_in_phrase(k, r)) return true;
    if (rel == Deprel::conj && place_at(k) != nullptr && set_place(*place_at(k), r)) return true;
  }
  // "the X suburbs", "X airport", "X's old town"
  if ((place_classes(head) & (place_word::spot | place_word::settlement | place_word::venue | place_word::gathering)) != 0) {
    for (int k = ws_.tree.first(head); k >= 0; k = ws_.tree.next(k)) {
      const Deprel rel = token(k).deprel;
      if (rel != Deprel::compound && rel != Deprel::nmod_poss && rel != Deprel::flat && rel != Deprel::amod) continue;
      if (const PlaceMention* m = place_at(k); m != nullptr && (is_part_of_state(*m) || rel == Deprel::nmod_poss) && set_place(*m, r)) return true;
    }
    unnamed_place(head, r);
  }
  return false;
}

// Whether the case marker of a phrase says where an act of this type happens.
bool SentenceCoder::is_locative(int phrase, const Report& r, bool nominal) const {
  for (int j = ws_.tree.first(phrase); j >= 0; j = ws_.tree.next(j)) {
    if (token(j).deprel != Deprel::case_) continue;
    const std::string_view p = token(j).lemma;
    if (any_of(p, {"in", "at", "near", "outside", "inside", "across", "throughout", "around", "off", "within", "along"})) return true;
    const EventType t = r.type;
    if (p == "from" && (t == EventType::RETREAT || t == EventType::SANCTION || t == EventType::MOBILIZE)) return true;
    if (p == "from" && t == EventType::COERCE && any_of(r.modes, {"deport"})) return true;
    if (p == "from" && t == EventType::PROTEST && nominal && any_of(token(token(phrase).head).lemma, {"march", "walk", "rally", "procession"})) return true;
    if (any_of(p, {"into", "to"}) && t == EventType::MOBILIZE) return true;
    if (any_of(p, {"on", "of", "against", "over"}) && (t == EventType::ASSAULT || (t == EventType::COERCE && p == "of")) && nominal) {
      const PlaceMention* m = place_at(phrase);
      return (m != nullptr && is_part_of_state(*m) && m->use == PlaceUse::place) || (m == nullptr && (place_classes(phrase) & place_word::spot) != 0);
    }
    if (p == "of" && t == EventType::MOBILIZE && nominal && place_at(phrase) != nullptr) return is_part_of_state(*place_at(phrase));
  }
  return false;
}

// Not "after the coup in X": what is told of another time is another event.
bool SentenceCoder::tells_more(int phrase) const {
  for (int j = ws_.tree.first(phrase); j >= 0; j = ws_.tree.next(j))
    if (token(j).deprel == Deprel::case_ && !any_of(token(j).lemma, {"in", "at", "of", "by", "with", "during", "to"})) return false;
  return true;
}

// "Most of X", "parts of X": what the part is of.
int SentenceCoder::part_of(int node) const {
  if (!in_class(node, c_.quantity_) && !any_of(token(node).lemma, {"most", "all", "much", "half", "part", "some", "many", "rest"})) return node;
  for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k))
    if (token(k).deprel == Deprel::nmod && frames_.preposition(k) == slot::of_preposition("of")) return k;
  return node;
}

bool SentenceCoder::place_below(int node, Report& r, int depth) const {
  if (depth > kDeepest) return false;
  const bool force = is_force(r.type);
  const bool nominal = is_nominal(token(node));
  // First what says where, then what was hit, then what the arguments say
  for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
    const Deprel rel = token(k).deprel;
    if ((rel == Deprel::obl || rel == Deprel::nmod) && is_locative(k, r, nominal) && place_in_phrase(k, r)) return true;
    if (rel == Deprel::advmod && token(k).lemma == "there") return false;
  }
  for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
    const Deprel rel = token(k).deprel;
    const bool object = rel == Deprel::obj || rel == Deprel::nsubj_pass;
    if (object && depth == 0) {
      const PlaceMention* m = place_at(part_of(k));
      const bool goes = r.type == EventType::RETREAT || r.type == EventType::CONSULT;
      if (m != nullptr && m->use == PlaceUse::place && ((force && is_part_of_state(*m)) || (goes && !nominal)) && set_place(*m, r)) return true;
      if ((force || r.type == EventType::RETREAT) && m == nullptr && (place_classes(k) & place_word::spot) != 0 && place_in_phrase(k, r)) return true;
    }
  }
  if (!is_deed(r.type)) return false;
  for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
    const Deprel rel = token(k).deprel;
    // "A meeting to be held in X"
    if (rel == Deprel::acl && nominal && depth == 0 &&
        any_of(token(k).lemma, {"hold", "take", "schedule", "plan", "stage", "host", "convene", "organize", "carry", "launch"}) && place_below(k, r, kDeepest))
      return true;
    const bool argument = rel == Deprel::obj || rel == Deprel::nsubj_pass || rel == Deprel::iobj || rel == Deprel::obl_agent ||
                          (rel == Deprel::nsubj && force && token(k).upos == Upos::NOUN) || (rel == Deprel::conj && nominal) ||
                          (rel == Deprel::nmod && nominal) || (rel == Deprel::obl && !nominal && depth == 0 && tells_more(k));
    const bool thing = token(k).upos == Upos::NOUN || (token(k).upos == Upos::PROPN && rel != Deprel::nsubj && place_at(k) == nullptr);
    if (argument && thing && place_below(k, r, depth + 1)) return true;
    // What one of two verbs says holds for the other: "took and are operating from X"
    if (rel == Deprel::conj && !nominal && depth == 0 && ws_.tree.child(k, Deprel::nsubj) < 0 && place_below(k, r, depth + 1)) return true;
  }
  return false;
}

// "The Ankara attack", "the Geneva talks", "the Munich Security Conference".
bool SentenceCoder::named_venue(int node, Report& r) const {
  const auto city_before = [&](int head) {
    const PhraseRange range = noun_phrase(ws_.tree, head);
    for (int i = range.begin; i < head; ++i)
      if (const PlaceMention* m = place_at(i); m != nullptr && is_settlement(m->kind) && m->resolved && set_place(*m, r)) return true;
    return false;
  };
  const bool act = token(node).upos == Upos::NOUN && (r.type == EventType::ASSAULT || r.type == EventType::PROTEST || r.type == EventType::CONSULT);
  if (act && city_before(node)) return true;
  if (r.type != EventType::CONSULT && r.type != EventType::AGREE) return false;
  for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k))
    if ((token(k).deprel == Deprel::obl || token(k).deprel == Deprel::nmod || token(k).deprel == Deprel::obj) &&
        (place_classes(k) & place_word::gathering) != 0 && city_before(k))
      return true;
  // "the conference, in which X will take part"
  if (token(node).deprel == Deprel::acl_relcl && token(node).head >= 0 && (place_classes(token(node).head) & place_word::gathering) != 0)
    return city_before(token(node).head);
  return false;
}

}  // namespace detente
