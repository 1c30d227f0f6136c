#include "coder/sentence_quotes.h"

#include <algorithm>

#include "coder/frame.h"

namespace detente {

namespace {

bool is_quote_mark(std::string_view s) {
  return s == "\"" || s == "\u201c" || s == "\u201d" || s == "''" || s == "``" || s == "'" || s == "\u2018" || s == "\u2019" || s == "\u00ab" || s == "\u00bb";
}

bool lexical(const Token& t) { return t.upos != Upos::PUNCT && t.upos != Upos::SYM; }

}  // namespace

void SpanTree::build(const Sentence& sentence) {
  tree.build(sentence);
  const std::size_t n = sentence.tokens.size();
  low.resize(n);
  high.resize(n);
  for (std::size_t i = 0; i < n; ++i) low[i] = high[i] = static_cast<int>(i);
  for (int i = 0; i < static_cast<int>(n); ++i) {
    int h = sentence.tokens[static_cast<std::size_t>(i)].head;
    for (int steps = 0; h >= 0 && steps < static_cast<int>(n); ++steps) {
      const std::size_t at = static_cast<std::size_t>(h);
      if (low[at] <= i && i <= high[at]) break;  // and so do all above
      low[at] = std::min(low[at], i);
      high[at] = std::max(high[at], i);
      h = sentence.tokens[at].head;
    }
  }
}

void add_part(FoundQuote& quote, Span span, QuoteWorkspace& ws) {
  if (span.begin >= span.end) return;
  const int at = static_cast<int>(ws.parts.size());
  ws.parts.push_back({span, -1});
  if (quote.last_part >= 0) ws.parts[static_cast<std::size_t>(quote.last_part)].next = at;
  else quote.first_part = at;
  quote.last_part = at;
}

// The row that fits a word: its particle stands beside it, else the row without one.
const CueEntry* SentenceQuotes::entry(int i) const {
  const Token& t = sentence_.tokens[static_cast<std::size_t>(i)];
  TriggerPos pos;
  switch (t.upos) {
    case Upos::VERB:
    case Upos::AUX: pos = TriggerPos::verb; break;
    case Upos::NOUN: pos = TriggerPos::noun; break;
    case Upos::ADJ: pos = TriggerPos::adjective; break;
    default: return nullptr;
  }
  const CueLexicon::Entries entries = finder_.cues_.find(t.lemma, pos);
  const CueEntry* plain = nullptr;
  for (std::uint32_t k = 0; k < entries.count; ++k) {
    const CueEntry& e = entries.first[k];
    if (e.particle == 0) {
      plain = &e;
      continue;
    }
    for (int next = i + 1; next <= i + 3 && next < static_cast<int>(sentence_.tokens.size()); ++next) {
      const Token& p = sentence_.tokens[static_cast<std::size_t>(next)];
      const bool beside = next == i + 1 || (p.head == i && p.deprel == Deprel::compound_prt);
      if (beside && hash_bytes(p.lemma) == e.particle) return &e;
    }
  }
  return plain;
}

bool SentenceQuotes::has_cue() const {
  for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
    const Token& t = sentence_.tokens[i];
    if (t.lemma == "according" || t.form == "according" || t.form == "According" || (t.form == ":" && i < 9)) return true;
    if (entry(static_cast<int>(i)) != nullptr) return true;
  }
  return false;
}

void SentenceQuotes::run() {
  if (sentence_.tokens.empty() || !has_cue()) return;
  ws_.tree.build(sentence_);
  try_colon();
  for (int i = 0; i < size(); ++i) {
    const Token& t = token(i);
    if (t.lemma == "according" || t.form == "according" || t.form == "According") {
      try_according(i);
      continue;
    }
    const CueEntry* e = entry(i);
    if (e == nullptr) continue;
    if (e->pos == TriggerPos::verb) try_verb(i, *e);
    else if (e->pos == TriggerPos::noun) try_noun(i, *e);
    else try_adjective(i, *e);
  }
}

TokenRange SentenceQuotes::trim(TokenRange r) const {
  const auto loose = [&](int i) { return token(i).upos == Upos::PUNCT && !is_quote_mark(token(i).form); };
  while (!r.empty() && (loose(r.begin) || token(r.begin).form == "\u201d" || token(r.begin).form == ")")) ++r.begin;
  while (!r.empty() && (loose(r.end) || token(r.end).form == "\u201c" || token(r.end).form == "(")) --r.end;
  for (int i = r.begin; i <= r.end; ++i)
    if (lexical(token(i))) return r;
  return {};
}

// The cue with its auxiliaries, particle and the adverbs right beside it.
TokenRange SentenceQuotes::cue_range(int i) const {
  TokenRange r = {i, i};
  for (int k = i - 1; k >= 0 && token(k).head == i; --k) {
    const Deprel d = token(k).deprel;
    if (d != Deprel::aux && d != Deprel::aux_pass && d != Deprel::advmod && d != Deprel::cop) break;
    r.begin = k;
  }
  while (r.end + 1 < size() && token(r.end + 1).head == i && token(r.end + 1).deprel == Deprel::compound_prt) ++r.end;
  return r;
}

void SentenceQuotes::finish(int cue, Draft& d) {
  FoundQuote& q = d.quote;
  q.sentence = number_;
  q.source_token = d.source_head;
  if (q.cue.empty()) q.cue = bytes(cue_range(cue));
  if (!d.source.empty()) {
    q.source = bytes(d.source);
    q.source_kind = source_kind(d.source_head);
    remember_source(d.source_head, q.source_kind);
  }
  for (int i = 0; i < d.contents; ++i) add_part(q, bytes(d.content[i]), ws_);
  if (q.first_part < 0 && !(q.takes_quote && !d.source.empty())) return;
  ws_.found.push_back(q);
}

void SentenceQuotes::try_verb(int v, const CueEntry& e) {
  const Token& t = token(v);
  if (t.deprel == Deprel::aux || t.deprel == Deprel::amod || t.deprel == Deprel::case_ || t.deprel == Deprel::compound) return;
  Draft d;
  d.quote.kind = e.kind;
  d.quote.cue_token = v;
  d.quote.takes_quote = e.has(place::quote) && e.kind != CueKind::want;
  if (asked_first(v, e, d)) return finish(v, d);
  if (passive(v)) {
    agent_source(v, d);
    passive_content(v, e, d);
  } else {
    verb_content(v, e, d);
    if (e.kind == CueKind::seem) {
      // What seems so is told of the subject
      const int s = subject(v);
      if (s >= 0 && d.contents > 0 && child(v, Deprel::expl) < 0 && !below(s).holds(v)) {
        d.content[d.contents++] = d.content[0];
        d.content[0] = trim(below(s));
      }
    } else {
      verb_source(v, d);
      if (d.source.empty()) return;
      if (d.quote.takes_quote && e.has(place::that)) speech_tag(v, d);
    }
  }
  if (e.has(place::told)) d.quote.where |= place::told;
  finish(v, d);
}

// "Asked whether he would go, the premier ...": a participle that opens the sentence up to its comma; who asks is not told.
bool SentenceQuotes::asked_first(int v, const CueEntry& e, Draft& d) const {
  if (e.kind != CueKind::ask || !e.has(place::that) || token(v).morph.tense != Morph::Tense::past || child(v, Deprel::nsubj) >= 0) return false;
  for (int i = 0; i < v; ++i)
    if (token(i).upos != Upos::PUNCT && token(i).upos != Upos::SCONJ && token(i).upos != Upos::ADV) return false;
  int comma = v + 1, begin = v + 1;
  while (comma < size() && token(comma).form != ",") ++comma;
  if (comma >= size()) return false;
  if ((preposition_bit(token(begin).lemma) & e.prepositions) != 0) ++begin;
  d.quote.takes_quote = false;
  take({begin, comma - 1}, place::that, d);
  return d.contents > 0;
}

void SentenceQuotes::try_noun(int n, const CueEntry& e) {
  Draft d;
  d.quote.kind = e.kind;
  d.quote.cue_token = n;
  for (int c = ws_.tree.tree.first(n); c >= 0 && d.contents == 0; c = ws_.tree.tree.next(c)) {
    const Deprel r = token(c).deprel;
    if (c < n || (r != Deprel::acl && r != Deprel::ccomp && r != Deprel::xcomp && r != Deprel::acl_relcl && r != Deprel::advcl)) continue;
    const bool to = infinitive(c);
    if (to ? e.has(place::to) : (e.has(place::that) && (marker(c) == "that" || marker(c) == "whether"))) take(below(c), to ? place::to : place::that, d);
  }
  if (d.contents == 0) d.add(trim(under_preposition(n, e, n)));
  if (d.contents == 0) return;
  noun_source(n, e, d);
  if (d.source.empty()) return;
  finish(n, d);
}

void SentenceQuotes::try_adjective(int a, const CueEntry& e) {
  const Token& t = token(a);
  if (t.deprel == Deprel::amod) return;
  Draft d;
  d.quote.kind = e.kind;
  d.quote.cue_token = a;
  for (int c = ws_.tree.tree.first(a); c >= 0 && d.contents == 0; c = ws_.tree.tree.next(c)) {
    const Deprel r = token(c).deprel;
    if (r != Deprel::ccomp && r != Deprel::xcomp && r != Deprel::advcl && r != Deprel::csubj) continue;
    const bool to = infinitive(c);
    if (to ? e.has(place::to) : (e.has(place::that) && r != Deprel::advcl)) take(below(c), to ? place::to : place::that, d);
  }
  if (d.contents == 0) d.add(trim(under_preposition(a, e, a)));
  if (d.contents == 0) return;
  const bool expletive = child(a, Deprel::expl) >= 0;
  const int s = expletive ? -1 : subject(a);
  if (e.kind == CueKind::seem) {
    if (s >= 0 && !below(s).holds(a)) {
      d.content[d.contents++] = d.content[0];
      d.content[0] = trim(below(s));
    }
  } else {
    if (s < 0 && !expletive) return;
    set_source(s, d);
  }
  finish(a, d);
}

void SentenceQuotes::try_according(int i) {
  int top = i, source = -1;
  const Deprel r = token(i).deprel;
  if (r == Deprel::case_ || r == Deprel::mark || r == Deprel::fixed) {
    source = top = token(i).head;
  } else {
    for (int c = ws_.tree.tree.first(i); c >= 0; c = ws_.tree.tree.next(c))
      if (token(c).deprel == Deprel::obl || token(c).deprel == Deprel::nmod || token(c).deprel == Deprel::obj) source = c;
  }
  if (source < 0) return;
  Draft d;
  d.quote.cue_token = i;
  d.quote.takes_quote = true;
  d.quote.where = place::that;
  d.quote.cue = token(i).span;
  if (i + 1 < size() && token(i + 1).lemma == "to") d.quote.cue.end = token(i + 1).span.end;
  set_source(source, d);
  if (d.source.begin <= i && i < d.source.end) d.source.begin = i + 1;
  if (d.source.begin < size() && token(d.source.begin).lemma == "to") ++d.source.begin;
  // Set off at the sentence's beginning or end it speaks of the whole sentence
  const bool first = below(top).begin == 0 || i == 0;
  const bool last = i > 0 && token(i - 1).form == "," && below(source).end + 2 >= size();
  if (first || last) {
    without({0, size() - 1}, {std::min(i, d.source.begin), std::max(below(source).end, d.source.end)}, d);
    return finish(i, d);
  }
  int clause = token(top).head;
  for (int steps = 0; clause >= 0 && steps < 8; ++steps) {
    const Deprel c = token(clause).deprel;
    if (c == Deprel::root || c == Deprel::ccomp || c == Deprel::parataxis || (c == Deprel::advcl && is_verbal(token(clause))) ||
        (c == Deprel::conj && is_verbal(token(clause))))
      break;
    clause = token(clause).head;
  }
  if (clause >= 0) without(below(clause), below(top), d);
  else without({0, size() - 1}, below(top), d);
  finish(i, d);
}

// "Arvia's premier: we want peace": a name and a colon at a sentence's beginning.
void SentenceQuotes::try_colon() {
  int colon = 1;
  while (colon < size() && colon < 9 && token(colon).form != ":") ++colon;
  if (colon >= 9 || colon + 2 >= size()) return;
  for (int i = 0; i < colon; ++i) {
    const Token& t = token(i);
    if (is_verbal(t) || t.upos == Upos::NUM || t.upos == Upos::PUNCT || t.upos == Upos::SCONJ || t.upos == Upos::ADP) return;
  }
  if (token(colon - 1).upos != Upos::PROPN || !token(colon).space_after) return;
  Draft d;
  d.quote.cue_token = -1;
  d.quote.takes_quote = true;
  d.quote.where = place::quote;
  d.quote.cue = token(colon).span;
  d.source = {0, colon - 1};
  d.source_head = colon - 1;
  d.add(trim({colon + 1, size() - 1}));
  finish(colon, d);
}

}  // namespace detente
