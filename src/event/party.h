// Party: a side of an event, as the text names it and as what it resolves to. Views live as long as the document's analysis.
#pragma once
#include <string_view>

#include "text/sentence.h"

namespace detente {

struct Party {
  Span span;  // verbatim text in the document
  std::string_view text;
  std::string_view id;  // country code, organisation's acronym, dictionary id; empty when unknown
  std::string_view name;
  std::string_view country;  // ISO 3166 alpha-3; empty when none
  std::string_view sector;   // primary PLOVER sector
  std::string_view sector2;  // further ones, joined by ';'
  std::string_view role;     // role noun as written, empty when none
  // Where the reading comes from, for --explain: the dictionary's form, and the rule that chose it.
  std::string_view entry, rule;
  bool is_person = false;   // one human being, by name or role
  bool by_setting = false;  // its country is only that of the document's scene
  bool is_town = false;     // named as a town: what happens to it happens at a place
  bool is_land = false;     // named as a country or its capital, which may stand for the state or for the place
  [[nodiscard]] bool same_actor(const Party& o) const {
    if (!id.empty() || !o.id.empty()) return id == o.id && sector == o.sector;
    return text == o.text;
  }
};

}  // namespace detente
