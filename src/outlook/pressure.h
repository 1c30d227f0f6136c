// The pressure scenario (a what-if, never the headline) and the sensitivity of the compromise mean to its input.
// Both draw positions, saliences and capabilities around the given ones from a seeded generator; a draw depends on its number only, so
// that any number of threads gives the same bytes.
#pragma once
#include <cstdint>
#include <vector>

#include "outlook/case.h"

namespace detente::outlook {

struct DrawOptions {
  std::size_t draws = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

inline constexpr double kPositionBand = 5;  // points either side of a position without low and high
inline constexpr double kWeightBand = 0.1;  // share either side of a salience or capability
inline constexpr double kShift = 5;         // points that count as a move

// Case number `draw`: positions triangular on low..high (peak at the given one), weights uniform within the band.
[[nodiscard]] Case draw_case(const Case& c, std::uint64_t seed, std::uint64_t draw);

struct Shift {
  double moves = 0;          // share of draws in which the actor ends more than kShift points away from its start
  double up = 0, down = 0;   // ... of them towards 100, towards 0
  double final_mean = 0;     // mean end position
  std::size_t towards = 0;   // the actor whose start is most often nearest to the end (only when moves > 0)
  double towards_share = 0;  // share of the moves that ended there
};

struct Pressure {
  std::size_t draws = 0;
  std::vector<Shift> shifts;              // actor-major: shifts[actor * dimensions + dimension]
  std::vector<double> low, median, high;  // per dimension: 10 %, 50 %, 90 % of the compromise mean at the end of the draws
};

// REQUIRES: options.draws > 0.
[[nodiscard]] Pressure press(const Case& c, const DrawOptions& options);

// How far the compromise mean swings when one actor's position goes from its low to its high end and all else stays.
struct Swing {
  std::size_t actor = 0;
  double low = 0, high = 0;
};
struct Sensitivity {
  std::vector<Swing> tornado;  // widest first
  double low = 0, high = 0;    // 10 % and 90 % of the compromise mean over the draws: input noise only, no forecast
};
[[nodiscard]] Sensitivity sensitivity(const Case& c, std::size_t dimension, const DrawOptions& options);

}  // namespace detente::outlook
