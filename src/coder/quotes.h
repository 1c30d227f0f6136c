// Quotes: who says what in a document. Finds every attribution (source, cue, content) of direct, indirect and mixed speech, of thought,
// demand, judgement and intention, on the dependency trees of the sentences and the quotation marks of the text. Direct speech may run
// over sentences and paragraphs; its source is carried. The finder is constant; all state of a document is in QuoteWorkspace, which may
// be used again for the next document without allocating. Cues: cues.h; sources and contents of one cue: cue_arguments.cc.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "coder/cues.h"
#include "coder/quote_marks.h"
#include "text/tree_view.h"

namespace detente {

enum class QuoteForm : std::uint8_t { direct, indirect, mixed };
enum class SourceKind : std::uint8_t { none, named, anonymous };
[[nodiscard]] std::string_view name(QuoteForm form);
[[nodiscard]] std::string_view name(SourceKind kind);

// One stretch of a content; `next` is the index of the following one in QuoteWorkspace::parts, -1 at the end.
struct ContentPart {
  Span span;
  int next = -1;
};

struct FoundQuote {
  CueKind kind = CueKind::say;
  QuoteForm form = QuoteForm::indirect;
  SourceKind source_kind = SourceKind::none;
  Span source;  // empty: the text names none
  Span cue;
  int first_part = -1, last_part = -1;
  int sentence = 0;          // index of the cue's sentence
  int cue_token = -1;        // in that sentence; -1 for a colon
  int source_token = -1;     // head of the source in that sentence
  std::uint16_t where = 0;   // place of the content (cues.h), 0: under a preposition
  bool takes_quote = false;  // its cue may introduce direct speech
  bool nested = false;       // stands within the content of another attribution
};

// A sentence's tree with the first and last token below each word.
struct SpanTree {
  TreeView tree;
  std::vector<int> low, high;
  void build(const Sentence& sentence);
  [[nodiscard]] const Token& token(int i) const { return tree.token(i); }
};

struct QuoteWorkspace {
  SpanTree tree;
  std::vector<QuotedStretch> quoted;
  std::vector<ContentPart> parts;
  std::vector<FoundQuote> found;  // in order of their cues
  struct Covering {
    Span span;
    int quote = -1;
  };
  std::vector<Covering> covering;  // scratch: the parts in order of their beginning, and those that are open
  std::vector<int> open;
  // What pronouns may mean: the kind of the last source that was one person, and of the last that was several or a body
  SourceKind last_single = SourceKind::named, last_plural = SourceKind::anonymous;
};

class QuoteFinder {
 public:
  QuoteFinder(const CueLexicon& cues, const Lexicon& lexicon);

  // Replaces `ws.found` by the attributions of a document. Spans are bytes of `text`.
  void find(std::string_view text, const std::vector<Sentence>& sentences, QuoteWorkspace& ws) const;

 private:
  friend class SentenceQuotes;
  const CueLexicon& cues_;
  const Lexicon& lexicon_;
  std::uint64_t anonymous_, institution_;
};

}  // namespace detente
