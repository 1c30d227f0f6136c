// The gazetteer: names as atoms, compiling, lookup.
#include "places/gazetteer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "places/atoms.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

TEST(PlaceAtoms, SpellingsOfOneName) {
  EXPECT_EQ(place_key("Al-\u1e28asakah"), place_key("al Hasakah"));
  EXPECT_EQ(place_key("S\u00e3o Paulo"), place_key("Sao Paulo"));
  EXPECT_EQ(place_key("St. Louis"), place_key("Saint Louis"));
  EXPECT_EQ(place_key("Sana\u2019a"), place_key("Sanaa"));
  EXPECT_EQ(place_key("Martha's Vineyard"), place_key("Martha s Vineyard"));
  EXPECT_NE(place_key("New York"), place_key("York New"));
}

class GazetteerTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "/gazetteer_" + std::to_string(::getpid());
    std::filesystem::create_directories(folder_ + "/places");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& rows) { write_file(folder_ + "/places/" + name, rows); }
  std::string folder_;
  const std::string header_ = "name\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\taliases\n";
};

TEST_F(GazetteerTest, FindsNamesAndPrefixes) {
  write("regions.tsv", header_ + "Northmark\tregion\tARV\t01\t1\t2\t-\tNM;Nm.\n");
  write("towns.tsv", header_ + "New Arvapol\tcity\tARV\t01\t1.5\t2.5\t5000\tNewpol\n");
  write("aliases.tsv", "alias\tname\tcountry\nLittle Arvapol\tNew Arvapol\tARV\n");
  write("given_names.tsv", "name\nMarta\n");
  const std::string section = compile_places({folder_});
  const Gazetteer g(section);
  Gazetteer::Names names;
  ASSERT_EQ(g.find(place_key("New Arvapol"), names), Gazetteer::Step::names);
  ASSERT_EQ(names.count, 1U);
  EXPECT_EQ(g.text(g.place(names.first).name), "New Arvapol");
  EXPECT_EQ(g.admin1(g.place(names.first).admin1), "Northmark");
  EXPECT_EQ(g.country(g.place(names.first).country), "ARV");
  EXPECT_EQ(g.find(place_key("New"), names), Gazetteer::Step::prefix);
  EXPECT_EQ(g.find(place_key("Arvapol"), names), Gazetteer::Step::none);
  ASSERT_EQ(g.find(place_key("Little Arvapol"), names), Gazetteer::Step::names);
  EXPECT_EQ(g.text(g.place(names.first).name), "New Arvapol");
  ASSERT_EQ(g.find(place_key("NM"), names), Gazetteer::Step::names);
  EXPECT_EQ(g.word_classes(PlaceAtoms("Marta").hash[0]), place_word::given);
}

TEST_F(GazetteerTest, ErrorsNameFileAndLine) {
  const auto message = [&](const std::string& row) {
    write("towns.tsv", header_ + row);
    try {
      (void)compile_places({folder_});
    } catch (const Error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  EXPECT_NE(message("A\tvillage\tARV\t-\t1\t2\t-\t-\n").find("towns.tsv:2"), std::string::npos);
  EXPECT_NE(message("A\tcity\tARV\t-\t91\t2\t-\t-\n").find("'91' is no coordinate"), std::string::npos);
}

}  // namespace
}  // namespace detente
