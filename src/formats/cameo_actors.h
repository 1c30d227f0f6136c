// Parties as actors in CAMEO's codes: country, known group and types, one after the other ("RUSMIL", "IGOWSTNAT", "NGOHRIHRW"), as GDELT and
// Phoenix write them. Sectors are PLOVER's and have other letters in CAMEO (JRN: MED, MED: HLH). Constant tables.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "store/record.h"

namespace detente::formats {

struct CameoActor {
  std::string code;                       // the whole
  std::string_view country, group;        // CAMEO country or region; known group (UNO, NAT, ALQ); empty when none
  std::array<std::string_view, 3> types;  // roles in their order; what is no role in GDELT's list (REL, PTY) is in the code only
};
[[nodiscard]] CameoActor cameo_actor(const StoredParty& party);

// The CAMEO role of one PLOVER sector and back; empty when there is none (UNK, PRE).
[[nodiscard]] std::string_view cameo_role(std::string_view sector);
[[nodiscard]] std::string_view plover_sector(std::string_view role);

// The id here of a CAMEO known group (NAT: NATO); empty when unknown.
[[nodiscard]] std::string_view group_to_id(std::string_view group);

// PLOVER's entity code: country, or UNO, EUR, IGO, NGO, ISM, IMG, MNC; empty when nothing is known.
[[nodiscard]] std::string_view plover_entity(const StoredParty& party);
// PLOVER's sectors of a party, joined by ';': without what is an entity code (IGO, NGO ...).
[[nodiscard]] std::string plover_sectors(const StoredParty& party);

}  // namespace detente::formats
