// Out and in again: what each format can carry comes back as it was, field by field; what it cannot is said in docs/formats.md.
#include <gtest/gtest.h>

#include <algorithm>

#include "formats/event_fixture.h"
#include "formats/import_fixture.h"

namespace detente {

namespace {

using formats::fixture::day;
using formats::fixture::party;

// Two states, an act of each, with everything that a format may have a field for.
std::vector<MergedEvent> events() {
  MergedEvent accusation = formats::fixture::expulsion();
  accusation.id = "e00000000000000f6";
  StoredReport& r = accusation.agreed;
  r.type = EventType::ACCUSE;
  r.modes = "disapprove";
  r.contexts.clear();
  r.cameo = "111";
  r.goldstein = -2;
  r.actors = {party("AUT", "Austria", "AUT", "MIL")};
  r.recipients = {party("ROU", "Romania", "ROU", "GOV")};
  r.date = DayRange{day("2018-01-05"), day("2018-01-05")};
  r.place = StoredPlace{"Vienna", "AUT", "09", "city", 48.2, 16.37};
  accusation.first_published = accusation.last_published = "2018-01-06";
  MergedEvent expulsion = formats::fixture::expulsion();
  expulsion.agreed.actors[0].name = "Romania";
  expulsion.agreed.recipients[0].name = "Austria";
  return {expulsion, accusation};
}

struct Carries {
  bool sector = true, cameo = true, country_of_place = true, point = true, published = true;
};

void expect_back(const char* format, ArchiveFormat archive, const Carries& carries) {
  const std::vector<MergedEvent> sent = events();
  const std::string text = formats::fixture::write(format, sent).main;
  const ImportRead back = read_archive(archive, text);
  EXPECT_TRUE(back.troubles.empty()) << format << ": " << (back.troubles.empty() ? "" : back.troubles[0]);
  ASSERT_EQ(back.events.size(), sent.size()) << format << "\n" << text;
  for (const MergedEvent& b : back.events) {
    const auto same_day = [&](const MergedEvent& e) { return e.agreed.date->first == b.agreed.date.value_or(DayRange{}).first; };
    const auto at = std::find_if(sent.begin(), sent.end(), same_day);
    ASSERT_NE(at, sent.end()) << format;
    const StoredReport &x = at->agreed, &y = b.agreed;
    EXPECT_EQ(name(y.type), name(x.type)) << format;
    EXPECT_EQ(y.status, Status::happened) << format;
    EXPECT_FALSE(y.mutual) << format;
    if (carries.cameo) {
      EXPECT_EQ(y.cameo, x.cameo) << format;
    }
    ASSERT_EQ(y.actors.size(), 1U) << format;
    ASSERT_EQ(y.recipients.size(), 1U) << format;
    EXPECT_EQ(y.actors[0].country, x.actors[0].country) << format;
    EXPECT_EQ(y.recipients[0].country, x.recipients[0].country) << format;
    if (carries.sector) {
      EXPECT_EQ(y.actors[0].sector, x.actors[0].sector) << format;
      EXPECT_EQ(y.recipients[0].sector, x.recipients[0].sector) << format;
    }
    if (carries.country_of_place) {
      ASSERT_TRUE(y.place) << format;
      EXPECT_EQ(y.place->country, x.place->country) << format;
    }
    if (carries.point) {
      EXPECT_NEAR(y.place->lat, x.place->lat, 1e-4) << format;
      EXPECT_NEAR(y.place->lon, x.place->lon, 1e-4) << format;
    }
    if (carries.published) {
      EXPECT_EQ(b.first_published.substr(0, 10), at->first_published.substr(0, 10)) << format;
    }
    EXPECT_EQ(b.independent, 1) << format;
    EXPECT_FALSE(b.source_id.empty()) << format;
  }
}

}  // namespace

TEST(RoundTrip, Gdelt2) { expect_back("gdelt2", ArchiveFormat::gdelt2, {}); }
TEST(RoundTrip, Icews) { expect_back("icews", ArchiveFormat::icews, {.published = false}); }
TEST(RoundTrip, Polecat) { expect_back("polecat", ArchiveFormat::polecat, {.cameo = false, .point = true, .published = false}); }
TEST(RoundTrip, Plover) { expect_back("plover", ArchiveFormat::plover, {.cameo = false, .published = false}); }
TEST(RoundTrip, Keds) { expect_back("keds", ArchiveFormat::keds, {.country_of_place = false, .point = false, .published = false}); }
TEST(RoundTrip, Quadruples) {
  expect_back("quadruples", ArchiveFormat::quadruples, {.sector = false, .country_of_place = false, .point = false, .published = false});
}

// A row of GDELT goes out with the number and the counts that it came with.
TEST(RoundTrip, AnImportedRowKeepsItsNumber) {
  const ImportRead back = read_archive(ArchiveFormat::gdelt2, formats::fixture::write("gdelt2", {formats::fixture::imported()}).main);
  ASSERT_EQ(back.events.size(), 1U);
  const MergedEvent e = formats::fixture::imported(), &b = back.events[0];
  EXPECT_EQ(b.id, "gdelt2:719024875");
  EXPECT_EQ(b.source_id, e.source_id);
  EXPECT_EQ(b.mentions, e.mentions);
  EXPECT_EQ(b.articles, e.articles);
  EXPECT_EQ(b.url, e.url);
  ASSERT_TRUE(b.tone);
  EXPECT_NEAR(*b.tone, *e.tone, 1e-6);
}

}  // namespace detente
