#include "relations/stance_phrases.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "util/error.h"
#include "util/tsv.h"

namespace detente {

namespace {

using Kind = StancePhrase::Kind;

Kind kind_of(const std::string& name, const std::string& where) {
  static constexpr std::array<std::pair<const char*, Kind>, 11> kKinds = {{{"support", Kind::support},
                                                                           {"oppose", Kind::oppose},
                                                                           {"keep", Kind::keep},
                                                                           {"undo", Kind::undo},
                                                                           {"contact", Kind::contact},
                                                                           {"pressure", Kind::pressure},
                                                                           {"good", Kind::good},
                                                                           {"bad", Kind::bad},
                                                                           {"modal", Kind::modal},
                                                                           {"stop", Kind::stop},
                                                                           {"not", Kind::negation}}};
  for (const auto& [text, kind] : kKinds)
    if (name == text) return kind;
  throw error_at(where, "class '" + name + "' is unknown");
}

}  // namespace

StancePhrases::StancePhrases(const std::string& path) {
  for (const TsvTable::Row& row : read_tsv(path, {"class", "phrase", "strength", "example", "expected"}).rows) {
    const std::string where = path + ":" + std::to_string(row.line);
    StancePhrase p;
    p.kind = kind_of(row.fields[0], where);
    p.phrase = row.fields[1];
    p.stems = stems_of(p.phrase);
    p.strength = std::strtod(row.fields[2].c_str(), nullptr);
    p.example = row.fields[3];
    p.expected = row.fields[4] == "+" ? 1 : row.fields[4] == "-" ? -1 : 0;
    p.line = row.line;
    if (p.stems.empty()) throw error_at(where, "phrase has no words");
    if (!(p.strength > 0 && p.strength <= 1)) throw error_at(where, "strength '" + row.fields[2] + "' is not above 0 and at most 1");
    if (p.expected == 0) throw error_at(where, "expected sign is neither + nor -");
    rows_.push_back(std::move(p));
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) by_first_[rows_[i].stems.front()].push_back(i);
  for (auto& [stem, list] : by_first_)
    std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) { return rows_[a].stems.size() > rows_[b].stems.size(); });
}

const StancePhrase* StancePhrases::match(const std::vector<SentenceWord>& words, std::size_t i) const {
  const auto it = by_first_.find(words[i].stem);
  if (it == by_first_.end()) return nullptr;
  for (const std::size_t r : it->second) {
    const std::vector<std::string>& stems = rows_[r].stems;
    if (i + stems.size() > words.size()) continue;
    if (std::equal(stems.begin(), stems.end(), words.begin() + static_cast<std::ptrdiff_t>(i),
                   [](const std::string& stem, const SentenceWord& w) { return stem == w.stem; }))
      return &rows_[r];
  }
  return nullptr;
}

const StancePhrase* StancePhrases::row_of(const std::vector<std::string>& stems, Kind kind) const {
  for (const StancePhrase& p : rows_)
    if (p.kind == kind && p.stems == stems) return &p;
  return nullptr;
}

}  // namespace detente
