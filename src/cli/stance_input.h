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
  std::shared_ptr<const NameIndex> names;
  std::shared_ptr<const StancePhrases> phrases;
  std::shared_ptr<const IssueTerms> terms;
};

// Throws Error when the organisation, the target or a date is none. Without `as_of`: the last day of the store.
[[nodiscard]] StanceInput open_stances(const StanceRequest& request, const std::optional<std::string>& as_of_instead = std::nullopt);

// "RUS", "sanctions", "RUS: sanctions"
[[nodiscard]] std::string subject_text(const StanceRequest& request, const StanceInput& input);

}  // namespace detente::cli
