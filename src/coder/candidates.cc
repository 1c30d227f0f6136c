#include "coder/sentence_coder.h"

#include <algorithm>
#include <string>

namespace detente {

namespace {

TriggerPos pos_of(const Token& t) {
  if (is_verbal(t)) return TriggerPos::verb;
  return t.upos == Upos::ADJ || t.upos == Upos::ADV ? TriggerPos::adjective : TriggerPos::noun;
}

}  // namespace

void SentenceCoder::find_candidates() {
  const int n = ws_.tree.size();
  ws_.candidate_count = 0;
  ws_.candidate_at.assign(static_cast<std::size_t>(n), -1);
  for (int i = 0; i < n; ++i) {
    const Token& t = token(i);
    switch (t.upos) {
      case Upos::VERB: try_rows(i, TriggerPos::verb); break;
      case Upos::NOUN:
      case Upos::PROPN:
        if (t.deprel == Deprel::compound || t.deprel == Deprel::flat) break;
        if (t.upos == Upos::PROPN && (number_ > 0 || ws_.resolver.entity_at[static_cast<std::size_t>(i)] >= 0)) break;
        // "the army command", "the opposition": those who act, not an act
        if (ws_.resolver.role_at[static_cast<std::size_t>(i)] >= 0 && ws_.tree.child(i, Deprel::nmod) < 0 && t.deprel != Deprel::obj) break;
        try_rows(i, TriggerPos::noun);
        break;
      case Upos::ADJ: try_rows(i, TriggerPos::adjective); break;
      default: break;
    }
  }
}

Candidate& SentenceCoder::next_candidate() {
  if (ws_.candidate_count == ws_.candidates.size()) ws_.candidates.emplace_back();
  return ws_.candidates[ws_.candidate_count];
}

void SentenceCoder::try_rows(int i, TriggerPos pos) {
  const std::uint64_t lemma = ws_.words.lemma(i), form = ws_.words.form(i);
  const Lexicon::Rows by_lemma = lexicon_.rows(lemma, pos);
  const Lexicon::Rows by_form = form != lemma && pos != TriggerPos::verb ? lexicon_.rows(form, pos) : Lexicon::Rows();
  if (by_lemma.count + by_form.count == 0) return;
  Candidate& c = next_candidate();
  c.node = i;
  c.row = nullptr;
  c.score = -1;
  c.consumed = -1;
  c.support = -1;
  c.undergo = false;
  c.particle_object = -1;
  switch (pos) {
    case TriggerPos::verb: frames_.verb(i, c.frame); break;
    case TriggerPos::noun:
      frames_.noun(i, c.frame);
      find_support(i, c);
      break;
    default: frames_.adjective(i, c.frame);
  }
  for (const Lexicon::Rows& rows : {by_form, by_lemma})
    for (std::uint32_t k = 0; k < rows.count; ++k) {
      int consumed = -1, particle_object = -1;
      const int score = match(rows.first[k], c, consumed, particle_object);
      if (score > c.score) {
        c.score = score;
        c.row = rows.first + k;
        c.consumed = consumed;
        c.particle_object = particle_object;
      }
    }
  if (c.row == nullptr || c.row->type == EventType::none) return;  // the best row says that it is no act
  if (c.particle_object >= 0) frames_.add(c.frame, slot::obj, c.particle_object);
  ws_.candidate_at[static_cast<std::size_t>(i)] = static_cast<std::int16_t>(ws_.candidate_count);
  ++ws_.candidate_count;
}

int SentenceCoder::match(const LexiconRow& row, const Candidate& c, int& consumed, int& particle_object) const {
  int score = 0;
  for (std::uint32_t w = 0; w < row.words; ++w) {
    const int at = find_word(c.node, lexicon_.hash(row.first_word + w));
    if (at < 0) return -1;
    const Token& t = token(at);
    if (t.deprel == Deprel::case_ && in_time(t.head)) return -1;  // "called him on Tuesday" is no "call on"
    if (is_nominal(t)) consumed = at;
    if ((t.deprel == Deprel::case_ || t.deprel == Deprel::mark) && row.pos == TriggerPos::verb && t.head != c.node) particle_object = t.head;
    score += 12;
  }
  for (std::uint32_t k = 0; k < row.conditions; ++k) {
    const Condition& condition = lexicon_.condition(row.first_condition + k);
    int best = 0, node = -1;
    for (const Argument& a : c.frame.arguments) {
      if (a.slot != condition.slot) continue;
      const int s = fits(condition, a.node);
      if (s > best) {
        best = s;
        node = a.node;
      }
    }
    if (condition.slot == slot::obj && particle_object >= 0 && fits(condition, particle_object) > best) {
      best = fits(condition, particle_object);
      node = particle_object;
    }
    if (condition.negate != 0) {
      if (best > 0) return -1;
      continue;
    }
    if (best == 0) {
      if (condition.optional != 0) continue;
      return -1;
    }
    score += best;
    if (best >= 4 && !(condition.slot == slot::subj)) consumed = node;
  }
  return score;
}

int SentenceCoder::find_word(int node, std::uint64_t hash) const {
  const int from = std::max(0, node - 6), to = std::min(ws_.tree.size(), node + 12);
  for (int j = from; j < to; ++j) {
    if (j == node || (ws_.words.lemma(j) != hash && ws_.words.form(j) != hash)) continue;
    int up = token(j).head;
    if (up == node) return j;
    if (up >= 0 && token(up).head == node) return j;
    if (j == node + 1 || j == node - 1) return j;
    if (j == node - 2 && token(node - 1).form == "-") return j;  // "test-fired"
  }
  return -1;
}

int SentenceCoder::fits(const Condition& condition, int node) const {
  for (std::uint32_t w = 0; w < condition.words; ++w)
    if (ws_.words.is(node, lexicon_.hash(condition.first_word + w))) return 8;
  if (in_class(node, condition.classes)) return 6;
  if (condition.actor != 0) {
    const ResolvedParty& p = party(node);
    if (p.kind != PartyKind::none && p.kind != PartyKind::owner) return 3;
  }
  return condition.any != 0 ? 1 : 0;
}

Slot SentenceCoder::place_of(int node) const {
  switch (token(node).deprel) {
    case Deprel::obj:
    case Deprel::nsubj_pass: return slot::obj;
    case Deprel::csubj_pass: return slot::obj;
    case Deprel::nsubj:
    case Deprel::csubj: return slot::subj;
    case Deprel::xcomp: return slot::xcomp;
    case Deprel::ccomp: return slot::ccomp;
    case Deprel::acl: {
      const Slot p = frames_.preposition(node);
      if (p == slot::none || p == slot::of_preposition("to"))
        return token(node).morph.verb_form == Morph::VerbForm::infinitive || p != slot::none ? slot::xcomp : slot::none;
      if (p == slot::of_preposition("that")) return slot::ccomp;
      return p;
    }
    case Deprel::obl:
    case Deprel::nmod:
    case Deprel::advcl: return frames_.preposition(node);
    default: return slot::none;
  }
}

const OuterEntry* SentenceCoder::outer_at(int head, Slot place, bool as_support) const {
  if (place == slot::none) return nullptr;
  const Token& t = token(head);
  const TriggerPos pos = pos_of(t);
  const std::uint64_t keys[2] = {ws_.words.lemma(head), ws_.words.form(head)};
  const OuterEntry* best = nullptr;
  for (int k = 0; k < (keys[0] == keys[1] || pos == TriggerPos::verb ? 1 : 2); ++k) {
    const Lexicon::Outers list = lexicon_.outers(keys[k], pos);
    for (std::uint32_t i = 0; i < list.count; ++i) {
      const OuterEntry& e = list.first[i];
      if (e.slot != place || (e.particle != 0 && find_word(head, e.particle) < 0)) continue;
      // An event noun asks for the support verb first; what else the verb does to acts comes after
      const bool better = best != nullptr && (e.particle != 0) == (best->particle != 0) && as_support && e.support > best->support;
      if (best == nullptr || (e.particle != 0 && best->particle == 0) || better) best = &e;
    }
  }
  // "is to be lifted": participles as adjectives and the other way round
  if (best == nullptr && t.upos == Upos::ADJ) {
    const Lexicon::Outers list = lexicon_.outers(keys[0], TriggerPos::verb);
    for (std::uint32_t i = 0; i < list.count && best == nullptr; ++i)
      if (list.first[i].slot == place && list.first[i].particle == 0) best = &list.first[i];
  }
  return best;
}

void SentenceCoder::find_support(int n, Candidate& c) {
  const Token& t = token(n);
  int node = n;
  // "a series of attacks"
  if (t.deprel == Deprel::nmod && t.head >= 0 && in_class(t.head, c_.quantity_)) node = t.head;
  if (token(node).deprel == Deprel::conj && token(node).head >= 0 && is_nominal(token(token(node).head))) node = token(node).head;
  const int g = token(node).head;
  if (g < 0 || !is_verbal(token(g))) return;
  // "condemned the attack on Belmark by rebels": an active verb has no agent phrase, so it is the noun's
  if (token(node).deprel == Deprel::obj && !c.frame.has(slot::of_preposition("by")))
    for (int k = ws_.tree.first(g); k >= 0; k = ws_.tree.next(k))
      if (k > n && token(k).deprel == Deprel::obl && frames_.preposition(k) == slot::of_preposition("by") && party(k).kind != PartyKind::none)
        frames_.add(c.frame, slot::of_preposition("by"), k);
  const OuterEntry* e = outer_at(g, place_of(node), true);
  if (e == nullptr) return;
  const bool happening = e->support == 0 && e->slot == slot::subj;
  if (happening) {
    frames_.obliques(g, c.frame, false);
    return;
  }
  if (e->support == 0) return;
  c.support = g;
  c.undergo = e->effect == Effect::undergo;
  Frame& f = ws_.scratch;
  frames_.verb(g, f);
  for (const Argument& a : f.arguments) {
    if (a.node == node || a.slot == slot::xcomp || a.slot == slot::ccomp) continue;
    if (a.slot == slot::obj && (f.passive || a.inner)) continue;
    frames_.add(c.frame, a.slot, a.node, true);
  }
}

}  // namespace detente
