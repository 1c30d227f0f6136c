// Golden cases: tests/golden/*.txt in the notation of the lexicon's examples, a document and the codings that must be among its reports.
#include <algorithm>

#include "pipeline/coding_fixture.h"
#include "pipeline/lexicon_check.h"
#include "util/file.h"
#include "util/tsv.h"

namespace detente {
namespace {

class GoldenTest : public CodingFixture {
 protected:
  struct Case {
    int line = 0;
    std::string text;
    std::vector<std::string> expected;
  };

  static std::vector<Case> read(const std::string& file) {
    std::vector<Case> out;
    int line = 0;
    bool open = false;
    for (const std::string& l : split(read_file(kSourceFolder + "/tests/golden/" + file), '\n')) {
      ++line;
      if (l.empty()) open = false;
      if (l.empty() || l[0] == '#') continue;
      if (l.starts_with("=> ")) {
        out.back().expected.push_back(l.substr(3));
        continue;
      }
      if (!open) out.push_back({line, {}, {}});
      open = true;
      out.back().text += (out.back().text.empty() ? "" : "\n") + l;
    }
    return out;
  }
};

TEST_F(GoldenTest, PartiesAreWhoTheyAre) {
  const std::vector<Case> cases = read("parties.txt");
  ASSERT_GT(cases.size(), 12U);
  for (const Case& c : cases) {
    ASSERT_FALSE(c.expected.empty()) << "parties.txt:" << c.line;
    for (const std::string& e : c.expected) {
      TsvTable::Row row;
      row.line = c.line;
      row.fields = {"", "", "", "", "", "", c.text, e};
      const RowCheck check = check_row(*coding_, row, "parties.txt", ws_);
      EXPECT_TRUE(check.all_right) << "parties.txt:" << c.line << ": " << c.text << "\n  expected " << e << "\n  got " << check.got;
    }
  }
}

}  // namespace
}  // namespace detente
