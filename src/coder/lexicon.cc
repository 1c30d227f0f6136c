#include "coder/lexicon.h"

#include <algorithm>
#include <cmath>

#include "coder/lexicon_words.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

std::vector<std::string> phrase_words(std::string_view phrase) {
  std::string flat(phrase);
  std::replace(flat.begin(), flat.end(), '-', ' ');
  std::vector<std::string> out;
  for (const std::string& w : split(utf8::lower(flat), ' '))
    if (!w.empty()) out.push_back(w);
  return out;
}

std::string_view name(Effect effect) { return kEffectNames[static_cast<std::size_t>(effect)]; }

Slot parse_slot(std::string_view name) {
  if (name == "subj") return slot::subj;
  if (name == "obj") return slot::obj;
  if (name == "iobj") return slot::iobj;
  if (name == "xcomp") return slot::xcomp;
  if (name == "ccomp") return slot::ccomp;
  if (name == "poss") return slot::poss;
  if (name == "mod") return slot::mod;
  return slot::of_preposition(name);
}

std::uint64_t phrase_hash(std::string_view words) {
  std::uint64_t h = kPhraseStart;
  for (const std::string& w : phrase_words(words)) h = extend_phrase(h, hash_bytes(w));
  return h;
}

Lexicon::Lexicon(std::string_view section) {
  ArrayReader in(section);
  rows_ = in.take<LexiconRow>();
  conditions_ = in.take<Condition>();
  hashes_ = in.take<std::uint64_t>();
  slots_ = in.take<Slot>();
  row_index_ = in.take<HashSlot>();
  word_index_ = in.take<HashSlot>();
  outer_index_ = in.take<HashSlot>();
  words_ = in.take<WordEntry>();
  outers_ = in.take<OuterEntry>();
  compositions_ = in.take<Composition>();
  veridicality_index_ = in.take<HashSlot>();
  veridicalities_ = in.take<Veridicality>();
  effects_ = in.take<Veridicality>();
  relations_ = in.take<Veridicality>();
  weights_ = in.take<float>();
  class_names_ = in.take_bytes();
  pool_ = in.take_bytes();
}

Lexicon::Rows Lexicon::rows(std::uint64_t word, TriggerPos pos) const {
  const HashSlot* s = find_hash(row_index_, key_of(word, pos));
  return s == nullptr ? Rows() : Rows{&rows_[s->value], s->count};
}

const WordEntry* Lexicon::word(std::uint64_t phrase) const {
  const HashSlot* s = find_hash(word_index_, phrase);
  return s == nullptr ? nullptr : &words_[s->value];
}

Lexicon::Outers Lexicon::outers(std::uint64_t word, TriggerPos pos) const {
  const HashSlot* s = find_hash(outer_index_, key_of(word, pos));
  return s == nullptr ? Outers() : Outers{&outers_[s->value], s->count};
}

Lexicon::Veridicalities Lexicon::veridicality(std::uint64_t word, Slot place) const {
  const HashSlot* s = find_hash(veridicality_index_, hash_combine(word, place) | 1);
  return s == nullptr ? Veridicalities() : Veridicalities{&veridicalities_[s->value], s->count};
}

const Composition* Lexicon::compose(Effect effect, std::string_view inner_code, EventType inner_type) const {
  for (const Composition& c : compositions_) {
    if (c.effect != effect) continue;
    if (c.any != 0 || (c.inner_type != EventType::none && c.inner_type == inner_type)) return &c;
    if (c.inner_type == EventType::none && inner_code.rfind(std::string_view(c.inner), 0) == 0 && c.inner[0] != '\0') return &c;
  }
  return nullptr;
}

float Lexicon::confidence(const Evidence& evidence) const {
  float sum = 0;
  for (std::size_t i = 0; i < kClueCount; ++i) sum += weights_[i] * evidence.values[i];
  return std::clamp(1 / (1 + std::exp(-sum)), 0.01F, 0.99F);
}

int Lexicon::class_bit(std::string_view name) const {
  int bit = 0;
  for (std::size_t pos = 0; pos < class_names_.size(); ++bit) {
    const std::size_t end = class_names_.find('\n', pos);
    if (class_names_.substr(pos, end - pos) == name) return bit;
    pos = end + 1;
  }
  return 64;
}

}  // namespace detente
