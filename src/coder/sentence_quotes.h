// SentenceQuotes: the attributions whose cue stands in one sentence; lives for that long. A part of QuoteFinder.
#pragma once
#include <string_view>

#include "coder/quotes.h"

namespace detente {

// Tokens [begin, end] of a phrase; begin > end when there is none.
struct TokenRange {
  int begin = 0, end = -1;
  [[nodiscard]] bool empty() const { return begin > end; }
  [[nodiscard]] bool holds(int i) const { return begin <= i && i <= end; }
};

class SentenceQuotes {
 public:
  SentenceQuotes(const QuoteFinder& finder, const Sentence& sentence, int number, std::string_view text, QuoteWorkspace& ws)
      : finder_(finder), sentence_(sentence), number_(number), text_(text), ws_(ws) {}

  void run();

 private:
  // What one cue has gathered so far.
  struct Draft {
    FoundQuote quote;
    TokenRange source, content[3];
    int contents = 0;
    int source_head = -1;
    void add(TokenRange r) {
      if (!r.empty() && contents < 3) content[contents++] = r;
    }
  };

  [[nodiscard]] const Token& token(int i) const { return ws_.tree.token(i); }
  [[nodiscard]] int size() const { return ws_.tree.tree.size(); }
  [[nodiscard]] TokenRange below(int i) const { return {ws_.tree.low[static_cast<std::size_t>(i)], ws_.tree.high[static_cast<std::size_t>(i)]}; }
  [[nodiscard]] int child(int head, Deprel deprel) const { return ws_.tree.tree.child(head, deprel); }
  [[nodiscard]] bool has_cue() const;
  [[nodiscard]] const CueEntry* entry(int i) const;

  void try_verb(int v, const CueEntry& e);
  bool asked_first(int v, const CueEntry& e, Draft& d) const;
  void try_noun(int n, const CueEntry& e);
  void try_adjective(int a, const CueEntry& e);
  void try_according(int i);
  void try_colon();

  // Contents (cue_arguments.cc)
  struct Complements {
    int clause = -1, clausal_subject = -1, open = -1, object = -1;
    bool expletive = false;
  };
  [[nodiscard]] Complements complements(int v, const CueEntry& e) const;
  bool open_content(int v, const CueEntry& e, const Complements& c, Draft& d) const;
  void take(TokenRange r, std::uint16_t where, Draft& d) const;
  void verb_content(int v, const CueEntry& e, Draft& d) const;
  void passive_content(int v, const CueEntry& e, Draft& d) const;
  bool clause_above(int v, const CueEntry& e, Draft& d) const;
  // What stands under one of the entry's prepositions below `head`, without the preposition.
  [[nodiscard]] TokenRange under_preposition(int head, const CueEntry& e, int after) const;
  void without(TokenRange whole, TokenRange out, Draft& d) const;
  [[nodiscard]] TokenRange beside(int v, int clause) const;
  [[nodiscard]] TokenRange before_next_cue(int clause, TokenRange r) const;
  [[nodiscard]] TokenRange from_front(int v, TokenRange r) const;
  [[nodiscard]] TokenRange extend(int v, TokenRange r) const;
  bool loose_clause(int v, const CueEntry& e, Draft& d) const;
  bool misread_clause(int v, Draft& d) const;
  void speech_tag(int v, Draft& d) const;
  [[nodiscard]] int adjacent_nominal(int v) const;
  [[nodiscard]] bool infinitive(int i) const;
  [[nodiscard]] std::string_view marker(int i) const;

  // Sources (cue_arguments.cc)
  void verb_source(int v, Draft& d) const;
  void noun_source(int n, const CueEntry& e, Draft& d) const;
  void agent_source(int v, Draft& d) const;
  void set_source(int head, Draft& d) const;
  [[nodiscard]] int subject(int v, int depth = 0) const;
  [[nodiscard]] bool passive(int v) const;
  [[nodiscard]] SourceKind source_kind(int head) const;
  void remember_source(int head, SourceKind kind) const;

  void finish(int cue, Draft& d);
  [[nodiscard]] TokenRange cue_range(int i) const;
  [[nodiscard]] TokenRange trim(TokenRange r) const;
  [[nodiscard]] Span bytes(TokenRange r) const { return {token(r.begin).span.begin, token(r.end).span.end}; }

  const QuoteFinder& finder_;
  const Sentence& sentence_;
  int number_;
  std::string_view text_;
  QuoteWorkspace& ws_;
};

// Appends a stretch to a quote's content.
void add_part(FoundQuote& quote, Span span, QuoteWorkspace& ws);

}  // namespace detente
