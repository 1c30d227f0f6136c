// Sentences to Universal Dependencies trees. Heads are chosen for all words at once from the network's arc scores and made
// a single-rooted tree, so no early decision can lead later ones astray as in a transition system; arcs may cross.
// Constant after construction.
#pragma once
#include <cstddef>

#include "model/network.h"
#include "tagger/tagger.h"
#include "text/sentence.h"

namespace detente {

struct ParserWorkspace {
  NetworkWorkspace network;
  Arena arena;  // lemmas of the current document
};

class Parser {
 public:
  Parser(const Network& network, const Tagger& tagger) : network_(network), tagger_(tagger) {}

  // Tags and parses `count` tokenised sentences. Lemmas live in `ws.arena`.
  void run(Sentence* sentences, std::size_t count, ParserWorkspace& ws) const;

 private:
  const Network& network_;
  const Tagger& tagger_;
};

}  // namespace detente
