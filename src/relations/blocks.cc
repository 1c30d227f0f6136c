// Depth-first search with a stack of its own: a chain of a hundred thousand actors must not end the program.
#include "relations/blocks.h"

#include <algorithm>

namespace detente::frustration {

namespace {

class BlockFinder {
 public:
  explicit BlockFinder(const Problem& p) : p_(p), edges_of_(static_cast<std::size_t>(p.actors)), number_(edges_of_.size(), 0), low_(edges_of_.size(), 0) {
    for (std::size_t i = 0; i < p.edges.size(); ++i) {
      edges_of_[static_cast<std::size_t>(p.edges[i].a)].push_back(static_cast<int>(i));
      edges_of_[static_cast<std::size_t>(p.edges[i].b)].push_back(static_cast<int>(i));
    }
  }

  std::vector<std::vector<int>> run() {
    for (int v = 0; v < p_.actors; ++v)
      if (number_[static_cast<std::size_t>(v)] == 0) explore(v);
    return std::move(blocks_);
  }

 private:
  struct Frame {
    int actor = 0, edge = -1;  // the edge it was reached by
    std::size_t next = 0;
  };

  void explore(int start) {
    std::vector<Frame> frames = {{start, -1, 0}};
    number_[static_cast<std::size_t>(start)] = low_[static_cast<std::size_t>(start)] = ++count_;
    while (!frames.empty()) {
      Frame& f = frames.back();
      const std::size_t v = static_cast<std::size_t>(f.actor);
      if (f.next == edges_of_[v].size()) {
        const int reached_by = f.edge;
        frames.pop_back();
        if (frames.empty()) return;
        const std::size_t parent = static_cast<std::size_t>(frames.back().actor);
        low_[parent] = std::min(low_[parent], low_[v]);
        if (low_[v] >= number_[parent]) close(reached_by);
        continue;
      }
      const int edge = edges_of_[v][f.next++];
      const Edge& e = p_.edges[static_cast<std::size_t>(edge)];
      const int other = e.a == f.actor ? e.b : e.a;
      const std::size_t o = static_cast<std::size_t>(other);
      if (edge == f.edge) continue;
      if (number_[o] == 0) {
        stack_.push_back(edge);
        number_[o] = low_[o] = ++count_;
        frames.push_back({other, edge, 0});
      } else if (number_[o] < number_[v]) {
        stack_.push_back(edge);
        low_[v] = std::min(low_[v], number_[o]);
      }
    }
  }

  void close(int edge) {
    std::vector<int> block;
    do {
      block.push_back(stack_.back());
      stack_.pop_back();
    } while (block.back() != edge);
    std::sort(block.begin(), block.end());
    blocks_.push_back(std::move(block));
  }

  const Problem& p_;
  std::vector<std::vector<int>> edges_of_;
  std::vector<int> number_, low_;
  std::vector<int> stack_;
  std::vector<std::vector<int>> blocks_;
  int count_ = 0;
};

}  // namespace

std::vector<Block> find_blocks(const Problem& p) {
  std::vector<Block> blocks;
  for (const std::vector<int>& edges : BlockFinder(p).run()) {
    Block block;
    for (int i : edges) {
      block.actors.push_back(p.edges[static_cast<std::size_t>(i)].a);
      block.actors.push_back(p.edges[static_cast<std::size_t>(i)].b);
    }
    std::sort(block.actors.begin(), block.actors.end());
    block.actors.erase(std::unique(block.actors.begin(), block.actors.end()), block.actors.end());
    const auto place = [&](int v) { return static_cast<int>(std::lower_bound(block.actors.begin(), block.actors.end(), v) - block.actors.begin()); };
    block.problem = {static_cast<int>(block.actors.size()), p.groups, p.may_be_empty, {}, p.unit};
    for (int i : edges) {
      const Edge& e = p.edges[static_cast<std::size_t>(i)];
      block.problem.edges.push_back({place(e.a), place(e.b), e.cost, e.negative});
    }
    blocks.push_back(std::move(block));
  }
  return blocks;
}

Split join_blocks(const Problem& p, const std::vector<Block>& blocks, const std::vector<Split>& splits) {
  std::vector<std::vector<std::pair<std::size_t, int>>> blocks_of(static_cast<std::size_t>(p.actors));  // block, place in it
  for (std::size_t b = 0; b < blocks.size(); ++b)
    for (std::size_t i = 0; i < blocks[b].actors.size(); ++i) blocks_of[static_cast<std::size_t>(blocks[b].actors[i])].emplace_back(b, static_cast<int>(i));
  Split whole(static_cast<std::size_t>(p.actors), -1);
  std::vector<bool> joined(blocks.size(), false);
  for (int start = 0; start < p.actors; ++start) {
    if (whole[static_cast<std::size_t>(start)] >= 0) continue;
    whole[static_cast<std::size_t>(start)] = 0;
    std::vector<int> open = {start};
    while (!open.empty()) {
      const std::size_t v = static_cast<std::size_t>(open.back());
      open.pop_back();
      for (const auto& [b, place] : blocks_of[v]) {
        if (joined[b]) continue;
        joined[b] = true;
        const int exchange = splits[b][static_cast<std::size_t>(place)] ^ whole[v];
        for (std::size_t i = 0; i < splits[b].size(); ++i) {
          const int actor = blocks[b].actors[i];
          if (whole[static_cast<std::size_t>(actor)] < 0) open.push_back(actor);
          whole[static_cast<std::size_t>(actor)] = splits[b][i] ^ exchange;
        }
      }
    }
  }
  return whole;
}

}  // namespace detente::frustration
