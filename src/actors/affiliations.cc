#include "actors/affiliations.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "actors/day_bound.h"
#include "util/error.h"
#include "util/tsv.h"

namespace detente {

std::string compile_affiliations(const std::vector<std::string>& folders) {
  PoolWriter pool;
  std::vector<std::pair<std::string, Affiliation>> rows;
  for (const std::string& folder : folders) {
    const std::string path = folder + "/actors/affiliations.tsv";
    if (!std::filesystem::exists(path)) continue;
    for (const TsvTable::Row& r : read_tsv(path, {"id", "organisation", "from", "to", "note"}).rows) {
      const std::string where = path + ":" + std::to_string(r.line);
      if (r.fields[0] == r.fields[1]) throw error_at(where, "'" + r.fields[0] + "' cannot count as itself");
      Affiliation a{};
      a.id = pool.add(r.fields[0]);
      a.organisation = pool.add(r.fields[1]);
      a.from = day_bound(r.fields[2], false, where);
      a.to = day_bound(r.fields[3], true, where);
      if (a.from > a.to) throw error_at(where, "from is after to");
      rows.emplace_back(r.fields[0], a);
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  std::vector<Affiliation> sorted;
  for (const auto& row : rows) sorted.push_back(row.second);
  ArrayWriter out;
  out.add(sorted);
  out.add_bytes(pool.bytes());
  return out.take();
}

Affiliations::Affiliations(std::string_view section) {
  ArrayReader in(section);
  rows_ = in.take<Affiliation>();
  pool_ = in.take_bytes();
}

std::vector<std::string_view> Affiliations::of(std::string_view id, std::int32_t day) const {
  std::vector<std::string_view> out;
  const auto add_of = [&](std::string_view wanted) {
    const Affiliation* at = std::lower_bound(rows_.begin(), rows_.end(), wanted, [&](const Affiliation& a, std::string_view s) { return a.id.in(pool_) < s; });
    for (; at != rows_.end() && at->id.in(pool_) == wanted; ++at) {
      const std::string_view organisation = at->organisation.in(pool_);
      if (day < at->from || day > at->to || organisation == id) continue;
      if (std::find(out.begin(), out.end(), organisation) == out.end()) out.push_back(organisation);
    }
  };
  add_of(id);
  for (std::size_t i = 0; i < out.size(); ++i) add_of(out[i]);
  std::sort(out.begin(), out.end());
  return out;
}

std::string Affiliations::codes(std::string_view id, std::int32_t day) const {
  std::string out;
  for (const std::string_view o : of(id, day)) {
    if (!out.empty()) out += ';';
    out += o;
  }
  return out;
}

}  // namespace detente
