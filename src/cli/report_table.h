// Reports for eyes: each sentence once with its triggers and parties marked, and a line for each report under it.
#pragma once
#include <string>

#include "event/ontology.h"
#include "pipeline/coding.h"

namespace detente::cli {

struct TableFormat {
  bool colour = false;
  bool explain = false;
};

void write_table(const Workspace& ws, const Document& document, const Ontology& ontology, const TableFormat& format, std::string& out);

}  // namespace detente::cli
