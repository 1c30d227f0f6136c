// What belongs to a cue: its content by the places that its lexicon row names, and its source, through passives, coordination,
// participles and relative clauses.
#include "actors/resolver.h"
#include "coder/frame.h"
#include "coder/sentence_quotes.h"

#include <algorithm>

namespace detente {

namespace {

bool nominal(const Token& t) { return t.upos == Upos::NOUN || t.upos == Upos::PROPN || t.upos == Upos::PRON || t.upos == Upos::NUM; }

bool is_day(const Token& t) {
  for (const std::string_view day : {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "yesterday", "today"})
    if (t.form == day) return true;
  return false;
}

}  // namespace

bool SentenceQuotes::infinitive(int i) const {
  for (int k = ws_.tree.tree.first(i); k >= 0 && k < i; k = ws_.tree.tree.next(k))
    if (token(k).lemma == "to" && (token(k).deprel == Deprel::mark || token(k).upos == Upos::PART)) return true;
  return false;
}

// The subordinator or preposition that opens a phrase.
std::string_view SentenceQuotes::marker(int i) const {
  for (int k = ws_.tree.tree.first(i); k >= 0 && k < i; k = ws_.tree.tree.next(k))
    if (token(k).deprel == Deprel::mark || token(k).deprel == Deprel::case_) return token(k).lemma;
  return {};
}

bool SentenceQuotes::passive(int v) const {
  const Token& t = token(v);
  for (int k = ws_.tree.tree.first(v); k >= 0; k = ws_.tree.tree.next(k)) {
    const Deprel d = token(k).deprel;
    if (d == Deprel::aux_pass || d == Deprel::nsubj_pass || d == Deprel::csubj_pass || d == Deprel::obl_agent) return true;
    if (d == Deprel::nsubj || d == Deprel::aux) return false;
  }
  const bool participle = t.morph.verb_form == Morph::VerbForm::participle && t.morph.tense == Morph::Tense::past;
  return participle && (t.deprel == Deprel::acl || t.deprel == Deprel::advcl || t.deprel == Deprel::amod);
}

TokenRange SentenceQuotes::under_preposition(int head, const CueEntry& e, int after) const {
  if (e.prepositions == 0) return {};
  for (int c = ws_.tree.tree.first(head); c >= 0; c = ws_.tree.tree.next(c)) {
    if (c <= after) continue;
    const Deprel d = token(c).deprel;
    if (d != Deprel::obl && d != Deprel::nmod && d != Deprel::advcl && d != Deprel::acl && d != Deprel::xcomp && d != Deprel::ccomp) continue;
    for (int k = ws_.tree.tree.first(c); k >= 0 && k < c; k = ws_.tree.tree.next(k)) {
      if (token(k).deprel != Deprel::case_ && token(k).deprel != Deprel::mark) continue;
      if ((preposition_bit(token(k).lemma) & e.prepositions) == 0) continue;
      if (token(k).lemma == "to" && token(k).deprel == Deprel::mark) continue;
      return {k + 1, below(c).end};
    }
  }
  return {};
}

void SentenceQuotes::without(TokenRange whole, TokenRange out, Draft& d) const {
  d.add(trim({whole.begin, out.begin - 1}));
  d.add(trim({out.end + 1, whole.end}));
}

// "Arvia, the minister said, has ...": the cue hangs below the clause that it introduces.
bool SentenceQuotes::clause_above(int v, const CueEntry& e, Draft& d) const {
  const Token& t = token(v);
  const int h = t.head;
  if (h < 0 || !e.has(place::that | place::quote)) return false;
  const bool as = t.deprel == Deprel::advcl && marker(v) == "as";
  if (t.deprel != Deprel::parataxis && !as) return false;
  if (child(v, Deprel::nsubj) < 0 && (as || adjacent_nominal(v) < 0)) return false;
  without(below(h), below(v), d);
  d.quote.where = place::that;
  return d.contents > 0;
}

void SentenceQuotes::take(TokenRange r, std::uint16_t where, Draft& d) const {
  d.add(trim(r));
  d.quote.where = where;
}

// The complements of a verb that contents are taken from; -1 when there is none.
SentenceQuotes::Complements SentenceQuotes::complements(int v, const CueEntry& e) const {
  Complements out;
  for (int c = ws_.tree.tree.first(v); c >= 0; c = ws_.tree.tree.next(c)) {
    switch (token(c).deprel) {
      case Deprel::ccomp:
        if (out.clause < 0) out.clause = c;
        break;
      case Deprel::csubj:
      case Deprel::csubj_pass:
        if (out.clausal_subject < 0) out.clausal_subject = c;
        break;
      case Deprel::xcomp:
        if (out.open < 0) out.open = c;
        break;
      case Deprel::advcl:
        if (out.open < 0 && c > v && e.has(place::objto) && infinitive(c)) out.open = c;
        if (out.clause < 0 && c > v && e.kind == CueKind::ask && e.has(place::that) && (marker(c) == "if" || marker(c) == "whether")) out.clause = c;
        break;
      case Deprel::obj:
        if (out.object < 0) out.object = c;
        break;
      case Deprel::expl: out.expletive = true; break;
      default: break;
    }
  }
  return out;
}

bool SentenceQuotes::open_content(int v, const CueEntry& e, const Complements& c, Draft& d) const {
  if (c.open < 0) return false;
  const bool to = infinitive(c.open), object_between = c.object > v && c.object < c.open;
  const bool as = (e.prepositions & preposition_bit("as")) != 0;
  if (to && e.has(place::objto) && object_between) take({below(c.object).begin, below(c.open).end}, place::objto, d);
  else if (const TokenRange whom = to && e.has(place::objto) && c.object < 0 ? under_preposition(v, e, v) : TokenRange{}; !whom.empty() && whom.begin < c.open)
    take({whom.begin, std::max(whom.end, below(c.open).end)}, place::objto, d);  // "called on Arvia to withdraw"
  else if (to && e.has(place::to | place::objto)) take(below(c.open), place::to, d);
  else if (to && e.has(place::that) && c.object < 0) take(below(c.open), place::to, d);
  else if (!to && (as || e.has(place::obj)) && object_between) take({below(c.object).begin, below(c.open).end}, place::obj, d);
  else if (!to && e.has(place::ing | place::that)) take(below(c.open), place::ing, d);
  return d.contents > 0;
}

void SentenceQuotes::verb_content(int v, const CueEntry& e, Draft& d) const {
  const Complements c = complements(v, e);
  if (c.clause >= 0 && e.has(place::that | place::quote | place::ing | place::objto | place::obj)) {
    const TokenRange r = below(c.clause);
    if (r.holds(v)) without(r, beside(v, c.clause), d);
    else d.add(trim(c.clause > v ? from_front(v, before_next_cue(c.clause, extend(v, r))) : r));
    d.quote.where = place::that;
    return;
  }
  if (clause_above(v, e, d) || open_content(v, e, c, d) || loose_clause(v, e, d)) return;
  if (c.object >= 0 && !is_day(token(c.object)) && e.has(place::obj)) {
    TokenRange r = below(c.object);
    if (c.object > v) {
      const TokenRange more = under_preposition(v, e, c.object);
      if (!more.empty() && more.end > r.end) r.end = more.end;
    }
    return take(r, place::obj, d);
  }
  TokenRange r = under_preposition(v, e, -1);
  if (r.empty() && c.object >= 0) r = under_preposition(c.object, e, c.object);
  if (!r.empty()) {
    if (c.open > r.begin && e.has(place::objto) && infinitive(c.open)) r.end = std::max(r.end, below(c.open).end);
    return take(r.begin > v ? extend(v, r) : r, 0, d);
  }
  // "He said: ..."
  if (!e.has(place::quote)) return;
  if (e.has(place::that) && misread_clause(v, d)) return;
  for (int k = ws_.tree.tree.first(v); k >= 0; k = ws_.tree.tree.next(k))
    if (token(k).deprel == Deprel::parataxis && below(k).begin > v && token(below(k).begin - 1).upos == Upos::PUNCT) return take(below(k), place::that, d);
}

void SentenceQuotes::passive_content(int v, const CueEntry& e, Draft& d) const {
  const Complements c = complements(v, e);
  int subject = child(v, Deprel::nsubj_pass);
  if (subject < 0 && token(v).deprel == Deprel::acl) subject = token(v).head;
  const auto add_subject = [&] {
    if (subject < 0 || c.expletive) return;
    const TokenRange r = below(subject);
    d.add(r.holds(v) ? TokenRange{r.begin, below(v).begin - 1} : trim(r));
  };
  const int clause = c.clause >= 0 ? c.clause : c.clausal_subject;
  if (clause >= 0) {
    d.quote.where = place::that;
    if (below(clause).holds(v)) without(below(clause), beside(v, clause), d);
    else d.add(trim(below(clause)));
    return;
  }
  if (clause_above(v, e, d)) return;
  int open = c.open;
  for (int k = ws_.tree.tree.first(v); k >= 0 && open < 0; k = ws_.tree.tree.next(k))
    if (token(k).deprel == Deprel::advcl && k > v && infinitive(k)) open = k;
  if (open >= 0 && e.has(place::that | place::to | place::objto | place::obj)) {
    add_subject();
    return take(below(open), place::to, d);
  }
  const TokenRange r = under_preposition(v, e, v);
  if (e.has(place::obj) && (e.kind == CueKind::judge || !r.empty() || !d.source.empty())) {
    add_subject();
    d.quote.where = place::obj;
  }
  if (!r.empty()) d.add(trim(r));
}

// What hangs below a verb, but for one clause.
TokenRange SentenceQuotes::beside(int v, int clause) const {
  TokenRange r = {v, v};
  for (int k = ws_.tree.tree.first(v); k >= 0; k = ws_.tree.tree.next(k)) {
    if (k == clause || token(k).upos == Upos::PUNCT || token(k).deprel == Deprel::ccomp || token(k).deprel == Deprel::advcl) continue;
    r.begin = std::min(r.begin, below(k).begin);
    r.end = std::max(r.end, below(k).end);
  }
  return r;
}

// "X said ..., but Y insisted ...": a conjunct that is somebody else's saying is not part of the first content.
TokenRange SentenceQuotes::before_next_cue(int clause, TokenRange r) const {
  for (int k = ws_.tree.tree.first(clause); k >= 0; k = ws_.tree.tree.next(k)) {
    if (token(k).deprel != Deprel::conj || child(k, Deprel::nsubj) < 0) continue;
    const CueEntry* e = entry(k);
    if (e != nullptr && e->kind == CueKind::say && e->has(place::that) && below(k).begin > clause) return {r.begin, below(k).begin - 1};
  }
  return r;
}

// A clause that the parser cut at its front: "said that the talks | would resume".
TokenRange SentenceQuotes::from_front(int v, TokenRange r) const {
  bool others = false;  // something of the cue's own stands between
  for (int i = v + 1; i < r.begin; ++i) {
    const Token& t = token(i);
    if (t.lemma == "that" && (t.upos == Upos::SCONJ || t.deprel == Deprel::mark)) return {i, r.end};
    others |= t.head == v || t.upos == Upos::PUNCT;
  }
  return others ? r : TokenRange{v + 1, r.end};
}

// A clause goes on with what the parser hung on the cue itself: "said he would come | on Friday".
TokenRange SentenceQuotes::extend(int v, TokenRange r) const {
  for (int k = ws_.tree.tree.first(v); k >= 0; k = ws_.tree.tree.next(k)) {
    if (k <= r.end) continue;
    const Deprel d = token(k).deprel;
    const bool same = d == Deprel::ccomp || d == Deprel::xcomp || d == Deprel::obl || d == Deprel::obl_unmarked || d == Deprel::obj || d == Deprel::advmod;
    if (!same || below(k).begin != r.end + 1) break;
    r.end = below(k).end;
  }
  return r;
}

// "told reporters in Arvapol that ...": a that-clause after the cue which the parser hung elsewhere.
bool SentenceQuotes::loose_clause(int v, const CueEntry& e, Draft& d) const {
  if (!e.has(place::that)) return false;
  for (int i = v + 1; i < size() && i < v + 14; ++i) {
    const Token& t = token(i);
    if (is_verbal(t) || t.form == "," || t.form == ";") return false;
    if (t.lemma != "that" || (t.upos != Upos::SCONJ && t.deprel != Deprel::mark) || t.head <= i) continue;
    take({i, std::max(below(t.head).end, t.head)}, place::that, d);
    return d.contents > 0;
  }
  return false;
}

// "said the envoys left": a clause right after the cue that the parser took for a conjunct or broke into pieces.
bool SentenceQuotes::misread_clause(int v, Draft& d) const {
  int next = v + 1;
  if (next < size() && token(next).upos == Upos::PUNCT) return false;
  for (int k = ws_.tree.tree.first(v); k >= 0; k = ws_.tree.tree.next(k)) {
    if (k <= v) continue;
    const Deprel r = token(k).deprel;
    const bool clause = r == Deprel::conj || r == Deprel::obj || r == Deprel::acl_relcl || r == Deprel::advcl;
    if (!clause || below(k).begin != next) continue;
    const bool participle = token(k).morph.verb_form == Morph::VerbForm::participle || token(k).morph.verb_form == Morph::VerbForm::gerund;
    if (r == Deprel::advcl && participle && child(k, Deprel::nsubj) < 0) continue;  // "he said, smiling"
    if (r == Deprel::conj && child(k, Deprel::nsubj) < 0 && child(k, Deprel::nsubj_pass) < 0) continue;
    if (r == Deprel::obj && (d.quote.kind != CueKind::say || below(v).end - next < 3)) continue;
    take({next, r == Deprel::obj ? below(v).end : below(k).end}, place::that, d);
    return true;
  }
  return false;
}

int SentenceQuotes::subject(int v, int depth) const {
  for (const Deprel d : {Deprel::nsubj, Deprel::nsubj_outer, Deprel::nsubj_pass})
    if (const int s = child(v, d); s >= 0) return s;
  if (depth > 5) return -1;
  const Token& t = token(v);
  const int h = t.head;
  if (h < 0) return -1;
  switch (t.deprel) {
    case Deprel::conj: return subject(h, depth + 1);
    case Deprel::acl: return passive(v) ? -1 : h;
    case Deprel::xcomp: {
      const int object = child(h, Deprel::obj);
      return object >= 0 && object < v && infinitive(v) && !passive(h) ? object : subject(h, depth + 1);
    }
    case Deprel::ccomp:
    case Deprel::advcl:
    case Deprel::obl: return subject(h, depth + 1);
    case Deprel::parataxis:
      return t.morph.verb_form == Morph::VerbForm::participle || t.morph.verb_form == Morph::VerbForm::gerund ? subject(h, depth + 1) : -1;
    default: return -1;
  }
}

void SentenceQuotes::set_source(int head, Draft& d) const {
  if (head < 0) return;
  TokenRange r = below(head);
  // A parse that puts the cue below its own subject: the plain noun phrase
  if (r.holds(d.quote.cue_token)) {
    const PhraseRange p = noun_phrase(ws_.tree.tree, head);
    r = {p.begin, p.end};
    if (r.holds(d.quote.cue_token)) r = {head, head};
  }
  // The preposition before it is not the source
  while (r.begin < head && (token(r.begin).deprel == Deprel::case_ || token(r.begin).deprel == Deprel::cc || token(r.begin).deprel == Deprel::mark ||
                            token(r.begin).upos == Upos::PUNCT))
    ++r.begin;
  // Title and name taken for two subjects: "party leader | Mara Olin"
  while (r.end + 1 < size() && token(r.end + 1).deprel == token(head).deprel && token(r.end + 1).head == token(head).head &&
         token(r.end + 1).upos == Upos::PROPN && token(head).deprel == Deprel::nsubj && below(r.end + 1).begin == r.end + 1 && !r.holds(d.quote.cue_token)) {
    head = r.end + 1;
    r.end = below(head).end;
  }
  d.source = trim(r);
  d.source_head = head;
}

void SentenceQuotes::agent_source(int v, Draft& d) const {
  for (int c = ws_.tree.tree.first(v); c >= 0; c = ws_.tree.tree.next(c))
    if (token(c).deprel == Deprel::obl_agent || (token(c).deprel == Deprel::obl && marker(c) == "by")) return set_source(c, d);
}

void SentenceQuotes::verb_source(int v, Draft& d) const {
  if (child(v, Deprel::expl) >= 0 && child(v, Deprel::nsubj) < 0) return;
  const int s = subject(v);
  if (s >= 0 && (nominal(token(s)) || token(s).upos == Upos::DET || token(s).upos == Upos::ADJ)) return set_source(s, d);
  if (d.quote.takes_quote) set_source(adjacent_nominal(v), d);
}

// The noun phrase that stands right before a cue, or right after one that follows a comma or a quotation: its subject when the parser hung
// that elsewhere.
int SentenceQuotes::adjacent_nominal(int v) const {
  int left = v - 1;
  while (left >= 0 && token(left).head == v && (token(left).upos == Upos::AUX || token(left).upos == Upos::ADV)) --left;
  if (left >= 0 && nominal(token(left))) {
    for (int steps = 0; steps < 12; ++steps) {
      const int h = token(left).head;
      if (h < 0 || h >= v || !nominal(token(h))) break;
      left = h;
    }
    return left;
  }
  if (v + 1 >= size() || (left >= 0 && token(left).upos != Upos::PUNCT)) return -1;
  int right = v + 1;
  for (int steps = 0; steps < 12; ++steps) {
    const int h = token(right).head;
    if (h <= v || is_verbal(token(h))) break;
    right = h;
  }
  return nominal(token(right)) ? right : -1;
}

// "..., the office said, ...": a cue between commas takes the sentence around it, where the tree gives it nothing or only what follows.
void SentenceQuotes::speech_tag(int v, Draft& d) const {
  const TokenRange cue = cue_range(v);
  TokenRange tag = {std::min(cue.begin, d.source.begin), std::max(cue.end, d.source.end)};
  const auto comma = [&](int i) { return i >= 0 && i < size() && token(i).form == ","; };
  if (!comma(tag.begin - 1)) return;
  if (d.contents > 0 && (d.contents > 1 || d.content[0].begin <= tag.end || !comma(tag.end + 1) || d.source.begin > v)) return;
  int begin = tag.begin - 1;
  while (begin > 0 && token(begin - 1).form != ";") --begin;
  const TokenRange before = trim({begin, tag.begin - 1});
  if (before.empty() || (before.begin == before.end && !nominal(token(before.begin)))) return;
  int end = tag.end + 1;
  while (end < size() && token(end).form != ";") ++end;
  const bool inverted = d.source.begin > v;
  // What follows without a comma belongs to the cue: a time, an addressee
  const bool closes = tag.end + 1 >= size() || token(tag.end + 1).upos == Upos::PUNCT;
  if (!closes && !inverted) return;
  // What stands before may only set the scene: "If they met, neither would say"
  for (int k = ws_.tree.tree.first(v); k >= 0 && k < tag.begin; k = ws_.tree.tree.next(k))
    if (token(k).deprel == Deprel::advcl && d.contents == 0 && !marker(k).empty() && below(k).holds(before.end)) return;
  d.contents = 0;
  d.add(before);
  if (comma(tag.end + 1) && !inverted) d.add(trim({tag.end + 1, end - 1}));
  d.quote.where = place::that;
}

void SentenceQuotes::noun_source(int n, const CueEntry& e, Draft& d) const {
  if (e.has(place::self)) {
    TokenRange r = below(n);
    if (d.contents > 0 && d.content[0].begin > n) r.end = n;
    d.source = trim(r);
    d.source_head = n;
    return;
  }
  for (int c = ws_.tree.tree.first(n); c >= 0; c = ws_.tree.tree.next(c)) {
    const Deprel r = token(c).deprel;
    const bool modifier = (r == Deprel::compound || r == Deprel::nmod) && c < n && token(c).upos == Upos::PROPN;
    if (r == Deprel::nmod_poss || modifier) {
      set_source(c, d);
      // The genitive's own mark
      while (!d.source.empty() && token(d.source.end).deprel == Deprel::case_) --d.source.end;
      return;
    }
    if (r == Deprel::nmod && c > n && (marker(c) == "by" || marker(c) == "from" || marker(c) == "among")) return set_source(c, d);
  }
  // "issued a warning that": a verb that lends its subject
  const Token& t = token(n);
  if ((t.deprel == Deprel::obj || t.deprel == Deprel::obl || t.deprel == Deprel::xcomp) && t.head >= 0 && is_verbal(token(t.head)) && !passive(t.head)) {
    const int s = subject(t.head);
    if (s >= 0 && s != n) set_source(s, d);
  } else if (child(n, Deprel::cop) >= 0) {
    const int s = child(n, Deprel::nsubj);
    if (s >= 0 && nominal(token(s))) set_source(s, d);
  }
}

}  // namespace detente
