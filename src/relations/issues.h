// Cross-cutting issues: what an event is about besides its sides (places, third countries, recurrent objects), as nodes of an actor-issue
// network. An issue counts by how many dyads meet there, how evenly (participation), and how much of the network runs through it
// (betweenness). A dyad's own sides are not its issues. Pure functions over events; formulas in docs/methods-issues.md.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "relations/name_index.h"
#include "store/merge.h"

namespace detente {

// Vocabulary of issues (data/relations/issues.tsv). Constant after construction.
class IssueTerms {
 public:
  struct Term {
    std::size_t issue = 0;
    std::vector<std::string> stems;
    std::vector<char> capital;  // per word: must stand with a capital
  };
  explicit IssueTerms(const std::string& path);  // throws Error with file and line
  struct Found {
    std::size_t issue = 0, first = 0, last = 0;  // words [first, last)
  };
  [[nodiscard]] std::vector<Found> find(const std::vector<SentenceWord>& words) const;
  [[nodiscard]] const std::string& name(std::size_t issue) const { return names_[issue]; }
  [[nodiscard]] const std::string& kind(std::size_t issue) const { return kinds_[issue]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  // The terms of the issue that has this name or term; empty when there is none.
  [[nodiscard]] std::vector<std::string> synonyms(std::string_view words) const;

 private:
  std::vector<std::string> names_, kinds_;
  std::vector<std::vector<std::string>> terms_;
  std::unordered_map<std::string, std::vector<Term>> by_first_;  // longest first
};

struct IssueDyad {
  std::string a, b;                 // a < b
  std::vector<std::string> events;  // ids, sorted
};

struct Issue {
  std::string name, kind;           // kind: class of the vocabulary, `country`, or `found` for a recurrent name
  std::vector<IssueDyad> dyads;     // most events first
  std::vector<std::string> events;  // all, sorted; those of one side alone, too
  double participation = 0;         // 1 - sum of squared shares of the dyads
  double betweenness = 0;           // share of the shortest paths between others in the actor-issue network
  double separate = 0;              // dyads without a common side that would make as many pairs of such dyads; 1: all share a side
  double score = 0;                 // separate times 1 + betweenness
};

struct IssueNetwork {
  std::vector<Issue> issues;  // highest score first
  std::size_t active_dyads = 0, events = 0;
};

struct IssueQuestion {
  // Sides of a pair (codes, members of an organisation among them). Both empty: the whole store. Else issues that both sides have to do with.
  std::vector<std::string> a, b;
  std::int32_t from = 0, as_of = 0;  // days of the events
  std::size_t least_found = 3;       // events that make an unlisted name an issue
};

[[nodiscard]] IssueNetwork find_issues(const std::vector<MergedEvent>& events, const IssueQuestion& question, const IssueTerms& terms, const NameIndex& names);

// Betweenness of every node of an undirected graph, each pair of ends counted once (Brandes 2001). Neighbours must stand in both lists.
[[nodiscard]] std::vector<double> betweenness(const std::vector<std::vector<std::size_t>>& neighbours);

// What a party counts as in a dyad: its country, else the organisation it belongs to, else its id; empty for what is not known.
[[nodiscard]] std::string side_of(const StoredParty& party);

}  // namespace detente
