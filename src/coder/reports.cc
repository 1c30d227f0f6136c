#include "coder/sentence_coder.h"

#include <algorithm>
#include <string>

namespace detente {

namespace {

bool several_states(const std::vector<Party>& parties) {
  for (const Party& p : parties)
    if (!p.country.empty() && p.country != parties.front().country) return true;
  return false;
}

}  // namespace

// A report of this sentence with what follows from the act alone.
Report SentenceCoder::start_report(const Act& act, EventType type) const {
  Report r;
  r.sentence = number_;
  r.sentence_span = sentence_.span;
  r.text = text_.substr(sentence_.span.begin, sentence_.span.end - sentence_.span.begin);
  r.act = &act;
  r.type = type;
  r.modes = c_.ontology_.text(act.modes);
  r.contexts = c_.ontology_.text(act.contexts);
  r.place_reason = "the clause names no place";
  return r;
}

void SentenceCoder::emit(std::size_t index) {
  const Candidate& c = ws_.candidates[index];
  Draft& d = drafts_[index];
  if (d.drop) return;
  for (const int s : suppress_)
    if (s == static_cast<int>(index)) return;
  if (d.told_by >= 0) {
    const Draft& teller = drafts_[static_cast<std::size_t>(d.told_by)];
    std::vector<Party> others = d.actors;
    remove_parties(others, teller.actors);
    remove_parties(others, teller.recipients);
    if (others.empty()) return;
  }
  borrow_actor(c, d);
  // An exercise of several states is cooperation, one state's is a show of force
  if (d.type == EventType::MOBILIZE && (in_class(c.node, c_.exercise_) || (c.consumed >= 0 && in_class(c.consumed, c_.exercise_))) &&
      several_states(d.actors)) {
    if (const Act* joint = c_.ontology_.find("062")) {
      d.act = joint;
      d.type = joint->type;
      d.mutual = true;
    }
  }
  if (d.actors.empty() && !become_announcement(c, d) && !stands_alone(c, d)) return;
  const EventType type = c_.ontology_.type_of(scheme_, *d.act, d.type, d.status, d.future);
  if (type == EventType::none) return;
  if (c_.ontology_.options(scheme_).thing_recipients != 0) {
    if (d.actors.empty()) find_place_actor(c, d);
    if (d.recipients.size() < kMaxThings && d.actors.size() < (d.mutual ? 2U : 99U)) {
      find_things(c, d);
      d.mutual = d.mutual && d.recipients.empty();
    }
  }
  Report r = start_report(*d.act, type);
  const bool own_words = !d.changed;
  r.modes = own_words && c.row->modes.size > 0 ? lexicon_.text(c.row->modes) : type == d.act->type ? c_.ontology_.text(d.act->modes) : std::string_view();
  r.contexts = own_words && c.row->contexts.size > 0 ? lexicon_.text(c.row->contexts) : c_.ontology_.text(d.act->contexts);
  const int trigger = d.changed ? d.speaker : c.node;
  r.trigger = quoted(trigger_span(trigger, c));
  r.actors = d.actors;
  r.recipients = d.recipients;
  r.mutual = d.mutual;
  r.status = d.status;
  r.weak = r.type != EventType::PROTEST && std::none_of(r.actors.begin(), r.actors.end(), Resolver::is_political) &&
           std::none_of(r.recipients.begin(), r.recipients.end(), Resolver::is_political);
  find_date(c, d, r);
  if (r.actors.empty() && r.recipients.empty() && r.type == EventType::CONSULT) {
    // "are scheduled to begin on": the day may stand with what is to happen
    for (int k = ws_.tree.first(c.node); k >= 0 && r.date.empty(); k = ws_.tree.next(k))
      if (token(k).deprel == Deprel::xcomp) date_act(k, c, d.status, d.future, r);
    if (r.date.empty()) return;
  }
  find_place(c, d, r);
  find_attribution(c, r.trigger.span, r);
  find_hedge(c, d, r);
  find_loaded(c, r);
  confide(evidence(c, d, r), r);
  std::string entry(lexicon_.text(c.row->file));
  entry += ':';
  entry += std::to_string(c.row->line);
  r.why.entry = ws_.arena.copy(entry);
  r.why.outer = d.outer;
  r.why.status = d.why_status;
  r.why.path = tree_path(c.node);
  const bool asked = d.asked && !d.asked_actors.empty() && c.row->pos == TriggerPos::verb;
  if (asked) {
    Report inner = r;
    inner.act = d.asked_act;
    inner.type = c_.ontology_.type_of(scheme_, *d.asked_act, d.asked_type, Status::possible, true);
    inner.modes = c_.ontology_.text(inner.act->modes);
    inner.contexts = c_.ontology_.text(inner.act->contexts);
    inner.trigger = quoted(trigger_span(c.node, c));
    find_attribution(c, inner.trigger.span, inner);
    inner.actors = d.asked_actors;
    inner.recipients = d.asked_recipients;
    remove_parties(inner.recipients, inner.actors);
    inner.mutual = c.row->mutual != 0;
    inner.status = Status::possible;
    inner.date = EventDate();
    date_act(c.node, c, Status::possible, true, inner);
    inner.why.status = "asked for";
    Evidence asked_evidence = r.evidence;
    asked_evidence[Clue::asked] = 1;
    confide(asked_evidence, inner);
    out_.push_back(std::move(r));
    if (inner.type != EventType::none) out_.push_back(std::move(inner));
    return;
  }
  out_.push_back(std::move(r));
}

bool SentenceCoder::stands_alone(const Candidate& c, const Draft& d) const {
  const bool suffered = !d.recipients.empty() || d.hit_place;
  if (d.changed || token(c.node).deprel == Deprel::amod) return false;
  if (c.row->pos == TriggerPos::verb) return suffered && c.frame.passive;
  if (c.row->pos != TriggerPos::noun) return false;
  if (c.support >= 0) return suffered || announces_meeting(c, d);
  const bool violent = d.type == EventType::ASSAULT || d.type == EventType::PROTEST;
  const bool foremost = token(c.node).deprel == Deprel::nsubj || token(c.node).deprel == Deprel::obj || token(c.node).deprel == Deprel::nsubj_pass;
  if (violent && c.row->mutual == 0 && (foremost || suffered)) return true;
  return announces_meeting(c, d);
}

// "The negotiations are scheduled to begin on March 3": who set the day is not told, so that it is the meeting that is told.
bool SentenceCoder::become_announcement(const Candidate& c, Draft& d) const {
  if (d.changed || d.type != EventType::AGREE || c.row->pos != TriggerPos::verb || c.row->mutual == 0 || !c.frame.passive) return false;
  const Act* meeting = c_.ontology_.find("040");
  if (meeting == nullptr || !d.recipients.empty()) return false;
  d.act = meeting;
  d.type = meeting->type;
  d.mutual = d.future = true;
  d.status = Status::planned;
  d.why_status = "the day is set";
  return true;
}

// "The talks will resume on March 3": a meeting to come that has a day, whoever is to come to it. emit() looks for the day.
bool SentenceCoder::announces_meeting(const Candidate& c, const Draft& d) const {
  if (d.type != EventType::CONSULT || d.status != Status::planned || c.row->mutual == 0) return false;
  int node = c.node;
  if (token(node).deprel == Deprel::nmod && token(node).head >= 0 &&
      any_of(token(token(node).head).lemma, {"round", "start", "resumption", "series", "session", "opening", "beginning"}))
    node = token(node).head;
  return token(node).deprel == Deprel::nsubj || token(node).deprel == Deprel::nsubj_pass;
}

void SentenceCoder::borrow_actor(const Candidate& c, Draft& d) const {
  if (c.row->pos != TriggerPos::noun || d.changed || c.support >= 0) return;
  if (!d.actors.empty() && !(d.mutual && d.actors.size() == 1 && !d.explicit_actor)) return;
  if (d.type != EventType::CONSULT && !(c.row->mutual != 0 && d.type == EventType::SUPPORT) && !(d.actors.empty() && d.type == EventType::PROTEST)) return;
  const Token& t = token(c.node);
  if (t.deprel != Deprel::obl && t.deprel != Deprel::nmod && t.deprel != Deprel::obj) return;
  int g = t.head;
  for (int steps = 0; steps < 3 && g >= 0 && !is_verbal(token(g)); ++steps) {
    const Deprel d2 = token(g).deprel;
    if (d2 != Deprel::obl && d2 != Deprel::nmod && d2 != Deprel::obj) return;
    g = token(g).head;
  }
  if (g < 0 || !is_verbal(token(g))) return;
  std::vector<int> subjects;
  frames_.surface_subject(g, subjects);
  for (const int s : subjects)
    if (token(s).lemma != "it") gather_node(s, d.actors);
  remove_parties(d.recipients, d.actors);
}

std::string_view SentenceCoder::tree_path(int node) const {
  std::string path;
  for (int steps = 0; node >= 0 && steps < 12; ++steps, node = token(node).head) {
    if (!path.empty()) path += " < ";
    path += token(node).lemma;
    path += ' ';
    path += name(token(node).deprel);
  }
  return ws_.arena.copy(path);
}

Span SentenceCoder::trigger_span(int node, const Candidate& c) const {
  int begin = node, end = node;
  for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k))
    if (token(k).deprel == Deprel::compound_prt && k == end + 1) end = k;
  if (node == c.node) {
    for (std::uint32_t w = 0; w < c.row->words; ++w) {
      const int at = find_word(node, lexicon_.hash(c.row->first_word + w));
      if (at == end + 1) end = at;
      else if (at == begin - 1) begin = at;
    }
  }
  return {token(begin).span.begin, token(end).span.end};
}

void SentenceCoder::drop_doubles(std::size_t from) {
  for (std::size_t i = from; i < out_.size(); ++i)
    for (std::size_t j = i + 1; j < out_.size();) {
      const bool same = out_[i].trigger.span == out_[j].trigger.span && out_[i].type == out_[j].type;
      if (same) out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(j));
      else ++j;
    }
}

void SentenceCoder::told_duties() {
  for (int a = 0; a < ws_.tree.size(); ++a) {
    const Token& aux = token(a);
    if (aux.upos != Upos::AUX || aux.lemma != "must" || aux.head < 0) continue;
    const int v = aux.head;
    const Token& t = token(v);
    if (t.deprel != Deprel::ccomp || t.head < 0 || !is_verbal(token(t.head)) || !in_class(t.head, c_.cue_)) continue;
    std::vector<Party> speaker, bound;
    frames_.verb(t.head, ws_.scratch);
    gather(ws_.scratch, slot::subj, speaker);
    for (int c = ws_.tree.first(v); c >= 0; c = ws_.tree.next(c))
      if (token(c).deprel == Deprel::nsubj || token(c).deprel == Deprel::nsubj_pass) gather_node(c, bound);
    remove_parties(bound, speaker);
    const Act* act = c_.ontology_.find("100");
    if (speaker.empty() || act == nullptr) continue;
    const EventType type = c_.ontology_.type_of(scheme_, *act, act->type, Status::happened, false);
    if (type == EventType::none) continue;
    Report r = start_report(*act, type);
    r.trigger = quoted(aux.span);
    r.actors = speaker;
    r.recipients = bound;
    r.place_reason = "the clause names no place";
    r.attribution.kind = Attribution::Kind::author;
    Evidence e;
    e[Clue::bias] = e[Clue::rule] = e[Clue::attributed] = e[Clue::certainty] = 1;
    confide(e, r);
    r.why.entry = "must";
    r.why.status = "modal";
    out_.push_back(std::move(r));
  }
}

void SentenceCoder::resumed_noun() {
  if (ws_.last_noun.row == nullptr || number_ - ws_.last_noun.sentence > 2) return;
  for (int v = 0; v < ws_.tree.size(); ++v) {
    const Token& t = token(v);
    if (!is_verbal(t)) continue;
    const OuterEntry* e = outer_at(v, frames_.is_passive(v) ? slot::obj : slot::subj);
    if (e == nullptr || (e->effect != Effect::happen && e->effect != Effect::begin && e->effect != Effect::resume && e->support == 0)) continue;
    std::vector<int> subjects;
    frames_.surface_subject(v, subjects);
    if (subjects.size() != 1) continue;
    const Token& s = token(subjects.front());
    if (s.upos != Upos::PRON || !any_of(s.lemma, {"they", "it", "which"})) continue;
    Draft d;
    d.act = &c_.ontology_.act(ws_.last_noun.row->act);
    d.type = ws_.last_noun.row->type;
    d.actors = ws_.last_noun.parties;
    d.mutual = ws_.last_noun.row->mutual != 0;
    d.top = v;
    climb(v, d);
    settle(v, d);
    if (d.actors.empty() || d.drop) continue;
    Candidate& c = next_candidate();
    c.node = v;
    c.row = ws_.last_noun.row;
    c.score = 0;
    c.support = -1;
    const EventType type = c_.ontology_.type_of(scheme_, *d.act, d.type, d.status, d.future);
    if (type == EventType::none) continue;
    Report r = start_report(*d.act, type);
    r.trigger = quoted(token(v).span);
    r.actors = d.actors;
    r.mutual = d.mutual;
    r.status = d.status;
    find_date(c, d, r);
    find_place(c, d, r);
    find_attribution(c, r.trigger.span, r);
    Evidence clues = evidence(c, d, r);
    clues[Clue::rule] = 1;
    confide(clues, r);
    std::string entry(lexicon_.text(c.row->file));
    entry += ':' + std::to_string(c.row->line);
    r.why.entry = ws_.arena.copy(entry);
    r.why.outer = "said of the act named before";
    r.why.status = d.why_status;
    out_.push_back(std::move(r));
    return;
  }
}

void SentenceCoder::remember_noun() {
  for (std::size_t i = 0; i < ws_.candidate_count; ++i) {
    const Candidate& c = ws_.candidates[i];
    if (c.row->pos != TriggerPos::noun || !in_class(c.node, c_.meeting_)) continue;
    const Draft& d = drafts_[i];
    std::vector<Party> sides = d.actors;
    for (const Party& p : d.recipients) add_party(sides, p);
    // "pushed for peace talks": those who pushed
    const int g = token(c.node).head;
    const int governor = sides.empty() && g >= 0 ? ws_.candidate_at[static_cast<std::size_t>(g)] : -1;
    if (governor >= 0) sides = drafts_[static_cast<std::size_t>(governor)].actors;
    if (sides.empty()) continue;
    ws_.last_noun.row = c.row;
    ws_.last_noun.parties = std::move(sides);
    ws_.last_noun.sentence = number_;
  }
}

}  // namespace detente
