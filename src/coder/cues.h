// Cues: words that attribute what stands with them to a source (say, demand, belief, critical), and the places where that content
// may stand (a clause, direct speech, an infinitive, the object, under a preposition). Knowledge is data/attribution/cues.tsv.
// Constant after loading, mapped.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coder/lexicon.h"
#include "text/sentence.h"
#include "util/array_file.h"

namespace detente {

// What a cue says of its source: the source says, asks or demands, thinks or perceives, shows (documents, polls), judges, wants; `seem` has
// no source.
enum class CueKind : std::uint8_t { say, ask, think, show, judge, want, seem };
inline constexpr int kCueKinds = 7;
[[nodiscard]] std::string_view name(CueKind kind);

// Places of the content, as bits of CueEntry::places.
namespace place {
inline constexpr std::uint16_t that = 1, quote = 2, to = 4, ing = 8, obj = 16, objto = 32, self = 64, told = 128;
}

struct CueEntry {
  std::uint64_t key = 0;           // word and part of speech
  std::uint64_t particle = 0;      // hash of a further word that must stand beside it (point out)
  std::uint32_t prepositions = 0;  // bits of the prepositions that content may stand under
  std::uint16_t places = 0;
  CueKind kind = CueKind::say;
  TriggerPos pos = TriggerPos::verb;
  [[nodiscard]] bool has(std::uint16_t p) const { return (places & p) != 0; }
};

// Bit of a preposition that cue places know, 0 for others.
[[nodiscard]] std::uint32_t preposition_bit(std::string_view lemma);

// The tables `attribution/cues.tsv` of the folders as a section; a later folder's row replaces an earlier one. Throws Error with file and line.
[[nodiscard]] std::string compile_cues(const std::vector<std::string>& folders);

class CueLexicon {
 public:
  explicit CueLexicon(std::string_view section);
  struct Entries {
    const CueEntry* first = nullptr;
    std::uint32_t count = 0;
  };
  [[nodiscard]] Entries find(std::string_view lemma, TriggerPos pos) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  ArrayView<CueEntry> entries_;
  ArrayView<HashSlot> index_;
};

}  // namespace detente
