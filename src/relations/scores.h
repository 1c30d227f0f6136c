// What an act is worth on a scale from conflict to cooperation: the scales that the series of a relation can be told in.
// Constant tables; thread-safe.
#pragma once
#include <optional>
#include <string_view>

#include "store/dyads.h"

namespace detente {

// goldstein: the value stored with the act, -10 to 10 (Goldstein 1992 for WEIS codes, its CAMEO version else). plover: base intensity of
// the PLOVER type, -10 to 10 (PLOVER manual, ACCUSE -3). quad: -1 material conflict, -0.5 verbal conflict, 0.5 verbal, 1 material cooperation.
enum class ScoreScale { goldstein, plover, quad };

[[nodiscard]] std::string_view name(ScoreScale scale);
[[nodiscard]] std::optional<ScoreScale> parse_score_scale(std::string_view text);

// Nothing when the scale has no value for such an act (no PLOVER type).
[[nodiscard]] std::optional<double> score(ScoreScale scale, const StoredAct& act);

}  // namespace detente
