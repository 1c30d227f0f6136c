// The ontology as data: CAMEO acts (data/ontology/acts.tsv) with what follows from each, and the schemes that turn an act and
// its status into a type (data/ontology/schemes.tsv). Compiled into one section, used where it is mapped.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "event/event_type.h"
#include "util/array_file.h"

namespace detente {

struct Act {
  char code[5] = {};  // CAMEO code, zero-terminated
  std::uint8_t cameo_quad = 0;
  EventType type = EventType::none;
  float goldstein = 0;
  PoolString label, modes, contexts;  // modes and contexts joined by ';'
  [[nodiscard]] std::string_view code_text() const { return code; }
};

struct SchemeRule {
  std::uint8_t scheme = 0;
  EventType act_type = EventType::none;  // none: see prefix
  char prefix[5] = {};                   // "*" fits all
  std::int8_t status = -1;               // -1 any, else Status, or 5 for planned-denied
  EventType result = EventType::none;
  std::uint8_t keep = 0;  // 1: the act's own type
};

// What a scheme takes as a party (data/ontology/scheme_options.tsv).
struct SchemeOptions {
  std::uint8_t thing_recipients = 0;  // 1: without an actor that suffers it, the thing that the act is about
};

// The tables of `folder`/ontology as a section. Throws Error with file and line.
[[nodiscard]] std::string compile_ontology(const std::string& folder);

class Ontology {
 public:
  explicit Ontology(std::string_view section);
  // The act of a code, or of its longest known prefix; null when there is none.
  [[nodiscard]] const Act* find(std::string_view code) const;
  [[nodiscard]] const Act& act(std::size_t index) const { return acts_[index]; }
  [[nodiscard]] int index_of(const Act& act) const { return static_cast<int>(&act - acts_.data); }
  [[nodiscard]] std::string_view text(PoolString s) const { return s.in(pool_); }

  // Number of a scheme by name, -1 when unknown.
  [[nodiscard]] int scheme(std::string_view name) const;
  [[nodiscard]] std::string scheme_names() const;
  [[nodiscard]] SchemeOptions options(int scheme) const { return options_[static_cast<std::size_t>(scheme)]; }
  // The type of an act under a scheme; none: no report. `own` is the act's type (a lexicon row may name another than the table).
  [[nodiscard]] EventType type_of(int scheme, const Act& act, EventType own, Status status, bool future) const;

 private:
  ArrayView<Act> acts_;
  ArrayView<SchemeRule> rules_;
  ArrayView<SchemeOptions> options_;
  std::string_view pool_, schemes_;
};

}  // namespace detente
