#include "coder/coder.h"

#include <algorithm>
#include <string>

namespace detente {

namespace {

constexpr int kMaxGovernors = 7;
constexpr std::size_t kMaxParties = 12;

std::uint64_t class_mask(const Lexicon& lexicon, std::string_view name) {
  const int bit = lexicon.class_bit(name);
  return bit < 64 ? 1ULL << bit : 0;
}

std::uint64_t class_masks(const Lexicon& lexicon, std::initializer_list<std::string_view> names) {
  std::uint64_t mask = 0;
  for (const std::string_view n : names) mask |= class_mask(lexicon, n);
  return mask;
}

bool is_nominal(const Token& t) { return t.upos == Upos::NOUN || t.upos == Upos::PROPN; }

TriggerPos pos_of(const Token& t) {
  if (is_verbal(t)) return TriggerPos::verb;
  return t.upos == Upos::ADJ || t.upos == Upos::ADV ? TriggerPos::adjective : TriggerPos::noun;
}

bool any_of(std::string_view s, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), s) != list.end(); }

void remove_parties(std::vector<Party>& from, const std::vector<Party>& which) {
  std::erase_if(from, [&](const Party& p) {
    return std::any_of(which.begin(), which.end(),
                       [&](const Party& q) { return q.span == p.span || (!p.id.empty() && p.id == q.id && p.sector == q.sector && p.role == q.role); });
  });
}

void add_party(std::vector<Party>& to, const Party& p) {
  if (to.size() >= kMaxParties) return;
  for (const Party& q : to)
    if (q.span == p.span || (!p.id.empty() && p.same_actor(q) && p.role == q.role)) return;
  to.push_back(p);
}

}  // namespace

Coder::Coder(const Lexicon& lexicon, const ActorDictionary& actors, const Ontology& ontology)
    : lexicon_(lexicon),
      actors_(actors),
      ontology_(ontology),
      resolver_(actors),
      quantity_(class_mask(lexicon, "quantity")),
      cue_(class_mask(lexicon, "cue")),
      hedge_(class_mask(lexicon, "hedge")),
      anonymous_(class_mask(lexicon, "anonymous")),
      loaded_(class_mask(lexicon, "loaded")),
      meeting_(class_masks(lexicon, {"meeting", "visit"})),
      people_(class_masks(lexicon, {"persons", "forces", "captives", "diplomats", "refugees", "mission", "body", "media"})) {}

void Coder::begin_document(std::optional<std::int32_t> published, CoderWorkspace& ws) const {
  ws.context.clear();
  ws.context.day = published.value_or(day_number({2015, 1, 1}));
  ws.last_noun.row = nullptr;
  ws.last_noun.sentence = -10;
  ws.arena.reset();
}

// Codes one sentence; lives for that long.
class SentenceCoder {
 public:
  SentenceCoder(const Coder& coder, const Sentence& sentence, int number, std::string_view text, std::optional<std::int32_t> published, int scheme,
                CoderWorkspace& ws, std::vector<Report>& out)
      : c_(coder),
        lexicon_(coder.lexicon_),
        sentence_(sentence),
        number_(number),
        text_(text),
        published_(published),
        scheme_(scheme),
        ws_(ws),
        out_(out),
        frames_(ws.tree, ws.words, coder.quantity_, number == 0) {}

  void run() {
    ws_.tree.build(sentence_);
    ws_.words.build(ws_.tree, lexicon_);
    c_.resolver_.begin_sentence(ws_.tree, ws_.context, ws_.resolver);
    find_times(ws_.tree, published_, ws_.times);
    find_candidates();
    if (ws_.candidate_count > 0) {
      drafts_.resize(ws_.candidate_count);
      for (std::size_t i = 0; i < ws_.candidate_count; ++i) draft(i);
      const std::size_t before = out_.size();
      for (std::size_t i = 0; i < ws_.candidate_count; ++i) emit(i);
      drop_doubles(before);
    }
    told_duties();
    resumed_noun();
    remember_noun();
    c_.resolver_.end_sentence(ws_.tree, text_, ws_.context, ws_.resolver);
  }

 private:
  struct Draft {
    bool drop = false;
    bool suppressed = false;  // an inner act composed with this word says it better
    const Act* act = nullptr;
    EventType type = EventType::none;
    bool changed = false;  // the act is a composed one
    bool mutual = false;
    bool future = false;
    Status status = Status::happened;
    std::string_view why_status = "indicative";
    std::vector<Party> actors, recipients;
    bool explicit_actor = false;  // named by the trigger's own arguments
    int top = -1;                 // highest governor composed with
    int speaker = -1;             // the governor that made the act another one
    std::string_view outer;
    int told_by = -1;  // candidate whose row already speaks of this noun
    int claim = -1;    // a governor that only claims ("accused of", "believed to")
    int score = 0;
    // What a demand or appeal asks for is a possible act of its own
    bool asked = false;
    const Act* asked_act = nullptr;
    EventType asked_type = EventType::none;
    std::vector<Party> asked_actors, asked_recipients;
  };

  // What the words right beside a predicate or noun say of its status.
  struct Modality {
    bool negated = false, future = false, possible = false, conditional = false, must = false, perfect_conditional = false;
    bool own_auxiliary = false;
  };

  [[nodiscard]] const Token& token(int i) const { return ws_.tree.token(i); }
  [[nodiscard]] bool in_class(int i, std::uint64_t mask) const { return (ws_.words.classes(i) & mask) != 0; }

  // --- Candidates ---------------------------------------------------------------------------------------------------------

  void find_candidates() {
    const int n = ws_.tree.size();
    ws_.candidate_count = 0;
    ws_.candidate_at.assign(static_cast<std::size_t>(n), -1);
    for (int i = 0; i < n; ++i) {
      const Token& t = token(i);
      switch (t.upos) {
        case Upos::VERB: try_rows(i, TriggerPos::verb); break;
        case Upos::NOUN:
        case Upos::PROPN:
          if (t.deprel == Deprel::compound || t.deprel == Deprel::flat) break;
          if (t.upos == Upos::PROPN && (number_ > 0 || ws_.resolver.entity_at[static_cast<std::size_t>(i)] >= 0)) break;
          // "the army command", "the opposition": those who act, not an act
          if (ws_.resolver.role_at[static_cast<std::size_t>(i)] >= 0 && ws_.tree.child(i, Deprel::nmod) < 0 && t.deprel != Deprel::obj) break;
          try_rows(i, TriggerPos::noun);
          break;
        case Upos::ADJ: try_rows(i, TriggerPos::adjective); break;
        default: break;
      }
    }
  }

  Candidate& next_candidate() {
    if (ws_.candidate_count == ws_.candidates.size()) ws_.candidates.emplace_back();
    return ws_.candidates[ws_.candidate_count];
  }

  void try_rows(int i, TriggerPos pos) {
    const std::uint64_t lemma = ws_.words.lemma(i), form = ws_.words.form(i);
    const Lexicon::Rows by_lemma = lexicon_.rows(lemma, pos);
    const Lexicon::Rows by_form = form != lemma && pos != TriggerPos::verb ? lexicon_.rows(form, pos) : Lexicon::Rows();
    if (by_lemma.count + by_form.count == 0) return;
    Candidate& c = next_candidate();
    c.node = i;
    c.row = nullptr;
    c.score = -1;
    c.consumed = -1;
    c.support = -1;
    c.undergo = false;
    c.particle_object = -1;
    switch (pos) {
      case TriggerPos::verb: frames_.verb(i, c.frame); break;
      case TriggerPos::noun:
        frames_.noun(i, c.frame);
        find_support(i, c);
        break;
      default: frames_.adjective(i, c.frame);
    }
    for (const Lexicon::Rows& rows : {by_form, by_lemma})
      for (std::uint32_t k = 0; k < rows.count; ++k) {
        int consumed = -1, particle_object = -1;
        const int score = match(rows.first[k], c, consumed, particle_object);
        if (score > c.score) {
          c.score = score;
          c.row = rows.first + k;
          c.consumed = consumed;
          c.particle_object = particle_object;
        }
      }
    if (c.row == nullptr) return;
    if (c.particle_object >= 0) frames_.add(c.frame, slot::obj, c.particle_object);
    ws_.candidate_at[static_cast<std::size_t>(i)] = static_cast<std::int16_t>(ws_.candidate_count);
    ++ws_.candidate_count;
  }

  // Specificity of the match, -1 when the row does not fit.
  int match(const LexiconRow& row, const Candidate& c, int& consumed, int& particle_object) const {
    int score = 0;
    for (std::uint32_t w = 0; w < row.words; ++w) {
      const int at = find_word(c.node, lexicon_.hash(row.first_word + w));
      if (at < 0) return -1;
      if (is_nominal(token(at))) consumed = at;
      const Token& t = token(at);
      if ((t.deprel == Deprel::case_ || t.deprel == Deprel::mark) && row.pos == TriggerPos::verb && t.head != c.node) particle_object = t.head;
      score += 12;
    }
    for (std::uint32_t k = 0; k < row.conditions; ++k) {
      const Condition& condition = lexicon_.condition(row.first_condition + k);
      int best = 0, node = -1;
      for (const Argument& a : c.frame.arguments) {
        if (a.slot != condition.slot) continue;
        const int s = fits(condition, a.node);
        if (s > best) {
          best = s;
          node = a.node;
        }
      }
      if (condition.slot == slot::obj && particle_object >= 0 && fits(condition, particle_object) > best) {
        best = fits(condition, particle_object);
        node = particle_object;
      }
      if (condition.negate != 0) {
        if (best > 0) return -1;
        continue;
      }
      if (best == 0) {
        if (condition.optional != 0) continue;
        return -1;
      }
      score += best;
      if (best >= 4 && !(condition.slot == slot::subj)) consumed = node;
    }
    return score;
  }

  // A further word of the trigger, at most two steps below the head or right beside it.
  [[nodiscard]] int find_word(int node, std::uint64_t hash) const {
    const int from = std::max(0, node - 6), to = std::min(ws_.tree.size(), node + 12);
    for (int j = from; j < to; ++j) {
      if (j == node || (ws_.words.lemma(j) != hash && ws_.words.form(j) != hash)) continue;
      int up = token(j).head;
      if (up == node) return j;
      if (up >= 0 && token(up).head == node) return j;
      if (j == node + 1 || j == node - 1) return j;
    }
    return -1;
  }

  [[nodiscard]] int fits(const Condition& condition, int node) const {
    for (std::uint32_t w = 0; w < condition.words; ++w)
      if (ws_.words.is(node, lexicon_.hash(condition.first_word + w))) return 8;
    if (in_class(node, condition.classes)) return 6;
    if (condition.actor != 0) {
      const ResolvedParty& p = party(node);
      if (p.kind != PartyKind::none && p.kind != PartyKind::owner) return 3;
    }
    return condition.any != 0 ? 1 : 0;
  }

  [[nodiscard]] const ResolvedParty& party(int node) const { return c_.resolver_.resolve(node, ws_.tree, text_, ws_.context, ws_.resolver); }

  // --- Support verbs ------------------------------------------------------------------------------------------------------

  // The place of a node under its head, as outer.tsv and support_verbs.tsv name it.
  [[nodiscard]] Slot place_of(int node) const {
    switch (token(node).deprel) {
      case Deprel::obj:
      case Deprel::nsubj_pass: return slot::obj;
      case Deprel::csubj_pass: return slot::obj;
      case Deprel::nsubj:
      case Deprel::csubj: return slot::subj;
      case Deprel::xcomp: return slot::xcomp;
      case Deprel::ccomp: return slot::ccomp;
      case Deprel::acl: {
        const Slot p = frames_.preposition(node);
        if (p == slot::none || p == slot::of_preposition("to"))
          return token(node).morph.verb_form == Morph::VerbForm::infinitive || p != slot::none ? slot::xcomp : slot::none;
        if (p == slot::of_preposition("that")) return slot::ccomp;
        return p;
      }
      case Deprel::obl:
      case Deprel::nmod:
      case Deprel::advcl: return frames_.preposition(node);
      default: return slot::none;
    }
  }

  [[nodiscard]] const OuterEntry* outer_at(int head, Slot place) const {
    if (place == slot::none) return nullptr;
    const Token& t = token(head);
    const TriggerPos pos = pos_of(t);
    const std::uint64_t keys[2] = {ws_.words.lemma(head), ws_.words.form(head)};
    const OuterEntry* best = nullptr;
    for (int k = 0; k < (keys[0] == keys[1] || pos == TriggerPos::verb ? 1 : 2); ++k) {
      const Lexicon::Outers list = lexicon_.outers(keys[k], pos);
      for (std::uint32_t i = 0; i < list.count; ++i) {
        const OuterEntry& e = list.first[i];
        if (e.slot != place || (e.particle != 0 && find_word(head, e.particle) < 0)) continue;
        if (best == nullptr || (e.particle != 0 && best->particle == 0)) best = &e;
      }
    }
    // "is to be lifted": participles as adjectives and the other way round
    if (best == nullptr && t.upos == Upos::ADJ) {
      const Lexicon::Outers list = lexicon_.outers(keys[0], TriggerPos::verb);
      for (std::uint32_t i = 0; i < list.count && best == nullptr; ++i)
        if (list.first[i].slot == place && list.first[i].particle == 0) best = &list.first[i];
    }
    return best;
  }

  // An event noun that is the object of a support verb takes that verb's subject and prepositions.
  void find_support(int n, Candidate& c) {
    const Token& t = token(n);
    int node = n;
    // "a series of attacks"
    if (t.deprel == Deprel::nmod && t.head >= 0 && in_class(t.head, c_.quantity_)) node = t.head;
    if (token(node).deprel == Deprel::conj && token(node).head >= 0 && is_nominal(token(token(node).head))) node = token(node).head;
    const int g = token(node).head;
    if (g < 0 || !is_verbal(token(g))) return;
    // "condemned the attack on Belmark by rebels": an active verb has no agent phrase, so it is the noun's
    if (token(node).deprel == Deprel::obj && !c.frame.has(slot::of_preposition("by")))
      for (int k = ws_.tree.first(g); k >= 0; k = ws_.tree.next(k))
        if (k > n && token(k).deprel == Deprel::obl && frames_.preposition(k) == slot::of_preposition("by") && party(k).kind != PartyKind::none)
          frames_.add(c.frame, slot::of_preposition("by"), k);
    const OuterEntry* e = outer_at(g, place_of(node));
    if (e == nullptr) return;
    const bool happening = e->support == 0 && e->slot == slot::subj;
    if (happening) {
      frames_.obliques(g, c.frame, false);
      return;
    }
    if (e->support == 0) return;
    c.support = g;
    c.undergo = e->effect == Effect::undergo;
    Frame& f = ws_.scratch;
    frames_.verb(g, f);
    for (const Argument& a : f.arguments) {
      if (a.node == node || a.slot == slot::xcomp || a.slot == slot::ccomp) continue;
      if (a.slot == slot::obj && (f.passive || a.inner)) continue;
      frames_.add(c.frame, a.slot, a.node, true);
    }
  }

  // --- Parties ------------------------------------------------------------------------------------------------------------

  // The name in the same sentence that a pronoun takes up: the subject of a clause above ("the rebels said they would leave").
  [[nodiscard]] int antecedent(int node) const {
    const std::string_view l = token(node).lemma;
    const bool person = any_of(l, {"he", "she"}), thing = l == "it", many = l == "they";
    if (!person && !thing && !many) return -1;
    int clause = token(node).head;
    for (int steps = 0; steps < 6 && clause >= 0; ++steps) {
      const Token& t = token(clause);
      const int above = t.head;
      if (above < 0) return -1;
      if (t.deprel == Deprel::ccomp || t.deprel == Deprel::advcl || t.deprel == Deprel::conj || t.deprel == Deprel::xcomp || t.deprel == Deprel::parataxis) {
        for (int c = ws_.tree.first(above); c >= 0; c = ws_.tree.next(c)) {
          const Token& s = token(c);
          if ((s.deprel != Deprel::nsubj && s.deprel != Deprel::nsubj_pass) || c == node || !is_nominal(s)) continue;
          const ResolvedParty& r = party(c);
          if (r.kind == PartyKind::none || r.kind == PartyKind::owner) return -1;
          const int at = ws_.resolver.entity_at[static_cast<std::size_t>(c)];
          const bool is_person = at >= 0 && ws_.resolver.mentions[static_cast<std::size_t>(at)].entry->kind == ActorKind::person;
          if (thing && is_person) return -1;
          if (person && s.morph.number == Morph::Number::plural && s.upos == Upos::NOUN) return -1;
          return c;
        }
      }
      clause = above;
    }
    return -1;
  }

  void gather_node(int node, std::vector<Party>& out) const {
    for (const TimeExpression& e : ws_.times)
      if (node >= e.begin && node < e.end) return;
    if (token(node).upos == Upos::PRON) {
      const int name = antecedent(node);
      if (name >= 0) {
        gather_node(name, out);
        return;
      }
    }
    const ResolvedParty& r = party(node);
    // "its troops": the actor's own, no other side
    if (r.party.id.empty() && r.kind != PartyKind::pronoun) {
      const int owner = ws_.tree.child(node, Deprel::nmod_poss);
      if (owner >= 0 && token(owner).upos == Upos::PRON) return;
    }
    if (r.kind != PartyKind::none) {
      add_party(out, r.party);
      return;
    }
    if (is_nominal(token(node)) && in_class(node, c_.people_)) {
      Party p;
      const PhraseRange range = noun_phrase(ws_.tree, node);
      p.span = {token(range.begin).span.begin, token(range.end).span.end};
      p.text = text_.substr(p.span.begin, p.span.end - p.span.begin);
      p.name = p.text;
      p.sector = "CVL";
      add_party(out, p);
    }
  }

  bool gather(const Frame& frame, Slot s, std::vector<Party>& out) const {
    const std::size_t before = out.size();
    for (const Argument& a : frame.arguments)
      if (a.slot == s && !in_class(a.node, c_.quantity_)) gather_node(a.node, out);
    if (out.size() == before)
      for (const Argument& a : frame.arguments)
        if (a.slot == s) gather_node(a.node, out);
    return out.size() > before;
  }

  void find_roles(const Candidate& c, Draft& d) const {
    const LexiconRow& row = *c.row;
    const Frame& f = c.frame;
    static const Slot by = slot::of_preposition("by"), of = slot::of_preposition("of"), against = slot::of_preposition("against"),
                      on = slot::of_preposition("on"), with = slot::of_preposition("with"), to = slot::of_preposition("to"), for_ = slot::of_preposition("for"),
                      in = slot::of_preposition("in"), from = slot::of_preposition("from"), between = slot::of_preposition("between"),
                      among = slot::of_preposition("among");
    const Slot verb_actor[] = {slot::subj}, noun_actor[] = {by, slot::poss, slot::mod, of};
    const Slot verb_recipient[] = {slot::obj, slot::iobj, with, to, against, on, from, of, in};
    const Slot noun_recipient[] = {against, on, with, to, of, for_, in};
    const Slot mutual_recipient[] = {with, to};
    const Slot adjective_recipient[] = {to, of, with, for_, on, by};
    const bool noun = row.pos == TriggerPos::noun;

    Slot used = slot::none;
    const auto take = [&](auto list, std::uint32_t count, std::vector<Party>& out, Slot not_this) {
      for (std::uint32_t k = 0; k < count; ++k) {
        if (list(k) == slot::none || list(k) == not_this) continue;
        if (gather(f, list(k), out)) return list(k);
      }
      return slot::none;
    };
    const auto from_array = [](const Slot* a) { return [a](std::uint32_t k) { return a[k]; }; };
    const auto from_row = [this](std::uint32_t first) { return [this, first](std::uint32_t k) { return lexicon_.slot_at(first + k); }; };

    if (noun && c.support >= 0) {
      gather(f, slot::subj, c.undergo ? d.recipients : d.actors);
    } else if (noun && f.has(slot::subj)) {
      gather(f, slot::subj, d.actors);
    }
    if (d.actors.empty()) {
      used = row.actors > 0 ? take(from_row(row.first_actor), row.actors, d.actors, slot::none)
             : noun         ? take(from_array(noun_actor), 4, d.actors, slot::none)
                            : take(from_array(verb_actor), 1, d.actors, slot::none);
      d.explicit_actor = noun && !d.actors.empty();
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
    }
  }

  // Who does what an outer word says: its subject, or the agent, owner or modifier of a noun.
  void outer_subject(int p, Frame& f, std::vector<Party>& out) const {
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

  // --- Status -------------------------------------------------------------------------------------------------------------

  Modality modality(int node) const {
    Modality m;
    const Token& self = token(node);
    bool have = false, would = false, to = false, be = false;
    for (int c = ws_.tree.first(node); c >= 0; c = ws_.tree.next(c)) {
      const Token& t = token(c);
      switch (t.deprel) {
        case Deprel::aux:
        case Deprel::aux_pass:
        case Deprel::cop: {
          const std::string_view l = t.lemma;
          if (any_of(l, {"will", "shall", "'ll", "wo"})) m.future = true, m.own_auxiliary = true;
          else if (l == "would") would = true, m.own_auxiliary = true;
          else if (any_of(l, {"may", "might", "could", "can", "ca"})) m.possible = true, m.own_auxiliary = true;
          else if (any_of(l, {"should", "must", "ought"})) m.must = true, m.own_auxiliary = true;
          else if (l == "have") have = true, m.own_auxiliary = true;
          else if (l == "do") m.own_auxiliary = true;
          else if (l == "be" && t.deprel != Deprel::aux_pass) be = true;
          break;
        }
        case Deprel::advmod: {
          const std::string_view l = t.lemma;
          if (any_of(l, {"not", "n't", "never", "nor", "neither", "hardly"})) m.negated = true;
          else if (l == "longer" || l == "long") {
            for (int k = ws_.tree.first(c); k >= 0; k = ws_.tree.next(k))
              if (token(k).lemma == "no") m.negated = true;
          } else if (any_of(l, {"possibly", "perhaps", "maybe", "potentially"})) m.possible = true;
          break;
        }
        case Deprel::det:
          if (t.lemma == "no" || t.lemma == "neither") m.negated = true;
          break;
        case Deprel::mark:
          if (any_of(t.lemma, {"if", "unless", "whether", "lest"})) m.conditional = true;
          else if (t.lemma == "without" || t.lemma == "rather" || t.lemma == "instead") m.negated = true;
          else if (t.lemma == "to") to = true;
          break;
        case Deprel::case_:
          if (t.lemma == "without" || t.lemma == "despite" || t.lemma == "rather" || t.lemma == "instead") m.negated |= t.lemma != "despite";
          break;
        case Deprel::nsubj:
        case Deprel::nsubj_pass:
        case Deprel::obj:
          for (int k = ws_.tree.first(c); k >= 0; k = ws_.tree.next(k))
            if (token(k).deprel == Deprel::det && token(k).lemma == "no") m.negated = true;
          if (any_of(t.lemma, {"none", "nobody", "nothing"})) m.negated = true;
          break;
        case Deprel::advcl:
          if (would)
            for (int k = ws_.tree.first(c); k >= 0; k = ws_.tree.next(k))
              if (token(k).deprel == Deprel::mark && (token(k).lemma == "if" || token(k).lemma == "unless")) m.possible = true;
          break;
        case Deprel::amod:
          if (is_nominal(self)) {
            if (any_of(t.lemma, {"planned", "plan", "upcoming", "forthcoming", "scheduled", "schedule", "future", "proposed", "propose", "next", "expected",
                                 "imminent", "intended"}))
              m.future = true;
            else if (any_of(t.lemma, {"possible", "potential", "hypothetical", "eventual", "threatened", "threaten", "feared", "likely", "any"}))
              m.possible = true;
            else if (any_of(t.lemma, {"cancelled", "canceled", "cancel", "failed", "fail", "attempted", "abortive", "averted"})) m.negated = true;
          }
          break;
        default: break;
      }
    }
    if (would) {
      if (have) m.perfect_conditional = true;
      else if (!m.possible) m.future = true;
    }
    if (to && be && self.morph.verb_form == Morph::VerbForm::infinitive) m.future = true;  // "is to visit"
    return m;
  }

  void apply(const Modality& m, Draft& d) const {
    if (m.future) {
      d.future = true;
      if (d.status == Status::happened) set_status(d, Status::planned, "future");
    }
    if (m.possible && d.status != Status::denied) set_status(d, Status::possible, "modal");
    if (m.must && d.status == Status::happened) set_status(d, Status::possible, "modal");
    if (m.conditional && d.status != Status::denied) set_status(d, Status::possible, "conditional");
    if (m.perfect_conditional) set_status(d, Status::possible, "counterfactual");
    if (m.negated) {
      if (d.status == Status::planned) d.future = true;
      set_status(d, Status::denied, "negation");
    }
  }

  static void set_status(Draft& d, Status s, std::string_view why) {
    d.status = s;
    d.why_status = why;
  }

  // --- Composition with governing words -----------------------------------------------------------------------------------

  void draft(std::size_t index) {
    const Candidate& c = ws_.candidates[index];
    Draft& d = drafts_[index];
    d.actors.clear();
    d.recipients.clear();
    d.asked = d.drop = d.suppressed = d.changed = d.mutual = d.future = d.explicit_actor = false;
    d.status = Status::happened;
    d.why_status = "indicative";
    d.outer = {};
    d.claim = d.speaker = d.told_by = -1;
    const LexiconRow& row = *c.row;
    d.act = &c_.ontology_.act(row.act);
    d.type = row.type;
    d.score = c.score;
    d.top = c.node;
    if (row.has_status != 0) set_status(d, row.status, "lexicon");
    find_roles(c, d);
    Modality own = modality(c.node);
    apply(own, d);
    int node = c.node;
    if (c.support >= 0) {
      const OuterEntry* e = outer_at(c.support, place_of_support(c));
      if (e != nullptr && !consumed_by(c.support, c.node, d)) {
        compose(*e, c.support, c.node, d);
        own = modality(c.support);
        apply(own, d);
      }
      if (d.drop) return;
      node = c.support;
      d.top = node;
    } else if (token(node).deprel == Deprel::nmod && token(node).head >= 0 && in_class(token(node).head, c_.quantity_) &&
               frames_.preposition(node) == slot::of_preposition("of")) {
      node = token(node).head;
    }
    climb(node, own, d);
  }

  [[nodiscard]] Slot place_of_support(const Candidate& c) const {
    int node = c.node;
    for (int steps = 0; steps < 3 && token(node).head != c.support && token(node).head >= 0; ++steps) node = token(node).head;
    return place_of(node);
  }

  // The governor is an act of its own whose row already speaks of this node.
  bool consumed_by(int governor, int node, Draft& d) const {
    const int at = ws_.candidate_at[static_cast<std::size_t>(governor)];
    if (at < 0) return false;
    const Candidate& g = ws_.candidates[static_cast<std::size_t>(at)];
    if (g.consumed != node || d.score > g.score) return false;
    if (!d.explicit_actor) d.drop = true;
    d.told_by = at;
    return true;
  }

  void climb(int node, Modality own, Draft& d) {
    for (int steps = 0; steps < kMaxGovernors; ++steps) {
      const Token& t = token(node);
      const int p = t.head;
      if (p < 0) return;
      const Token& g = token(p);
      if (t.deprel == Deprel::conj) {
        if (is_verbal(t) && is_verbal(g) && !own.own_auxiliary && ws_.tree.child(node, Deprel::nsubj) < 0) {
          Modality m = modality(p);
          if (!m.negated || !ws_.tree.sentence().tokens.empty()) m.negated = false;
          apply(m, d);
        }
        node = p;
        continue;
      }
      const Slot place = place_of(node);
      if (t.deprel == Deprel::advcl) {
        if (place == slot::of_preposition("to")) {  // purpose
          if (d.status == Status::happened && !outer_at(p, slot::xcomp)) set_status(d, Status::planned, "purpose");
        }
        const OuterEntry* e = outer_at(p, place == slot::of_preposition("to") ? slot::xcomp : place);
        if (e == nullptr) return;
      }
      const OuterEntry* e = outer_at(p, t.deprel == Deprel::advcl && place == slot::of_preposition("to") ? slot::xcomp : place);
      if (e == nullptr) {
        if (t.deprel == Deprel::xcomp && t.morph.verb_form == Morph::VerbForm::infinitive && d.status == Status::happened)
          set_status(d, Status::possible, "infinitive");
        if (t.deprel == Deprel::acl && place == slot::xcomp && d.status == Status::happened) set_status(d, Status::possible, "infinitive");
        const int at = ws_.candidate_at[static_cast<std::size_t>(p)];
        if (at >= 0) consumed_by(p, node, d);
        return;
      }
      if (consumed_by(p, node, d)) return;
      compose(*e, p, node, d);
      if (d.drop) return;
      d.top = p;
      if (e->effect != Effect::say && e->effect != Effect::claim && e->effect != Effect::background) {
        own = modality(p);
        apply(own, d);
      }
      if (e->effect == Effect::say && place == slot::ccomp) return;
      node = p;
    }
  }

  void compose(const OuterEntry& e, int p, int node, Draft& d) {
    // "go" plans only as "is going to"
    if (e.effect == Effect::happen && token(p).lemma == "go" && token(p).form == "going" && token(node).morph.verb_form == Morph::VerbForm::infinitive) {
      d.future = true;
      if (d.status == Status::happened) set_status(d, Status::planned, "going to");
      return;
    }
    const Composition* comp = lexicon_.compose(e.effect, d.act->code_text(), d.type);
    if (comp == nullptr) return;
    if (comp->act[0] == '-') {
      d.drop = true;
      return;
    }
    note_outer(p, d);
    std::vector<Party> who;
    Frame& f = ws_.scratch;
    outer_subject(p, f, who);
    const bool changed = comp->act[0] != '=';
    const bool asks = e.effect == Effect::demand || e.effect == Effect::appeal;
    if (changed) {
      const Act* act = c_.ontology_.find(comp->act);
      if (act == nullptr) return;
      const Act* before = d.act;
      const EventType before_type = d.type;
      d.act = act;
      d.type = act->type;
      d.changed = true;
      d.speaker = p;
      if (comp->keep_status != 0) set_status(d, Status::happened, "outer");
      d.future = false;
      std::vector<Party> others = d.recipients;
      if (asks) {
        d.asked = true;
        d.asked_act = before;
        d.asked_type = before_type;
        d.asked_actors = d.actors;
        d.asked_recipients = d.recipients;
        d.recipients.clear();
        for (const Slot s :
             {slot::obj, slot::iobj, slot::of_preposition("on"), slot::of_preposition("to"), slot::of_preposition("from"), slot::of_preposition("upon")})
          if (!holds(f, s, node) && gather(f, s, d.recipients)) break;
        if (d.recipients.empty()) d.recipients = d.actors;
        remove_parties(d.recipients, who);
        if (d.recipients.empty()) d.recipients = others;
        remove_parties(d.recipients, who);
        d.actors = who;
        d.mutual = false;
        if (d.asked_actors.empty()) d.asked_actors = d.recipients;
      } else {
        if (!who.empty()) {
          std::vector<Party> inner = d.actors;
          remove_parties(inner, who);
          remove_parties(others, who);
          d.actors = who;
          d.recipients = others.empty() ? inner : others;
          if (d.mutual && e.effect != Effect::refuse && d.recipients.empty() && who.size() > 1) d.mutual = true;
          else d.mutual = false;
        } else if (e.effect == Effect::refuse || e.effect == Effect::threaten || e.effect == Effect::agree || e.effect == Effect::vow) {
          // "a promise to help", "the refusal of talks": without a subject the inner actor stays
        }
      }
    } else {
      const bool own_subject = is_verbal(token(node)) && (ws_.tree.child(node, Deprel::nsubj) >= 0 || ws_.tree.child(node, Deprel::nsubj_pass) >= 0);
      if (e.object_control && !own_subject) {
        std::vector<Party> object;
        gather(f, slot::obj, object);
        if (!object.empty() && is_verbal(token(p))) {
          if (frames_.is_passive(node) && is_verbal(token(node))) {
            d.recipients = object;
          } else {
            d.actors = object;
            remove_parties(d.recipients, object);
          }
        }
      } else if (d.actors.empty() && !who.empty()) {
        if (e.effect == Effect::undergo) {
          d.recipients = who;
        } else if (e.effect != Effect::say && e.effect != Effect::claim && e.effect != Effect::fear && e.effect != Effect::deny &&
                   e.effect != Effect::background) {
          d.actors = who;
          remove_parties(d.recipients, who);
        } else if (token(node).deprel == Deprel::xcomp || e.effect == Effect::deny || (e.effect == Effect::say && place_of(node) == slot::obj)) {
          d.actors = who;
        }
      } else if (d.mutual && !who.empty() && is_nominal(token(node)) &&
                 (e.effect == Effect::happen || e.effect == Effect::begin || e.effect == Effect::plan || e.effect == Effect::resume)) {
        for (const Party& q : who) add_party(d.actors, q);
      }
      if (comp->keep_status == 0 && !(d.status == Status::denied && comp->status != Status::denied)) {
        if (comp->status == Status::planned) d.future = true;
        set_status(d, comp->status, name(e.effect));
      } else if (comp->keep_status == 0 && d.status == Status::denied && comp->status == Status::planned) {
        d.future = true;
      }
    }
    if (e.effect == Effect::claim) d.claim = p;
    const bool transparent = e.effect == Effect::say || e.effect == Effect::claim || e.effect == Effect::fear || e.effect == Effect::deny ||
                             e.effect == Effect::background || (e.effect == Effect::accept && !changed);
    if (!transparent) {
      const int at = ws_.candidate_at[static_cast<std::size_t>(p)];
      if (at >= 0) suppress_.push_back(at);
    }
  }

  static bool holds(const Frame& f, Slot s, int node) {
    for (const Argument& a : f.arguments)
      if (a.slot == s && a.node == node) return true;
    return false;
  }

  void note_outer(int p, Draft& d) const {
    std::string s(d.outer);
    if (!s.empty()) s += ", ";
    s += token(p).form;
    d.outer = ws_.arena.copy(s);
  }

  // --- Reports ------------------------------------------------------------------------------------------------------------

  void emit(std::size_t index) {
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
    if (d.actors.empty() && !stands_alone(c, d)) return;
    const EventType type = c_.ontology_.type_of(scheme_, *d.act, d.type, d.status, d.future);
    if (type == EventType::none) return;
    Report r;
    r.sentence = number_;
    r.sentence_span = sentence_.span;
    r.text = text_.substr(sentence_.span.begin, sentence_.span.end - sentence_.span.begin);
    r.act = d.act;
    r.type = type;
    const bool own_words = !d.changed;
    r.modes = own_words && c.row->modes.size > 0 ? lexicon_.text(c.row->modes) : type == d.act->type ? c_.ontology_.text(d.act->modes) : std::string_view();
    r.contexts = own_words && c.row->contexts.size > 0 ? lexicon_.text(c.row->contexts) : c_.ontology_.text(d.act->contexts);
    const int trigger = d.changed ? d.speaker : c.node;
    r.trigger = quoted(trigger_span(trigger, c));
    r.actors = d.actors;
    r.recipients = d.recipients;
    r.mutual = d.mutual;
    r.status = d.status;
    find_date(c, d, r);
    find_place(c, d, r);
    find_attribution(c, d, r);
    find_hedge(c, d, r);
    find_loaded(c, r);
    r.confidence = confidence(c, d, r);
    std::string entry(lexicon_.text(c.row->file));
    entry += ':';
    entry += std::to_string(c.row->line);
    r.why.entry = ws_.arena.copy(entry);
    r.why.outer = d.outer;
    r.why.status = d.why_status;
    const bool asked = d.asked && !d.asked_actors.empty() && c.row->pos == TriggerPos::verb;
    if (asked) {
      Report inner = r;
      inner.act = d.asked_act;
      inner.type = c_.ontology_.type_of(scheme_, *d.asked_act, d.asked_type, Status::possible, true);
      inner.modes = c_.ontology_.text(inner.act->modes);
      inner.contexts = c_.ontology_.text(inner.act->contexts);
      inner.trigger = quoted(trigger_span(c.node, c));
      inner.actors = d.asked_actors;
      inner.recipients = d.asked_recipients;
      remove_parties(inner.recipients, inner.actors);
      inner.mutual = c.row->mutual != 0;
      inner.status = Status::possible;
      inner.why.status = "asked for";
      inner.confidence = r.confidence * 0.6F;
      out_.push_back(std::move(r));
      if (inner.type != EventType::none) out_.push_back(std::move(inner));
      return;
    }
    out_.push_back(std::move(r));
  }

  // Whether an act without an agent is worth a report: somebody suffered it, or a noun that can only be an act names it.
  [[nodiscard]] bool stands_alone(const Candidate& c, const Draft& d) const {
    if (d.changed || token(c.node).deprel == Deprel::amod) return false;
    if (c.row->pos == TriggerPos::verb) return !d.recipients.empty() && c.frame.passive;
    if (c.row->pos != TriggerPos::noun) return false;
    if (c.support >= 0) return !d.recipients.empty();
    const bool violent = d.type == EventType::ASSAULT || d.type == EventType::PROTEST;
    return violent && c.row->mutual == 0 &&
           (token(c.node).deprel == Deprel::nsubj || token(c.node).deprel == Deprel::obj || token(c.node).deprel == Deprel::nsubj_pass ||
            !d.recipients.empty());
  }

  // "After talks with Lavrov, Kerry said ...": the clause's subject takes part in the talks.
  void borrow_actor(const Candidate& c, Draft& d) const {
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
    for (const int s : subjects) gather_node(s, d.actors);
    remove_parties(d.recipients, d.actors);
  }

  [[nodiscard]] Quoted quoted(Span span) const { return {span, text_.substr(span.begin, span.end - span.begin)}; }

  // The trigger with its particle, or the fixed phrase when its words stand together.
  [[nodiscard]] Span trigger_span(int node, const Candidate& c) const {
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

  // A time expression in the act's clause: the nearest that hangs below the trigger or a word composed with it.
  void find_date(const Candidate& c, const Draft& d, Report& r) const {
    const TimeExpression* best = nullptr;
    int best_rank = 100;
    for (const TimeExpression& e : ws_.times) {
      int node = e.head;
      for (int below = 0; below < 5; ++below) {
        node = token(node).head;
        if (node < 0) break;
        int rank = -1, up = c.node;
        for (int above = 0; above < 6 && up >= 0; ++above) {
          if (up == node) {
            rank = above;
            break;
          }
          const Deprel rel = token(up).deprel;
          if (up != c.node && (rel == Deprel::acl_relcl || rel == Deprel::parataxis)) break;
          up = token(up).head;
        }
        if (rank < 0) continue;
        // The cue's own time ("said on Monday") is not the act's, but better than none only for past statements
        const bool cue = rank > 0 && in_class(node, c_.cue_) && node != d.top;
        const int total = rank * 3 + below * 2 + (cue ? 20 : 0);
        if (!cue && total < best_rank) {
          best_rank = total;
          best = &e;
        }
        break;
      }
    }
    if (best == nullptr) return;
    const bool future = d.status == Status::planned || d.future || d.type == EventType::AGREE || d.type == EventType::REQUEST || d.type == EventType::THREATEN;
    const std::optional<DayRange> days = resolve_time(*best, published_, future);
    if (!days) return;
    r.date.days = *days;
    r.date.precision = best->precision;
    int begin = best->begin;
    if (begin > 0 && any_of(token(begin - 1).lemma, {"on", "in", "since", "during", "by", "until", "before", "after", "for"})) --begin;
    r.date.span = {token(begin).span.begin, token(best->end - 1).span.end};
    r.date.text = text_.substr(r.date.span.begin, r.date.span.end - r.date.span.begin);
  }

  void find_place(const Candidate& c, const Draft& d, Report& r) const {
    r.place_reason = "the clause names no place";
    for (int round = 0, node = c.node; round < 3 && node >= 0; ++round) {
      if (place_below(node, r, 0)) return;
      if (node == d.top) break;
      node = token(node).head;
    }
  }

  bool place_below(int node, Report& r, int depth) const {
    for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
      const Token& t = token(k);
      if (t.deprel == Deprel::obj || t.deprel == Deprel::nsubj_pass) {
        if (depth == 0 && place_below(k, r, 1)) return true;
        continue;
      }
      if (t.deprel != Deprel::obl && t.deprel != Deprel::nmod) continue;
      bool locative = false;
      for (int j = ws_.tree.first(k); j >= 0; j = ws_.tree.next(j))
        if (token(j).deprel == Deprel::case_)
          locative |= any_of(token(j).lemma, {"in", "at", "near", "outside", "inside", "across", "throughout", "around", "off", "into", "to", "from"});
      if (!locative) continue;
      const PhraseRange range = noun_phrase(ws_.tree, k);
      for (int j = range.begin; j <= range.end; ++j) {
        const int at = ws_.resolver.entity_at[static_cast<std::size_t>(j)];
        if (at < 0) continue;
        const Mention& m = ws_.resolver.mentions[static_cast<std::size_t>(at)];
        const ActorEntry& e = *m.entry;
        if (e.organisation != 0 || e.country.size == 0) continue;
        const bool city = e.kind == ActorKind::capital || e.kind == ActorKind::city;
        if (!city && e.kind != ActorKind::name && e.kind != ActorKind::alias && e.kind != ActorKind::abbreviation && e.kind != ActorKind::historical) continue;
        if (!city && c_.actors_.text(e.sector).size() == 3 && c_.actors_.text(e.id).size() != 3) continue;
        r.place.span = {token(m.begin).span.begin, token(m.end - 1).span.end};
        r.place.text = text_.substr(r.place.span.begin, r.place.span.end - r.place.span.begin);
        r.place.name = city ? c_.actors_.text(e.surface) : c_.actors_.text(e.name);
        r.place.country = c_.actors_.text(e.country);
        r.place.precision = city ? "city" : "country";
        return true;
      }
    }
    return false;
  }

  void find_attribution(const Candidate& c, const Draft& d, Report& r) const {
    (void)d;
    int node = c.node;
    for (int steps = 0; steps < 14 && node >= 0; ++steps) {
      for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
        const Token& t = token(k);
        if (t.deprel == Deprel::parataxis && is_verbal(t) && in_class(k, c_.cue_) && attribute(k, r)) return;
        if ((t.deprel == Deprel::obl || t.deprel == Deprel::nmod || t.deprel == Deprel::advmod || t.deprel == Deprel::advcl) && steps < 8)
          for (int j = ws_.tree.first(k); j >= 0; j = ws_.tree.next(j))
            if (token(j).lemma == "according" || token(j).lemma == "accord") {
              set_source(k, r);
              r.attribution.cue = quoted({token(j).span.begin, token(j).span.end});
              return;
            }
      }
      const Token& t = token(node);
      const int p = t.head;
      if (p < 0) return;
      if ((t.deprel == Deprel::ccomp || t.deprel == Deprel::parataxis) && is_verbal(token(p)) && in_class(p, c_.cue_)) {
        const bool deny = token(p).lemma == "deny";
        (void)deny;
        if (attribute(p, r)) return;
      }
      if (t.deprel == Deprel::xcomp && is_verbal(token(p)) && frames_.is_passive(p) &&
          any_of(token(p).lemma, {"say", "report", "believe", "allege", "claim"})) {
        r.attribution.kind = Attribution::Kind::anonymous;
        r.attribution.cue = quoted(token(p).span);
        return;
      }
      node = p;
    }
  }

  bool attribute(int cue, Report& r) const {
    std::vector<int> subjects;
    frames_.surface_subject(cue, subjects);
    if (frames_.is_passive(cue)) {
      if (token(cue).deprel == Deprel::conj) return false;
      r.attribution.kind = Attribution::Kind::anonymous;
      r.attribution.cue = quoted(token(cue).span);
      return true;
    }
    if (subjects.empty()) return false;
    set_source(subjects.front(), r);
    r.attribution.cue = quoted(token(cue).span);
    return true;
  }

  void set_source(int node, Report& r) const {
    const PhraseRange range = noun_phrase(ws_.tree, node);
    r.attribution.source = quoted({token(range.begin).span.begin, token(range.end).span.end});
    bool named = token(node).upos == Upos::PROPN;
    if (!named && !in_class(node, c_.anonymous_)) {
      const ResolvedParty& p = party(node);
      named = p.kind == PartyKind::entity || (p.kind == PartyKind::role && !p.party.id.empty()) || (p.kind == PartyKind::pronoun && !p.party.id.empty());
    }
    if (!named)
      for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k))
        if ((token(k).deprel == Deprel::appos || token(k).deprel == Deprel::flat) && token(k).upos == Upos::PROPN) named = true;
    if (token(node).upos == Upos::PRON && any_of(token(node).lemma, {"he", "she", "it"})) named = true;
    r.attribution.kind = named ? Attribution::Kind::named : Attribution::Kind::anonymous;
  }

  void find_hedge(const Candidate& c, const Draft& d, Report& r) const {
    int node = c.node;
    for (int steps = 0; steps < 5 && node >= 0; ++steps) {
      for (int k = ws_.tree.first(node); k >= 0; k = ws_.tree.next(k)) {
        const Token& t = token(k);
        if ((t.deprel == Deprel::advmod || t.deprel == Deprel::amod) && in_class(k, c_.hedge_)) {
          r.hedge = quoted(t.span);
          return;
        }
      }
      const Token& t = token(node);
      if (t.deprel != Deprel::xcomp && t.deprel != Deprel::advcl && t.deprel != Deprel::acl && t.deprel != Deprel::ccomp && t.deprel != Deprel::obj &&
          t.deprel != Deprel::nsubj_pass && node == d.top)
        break;
      node = t.head;
      if (node >= 0 && in_class(node, c_.hedge_)) {
        r.hedge = quoted(token(node).span);
        return;
      }
    }
    if (d.claim >= 0 && token(d.claim).deprel != Deprel::amod) r.hedge = quoted(token(d.claim).span);
  }

  void find_loaded(const Candidate& c, Report& r) const {
    // The clause: from the trigger up to the word that heads it
    int top = c.node;
    for (int steps = 0; steps < 6; ++steps) {
      const Token& t = token(top);
      if (t.head < 0 ||
          (is_verbal(t) && (t.deprel == Deprel::ccomp || t.deprel == Deprel::advcl || t.deprel == Deprel::acl_relcl || t.deprel == Deprel::parataxis)))
        break;
      top = t.head;
    }
    for (int i = 0; i < ws_.tree.size(); ++i)
      if (in_class(i, c_.loaded_) && ws_.tree.is_descendant(i, top)) r.loaded.push_back(token(i).form);
  }

  [[nodiscard]] float confidence(const Candidate& c, const Draft& d, const Report& r) const {
    float v = 0.55F;
    if (c.score >= 6) v += 0.12F;
    if (!r.actors.empty() && !r.actors.front().id.empty()) v += 0.1F;
    if (!r.recipients.empty() || r.mutual) v += 0.07F;
    if (c.row->pos == TriggerPos::noun && c.support < 0) v -= 0.08F;
    if (r.actors.empty()) v -= 0.2F;
    if (d.changed) v -= 0.03F;
    if (r.status == Status::possible) v -= 0.1F;
    return std::clamp(v, 0.05F, 0.95F);
  }

  // The same act told twice by one sentence's words ("launched an attack" by verb and noun).
  void drop_doubles(std::size_t from) {
    for (std::size_t i = from; i < out_.size(); ++i)
      for (std::size_t j = i + 1; j < out_.size();) {
        const bool same = out_[i].trigger.span == out_[j].trigger.span && out_[i].type == out_[j].type;
        if (same) out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(j));
        else ++j;
      }
  }

  // --- "X said Y must act": a demand by X ------------------------------------------------------------------------------------

  void told_duties() {
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
      Report r;
      r.sentence = number_;
      r.sentence_span = sentence_.span;
      r.text = text_.substr(sentence_.span.begin, sentence_.span.end - sentence_.span.begin);
      r.act = act;
      r.type = type;
      r.modes = c_.ontology_.text(act->modes);
      r.contexts = c_.ontology_.text(act->contexts);
      r.trigger = quoted(aux.span);
      r.actors = speaker;
      r.recipients = bound;
      r.place_reason = "the clause names no place";
      r.attribution.kind = Attribution::Kind::author;
      r.confidence = 0.5F;
      r.why.entry = "must";
      r.why.status = "modal";
      out_.push_back(std::move(r));
    }
  }

  // --- Acts named before: "They are scheduled to begin on January 25." -----------------------------------------------------

  void resumed_noun() {
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
      Modality own = modality(v);
      apply(own, d);
      climb(v, own, d);
      if (d.actors.empty() || d.drop) continue;
      Candidate& c = next_candidate();
      c.node = v;
      c.row = ws_.last_noun.row;
      c.score = 0;
      c.support = -1;
      const EventType type = c_.ontology_.type_of(scheme_, *d.act, d.type, d.status, d.future);
      if (type == EventType::none) continue;
      Report r;
      r.sentence = number_;
      r.sentence_span = sentence_.span;
      r.text = text_.substr(sentence_.span.begin, sentence_.span.end - sentence_.span.begin);
      r.act = d.act;
      r.type = type;
      r.modes = c_.ontology_.text(d.act->modes);
      r.contexts = c_.ontology_.text(d.act->contexts);
      r.trigger = quoted(token(v).span);
      r.actors = d.actors;
      r.mutual = d.mutual;
      r.status = d.status;
      find_date(c, d, r);
      find_place(c, d, r);
      find_attribution(c, d, r);
      r.confidence = 0.5F;
      std::string entry(lexicon_.text(c.row->file));
      entry += ':' + std::to_string(c.row->line);
      r.why.entry = ws_.arena.copy(entry);
      r.why.outer = "said of the act named before";
      r.why.status = d.why_status;
      out_.push_back(std::move(r));
      return;
    }
  }

  void remember_noun() {
    for (std::size_t i = 0; i < ws_.candidate_count; ++i) {
      const Candidate& c = ws_.candidates[i];
      if (c.row->pos != TriggerPos::noun || !in_class(c.node, c_.meeting_)) continue;
      Draft& d = drafts_[i];
      if (d.actors.empty()) continue;
      ws_.last_noun.row = c.row;
      ws_.last_noun.parties = d.actors;
      for (const Party& p : d.recipients) add_party(ws_.last_noun.parties, p);
      ws_.last_noun.sentence = number_;
    }
  }

  const Coder& c_;
  const Lexicon& lexicon_;
  const Sentence& sentence_;
  int number_;
  std::string_view text_;
  std::optional<std::int32_t> published_;
  int scheme_;
  CoderWorkspace& ws_;
  std::vector<Report>& out_;
  FrameBuilder frames_;
  std::vector<Draft> drafts_;
  std::vector<int> suppress_;
};

void Coder::code(const Sentence& sentence, int number, std::string_view text, std::optional<std::int32_t> published, int scheme, CoderWorkspace& ws,
                 std::vector<Report>& out) const {
  SentenceCoder(*this, sentence, number, text, published, scheme, ws, out).run();
}

}  // namespace detente
