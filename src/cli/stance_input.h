// The question "where do the members of an organisation stand towards somebody or something" as the verbs take it, and what it needs from
// a store and the tables.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/runtime.h"
#include "relations/issues.h"
#include "relations/stances.h"
#include "store/store.h"

namespace detente::cli {

struct StanceRequest {
  Runtime runtime;
  std::string within, toward, issue, db, as_of;
  double half_life = StanceOptions{}.half_life;
  void add_to(CLI::App& verb);
  [[nodiscard]] StanceOptions options() const;
};

struct StanceInput {
  std::string organisation, target;  // codes
  std::vector<std::string> members;
  StanceQuestion question;
  std::vector<MergedEvent> events;
};

// Reads what stances are told from, as of one day or several. Belongs to one thread, as its store does.
class StanceReader {
 public:
  explicit StanceReader(const StanceRequest& request);  // opens what the request names; throws Error
  // With what is open already, which must outlive the reader.
  StanceReader(const Coding& coding, Store& store, const NameIndex& names);

  // Throws Error when the organisation, the target or the date is none. Without `as_of`: the last day of the store.
  // REQUIRES: the request has a target, an issue or both
  [[nodiscard]] StanceInput read(const StanceRequest& request, const std::string& as_of) const;
  [[nodiscard]] const NameIndex& names() const { return *names_; }
  [[nodiscard]] const StancePhrases& phrases() const { return phrases_; }
  [[nodiscard]] const IssueTerms& terms() const { return terms_; }

 private:
  std::unique_ptr<Coding> own_coding_;
  std::unique_ptr<Store> own_store_;
  std::unique_ptr<NameIndex> own_names_;
  const Coding* coding_;
  Store* store_;
  const NameIndex* names_;
  StancePhrases phrases_;
  IssueTerms terms_;
};

// "RUS", "sanctions", "RUS: sanctions"
[[nodiscard]] std::string subject_text(const StanceRequest& request, const StanceInput& input, const NameIndex& names);

}  // namespace detente::cli
