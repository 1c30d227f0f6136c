#include "coder/frame.h"

#include <algorithm>

namespace detente {

bool is_verbal(const Token& token) { return token.upos == Upos::VERB || token.upos == Upos::AUX; }

namespace {

bool is_relative_pronoun(const Token& t) {
  return (t.upos == Upos::PRON || t.upos == Upos::SCONJ || t.upos == Upos::DET) &&
         (t.lemma == "who" || t.lemma == "which" || t.lemma == "that" || t.lemma == "whom");
}

}  // namespace

bool FrameBuilder::is_passive(int v) const {
  const Token& t = tree_.token(v);
  bool aux = false;
  // "The premier called for sanctions": a main clause of running text without an auxiliary is active, whatever the tagger thought
  if (!headline_ && (t.deprel == Deprel::root || t.deprel == Deprel::ccomp) && t.form.size() > 2 && t.form.substr(t.form.size() - 2) == "ed") {
    bool auxiliary = false, subject = false;
    for (int c = tree_.first(v); c >= 0; c = tree_.next(c)) {
      const Deprel d = tree_.token(c).deprel;
      auxiliary |= d == Deprel::aux || d == Deprel::aux_pass || d == Deprel::cop;
      subject |= (d == Deprel::nsubj || d == Deprel::nsubj_pass) && c < v;
    }
    if (subject && !auxiliary) return false;
  }
  for (int c = tree_.first(v); c >= 0; c = tree_.next(c)) {
    switch (tree_.token(c).deprel) {
      case Deprel::aux_pass:
      case Deprel::nsubj_pass:
      case Deprel::csubj_pass: return true;
      case Deprel::nsubj: return t.morph.passive;
      case Deprel::aux: aux = true; break;
      default: break;
    }
  }
  if (t.morph.passive) return true;
  const bool past_participle = t.morph.verb_form == Morph::VerbForm::participle && t.morph.tense == Morph::Tense::past;
  if (!past_participle || aux) return false;
  if (t.deprel == Deprel::acl || t.deprel == Deprel::amod || t.deprel == Deprel::advcl) return true;
  if (t.deprel == Deprel::conj && t.head >= 0 && is_verbal(tree_.token(t.head)) && t.head < v) return is_passive(t.head);
  return false;
}

int FrameBuilder::antecedent(int node, int verb) const {
  if (!is_relative_pronoun(tree_.token(node))) return node;
  for (int v = verb, steps = 0; v >= 0 && steps < 6; ++steps) {
    const Token& t = tree_.token(v);
    if ((t.deprel == Deprel::acl_relcl || t.deprel == Deprel::acl) && t.head >= 0) return t.head;
    if (t.deprel != Deprel::conj && t.deprel != Deprel::xcomp && t.deprel != Deprel::ccomp) break;
    v = t.head;
  }
  return -1;
}

namespace {

bool is_participle(const Token& t) {
  return t.upos == Upos::VERB || t.morph.verb_form == Morph::VerbForm::participle ||
         (t.upos == Upos::ADJ && (t.form.ends_with("ed") || t.form.ends_with("held")));
}

}  // namespace

Slot FrameBuilder::preposition(int node) const {
  for (int c = tree_.first(node); c >= 0; c = tree_.next(c)) {
    const Token& t = tree_.token(c);
    if (t.deprel != Deprel::case_ && t.deprel != Deprel::mark) continue;
    if (t.morph.possessive || t.form == "'s" || t.form == "\u2019s") continue;
    return slot::of_preposition(t.lemma);
  }
  // A parser may hang it on the word between: "to moderate rebels"
  for (int c = tree_.first(node); c >= 0 && c < node; c = tree_.next(c)) {
    if (tree_.token(c).deprel != Deprel::amod && tree_.token(c).deprel != Deprel::compound) continue;
    for (int k = tree_.first(c); k >= 0 && k < c; k = tree_.next(k))
      if (tree_.token(k).deprel == Deprel::mark || tree_.token(k).deprel == Deprel::case_) return slot::of_preposition(tree_.token(k).lemma);
  }
  return slot::none;
}

void FrameBuilder::add(Frame& frame, Slot s, int node, bool inner) const {
  if (node < 0) return;
  for (const Argument& a : frame.arguments)
    if (a.slot == s && a.node == node) return;
  frame.arguments.push_back({s, node, inner});
  for (int c = tree_.first(node); c >= 0; c = tree_.next(c)) {
    const Token& t = tree_.token(c);
    if (t.deprel == Deprel::conj && !is_verbal(t)) add(frame, s, c, inner);
    // "dozens of soldiers", "including three officers"
    if (t.deprel == Deprel::nmod && (words_.classes(node) & quantity_) != 0 && preposition(c) == slot::of_preposition("of")) add(frame, s, c, inner);
  }
}

void FrameBuilder::obliques(int v, Frame& frame, bool passive) const {
  for (int c = tree_.first(v); c >= 0; c = tree_.next(c)) {
    const Token& t = tree_.token(c);
    switch (t.deprel) {
      case Deprel::obl_agent: add(frame, slot::subj, c); break;
      case Deprel::obl:
      case Deprel::nmod:
      case Deprel::advcl: {
        const Slot p = preposition(c);
        if (p == slot::none) break;
        if (passive && p == slot::of_preposition("by") && t.deprel == Deprel::obl) add(frame, slot::subj, c);
        else add(frame, p, c);
        break;
      }
      default: break;
    }
  }
}

void FrameBuilder::surface_subject(int v, std::vector<int>& out, int depth) const {
  for (int c = tree_.first(v); c >= 0; c = tree_.next(c)) {
    const Deprel d = tree_.token(c).deprel;
    if (d != Deprel::nsubj && d != Deprel::nsubj_pass && d != Deprel::nsubj_outer && d != Deprel::csubj) continue;
    const int node = antecedent(c, v);
    if (node >= 0) out.push_back(node);
  }
  if (!out.empty() || depth > 5) return;
  const Token& t = tree_.token(v);
  const int g = t.head;
  if (g < 0) return;
  const Token& gt = tree_.token(g);
  switch (t.deprel) {
    case Deprel::conj:
      if (is_verbal(gt) || gt.upos == Upos::ADJ || tree_.child(g, Deprel::cop) >= 0) surface_subject(g, out, depth + 1);
      break;
    case Deprel::xcomp: {
      int object = -1;
      if (is_verbal(gt) && gt.lemma != "promise")
        for (int c = tree_.first(g); c >= 0; c = tree_.next(c))
          if (tree_.token(c).deprel == Deprel::obj || tree_.token(c).deprel == Deprel::iobj) object = c;
      if (object >= 0 && object < v) out.push_back(antecedent(object, g));
      else surface_subject(g, out, depth + 1);
      break;
    }
    case Deprel::advcl:
    case Deprel::ccomp:
      if (is_verbal(gt) || gt.upos == Upos::ADJ) surface_subject(g, out, depth + 1);
      break;
    case Deprel::acl:
      if (t.morph.verb_form == Morph::VerbForm::infinitive || preposition(v) == slot::of_preposition("to")) {
        const int owner = tree_.child(g, Deprel::nmod_poss);
        if (owner >= 0) out.push_back(owner);
        else if (gt.head >= 0 && is_verbal(tree_.token(gt.head)) && gt.deprel != Deprel::nsubj) surface_subject(gt.head, out, depth + 1);
        else if (gt.head >= 0 && (gt.deprel == Deprel::obl || gt.deprel == Deprel::nmod)) out.push_back(g);
        else {
          for (int c = tree_.first(g); c >= 0; c = tree_.next(c))
            if (tree_.token(c).deprel == Deprel::nmod && preposition(c) == slot::of_preposition("by")) out.push_back(c);
          if (out.empty())
            for (int c = tree_.first(g); c >= 0; c = tree_.next(c))
              if (tree_.token(c).deprel == Deprel::amod || tree_.token(c).deprel == Deprel::compound) out.push_back(c);
        }
      } else {
        out.push_back(g);
      }
      break;
    case Deprel::acl_relcl:
    case Deprel::amod: out.push_back(g); break;
    default: break;
  }
  if (!out.empty() && out.back() < 0) out.pop_back();
}

void FrameBuilder::verb(int v, Frame& frame) const {
  frame.clear();
  const Token& t = tree_.token(v);
  frame.passive = is_passive(v);
  bool own_subject = false, own_object = false;
  for (int c = tree_.first(v); c >= 0; c = tree_.next(c)) {
    const Token& ct = tree_.token(c);
    switch (ct.deprel) {
      case Deprel::nsubj:
      case Deprel::nsubj_outer:
      case Deprel::csubj:
        own_subject = true;
        add(frame, frame.passive ? slot::obj : slot::subj, antecedent(c, v));
        break;
      case Deprel::nsubj_pass:
      case Deprel::csubj_pass:
        own_subject = true;
        add(frame, frame.passive ? slot::obj : slot::subj, antecedent(c, v));
        break;
      case Deprel::obj:
        own_object = true;
        add(frame, slot::obj, antecedent(c, v));
        break;
      case Deprel::iobj: add(frame, slot::iobj, antecedent(c, v)); break;
      case Deprel::xcomp: add(frame, slot::xcomp, c); break;
      case Deprel::ccomp: add(frame, slot::ccomp, c); break;
      default: break;
    }
  }
  obliques(v, frame, frame.passive);
  if (!own_subject) {
    std::vector<int> subjects;
    surface_subject(v, subjects);
    for (int s : subjects) add(frame, frame.passive ? slot::obj : slot::subj, s);
  } else if (!own_object && !frame.passive && t.deprel == Deprel::acl_relcl && t.head >= 0 && !frame.has(slot::obj)) {
    // "the deal they signed", "the town that rebels hold": the antecedent, unless a pronoun took another place
    bool pronoun = false;
    for (const Argument& a : frame.arguments) pronoun |= a.node == t.head;
    if (!pronoun) add(frame, slot::obj, t.head);
  }
  // "condemned and rejected the plan"
  if (!frame.passive && !frame.has(slot::obj)) {
    for (int c = tree_.first(v); c >= 0; c = tree_.next(c)) {
      if (tree_.token(c).deprel != Deprel::conj || tree_.token(c).upos != Upos::VERB) continue;
      if (tree_.child(c, Deprel::nsubj) >= 0 || c - v > 3) continue;
      const int object = tree_.child(c, Deprel::obj);
      if (object >= 0) add(frame, slot::obj, object);
    }
  }
  const std::size_t n = frame.arguments.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (frame.arguments[i].slot != slot::obj) continue;
    const int object = frame.arguments[i].node;
    for (int c = tree_.first(object); c >= 0; c = tree_.next(c)) {
      if (tree_.token(c).deprel != Deprel::nmod) continue;
      const Slot p = preposition(c);
      if (p != slot::none) add(frame, p, c, true);
    }
  }
  amounts(frame, n);
  deep(frame, n);
}

// "provided $400 million in aid to Belmark": of an amount of something, that thing's own sides.
void FrameBuilder::amounts(Frame& frame, std::size_t n) const {
  static const Slot in = slot::of_preposition("in"), to = slot::of_preposition("to"), for_ = slot::of_preposition("for");
  const auto amount = [&](const Argument& a) {
    const Upos p = tree_.token(a.node).upos;
    return a.slot == slot::obj && (p == Upos::SYM || p == Upos::NUM || (words_.classes(a.node) & quantity_) != 0);
  };
  const std::size_t direct = std::min(n, frame.arguments.size());
  if (std::none_of(frame.arguments.begin(), frame.arguments.begin() + static_cast<std::ptrdiff_t>(direct), amount)) return;
  for (std::size_t i = 0; i < frame.arguments.size(); ++i) {
    if (frame.arguments[i].slot != in) continue;
    const int thing = frame.arguments[i].node;
    for (int c = tree_.first(thing); c >= 0; c = tree_.next(c)) {
      if (tree_.token(c).deprel != Deprel::nmod) continue;
      const Slot p = preposition(c);
      if ((p == to || p == for_) && !frame.has(p)) add(frame, p, c, true);
    }
  }
}

// "contact between A on the level of envoys with B": a side told under a modifier of the object, when nothing nearer has the preposition.
void FrameBuilder::deep(Frame& frame, std::size_t n) const {
  for (std::size_t i = 0; i < n; ++i) {
    if (frame.arguments[i].slot != slot::obj) continue;
    const int object = frame.arguments[i].node;
    for (int c = tree_.first(object); c >= 0; c = tree_.next(c)) {
      if (tree_.token(c).deprel != Deprel::nmod) continue;
      for (int k = tree_.first(c); k >= 0; k = tree_.next(k)) {
        if (tree_.token(k).deprel == Deprel::nmod) {
          const Slot p = preposition(k);
          if ((p == slot::of_preposition("with") || p == slot::of_preposition("against")) && !frame.has(p)) add(frame, p, k, true);
        }
        for (int j = tree_.first(k); j >= 0; j = tree_.next(j)) {
          if (tree_.token(k).deprel != Deprel::nmod || tree_.token(j).deprel != Deprel::nmod) continue;
          const Slot p = preposition(j);
          if ((p == slot::of_preposition("with") || p == slot::of_preposition("against")) && !frame.has(p)) add(frame, p, j, true);
        }
      }
    }
  }
}

void FrameBuilder::noun(int n, Frame& frame) const {
  frame.clear();
  for (int c = tree_.first(n); c >= 0; c = tree_.next(c)) {
    const Token& t = tree_.token(c);
    switch (t.deprel) {
      case Deprel::nmod_poss: add(frame, slot::poss, c); break;
      case Deprel::nmod:
      case Deprel::obl: {
        const Slot p = preposition(c);
        if (p != slot::none) add(frame, p, c);
        else if (c < n) add(frame, slot::mod, c);
        // "the expulsion of two envoys by Arvia": parsers often hang the agent on the noun before it
        for (int k = tree_.first(c); k >= 0; k = tree_.next(k))
          if (tree_.token(k).deprel == Deprel::nmod && preposition(k) == slot::of_preposition("by") && !frame.has(slot::of_preposition("by")))
            add(frame, slot::of_preposition("by"), k, true);
        break;
      }
      case Deprel::compound:
      case Deprel::amod:
      case Deprel::nmod_unmarked:
      case Deprel::nmod_desc:
        if (c < n) {
          add(frame, slot::mod, c);
          // "Russia-NATO talks": modifiers of the modifier; but "Russian-backed rebels" are not Russia's own
          if (is_participle(t) && t.lemma != "lead") break;
          for (int k = tree_.first(c); k >= 0; k = tree_.next(k)) {
            const Deprel d = tree_.token(k).deprel;
            if (d == Deprel::compound || d == Deprel::amod) add(frame, slot::mod, k);
          }
        }
        break;
      case Deprel::acl: add(frame, slot::xcomp, c); break;
      case Deprel::nsubj: add(frame, slot::subj, antecedent(c, n)); break;  // "Arvia is in talks with Belmark"
      default: break;
    }
  }
}

void FrameBuilder::adjective(int a, Frame& frame) const {
  frame.clear();
  std::vector<int> subjects;
  surface_subject(a, subjects);
  for (int s : subjects) add(frame, slot::subj, s);
  obliques(a, frame, false);
  for (int c = tree_.first(a); c >= 0; c = tree_.next(c)) {
    if (tree_.token(c).deprel == Deprel::xcomp) add(frame, slot::xcomp, c);
    if (tree_.token(c).deprel == Deprel::ccomp) add(frame, slot::ccomp, c);
  }
}

}  // namespace detente
