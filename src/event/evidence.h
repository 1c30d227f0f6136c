// Evidence: what the confidence of a report is told from, as numbers. The weights are data (data/lexicon/confidence.tsv), fitted by
// scripts/fit_confidence.py as a logistic regression on whether a report's type and parties are right.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace detente {

enum class Clue : std::size_t {
  bias,
  specificity,      // how much the lexicon row asks for, about 0 to 2
  unconditional,    // the row asks for nothing
  noun,             // the trigger is a noun
  bare_noun,        // a noun without a support verb
  adjective,        // the trigger is an adjective
  actor_known,      // an actor has an id
  no_actor,         // no actor is named
  recipient_known,  // a recipient has an id
  no_recipient,     // no recipient is named, nor is the act mutual
  mutual,           // all sides are actors
  explicit_actor,   // the actor is an argument of the trigger itself
  several_parties,  // more than two parties
  composed,         // an outer word made the act another one
  outer_words,      // outer words, up to 3
  depth,            // steps from the trigger to the root, up to 6, in thirds
  passive,          // the trigger is passive
  headline,         // the sentence is the title
  capitals,         // most of its words are capitalised
  length,           // tokens of the sentence in forties, up to 2
  distance,         // tokens from trigger to actor in tens, up to 2
  certainty,        // of the act, in thirds: -1 to 1
  possible,         // status
  planned,          // status
  denied,           // status
  attributed,       // somebody is cited
  both_known,       // an actor and a recipient have ids, or the act is mutual between known sides
  main_verb,        // the trigger heads the sentence
  asked,            // what a demand asks for
  rule,             // found by a rule without a lexicon row of its own in the sentence
  count
};
inline constexpr std::size_t kClueCount = static_cast<std::size_t>(Clue::count);

inline constexpr std::array<std::string_view, kClueCount> kClueNames = {
    "bias",     "specificity",    "unconditional",   "noun",     "bare_noun",   "adjective",  "actor_known", "no_actor",  "recipient_known", "no_recipient",
    "mutual",   "explicit_actor", "several_parties", "composed", "outer_words", "depth",      "passive",     "headline",  "capitals",        "length",
    "distance", "certainty",      "possible",        "planned",  "denied",      "attributed", "both_known",  "main_verb", "asked",           "rule"};

struct Evidence {
  std::array<float, kClueCount> values{};
  float& operator[](Clue c) { return values[static_cast<std::size_t>(c)]; }
  float operator[](Clue c) const { return values[static_cast<std::size_t>(c)]; }
};

}  // namespace detente
