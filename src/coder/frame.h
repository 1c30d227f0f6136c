// Frame: the arguments of a word by normalised grammar. The passive is undone, subjects are found through control, raising,
// coordination, participles and relative clauses, and prepositions are looked for under the word and under its object.
#pragma once
#include <cstdint>
#include <vector>

#include "coder/words.h"
#include "text/tree_view.h"

namespace detente {

struct Argument {
  Slot slot = slot::none;
  int node = -1;
  bool inner = false;  // found under the object
};

struct Frame {
  std::vector<Argument> arguments;
  bool passive = false;
  void clear() {
    arguments.clear();
    passive = false;
  }
  [[nodiscard]] bool has(Slot s) const {
    for (const Argument& a : arguments)
      if (a.slot == s) return true;
    return false;
  }
};

// `quantity` is the class of nouns that stand for what they count ("dozens of soldiers").
// `headline`: auxiliaries may be left out.
class FrameBuilder {
 public:
  FrameBuilder(const TreeView& tree, const SentenceWords& words, std::uint64_t quantity, bool headline)
      : tree_(tree), words_(words), quantity_(quantity), headline_(headline) {}

  void verb(int v, Frame& frame) const;
  void noun(int n, Frame& frame) const;
  void adjective(int a, Frame& frame) const;

  [[nodiscard]] bool is_passive(int v) const;
  // The nodes that are the verb's surface subject, its own or shared; empty when there is none.
  void surface_subject(int v, std::vector<int>& out, int depth = 0) const;
  // Adds a node and its conjuncts under a slot.
  void add(Frame& frame, Slot s, int node, bool inner = false) const;
  // Preposition of an oblique or nominal modifier as a slot; none when it has none.
  [[nodiscard]] Slot preposition(int node) const;
  // The verb's obliques (and agent) into the frame.
  void obliques(int v, Frame& frame, bool passive) const;

 private:
  [[nodiscard]] int antecedent(int node, int verb) const;
  void amounts(Frame& frame, std::size_t n) const;
  void deep(Frame& frame, std::size_t n) const;
  const TreeView& tree_;
  const SentenceWords& words_;
  std::uint64_t quantity_;
  bool headline_;
};

[[nodiscard]] bool is_verbal(const Token& token);

}  // namespace detente
