// Dyadic events as small rows, for formats that want them from the oldest to the newest: the store gives the newest first. Texts are kept once;
// a row is twenty bytes. One thread at a time.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace detente::formats {

// Numbers for texts, from 0 in the order of their coming.
class TextNumbers {
 public:
  std::int32_t number(std::string_view text);
  [[nodiscard]] const std::string& text(std::int32_t number) const { return *texts_[static_cast<std::size_t>(number)]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::unordered_map<std::string, std::int32_t> numbers_;
  std::vector<const std::string*> texts_;  // keys of the map, which stay where they are
};

struct TimelineRow {
  std::int32_t day = 0, source = 0, target = 0, relation = 0, weight = 1;
};

class Timeline {
 public:
  void add(const TimelineRow& row) { rows_.push_back(row); }
  // By day; within a day in the order of their coming.
  [[nodiscard]] const std::vector<TimelineRow>& sorted();

 private:
  std::vector<TimelineRow> rows_;
};

}  // namespace detente::formats
