#include "coder/sentence_coder.h"

#include <algorithm>
#include <string>

namespace detente {

void SentenceCoder::find_date(const Candidate& c, const Draft& d, Report& r) const {
  const TimeExpression* best = nullptr;
  int best_rank = 100;
  for (const TimeExpression& e : ws_.times) {
    if (e.type == TimexType::duration || e.type == TimexType::set) continue;
    int node = e.head;
    for (int below = 0; below < 5; ++below) {
      node = token(node).head;
      if (node < 0) break;
      int rank = -1, up = c.node;
      for (int above = 0; above < 6 && up >= 0; ++above) {
        if (up == node) {
          rank = above;
          break;
        }
        const Deprel rel = token(up).deprel;
        if (up != c.node && (rel == Deprel::acl_relcl || rel == Deprel::parataxis)) break;
        up = token(up).head;
      }
      if (rank < 0) continue;
      // The cue's own time ("said on Monday") is not the act's, but better than none only for past statements
      const bool cue = rank > 0 && in_class(node, c_.cue_) && node != d.top;
      const int total = rank * 3 + below * 2 + (cue ? 20 : 0);
      if (!cue && total < best_rank) {
        best_rank = total;
        best = &e;
      }
      break;
    }
  }
  if (best == nullptr) return;
  const bool future = d.status == Status::planned || d.future || d.type == EventType::AGREE || d.type == EventType::REQUEST || d.type == EventType::THREATEN;
  const std::optional<DayRange> days = resolve_time(*best, ws_.time_context, future);
  if (!days) return;
  r.date.days = *days;
  r.date.precision = best->precision;
  int begin = best->begin;
  if (begin > 0 && any_of(token(begin - 1).lemma, {"on", "in", "since", "during", "by", "until", "before", "after", "for"})) --begin;
  r.date.span = {token(begin).span.begin, token(best->end - 1).span.end};
  r.date.text = text_.substr(r.date.span.begin, r.date.span.end - r.date.span.begin);
}

void SentenceCoder::find_attribution(const Candidate& c, const Draft& d, Report& r) const {
  (void)d;
  int node = c.node;
  for (int steps = 0; steps < 14 && node >= 0; ++steps) {
    for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
      const Token& t = token(k);
      if (t.deprel == Deprel::parataxis && is_verbal(t) && in_class(k, c_.cue_) && attribute(k, r)) return;
      if ((t.deprel == Deprel::obl || t.deprel == Deprel::nmod || t.deprel == Deprel::advmod || t.deprel == Deprel::advcl) && steps < 8)
        for (int j = ws_.tree.first(k); j >= 0; j = ws_.tree.next(j))
          if (token(j).lemma == "according" || token(j).lemma == "accord") {
            set_source(k, r);
            r.attribution.cue = quoted({token(j).span.begin, token(j).span.end});
            return;
          }
    }
    const Token& t = token(node);
    const int p = t.head;
    if (p < 0) return;
    if ((t.deprel == Deprel::ccomp || t.deprel == Deprel::parataxis) && is_verbal(token(p)) && in_class(p, c_.cue_)) {
      const bool deny = token(p).lemma == "deny";
      (void)deny;
      if (attribute(p, r)) return;
    }
    if (t.deprel == Deprel::xcomp && is_verbal(token(p)) && frames_.is_passive(p) && any_of(token(p).lemma, {"say", "report", "believe", "allege", "claim"})) {
      r.attribution.kind = Attribution::Kind::anonymous;
      r.attribution.cue = quoted(token(p).span);
      return;
    }
    node = p;
  }
}

bool SentenceCoder::attribute(int cue, Report& r) const {
  std::vector<int> subjects;
  frames_.surface_subject(cue, subjects);
  if (frames_.is_passive(cue)) {
    if (token(cue).deprel == Deprel::conj) return false;
    r.attribution.kind = Attribution::Kind::anonymous;
    r.attribution.cue = quoted(token(cue).span);
    return true;
  }
  if (subjects.empty()) return false;
  set_source(subjects.front(), r);
  r.attribution.cue = quoted(token(cue).span);
  return true;
}

void SentenceCoder::set_source(int node, Report& r) const {
  const PhraseRange range = noun_phrase(ws_.tree, node);
  r.attribution.source = quoted({token(range.begin).span.begin, token(range.end).span.end});
  bool named = token(node).upos == Upos::PROPN;
  if (!named && !in_class(node, c_.anonymous_)) {
    const ResolvedParty& p = party(node);
    named = p.kind == PartyKind::entity || (p.kind == PartyKind::role && !p.party.id.empty()) || (p.kind == PartyKind::pronoun && !p.party.id.empty());
  }
  if (!named)
    for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k))
      if ((token(k).deprel == Deprel::appos || token(k).deprel == Deprel::flat) && token(k).upos == Upos::PROPN) named = true;
  if (token(node).upos == Upos::PRON && any_of(token(node).lemma, {"he", "she", "it"})) named = true;
  r.attribution.kind = named ? Attribution::Kind::named : Attribution::Kind::anonymous;
}

void SentenceCoder::find_hedge(const Candidate& c, const Draft& d, Report& r) const {
  int node = c.node;
  for (int steps = 0; steps < 5 && node >= 0; ++steps) {
    for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
      const Token& t = token(k);
      if ((t.deprel == Deprel::advmod || t.deprel == Deprel::amod) && in_class(k, c_.hedge_)) {
        r.hedge = quoted(t.span);
        return;
      }
    }
    const Token& t = token(node);
    if (t.deprel != Deprel::xcomp && t.deprel != Deprel::advcl && t.deprel != Deprel::acl && t.deprel != Deprel::ccomp && t.deprel != Deprel::obj &&
        t.deprel != Deprel::nsubj_pass && node == d.top)
      break;
    node = t.head;
    if (node >= 0 && in_class(node, c_.hedge_)) {
      r.hedge = quoted(token(node).span);
      return;
    }
  }
  if (d.claim >= 0 && token(d.claim).deprel != Deprel::amod) r.hedge = quoted(token(d.claim).span);
}

void SentenceCoder::find_loaded(const Candidate& c, Report& r) const {
  // The clause: from the trigger up to the word that heads it
  int top = c.node;
  for (int steps = 0; steps < 6; ++steps) {
    const Token& t = token(top);
    if (t.head < 0 ||
        (is_verbal(t) && (t.deprel == Deprel::ccomp || t.deprel == Deprel::advcl || t.deprel == Deprel::acl_relcl || t.deprel == Deprel::parataxis)))
      break;
    top = t.head;
  }
  for (int i = 0; i < ws_.tree.size(); ++i)
    if (in_class(i, c_.loaded_) && ws_.tree.is_descendant(i, top)) r.loaded.push_back(token(i).form);
}

float SentenceCoder::confidence(const Candidate& c, const Draft& d, const Report& r) const {
  float v = 0.55F;
  if (c.score >= 6) v += 0.12F;
  if (!r.actors.empty() && !r.actors.front().id.empty()) v += 0.1F;
  if (!r.recipients.empty() || r.mutual) v += 0.07F;
  if (c.row->pos == TriggerPos::noun && c.support < 0) v -= 0.08F;
  if (r.actors.empty()) v -= 0.2F;
  if (d.changed) v -= 0.03F;
  if (r.status == Status::possible) v -= 0.1F;
  return std::clamp(v, 0.05F, 0.95F);
}

}  // namespace detente
