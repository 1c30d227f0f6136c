// A small XML reader for gold files: elements with their text, entities and CDATA resolved, line ends as the standard asks
// (CR LF is one LF). Attributes are kept as written between the quotes; comments and declarations are skipped.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace detente {

struct XmlElement {
  std::string name, text;  // text: character data directly below it
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlElement> children;
  // First child of that name, null when none.
  [[nodiscard]] const XmlElement* child(std::string_view child_name) const;
  // Its text, empty when there is none.
  [[nodiscard]] std::string_view child_text(std::string_view child_name) const;
};

// The root element. `source` names the file in errors. Throws Error when elements do not nest.
[[nodiscard]] XmlElement read_xml(std::string_view bytes, const std::string& source);

}  // namespace detente
