// The split inside an organisation as a table and as JSON.
#pragma once
#include <string>
#include <vector>

#include "relations/member_blocs.h"

namespace detente::cli {

struct MemberBlocsText {
  std::string organisation, subject, since;  // since: empty without a comparison
  std::int32_t as_of = 0;
  bool towards_actor = true;
  double band = 1.2816;
  std::vector<StanceChange> changes;
  Stance whole;  // of the organisation itself
};

[[nodiscard]] std::string member_blocs_table(const MemberBlocs& m, const MemberBlocsText& t);
[[nodiscard]] std::string member_blocs_json(const MemberBlocs& m, const MemberBlocsText& t);

// Plain decimals without the zeros at the end.
[[nodiscard]] std::string plain_number(double v, int digits);

}  // namespace detente::cli
