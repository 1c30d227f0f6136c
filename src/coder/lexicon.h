// The lexicon, compiled: trigger rows (words with argument conditions that name an act), semantic classes, support verbs,
// outer words (agree to, refuse to, stop ...) and the table that composes an outer with an inner act. Formats: docs/lexicon.md.
// Words are compared as 64-bit hashes of lower-cased lemmas; a phrase is the chain of its words' hashes. Constant after loading.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "event/event_type.h"
#include "event/evidence.h"
#include "event/ontology.h"
#include "util/array_file.h"
#include "util/hash.h"

namespace detente {

// A grammatical place beside a word: a few fixed ones, else a preposition's hash.
using Slot = std::uint32_t;
namespace slot {
inline constexpr Slot none = 0, subj = 1, obj = 2, iobj = 3, xcomp = 4, ccomp = 5, poss = 6, mod = 7;
// Further places of veridicality.tsv: what a word does to the word beside it
inline constexpr Slot auxiliary = 8, negation = 9, quantifier = 10, introduced = 11, introduced_below_verb = 12, introduced_clause = 17, main_clause = 13,
                      question = 14, imperative = 15, quantified_object = 16;
inline constexpr Slot preposition = 0x80000000U;
[[nodiscard]] constexpr Slot of_preposition(std::string_view lemma) { return preposition | static_cast<std::uint32_t>(hash_bytes(lemma)); }
}  // namespace slot
[[nodiscard]] Slot parse_slot(std::string_view name);

// Hash of a phrase: start with kPhraseStart, extend by each lower-cased word.
inline constexpr std::uint64_t kPhraseStart = 0x2545f4914f6cdd1dULL;
[[nodiscard]] inline std::uint64_t extend_phrase(std::uint64_t h, std::uint64_t word) { return hash_combine(h, word) | 1; }
[[nodiscard]] std::uint64_t phrase_hash(std::string_view words);  // words separated by spaces or hyphens

enum class TriggerPos : std::uint8_t { verb, noun, adjective };

struct Condition {
  Slot slot = slot::none;
  std::uint8_t negate = 0, optional = 0, any = 0, actor = 0;
  std::uint32_t first_word = 0, words = 0;  // phrase hashes that fit
  std::uint64_t classes = 0;                // semantic classes that fit
};

struct LexiconRow {
  std::uint32_t first_condition = 0, conditions = 0;
  std::uint32_t first_word = 0, words = 0;                                         // further words of the trigger
  std::uint32_t first_actor = 0, actors = 0, first_recipient = 0, recipients = 0;  // slots; 0 and 0: the default of the part of speech
  std::uint32_t act = 0;                                                           // index in the ontology
  EventType type = EventType::none;
  TriggerPos pos = TriggerPos::verb;
  std::uint8_t mutual = 0, no_recipient = 0, has_status = 0;
  Status status = Status::happened;
  std::uint32_t line = 0;
  PoolString file, trigger, modes, contexts;
};

// What a governing word does to the act under it (data/lexicon/outer.tsv, support_verbs.tsv). The order is that of composition.tsv's names.
enum class Effect : std::uint8_t {
  happen,
  begin,
  resume,
  order,
  undergo,
  agree,
  vow,
  refuse,
  threaten,
  demand,
  appeal,
  stop,
  cancel,
  plan,
  consider,
  deny,
  fail,
  prevent,
  allow,
  force,
  want,
  accept,
  propose,
  say,
  claim,
  fear,
  background,
  involve,  // its subject takes part in the act: "was involved in", "is behind"
  count
};
[[nodiscard]] std::string_view name(Effect effect);

struct OuterEntry {
  std::uint64_t key = 0;   // word and part of speech
  Slot slot = slot::none;  // where the inner act stands
  Effect effect = Effect::happen;
  std::uint8_t support = 0;         // from support_verbs.tsv: gives its arguments to an event noun
  std::uint8_t object_control = 0;  // its object is who acts ("urged Arvia to leave")
  std::uint64_t particle = 0;       // further word that must stand beside it (call off)
};

struct Composition {
  Effect effect = Effect::happen;
  std::uint8_t any = 0;
  EventType inner_type = EventType::none;
  char inner[5] = {};
  char act[5] = {};  // "=" keeps the inner act, "-" drops the event
  Status status = Status::happened;
  std::uint8_t keep_status = 1;
};

// What a word makes of the standing of another (data/lexicon/veridicality.tsv): a linear map of the word's own certainty.
struct Veridicality {
  enum class Kind : std::uint8_t { own, same, opposite };
  std::uint64_t key = 0;
  std::uint64_t particle = 0;              // further word that must stand beside it (rule out)
  float if_affirmed = 3, if_negated = -3;  // certainty of the other word when this one is certain, when it is denied
  Status affirmed = Status::happened, negated = Status::denied;
  Kind kind = Kind::own;
  std::uint8_t pos_mask = 7;  // bits of TriggerPos
};

// Relations whose governor has no row of its own.
enum class RelationStanding : std::uint8_t {
  infinitive,
  gerund,
  finite,
  adverbial,
  relative,
  participle,
  object,
  definite,
  subject,
  oblique,
  nominal,
  compound,
  count
};

// A word's or phrase's entry in the word table.
struct WordEntry {
  std::uint64_t classes = 0;
  std::uint8_t complete = 0;  // a class member or filler phrase ends here
  std::uint8_t longer = 0;    // longer phrases begin with this one
};

// Whether a file below `lexicon/` holds trigger rows (and not outer words, compositions, support verbs or settings).
[[nodiscard]] bool is_trigger_file(const std::string& path);

// The tables of the folders' `lexicon/` as a section. Throws Error with file and line.
[[nodiscard]] std::string compile_lexicon(const std::vector<std::string>& folders, const Ontology& ontology);

class Lexicon {
 public:
  explicit Lexicon(std::string_view section);

  struct Rows {
    const LexiconRow* first = nullptr;
    std::uint32_t count = 0;
  };
  [[nodiscard]] Rows rows(std::uint64_t word, TriggerPos pos) const;
  [[nodiscard]] const WordEntry* word(std::uint64_t phrase) const;
  struct Outers {
    const OuterEntry* first = nullptr;
    std::uint32_t count = 0;
  };
  [[nodiscard]] Outers outers(std::uint64_t word, TriggerPos pos) const;
  struct Veridicalities {
    const Veridicality* first = nullptr;
    std::uint32_t count = 0;
  };
  // The rows of a word or phrase for what stands at `place`.
  [[nodiscard]] Veridicalities veridicality(std::uint64_t word, Slot place) const;
  [[nodiscard]] const Veridicality* veridicality(Effect effect) const { return &effects_[static_cast<std::size_t>(effect)]; }
  [[nodiscard]] const Veridicality& veridicality(RelationStanding relation) const { return relations_[static_cast<std::size_t>(relation)]; }
  [[nodiscard]] const Composition* compose(Effect effect, std::string_view inner_code, EventType inner_type) const;
  // The probability that a report with this evidence has the right type and parties.
  [[nodiscard]] float confidence(const Evidence& evidence) const;
  // Number of a class; 64 when there is no such class.
  [[nodiscard]] int class_bit(std::string_view name) const;

  [[nodiscard]] const Condition& condition(std::uint32_t i) const { return conditions_[i]; }
  [[nodiscard]] std::uint64_t hash(std::uint32_t i) const { return hashes_[i]; }
  [[nodiscard]] Slot slot_at(std::uint32_t i) const { return slots_[i]; }
  [[nodiscard]] std::string_view text(PoolString s) const { return s.in(pool_); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

 private:
  ArrayView<LexiconRow> rows_;
  ArrayView<Condition> conditions_;
  ArrayView<std::uint64_t> hashes_;
  ArrayView<Slot> slots_;
  ArrayView<HashSlot> row_index_, word_index_, outer_index_, veridicality_index_;
  ArrayView<WordEntry> words_;
  ArrayView<OuterEntry> outers_;
  ArrayView<Composition> compositions_;
  ArrayView<Veridicality> veridicalities_, effects_, relations_;
  ArrayView<float> weights_;
  std::string_view class_names_, pool_;
};

}  // namespace detente
