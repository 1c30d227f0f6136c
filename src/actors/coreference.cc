// What earlier sentences offer: pronouns, "the alliance", "the country", "the two sides". Abstains when nothing near fits.
#include <algorithm>

#include "actors/resolver.h"

namespace detente {

namespace {

constexpr int kReach = 4;  // sentences back

}  // namespace

ResolvedParty Resolver::pronoun(int head, const TreeView& tree, std::string_view text, const ActorContext& context) const {
  ResolvedParty out;
  const Token& t = tree.token(head);
  const std::string_view lemma = t.lemma;
  const bool person = lemma == "he" || lemma == "she" || lemma == "his" || lemma == "her";
  const bool thing = lemma == "it" || lemma == "its";
  const bool many = lemma == "they" || lemma == "their";
  if (!person && !thing && !many) return out;
  out.kind = PartyKind::pronoun;
  const ActorContext::Seen* best = nullptr;
  for (std::size_t i = context.seen.size(); i-- > 0;) {
    const ActorContext::Seen& s = context.seen[i];
    if (context.sentence - s.sentence > 3) break;
    if (person ? !s.person || s.plural : thing ? s.person || s.plural : !s.plural && s.person) continue;
    if (best == nullptr || (s.sentence == best->sentence && s.subject && !best->subject)) best = &s;
    else if (s.sentence < best->sentence) break;
  }
  if (best != nullptr) {
    out.party = best->party;
    out.party.rule = "pronoun, from a sentence before";
    out.party.role = {};
  } else if (thing) {
    out.kind = PartyKind::none;
  }
  out.party.is_person = person;
  out.party.span = t.span;
  out.party.text = text.substr(t.span.begin, t.span.end - t.span.begin);
  return out;
}

const ActorContext::Seen* Resolver::organisation_before(const ActorContext& context) const {
  for (std::size_t i = context.seen.size(); i-- > 0;) {
    const ActorContext::Seen& s = context.seen[i];
    if (context.sentence - s.sentence > 2 * kReach) break;
    if (!s.person && s.organisation) return &s;
  }
  return nullptr;
}

const ActorContext::Seen* Resolver::state_before(const ActorContext& context) const {
  for (std::size_t i = context.seen.size(); i-- > 0;) {
    const ActorContext::Seen& s = context.seen[i];
    if (context.sentence - s.sentence > kReach) break;
    if (!s.person && s.state) return &s;
  }
  return nullptr;
}

bool Resolver::pair_before(const RoleEntry& role, const ActorContext& context, ResolvedParty& out) const {
  // Two different sides, the nearest sentence first; persons for leaders and ministers when two are at hand
  for (const bool persons : {role.kind == RoleKind::person, false}) {
    const ActorContext::Seen *last = nullptr, *before = nullptr;
    for (std::size_t i = context.seen.size(); i-- > 0 && before == nullptr;) {
      const ActorContext::Seen& s = context.seen[i];
      if (context.sentence - s.sentence > kReach) break;
      if (s.party.id.empty() || (persons && !s.person)) continue;
      const std::string_view side = s.party.country.empty() ? s.party.id : s.party.country;
      if (last == nullptr) last = &s;
      else if ((last->party.country.empty() ? last->party.id : last->party.country) != side) before = &s;
    }
    if (before == nullptr) continue;
    out.party = before->party;
    out.other = last->party;
    out.pair = true;
    return true;
  }
  return false;
}

// "the two sides", "the alliance", "the country": taken up from before. False when nothing fits.
bool Resolver::refer_back(const Mention& role, int head, const TreeView& tree, const ActorContext& context, ResolvedParty& out) const {
  const Token& h = tree.token(head);
  bool definite = false, two = false;
  for (int c = tree.first(head); c >= 0; c = tree.next(c)) {
    const std::string_view l = tree.token(c).lemma;
    definite |= l == "the" || l == "this" || l == "that";
    two |= l == "two" || l == "both";
  }
  if (two && h.morph.number == Morph::Number::plural) return pair_before(*role.role, context, out);
  if (!definite || h.morph.number == Morph::Number::plural) return false;
  const ActorContext::Seen* seen = nullptr;
  if (role.role->kind == RoleKind::organisation) seen = organisation_before(context);
  if (role.role->kind == RoleKind::state) seen = state_before(context);
  if (seen == nullptr) return false;
  out.party = seen->party;
  return true;
}

}  // namespace detente
