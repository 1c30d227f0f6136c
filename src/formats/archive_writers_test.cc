// The formats of the event archives, column by column.
#include <gtest/gtest.h>

#include <set>

#include "formats/cameo_actors.h"
#include "formats/cameo_codes.h"
#include "formats/event_fields.h"
#include "formats/event_fixture.h"

namespace detente::formats {

namespace {

using fixture::expulsion, fixture::imported, fixture::meeting, fixture::plan, fixture::protest, fixture::rows, fixture::write;
using Fields = std::vector<std::string>;

Fields part(const Fields& all, std::size_t first, std::size_t count) {
  return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(first + count)};
}

TEST(Gdelt, EveryColumnOfAnEvent) {
  const auto table = rows(write("gdelt2", {expulsion()}).main);
  ASSERT_EQ(table.size(), 1U);
  const Fields& f = table[0];
  ASSERT_EQ(f.size(), 61U);
  EXPECT_EQ(f[0], std::to_string(row_number(expulsion(), 0, 1)));
  EXPECT_EQ(part(f, 1, 4), (Fields{"20171202", "201712", "2017", "2017.9096"}));
  // CAMEO codes of countries, not ISO's (ROM) and not FIPS
  EXPECT_EQ(part(f, 5, 10), (Fields{"ROMGOV", "ARVIA", "ROM", "", "", "", "", "GOV", "", ""}));
  EXPECT_EQ(part(f, 15, 10), (Fields{"AUTGOV", "BELMARK", "AUT", "", "", "", "", "GOV", "", ""}));
  EXPECT_EQ(part(f, 25, 6), (Fields{"1", "166", "166", "16", "4", "-7"}));
  EXPECT_EQ(part(f, 31, 4), (Fields{"3", "2", "3", ""}));
  EXPECT_EQ(part(f, 35, 8), (Fields{"0", "", "", "", "", "", "", ""}));
  EXPECT_EQ(part(f, 43, 8), (Fields{"0", "", "", "", "", "", "", ""}));
  // FIPS codes of places
  EXPECT_EQ(part(f, 51, 8), (Fields{"4", "Port Arvia, Romania", "RO", "RO00", "", "44.4321", "26.1", ""}));
  EXPECT_EQ(part(f, 59, 2), (Fields{"20171203083000", "https://news.example/a?x=1&y=2"}));
}

TEST(Gdelt, AnImportedRowKeepsItsNumberAndCounts) {
  const Fields f = rows(write("gdelt2", {imported()}).main)[0];
  EXPECT_EQ(f[0], "719024875");
  EXPECT_EQ(f[25], "");  // nobody knows whether it was in the lead
  EXPECT_EQ(part(f, 31, 4), (Fields{"18", "3", "18", "-2.564103"}));
}

TEST(Gdelt, AMutualEventIsARowForEachOrderedPair) {
  const auto table = rows(write("gdelt2", {meeting()}).main);
  ASSERT_EQ(table.size(), 6U);
  std::vector<std::pair<std::string, std::string>> dyads;
  for (const Fields& f : table) dyads.emplace_back(f[5], f[15]);
  EXPECT_EQ(
      dyads,
      (std::vector<std::pair<std::string, std::string>>{
          {"ROMMIL", "AUTGOV"}, {"AUTGOV", "ROMMIL"}, {"ROMMIL", "IGOWSTNAT"}, {"IGOWSTNAT", "ROMMIL"}, {"AUTGOV", "IGOWSTNAT"}, {"IGOWSTNAT", "AUTGOV"}}));
  EXPECT_EQ(part(table[3], 5, 10), (Fields{"IGOWSTNAT", "NATO", "WST", "NAT", "", "", "", "IGO", "", ""}));
  EXPECT_EQ(part(table[0], 51, 4), (Fields{"2", "Vermont, United States", "US", "USVT"}));
  std::set<std::string> numbers;
  for (const Fields& f : table) numbers.insert(f[0]);
  EXPECT_EQ(numbers.size(), 6U);
}

TEST(Gdelt, QuadClassesAreThoseOfItsRows) {
  EXPECT_EQ(gdelt_quad("094"), 2);  // an investigation counts as material cooperation there
  EXPECT_EQ(gdelt_quad("141"), 3);
  EXPECT_EQ(gdelt_quad("17"), 4);
  EXPECT_EQ(icews_quad("094"), 3);
  EXPECT_EQ(icews_quad("141"), 4);
  EXPECT_EQ(phoenix_quad("010"), 0);
  EXPECT_EQ(phoenix_quad("163"), 3);
  EXPECT_EQ(gdelt_quad("21"), 0);
  EXPECT_EQ(gdelt_quad("x"), 0);
}

TEST(Gdelt, OneSideMayBeMissingAndPlansAreLeftOut) {
  const fixture::Written out = write("gdelt2", {protest(), plan()});
  const auto table = rows(out.main);
  ASSERT_EQ(table.size(), 1U);
  EXPECT_EQ(part(table[0], 5, 3), (Fields{"ROMCVL", "ROMANIA", "ROM"}));
  EXPECT_EQ(part(table[0], 15, 10), Fields(10));
  EXPECT_EQ(table[0][1], "20180101");  // of publication
  EXPECT_EQ(table[0][51], "0");
  EXPECT_EQ(out.left_out.not_happened, 1U);
  EXPECT_EQ(out.left_out.text(), "1 that did not (yet) happen");
  ExportOptions all;
  all.any_status = true;
  EXPECT_EQ(rows(write("gdelt2", {protest(), plan()}, all).main).size(), 2U);
}

TEST(Gdelt, Mentions) {
  const auto table = rows(write("gdelt2-mentions", {expulsion()}).main);
  ASSERT_EQ(table.size(), 2U);
  const std::string number = std::to_string(row_number(expulsion(), 0, 1));
  EXPECT_EQ(table[0], (Fields{number, "20171203083000", "20171203083000", "1", "Harbour Post", "https://news.example/a?x=1&y=2", "1", "100", "-1", "106", "1",
                              "80", "", "", "", ""}));
  EXPECT_EQ(table[1], (Fields{number, "20171203083000", "20171205000000", "2", "Meridian", "doc-2", "1", "100", "-1", "106", "1", "80", "", "", "", ""}));
  // Without reports the event's own source is its mention
  const auto one = rows(write("gdelt2-mentions", {imported()}).main);
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0], (Fields{"719024875", "20171203083000", "20171203083000", "1", "Harbour Post", "https://news.example/a?x=1&y=2", "", "-1", "-1", "-1", "0",
                            "80", "", "", "", ""}));
}

TEST(Icews, EveryColumn) {
  const auto table = rows(write("icews", {expulsion()}).main);
  ASSERT_EQ(table.size(), 2U);
  ASSERT_EQ(table[0].size(), 20U);
  EXPECT_EQ(table[0][0], "Event ID");
  EXPECT_EQ(table[0][19], "Longitude");
  const Fields& f = table[1];
  ASSERT_EQ(f.size(), 20U);
  EXPECT_EQ(part(f, 1, 10), (Fields{"2017-12-02", "Romania", "Government", "Romania", "Expel or withdraw", "166", "-7", "Austria", "Government", "Austria"}));
  EXPECT_EQ(part(f, 12, 8), (Fields{"1", "Harbour Post", "Port Arvia", "", "", "Romania", "44.4321", "26.1"}));
}

TEST(Icews, NamesOfSidesAndValuesOfItsOwn) {
  MergedEvent e = meeting();
  e.agreed.cameo = "163";
  e.agreed.actors[1] = fixture::party("RUS", "Russia", "RUS", "GOV");
  const auto table = rows(write("icews", {e, protest()}).main);
  ASSERT_EQ(table.size(), 7U);  // the protest has no target
  EXPECT_EQ(table[1][2], "Military (Romania)");
  EXPECT_EQ(table[1][8], "Russia");
  EXPECT_EQ(table[1][10], "Russian Federation");
  EXPECT_EQ(table[1][7], "-8");
  EXPECT_EQ(table[1][16], "Vermont");
  EXPECT_EQ(table[4][2], "NATO");
  EXPECT_EQ(table[4][3], "International Government Organization");
  EXPECT_EQ(find_cameo("016")->icews, -5);
  EXPECT_EQ(find_cameo("016")->gdelt, -2);
  EXPECT_EQ(find_cameo("164")->icews, -6.5);
  EXPECT_EQ(find_cameo("1669")->code, "166");
}

TEST(Polecat, EveryColumn) {
  const auto table = rows(write("polecat", {expulsion()}).main);
  ASSERT_EQ(table.size(), 2U);
  ASSERT_EQ(table[0].size(), 40U);
  const Fields& f = table[1];
  ASSERT_EQ(f.size(), 40U);
  EXPECT_EQ(part(f, 0, 7), (Fields{"e00000000000000a1", "2017-12-02", "SANCTION", "expel", "-5.5", "MATERIAL CONFLICT", "diplomatic;intelligence"}));
  EXPECT_EQ(part(f, 7, 8), (Fields{"Arvia", "ROU", "360", "GOV", "GOV", "", "Arvia", ""}));
  EXPECT_EQ(part(f, 15, 8), (Fields{"Belmark", "AUT", "305", "GOV", "GOV", "envoys", "two envoys of Belmark", ""}));
  EXPECT_EQ(part(f, 23, 10), (Fields{"Port Arvia", "Port Arvia", "", "", "Romania", "44.4321", "26.1", "", "the port", "PPL"}));
  EXPECT_EQ(part(f, 33, 7), (Fields{"Harbour Post", "2017-12-03", "", "", "", "English", "detente"}));
  const auto pairs = rows(write("polecat", {meeting()}).main);
  ASSERT_EQ(pairs.size(), 7U);
  EXPECT_EQ(pairs[2][0], "e00000000000000b2-2");
  EXPECT_EQ(part(pairs[4], 7, 5), (Fields{"NATO", "IGO", "", "", ""}));
}

TEST(Phoenix, EveryColumn) {
  const auto table = rows(write("phoenix", {expulsion()}).main);
  ASSERT_EQ(table.size(), 1U);
  EXPECT_EQ(table[0], (Fields{"1_detente",
                              "20171202",
                              "2017",
                              "12",
                              "2",
                              "ROMGOV",
                              "ROM",
                              "GOV",
                              "",
                              "AUTGOV",
                              "AUT",
                              "GOV",
                              "",
                              "166",
                              "16",
                              "3",
                              "-8",
                              "",
                              "44.4321",
                              "26.1",
                              "Port Arvia",
                              "",
                              "Romania",
                              "doc-1_1;doc-2_1",
                              "https://news.example/a?x=1&y=2",
                              "Harbour Post;Meridian"}));
}

TEST(Keds, OldestFirst) {
  MergedEvent unknown = expulsion();
  unknown.agreed.recipients = {fixture::party("", "", "", "", "somebody")};
  const fixture::Written out = write("keds", {expulsion(), meeting(), plan(), protest(), unknown});
  const auto table = rows(out.main);
  ASSERT_EQ(table.size(), 7U);
  EXPECT_EQ(table[0], (Fields{"171201", "ROMMIL", "AUTGOV", "046", "(ENGAGE IN NEGOTIATION)"}));
  EXPECT_EQ(table[6], (Fields{"171202", "ROMGOV", "AUTGOV", "166", "(EXPEL OR WITHDRAW)"}));
  EXPECT_EQ(out.left_out.no_target, 2U);
  EXPECT_EQ(out.left_out.not_happened, 1U);
}

TEST(Quadruples, NamesOrNumbers) {
  const auto table = rows(write("quadruples", {expulsion(), meeting()}).main);
  ASSERT_EQ(table.size(), 7U);
  EXPECT_EQ(table[0], (Fields{"Arvia", "Engage in negotiation", "Belmark", "2017-12-01"}));
  EXPECT_EQ(table[6], (Fields{"Arvia", "Expel or withdraw", "Belmark", "2017-12-02"}));
  ExportOptions numbers;
  numbers.integer_ids = true;
  const fixture::Written out = write("quadruples", {expulsion(), meeting()}, numbers);
  EXPECT_EQ(rows(out.main)[0], (Fields{"0", "0", "1", "0"}));
  EXPECT_EQ(rows(out.main)[6], (Fields{"0", "1", "1", "24"}));
  ASSERT_EQ(out.beside.size(), 3U);
  EXPECT_EQ(out.beside[0], (std::pair<std::string, std::string>{"entity2id.txt", "Arvia\t0\nBelmark\t1\nNATO\t2\n"}));
  EXPECT_EQ(out.beside[1], (std::pair<std::string, std::string>{"relation2id.txt", "Engage in negotiation\t0\nExpel or withdraw\t1\n"}));
  EXPECT_EQ(out.beside[2], (std::pair<std::string, std::string>{"stat.txt", "3\t2\n"}));
}

TEST(Relational, TimesAreDaysInOrder) {
  EXPECT_EQ(write("relational", {expulsion(), meeting()}).main,
            "time,sender,receiver,type,weight\n17501,ROU,AUT,CONSULT,1\n17501,AUT,ROU,CONSULT,1\n17501,ROU,NATO,CONSULT,1\n17501,NATO,ROU,CONSULT,1\n"
            "17501,AUT,NATO,CONSULT,1\n17501,NATO,AUT,CONSULT,1\n17502,ROU,AUT,SANCTION,2\n");
}

TEST(CameoActors, SectorsHaveOtherLettersThere) {
  EXPECT_EQ(cameo_actor(fixture::party("", "", "ROU", "JRN")).code, "ROMMED");
  EXPECT_EQ(cameo_actor(fixture::party("", "", "ROU", "MED")).code, "ROMHLH");
  EXPECT_EQ(cameo_actor(fixture::party("", "", "ROU", "OPP;PTY")).code, "ROMOPPPTY");
  EXPECT_EQ(cameo_actor(fixture::party("", "", "ROU", "OPP;PTY")).types[1], "");
  EXPECT_EQ(cameo_actor(fixture::party("", "", "ROU", "UNK")).code, "ROM");
  EXPECT_EQ(cameo_actor(fixture::party("HRW", "", "", "NGO")).code, "NGOHRIHRW");
  EXPECT_EQ(cameo_actor(fixture::party("AFR", "", "", "GOV")).code, "AFRGOV");
  EXPECT_EQ(cameo_actor(fixture::party("ETHALB", "", "", "")).code, "ETHALB");
  EXPECT_EQ(cameo_actor(fixture::party("", "", "", "", "they")).code, "");
  EXPECT_EQ(plover_sector("SEP"), "REB");
  EXPECT_EQ(plover_sector("HLH"), "MED");
  EXPECT_EQ(group_to_id("NAT"), "NATO");
  EXPECT_EQ(plover_entity(fixture::party("EU", "", "", "IGO")), "EUR");
  EXPECT_EQ(plover_entity(fixture::party("UNHCR", "", "", "IGO")), "UNO");
  EXPECT_EQ(plover_sectors(fixture::party("UNIFIL", "", "", "IGO;MIL")), "MIL");
}

TEST(EventFields, Stamps) {
  EXPECT_EQ(compact_stamp(parse_stamp("2018-01-06T12:00:00+02:00").value()), "20180106100000");
  EXPECT_EQ(compact_stamp(parse_stamp("2018-01-06T12:30:15.250Z").value()), "20180106123015");
  EXPECT_EQ(compact_stamp(parse_stamp("2018-01-06T12:30").value()), "20180106123000");
  EXPECT_EQ(compact_stamp(parse_stamp("2018-01-06").value()), "20180106000000");
  EXPECT_EQ(compact_stamp(parse_stamp("2018-01-06T01:00:00+0230").value()), "20180105223000");
  EXPECT_EQ(compact_stamp(-1), "19691231235959");
  EXPECT_FALSE(parse_stamp("soon"));
  EXPECT_EQ(number_text(-0.00001, 3), "0");
  EXPECT_EQ(number_text(41.00820159912109, 4), "41.0082");
  EXPECT_EQ(number_text(100, 0), "100");
}

TEST(EventWriters, OddTextsStayOneRow) {
  MergedEvent e = expulsion();
  e.agreed.actors[0].name = "Ar\tvia\r\n";
  e.outlet = "a\tb\nc";
  e.agreed.text = "tab\t\"quote\", comma\nline \xF0\x9F\x8E\x89";
  for (const char* format : {"gdelt2", "gdelt2-mentions", "icews", "polecat", "phoenix", "keds", "quadruples"}) {
    const auto table = rows(write(format, {e}).main);
    for (const auto& row : table) EXPECT_EQ(row.size(), table[0].size()) << format;
    EXPECT_LE(table.size(), 2U) << format;
  }
  // An event with nothing at all is left out or written, never a crash
  const MergedEvent empty;
  for (const ExportFormat& f : export_formats()) {
    const fixture::Written out = write(f.name, {empty});
    EXPECT_EQ(out.main, write(f.name, {empty}).main) << f.name;
  }
}

}  // namespace

}  // namespace detente::formats
