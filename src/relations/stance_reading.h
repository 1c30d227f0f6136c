// What a sentence says about dealing with a target or an issue, and who says it: "Poland opposed lifting sanctions on Russia" is a stance
// of POL towards RUS, against contact. A reading by phrases and their order, not by a parse: the store keeps sentences, not trees.
// Pure functions.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "relations/name_index.h"
#include "relations/stance_phrases.h"

namespace detente {

// What stances are asked about. Empty `objects`: dealing with the target, in the table's phrases of contact and pressure.
struct StanceSubject {
  std::string target;                             // code; may be empty when there are objects
  std::vector<std::vector<std::string>> objects;  // the issue's words by stems, any of which
  double polarity = 1;                            // -1: the question is about undoing the objects ("lift sanctions")
};

// Issue words as a subject: "lift sanctions" turns the sign, synonyms join, and ways of dealing with the target ("council meetings") are asked as such.
[[nodiscard]] StanceSubject stance_subject(const std::string& target, const std::string& issue, const std::vector<std::string>& synonyms,
                                           const StancePhrases& phrases);

struct SentenceParty {
  std::size_t begin = 0, end = 0;  // bytes of the sentence
  std::string code;
};

struct StanceReading {
  std::string holder;              // code
  double value = 0;                // -1..1
  std::size_t begin = 0, end = 0;  // bytes of the sentence: from the holder to the object
  std::string phrase;              // what decided it, in the table's words: "oppose + lift + sanctions"
};

// `parties`: who the coder found in the sentence (persons by code of their side). `holds`: is this code somebody whose stance is wanted?
[[nodiscard]] std::vector<StanceReading> read_stances(std::string_view sentence, const std::vector<SentenceParty>& parties, const StanceSubject& subject,
                                                      const NameIndex& names, const StancePhrases& phrases, std::int32_t day,
                                                      const std::function<bool(const std::string&)>& holds);

}  // namespace detente
