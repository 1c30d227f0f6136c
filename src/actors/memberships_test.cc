#include "actors/memberships.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "util/date.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

class MembershipsTest : public testing::Test {
 protected:
  MembershipsTest() : folder_(testing::TempDir() + "/memberships_" + std::to_string(::getpid())) { std::filesystem::create_directories(folder_ + "/actors"); }
  ~MembershipsTest() override { std::filesystem::remove_all(folder_); }
  std::string compile(const std::string& rows) {
    write_file(folder_ + "/actors/memberships.tsv", "organisation\tmember\tfrom\tto\tnote\n" + rows);
    return compile_memberships({folder_});
  }
  std::string folder_;
};

TEST_F(MembershipsTest, HoldOnTheirDaysAndRestWhenSuspended) {
  const std::string section = compile(
      "LEAGUE\tARV\t1990\t-\t-\nLEAGUE\tBMK\t1995-03-01\t2005-06-30\t-\nLEAGUE\tCRV\t1990\t-\t-\n"
      "LEAGUE\tCRV\t2001\t2002\tsuspended after a coup\nUNION\tARV\t2004-05-01\t-\t-\nLEAGUE\tDRL\t2000\t-\tobserver\n");
  const Memberships m(section);
  using List = std::vector<std::string_view>;
  EXPECT_EQ(m.members("LEAGUE", day_number({1994, 1, 1})), (List{"ARV", "CRV"}));
  EXPECT_EQ(m.members("LEAGUE", day_number({2000, 1, 1})), (List{"ARV", "BMK", "CRV"}));
  EXPECT_EQ(m.members("LEAGUE", day_number({2001, 7, 1})), (List{"ARV", "BMK"}));
  EXPECT_EQ(m.organisations("ARV", day_number({2010, 1, 1})), (List{"LEAGUE", "UNION"}));
  EXPECT_TRUE(m.members("CLUB", day_number({2010, 1, 1})).empty());
}

TEST_F(MembershipsTest, BadDatesNameFileAndLine) {
  try {
    (void)compile("LEAGUE\tARV\t2005\t2001\t-\n");
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find("memberships.tsv:2: from is after to"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace detente
