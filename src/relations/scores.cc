#include "relations/scores.h"

#include <array>

namespace detente {

namespace {

constexpr std::array<std::string_view, 3> kNames = {"goldstein", "plover", "quad"};

// By EventType, from AGREE to ASSAULT
constexpr std::array<double, kEventTypeCount> kPlover = {0, 2.5, 2.5, 5, 4.5, 9.5, 10, 6.5, 0, -3, -2, -3.5, -5, -6, -5.5, -7, -9};
constexpr std::array<double, 5> kQuad = {0, 0.5, 1, -0.5, -1};

}  // namespace

std::string_view name(ScoreScale scale) { return kNames[static_cast<std::size_t>(scale)]; }

std::optional<ScoreScale> parse_score_scale(std::string_view text) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == text) return static_cast<ScoreScale>(i);
  return std::nullopt;
}

std::optional<double> score(ScoreScale scale, const StoredAct& act) {
  if (scale == ScoreScale::goldstein) return act.goldstein;
  if (act.type == EventType::none) return std::nullopt;
  return scale == ScoreScale::plover ? kPlover[static_cast<std::size_t>(act.type)] : kQuad[static_cast<std::size_t>(quad_of(act.type))];
}

}  // namespace detente
