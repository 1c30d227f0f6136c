// The tables with which archives are read (data/formats/): what their codes and words mean here. Read once, constant afterwards, safe to share
// between threads.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "event/event_type.h"

namespace detente {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
};
template <class T>
using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

class ImportTables {
 public:
  // The tables of `folder`/formats. Throws Error with file and line.
  explicit ImportTables(const std::string& folder);

  struct Weis {
    std::string label, cameo;
    double goldstein = 0;  // 1992
  };
  // Of a code, else of the first known one of its root; null when the root is none.
  [[nodiscard]] const Weis* weis(std::string_view code) const;

  // Code of a CAMEO label, any case; empty when unknown.
  [[nodiscard]] std::string_view cameo_of_label(std::string_view label) const;

  // A PLOVER type as archives write it ("DEMAND" is REQUEST), any case, and the act that a mode of it is. With an unknown mode, the type's own.
  struct PloverAct {
    EventType type = EventType::none;
    std::string mode, cameo;
    bool mode_known = true;
  };
  [[nodiscard]] PloverAct plover_act(std::string_view type, std::string_view mode) const;

  struct Actor {
    std::string id, name, country, sector;
  };
  enum class PieceKind { role, body, group, religion };
  struct Piece {
    PieceKind kind = PieceKind::role;
    Actor actor;
  };
  [[nodiscard]] const Piece* cameo_piece(std::string_view code) const;
  [[nodiscard]] const Actor* keds_actor(std::string_view code) const;  // and "+GOV"

  // Sector that the words of a generic name or of a list of ICEWS sectors say; empty when none does.
  [[nodiscard]] std::string_view sector_of_words(std::string_view words) const;

 private:
  StringMap<Weis> weis_;
  StringMap<std::string> labels_;
  StringMap<PloverAct> plover_;  // "TYPE/mode"
  StringMap<Piece> pieces_;
  StringMap<Actor> keds_;
  std::vector<std::pair<std::string, std::string>> roles_;
};

}  // namespace detente
