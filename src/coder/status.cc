#include "coder/status.h"

#include <algorithm>
#include <initializer_list>

namespace detente {

namespace {

constexpr Slot kTo = slot::of_preposition("to");

const std::uint64_t kBeTo = extend_phrase(extend_phrase(kPhraseStart, hash_bytes("be")), hash_bytes("to"));

TriggerPos pos_of(const Token& t) {
  if (is_verbal(t)) return TriggerPos::verb;
  return t.upos == Upos::ADJ || t.upos == Upos::ADV ? TriggerPos::adjective : TriggerPos::noun;
}

bool is_infinitive(const Token& t) { return t.morph.verb_form == Morph::VerbForm::infinitive; }

bool is_gerund(const Token& t) {
  return t.morph.verb_form == Morph::VerbForm::gerund || (t.morph.verb_form == Morph::VerbForm::participle && t.morph.tense == Morph::Tense::present);
}

// "and", "or" and the like join words of equal standing only when these are of the same kind.
bool is_function(Deprel d) {
  switch (d) {
    case Deprel::aux:
    case Deprel::aux_pass:
    case Deprel::cop:
    case Deprel::case_:
    case Deprel::mark:
    case Deprel::det:
    case Deprel::fixed:
    case Deprel::flat:
    case Deprel::goeswith:
    case Deprel::compound_prt: return true;
    default: return false;
  }
}

Status flipped(Status s) { return s == Status::denied ? Status::happened : Status::denied; }

// The status of a complement whose governor has the status `outer`.
Status composed(const Veridicality& v, Status outer) {
  switch (v.kind) {
    case Veridicality::Kind::same: return outer;
    case Veridicality::Kind::opposite: return flipped(outer);
    case Veridicality::Kind::own: break;
  }
  if (outer == Status::happened || outer == Status::historical) return v.affirmed;
  if (outer == Status::denied) return v.negated;
  if (v.affirmed == v.negated) return v.affirmed;
  if (v.affirmed == Status::happened || v.affirmed == Status::historical) return outer;
  if (v.affirmed == Status::denied) return outer == Status::planned ? Status::denied : Status::possible;
  return outer == Status::possible ? outer : v.affirmed;
}

}  // namespace

void StatusReader::apply(const Veridicality& v, std::string_view why, Standing& s) {
  const Status before = s.status;
  // What is nearly certain counts as certain, else every level of embedding would take a little away
  const float outer = std::clamp(s.certainty * 1.1F, -3.0F, 3.0F);
  s.certainty = v.if_negated + (v.if_affirmed - v.if_negated) * (outer + 3) / 6;
  s.status = composed(v, s.status);
  s.future |= v.affirmed == Status::planned;
  if (s.status != before) s.why = why;
}

const Veridicality* StatusReader::row(int node, Slot kind) const {
  const std::uint64_t lemma = words_.lemma(node), form = words_.form(node);
  const TriggerPos pos = pos_of(token(node));
  const Veridicality* best = nullptr;
  for (const std::uint64_t word : {form, lemma}) {
    const Lexicon::Veridicalities list = lexicon_.veridicality(word, kind);
    for (std::uint32_t i = 0; i < list.count; ++i) {
      const Veridicality& v = list.first[i];
      if ((v.pos_mask & (1U << static_cast<unsigned>(pos))) == 0) continue;
      if (v.particle != 0) {
        bool found = false;
        for (int c = tree_.first(node); c >= 0 && !found; c = tree_.next(c)) found = words_.lemma(c) == v.particle;
        if (!found) continue;
        return &v;
      }
      if (best == nullptr) best = &v;
    }
    if (best != nullptr || form == lemma) break;
  }
  return best;
}

Standing StatusReader::of(int node, int depth) const {
  if (is_function(token(node).deprel) && token(node).head >= 0 && depth < kMaxDepth) return of(token(node).head, depth + 1);
  Standing s = incoming(node, depth);
  own(node, s);
  return s;
}

bool StatusReader::has_infinitive_mark(int node) const {
  for (int c = tree_.first(node); c >= 0; c = tree_.next(c))
    if (token(c).deprel == Deprel::mark && token(c).lemma == "to") return true;
  return false;
}

// Where the word stands below its governor, in the slots of the tables.
Slot StatusReader::place(int node) const {
  const Token& t = token(node);
  switch (t.deprel) {
    case Deprel::obj:
    case Deprel::nsubj_pass: return slot::obj;
    case Deprel::nsubj: return slot::subj;
    case Deprel::csubj:
    case Deprel::csubj_pass:
    case Deprel::ccomp: return has_infinitive_mark(node) ? slot::xcomp : slot::ccomp;
    case Deprel::xcomp: return slot::xcomp;
    case Deprel::acl: {
      if (has_infinitive_mark(node)) return slot::xcomp;
      const Slot p = frames_.preposition(node);
      return p == slot::of_preposition("that") ? slot::ccomp : p;
    }
    case Deprel::advcl:
      if (has_infinitive_mark(node)) return slot::xcomp;
      return frames_.preposition(node);
    case Deprel::obl:
    case Deprel::nmod: return frames_.preposition(node);
    default: return slot::none;
  }
}

const Veridicality* StatusReader::governor_row(int node, Slot where) const {
  if (where == slot::none) return nullptr;
  const int g = token(node).head;
  if (const Veridicality* v = row(g, where)) return v;
  // Words of outer.tsv have the standing of their effect
  const Lexicon::Outers list = lexicon_.outers(words_.lemma(g), pos_of(token(g)));
  for (std::uint32_t i = 0; i < list.count; ++i) {
    const OuterEntry& e = list.first[i];
    if (e.slot != where || e.support != 0) continue;
    if (e.particle != 0) {
      bool found = false;
      for (int c = tree_.first(g); c >= 0 && !found; c = tree_.next(c)) found = words_.lemma(c) == e.particle;
      if (!found) continue;
    }
    return lexicon_.veridicality(e.effect);
  }
  return nullptr;
}

// The preposition or conjunction that introduces the word, whose lemma goes to `why`.
const Veridicality* StatusReader::introduction(int node, Slot kind, std::string_view& why) const {
  for (int c = tree_.first(node); c >= 0; c = tree_.next(c)) {
    const Deprel d = token(c).deprel;
    if (d != Deprel::case_ && d != Deprel::mark && !(d == Deprel::advmod && c < node)) continue;
    const Lexicon::Veridicalities list = lexicon_.veridicality(words_.lemma(c), kind);
    if (list.count == 0) continue;
    why = token(c).lemma;
    return list.first;
  }
  return nullptr;
}

bool StatusReader::is_definite(int node) const {
  const int det = tree_.child(node, Deprel::det);
  return det >= 0 && (token(det).lemma == "the" || token(det).lemma == "this" || token(det).lemma == "that");
}

const Veridicality& StatusReader::relation_row(int node, Slot where) const {
  const Token& t = token(node);
  switch (t.deprel) {
    case Deprel::obj:
    case Deprel::iobj:
      return lexicon_.veridicality(is_definite(node) || tree_.child(node, Deprel::nmod_poss) >= 0 ? RelationStanding::definite : RelationStanding::object);
    case Deprel::nsubj:
    case Deprel::nsubj_pass: return lexicon_.veridicality(RelationStanding::subject);
    case Deprel::obl:
    case Deprel::obl_agent:
    case Deprel::obl_unmarked: return lexicon_.veridicality(is_definite(node) ? RelationStanding::definite : RelationStanding::oblique);
    case Deprel::nmod:
    case Deprel::nmod_poss:
    case Deprel::appos: return lexicon_.veridicality(RelationStanding::nominal);
    case Deprel::compound: return lexicon_.veridicality(RelationStanding::compound);
    case Deprel::acl_relcl: return lexicon_.veridicality(RelationStanding::relative);
    case Deprel::amod: return lexicon_.veridicality(RelationStanding::participle);
    case Deprel::acl:
      if (where == slot::xcomp) return lexicon_.veridicality(RelationStanding::infinitive);
      return lexicon_.veridicality(where == slot::none ? RelationStanding::participle : RelationStanding::gerund);
    case Deprel::xcomp:
      if (is_infinitive(t) || has_infinitive_mark(node)) return lexicon_.veridicality(RelationStanding::infinitive);
      return lexicon_.veridicality(is_gerund(t) ? RelationStanding::gerund : RelationStanding::object);
    case Deprel::ccomp:
    case Deprel::csubj:
    case Deprel::csubj_pass:
      if (where == slot::xcomp) return lexicon_.veridicality(RelationStanding::infinitive);
      return lexicon_.veridicality(is_gerund(t) && tree_.child(node, Deprel::aux) < 0 ? RelationStanding::gerund : RelationStanding::finite);
    default: return lexicon_.veridicality(where == slot::none && is_gerund(t) ? RelationStanding::gerund : RelationStanding::adverbial);
  }
}

Standing StatusReader::conjunct(int node, int depth) const {
  const int first = token(node).head;
  const Token& t = token(node);
  const bool verbal = is_verbal(t) && is_verbal(token(first));
  bool own_words = tree_.child(node, Deprel::nsubj) >= 0 || tree_.child(node, Deprel::nsubj_pass) >= 0 || tree_.child(node, Deprel::aux) >= 0;
  own_words |= tree_.child(node, Deprel::aux_pass) >= 0 && tree_.child(first, Deprel::aux) < 0;
  Standing s = incoming(first, depth + 1);
  if (!verbal || own_words) return s;
  auxiliaries(first, s);
  // "did not attack or kill": the negation is shared by "or" only
  const int cc = tree_.child(node, Deprel::cc);
  if (cc >= 0 && (token(cc).lemma == "or" || token(cc).lemma == "nor")) {
    Standing full = incoming(first, depth + 1);
    own(first, full);
    return full;
  }
  return s;
}

Standing StatusReader::incoming(int node, int depth) const {
  const Token& t = token(node);
  const int g = t.head;
  if (g < 0 || depth > kMaxDepth) return {};
  switch (t.deprel) {
    case Deprel::conj: return conjunct(node, depth);
    case Deprel::root:
    case Deprel::parataxis:
    case Deprel::list:
    case Deprel::discourse:
    case Deprel::vocative: return {};
    default: break;
  }
  const Slot where = place(node);
  const bool clause_kind = t.deprel == Deprel::advcl || t.deprel == Deprel::ccomp || t.deprel == Deprel::csubj;
  const bool phrase = t.deprel == Deprel::obl || t.deprel == Deprel::nmod || t.deprel == Deprel::acl;
  const Veridicality* v = nullptr;
  std::string_view why = token(g).lemma;
  if (clause_kind) v = introduction(node, slot::introduced, why);
  if (v == nullptr) v = governor_row(node, where);
  // "declined to comment": an infinitive taken for a noun
  if (v == nullptr && where == kTo && t.upos == Upos::NOUN && tree_.child(node, Deprel::det) < 0) v = governor_row(node, slot::xcomp);
  if (v == nullptr && phrase) v = introduction(node, slot::introduced, why);
  if (v == nullptr && t.deprel == Deprel::advcl) v = introduction(node, slot::introduced_clause, why);
  if (v == nullptr && (t.deprel == Deprel::advcl || t.deprel == Deprel::obl)) v = introduction(node, slot::introduced_below_verb, why);
  if (v == nullptr) {
    v = &relation_row(node, where);
    why = where == slot::xcomp ? "infinitive" : "grammar";
  }
  Standing s = of(g, depth + 1);
  apply(*v, why, s);
  // "to avert an offensive": what a governor denies is no longer to come
  if (v->kind == Veridicality::Kind::own && s.status == Status::denied) s.future = false;
  return s;
}

void StatusReader::own(int node, Standing& s) const {
  // A noun with "no" is denied whatever its verb, which the same word denies
  const Token& t = token(node);
  bool negated = false;
  for (int c = tree_.first(node); c >= 0; c = tree_.next(c)) {
    const Token& child = token(c);
    if (child.deprel == Deprel::det && !is_verbal(t)) {
      const Lexicon::Veridicalities list = lexicon_.veridicality(words_.lemma(c), slot::quantifier);
      if (list.count > 0) s = {-2.6F, Status::denied, s.future, "negation"}, negated = true;
    }
  }
  if (!negated) {
    for (int c = tree_.first(node); c >= 0; c = tree_.next(c)) {
      const Token& child = token(c);
      const Veridicality* v = nullptr;
      if (child.deprel == Deprel::advmod || child.deprel == Deprel::cc || child.deprel == Deprel::cc_preconj) {
        const Lexicon::Veridicalities list = lexicon_.veridicality(words_.lemma(c), slot::negation);
        // "not only" denies nothing
        const bool more = c + 1 < tree_.size() && (token(c + 1).lemma == "only" || token(c + 1).lemma == "just" || token(c + 1).lemma == "merely");
        if (list.count > 0 && !more) v = list.first;
        if (v == nullptr && (child.lemma == "longer" || child.lemma == "long") && tree_.first(c) >= 0 && token(tree_.first(c)).lemma == "no") {
          const Lexicon::Veridicalities no_longer = lexicon_.veridicality(extend_phrase(words_.lemma(tree_.first(c)), hash_bytes("longer")), slot::negation);
          if (no_longer.count > 0) v = no_longer.first;
        }
      } else if (child.deprel == Deprel::nsubj || child.deprel == Deprel::nsubj_pass || child.deprel == Deprel::obj) {
        const int det = tree_.child(c, Deprel::det);
        for (const int word : {c, det}) {
          if (word < 0 || v != nullptr) continue;
          const Lexicon::Veridicalities list =
              lexicon_.veridicality(words_.lemma(word), child.deprel == Deprel::obj ? slot::quantified_object : slot::quantifier);
          if (list.count > 0) v = list.first;
        }
      }
      if (v == nullptr) continue;
      apply(*v, "negation", s);
      break;  // one clause is denied once
    }
  }
  auxiliaries(node, s);
  modifiers(node, s);
  clause(node, s);
}

void StatusReader::auxiliaries(int node, Standing& s) const {
  int modal = -1;
  bool have = false, be = false;
  for (int c = tree_.first(node); c >= 0; c = tree_.next(c)) {
    const Token& t = token(c);
    if (t.deprel != Deprel::aux && t.deprel != Deprel::cop) continue;
    if (t.lemma == "have") have = true;
    else if (t.lemma == "be") be = true;
    if (modal < 0 && lexicon_.veridicality(words_.lemma(c), slot::auxiliary).count > 0) modal = c;
  }
  const auto use = [&](std::uint64_t key) {
    const Lexicon::Veridicalities list = lexicon_.veridicality(key, slot::auxiliary);
    if (list.count == 0) return false;
    apply(*list.first, list.first->affirmed == Status::planned ? "future" : "modal", s);
    return true;
  };
  if (modal >= 0) {
    if (have && use(extend_phrase(words_.lemma(modal), hash_bytes("have")))) return;
    use(words_.lemma(modal));
  } else if (be && is_infinitive(token(node)) && has_infinitive_mark(node)) {
    use(kBeTo);
  }
}

void StatusReader::modifiers(int node, Standing& s) const {
  // "a meeting to be held in Arvapol", "talks to begin on Monday"
  const int clause = tree_.child(node, Deprel::acl);
  if (clause > node && has_infinitive_mark(clause)) {
    const Veridicality* v = row(clause, tree_.child(clause, Deprel::aux_pass) >= 0 ? slot::obj : slot::subj);
    const Lexicon::Veridicalities list = lexicon_.veridicality(kBeTo, slot::auxiliary);
    if (v != nullptr && v->affirmed == Status::happened && v->negated == Status::denied && list.count > 0) apply(*list.first, "future", s);
  }
  for (int c = tree_.first(node); c >= 0; c = tree_.next(c)) {
    const Deprel d = token(c).deprel;
    if (d != Deprel::advmod && d != Deprel::amod && d != Deprel::det) continue;
    if (const Veridicality* v = row(c, slot::mod)) apply(*v, d == Deprel::advmod ? "adverb" : "modifier", s);
  }
}

// Conditions, questions and commands.
void StatusReader::clause(int node, Standing& s) const {
  // "threatened to leave if ...": what happened already depends on nothing
  for (int c = tree_.first(node); c >= 0 && s.status != Status::happened; c = tree_.next(c)) {
    if (token(c).deprel != Deprel::advcl) continue;
    for (int k = tree_.first(c); k >= 0; k = tree_.next(k)) {
      if (token(k).deprel != Deprel::mark) continue;
      const Lexicon::Veridicalities list = lexicon_.veridicality(words_.lemma(k), slot::main_clause);
      if (list.count > 0) apply(*list.first, "conditional", s);
    }
  }
  if (token(node).head >= 0) return;
  const int last = tree_.size() - 1;
  if (token(last).form == "?") {
    for (int i = 0; i < std::min(3, tree_.size()); ++i)
      for (const std::string_view w : {"why", "how", "who", "when", "where"})
        if (token(i).lemma == w) return;
    const Lexicon::Veridicalities list = lexicon_.veridicality(extend_phrase(kPhraseStart, hash_bytes("?")), slot::question);
    if (list.count > 0) apply(*list.first, "question", s);
  } else if (token(node).morph.mood == Morph::Mood::imperative && tree_.child(node, Deprel::nsubj) < 0) {
    const Lexicon::Veridicalities list = lexicon_.veridicality(extend_phrase(kPhraseStart, hash_bytes("!")), slot::imperative);
    if (list.count > 0) apply(*list.first, "imperative", s);
  }
}

}  // namespace detente
