#include "coder/sentence_coder.h"

#include <algorithm>
#include <string>

namespace detente {

namespace {

// Acts that are done to persons: arrest, deportation, verdict, abduction, assault, killing, release.
bool done_to_persons(std::string_view code) {
  return code.starts_with("173") || code.starts_with("174") || code.starts_with("18") || code.starts_with("116") || code.starts_with("166") ||
         code.starts_with("0841") || code.starts_with("115");
}

}  // namespace

void SentenceCoder::find_roles(const Candidate& c, Draft& d) const {
  const LexiconRow& row = *c.row;
  const Frame& f = c.frame;
  static const Slot by = slot::of_preposition("by"), of = slot::of_preposition("of"), against = slot::of_preposition("against"),
                    on = slot::of_preposition("on"), with = slot::of_preposition("with"), to = slot::of_preposition("to"), for_ = slot::of_preposition("for"),
                    in = slot::of_preposition("in"), from = slot::of_preposition("from"), between = slot::of_preposition("between"),
                    among = slot::of_preposition("among");
  const Slot verb_actor[] = {slot::subj}, noun_actor[] = {by, slot::poss, slot::mod, of};
  const Slot verb_recipient[] = {slot::obj, slot::iobj, with, to, against, on, from, of, in};
  const Slot noun_recipient[] = {against, on, with, to, of, for_, in};
  const bool hits = d.type == EventType::ASSAULT || d.type == EventType::RETREAT || d.type == EventType::MOBILIZE || d.type == EventType::COERCE;
  const Slot mutual_recipient[] = {with, to};
  const Slot adjective_recipient[] = {to, of, with, for_, on, by};
  const bool noun = row.pos == TriggerPos::noun;

  bool asks_for_in = false;  // the row itself makes the place a side: "the coup in Arvia"
  for (std::uint32_t k = 0; k < row.conditions; ++k) {
    const Condition& condition = lexicon_.condition(row.first_condition + k);
    asks_for_in |= condition.slot == in && condition.negate == 0;
  }
  // "Holt's arrest", "his conviction": who suffers it, where the act is one done to a person
  const bool suffered = noun && !f.has(of) && done_to_persons(d.act->code_text());
  Slot used = slot::none;
  const auto take = [&](auto list, std::uint32_t count, std::vector<Party>& out, Slot not_this) {
    for (std::uint32_t k = 0; k < count; ++k) {
      if (list(k) == slot::none || list(k) == not_this) continue;
      const std::size_t before = out.size();
      if (!gather(f, list(k), out)) continue;
      // "shelled the town", "an attack in Arvapol": where it happened, not whom it hit
      if (&out == &d.recipients)
        d.hit_place |=
            std::erase_if(out, [&](const Party& p) { return (hits && p.is_town) || (list(k) == in && !asks_for_in && (p.is_town || p.is_land)); }) > 0;
      if (out.size() > before) return list(k);
    }
    return slot::none;
  };
  const auto from_array = [](const Slot* a) { return [a](std::uint32_t k) { return a[k]; }; };
  const auto from_row = [this](std::uint32_t first) { return [this, first](std::uint32_t k) { return lexicon_.slot_at(first + k); }; };

  if (suffered) {
    for (const Argument& a : f.arguments)
      if (a.slot == slot::poss && (party(a.node).party.is_person || party(a.node).kind == PartyKind::unknown)) gather_node(a.node, d.recipients);
    if (!d.recipients.empty()) used = slot::poss;
  }
  if (noun && c.support >= 0) {
    gather(f, slot::subj, c.undergo ? d.recipients : d.actors);
  } else if (noun && f.has(slot::subj)) {
    gather(f, slot::subj, d.actors);
  }
  if (d.actors.empty()) {
    used = row.actors > 0 ? take(from_row(row.first_actor), row.actors, d.actors, used)
           : noun         ? take(from_array(noun_actor), 4, d.actors, used)
                          : take(from_array(verb_actor), 1, d.actors, used);
    d.explicit_actor = noun && !d.actors.empty();
    // "put out a report accusing", "passed a law banning": a text acts for who issued it
    const Token& t = token(c.node);
    if (!noun && d.actors.empty() && t.deprel == Deprel::acl && t.morph.verb_form == Morph::VerbForm::gerund && t.head >= 0) {
      const int governor = token(t.head).head;
      if (governor >= 0 && is_verbal(token(governor)) && !frames_.is_passive(governor) && token(t.head).deprel == Deprel::obj) {
        std::vector<int> subjects;
        frames_.surface_subject(governor, subjects);
        for (const int s : subjects) gather_node(s, d.actors);
      }
    }
  }
  if (row.no_recipient == 0 && d.recipients.empty()) {
    if (row.recipients > 0) take(from_row(row.first_recipient), row.recipients, d.recipients, used);
    else if (noun && row.mutual != 0) take(from_array(mutual_recipient), 2, d.recipients, used);
    else if (noun) take(from_array(noun_recipient), 7, d.recipients, used);
    else if (row.pos == TriggerPos::adjective) take(from_array(adjective_recipient), 6, d.recipients, used);
    else take(from_array(verb_recipient), 9, d.recipients, used);
  }
  if (row.mutual != 0) {
    if (gather(f, between, d.actors)) d.explicit_actor = true;
    gather(f, among, d.actors);
    if (noun && used != slot::mod) {
      std::vector<Party> more;
      if (gather(f, slot::mod, more))
        for (const Party& p : more)
          if (!p.country.empty() || !p.id.empty()) add_party(d.actors, p);
    }
    d.mutual = true;
  } else if (noun && d.actors.empty() && gather(f, between, d.actors)) {
    d.mutual = true;
    d.explicit_actor = true;
  }
  // "contact between A and B was cut": the first side stands for both
  if (!noun && d.actors.empty() && f.passive && f.has(between)) {
    std::vector<Party> sides;
    gather(f, between, sides);
    if (!sides.empty()) {
      d.actors.push_back(sides.front());
      for (std::size_t i = 1; i < sides.size(); ++i) add_party(d.recipients, sides[i]);
      if (d.recipients.empty()) gather(f, with, d.recipients);
    }
  }
  remove_parties(d.recipients, d.actors);
  if (d.mutual) {
    for (const Party& p : d.recipients) add_party(d.actors, p);
    d.recipients.clear();
    if (d.actors.size() == 1) find_counterpart(c.support >= 0 ? c.support : c.node, d);
  }
  if (!noun && f.passive && d.actors.empty() && d.type == EventType::ASSAULT) agent_of_means(c, d);
}

// "talked trade during a call with Holt", "talks in Arvapol with Holt": the other side, further down the phrase.
void SentenceCoder::find_counterpart(int top, Draft& d) const {
  static const Slot with = slot::of_preposition("with");
  for (int i = top + 1; i < ws_.tree.size() && i < top + 20; ++i) {
    const Token& t = token(i);
    if ((t.deprel != Deprel::nmod && t.deprel != Deprel::obl) || frames_.preposition(i) != with || !ws_.tree.is_descendant(i, top)) continue;
    bool own_clause = true;  // no other verb between
    for (int node = t.head, steps = 0; node >= 0 && node != top && steps < 8; node = token(node).head, ++steps) own_clause &= !is_verbal(token(node));
    const ResolvedParty& r = party(i);
    if (!own_clause || r.kind == PartyKind::none || r.kind == PartyKind::owner) continue;
    gather_node(i, d.actors);
    return;
  }
}

// "were killed in Arvian airstrikes", "died in a clash with police": the side that the means or the fight names.
void SentenceCoder::agent_of_means(const Candidate& c, Draft& d) const {
  static const Slot in = slot::of_preposition("in"), during = slot::of_preposition("during");
  for (const Argument& a : c.frame.arguments) {
    if ((a.slot != in && a.slot != during && a.slot != slot::of_preposition("by")) || !is_nominal(token(a.node))) continue;
    const Lexicon::Rows rows = lexicon_.rows(ws_.words.lemma(a.node), TriggerPos::noun);
    bool violent = false;
    for (std::uint32_t k = 0; k < rows.count; ++k) violent |= rows.first[k].type == EventType::ASSAULT;
    if (!violent) continue;
    Frame f;
    frames_.noun(a.node, f);
    for (const Slot s : {slot::of_preposition("by"), slot::poss, slot::mod, slot::of_preposition("with")})
      if (gather(f, s, d.actors)) break;
    remove_parties(d.actors, d.recipients);
    if (!d.actors.empty()) return;
  }
}

bool SentenceCoder::may_be_thing(int node, const Candidate& c, const Draft& d) const {
  if (node == c.node || (!is_nominal(token(node)) && token(node).upos != Upos::PRON && token(node).upos != Upos::NUM)) return false;
  if (in_time(node)) return false;
  const int owner = ws_.tree.child(node, Deprel::nmod_poss);
  if (owner >= 0 && token(owner).upos == Upos::PRON && in_class(node, c_.people_)) return false;  // "its troops": the actor's own
  const Span s = token(node).span;
  for (const std::vector<Party>* list : {&d.actors, &d.recipients})
    for (const Party& p : *list)
      if (p.span.begin <= s.begin && s.end <= p.span.end) return false;
  return true;
}

void SentenceCoder::take_thing(int node, Draft& d) const {
  Party p;
  const ResolvedParty& r = party(node);
  if (r.kind != PartyKind::none && r.kind != PartyKind::owner) p = r.party;
  const PhraseRange range = noun_phrase(ws_.tree, node);
  p.span = {token(range.begin).span.begin, token(range.end).span.end};
  p.text = text_.substr(p.span.begin, p.span.end - p.span.begin);
  if (p.name.empty()) p.name = p.text;
  d.recipients.push_back(p);
}

void SentenceCoder::things_of_frame(const Frame& f, const Candidate& c, Draft& d, int depth) const {
  for (const bool direct : {true, false})
    for (const Argument& a : f.arguments) {
      if (d.recipients.size() >= kMaxThings) return;
      if (a.slot == slot::subj || a.slot == slot::poss || a.slot == slot::mod) continue;
      if ((a.slot == slot::obj || a.slot == slot::iobj) != direct) continue;
      if (may_be_thing(a.node, c, d)) take_thing(a.node, d);
      else if (is_verbal(token(a.node)) && a.node != c.node && depth < 2) {
        Frame inner;
        frames_.verb(a.node, inner);
        things_of_frame(inner, c, d, depth + 1);
      }
    }
}

void SentenceCoder::find_things(const Candidate& c, Draft& d) const {
  things_of_frame(c.frame, c, d, 0);
  int top = c.node;
  for (int node = c.node, steps = 0; node >= 0 && steps < 4; ++steps) {
    top = node;
    if (node != c.node && is_verbal(token(node))) {
      Frame f;
      frames_.verb(node, f);
      things_of_frame(f, c, d, 1);
    }
    if (node == d.top) break;
    node = token(node).head;
  }
  // Named sides further down the clause: "lifted tariffs on 40 kinds of Arvia's exports"
  for (int i = 0; i < ws_.tree.size() && d.recipients.size() < kMaxThings; ++i) {
    const int at = ws_.resolver.entity_at[static_cast<std::size_t>(i)];
    if (at < 0 || ws_.resolver.mentions[static_cast<std::size_t>(at)].begin != i || !ws_.tree.is_descendant(i, top) || i < c.node) continue;
    if (may_be_thing(i, c, d)) take_thing(i, d);
  }
}

// "was arrested in Arvia": without an agent, the state where it happened, for schemes that take places as actors.
void SentenceCoder::find_place_actor(const Candidate& c, Draft& d) const {
  static const Slot in = slot::of_preposition("in");
  for (const Argument& a : c.frame.arguments) {
    if (a.slot != in) continue;
    const int at = ws_.resolver.entity_at[static_cast<std::size_t>(a.node)];
    if (at < 0) continue;
    const ActorEntry& e = *ws_.resolver.mentions[static_cast<std::size_t>(at)].entry;
    if (e.kind == ActorKind::person || e.country.size == 0) continue;
    d.actors.push_back(party(a.node).party);
    return;
  }
}

void SentenceCoder::involved(int p, Frame& f, std::vector<Party>& out) const {
  if (is_verbal(token(p))) {
    frames_.verb(p, f);
    gather(f, f.passive ? slot::obj : slot::subj, out);
    return;
  }
  // "accused Arvia of involvement in": the accusing verb says whose
  const int g = token(p).head;
  if (is_nominal(token(p)) && g >= 0 && ws_.tree.child(p, Deprel::nmod_poss) < 0) {
    const OuterEntry* e = outer_at(g, place_of(p));
    if (e != nullptr && e->object_control != 0) return;
  }
  outer_subject(p, f, out);
}

void SentenceCoder::outer_subject(int p, Frame& f, std::vector<Party>& out) const {
  if (is_verbal(token(p))) {
    frames_.verb(p, f);
    gather(f, slot::subj, out);
  } else if (token(p).upos == Upos::ADJ) {
    frames_.adjective(p, f);
    gather(f, slot::subj, out);
  } else {
    frames_.noun(p, f);
    for (const Slot s : {slot::of_preposition("by"), slot::poss, slot::mod})
      if (gather(f, s, out)) return;
    // "made an offer to", "reached an agreement to": the verb's subject
    const Token& t = token(p);
    if (t.head >= 0 && is_verbal(token(t.head)) && (t.deprel == Deprel::obj || t.deprel == Deprel::obl || t.deprel == Deprel::nsubj_pass)) {
      Frame verb;
      frames_.verb(t.head, verb);
      gather(verb, slot::subj, out);
      for (const Argument& a : verb.arguments)
        if (a.slot != slot::subj && a.slot != slot::obj) frames_.add(f, a.slot, a.node, true);
    }
  }
}

}  // namespace detente
