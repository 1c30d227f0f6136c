#include "cli/archive_names.h"

#include <gtest/gtest.h>

#include "formats/import_tables.h"
#include "util/date.h"

namespace detente::cli {
namespace {

TEST(ArchiveNamesTest, NamesAsArchivesWriteThem) {
  EXPECT_EQ(plain_name("Abdullah Gül"), "abdullah gul");
  EXPECT_EQ(plain_name("Umaru Musa Yar'Adua"), "umaru musa yaradua");
  EXPECT_EQ(plain_name(" Lee  Myung-bak. "), "lee myung bak");

  const std::string section = compile_actors({DETENTE_SOURCE_DIR "/data"});
  const ActorDictionary actors(section);
  const ImportTables tables(DETENTE_SOURCE_DIR "/data");
  ArchiveNames names(actors, [&](std::string_view words) { return tables.sector_of_words(words); });
  StoredParty p;
  const auto found = [&](const char* name, const char* day) {
    p = StoredParty();
    return names.resolve(name, parse_iso_day(day), p);
  };
  ASSERT_TRUE(found("Barack Obama", "2010-01-01"));
  EXPECT_EQ(p.id, "barack-obama");
  EXPECT_EQ(p.country, "USA");
  EXPECT_EQ(p.sector, "GOV");
  ASSERT_TRUE(found("President Barack Hussein Obama", "2010-01-01"));  // a title and a middle name
  EXPECT_EQ(p.id, "barack-obama");
  ASSERT_TRUE(found("OBAMA BARACK", "2010-01-01"));  // the family name first
  EXPECT_EQ(p.id, "barack-obama");
  ASSERT_TRUE(found("North Atlantic Treaty Organization", "2010-01-01"));
  EXPECT_EQ(p.id, "NATO");
  EXPECT_EQ(p.country, "");
  ASSERT_TRUE(found("Royal Norwegian Navy", "2010-01-01"));  // a body, by the adjective
  EXPECT_EQ(p.id, "NOR");
  EXPECT_EQ(p.sector, "MIL");
  EXPECT_EQ(p.name, "Royal Norwegian Navy");
  EXPECT_FALSE(found("Norwegian Wood", "2010-01-01"));
  EXPECT_FALSE(found("Ada Nobody Berg", "2010-01-01"));
  EXPECT_FALSE(found("", "2010-01-01"));
}

// An office is held at a time: the row of the day counts.
TEST(ArchiveNamesTest, TheDayDecides) {
  const std::string section = compile_actors({DETENTE_SOURCE_DIR "/data"});
  const ActorDictionary actors(section);
  ArchiveNames names(actors, [](std::string_view) { return std::string_view(); });
  StoredParty before, in_power;
  ASSERT_TRUE(names.resolve("Taliban", parse_iso_day("2010-01-01"), before));
  ASSERT_TRUE(names.resolve("Taliban", parse_iso_day("1998-01-01"), in_power));
  EXPECT_EQ(before.id, in_power.id);
  EXPECT_EQ(before.sector, "REB");
  EXPECT_EQ(in_power.sector, "GOV");
}

}  // namespace
}  // namespace detente::cli
