#include "util/utf8.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

TEST(Utf8, FindsInvalidSequences) {
  EXPECT_EQ(utf8::find_invalid("caf\u00e9 \u4e2d"), std::string_view::npos);
  EXPECT_EQ(utf8::find_invalid("ab\xff"), 2U);
  EXPECT_EQ(utf8::find_invalid("\xc0\xaf"), 0U);      // overlong
  EXPECT_EQ(utf8::find_invalid("\xed\xa0\x80"), 0U);  // surrogate
  EXPECT_EQ(utf8::find_invalid("x\xe2\x82"), 1U);     // truncated
}

TEST(Utf8, RepairReplacesAndCounts) {
  std::string s = std::string("a\xff") + '\0' + "b\n";
  EXPECT_EQ(utf8::repair(s), 2U);
  EXPECT_EQ(s, "a\ufffd b\n");
  EXPECT_EQ(utf8::find_invalid(s), std::string_view::npos);
  std::string fine = "line\n\ttab";
  EXPECT_EQ(utf8::repair(fine), 0U);
}

TEST(Utf8, LowersLatinGreekCyrillic) {
  EXPECT_EQ(utf8::lower("ÉLYSÉE"), "élysée");
  EXPECT_EQ(utf8::lower("ΑΘΗΝΑ"), "αθηνα");
  EXPECT_EQ(utf8::lower("МОСКВА"), "москва");
  EXPECT_EQ(utf8::lower("Łódź"), "łódź");
}

}  // namespace
}  // namespace detente
