// Parties of archives: CAMEO actor codes, KEDS codes, names as ICEWS has them, codes of PLOVER entities. What a code or name without a date means
// is worked out once and cached. Each reader has its own; not safe to share between threads.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "formats/event_reader.h"
#include "formats/import_tables.h"

namespace detente::importing {

// The state that a code of a state that went counts as (SUN: RUS), else the code itself.
[[nodiscard]] std::string_view living_state(std::string_view iso3);
// A country as a side.
[[nodiscard]] ImportTables::Actor state(std::string_view iso3, std::string_view sector = {});

class PartyCodes {
 public:
  PartyCodes(const ImportTables& tables, const ResolveName& resolve) : tables_(tables), resolve_(resolve) {}

  struct Reading {
    ImportTables::Actor actor;
    std::string unknown;  // the part of the code that means nothing here
  };
  // "USAGOV", "IGOWSTNAT", "PSEREBHAM": three-letter pieces, from general to specific.
  const Reading& cameo(std::string_view code);
  // "BOSSER", "FRNGOV".
  const Reading& keds(std::string_view code);
  // The three letters and the sector of a PLOVER or POLECAT entity; `name` settles an organisation.
  void plover(std::string_view code, std::string_view sector, std::string_view name, std::optional<std::int32_t> day, StoredParty& party);
  // "Police (Japan)", "Shinzo Abe", "China". False when the name is nobody that is known, and the party has only its words.
  bool named(std::string_view name, std::optional<std::int32_t> day, StoredParty& party);

 private:
  [[nodiscard]] Reading read_cameo(std::string_view code) const;
  [[nodiscard]] Reading read_keds(std::string_view code) const;
  [[nodiscard]] Reading read_name(std::string_view name) const;
  template <class Read>
  const Reading& cached(StringMap<Reading>& cache, std::string_view code, const Read& read);

  const ImportTables& tables_;
  const ResolveName& resolve_;
  StringMap<Reading> cameo_, keds_, names_;
};

}  // namespace detente::importing
