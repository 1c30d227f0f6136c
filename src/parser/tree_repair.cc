#include "parser/tree_repair.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace detente {

namespace {

bool one_of(std::string_view s, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), s) != list.end(); }

class Repair {
 public:
  explicit Repair(Sentence& s) : s_(s), n_(static_cast<int>(s.tokens.size())) {}

  void run() {
    for (int i = 0; i < n_; ++i) {
      infinitive(i);
      count_before(i);
      noun_with_object(i);
      noun_that_acts(i);
      subject_as_compound(i);
      object_as_oblique(i);
      asked_to(i);
      modifier_that_governs(i);
      clause_beside_root(i);
      charge_of(i);
    }
  }

 private:
  Token& at(int i) { return s_.tokens[static_cast<std::size_t>(i)]; }
  [[nodiscard]] const Token& at(int i) const { return s_.tokens[static_cast<std::size_t>(i)]; }
  [[nodiscard]] bool nominal(int i) const { return at(i).upos == Upos::NOUN || at(i).upos == Upos::PROPN || at(i).upos == Upos::PRON; }
  [[nodiscard]] int child(int head, Deprel d) const {
    for (int k = 0; k < n_; ++k)
      if (at(k).head == head && at(k).deprel == d) return k;
    return -1;
  }
  [[nodiscard]] bool heads_clause(int i) const { return one_of_deprel(at(i).deprel, {Deprel::root, Deprel::ccomp, Deprel::parataxis, Deprel::conj}); }
  [[nodiscard]] static bool one_of_deprel(Deprel d, std::initializer_list<Deprel> list) { return std::find(list.begin(), list.end(), d) != list.end(); }
  [[nodiscard]] bool past(int i) const {
    const Token& t = at(i);
    if (t.upos != Upos::VERB || t.morph.verb_form == Morph::VerbForm::gerund || t.morph.verb_form == Morph::VerbForm::infinitive) return false;
    return t.morph.tense == Morph::Tense::past || t.morph.verb_form == Morph::VerbForm::finite;
  }

  // "to free the prisoners": a word with the infinitive's "to" and an object is a verb, whatever its tag.
  void infinitive(int i) {
    Token& t = at(i);
    if ((t.upos != Upos::ADJ && t.upos != Upos::NOUN) || i == 0 || child(i, Deprel::obj) < i) return;
    const Token& before = at(i - 1);
    if (before.head != i || before.upos != Upos::PART || before.lemma != "to") return;
    t.upos = Upos::VERB;
    t.morph = Morph();
    t.morph.verb_form = Morph::VerbForm::infinitive;
  }

  // "at least 30 hostages", "more than 30", "up to 30": words that belong to the number, not prepositions of the noun.
  void count_before(int i) {
    if (i < 2 || at(i).upos != Upos::NUM) return;
    Token &first = at(i - 2), &second = at(i - 1);
    const bool least = first.lemma == "at" && one_of(second.form, {"least", "most"});
    const bool than = one_of(first.form, {"more", "less", "fewer", "greater"}) && second.form == "than";
    const bool up_to = first.form == "up" && second.form == "to";
    if (!least && !than && !up_to) return;
    const int noun = at(i).deprel == Deprel::nummod ? at(i).head : i;
    if (noun < i) return;
    if (first.head != i && first.head >= i - 2 && first.head != noun && first.head != i - 1) return;
    for (int k = 0; k < n_; ++k)  // nothing else may hang on the two words
      if ((at(k).head == i - 1 || at(k).head == i - 2) && k != i - 1 && k != i - 2) return;
    first.head = i;
    first.deprel = Deprel::advmod;
    second.head = i - 2;
    second.deprel = Deprel::fixed;
    Token& h = at(noun);
    if (h.deprel == Deprel::obl && h.head >= 0 && h.head < noun && at(h.head).upos == Upos::VERB && child(noun, Deprel::case_) < 0 &&
        child(h.head, Deprel::obj) < 0 && child(h.head, Deprel::aux_pass) < 0)
      h.deprel = Deprel::obj;
  }

  // "Arvia lifts blockade", "a charge that Arvia denies": a noun that has an object is a verb.
  void noun_with_object(int i) {
    Token& t = at(i);
    const bool relative = t.deprel == Deprel::acl_relcl;
    if (t.upos != Upos::NOUN || !(heads_clause(i) || relative) || child(i, Deprel::cop) >= 0 || child(i, Deprel::det) >= 0 || !t.form.ends_with('s')) return;
    const int object = child(i, Deprel::obj);
    if (object < 0 || (object < i && !relative)) return;
    int subject = child(i, Deprel::nsubj);
    for (int k = i - 1; k >= 0 && subject < 0; --k)
      if (at(k).head == i && nominal(k) && one_of_deprel(at(k).deprel, {Deprel::compound, Deprel::nmod_unmarked, Deprel::nmod_desc, Deprel::flat})) subject = k;
    if (subject < 0) return;
    t.upos = Upos::VERB;
    t.morph.verb_form = Morph::VerbForm::finite;
    t.morph.tense = Morph::Tense::present;
    hand_over(i, i, subject);
  }

  // "A jet shot down a bomber": a word that may be a verb, has a noun after it that nothing links to it, and one before it.
  void noun_that_acts(int i) {
    Token& t = at(i);
    if (t.upos != Upos::NOUN || t.deprel != Deprel::root || !one_of(t.form, {"shot", "hit", "struck", "cut", "set", "put", "led", "split", "spread", "shut"}))
      return;
    int object = -1, subject = -1;
    for (int k = 0; k < n_; ++k) {
      if (at(k).head != i || !nominal(k)) continue;
      if (k > i && object < 0 && one_of_deprel(at(k).deprel, {Deprel::nmod, Deprel::obl, Deprel::nmod_unmarked, Deprel::obj, Deprel::dep}) &&
          child(k, Deprel::case_) < 0 && child(k, Deprel::det) >= 0)
        object = k;
      if (k < i && one_of_deprel(at(k).deprel, {Deprel::compound, Deprel::nmod_unmarked, Deprel::nmod_desc, Deprel::nsubj})) subject = k;
    }
    if (object < 0 || subject < 0 || child(i, Deprel::cop) >= 0) return;
    t.upos = Upos::VERB;
    t.lemma = t.form == "shot" ? "shoot" : t.form == "struck" ? "strike" : t.form == "led" ? "lead" : t.form;
    t.morph = Morph();
    t.morph.verb_form = Morph::VerbForm::finite;
    t.morph.tense = Morph::Tense::past;
    at(object).deprel = Deprel::obj;
    hand_over(i, i, subject);
    for (int k = 0; k < n_; ++k)  // days and places of the object's own are the verb's
      if (at(k).head == object && k > object && at(k).deprel == Deprel::nmod && child(k, Deprel::case_) >= 0 && at(child(k, Deprel::case_)).lemma == "on") {
        at(k).head = i;
        at(k).deprel = Deprel::obl;
      }
  }

  // "Moscow threatened consequences": a finite verb has a subject, not a compound.
  void subject_as_compound(int i) {
    if (!past(i) || !heads_clause(i) || i == 0) return;
    for (const Deprel d : {Deprel::nsubj, Deprel::nsubj_pass, Deprel::csubj, Deprel::aux_pass, Deprel::expl})
      if (child(i, d) >= 0) return;
    for (int k = i - 1; k >= 0; --k)
      if (at(k).head == i && at(k).upos == Upos::PROPN && (at(k).deprel == Deprel::compound || at(k).deprel == Deprel::nmod_unmarked)) {
        at(k).deprel = Deprel::nsubj;
        return;
      }
  }

  // "They called off the summit": a noun with an article that no preposition links to the verb, and that is no time, is its object.
  void object_as_oblique(int i) {
    if (!past(i) || child(i, Deprel::obj) >= 0 || child(i, Deprel::aux_pass) >= 0 || child(i, Deprel::ccomp) >= 0 || child(i, Deprel::xcomp) >= 0) return;
    for (int k = i + 1; k < n_; ++k) {
      Token& o = at(k);
      if (o.head != i || o.deprel != Deprel::obl || o.upos != Upos::NOUN) continue;
      if (child(k, Deprel::case_) >= 0 || child(k, Deprel::det) < 0 || child(k, Deprel::nummod) >= 0) return;
      if (one_of(o.lemma,
                 {"day",    "week",   "month",  "year",   "morning", "afternoon", "evening", "night",   "time", "way",   "hour", "minute", "weekend", "season",
                  "moment", "spring", "summer", "autumn", "winter",  "decade",    "century", "percent", "mile", "metre", "lot",  "bit",    "date"}))
        return;
      o.deprel = Deprel::obj;
      return;
    }
  }

  // "called on Arvia to withdraw": what is asked for is the verb's complement, not its purpose.
  void asked_to(int i) {
    if (at(i).upos != Upos::VERB || !one_of(at(i).lemma, {"call", "appeal", "plead", "prevail"}) || child(i, Deprel::xcomp) >= 0) return;
    const int whom = child(i, Deprel::obl), what = child(i, Deprel::advcl);
    if (whom <= i || what <= whom || child(whom, Deprel::case_) < 0) return;
    const bool asks = one_of(at(child(whom, Deprel::case_)).lemma, {"on", "upon", "to", "with"});
    const int mark = child(what, Deprel::mark);
    if (asks && mark > whom && at(mark).lemma == "to") at(what).deprel = Deprel::xcomp;
  }

  // Moves what hangs left of the verb on `from`: determiners and modifiers to the subject, the rest to the verb.
  void hand_over(int from, int verb, int subject) {
    for (int k = 0; k < n_; ++k) {
      Token& t = at(k);
      if (t.head != from || k == verb || k == from) continue;
      if (k == subject) {
        t.head = verb;
        t.deprel = Deprel::nsubj;
      } else if (k < subject &&
                 one_of_deprel(t.deprel, {Deprel::det, Deprel::amod, Deprel::compound, Deprel::nummod, Deprel::nmod_poss, Deprel::flat, Deprel::nmod_desc})) {
        t.head = subject;
      } else if (k < verb || one_of_deprel(t.deprel, {Deprel::punct, Deprel::advcl, Deprel::obl, Deprel::parataxis, Deprel::ccomp})) {
        t.head = verb;
        if (t.deprel == Deprel::nmod) t.deprel = Deprel::obl;
      }
    }
  }

  // The nominal left of a verb that hangs on the same noun and can only be its subject.
  [[nodiscard]] int subject_before(int verb, int noun) const {
    for (int k = verb - 1; k >= 0; --k) {
      if ((at(k).head != noun && at(k).head != verb) || !nominal(k) || child(k, Deprel::case_) >= 0) continue;
      if (one_of_deprel(at(k).deprel, {Deprel::compound, Deprel::nmod_unmarked, Deprel::nmod_desc, Deprel::nmod, Deprel::nsubj, Deprel::flat})) return k;
    }
    return -1;
  }

  // A verb in the past tense that modifies the noun after it, with another nominal before it.
  void modifier_that_governs(int i) {
    const Token& t = at(i);
    if (t.deprel != Deprel::amod || t.head <= i || !past(i) || t.lemma == "base" || t.lemma == "lead") return;
    if (i > 0 && one_of(at(i - 1).form, {"-", "\u2010", "\u2011", "\u2013"})) return;
    const int noun = t.head;
    if (!nominal(noun) || child(noun, Deprel::cop) >= 0) return;
    const int above = at(noun).head;
    const bool beside = at(noun).deprel == Deprel::appos || (at(noun).deprel == Deprel::conj && child(noun, Deprel::cc) < 0 && above == i - 1);
    if (above >= 0 && above < i && at(above).deprel == Deprel::root && nominal(above) && beside && child(above, Deprel::cop) < 0)
      return govern(i, noun, above);  // "troops seized control" read as "troops, seized control"
    if (!heads_clause(noun)) return;
    const int subject = subject_before(i, noun);
    if (subject < 0) return;
    Token& v = at(i);
    v.head = at(noun).head;
    v.deprel = at(noun).deprel;
    at(noun).head = i;
    at(noun).deprel = Deprel::obj;
    at(subject).head = noun;  // from wherever it hung
    hand_over(noun, i, subject);
  }

  // `verb` takes the place of the root `subject`; `object` becomes its object.
  void govern(int verb, int object, int subject) {
    Token& v = at(verb);
    v.head = at(subject).head;
    v.deprel = at(subject).deprel;
    if (object >= 0) {
      at(object).head = verb;
      at(object).deprel = Deprel::obj;
    }
    for (int k = subject + 1; k < n_; ++k)
      if (at(k).head == subject && k != verb && (k > verb || at(k).deprel == Deprel::punct)) at(k).head = verb;
    at(subject).head = verb;
    at(subject).deprel = Deprel::nsubj;
  }

  // "accused Arvia of spying": what somebody is accused of belongs to the verb, not to its object.
  void charge_of(int i) {
    const Token& t = at(i);
    if (t.upos != Upos::VERB ||
        !one_of(t.lemma, {"accuse", "suspect", "convict", "acquit", "deprive", "rob", "strip", "warn", "inform", "remind", "notify", "absolve", "clear"}))
      return;
    const int object = child(i, Deprel::obj);
    if (object <= i) return;
    for (int k = object + 1; k < n_; ++k) {
      Token& m = at(k);
      if (m.head != object || (m.deprel != Deprel::nmod && m.deprel != Deprel::acl)) continue;
      const int mark = m.deprel == Deprel::nmod ? child(k, Deprel::case_) : child(k, Deprel::mark);
      if (mark < 0 || at(mark).lemma != "of") continue;
      m.deprel = m.deprel == Deprel::nmod ? Deprel::obl : Deprel::advcl;
      m.head = i;
      return;
    }
  }

  // "The opposition called for elections": a sentence that is no title, whose nominal root has a past verb with arguments beside it and no
  // other verb of its own.
  void clause_beside_root(int i) {
    const Token& t = at(i);
    if (t.deprel != Deprel::acl || !past(i) || t.head < 0 || t.head >= i || at(t.head).deprel != Deprel::root || !nominal(t.head)) return;
    const int root = t.head;
    if (n_ < 4 || at(n_ - 1).form != "." || child(root, Deprel::cop) >= 0 || child(root, Deprel::nsubj) >= 0) return;
    for (int k = 0; k < n_; ++k) {
      const Token& o = at(k);
      if (k != i && o.head == root && (o.upos == Upos::VERB || o.upos == Upos::AUX)) return;  // another clause
      if (k > root && k < i && o.head == root && o.deprel == Deprel::punct) return;           // "the envoy, expelled in June,"
    }
    const bool object = child(i, Deprel::obj) > i;
    const bool clause = child(i, Deprel::xcomp) > i || child(i, Deprel::ccomp) > i;
    const bool intransitive =
        one_of(t.lemma, {"call",     "meet",      "agree",     "appeal", "withdraw", "return",    "resign", "retreat", "protest", "march",    "vote",  "insist",
                         "complain", "apologise", "apologize", "arrive", "travel",   "surrender", "object", "react",   "respond", "rally",    "clash", "warn",
                         "vow",      "pledge",    "threaten",  "refuse", "decide",   "fight",     "strike", "speak",   "talk",    "negotiate"});
    if (object || clause || (intransitive && child(i, Deprel::obl) > i)) govern(i, -1, root);
  }

  Sentence& s_;
  int n_;
};

}  // namespace

void repair_tree(Sentence& s) { Repair(s).run(); }

}  // namespace detente
