// Which parties stand at a node: names, roles, pronouns and what they take up, and who shares a role word.
#include <algorithm>

#include "coder/sentence_coder.h"

namespace detente {

int SentenceCoder::antecedent(int node) const {
  const std::string_view l = token(node).lemma;
  const bool owner = any_of(l, {"his", "her", "its", "their"});
  const bool person = any_of(l, {"he", "she", "his", "her"}), thing = any_of(l, {"it", "its"}), many = any_of(l, {"they", "their"});
  if (!person && !thing && !many) return -1;
  int clause = token(node).head;
  // "affirmed their support": the subject of the verb whose object the pronoun owns
  for (int steps = 0; owner && steps < 4 && clause >= 0; ++steps) {
    if (is_verbal(token(clause))) {
      std::vector<int> subjects;
      frames_.surface_subject(clause, subjects);
      for (const int s : subjects) {
        if (!is_nominal(token(s)) || ws_.tree.is_descendant(node, s)) continue;
        const bool plural = token(s).morph.number == Morph::Number::plural || subjects.size() > 1 || ws_.tree.child(s, Deprel::conj) >= 0;
        const ResolvedParty& r = party(s);
        if (r.kind == PartyKind::none || (person && !r.party.is_person && r.kind != PartyKind::unknown) || (thing && r.party.is_person) || (many && !plural))
          return -1;
        return s;
      }
      break;
    }
    clause = token(clause).head;
  }
  clause = token(node).head;
  for (int steps = 0; steps < 6 && clause >= 0; ++steps) {
    const Token& t = token(clause);
    const int above = t.head;
    if (above < 0) return -1;
    if (t.deprel == Deprel::ccomp || t.deprel == Deprel::advcl || t.deprel == Deprel::conj || t.deprel == Deprel::xcomp || t.deprel == Deprel::parataxis) {
      for (int c = ws_.tree.first(above); c >= 0; c = ws_.tree.next(c)) {
        const Token& s = token(c);
        if ((s.deprel != Deprel::nsubj && s.deprel != Deprel::nsubj_pass) || c == node || !is_nominal(s)) continue;
        const ResolvedParty& r = party(c);
        if (r.kind == PartyKind::none || r.kind == PartyKind::owner) return -1;
        const int at = ws_.resolver.entity_at[static_cast<std::size_t>(c)];
        const bool is_person = at >= 0 && ws_.resolver.mentions[static_cast<std::size_t>(at)].entry->kind == ActorKind::person;
        if (thing && is_person) return -1;
        if (person && s.morph.number == Morph::Number::plural && s.upos == Upos::NOUN) return -1;
        return c;
      }
    }
    clause = above;
  }
  return -1;
}

bool SentenceCoder::in_time(int node) const {
  return std::any_of(ws_.times.begin(), ws_.times.end(), [&](const TimeExpression& e) { return node >= e.begin && node < e.end; });
}

// "We urge ...", she said: the source of the quotation that the pronoun stands in.
void SentenceCoder::gather_speaker(int node, std::vector<Party>& out) const {
  const Span span = token(node).span;
  const FoundQuote* quote = told_by(span);
  if (quote == nullptr || quote->source.empty()) return;
  Party p;
  if (quote->sentence == ws_.context.sentence && quote->source_token >= 0) {
    const ResolvedParty& r = party(quote->source_token);
    if (r.kind != PartyKind::none && r.kind != PartyKind::owner) p = r.party;
  }
  for (std::size_t i = ws_.context.seen.size(); i-- > 0 && p.name.empty();) {
    const Party& seen = ws_.context.seen[i].party;
    if (seen.span.begin < quote->source.end && quote->source.begin < seen.span.end) p = seen;
  }
  if (p.name.empty()) return;
  p.span = span;
  p.text = text_.substr(span.begin, span.end - span.begin);
  p.role = {};
  add_party(out, p);
}

// "the ambassadors of Arvia and Belmark", "the Arvian and Belmarkan ministers": the others that the one role word speaks of.
void SentenceCoder::gather_shared_role(int node, const Party& first, std::vector<Party>& out) const {
  if (token(node).morph.number != Morph::Number::plural || first.id.empty()) return;
  const auto add_joined = [&](int owner) {
    for (int c = ws_.tree.first(owner); c >= 0; c = ws_.tree.next(c)) {
      if (token(c).deprel != Deprel::conj || ws_.resolver.entity_at[static_cast<std::size_t>(c)] < 0) continue;
      const ActorEntry& entry = *ws_.resolver.mentions[static_cast<std::size_t>(ws_.resolver.entity_at[static_cast<std::size_t>(c)])].entry;
      const ResolvedParty& other = party(c);
      if (entry.kind == ActorKind::person || other.party.id.empty()) continue;
      Party p = other.party;
      if (entry.organisation == 0) p.sector = first.sector;
      p.role = first.role;
      p.rule = "shares the role of the actor beside it";
      p.is_town = p.is_land = false;
      if (!p.same_actor(first)) add_party(out, p);
    }
  };
  for (int c = ws_.tree.first(node); c >= 0; c = ws_.tree.next(c)) {
    const Deprel d = token(c).deprel;
    const int preposition = d == Deprel::nmod ? ws_.tree.child(c, Deprel::case_) : -1;
    if (d == Deprel::amod || d == Deprel::compound || (preposition >= 0 && token(preposition).lemma == "of")) add_joined(c);
  }
}

void SentenceCoder::gather_node(int node, std::vector<Party>& out) const {
  if (in_time(node)) return;
  if (token(node).upos == Upos::PRON) {
    const int name = antecedent(node);
    if (name >= 0) {
      gather_node(name, out);
      return;
    }
  }
  if (token(node).upos == Upos::PRON && any_of(token(node).lemma, {"we", "i", "I", "us", "our", "my"})) {
    gather_speaker(node, out);
    return;
  }
  const ResolvedParty& r = party(node);
  // "its troops": the actor's own, no other side
  if (r.party.id.empty() && r.kind != PartyKind::pronoun) {
    const int owner = ws_.tree.child(node, Deprel::nmod_poss);
    if (owner >= 0 && token(owner).upos == Upos::PRON) return;
  }
  // "the violation of Arvian airspace by Belmarkan jets": whose doing it is, not whose thing
  if (r.kind == PartyKind::owner && token(node).upos == Upos::NOUN) {
    for (int c = ws_.tree.first(node); c >= 0; c = ws_.tree.next(c)) {
      const int preposition = token(c).deprel == Deprel::nmod ? ws_.tree.child(c, Deprel::case_) : -1;
      if (preposition < 0 || token(preposition).lemma != "by") continue;
      const std::size_t before = out.size();
      gather_node(c, out);
      if (out.size() > before) return;
    }
  }
  if (r.kind != PartyKind::none) {
    add_party(out, r.party);
    if (r.pair) add_party(out, r.other);
    else if (r.kind == PartyKind::role) gather_shared_role(node, r.party, out);
    return;
  }
  if (is_nominal(token(node)) && in_class(node, c_.people_) && ws_.resolver.role_at[static_cast<std::size_t>(node)] != kNoActor) {
    Party p;
    const PhraseRange range = noun_phrase(ws_.tree, node);
    p.span = {token(range.begin).span.begin, token(range.end).span.end};
    p.text = text_.substr(p.span.begin, p.span.end - p.span.begin);
    p.name = p.text;
    p.sector = "CVL";
    c_.resolver_.place_in_setting(nullptr, ws_.context, p);
    add_party(out, p);
  }
}

bool SentenceCoder::gather(const Frame& frame, Slot s, std::vector<Party>& out) const {
  const std::size_t before = out.size();
  // "a military operation": an adjective that only says of what kind
  const auto describes = [&](int node) {
    return s == slot::mod && token(node).upos == Upos::ADJ && ws_.resolver.entity_at[static_cast<std::size_t>(node)] < 0;
  };
  for (const bool counted : {false, true}) {
    if (out.size() > before) break;
    for (const Argument& a : frame.arguments)
      if (a.slot == s && in_class(a.node, c_.quantity_) == counted && !describes(a.node)) gather_node(a.node, out);
  }
  return out.size() > before;
}

}  // namespace detente
