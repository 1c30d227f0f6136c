// Lemmas of English words by part of speech: exceptions first (irregular forms, learned ones), then spelling rules whose
// candidates are checked against known base forms ("upgrading" -> upgrade, not "upgrad"), then the plainest rule.
// Constant after construction.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/container.h"
#include "text/labels.h"
#include "util/arena.h"

namespace detente {

// One exception or known form: lower-case form and part of speech to lemma.
struct LemmaEntry {
  std::string form;
  Upos upos;
  std::string lemma;
};

// Packs exceptions (only those that the rules would get wrong need be there, but any may) and base forms.
[[nodiscard]] std::string pack_lemmas(const std::vector<LemmaEntry>& exceptions, const std::vector<std::pair<std::string, Upos>>& bases);

class Lemmatizer {
 public:
  Lemmatizer() = default;
  explicit Lemmatizer(std::string_view section);

  // The lemma; a view into `form`, the mapped dictionary or `arena`.
  [[nodiscard]] std::string_view lemma(std::string_view form, Upos upos, const Morph& morph, Arena& arena) const;

 private:
  [[nodiscard]] const HashSlot* exception(std::string_view lower, Upos upos) const;
  [[nodiscard]] bool is_base(std::string_view word, Upos upos) const;
  std::string_view verb(std::string_view lower, const Morph& morph, Arena& arena) const;
  std::string_view noun(std::string_view lower, const Morph& morph, Arena& arena) const;
  std::string_view adjective(std::string_view lower, Upos upos, Arena& arena) const;

  ArrayView<HashSlot> exceptions_;
  ArrayView<std::uint64_t> bases_;  // sorted hashes
  std::string_view pool_;
};

}  // namespace detente
