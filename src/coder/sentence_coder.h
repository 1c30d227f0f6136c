// SentenceCoder: codes one sentence and lives for that long. Candidates are found (candidates.cc), get their roles (roles.cc), climb
// their governors (composition.cc), and become reports (reports.cc) with date, place and source (circumstances.cc).
#pragma once
#include <initializer_list>
#include <string_view>
#include <vector>

#include "coder/coder.h"

namespace detente {

inline bool is_nominal(const Token& t) { return t.upos == Upos::NOUN || t.upos == Upos::PROPN; }
[[nodiscard]] bool any_of(std::string_view s, std::initializer_list<std::string_view> list);
// Takes the parties of `which` out of `from`, by words or by identity.
void remove_parties(std::vector<Party>& from, const std::vector<Party>& which);
// Adds a party unless it is there already or the list is full.
void add_party(std::vector<Party>& to, const Party& p);

class SentenceCoder {
 public:
  SentenceCoder(const Coder& coder, const Sentence& sentence, int number, std::string_view text, int scheme, CoderWorkspace& ws, std::vector<Report>& out)
      : c_(coder),
        lexicon_(coder.lexicon_),
        sentence_(sentence),
        number_(number),
        text_(text),
        scheme_(scheme),
        ws_(ws),
        out_(out),
        frames_(ws.tree, ws.words, coder.quantity_, number == 0),
        status_(ws.tree, ws.words, coder.lexicon_, frames_) {}

  void run();

 private:
  struct Draft {
    bool drop = false;
    bool suppressed = false;  // an inner act composed with this word says it better
    const Act* act = nullptr;
    EventType type = EventType::none;
    bool changed = false;  // the act is a composed one
    bool mutual = false;
    bool future = false;
    bool asked_for = false;  // named by a verb that asks for it
    bool hit_place = false;  // an argument told the place that was hit, not a side
    Status status = Status::happened;
    float certainty = 3;
    std::string_view why_status = "indicative";
    std::vector<Party> actors, recipients;
    bool explicit_actor = false;  // named by the trigger's own arguments
    int top = -1;                 // highest governor composed with
    int speaker = -1;             // the governor that made the act another one
    int standing = -1;            // the governor whose standing is the act's, -1 the trigger's own
    std::string_view outer;
    int outer_words = 0;
    int told_by = -1;  // candidate whose row already speaks of this noun
    int claim = -1;    // a governor that only claims ("accused of", "believed to")
    int score = 0;
    // What a demand or appeal asks for is a possible act of its own
    bool asked = false;
    const Act* asked_act = nullptr;
    EventType asked_type = EventType::none;
    std::vector<Party> asked_actors, asked_recipients;
  };

  [[nodiscard]] const Token& token(int i) const { return ws_.tree.token(i); }
  [[nodiscard]] bool in_class(int i, std::uint64_t mask) const { return (ws_.words.classes(i) & mask) != 0; }

  // Candidates

  void find_candidates();

  Candidate& next_candidate();

  void try_rows(int i, TriggerPos pos);

  // Specificity of the match, -1 when the row does not fit.
  int match(const LexiconRow& row, const Candidate& c, int& consumed, int& particle_object) const;

  // A further word of the trigger, at most two steps below the head or right beside it.
  [[nodiscard]] int find_word(int node, std::uint64_t hash) const;

  // Whether a node stands in a temporal expression.
  [[nodiscard]] bool in_time(int node) const;

  [[nodiscard]] int fits(const Condition& condition, int node) const;

  [[nodiscard]] const ResolvedParty& party(int node) const { return c_.resolver_.resolve(node, ws_.tree, text_, ws_.context, ws_.resolver); }

  // Support verbs

  // The place of a node under its head, as outer.tsv and support_verbs.tsv name it.
  [[nodiscard]] Slot place_of(int node) const;

  [[nodiscard]] const OuterEntry* outer_at(int head, Slot place, bool as_support = false) const;

  // An event noun that is the object of a support verb takes that verb's subject and prepositions.
  void find_support(int n, Candidate& c);

  // Parties

  // The name in the same sentence that a pronoun takes up: the subject of a clause above ("the rebels said they would leave").
  [[nodiscard]] int antecedent(int node) const;

  void gather_node(int node, std::vector<Party>& out) const;
  void gather_shared_role(int node, const Party& first, std::vector<Party>& out) const;
  void gather_speaker(int node, std::vector<Party>& out) const;

  bool gather(const Frame& frame, Slot s, std::vector<Party>& out) const;

  void find_roles(const Candidate& c, Draft& d) const;

  void find_counterpart(int top, Draft& d) const;
  void agent_of_means(const Candidate& c, Draft& d) const;

  // For schemes that take things as recipients: the things, acts and places that the act is about, nearest first.
  static constexpr std::size_t kMaxThings = 4;
  void find_things(const Candidate& c, Draft& d) const;
  void things_of_frame(const Frame& f, const Candidate& c, Draft& d, int depth) const;
  [[nodiscard]] bool may_be_thing(int node, const Candidate& c, const Draft& d) const;
  void take_thing(int node, Draft& d) const;
  void find_place_actor(const Candidate& c, Draft& d) const;

  // Who does what an outer word says: its subject, or the agent, owner or modifier of a noun.
  void outer_subject(int p, Frame& f, std::vector<Party>& out) const;

  // Who an `involve` word says took part.
  void involved(int p, Frame& f, std::vector<Party>& out) const;

  // Status

  // The draft's status from the standing of its act's word: the trigger, or the outer word that made the act another one.
  void settle(int node, Draft& d) const;

  // Composition with governing words

  void draft(std::size_t index);

  [[nodiscard]] Slot place_of_support(const Candidate& c) const;

  // The governor is an act of its own whose row already speaks of this node.
  bool consumed_by(int governor, int node, Draft& d) const;

  void climb(int node, Draft& d);

  void compose(const OuterEntry& e, int p, int node, Draft& d);

  static bool holds(const Frame& f, Slot s, int node);

  void note_outer(int p, Draft& d) const;

  // Reports

  [[nodiscard]] Report start_report(const Act& act, EventType type) const;
  void emit(std::size_t index);

  // Whether an act without an agent is worth a report: somebody suffered it, or a noun that can only be an act names it.
  [[nodiscard]] bool stands_alone(const Candidate& c, const Draft& d) const;
  bool become_announcement(const Candidate& c, Draft& d) const;
  [[nodiscard]] bool announces_meeting(const Candidate& c, const Draft& d) const;

  // "After talks with Lavrov, Kerry said ...": the clause's subject takes part in the talks.
  void borrow_actor(const Candidate& c, Draft& d) const;

  [[nodiscard]] Quoted quoted(Span span) const { return {span, text_.substr(span.begin, span.end - span.begin)}; }

  // The trigger with its particle, or the fixed phrase when its words stand together.
  // The words from the trigger up to the root, for --explain.
  [[nodiscard]] std::string_view tree_path(int node) const;

  [[nodiscard]] Span trigger_span(int node, const Candidate& c) const;

  // A time expression in the act's clause: the nearest that hangs below the trigger or a word composed with it.
  void find_date(const Candidate& c, const Draft& d, Report& r) const;
  void date_act(int act, const Candidate& c, Status status, bool to_come, Report& r) const;
  [[nodiscard]] int date_rank(const TimeExpression& e, int act, const Candidate& c, bool happened) const;
  [[nodiscard]] bool date_stops_at(int node, int governor, const Candidate& c, bool happened) const;

  void find_place(const Candidate& c, const Draft& d, Report& r) const;

  // The event's place (event_place.cc): a phrase that says where, in the act's own clause.
  [[nodiscard]] int part_of(int node) const;
  bool place_below(int node, Report& r, int depth) const;
  bool place_in_phrase(int head, Report& r) const;
  [[nodiscard]] bool is_locative(int phrase, const Report& r, bool nominal) const;
  [[nodiscard]] const PlaceMention* place_at(int i) const;
  [[nodiscard]] std::uint32_t place_classes(int i) const;
  bool set_place(const PlaceMention& m, Report& r) const;
  [[nodiscard]] bool tells_more(int phrase) const;
  bool named_venue(int node, Report& r) const;
  void unnamed_place(int head, Report& r) const;

  [[nodiscard]] const FoundQuote* told_by(Span span) const;

  void find_attribution(const Candidate& c, Span trigger, Report& r) const;

  void set_attribution(const FoundQuote& q, Report& r) const;

  void find_hedge(const Candidate& c, const Draft& d, Report& r) const;

  void set_hedge(int node, Report& r) const;

  [[nodiscard]] std::string_view whole_word(int i) const;

  void find_loaded(const Candidate& c, Report& r) const;

  // What speaks for and against the report, and the confidence that follows.
  [[nodiscard]] Evidence evidence(const Candidate& c, const Draft& d, const Report& r) const;
  void confide(const Evidence& evidence, Report& r) const;
  [[nodiscard]] int clause_of(int node) const;

  [[nodiscard]] bool quotes_hold(Span span) const;

  // The same act told twice by one sentence's words ("launched an attack" by verb and noun).
  void drop_doubles(std::size_t from);

  // "X said Y must act": a demand by X

  void told_duties();

  // Acts named before: "They are scheduled to begin on January 25."

  void resumed_noun();

  void remember_noun();

  const Coder& c_;
  const Lexicon& lexicon_;
  const Sentence& sentence_;
  int number_;
  std::string_view text_;
  int scheme_;
  CoderWorkspace& ws_;
  std::vector<Report>& out_;
  FrameBuilder frames_;
  StatusReader status_;
  std::vector<Draft> drafts_;
  std::vector<int> suppress_;
};

}  // namespace detente
