// The lexicon tests itself: a row's example is coded, and the coding that the row expects must be among the reports.
// Serves `detente lexicon check` and the tests.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/coding.h"
#include "util/tsv.h"

namespace detente {

// "TYPE actor+actor > recipient [status]", the last column of a lexicon row; "-": no report at all.
struct ExpectedCoding {
  std::string type, status = "happened";
  std::vector<std::string> actors, recipients;  // country codes or ids, sorted
};
[[nodiscard]] ExpectedCoding parse_expected_coding(std::string_view text);

struct RowCheck {
  std::string file;
  int line = 0;
  std::string trigger, example, expected;
  std::string got;          // the nearest report in the same notation; empty: no report
  bool type_right = false;  // a report has the type
  bool all_right = false;   // and its parties and status
};

// Column names of a file of trigger rows.
[[nodiscard]] const std::vector<std::string>& lexicon_columns();

// The files of trigger rows of a data folder, sorted (outer words, compositions and the like left out).
[[nodiscard]] std::vector<std::string> lexicon_files(const std::string& data_folder);

// Codes the example of one row, or of every row of a file. Throws Error when the file is no table.
[[nodiscard]] RowCheck check_row(const Coding& coding, const TsvTable::Row& row, const std::string& file, Workspace& ws);
[[nodiscard]] std::vector<RowCheck> check_rows(const Coding& coding, const std::string& file, Workspace& ws);

}  // namespace detente
