// Universal Dependencies labels as small integers: part of speech, dependency relation, morphological features.
// The lists are UD's for English; names print as in CoNLL-U.
#pragma once
#include <cstdint>
#include <string_view>

namespace detente {

enum class Upos : std::uint8_t { X, ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB };
inline constexpr int kUposCount = 17;

enum class Deprel : std::uint8_t {
  dep,
  root,
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  cc_preconj,
  ccomp,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_outer,
  csubj_pass,
  det,
  det_predet,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  vocative,
  xcomp
};
inline constexpr int kDeprelCount = 51;

[[nodiscard]] std::string_view name(Upos upos);
[[nodiscard]] std::string_view name(Deprel deprel);
[[nodiscard]] Upos parse_upos(std::string_view text);      // unknown: X
[[nodiscard]] Deprel parse_deprel(std::string_view text);  // unknown subtype: its relation; unknown relation: dep

// The features that coding needs, read from a FEATS string.
struct Morph {
  enum class Tense : std::uint8_t { none, past, present };
  enum class VerbForm : std::uint8_t { none, finite, infinitive, participle, gerund };
  enum class Number : std::uint8_t { none, singular, plural };
  enum class Mood : std::uint8_t { none, indicative, imperative, subjunctive };
  Tense tense = Tense::none;
  VerbForm verb_form = VerbForm::none;
  Number number = Number::none;
  Mood mood = Mood::none;
  std::uint8_t person = 0;
  bool passive = false;
  bool possessive = false;
  bool operator==(const Morph&) const = default;
};
[[nodiscard]] Morph parse_feats(std::string_view feats);

}  // namespace detente
