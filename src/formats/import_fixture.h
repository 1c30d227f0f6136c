// For the tests of readers of archives: the shipped tables, and all that a reader gives for a text.
#pragma once
#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "formats/event_reader.h"

namespace detente {

struct ImportRead {
  std::vector<MergedEvent> events;
  std::vector<std::string> troubles;
  std::map<std::string, std::size_t> notes;
};

// The bytes of a text in pieces of a size, so that lines are cut at every place.
inline LineSource lines_of(std::string text, std::size_t piece = 1 << 16) {
  auto rest = std::make_shared<std::string>(std::move(text));
  auto at = std::make_shared<std::size_t>(0);
  return LineSource(
      [rest, at, piece](char* to, std::size_t size) {
        const std::size_t n = std::min({size, piece, rest->size() - *at});
        std::memcpy(to, rest->data() + *at, n);
        *at += n;
        return n;
      },
      "file");
}

inline const Ontology& import_ontology() {
  static const std::string kSection = compile_ontology(DETENTE_SOURCE_DIR "/data");
  static const Ontology kOntology{kSection};
  return kOntology;
}

inline const ImportTables& import_tables() {
  static const ImportTables kTables{DETENTE_SOURCE_DIR "/data"};
  return kTables;
}

inline ImportRead read_archive(ArchiveFormat format, const std::string& text, const ResolveName& resolve = {}, std::size_t piece = 1 << 16) {
  ImportRead out;
  const std::unique_ptr<EventReader> reader = open_events(format, lines_of(text, piece), {&import_ontology(), &import_tables(), resolve});
  MergedEvent e;
  for (RowResult r = reader->next(e); r != RowResult::end; r = reader->next(e)) {
    if (r == RowResult::row) out.events.push_back(e);
    else out.troubles.push_back(reader->trouble().text());
  }
  out.notes = reader->notes();
  return out;
}

// Fields joined by tabs, with a line end.
inline std::string tab_row(const std::vector<std::string>& fields, const std::string& end = "\n") {
  std::string out;
  for (const std::string& f : fields) out.append(&f == &fields.front() ? "" : "\t").append(f);
  return out.append(end);
}

}  // namespace detente
