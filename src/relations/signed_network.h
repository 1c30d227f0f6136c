// Signed networks: actors, and between two of them friendly (positive) and hostile (negative) weight. Read from CSV with a
// header: `a,b` for pairs or `from,to` for arcs, then `sign` (1 or -1), `weight` (its sign is the sign) or `agreement` (from -1
// to 1, signed by its distance to a threshold, the mean of all rows). Plain values, free functions, nothing shared.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace detente {

struct SignedNetwork {
  struct Edge {
    int a = 0, b = 0;                   // indices into names, a < b
    double positive = 0, negative = 0;  // weights, both >= 0; both above 0 only where two arcs disagree
  };
  std::vector<std::string> names;  // in byte order
  std::vector<Edge> edges;         // by (a, b), each pair once
};

struct EdgeListOptions {
  // Values above are friendly, below hostile. Default: 0 for `weight`, the mean of all rows for `agreement`.
  std::optional<double> threshold;
};

// Pairs stand once in an `a,b` file; in a `from,to` file an arc and its answer both count. Throws Error with `where`, line and column.
[[nodiscard]] SignedNetwork parse_edge_list(std::string_view csv, const std::string& where, const EdgeListOptions& options = {});
[[nodiscard]] SignedNetwork read_edge_list(const std::string& path, const EdgeListOptions& options = {});

}  // namespace detente
