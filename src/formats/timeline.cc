#include "formats/timeline.h"

#include <algorithm>

namespace detente::formats {

std::int32_t TextNumbers::number(std::string_view text) {
  const auto [at, fresh] = numbers_.emplace(text, static_cast<std::int32_t>(texts_.size()));
  if (fresh) texts_.push_back(&at->first);
  return at->second;
}

const std::vector<TimelineRow>& Timeline::sorted() {
  std::stable_sort(rows_.begin(), rows_.end(), [](const TimelineRow& a, const TimelineRow& b) { return a.day < b.day; });
  return rows_;
}

}  // namespace detente::formats
