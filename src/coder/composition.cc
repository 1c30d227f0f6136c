#include "coder/sentence_coder.h"

#include <algorithm>
#include <string>

namespace detente {

namespace {

constexpr int kMaxGovernors = 7;

}  // namespace

void SentenceCoder::settle(int node, Draft& d) const {
  const Standing s = status_.of(d.standing >= 0 ? d.standing : node);
  d.future |= s.future;
  d.certainty = s.certainty;
  // A word that says itself that its act is to come ("planned", by the row) gives way to what the sentence adds
  if (s.status == Status::happened && d.status != Status::happened) return;
  d.status = s.status;
  d.why_status = s.why;
}

void SentenceCoder::draft(std::size_t index) {
  const Candidate& c = ws_.candidates[index];
  Draft& d = drafts_[index];
  d.actors.clear();
  d.recipients.clear();
  d.asked = d.asked_for = d.drop = d.hit_place = d.suppressed = d.changed = d.mutual = d.future = d.explicit_actor = false;
  d.status = Status::happened;
  d.why_status = "indicative";
  d.outer = {};
  d.outer_words = 0;
  d.certainty = 3;
  d.claim = d.speaker = d.standing = d.told_by = -1;
  const LexiconRow& row = *c.row;
  d.act = &c_.ontology_.act(row.act);
  d.type = row.type;
  d.score = c.score;
  d.top = c.node;
  if (row.has_status != 0) {
    d.status = row.status;
    d.future = row.status == Status::planned;
    d.why_status = "lexicon";
  }
  find_roles(c, d);
  int node = c.node;
  if (c.support >= 0) {
    const OuterEntry* e = outer_at(c.support, place_of_support(c), true);
    if (e != nullptr && !consumed_by(c.support, c.node, d)) {
      compose(*e, c.support, c.node, d);
    }
    if (d.drop) return;
    node = c.support;
    d.top = node;
  } else if (token(node).deprel == Deprel::nmod && token(node).head >= 0 && in_class(token(node).head, c_.quantity_) &&
             frames_.preposition(node) == slot::of_preposition("of")) {
    node = token(node).head;
  }
  climb(node, d);
  if (!d.drop) settle(c.node, d);
}

Slot SentenceCoder::place_of_support(const Candidate& c) const {
  int node = c.node;
  for (int steps = 0; steps < 3 && token(node).head != c.support && token(node).head >= 0; ++steps) node = token(node).head;
  return place_of(node);
}

bool SentenceCoder::consumed_by(int governor, int node, Draft& d) const {
  const int at = ws_.candidate_at[static_cast<std::size_t>(governor)];
  if (at < 0) return false;
  const Candidate& g = ws_.candidates[static_cast<std::size_t>(at)];
  if (g.consumed != node || d.score > g.score) return false;
  // "pushed for peace talks", "demanded a withdrawal": what is asked for is an act of its own, not yet done
  if (g.row->type == EventType::REQUEST && g.row->pos == TriggerPos::verb && is_nominal(token(node)) && d.type != EventType::REQUEST) {
    d.status = Status::possible;
    d.why_status = "asked for";
    if (d.actors.empty() && d.mutual) d.actors = drafts_[static_cast<std::size_t>(at)].actors;
    d.asked_for = true;
    return true;
  }
  if (!d.explicit_actor) d.drop = true;
  d.told_by = at;
  return true;
}

void SentenceCoder::climb(int node, Draft& d) {
  for (int steps = 0; steps < kMaxGovernors; ++steps) {
    const Token& t = token(node);
    const int p = t.head;
    if (p < 0) return;
    if (t.deprel == Deprel::conj) {
      node = p;
      continue;
    }
    const Slot place = place_of(node);
    if (t.deprel == Deprel::advcl) {
      const OuterEntry* e = outer_at(p, place == slot::of_preposition("to") ? slot::xcomp : place);
      if (e == nullptr) return;
    }
    const OuterEntry* e = outer_at(p, t.deprel == Deprel::advcl && place == slot::of_preposition("to") ? slot::xcomp : place);
    if (e == nullptr) {
      const int at = ws_.candidate_at[static_cast<std::size_t>(p)];
      if (at >= 0) consumed_by(p, node, d);
      return;
    }
    if (consumed_by(p, node, d)) return;
    compose(*e, p, node, d);
    if (d.drop) return;
    d.top = p;
    if (e->effect == Effect::say && place == slot::ccomp) return;
    node = p;
  }
}

void SentenceCoder::compose(const OuterEntry& e, int p, int node, Draft& d) {
  // "go" plans only as "is going to"
  if (e.effect == Effect::happen && token(p).lemma == "go" && token(p).form == "going" && token(node).morph.verb_form == Morph::VerbForm::infinitive) {
    return;
  }
  const Composition* comp = lexicon_.compose(e.effect, d.act->code_text(), d.type);
  if (comp == nullptr) return;
  if (comp->act[0] == '-') {
    d.drop = true;
    return;
  }
  note_outer(p, d);
  std::vector<Party> who;
  Frame& f = ws_.scratch;
  if (e.effect == Effect::involve) involved(p, f, who);
  else outer_subject(p, f, who);
  const bool changed = comp->act[0] != '=';
  const bool asks = e.effect == Effect::demand || e.effect == Effect::appeal;
  if (changed) {
    const Act* act = c_.ontology_.find(comp->act);
    if (act == nullptr) return;
    const Act* before = d.act;
    const EventType before_type = d.type;
    d.act = act;
    d.type = act->type;
    d.changed = true;
    d.speaker = p;
    d.standing = p;
    d.status = Status::happened;
    d.future = false;
    std::vector<Party> others = d.recipients;
    if (asks) {
      d.asked = true;
      d.asked_act = before;
      d.asked_type = before_type;
      d.asked_actors = d.actors;
      d.asked_recipients = d.recipients;
      d.recipients.clear();
      for (const Slot s :
           {slot::obj, slot::iobj, slot::of_preposition("on"), slot::of_preposition("to"), slot::of_preposition("from"), slot::of_preposition("upon")})
        if (!holds(f, s, node) && gather(f, s, d.recipients)) break;
      if (d.recipients.empty()) d.recipients = d.actors;
      remove_parties(d.recipients, who);
      if (d.recipients.empty()) d.recipients = others;
      remove_parties(d.recipients, who);
      d.actors = who;
      d.mutual = false;
      if (d.asked_actors.empty()) d.asked_actors = d.recipients;
    } else {
      if (!who.empty()) {
        std::vector<Party> inner = d.actors;
        remove_parties(inner, who);
        remove_parties(others, who);
        d.actors = who;
        d.recipients = others.empty() ? inner : others;
        if (d.mutual && e.effect != Effect::refuse && d.recipients.empty() && who.size() > 1) d.mutual = true;
        else d.mutual = false;
      } else if (e.effect == Effect::refuse || e.effect == Effect::threaten || e.effect == Effect::agree || e.effect == Effect::vow) {
        // "a promise to help", "the refusal of talks": without a subject the inner actor stays
      }
    }
  } else {
    // "agreed to offer": both words name one act, which happens when the outer word does
    if (comp->any == 0 && (comp->keep_status != 0 || comp->status == Status::happened)) d.standing = p;
    const bool own_subject = is_verbal(token(node)) && (ws_.tree.child(node, Deprel::nsubj) >= 0 || ws_.tree.child(node, Deprel::nsubj_pass) >= 0);
    if (e.object_control && !own_subject) {
      std::vector<Party> object;
      gather(f, slot::obj, object);
      if (!object.empty() && is_verbal(token(p))) {
        if (frames_.is_passive(node) && is_verbal(token(node))) {
          d.recipients = object;
        } else {
          d.actors = object;
          remove_parties(d.recipients, object);
        }
      }
    } else if (d.actors.empty() && !who.empty()) {
      if (e.effect == Effect::undergo) {
        d.recipients = who;
      } else if (e.effect != Effect::say && e.effect != Effect::claim && e.effect != Effect::fear && e.effect != Effect::deny &&
                 e.effect != Effect::background) {
        d.actors = who;
        remove_parties(d.recipients, who);
      } else if (token(node).deprel == Deprel::xcomp || (e.effect == Effect::deny && !own_subject) ||
                 (e.effect == Effect::say && place_of(node) == slot::obj)) {
        d.actors = who;
      }
    } else if (d.mutual && !who.empty() && is_nominal(token(node)) &&
               (e.effect == Effect::happen || e.effect == Effect::begin || e.effect == Effect::plan || e.effect == Effect::resume)) {
      for (const Party& q : who) add_party(d.actors, q);
    }
  }
  if (e.effect == Effect::claim) d.claim = p;
  const bool transparent = e.effect == Effect::say || e.effect == Effect::claim || e.effect == Effect::fear || e.effect == Effect::deny ||
                           e.effect == Effect::background || (e.effect == Effect::accept && !changed);
  if (!transparent) {
    const int at = ws_.candidate_at[static_cast<std::size_t>(p)];
    if (at >= 0) suppress_.push_back(at);
  }
}

bool SentenceCoder::holds(const Frame& f, Slot s, int node) {
  for (const Argument& a : f.arguments)
    if (a.slot == s && a.node == node) return true;
  return false;
}

void SentenceCoder::note_outer(int p, Draft& d) const {
  std::string s(d.outer);
  if (!s.empty()) s += ", ";
  s += token(p).form;
  d.outer = ws_.arena.copy(s);
  ++d.outer_words;
}

}  // namespace detente
