// Reads TimeML: the creation time, the text without tags, and its TIMEX3 elements.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "text/sentence.h"

namespace detente {

struct GoldTimex {
  Span span;
  std::string type, value;
};

struct TimeMlDocument {
  std::string text;
  std::optional<std::int32_t> created;
  std::vector<GoldTimex> times;
};

// Throws Error when the file cannot be read or has no text.
[[nodiscard]] TimeMlDocument read_timeml(const std::string& path);

}  // namespace detente
