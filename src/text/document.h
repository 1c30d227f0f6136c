// Document: what the readers give and the pipeline codes.
#pragma once
#include <string>
#include <string_view>

namespace detente {

struct Document {
  std::string id;  // given, else a hash of the URL or the text
  std::string title, text;
  std::string published;  // ISO 8601, empty when unknown
  std::string outlet, url;
  std::string language;      // ISO 639-1, empty when unknown
  std::size_t repaired = 0;  // bytes that were no text and were replaced
  // A long plain text comes in parts: where this part begins in the coded text, and its number from 0.
  std::size_t offset = 0, part = 0;

  // The text that is coded and that spans point into: the title, a blank line, the body.
  [[nodiscard]] std::string coded_text() const { return title.empty() ? text : title + "\n\n" + text; }
};

}  // namespace detente
