// The coder: from parsed sentences to Reports. Finds acts by the lexicon, composes them with the words that govern them, and
// tells roles, status, attribution, date and place of each. Constant after construction; one CoderWorkspace per thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "actors/resolver.h"
#include "coder/frame.h"
#include "coder/lexicon.h"
#include "coder/quotes.h"
#include "coder/status.h"
#include "coder/words.h"
#include "event/ontology.h"
#include "event/report.h"
#include "places/places.h"
#include "text/tree_view.h"
#include "times/times.h"
#include "util/arena.h"

namespace detente {

// An act found at a word, before composition.
struct Candidate {
  int node = -1;
  const LexiconRow* row = nullptr;
  int score = 0;
  int consumed = -1;  // a node whose word satisfied one of the row's conditions by name or class
  Frame frame;
  int support = -1;          // the support verb that lends its arguments
  bool undergo = false;      // its subject is the recipient
  int particle_object = -1;  // what stands under a preposition that belongs to the trigger ("cordoned off the port")
};

struct CoderWorkspace {
  TreeView tree;
  SentenceWords words;
  ActorContext context;
  ResolverWorkspace resolver;
  std::vector<TimeExpression> times;
  std::vector<PlaceMention> places;  // of the document, in order
  TimeContext time_context;
  std::vector<Candidate> candidates;
  std::size_t candidate_count = 0;
  std::vector<std::int16_t> candidate_at;  // per token, -1 none
  Frame scratch;
  QuoteWorkspace quotes;  // the attributions of the document, found before its sentences are coded
  std::vector<int> nodes;
  Arena arena;
  // The last act named by a noun, for "they are to begin on Monday"
  struct {
    const LexiconRow* row = nullptr;
    std::vector<Party> parties;
    int sentence = -10;
  } last_noun;
};

class Coder {
 public:
  Coder(const Lexicon& lexicon, const ActorDictionary& actors, const Gazetteer& gazetteer, const Ontology& ontology);

  // Forgets the document before. `text` is the document's text, `published` its day.
  void begin_document(std::string_view text, const std::vector<Sentence>& sentences, std::optional<std::int32_t> published, CoderWorkspace& ws) const;

  // Appends the reports of a sentence. `text` is the document's text; sentences come in order.
  void code(const Sentence& sentence, int number, std::string_view text, int scheme, CoderWorkspace& ws, std::vector<Report>& out) const;

  // The standing of every word of a sentence, replacing `out`; `number` 0 is a headline.
  void standings(const Sentence& sentence, int number, CoderWorkspace& ws, std::vector<Standing>& out) const;

 private:
  friend class SentenceCoder;
  const Lexicon& lexicon_;
  const ActorDictionary& actors_;
  const Gazetteer& gazetteer_;
  const Ontology& ontology_;
  Resolver resolver_;
  // Bits of the classes that the code itself asks for
  std::uint64_t quantity_, cue_, hedge_, hearsay_, anonymous_, loaded_, meeting_, people_, exercise_;
};

// Takes out the reports whose sides are political only by their place when the document is hardly about politics.
void drop_unpolitical(std::size_t sentences, const ActorContext& context, std::vector<Report>& reports);

// Gives the document's undated mentions of an act the date of the mention that has one (repeats.cc).
void date_repeats(std::vector<Report>& reports);

}  // namespace detente
