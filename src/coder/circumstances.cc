#include "coder/sentence_coder.h"

#include <algorithm>
#include <string>

namespace detente {

// Whether what is said of `governor` says nothing of when the act at `node` below it took place.
bool SentenceCoder::date_stops_at(int node, int governor, const Candidate& c, bool happened) const {
  const Deprel rel = token(node).deprel;
  if (rel == Deprel::acl_relcl || rel == Deprel::acl || rel == Deprel::parataxis || rel == Deprel::ccomp) return true;
  if ((rel == Deprel::xcomp || rel == Deprel::advcl) && !happened) return true;
  if (rel == Deprel::advcl) {
    for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k))
      if (token(k).deprel == Deprel::nsubj || token(k).deprel == Deprel::nsubj_pass || any_of(token(k).lemma, {"before", "until", "if", "unless"})) return true;
  }
  if (rel == Deprel::obl || rel == Deprel::nmod)
    for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k))
      if (any_of(token(k).lemma,
                 {"after", "before", "since", "until", "follow", "following", "despite", "over", "about", "regarding", "amid", "ahead", "because"}))
        return true;
  // A governor that is an act of its own has its own time
  const int act = ws_.candidate_at[static_cast<std::size_t>(governor)];
  const bool other = act >= 0 && c.support != governor && !drafts_[static_cast<std::size_t>(act)].drop;
  return other && rel != Deprel::conj && rel != Deprel::xcomp && rel != Deprel::advcl;
}

// How far an expression stands from the act at `act`, -1 when it dates something else.
int SentenceCoder::date_rank(const TimeExpression& e, int act, const Candidate& c, bool happened) const {
  int node = e.head;
  for (int below = 0; below < 5; ++below) {
    const int parent = token(node).head;
    if (parent < 0) return -1;
    for (int rank = 0, up = act; rank < 6 && up >= 0; ++rank) {
      if (rank > 0 && in_class(up, c_.cue_) && token(act).deprel != Deprel::advcl) break;
      if (up == parent) return rank * 3 + below * 2;
      const int governor = token(up).head;
      if (governor < 0 || date_stops_at(up, governor, c, happened)) break;
      up = governor;
    }
    // A clause between has the date for itself
    const Deprel rel = token(parent).deprel;
    const bool opens = any_of(token(parent).lemma, {"begin", "start", "date"}) && (rel == Deprel::acl || rel == Deprel::advcl);
    if (!opens && is_verbal(token(parent)) && rel != Deprel::obl && rel != Deprel::nmod && rel != Deprel::amod && rel != Deprel::compound) return -1;
    node = parent;
  }
  return -1;
}

void SentenceCoder::find_date(const Candidate& c, const Draft& d, Report& r) const {
  const int act = d.changed && d.speaker >= 0 ? d.speaker : c.node;
  date_act(act, c, d.status, d.future, r);
}

void SentenceCoder::date_act(int act, const Candidate& c, Status status, bool to_come, Report& r) const {
  const TimeExpression* best = nullptr;
  int best_rank = 100;
  for (const TimeExpression& e : ws_.times) {
    if (e.type == TimexType::duration || e.type == TimexType::set) continue;
    const int rank = date_rank(e, act, c, status == Status::happened);
    if (rank < 0 || rank >= best_rank) continue;
    // "before 2016", and "the worst since 2016" of a noun beside the act
    if (e.begin > 0 && any_of(token(e.begin - 1).lemma, {"before", "after"})) continue;
    // "has not met since June": on no day
    if ((rank > 0 || status == Status::denied) && e.begin > 0 && token(e.begin - 1).lemma == "since") continue;
    best_rank = rank;
    best = &e;
  }
  if (best == nullptr) return;
  const std::optional<DayRange> days = resolve_time(*best, ws_.time_context, status == Status::planned || to_come);
  if (!days) return;
  r.date.days = *days;
  r.date.precision = best->precision;
  int begin = best->begin;
  if (begin > 0 && any_of(token(begin - 1).lemma, {"on", "in", "since", "during", "by", "until", "before", "after", "for"})) --begin;
  r.date.span = {token(begin).span.begin, span_of(*best, ws_.tree).end};
  r.date.text = text_.substr(r.date.span.begin, r.date.span.end - r.date.span.begin);
  // What lies more than a year back is told as background
  constexpr std::int32_t kBackgroundDays = 365;
  const auto published = ws_.time_context.published;
  if (r.status == Status::happened && published && days->last < *published - kBackgroundDays) r.status = Status::historical;
}

namespace {

// Whether an attribution says that its content is so, or asks for it: not what is praised, wanted or planned, nor a mere topic.
bool tells(const FoundQuote& q) {
  if (q.form == QuoteForm::direct) return true;
  switch (q.kind) {
    case CueKind::ask: return true;
    case CueKind::say:
    case CueKind::show:
      if (q.where == place::to) return q.source.empty();  // a promise is the source's own act
      return (q.where & (place::told | place::that | place::quote)) != 0;
    case CueKind::think: return q.where == place::that || (q.where == place::to && q.source.empty()) || (q.where & place::told) != 0;
    default: return false;
  }
}

}  // namespace

// The attribution whose content holds a span; of several the innermost.
const FoundQuote* SentenceCoder::told_by(Span span) const {
  const QuoteWorkspace& quotes = ws_.quotes;
  const FoundQuote* best = nullptr;
  std::uint32_t best_size = 0;
  for (const FoundQuote& q : quotes.found) {
    if (q.cue.begin < span.end && span.begin < q.cue.end) continue;
    if (!tells(q)) continue;
    for (int p = q.first_part; p >= 0; p = quotes.parts[static_cast<std::size_t>(p)].next) {
      const Span part = quotes.parts[static_cast<std::size_t>(p)].span;
      if (span.begin < part.begin || part.end < span.end) continue;
      if (best == nullptr || part.end - part.begin < best_size) {
        best = &q;
        best_size = part.end - part.begin;
      }
    }
  }
  return best;
}

void SentenceCoder::find_attribution(const Candidate& c, Span trigger, Report& r) const {
  r.attribution = Attribution();
  if (const FoundQuote* q = told_by(trigger)) return set_attribution(*q, r);
  // "Arvia reportedly attacked": somebody says so, nobody is named
  for (int node = c.node, steps = 0; node >= 0 && steps < 4; node = token(node).head, ++steps)
    for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k))
      if (token(k).deprel == Deprel::advmod && in_class(k, c_.hearsay_)) {
        r.attribution.kind = Attribution::Kind::anonymous;
        r.attribution.cue = quoted(token(k).span);
        return;
      }
}

void SentenceCoder::set_attribution(const FoundQuote& q, Report& r) const {
  r.attribution.cue = quoted(q.cue);
  bool named = q.source_kind == SourceKind::named;
  if (!q.source.empty()) {
    r.attribution.source = quoted(q.source);
    const bool here = sentence_.span.begin <= q.source.begin && q.source.end <= sentence_.span.end && q.source_token >= 0;
    if (!named && here && !in_class(q.source_token, c_.anonymous_)) {
      const ResolvedParty& p = party(q.source_token);
      named = p.kind == PartyKind::entity || (p.kind != PartyKind::none && !p.party.id.empty());
    }
  }
  r.attribution.kind = named ? Attribution::Kind::named : Attribution::Kind::anonymous;
}

// A hedge with the adverb that strengthens it: "very possible".
void SentenceCoder::set_hedge(int node, Report& r) const {
  int begin = node;
  while (begin > 0 && token(begin - 1).head == node && token(begin - 1).deprel == Deprel::advmod && token(begin - 1).upos == Upos::ADV) --begin;
  r.hedge = quoted({token(begin).span.begin, token(node).span.end});
}

// The evidential word beside the act or above it, up to the first plain word of saying: "reportedly", "is believed to", "it is likely that".
void SentenceCoder::find_hedge(const Candidate& c, const Draft& d, Report& r) const {
  int node = c.node;
  for (int steps = 0; steps < 6 && node >= 0; ++steps) {
    for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
      const Token& t = token(k);
      if ((t.deprel == Deprel::advmod || t.deprel == Deprel::amod) && in_class(k, c_.hedge_)) return set_hedge(k, r);
    }
    const Token& t = token(node);
    const Deprel rel = t.deprel;
    const bool argument = rel == Deprel::xcomp || rel == Deprel::ccomp || rel == Deprel::csubj || rel == Deprel::advcl || rel == Deprel::acl ||
                          rel == Deprel::obj || rel == Deprel::nsubj_pass || rel == Deprel::nmod;
    if (!argument && node == d.top) break;
    const int above = t.head;
    if (above < 0) break;
    if (argument && in_class(above, c_.hedge_)) return set_hedge(above, r);
    const bool speech = is_verbal(token(above)) && in_class(above, c_.cue_);
    const bool told = speech && frames_.is_passive(above) && (rel == Deprel::xcomp || ws_.tree.child(above, Deprel::expl) >= 0);
    if (told) return set_hedge(above, r);
    if (speech) break;
    node = above;
  }
  if (d.claim >= 0 && token(d.claim).deprel != Deprel::amod) r.hedge = quoted(token(d.claim).span);
}

// The clause's head: from the trigger up.
int SentenceCoder::clause_of(int node) const {
  for (int steps = 0; steps < 6; ++steps) {
    const Token& t = token(node);
    if (t.head < 0 ||
        (is_verbal(t) && (t.deprel == Deprel::ccomp || t.deprel == Deprel::advcl || t.deprel == Deprel::acl_relcl || t.deprel == Deprel::parataxis)))
      break;
    node = t.head;
  }
  return node;
}

// A word with what is joined to it by hyphens before: "Western-backed".
std::string_view SentenceCoder::whole_word(int i) const {
  int begin = i;
  while (begin >= 2 && token(begin - 1).form == "-" && token(begin - 2).span.end == token(begin - 1).span.begin &&
         token(begin - 1).span.end == token(begin).span.begin)
    begin -= 2;
  return text_.substr(token(begin).span.begin, token(i).span.end - token(begin).span.begin);
}

void SentenceCoder::find_loaded(const Candidate& c, Report& r) const {
  const int top = clause_of(c.node);
  for (int i = 0; i < ws_.tree.size(); ++i)
    if (in_class(i, c_.loaded_) && ws_.tree.is_descendant(i, top)) r.loaded.push_back(whole_word(i));
  // Scare quotes: a few words in marks that nobody in the text is said to have said
  const auto first = std::lower_bound(ws_.quotes.quoted.begin(), ws_.quotes.quoted.end(), sentence_.span.begin,
                                      [](const QuotedStretch& s, std::uint32_t begin) { return s.span.begin < begin; });
  for (auto s = first; s != ws_.quotes.quoted.end() && s->span.begin < sentence_.span.end; ++s) {
    if (s->words > 3 || s->open || quotes_hold(s->span)) continue;
    int node = -1;
    std::uint32_t begin = 0, end = 0;
    for (int i = 0; i < ws_.tree.size(); ++i) {
      const Token& t = token(i);
      if (t.span.begin < s->span.begin || t.span.end > s->span.end || t.upos == Upos::PUNCT) continue;
      if (node < 0) begin = t.span.begin;
      node = i;
      end = t.span.end;
    }
    if (node < 0 || !ws_.tree.is_descendant(node, top)) continue;
    const std::string_view words = text_.substr(begin, end - begin);
    std::erase_if(r.loaded, [&](std::string_view w) { return w.data() >= words.data() && w.data() < words.data() + words.size(); });
    if (std::find(r.loaded.begin(), r.loaded.end(), words) == r.loaded.end()) r.loaded.push_back(words);
  }
}

// Whether a span stands in the content of what somebody says, asks or thinks.
bool SentenceCoder::quotes_hold(Span span) const {
  for (const FoundQuote& q : ws_.quotes.found) {
    if (q.kind != CueKind::say && q.kind != CueKind::ask && q.kind != CueKind::think) continue;
    for (int p = q.first_part; p >= 0; p = ws_.quotes.parts[static_cast<std::size_t>(p)].next) {
      const Span part = ws_.quotes.parts[static_cast<std::size_t>(p)].span;
      if (part.begin <= span.begin + 3 && span.end <= part.end + 3) return true;
    }
  }
  return false;
}

Evidence SentenceCoder::evidence(const Candidate& c, const Draft& d, const Report& r) const {
  const auto known = [](const std::vector<Party>& parties) {
    return std::any_of(parties.begin(), parties.end(), [](const Party& p) { return !p.id.empty(); });
  };
  Evidence e;
  e[Clue::bias] = 1;
  e[Clue::specificity] = static_cast<float>(std::min(c.score, 16)) / 8;
  e[Clue::unconditional] = c.row->conditions == 0;
  e[Clue::noun] = c.row->pos == TriggerPos::noun;
  e[Clue::bare_noun] = c.row->pos == TriggerPos::noun && c.support < 0;
  e[Clue::adjective] = c.row->pos == TriggerPos::adjective;
  e[Clue::actor_known] = known(r.actors);
  e[Clue::no_actor] = r.actors.empty();
  e[Clue::recipient_known] = known(r.recipients);
  e[Clue::no_recipient] = r.recipients.empty() && !r.mutual;
  e[Clue::mutual] = r.mutual;
  e[Clue::explicit_actor] = d.explicit_actor;
  e[Clue::several_parties] = r.actors.size() + r.recipients.size() > 2;
  e[Clue::composed] = d.changed;
  e[Clue::outer_words] = static_cast<float>(std::min(d.outer_words, 3));
  int depth = 0;
  for (int node = c.node; depth < 6 && token(node).head >= 0; ++depth) node = token(node).head;
  e[Clue::depth] = static_cast<float>(depth) / 3;
  e[Clue::main_verb] = depth == 0;
  e[Clue::both_known] = known(r.actors) && (known(r.recipients) || (r.mutual && r.actors.size() > 1));
  e[Clue::passive] = c.frame.passive;
  e[Clue::headline] = number_ == 0;
  int words = 0, capitals = 0;
  for (const Token& t : sentence_.tokens) {
    if (t.upos == Upos::PUNCT || t.upos == Upos::NUM || t.form.empty()) continue;
    ++words;
    capitals += t.form[0] >= 'A' && t.form[0] <= 'Z';
  }
  e[Clue::capitals] = capitals * 2 > words;
  e[Clue::length] = std::min(static_cast<float>(sentence_.tokens.size()) / 40, 2.0F);
  if (!r.actors.empty()) {
    const std::uint32_t a = r.actors.front().span.begin, t = r.trigger.span.begin;
    e[Clue::distance] = std::min(static_cast<float>(a < t ? t - a : a - t) / 60, 2.0F);  // six bytes a token
  }
  e[Clue::certainty] = d.certainty / 3;
  e[Clue::possible] = r.status == Status::possible;
  e[Clue::planned] = r.status == Status::planned;
  e[Clue::denied] = r.status == Status::denied;
  e[Clue::attributed] = r.attribution.kind != Attribution::Kind::author;
  return e;
}

void SentenceCoder::confide(const Evidence& evidence, Report& r) const {
  r.evidence = evidence;
  r.confidence = lexicon_.confidence(evidence);
}

}  // namespace detente
