// Readers of archives, second part: POLECAT, quadruples, codes of actors, telling formats by content, lines, and that no bytes break a reader.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "formats/import_fixture.h"
#include "formats/party_codes.h"
#include "formats/row_values.h"
#include "util/date.h"
#include "util/utf8.h"

namespace detente {
namespace {

constexpr char kPolecatHeader[] =
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor "
    "Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient "
    "Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw "
    "Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion\n";

std::string polecat(const std::string& actor, const std::string& country) {
  return tab_row({"e1",
                  "2023-05-06",
                  "PROTEST",
                  "demo",
                  "-5",
                  "MATERIAL CONFLICT",
                  "economic; Environment",
                  actor,
                  country,
                  "385",
                  "LAB",
                  "LAB; CVL",
                  "",
                  "",
                  "",
                  "Government of Chile",
                  "CHL",
                  "155",
                  "GOV",
                  "GOV",
                  "minister",
                  "Santiago",
                  "",
                  "Oslo",
                  "Oslo",
                  "",
                  "Oslo",
                  "Norway",
                  "59.91",
                  "10.75",
                  "3143244",
                  "Oslo",
                  "PPLC",
                  "A Paper",
                  "2023-05-07",
                  "",
                  "",
                  "",
                  "English",
                  "NGEC"});
}

TEST(ImportTest, PolecatFieldByFieldAndIdsThatAreNotUnique) {
  const ImportRead r = read_archive(ArchiveFormat::polecat, std::string(kPolecatHeader).append(polecat("Dockers", "NOR")) +
                                                                polecat("Miners; Bakers", "NOR; SWE") + polecat("Dockers", "NOR"));
  ASSERT_EQ(r.events.size(), 3U);
  const MergedEvent& e = r.events[0];
  EXPECT_EQ(archive_id(e), "e1");
  EXPECT_NE(e.id, r.events[1].id);
  EXPECT_EQ(e.id, r.events[2].id);  // the same row again
  EXPECT_EQ(e.agreed.type, EventType::PROTEST);
  EXPECT_EQ(e.agreed.modes, "demo");
  EXPECT_EQ(e.agreed.contexts, "economic;environment");
  EXPECT_EQ(e.agreed.cameo, "141");
  EXPECT_EQ(e.agreed.actors[0].country, "NOR");
  EXPECT_EQ(e.agreed.actors[0].sector, "LAB");
  EXPECT_EQ(e.agreed.recipients[0].id, "CHL");
  EXPECT_EQ(e.agreed.recipients[0].text, "Santiago");
  EXPECT_EQ(e.agreed.recipients[0].role, "minister");
  EXPECT_EQ(*e.agreed.place, (StoredPlace{"Oslo", "NOR", "Oslo", "city", 59.91, 10.75}));
  EXPECT_EQ(e.outlet, "A Paper");
  EXPECT_EQ(e.first_published, "2023-05-07");
  ASSERT_EQ(r.events[1].agreed.actors.size(), 2U);
  EXPECT_EQ(r.events[1].agreed.actors[1].text, "Bakers");
  EXPECT_EQ(r.events[1].agreed.actors[1].country, "SWE");
}

bool resolve_test_name(std::string_view name, std::optional<std::int32_t> day, StoredParty& p) {
  if (name != "Ada Berg" && name != "Northern Arvia") return false;
  p.id = name == "Ada Berg" ? "ada-berg" : "northern-arvia";
  p.country = day && *day < 15000 ? "SWE" : "NOR";
  p.sector = "GOV";
  return true;
}

TEST(ImportTest, QuadruplesOfNamesLabelsAndDates) {
  const ImportRead r = read_archive(ArchiveFormat::icews,
                                    "Ada Berg\tEngage in negotiation\tCitizen (South Korea)\t2010-05-23\n"
                                    "Ada_Berg\tMake_statement\tPolice_(Japan)\t2012-05-23\n"
                                    "Military (Northern Arvia)\tfight with small arms and light weapons\tUnknown Band\t2012-05-23\n"
                                    "China\tDance\tJapan\t2012-05-23\nChina\tConsult\tJapan\tMay\nChina\tConsult\n",
                                    resolve_test_name);
  ASSERT_EQ(r.events.size(), 3U);
  EXPECT_EQ(r.events[0].dataset, "icews");
  EXPECT_EQ(r.events[0].agreed.cameo, "046");
  EXPECT_EQ(r.events[0].agreed.actors[0].id, "ada-berg");
  EXPECT_EQ(r.events[0].agreed.actors[0].country, "SWE");  // at that date
  EXPECT_EQ(r.events[1].agreed.actors[0].country, "NOR");
  EXPECT_EQ(r.events[0].agreed.recipients[0].id, "KOR");
  EXPECT_EQ(r.events[0].agreed.recipients[0].sector, "CVL");
  EXPECT_EQ(r.events[1].agreed.text, "Make statement");
  EXPECT_EQ(r.events[1].agreed.recipients[0].id, "JPN");
  EXPECT_EQ(r.events[1].agreed.recipients[0].sector, "COP");
  EXPECT_EQ(r.events[2].agreed.actors[0].id, "northern-arvia");
  EXPECT_EQ(r.events[2].agreed.actors[0].sector, "MIL");
  EXPECT_EQ(r.events[2].agreed.recipients[0].code(), "Unknown Band");
  EXPECT_EQ(r.notes.count("unknown actor 'Unknown Band'"), 1U);
  ASSERT_EQ(r.troubles.size(), 3U);
  EXPECT_EQ(r.troubles[0], "file:4: relation 'Dance' is no CAMEO label or code and no PLOVER type");
  EXPECT_EQ(r.troubles[1], "file:5: date 'May' is no date");
  EXPECT_EQ(r.troubles[2], "file:6: a quadruple has 4 columns, this row has 2");

  const ImportRead q =
      read_archive(ArchiveFormat::quadruples, "NOR\tCONSULT/visit\tCHL\t20140102\nNOR\t0331\tChile\t2014-01-02\nNOR\tCOERCE\tCHL\t2014-01-02\n");
  ASSERT_EQ(q.events.size(), 3U);
  EXPECT_EQ(q.events[0].agreed.modes, "visit");
  EXPECT_EQ(q.events[0].agreed.actors[0].name, "Norway");
  EXPECT_EQ(q.events[1].agreed.recipients[0].id, "CHL");
  EXPECT_EQ(q.events[2].agreed.type, EventType::COERCE);
}

TEST(ImportTest, CodesOfActorsInPieces) {
  const ResolveName nobody;
  importing::PartyCodes codes(import_tables(), nobody);
  struct Case {
    const char *code, *id, *country, *sector;
  };
  for (const Case& c : std::vector<Case>{{"USA", "USA", "USA", ""},
                                         {"USAGOV", "USA", "USA", "GOV"},
                                         {"RUSMILPAR", "RUS", "RUS", "MIL"},
                                         {"COP", "", "", "COP"},
                                         {"IGOUNO", "UN", "", "IGO"},
                                         {"IGOWSTNAT", "NATO", "", "IGO"},
                                         {"IGOEUREEC", "EU", "", "IGO"},
                                         {"IGOWAFBUSWAS", "ECOWAS", "", "IGO"},
                                         {"NGOHRIHRW", "HRW", "", "NGO"},
                                         {"IMGMOSALQUAF", "alqaeda", "", "IMG"},
                                         {"PSEREBHAM", "hamas", "PSE", "REB"},
                                         {"MNCUSAMED", "", "USA", "MNC"},
                                         {"AFRGOV", "", "", "GOV"},
                                         {"EUR", "", "", ""},
                                         {"ROM", "ROU", "ROU", ""},
                                         {"YUGGOV", "SRB", "SRB", "GOV"},
                                         {"NAM", "NAM", "NAM", ""},        // Namibia
                                         {"IGONAM", "NAM", "", "IGO"},     // the Non-Aligned Movement
                                         {"EGYMOS", "EGY", "EGY", "REL"},  // Egypt's Muslims
                                         {"ukr", "", "", "CVL"},           // a people, not the state
                                         {"IRQkur", "IRQ", "IRQ", "CVL"},
                                         {"CHRPRO210EDU", "", "", "EDU"},
                                         {"SYRINS", "SYR", "SYR", "REB"},
                                         {"GBRMED", "GBR", "GBR", "JRN"},
                                         {"JPNHLH", "JPN", "JPN", "MED"}}) {
    const ImportTables::Actor& a = codes.cameo(c.code).actor;
    EXPECT_EQ(a.id, c.id) << c.code;
    EXPECT_EQ(a.country, c.country) << c.code;
    EXPECT_EQ(a.sector, c.sector) << c.code;
  }
  EXPECT_EQ(codes.cameo("USAXQZ").unknown, "XQZ");
  EXPECT_EQ(codes.cameo("USAXQZ").actor.id, "USA");
  EXPECT_EQ(codes.keds("SERMIL").actor.sector, "MIL");
  EXPECT_EQ(codes.keds("BOSCRO").actor.id, "bosnian-croats");
  EXPECT_EQ(codes.keds("USR").actor.id, "RUS");
  EXPECT_EQ(codes.keds("USR").actor.name, "Soviet Union");
}

TEST(ImportTest, RolesOfGenericNames) {
  for (const auto& [words, sector] : std::vector<std::pair<std::string, std::string>>{{"Defense / Security Ministry", "GOV"},
                                                                                      {"Head of Government", "GOV"},
                                                                                      {"Governor General", "GOV"},
                                                                                      {"Main Opposition", "OPP"},
                                                                                      {"Members of Parliament", "LEG"},
                                                                                      {"Health Ministry", "GOV"},
                                                                                      {"Attorney General", "GOV"},
                                                                                      {"High Ranking Military Personnel", "MIL"},
                                                                                      {"Armed Gang", "UAF"},
                                                                                      {"Women", "CVL"},
                                                                                      {"Government,Police", "COP"},
                                                                                      {"International Government Organization,Global", "IGO"},
                                                                                      {"Astronomical Clock", ""}})
    EXPECT_EQ(import_tables().sector_of_words(words), sector) << words;
}

TEST(ImportTest, FormatsToldByContent) {
  const auto guess = [](const std::string& head) { return guess_format(head, import_tables()); };
  std::vector<std::string> f(61);
  f[0] = "1";
  f[1] = "20180104";
  EXPECT_EQ(guess(tab_row(f)), ArchiveFormat::gdelt2);
  f.resize(58);
  EXPECT_EQ(guess(tab_row(f)), ArchiveFormat::gdelt1);
  f.resize(57);
  EXPECT_EQ(guess(tab_row(f, "\r\n")), ArchiveFormat::gdelt1);
  EXPECT_EQ(guess("globaleventid,eventtimedate,mentiontimedate\n"), ArchiveFormat::gdelt2_mentions);
  EXPECT_EQ(guess("1\t20180105101500\t20180105113000\t1\ta\tb\t1\t1\t1\t1\t0\t20\t5\t0.5\t\t\n"), ArchiveFormat::gdelt2_mentions);
  EXPECT_EQ(guess(kPolecatHeader), ArchiveFormat::polecat);
  EXPECT_EQ(guess("Event ID\tEvent Date\tSource Name\tCAMEO Code\n"), ArchiveFormat::icews);
  EXPECT_EQ(guess("China\tMake statement\tJapan\t2012-05-23\n"), ArchiveFormat::icews);
  EXPECT_EQ(guess("China\tCOERCE\tJapan\t2012-05-23\n"), ArchiveFormat::quadruples);
  EXPECT_EQ(guess("\xEF\xBB\xBF{\"id\":\"1\"}\n"), ArchiveFormat::plover);
  EXPECT_EQ(guess("[\n{\"id\":\"1\"}\n"), ArchiveFormat::plover);
  EXPECT_EQ(guess("890402\tYUG\tKSV\t224\t(RIOT)\r890404\tA"), ArchiveFormat::keds);
  EXPECT_EQ(guess("790415 IRQ UAR 193 CUT AID\r\n"), ArchiveFormat::keds);
  EXPECT_EQ(guess("Once upon a time there was a line.\n"), ArchiveFormat::unknown);
  EXPECT_EQ(guess(""), ArchiveFormat::unknown);
  EXPECT_EQ(parse_archive_format("gdelt2-mentions"), ArchiveFormat::gdelt2_mentions);
  EXPECT_EQ(parse_archive_format("unknown"), ArchiveFormat::unknown);
}

// The obvious twin of LineSource.
std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> out;
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') {
      line += text[i];
      continue;
    }
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    out.push_back(std::move(line));
    line.clear();
  }
  if (!line.empty()) out.push_back(line);
  return out;
}

TEST(ImportTest, LinesAsTheirTwinHasThem) {
  rc::check("lines, whatever ends them and wherever reads are cut", [] {
    std::string text;
    for (const int c : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6))) text += "\n\r\nab\t"[c];
    const auto piece = *rc::gen::inRange<std::size_t>(1, 5);
    LineSource lines = lines_of(text, piece);
    std::vector<std::string> found;
    for (std::string_view line; lines.next(line);) found.emplace_back(line);
    RC_ASSERT(found == split_lines(text));
    RC_ASSERT(lines.number() == found.size());
    RC_ASSERT(lines.bytes() == text.size());
  });
  LineSource lines = lines_of(std::string(LineSource::kMaxLine + 7, 'x') + "\nb\n");
  std::string_view line;
  ASSERT_TRUE(lines.next(line));
  EXPECT_TRUE(lines.was_cut());
  ASSERT_TRUE(lines.next(line));
  EXPECT_FALSE(lines.was_cut());
  EXPECT_EQ(line, "b");
}

std::string odd_text() {
  static const std::vector<std::string> kParts = {"\t",
                                                  "\t\t\t",
                                                  "\r",
                                                  "\n",
                                                  "20180104",
                                                  "0",
                                                  "900000001",
                                                  "036",
                                                  "USA",
                                                  "\xff\xfe",
                                                  "\xc3",
                                                  "{",
                                                  "}",
                                                  "\"",
                                                  ",",
                                                  "[",
                                                  "-",
                                                  "1e999",
                                                  "Ada Berg (",
                                                  ")",
                                                  "(",
                                                  ";",
                                                  "_",
                                                  "/",
                                                  "190",
                                                  std::string(1, '\0'),
                                                  "{\"id\":\"1\",\"date\":\"2001-01-01\",\"event\":",
                                                  "CONSULT",
                                                  "2014-01-02",
                                                  "Make statement",
                                                  " ",
                                                  "890319",
                                                  "GLOBALEVENTID",
                                                  "Event ID\tEvent Date\tCAMEO Code\tEvent Type"};
  std::string out;
  for (const int i : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(kParts.size())))) out += kParts[static_cast<std::size_t>(i)];
  return out;
}

TEST(ImportTest, NoBytesBreakAReader) {
  rc::check("every reader ends, and what it gives is text", [] {
    std::string text = odd_text();
    if (*rc::gen::inRange(0, 2) == 1) {  // rows of the right number of columns
      const auto columns = *rc::gen::element<std::size_t>(4, 6, 20, 40, 57, 61);
      for (std::size_t i = 0; i < 3; ++i) {
        text += "1\t20180104";
        for (std::size_t f = 2; f < columns; ++f)
          text.append("\t").append(*rc::gen::element<std::string>("", "0", "036", "USAGOV", "\xff", "-1e5", "CONSULT", "3", "é"));
        text += "\n";
      }
    }
    static_cast<void>(guess_format(text, import_tables()));
    for (const ArchiveFormat f : {ArchiveFormat::gdelt1, ArchiveFormat::gdelt2, ArchiveFormat::icews, ArchiveFormat::keds, ArchiveFormat::plover,
                                  ArchiveFormat::polecat, ArchiveFormat::quadruples}) {
      for (const MergedEvent& e : read_archive(f, text, {}, 7).events) {
        RC_ASSERT(!e.dataset.empty());
        RC_ASSERT(!e.source_id.empty());
        RC_ASSERT(e.agreed.date.has_value());
        RC_ASSERT(e.independent == 1);
        for (const std::vector<StoredParty>* side : {&e.agreed.actors, &e.agreed.recipients})
          for (const StoredParty& p : *side) RC_ASSERT(!p.code().empty() && utf8::find_invalid(p.text) == std::string::npos);
      }
    }
    const std::unique_ptr<MentionReader> mentions = open_mentions(lines_of(text, 7));
    ArchiveMention m;
    while (mentions->next(m) != RowResult::end) {
    }
  });
}

// Every code of the tables is one of the ontology, and every country one of ISO's.
TEST(ImportTest, TablesFitTheOntology) {
  for (int code = 0; code < 300; ++code) {
    std::string text(code < 10 ? "00" : code < 100 ? "0" : "");
    text.append(std::to_string(code));
    if (const ImportTables::Weis* w = import_tables().weis(text)) {
      const Act* act = import_ontology().find(w->cameo);
      ASSERT_NE(act, nullptr) << text;
      EXPECT_EQ(act->code_text(), w->cameo) << text;
    }
  }
  EXPECT_NE(import_tables().weis("229"), nullptr);  // the first of its root
  EXPECT_EQ(import_tables().weis("299"), nullptr);
  for (const char* type : {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
                           "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}) {
    const ImportTables::PloverAct act = import_tables().plover_act(type, {});
    EXPECT_EQ(name(act.type), type);
    EXPECT_EQ(quad_of(import_ontology().find(act.cameo)->type), quad_of(act.type)) << type;
  }
}

}  // namespace
}  // namespace detente
