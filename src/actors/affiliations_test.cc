#include "actors/affiliations.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "util/date.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

class AffiliationsTest : public testing::Test {
 protected:
  AffiliationsTest() : folder_(testing::TempDir() + "/affiliations_" + std::to_string(::getpid())) { std::filesystem::create_directories(folder_ + "/actors"); }
  ~AffiliationsTest() override { std::filesystem::remove_all(folder_); }
  std::string compile(const std::string& rows) {
    write_file(folder_ + "/actors/affiliations.tsv", "id\torganisation\tfrom\tto\tnote\n" + rows);
    return compile_affiliations({folder_});
  }
  std::string folder_;
};

TEST_F(AffiliationsTest, HoldOnTheirDaysAndInTurn) {
  const std::string section = compile(
      "holt\tMISSION\t1998\t2000-06-30\thead\nholt\tUNION\t2004-05-01\t-\tenvoy\nMISSION\tLEAGUE\t-\t-\tmission\nMISSION\tUNION\t1999\t-\tmission\n"
      "FORMAT\tARV\t-\t-\tformat\nFORMAT\tBMK\t-\t2001\tformat\nLEAGUE\tMISSION\t-\t-\ta ring ends\n");
  const Affiliations a(section);
  EXPECT_EQ(a.codes("holt", day_number({1998, 2, 1})), "LEAGUE;MISSION");
  EXPECT_EQ(a.codes("holt", day_number({2000, 2, 1})), "LEAGUE;MISSION;UNION");
  EXPECT_EQ(a.codes("holt", day_number({2002, 2, 1})), "");
  EXPECT_EQ(a.codes("holt", day_number({2020, 2, 1})), "UNION");
  EXPECT_EQ(a.codes("FORMAT", day_number({2001, 12, 31})), "ARV;BMK");
  EXPECT_EQ(a.codes("FORMAT", day_number({2002, 1, 1})), "ARV");
  EXPECT_EQ(a.codes("nobody", day_number({2002, 1, 1})), "");
}

TEST_F(AffiliationsTest, TroubleNamesFileAndLine) {
  for (const auto& [rows, words] : std::initializer_list<std::pair<const char*, const char*>>{
           {"holt\tUNION\t2010\t2009\t-\n", "affiliations.tsv:2: from is after to"}, {"UNION\tUNION\t-\t-\t-\n", "affiliations.tsv:2: 'UNION' cannot"}}) {
    try {
      compile(rows);
      FAIL() << rows;
    } catch (const Error& e) {
      EXPECT_NE(std::string(e.what()).find(words), std::string::npos) << e.what();
    }
  }
}

}  // namespace
}  // namespace detente
