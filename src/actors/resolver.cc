#include "actors/resolver.h"

#include <algorithm>

#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

bool is_name_link(Deprel d) { return d == Deprel::flat || d == Deprel::compound || d == Deprel::nmod_desc || d == Deprel::goeswith; }

bool has_case(const TreeView& tree, int node, std::string_view lemma) {
  for (int c = tree.first(node); c >= 0; c = tree.next(c))
    if (tree.token(c).deprel == Deprel::case_ && tree.token(c).lemma == lemma) return true;
  return false;
}

void widen(const TreeView& tree, int node, bool head, PhraseRange& r, int depth) {
  r.begin = std::min(r.begin, node);
  r.end = std::max(r.end, node);
  if (depth > 12) return;
  for (int c = tree.first(node); c >= 0; c = tree.next(c)) {
    const Deprel d = tree.token(c).deprel;
    bool take = false;
    switch (d) {
      case Deprel::det:
      case Deprel::det_predet:
      case Deprel::amod:
      case Deprel::nummod:
      case Deprel::compound:
      case Deprel::flat:
      case Deprel::goeswith:
      case Deprel::nmod_poss:
      case Deprel::nmod_desc:
      case Deprel::fixed: take = true; break;
      case Deprel::case_: take = !head && c > node; break;  // the possessive 's of an inner phrase
      case Deprel::punct: take = c > r.begin && c < node && tree.token(c).form == "-"; break;
      case Deprel::nmod: take = c > node && has_case(tree, c, "of"); break;
      case Deprel::nmod_unmarked: take = c < node; break;
      case Deprel::advmod: take = c < node && !head; break;
      default: break;
    }
    if (take && d == Deprel::nmod) {
      // the preposition belongs to the inner phrase here
      for (int k = tree.first(c); k >= 0; k = tree.next(k))
        if (tree.token(k).deprel == Deprel::case_) r.end = std::max(r.end, k);
    }
    if (take) widen(tree, c, d == Deprel::nmod, r, depth + 1);
  }
}

std::uint64_t word_key(std::string_view form) { return hash_bytes(utf8::lower(form)) | 1; }

bool is_capitalised(std::string_view form) {
  std::size_t pos = 0;
  return !form.empty() && utf8::is_upper(utf8::next(form, pos));
}

// Last word of the name that `head` heads.
int last_of_name(const TreeView& tree, int head, int end) {
  int last = head;
  for (int k = head; k <= end && k < tree.size(); ++k)
    if (tree.token(k).upos == Upos::PROPN && (k == last || k == last + 1 || tree.token(k).head == head)) last = k;
  return last;
}

// A people or movement that belongs to no one state.
bool stateless(const ActorEntry& e) { return e.country.size == 0 && e.organisation == 0 && e.kind != ActorKind::person; }

}  // namespace

PhraseRange noun_phrase(const TreeView& tree, int head) {
  PhraseRange r{head, head};
  widen(tree, head, true, r, 0);
  return r;
}

namespace {

// How much a mention says that the text is about politics.
float political_role(std::string_view sector) {
  const std::string_view s = sector.substr(0, 3);
  return s == "GOV" || s == "MIL" || s == "REB" || s == "LEG" || s == "OPP" || s == "PTY" || s == "SPY" || s == "IGO" || s == "PRM" || s == "REF" ? 1.0F : 0.0F;
}

float political_name(const ActorEntry& e) {
  switch (e.kind) {
    case ActorKind::person:
    case ActorKind::seat:
    case ActorKind::body: return 1.0F;
    case ActorKind::city:
    case ActorKind::demonym: return 0.1F;
    default: return e.organisation != 0 ? 0.7F : 0.3F;
  }
}

}  // namespace

void Resolver::begin_sentence(const TreeView& tree, ActorContext& context, ResolverWorkspace& ws) const {
  const Sentence& s = tree.sentence();
  const std::size_t n = s.tokens.size();
  ws.mentions.clear();
  ws.entity_at.assign(n, -1);
  ws.role_at.assign(n, -1);
  ws.known.assign(n, 0);
  ws.resolved.resize(n);
  while (context.next_match < context.matches.size() && context.matches[context.next_match].sentence < context.sentence) ++context.next_match;
  for (; context.next_match < context.matches.size() && context.matches[context.next_match].sentence == context.sentence; ++context.next_match) {
    const ActorContext::Match& m = context.matches[context.next_match];
    context.political += political_name(*m.entry);
    for (int k = m.begin; k < m.end; ++k) ws.entity_at[static_cast<std::size_t>(k)] = static_cast<std::int16_t>(ws.mentions.size());
    ws.mentions.push_back({m.begin, m.end, m.entry, nullptr});
  }
  find_joint_bodies(s, ws);
  for (int i = 0; i < static_cast<int>(n);) {
    const Token& t = s.tokens[static_cast<std::size_t>(i)];
    const bool possible = t.upos == Upos::NOUN || t.upos == Upos::PROPN || t.upos == Upos::ADJ || t.upos == Upos::VERB;
    const ActorDictionary::Match m = possible ? dictionary_.find_role(s, i) : ActorDictionary::Match();
    if (m.end == 0) {
      ++i;
      continue;
    }
    if (m.role->kind == RoleKind::none) {
      for (int k = i; k < m.end; ++k) ws.role_at[static_cast<std::size_t>(k)] = kNoActor;
      i = m.end;
      continue;
    }
    context.political += political_role(dictionary_.text(m.role->sector));
    for (int k = i; k < m.end; ++k) ws.role_at[static_cast<std::size_t>(k)] = static_cast<std::int16_t>(ws.mentions.size());
    ws.mentions.push_back({i, m.end, nullptr, m.role});
    i = m.end;
  }
}

void Resolver::fill(const ActorEntry& e, Party& p) const {
  p.entry = dictionary_.text(e.surface);
  p.rule = "dictionary";
  p.id = dictionary_.text(e.id);
  p.name = dictionary_.text(e.name);
  p.country = dictionary_.text(e.country);
  const std::string_view sectors = dictionary_.text(e.sector);
  const std::size_t semicolon = sectors.find(';');
  p.sector = sectors.substr(0, semicolon);
  p.sector2 = semicolon == std::string_view::npos ? std::string_view() : sectors.substr(semicolon + 1);
  p.is_person = e.kind == ActorKind::person;
  p.is_town = e.kind == ActorKind::city;
  p.is_land =
      e.kind == ActorKind::capital || ((e.kind == ActorKind::name || e.kind == ActorKind::alias || e.kind == ActorKind::abbreviation) && e.organisation == 0);
  if (p.sector.empty()) p.sector = e.kind == ActorKind::demonym || e.kind == ActorKind::city ? "CVL" : "GOV";
}

namespace {

Span token_span(const TreeView& tree, int begin, int end) { return {tree.token(begin).span.begin, tree.token(end).span.end}; }

void set_text(Party& p, Span span, std::string_view text) {
  p.span = span;
  p.text = text.substr(span.begin, span.end - span.begin);
}

}  // namespace

const ResolvedParty& Resolver::resolve(int head, const TreeView& tree, std::string_view text, const ActorContext& context, ResolverWorkspace& ws) const {
  const auto i = static_cast<std::size_t>(head);
  if (ws.known[i] == 0) {
    ws.known[i] = 1;  // a phrase that contains itself through odd trees resolves to nothing
    ws.resolved[i] = ResolvedParty();
    ws.resolved[i] = find(head, tree, text, context, ws);
  }
  return ws.resolved[i];
}

namespace {

// "the powers of the Syria support group", "delegates to the Arvia talks": a country that only says what something is about, which is no
// actor itself.
bool names_a_matter(const TreeView& tree, int k, int head, const ResolverWorkspace& ws) {
  const Token& t = tree.token(k);
  if (t.deprel != Deprel::compound || t.upos != Upos::PROPN || t.head < 0 || t.head == head) return false;
  const int thing = t.head;
  if (tree.token(thing).upos != Upos::NOUN || tree.token(thing).deprel != Deprel::nmod) return false;
  if (ws.entity_at[static_cast<std::size_t>(thing)] >= 0) return false;
  return ws.role_at[static_cast<std::size_t>(thing)] < 0 || tree.token(thing).lemma == "group" || tree.token(thing).lemma == "committee";
}

// "rebel leaders": not the leaders told of before.
bool is_camp(const TreeView& tree, int head, const ResolverWorkspace& ws) {
  for (int c = tree.first(head); c >= 0; c = tree.next(c)) {
    const Deprel d = tree.token(c).deprel;
    if (c < head && (d == Deprel::compound || d == Deprel::amod) && ws.role_at[static_cast<std::size_t>(c)] >= 0 &&
        ws.role_at[static_cast<std::size_t>(c)] != ws.role_at[static_cast<std::size_t>(head)])
      return true;
  }
  return false;
}

// "ministers of seventeen states": not the ministers told of before.
bool says_of_whom(const TreeView& tree, int head) {
  for (int c = tree.first(head); c >= 0; c = tree.next(c)) {
    const Token& t = tree.token(c);
    if (t.deprel != Deprel::nmod || t.upos != Upos::NOUN || t.morph.number != Morph::Number::plural || !has_case(tree, c, "of")) continue;
    if (t.lemma == "state" || t.lemma == "country" || t.lemma == "nation" || t.lemma == "power" || t.lemma == "government") return true;
  }
  return false;
}

}  // namespace

ResolvedParty Resolver::find(int head, const TreeView& tree, std::string_view text, const ActorContext& context, ResolverWorkspace& ws) const {
  ResolvedParty out;
  if (joint_body(head, tree, text, ws, out)) return out;
  const Token& h = tree.token(head);
  if (h.upos == Upos::PRON) return pronoun(head, tree, text, context);
  if (h.upos != Upos::NOUN && h.upos != Upos::PROPN && h.upos != Upos::ADJ && h.upos != Upos::NUM && h.upos != Upos::SYM && h.upos != Upos::X &&
      h.upos != Upos::VERB && h.upos != Upos::DET)
    return out;
  PhraseRange range = noun_phrase(tree, head);
  // The part of the phrase before any "of" or possessor of the head: where the head's own name stands.
  const auto own = [&](int k) {
    for (int node = k, steps = 0; node >= 0 && steps < 12; ++steps) {
      if (node == head) return true;
      const Token& t = tree.token(node);
      if (!is_name_link(t.deprel) && t.deprel != Deprel::amod && t.deprel != Deprel::det && t.deprel != Deprel::punct && t.deprel != Deprel::nummod)
        return false;
      node = t.head;
    }
    return false;
  };
  const auto at_head = [&](const std::vector<std::int16_t>& map) { return map[static_cast<std::size_t>(head)]; };
  const Mention* entity = at_head(ws.entity_at) >= 0 ? &ws.mentions[static_cast<std::size_t>(at_head(ws.entity_at))] : nullptr;
  const Mention* role = at_head(ws.role_at) >= 0 ? &ws.mentions[static_cast<std::size_t>(at_head(ws.role_at))] : nullptr;
  // A person named beside the head word ("Foreign Minister Lavrov") is the party, whichever of the two heads the phrase.
  const Mention* owner = nullptr;  // actor that modifies or possesses
  const Mention* title = nullptr;  // role noun beside a name
  for (int k = range.begin; k <= range.end; ++k) {
    const int e = ws.entity_at[static_cast<std::size_t>(k)];
    const int r = ws.role_at[static_cast<std::size_t>(k)];
    if (e >= 0) {
      const Mention& m = ws.mentions[static_cast<std::size_t>(e)];
      if (m.entry->kind == ActorKind::person && own(k) && (entity == nullptr || entity->entry->kind != ActorKind::person)) entity = &m;
      else if (&m != entity && !before_participle(tree.sentence(), m.end) && !names_a_matter(tree, k, head, ws)) {
        // Nearest before the head, else the first after it; adjectives beat names ("Turkish police in Syria").
        // The name of a people hides no state: "the Arvian Hill clans" are Arvia's.
        const bool before = m.begin < head;
        const bool hides = owner != nullptr && stateless(*m.entry) && !stateless(*owner->entry);
        if (owner == nullptr || (before && owner->begin < head && !hides)) owner = &m;
      }
    }
    if (r >= 0 && k != head && own(k)) title = &ws.mentions[static_cast<std::size_t>(r)];
  }
  // "Secretary of State John Kerry": a person named right after the head's title, inside its "of" phrase
  if (role != nullptr && entity == nullptr && role->end < tree.size()) {
    const int after = ws.entity_at[static_cast<std::size_t>(role->end)];
    if (after >= 0 && ws.mentions[static_cast<std::size_t>(after)].entry->kind == ActorKind::person) {
      entity = &ws.mentions[static_cast<std::size_t>(after)];
      title = role;
      range.end = std::max(range.end, entity->end - 1);
    }
  }
  if (entity != nullptr && owner == entity) owner = nullptr;
  const bool modifier_head = entity != nullptr && entity->entry->kind == ActorKind::adjective;
  // "the Security Council of the UN": an entity at the head that is only an adjective is no name ("the Russian").
  Span span = token_span(tree, range.begin, range.end);
  if (entity != nullptr && !(modifier_head && role != nullptr)) {
    fill(*entity->entry, out.party);
    if (stateless(*entity->entry) && owner != nullptr && owner->begin < head && owner->entry->organisation == 0)
      out.party.country = dictionary_.text(owner->entry->country);
    out.kind = PartyKind::entity;
    if (entity->entry->kind == ActorKind::person) {
      if (title != nullptr)
        out.party.role = text.substr(tree.token(title->begin).span.begin, tree.token(title->end - 1).span.end - tree.token(title->begin).span.begin);
    } else if (role != nullptr && role->begin >= entity->end) {
      out.party.role = h.form;
    }
    set_text(out.party, span, text);
    return out;
  }
  // Owners after the phrase proper: "police in Ankara", "minister for Arvia".
  if (owner == nullptr && (role != nullptr || h.upos == Upos::PROPN)) {
    for (int c = tree.first(head); c >= 0 && owner == nullptr; c = tree.next(c)) {
      const Token& t = tree.token(c);
      if (t.deprel != Deprel::nmod && t.deprel != Deprel::appos) continue;
      if (t.deprel == Deprel::nmod && !has_case(tree, c, "in") && !has_case(tree, c, "from") && !has_case(tree, c, "to")) continue;
      const PhraseRange inner = noun_phrase(tree, c);
      for (int k = inner.begin; k <= inner.end && owner == nullptr; ++k)
        if (ws.entity_at[static_cast<std::size_t>(k)] >= 0) owner = &ws.mentions[static_cast<std::size_t>(ws.entity_at[static_cast<std::size_t>(k)])];
    }
  }
  if (role == nullptr && title != nullptr && (h.upos == Upos::PROPN || is_capitalised(h.form))) role = title;
  // An apposition may say what an unknown name is: "Jan Holt, the Belmarkan defence minister".
  if (role == nullptr && h.upos == Upos::PROPN) {
    const int apposition = tree.child(head, Deprel::appos);
    if (apposition >= 0 && ws.role_at[static_cast<std::size_t>(apposition)] >= 0)
      role = &ws.mentions[static_cast<std::size_t>(ws.role_at[static_cast<std::size_t>(apposition)])];
  }
  if (role != nullptr) {
    out.kind = PartyKind::role;
    Party& p = out.party;
    if (owner != nullptr) {
      fill(*owner->entry, p);
      p.rule = "role of the actor beside it";
      p.is_person = p.is_town = p.is_land = false;
      if (owner->entry->organisation == 0 && !p.country.empty() && owner->entry->kind != ActorKind::person) {
        p.id = p.country;
      }
    } else if (!says_of_whom(tree, head) && !is_camp(tree, head, ws) && !refer_back(*role, head, tree, context, out)) {
      // "Ambassador Karlov": a name told before; else a role said before with its country keeps it ("the minister").
      const bool named = h.upos == Upos::PROPN;
      const std::uint64_t keys[2] = {named ? word_key(tree.token(last_of_name(tree, head, range.end)).form) : word_key(h.lemma), word_key(h.lemma)};
      for (const std::uint64_t key : keys) {
        for (std::size_t i = context.seen.size(); i-- > 0;) {
          const ActorContext::Seen& s = context.seen[i];
          if (s.key != key || (s.party.role.empty() && !(named && s.person))) continue;
          if (s.party.id.empty()) continue;
          p = s.party;
          p.rule = "told before";
          break;
        }
        if (!p.id.empty()) break;
      }
      place_in_setting(role->role, context, p);
    } else if (role->role->kind == RoleKind::organisation || role->role->kind == RoleKind::state) {
      out.kind = PartyKind::entity;
      p.rule = "stands for the last of its kind";
      set_text(p, span, text);
      p.role = {};
      return out;
    }
    const std::string_view sectors = dictionary_.text(role->role->sector);
    const std::size_t semicolon = sectors.find(';');
    if (!(owner != nullptr && owner->entry->organisation != 0) && !out.pair && !sectors.empty()) {
      p.sector = sectors.substr(0, semicolon);
      p.sector2 = semicolon == std::string_view::npos ? std::string_view() : sectors.substr(semicolon + 1);
    }
    p.is_person = role->role->kind == RoleKind::person && h.morph.number != Morph::Number::plural;
    p.role = text.substr(tree.token(role->begin).span.begin, tree.token(role->end - 1).span.end - tree.token(role->begin).span.begin);
    set_text(p, span, text);
    if (out.pair) {
      p.rule = out.other.rule = "the two sides told last";
      out.other.role = p.role;
      set_text(out.other, span, text);
    }
    if (p.name.empty()) p.name = p.text;
    return out;
  }
  if (h.upos == Upos::PROPN && is_capitalised(h.form)) {
    // A surname, name or acronym seen before; else an unknown name.
    const std::uint64_t key = word_key(tree.token(last_of_name(tree, head, range.end)).form);
    for (std::size_t i = context.seen.size(); i-- > 0;) {
      const ActorContext::Seen& s = context.seen[i];
      if (s.key != key || !(s.person || s.organisation)) continue;
      out.kind = PartyKind::entity;
      out.party = s.party;
      out.party.rule = "name told before";
      set_text(out.party, span, text);
      return out;
    }
    out.kind = PartyKind::unknown;
    out.party.rule = "unknown name";
    if (owner != nullptr) {
      // A body of that country, not the country
      out.party.country = dictionary_.text(owner->entry->country);
    }
    set_text(out.party, span, text);
    if (out.party.name.empty()) out.party.name = out.party.text;
    return out;
  }
  // A thing: its owner, if it has one.
  if (owner != nullptr) {
    out.kind = PartyKind::owner;
    fill(*owner->entry, out.party);
    out.party.rule = "owner of the thing";
    out.party.is_town = out.party.is_land = false;
    set_text(out.party, token_span(tree, owner->begin, owner->end - 1), text);
    return out;
  }
  const int possessor = tree.child(head, Deprel::nmod_poss);
  if (possessor >= 0) {
    const ResolvedParty inner = resolve(possessor, tree, text, context, ws);
    if (inner.kind != PartyKind::none) {
      out = inner;
      out.kind = PartyKind::owner;
      return out;
    }
  }
  for (int c = tree.first(head); c >= 0; c = tree.next(c)) {
    if (tree.token(c).deprel != Deprel::nmod || !(has_case(tree, c, "of") || has_case(tree, c, "from"))) continue;
    const ResolvedParty inner = resolve(c, tree, text, context, ws);
    if (inner.kind == PartyKind::entity || inner.kind == PartyKind::role || inner.kind == PartyKind::owner) {
      out = inner;
      out.kind = PartyKind::owner;
      return out;
    }
  }
  return out;
}

namespace {

// Further words by which the text may name what it just told: the name beside a role ("Arvia's envoy, Jan Holt"), the short form in
// brackets ("Movement for Reform (MFR)").
void also_known_as(const TreeView& tree, int head, int end, ActorContext::Seen s, ActorContext& context) {
  for (int c = tree.first(head); c >= 0; c = tree.next(c)) {
    const Token& t = tree.token(c);
    if ((t.deprel != Deprel::appos && t.deprel != Deprel::flat) || t.upos != Upos::PROPN || c < head) continue;
    int last = c;
    for (int k = tree.first(c); k >= 0; k = tree.next(k))
      if (tree.token(k).deprel == Deprel::flat) last = k;
    s.key = word_key(tree.token(last).form);
    s.person |= s.party.role.size() > 0;
    context.seen.push_back(s);
  }
  if (end + 3 >= tree.size() || tree.token(end + 1).form != "(" || tree.token(end + 3).form != ")") return;
  const std::string_view acronym = tree.token(end + 2).form;
  if (acronym.size() < 2 || acronym.size() > 10 ||
      !std::all_of(acronym.begin(), acronym.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '.'; }))
    return;
  s.key = word_key(acronym);
  s.organisation = true;
  s.person = false;
  context.seen.push_back(s);
}

}  // namespace

void Resolver::end_sentence(const TreeView& tree, std::string_view text, ActorContext& context, ResolverWorkspace& ws) const {
  for (int i = 0; i < tree.size(); ++i) {
    const Token& t = tree.token(i);
    if (t.upos != Upos::NOUN && t.upos != Upos::PROPN) continue;
    if (is_name_link(t.deprel) || t.deprel == Deprel::nmod_poss || t.deprel == Deprel::amod) continue;
    const ResolvedParty& r = resolve(i, tree, text, context, ws);
    if (r.kind != PartyKind::entity && r.kind != PartyKind::role && r.kind != PartyKind::unknown) continue;
    ActorContext::Seen s;
    s.party = r.party;
    s.sentence = context.sentence;
    const PhraseRange range = noun_phrase(tree, i);
    const int entity = ws.entity_at[static_cast<std::size_t>(i)];
    const int role = ws.role_at[static_cast<std::size_t>(i)];
    const bool named_person = entity >= 0 && ws.mentions[static_cast<std::size_t>(entity)].entry->kind == ActorKind::person;
    const bool person_role = role >= 0 && ws.mentions[static_cast<std::size_t>(role)].role->kind == RoleKind::person;
    s.person = named_person || (!r.party.role.empty() && (person_role || t.upos == Upos::PROPN)) ||
               (r.kind == PartyKind::unknown && t.morph.number != Morph::Number::plural);
    const ActorEntry* e = entity >= 0 ? ws.mentions[static_cast<std::size_t>(entity)].entry : nullptr;
    s.organisation = e != nullptr && r.kind == PartyKind::entity && e->kind != ActorKind::person &&
                     (e->organisation != 0 || dictionary_.text(e->id).size() != 3) && e->kind != ActorKind::city && e->kind != ActorKind::capital &&
                     e->kind != ActorKind::seat;
    s.state =
        e != nullptr && r.kind == PartyKind::entity && e->organisation == 0 && e->kind != ActorKind::person && e->kind != ActorKind::city && !s.organisation;
    s.plural = t.morph.number == Morph::Number::plural || tree.child(i, Deprel::conj) >= 0;
    s.subject = t.deprel == Deprel::nsubj || t.deprel == Deprel::nsubj_pass;
    if (named_person || r.kind == PartyKind::unknown || (r.kind == PartyKind::role && t.upos == Upos::PROPN)) {
      // Known by the last word of the name
      int last = i;
      for (int k = i; k <= range.end; ++k)
        if (tree.token(k).upos == Upos::PROPN) last = k;
      s.key = word_key(tree.token(last).form);
    } else {
      s.key = word_key(t.lemma);
    }
    context.seen.push_back(s);
    also_known_as(tree, i, range.end, s, context);
  }
  ++context.sentence;
  if (context.seen.size() > 400) context.seen.erase(context.seen.begin(), context.seen.begin() + 200);
}

}  // namespace detente
