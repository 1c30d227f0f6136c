// Readers of archives: own rows, field by field, with every trap of the archives in them.
#include <gtest/gtest.h>

#include "formats/import_fixture.h"
#include "formats/party_codes.h"
#include "formats/row_values.h"
#include "util/date.h"

namespace detente {
namespace {

// A row of GDELT 2.0; `change` sets columns by number.
std::string gdelt2(const std::map<std::size_t, std::string>& change = {}) {
  std::vector<std::string> f(61);
  f[0] = "900000001";
  f[1] = "20180104";
  f[5] = "NORGOV";
  f[6] = "NORWAY";
  f[15] = "CHL";
  f[16] = "CHILE";
  f[25] = "1";
  f[26] = "036";
  f[27] = "036";
  f[28] = "03";
  f[29] = "1";
  f[30] = "4";
  f[31] = "12";
  f[32] = "3";
  f[33] = "11";
  f[34] = "-1.25";
  f[51] = "4";
  f[52] = "Melbourne, Victoria, Australia";
  f[53] = "AS";
  f[54] = "AS07";
  f[56] = "-37.8167";
  f[57] = "144.967";
  f[59] = "20180105101500";
  f[60] = "https://www.Example.org/a?b";
  for (const auto& [column, value] : change) f[column] = value;
  return tab_row(f);
}

MergedEvent one(ArchiveFormat format, const std::string& text, const ResolveName& resolve = {}) {
  ImportRead r = read_archive(format, text, resolve);
  EXPECT_EQ(r.events.size(), 1U) << text << (r.troubles.empty() ? "" : r.troubles.front());
  return r.events.empty() ? MergedEvent() : r.events.front();
}

TEST(ImportTest, Gdelt2FieldByField) {
  const MergedEvent e = one(ArchiveFormat::gdelt2, gdelt2());
  EXPECT_EQ(e.id, "gdelt2:900000001");
  EXPECT_EQ(e.dataset, "gdelt2");
  EXPECT_EQ(e.source_id, "900000001");
  EXPECT_EQ(e.agreed.type, EventType::AGREE);
  EXPECT_EQ(e.agreed.cameo, "036");
  EXPECT_EQ(e.agreed.contexts, "diplomatic");
  EXPECT_EQ(e.agreed.goldstein, 4.0);
  EXPECT_EQ(e.agreed.status, Status::happened);
  EXPECT_FALSE(e.agreed.mutual);
  ASSERT_TRUE(e.agreed.date);
  EXPECT_EQ(iso_date(e.agreed.date->first), "2018-01-04");
  EXPECT_EQ(e.agreed.date->last, e.agreed.date->first);
  EXPECT_EQ(e.agreed.date_precision, "day");
  EXPECT_EQ(e.first_published, "2018-01-05T10:15:00Z");
  EXPECT_EQ(e.last_published, e.first_published);
  ASSERT_EQ(e.agreed.actors.size(), 1U);
  EXPECT_EQ(e.agreed.actors[0].text, "NORWAY");
  EXPECT_EQ(e.agreed.actors[0].id, "NOR");
  EXPECT_EQ(e.agreed.actors[0].name, "Norway");
  EXPECT_EQ(e.agreed.actors[0].country, "NOR");
  EXPECT_EQ(e.agreed.actors[0].sector, "GOV");
  ASSERT_EQ(e.agreed.recipients.size(), 1U);
  EXPECT_EQ(e.agreed.recipients[0].id, "CHL");
  EXPECT_EQ(e.agreed.recipients[0].sector, "");
  ASSERT_TRUE(e.agreed.place);
  EXPECT_EQ(*e.agreed.place, (StoredPlace{"Melbourne", "AUS", "07", "city", -37.8167, 144.967}));  // FIPS AS is Australia, not American Samoa
  EXPECT_EQ(e.mentions, 12);
  EXPECT_EQ(e.reports, 3);
  EXPECT_EQ(e.outlets, 3);
  EXPECT_EQ(e.articles, 11);
  EXPECT_EQ(e.independent, 1);
  EXPECT_EQ(e.tone, -1.25);
  EXPECT_EQ(e.url, "https://www.Example.org/a?b");
  EXPECT_EQ(e.outlet, "example.org");
  EXPECT_EQ(e.agreed.confidence, 1.0);
}

TEST(ImportTest, GdeltOneHas57Or58ColumnsAndADay) {
  std::vector<std::string> f(57);
  f[0] = "77";
  f[1] = "19790302";
  f[5] = "USA";
  f[26] = "190";
  f[28] = "19";
  f[49] = "5";
  f[50] = "Victoria, Australia";
  f[51] = "AS";
  f[52] = "AS07";
  f[53] = "-37";
  f[54] = "144";
  f[56] = "19790303";
  const MergedEvent e = one(ArchiveFormat::gdelt1, tab_row(f));
  EXPECT_EQ(e.first_published, "1979-03-03");
  EXPECT_EQ(e.agreed.type, EventType::ASSAULT);
  EXPECT_TRUE(e.agreed.recipients.empty());
  EXPECT_EQ(e.url, "");
  EXPECT_EQ(*e.agreed.place, (StoredPlace{"Victoria", "AUS", "07", "region", -37, 144}));
  f.push_back("BBC Monitoring");
  EXPECT_EQ(one(ArchiveFormat::gdelt1, tab_row(f)).outlet, "BBC Monitoring");
  f.pop_back();
  f.pop_back();
  EXPECT_EQ(read_archive(ArchiveFormat::gdelt1, tab_row(f)).troubles.front(), "file:1: a row of GDELT 1.0 has 57 or 58 columns, this one has 56");
}

TEST(ImportTest, GdeltTroubleNamesThePlaceAndTheRestIsRead) {
  const ImportRead r =
      read_archive(ArchiveFormat::gdelt2, gdelt2({{1, "20180231"}}) + gdelt2({{26, "xx"}, {28, "xx"}}) + gdelt2({{0, "id"}}) + "a\tb\n\n" + gdelt2());
  ASSERT_EQ(r.troubles.size(), 4U);
  EXPECT_EQ(r.troubles[0], "file:1: SQLDATE '20180231' is no date (YYYYMMDD)");
  EXPECT_EQ(r.troubles[1], "file:2: EventCode 'xx' is no CAMEO code");
  EXPECT_EQ(r.troubles[2], "file:3: GLOBALEVENTID 'id' is no number");
  EXPECT_EQ(r.troubles[3], "file:4: a row of GDELT 2.0 has 61 columns, this one has 2");
  EXPECT_EQ(r.events.size(), 1U);
}

TEST(ImportTest, GdeltWithoutActorsPlacesAndZeros) {
  const MergedEvent e = one(ArchiveFormat::gdelt2, gdelt2({{5, ""}, {6, ""}, {26, "36"}, {28, "3"}, {29, "4"}, {51, "0"}, {32, ""}, {34, ""}, {60, ""}}));
  EXPECT_TRUE(e.agreed.actors.empty());
  EXPECT_EQ(e.agreed.cameo, "036");            // a spreadsheet took the zero
  EXPECT_EQ(e.agreed.type, EventType::AGREE);  // and the quad class of the file does not count
  EXPECT_FALSE(e.agreed.place);
  EXPECT_EQ(e.reports, 1);
  EXPECT_FALSE(e.tone);
  // Country of a place without coordinates: not located
  const MergedEvent f = one(ArchiveFormat::gdelt2, gdelt2({{51, "1"}, {52, "China"}, {53, "CH"}, {54, "CH"}, {56, ""}, {57, ""}}));
  EXPECT_EQ(*f.agreed.place, (StoredPlace{"China", "CHN", "", "", 0, 0}));  // FIPS CH is China
  // A reader's strings are used again: nothing of a row before may stay
  const ImportRead r =
      read_archive(ArchiveFormat::gdelt2, gdelt2() + gdelt2({{0, "2"}, {5, ""}, {6, ""}, {15, ""}, {16, ""}, {51, ""}, {52, ""}, {53, ""}, {60, ""}}));
  EXPECT_TRUE(r.events[1].agreed.actors.empty());
  EXPECT_TRUE(r.events[1].agreed.recipients.empty());
  EXPECT_FALSE(r.events[1].agreed.place);
  EXPECT_EQ(r.events[1].outlet, "");
}

TEST(ImportTest, GdeltWithAHeaderAndCommas) {
  const ImportRead r = read_archive(ArchiveFormat::gdelt2,
                                    "SQLDATE,GLOBALEVENTID,EventCode,EventRootCode,Actor1Code,Actor1Name,SOURCEURL\n"
                                    "20200102,5,010,01,GBR,\"LONDON, UK\",\"http://a.example/\"\"x\"\"\"\n");
  ASSERT_EQ(r.events.size(), 1U);
  EXPECT_EQ(r.events[0].agreed.actors[0].text, "LONDON, UK");
  EXPECT_EQ(r.events[0].url, "http://a.example/\"x\"");
  EXPECT_EQ(r.events[0].agreed.type, EventType::none);  // 01: a statement is no act
  EXPECT_EQ(r.events[0].agreed.cameo, "010");
  EXPECT_EQ(r.events[0].first_published, "2020-01-02");
}

TEST(ImportTest, GdeltMentions) {
  const std::string row = tab_row({"900000001", "20180105101500", "20180105113000", "1", "example.org", "http://example.org/a", "4", "-1", "996", "988", "1",
                                   "80", "2579", "0.75", "srclc:ara;eng:GT-ARA 1.0", ""});
  const std::unique_ptr<MentionReader> reader = open_mentions(lines_of(row + "x\ty\n"));
  ArchiveMention m;
  ASSERT_EQ(reader->next(m), RowResult::row);
  EXPECT_EQ(m.source_id, "900000001");
  EXPECT_EQ(m.event_added, "2018-01-05T10:15:00Z");
  EXPECT_EQ(m.published, "2018-01-05T11:30:00Z");
  EXPECT_EQ(m.type, 1);
  EXPECT_EQ(m.outlet, "example.org");
  EXPECT_EQ(m.url, "http://example.org/a");
  EXPECT_EQ(m.sentence, 4);
  EXPECT_EQ(m.actor_offset, -1);
  EXPECT_EQ(m.recipient_offset, 996);
  EXPECT_EQ(m.act_offset, 988);
  EXPECT_TRUE(m.in_raw_text);
  EXPECT_EQ(m.confidence, 0.8);
  EXPECT_EQ(m.length, 2579);
  EXPECT_EQ(m.tone, 0.75);
  EXPECT_EQ(m.translation, "srclc:ara;eng:GT-ARA 1.0");
  EXPECT_EQ(reader->next(m), RowResult::skipped);
  EXPECT_EQ(reader->trouble().text(), "file:2: a mention has 16 columns, this row has 2");
  EXPECT_EQ(reader->next(m), RowResult::end);
  const std::unique_ptr<MentionReader> commas =
      open_mentions(lines_of("globaleventid,eventtimedate,mentiontimedate,mentiontype,x\n7,20180105101500,20180105113000,1,a,b,1,1,1,1,0,20,5,0.5,,\n"));
  ASSERT_EQ(commas->next(m), RowResult::row);
  EXPECT_EQ(m.source_id, "7");
}

constexpr char kIcewsHeader[] =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory "
    "ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

std::string icews(const std::string& id, const std::string& day, const std::string& code, const std::string& label) {
  return tab_row({id,
                  day,
                  "Police (South Korea)",
                  "Government,Police",
                  "South Korea",
                  label,
                  code,
                  "-5.0",
                  "Citizen (Japan)",
                  "Social,General Population / Civilian",
                  "Japan",
                  "31",
                  "4",
                  "An Agency",
                  "Busan",
                  "",
                  "Busan",
                  "South Korea",
                  "35.1",
                  "129.04"});
}

TEST(ImportTest, IcewsFieldByFieldAndItsTraps) {
  const ImportRead r =
      read_archive(ArchiveFormat::icews, std::string(kIcewsHeader).append(icews("8", "2014-03-02", "173", "Arrest, detain, or charge with legal action")) +
                                             icews("8", "2014-03-03", "42", "Make a visit") + icews("9", "3/4/2017", "13y", "") +
                                             icews("10", "2014-13-02", "010", "Make statement"));
  ASSERT_EQ(r.events.size(), 3U);
  const MergedEvent& e = r.events[0];
  EXPECT_EQ(e.id, "icews:8@2014-03-02");  // an id is unique only with its date
  EXPECT_EQ(archive_id(e), "8");
  EXPECT_EQ(e.agreed.type, EventType::COERCE);
  EXPECT_EQ(e.agreed.modes, "arrest");
  EXPECT_EQ(e.agreed.text, "Arrest, detain, or charge with legal action");
  EXPECT_EQ(e.agreed.sentence, 4);
  EXPECT_EQ(e.outlet, "An Agency");
  EXPECT_EQ(e.first_published, "2014-03-02");
  EXPECT_EQ(e.agreed.actors[0].id, "KOR");
  EXPECT_EQ(e.agreed.actors[0].sector, "COP");
  EXPECT_EQ(e.agreed.actors[0].role, "Police");
  EXPECT_EQ(e.agreed.recipients[0].country, "JPN");
  EXPECT_EQ(e.agreed.recipients[0].sector, "CVL");
  EXPECT_EQ(*e.agreed.place, (StoredPlace{"Busan", "KOR", "Busan", "city", 35.1, 129.04}));
  EXPECT_EQ(r.events[1].id, "icews:8@2014-03-03");
  EXPECT_EQ(r.events[1].agreed.cameo, "042");  // the label shows the zero that was lost
  EXPECT_EQ(r.events[2].agreed.cameo, "13");   // "13y" cannot be
  EXPECT_EQ(r.events[2].agreed.type, EventType::THREATEN);
  EXPECT_EQ(iso_date(r.events[2].agreed.date->first), "2017-03-04");
  EXPECT_EQ(r.troubles, std::vector<std::string>{"file:5: Event Date '2014-13-02' is no date"});
}

TEST(ImportTest, KedsLineEndsDatesAndMissingActors) {
  const ImportRead r =
      read_archive(ArchiveFormat::keds,
                   "890402\tYUG\tKSV\t224\t(RIOT)\tRIOT-TORN\r890404\tBOSSER\tBOS\t223\t(MIL ENGAGEMENT)\tSHELLED\r030731\tFRNGOV\tEEC\t031\t(MEET)\tMET\r");
  ASSERT_EQ(r.events.size(), 3U);  // ended by CR alone
  const MergedEvent& e = r.events[1];
  EXPECT_EQ(iso_date(e.agreed.date->first), "1989-04-04");
  EXPECT_EQ(e.agreed.type, EventType::ASSAULT);
  EXPECT_EQ(e.agreed.goldstein, -10.0);
  EXPECT_EQ(e.agreed.trigger, "weis:223");
  EXPECT_EQ(e.agreed.text, "MIL ENGAGEMENT: SHELLED");
  EXPECT_EQ(e.agreed.actors[0].id, "bosnian-serbs");
  EXPECT_EQ(e.agreed.actors[0].country, "BIH");
  EXPECT_EQ(e.agreed.actors[0].sector, "REB");  // not the government of Bosnia
  EXPECT_EQ(e.agreed.recipients[0].id, "BIH");
  EXPECT_EQ(iso_date(r.events[2].agreed.date->first), "2003-07-31");  // years have two digits
  EXPECT_EQ(r.events[2].agreed.actors[0].id, "FRA");
  EXPECT_EQ(r.events[2].agreed.actors[0].sector, "GOV");
  EXPECT_EQ(r.events[2].agreed.recipients[0].id, "EU");

  const ImportRead s = read_archive(ArchiveFormat::keds,
                                    "790415  BAH     KOS     031     MEET\r\n910412          SWZ     031     MEET\r\n910412  SWZ             031     "
                                    "MEET\r\n910412  XQZ     UNK     031     MEET\r\n19910412 USA KUW 072\n");
  ASSERT_EQ(s.events.size(), 5U);
  EXPECT_EQ(s.events[0].agreed.actors[0].id, "BHR");
  EXPECT_EQ(s.events[0].agreed.recipients[0].id, "KOR");
  EXPECT_TRUE(s.events[1].agreed.actors.empty());  // one side is missing: which, the gap shows
  EXPECT_EQ(s.events[1].agreed.recipients[0].id, "CHE");
  EXPECT_TRUE(s.events[2].agreed.recipients.empty());
  EXPECT_EQ(s.events[3].agreed.actors[0].code(), "XQZ");
  EXPECT_EQ(s.events[3].agreed.recipients[0].id, "GBR");
  EXPECT_EQ(s.notes.count("unknown actor code 'XQZ'"), 1U);
  EXPECT_EQ(s.events[4].agreed.goldstein, 8.3);
  EXPECT_EQ(s.events[4].agreed.text, "extend military aid");  // no label: the table's
}

TEST(ImportTest, EqualRowsWithoutIdsAreSeveralEvents) {
  const std::string row = "910412  USA     IRQ     223     MIL ENGAGEME\n";
  const ImportRead r = read_archive(ArchiveFormat::keds, row + row + row);
  ASSERT_EQ(r.events.size(), 3U);
  EXPECT_EQ(r.events[1].id, r.events[0].id + "-2");
  EXPECT_EQ(r.events[2].id, r.events[0].id + "-3");
  // Stable: of the row alone, not of the file or the gaps
  EXPECT_EQ(read_archive(ArchiveFormat::keds, "910411 USA IRQ 223 X\n910412 USA IRQ 223 MIL ENGAGEME\r\n").events[1].id, r.events[0].id);
}

TEST(ImportTest, KedsWithCameoCodes) {
  const MergedEvent e = one(ArchiveFormat::keds, "080402\tNORGOV\tIGOUNO\t0331\t(EXPRESS INTENT TO PROVIDE ECONOMIC AID)\n");
  EXPECT_EQ(e.agreed.cameo, "0331");
  EXPECT_EQ(e.agreed.goldstein, 5.2);
  EXPECT_EQ(e.agreed.trigger, "");
  EXPECT_EQ(e.agreed.actors[0].id, "NOR");
  EXPECT_EQ(e.agreed.recipients[0].id, "UN");
}

TEST(ImportTest, PloverFieldByField) {
  const MergedEvent e = one(
      ArchiveFormat::plover,
      R"({"id":"p-7","date":"2031-03-04","enddate":"2031-03-08","actor":[{"code":"NOR","sector":"GOVMIL","entity_text":"Oslo","identifier_id":"Q20"}],)"
      R"("recipient":[{"code":"UNO","entity_text":"the UN"}],"event":["CONSULT"],"mode":["Visit","future"],"context":["economic","Human Rights"],"quad_code":4,)"
      R"("text":"Norway's envoys will visit the UN.","text_info":{"sequence":3},"cite_info":{"url":"http://www.paper.example/x","publication":""},)"
      R"("event_loc":{"extracted_place":"New York","resolved_place":"New York City","lat":"40.7","lon":-74,"province":"New York","country_code":"USA","resolution":4}})"
      "\n");
  EXPECT_EQ(e.id, "plover:p-7");
  EXPECT_EQ(e.agreed.type, EventType::CONSULT);
  EXPECT_EQ(e.agreed.modes, "visit");
  EXPECT_EQ(e.agreed.contexts, "economic;human_rights");
  EXPECT_EQ(e.agreed.cameo, "042");
  EXPECT_EQ(e.agreed.goldstein, 1.9);
  EXPECT_EQ(e.agreed.status, Status::planned);
  EXPECT_EQ(iso_date(e.agreed.date->last), "2031-03-08");
  EXPECT_EQ(e.agreed.date_precision, "week");
  EXPECT_EQ(e.agreed.actors[0].id, "NOR");
  EXPECT_EQ(e.agreed.actors[0].text, "Oslo");
  EXPECT_EQ(e.agreed.actors[0].sector, "GOV");
  EXPECT_EQ(e.agreed.recipients[0].id, "UN");
  EXPECT_EQ(e.agreed.text, "Norway's envoys will visit the UN.");
  EXPECT_EQ(e.agreed.sentence, 3);
  EXPECT_EQ(e.outlet, "paper.example");
  EXPECT_EQ(*e.agreed.place, (StoredPlace{"New York City", "USA", "New York", "city", 40.7, -74}));
  EXPECT_EQ(e.agreed.place_text, "New York");
}

TEST(ImportTest, PloverTypesOfOneRecordAndOldNames) {
  const ImportRead r =
      read_archive(ArchiveFormat::plover,
                   "[\n"
                   R"({"id":1,"date":"2001-01-01","actor":["NOR"],"event":["SANCTION","COERCE"],"mode":["convict","arrest"]},)"
                   "\n"
                   R"({"id":"2","date":"2001-01-02","actor":{"code":"CHL"},"event":"DEMAND","mode":"meet","comment":"status=possible cameo=1056 mutual"},)"
                   "\n"
                   R"({"id":"3","date":"2001-01-03","event":"DANCE"})"
                   "\n"
                   R"({"id":"4","date":"2001-01-03")"
                   "\n{}\n]\n");
  ASSERT_EQ(r.events.size(), 3U);
  EXPECT_EQ(r.events[0].id, "plover:1");
  EXPECT_EQ(r.events[0].agreed.modes, "convict");
  EXPECT_EQ(r.events[1].id, "plover:1+COERCE");
  EXPECT_EQ(r.events[1].agreed.modes, "arrest");
  EXPECT_EQ(r.events[1].agreed.actors[0].id, "NOR");
  EXPECT_EQ(r.events[2].agreed.type, EventType::REQUEST);
  EXPECT_EQ(r.events[2].agreed.modes, "meet");
  EXPECT_EQ(r.events[2].agreed.cameo, "1056");
  EXPECT_EQ(r.events[2].agreed.status, Status::possible);
  EXPECT_TRUE(r.events[2].agreed.mutual);
  ASSERT_EQ(r.troubles.size(), 3U);
  EXPECT_EQ(r.troubles[0], "file:4: event 'DANCE' is no PLOVER type");
  EXPECT_EQ(r.troubles[2], "file:6: id is missing");
}

}  // namespace
}  // namespace detente
