// Status: did an act happen? StatusReader tells of any word of a sentence's tree how sure the text is of it, on -3 (certainly not) to 3
// (certainly), and its status. The certainty of a word is that of its governor, changed by what the governor does to its complement
// ("failed to", "knows that"), then by the words beside it (negation, auxiliaries, adverbs, conditions): the polarity of implicatives
// (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006) made a linear map. The words' effects are data (data/lexicon/veridicality.tsv).
// Borrows the tree, the words and the lexicon; constant, no allocation.
#pragma once
#include <string_view>

#include "coder/frame.h"
#include "coder/lexicon.h"

namespace detente {

struct Standing {
  float certainty = 3;
  Status status = Status::happened;
  bool future = false;  // told of the time after the text, whatever the status ("will not attack")
  std::string_view why = "indicative";
};

class StatusReader {
 public:
  StatusReader(const TreeView& tree, const SentenceWords& words, const Lexicon& lexicon, const FrameBuilder& frames)
      : tree_(tree), words_(words), lexicon_(lexicon), frames_(frames) {}

  [[nodiscard]] Standing of(int node) const { return of(node, 0); }

 private:
  static constexpr int kMaxDepth = 12;
  [[nodiscard]] Standing of(int node, int depth) const;
  // What the governors leave of the word.
  [[nodiscard]] Standing incoming(int node, int depth) const;
  [[nodiscard]] Standing conjunct(int node, int depth) const;
  [[nodiscard]] const Veridicality* governor_row(int node, Slot place) const;
  [[nodiscard]] const Veridicality* introduction(int node, Slot kind, std::string_view& why) const;
  [[nodiscard]] const Veridicality& relation_row(int node, Slot place) const;
  // What the words beside it do.
  void own(int node, Standing& s) const;
  void auxiliaries(int node, Standing& s) const;
  void modifiers(int node, Standing& s) const;
  void clause(int node, Standing& s) const;
  [[nodiscard]] bool is_definite(int node) const;
  [[nodiscard]] bool has_infinitive_mark(int node) const;
  [[nodiscard]] Slot place(int node) const;
  [[nodiscard]] const Veridicality* row(int node, Slot kind) const;
  static void apply(const Veridicality& v, std::string_view why, Standing& s);

  [[nodiscard]] const Token& token(int i) const { return tree_.token(i); }
  const TreeView& tree_;
  const SentenceWords& words_;
  const Lexicon& lexicon_;
  const FrameBuilder& frames_;
};

}  // namespace detente
