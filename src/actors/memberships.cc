#include "actors/memberships.h"

#include <algorithm>
#include <filesystem>

#include "actors/day_bound.h"
#include "util/error.h"
#include "util/tsv.h"

namespace detente {

std::string compile_memberships(const std::vector<std::string>& folders) {
  PoolWriter pool;
  std::vector<Membership> rows;
  for (const std::string& folder : folders) {
    const std::string path = folder + "/actors/memberships.tsv";
    if (!std::filesystem::exists(path)) continue;
    for (const TsvTable::Row& r : read_tsv(path, {"organisation", "member", "from", "to", "note"}).rows) {
      const std::string where = path + ":" + std::to_string(r.line);
      Membership m{};
      m.organisation = pool.add(r.fields[0]);
      m.member = pool.add(r.fields[1]);
      m.from = day_bound(r.fields[2], false, where);
      m.to = day_bound(r.fields[3], true, where);
      if (m.from > m.to) throw error_at(where, "from is after to");
      m.note = pool.add(r.fields[4] == "-" ? "" : r.fields[4]);
      const std::string& note = r.fields[4];
      m.resting = note.starts_with("suspended") || note.starts_with("observer") || note.starts_with("associate");
      rows.push_back(m);
    }
  }
  ArrayWriter out;
  out.add(rows);
  out.add_bytes(pool.bytes());
  return out.take();
}

Memberships::Memberships(std::string_view section) {
  ArrayReader in(section);
  rows_ = in.take<Membership>();
  pool_ = in.take_bytes();
}

std::vector<std::string_view> Memberships::collect(std::string_view wanted, bool by_organisation, std::int32_t day) const {
  std::vector<std::string_view> found, resting;
  for (const Membership& m : rows_) {
    if (day < m.from || day > m.to) continue;
    const std::string_view organisation = m.organisation.in(pool_), member = m.member.in(pool_);
    if ((by_organisation ? organisation : member) != wanted) continue;
    (m.resting != 0 ? resting : found).push_back(by_organisation ? member : organisation);
  }
  std::erase_if(found, [&](std::string_view s) { return std::find(resting.begin(), resting.end(), s) != resting.end(); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string_view> Memberships::members(std::string_view organisation, std::int32_t day) const { return collect(organisation, true, day); }

std::vector<std::string_view> Memberships::organisations(std::string_view member, std::int32_t day) const { return collect(member, false, day); }

}  // namespace detente
