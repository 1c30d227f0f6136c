#include "text/labels.h"

#include <array>

namespace detente {

namespace {

constexpr std::array<std::string_view, kUposCount> kUposNames = {"X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
                                                                 "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};
constexpr std::array<std::string_view, kDeprelCount> kDeprelNames = {
    "dep",          "root",       "acl",        "acl:relcl",     "advcl",      "advcl:relcl",  "advmod",     "amod",     "appos", "aux",         "aux:pass",
    "case",         "cc",         "cc:preconj", "ccomp",         "compound",   "compound:prt", "conj",       "cop",      "csubj", "csubj:outer", "csubj:pass",
    "det",          "det:predet", "discourse",  "dislocated",    "expl",       "fixed",        "flat",       "goeswith", "iobj",  "list",        "mark",
    "nmod",         "nmod:desc",  "nmod:poss",  "nmod:unmarked", "nsubj",      "nsubj:outer",  "nsubj:pass", "nummod",   "obj",   "obl",         "obl:agent",
    "obl:unmarked", "orphan",     "parataxis",  "punct",         "reparandum", "vocative",     "xcomp"};

}  // namespace

std::string_view name(Upos upos) { return kUposNames[static_cast<std::size_t>(upos)]; }
std::string_view name(Deprel deprel) { return kDeprelNames[static_cast<std::size_t>(deprel)]; }

Upos parse_upos(std::string_view text) {
  for (std::size_t i = 0; i < kUposNames.size(); ++i)
    if (kUposNames[i] == text) return static_cast<Upos>(i);
  return Upos::X;
}

Deprel parse_deprel(std::string_view text) {
  for (std::size_t i = 0; i < kDeprelNames.size(); ++i)
    if (kDeprelNames[i] == text) return static_cast<Deprel>(i);
  const std::size_t colon = text.find(':');
  return colon == std::string_view::npos ? Deprel::dep : parse_deprel(text.substr(0, colon));
}

Morph parse_feats(std::string_view feats) {
  Morph m;
  while (!feats.empty()) {
    const std::size_t bar = feats.find('|');
    const std::string_view f = feats.substr(0, bar);
    feats = bar == std::string_view::npos ? std::string_view() : feats.substr(bar + 1);
    if (f == "Tense=Past") m.tense = Morph::Tense::past;
    else if (f == "Tense=Pres") m.tense = Morph::Tense::present;
    else if (f == "VerbForm=Fin") m.verb_form = Morph::VerbForm::finite;
    else if (f == "VerbForm=Inf") m.verb_form = Morph::VerbForm::infinitive;
    else if (f == "VerbForm=Part") m.verb_form = Morph::VerbForm::participle;
    else if (f == "VerbForm=Ger") m.verb_form = Morph::VerbForm::gerund;
    else if (f == "Number=Sing") m.number = Morph::Number::singular;
    else if (f == "Number=Plur" || f == "Number=Ptan") m.number = Morph::Number::plural;
    else if (f == "Mood=Ind") m.mood = Morph::Mood::indicative;
    else if (f == "Mood=Imp") m.mood = Morph::Mood::imperative;
    else if (f == "Mood=Sub") m.mood = Morph::Mood::subjunctive;
    else if (f == "Person=1") m.person = 1;
    else if (f == "Person=2") m.person = 2;
    else if (f == "Person=3") m.person = 3;
    else if (f == "Voice=Pass") m.passive = true;
    else if (f == "Poss=Yes") m.possessive = true;
  }
  return m;
}

}  // namespace detente
