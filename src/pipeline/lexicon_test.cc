// The lexicon tests itself: see lexicon_check.h.
#include <cstdlib>

#include "pipeline/coding_fixture.h"
#include "pipeline/lexicon_check.h"

namespace detente {
namespace {

class LexiconTest : public CodingFixture {};

TEST_F(LexiconTest, ExpectedCodingsAreRead) {
  const ExpectedCoding e = parse_expected_coding("CONSULT CRV+ARV > BMK [planned]");
  EXPECT_EQ(e.type, "CONSULT");
  EXPECT_EQ(e.status, "planned");
  EXPECT_EQ(e.actors, (std::vector<std::string>{"ARV", "CRV"}));
  EXPECT_EQ(e.recipients, (std::vector<std::string>{"BMK"}));
  EXPECT_TRUE(parse_expected_coding("PROTEST ARV >").recipients.empty());
}

// Some rows' examples are not coded as expected; their share may only shrink (docs/evaluation.md).
TEST_F(LexiconTest, ExamplesAreCodedAsExpected) {
  double rows = 0, typed = 0, right = 0;
  std::string failures;
  for (const std::string& file : lexicon_files(kSourceFolder + "/data"))
    for (const RowCheck& c : check_rows(*coding_, file, ws_)) {
      ++rows;
      typed += c.type_right;
      right += c.all_right;
      if (!c.all_right)
        failures += std::filesystem::path(c.file).filename().string() + ":" + std::to_string(c.line) + (c.type_right ? " parties " : " type ") + c.example +
                    " | " + c.expected + " | got " + c.got + "\n";
    }
  std::printf("lexicon: %.0f rows, type right %.3f, all right %.3f\n", rows, typed / rows, right / rows);
  if (const char* out = std::getenv("LEXICON_FAILURES")) {
    std::FILE* f = std::fopen(out, "w");
    ASSERT_NE(f, nullptr);
    std::fputs(failures.c_str(), f);
    std::fclose(f);
  }
  EXPECT_GT(rows, 3000);
  EXPECT_GE(typed, 0.85 * rows);
  EXPECT_GE(right, 0.72 * rows);
}

}  // namespace
}  // namespace detente
