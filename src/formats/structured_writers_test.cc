// The formats with a syntax of their own, read back by a parser: JSON, XML, iCalendar, CSV.
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "formats/event_columns.h"
#include "formats/event_fields.h"
#include "formats/event_fixture.h"
#include "formats/icalendar.h"

namespace detente::formats {

namespace {

using fixture::expulsion, fixture::imported, fixture::meeting, fixture::plan, fixture::protest, fixture::write;
using Json = nlohmann::json;

TEST(Plover, FieldsOfTheManual) {
  const std::string text = write("plover", {expulsion(), meeting(), plan()}).main;
  const std::vector<std::string> lines = fixture::split_on(text, '\n');
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(Json::parse(lines[0]), Json::parse(R"json({
    "id": "e00000000000000a1", "date": "2017-12-02",
    "actor": [{"code": "ROU", "sector": "GOV", "entity_text": "Arvia", "identifier_id": "ROU", "identifier_text": "Arvia", "country_name": "Romania"}],
    "recipient": [{"code": "AUT", "sector": "GOV", "entity_text": "two envoys of Belmark", "identifier_id": "AUT", "identifier_text": "Belmark",
      "country_name": "Austria", "office": "envoys"}],
    "event": ["SANCTION"], "mode": ["expel"], "context": ["diplomatic", "intelligence"], "quad_code": 4, "event_scale": -5.5,
    "event_loc": {"extracted_place": "the port", "resolved_place": "Port Arvia", "lat": 44.4321, "lon": 26.1, "country": "Romania", "country_code": "ROU",
      "province": "10", "resolution": 4},
    "text": "Arvia expelled two envoys of Belmark, <officials> said; \"a first\".",
    "event_text": ["Arvia expelled two envoys of Belmark, <officials> said; \"a first\".", "Two envoys have to leave Arvia."],
    "text_info": {"sequence": 0, "start": 100, "end": 166},
    "cite_info": {"url": "https://news.example/a?x=1&y=2", "publication": "Harbour Post", "citation": "2017-12-03T08:30:00Z", "language": "en"},
    "coder": "detente", "comment": "status=happened cameo=166 disputed=numbers"})json"));
  const Json talks = Json::parse(lines[1]);
  EXPECT_EQ(talks["actor"].size(), 3U);
  EXPECT_EQ(talks["recipient"], Json::array());
  EXPECT_EQ(talks["enddate"], "2017-12-03");
  EXPECT_EQ(talks["actor"][2], Json::parse(R"({"code":"IGO","entity_text":"NATO","identifier_id":"NATO","identifier_text":"NATO"})"));
  EXPECT_EQ(Json::parse(lines[2])["comment"], "status=planned cameo=042");
}

TEST(Geojson, PointsOfTheEventsThatHaveOne) {
  const fixture::Written out = write("geojson", {expulsion(), protest(), meeting()});
  const Json all = Json::parse(out.main);
  EXPECT_EQ(all["type"], "FeatureCollection");
  ASSERT_EQ(all["features"].size(), 2U);
  const Json& f = all["features"][0];
  EXPECT_EQ(f["type"], "Feature");
  EXPECT_EQ(f["id"], "e00000000000000a1");
  EXPECT_EQ(f["geometry"], Json::parse(R"({"type":"Point","coordinates":[26.1,44.4321]})"));  // longitude first
  EXPECT_EQ(f["properties"]["actors"], Json::parse(R"(["ROU"])"));
  EXPECT_EQ(f["properties"]["date_start"], "2017-12-02");
  EXPECT_EQ(f["properties"]["disputed"], "numbers");
  EXPECT_EQ(out.left_out.no_place, 1U);
  EXPECT_EQ(Json::parse(write("geojson", {}).main)["features"], Json::array());
}

// An XML document by libxml2, which must find it well-formed.
class Xml {
 public:
  explicit Xml(const std::string& text)
      : doc_(xmlReadMemory(text.data(), static_cast<int>(text.size()), "x.xml", nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR)) {}
  ~Xml() { xmlFreeDoc(doc_); }
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;
  [[nodiscard]] bool fine() const { return doc_ != nullptr; }
  // The number or text that an XPath expression gives.
  [[nodiscard]] std::string value(const std::string& path) const {
    xmlXPathContext* context = xmlXPathNewContext(doc_);
    xmlXPathObject* found = xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(path.c_str()), context);
    xmlChar* text = xmlXPathCastToString(found);
    std::string out(reinterpret_cast<const char*>(text));
    xmlFree(text);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return out;
  }

 private:
  xmlDoc* doc_;
};

std::vector<MergedEvent> several() {
  MergedEvent later = expulsion();
  later.id = "e00000000000000e5";
  later.agreed.date = DayRange{fixture::day("2017-12-03"), fixture::day("2017-12-04")};
  later.agreed.goldstein = -8;
  MergedEvent last = expulsion();
  last.id = "e00000000000000f6";
  last.agreed.date = DayRange{fixture::day("2018-03-01"), fixture::day("2018-03-01")};
  last.agreed.goldstein = -6;
  last.agreed.recipients[0].name = "Bel & <\"mark\x01>";
  return {last, later, expulsion(), meeting(), plan()};
}

TEST(Graphml, SumsOfEachDirection) {
  const std::string text = write("graphml", several()).main;
  const Xml xml(text);
  ASSERT_TRUE(xml.fine()) << text;
  const std::string edge = "//*[local-name()='edge'][@source='ROU'][@target='AUT']";
  EXPECT_EQ(xml.value("count(//*[local-name()='node'])"), "3");
  EXPECT_EQ(xml.value("count(//*[local-name()='edge'])"), "6");
  EXPECT_EQ(xml.value("string(" + edge + "/*[@key='events'])"), "4");  // three times and the meeting
  EXPECT_EQ(xml.value("string(" + edge + "/*[@key='quad4'])"), "3");
  EXPECT_EQ(xml.value("string(" + edge + "/*[@key='goldstein'])"), "-3.5");
  EXPECT_EQ(xml.value("string(" + edge + "/*[@key='first'])"), "2017-12-01");
  EXPECT_EQ(xml.value("string(" + edge + "/*[@key='last'])"), "2018-03-01");
  EXPECT_EQ(xml.value("string(//*[local-name()='node'][@id='ROU']/*[@key='label'])"), "Arvia");
  // Of two names the one that sorts first; marks are escaped, what XML forbids is a space
  EXPECT_EQ(xml.value("string(//*[local-name()='node'][@id='AUT']/*[@key='label'])"), "Bel & <\"mark >");
  // Every key that is used is declared
  EXPECT_EQ(xml.value("count(//*[local-name()='data'][not(@key=//*[local-name()='key']/@id)])"), "0");
  std::vector<MergedEvent> turned = several();
  std::reverse(turned.begin(), turned.end());
  EXPECT_EQ(write("graphml", turned).main, text);
}

TEST(Gexf, SpellsOfEdges) {
  const std::string text = write("gexf", several()).main;
  const Xml xml(text);
  ASSERT_TRUE(xml.fine()) << text;
  const std::string edge = "//*[local-name()='edge'][@source='ROU'][@target='AUT']";
  EXPECT_EQ(xml.value("string(/*/@version)"), "1.3");
  EXPECT_EQ(xml.value("string(//*[local-name()='graph']/@mode)"), "dynamic");
  // The first to the third of December, the second, and the third to the fourth are one spell
  EXPECT_EQ(xml.value("count(" + edge + "//*[local-name()='spell'])"), "2");
  EXPECT_EQ(xml.value("string(" + edge + "//*[local-name()='spell'][1]/@start)"), "2017-12-01");
  EXPECT_EQ(xml.value("string(" + edge + "//*[local-name()='spell'][1]/@end)"), "2017-12-04");
  EXPECT_EQ(xml.value("string(" + edge + "//*[local-name()='spell'][2]/@start)"), "2018-03-01");
  EXPECT_EQ(xml.value("string(" + edge + "/@weight)"), "4");
  EXPECT_EQ(xml.value("string(//*[local-name()='node'][@id='AUT']/@label)"), "Bel & <\"mark >");
  EXPECT_EQ(xml.value("count(//*[local-name()='attvalue'][not(@for=//*[local-name()='attribute']/@id)])"), "0");
  EXPECT_EQ(xml.value("count(//*[local-name()='edge'][not(@id)])"), "0");
  std::vector<MergedEvent> turned = several();
  std::reverse(turned.begin(), turned.end());
  EXPECT_EQ(write("gexf", turned).main, text);
}

// A strict reader of iCalendar: checks what RFC 5545 asks of the lines, gives the unfolded ones.
std::vector<std::string> calendar_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find("\r\n", at);
    if (end == std::string::npos) {
      ADD_FAILURE() << "the last line has no CRLF";
      break;
    }
    const std::string line = text.substr(at, end - at);
    at = end + 2;
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_FALSE(line.empty());
    for (const char c : line) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20) << line;
    EXPECT_NE(static_cast<unsigned char>(line[0]) & 0xC0, 0x80) << "a character is cut";
    if (line.size() > 1 && line[0] == ' ') {
      EXPECT_NE(static_cast<unsigned char>(line[1]) & 0xC0, 0x80) << "a character is cut";
    }
    if (line[0] == ' ' && !lines.empty()) lines.back() += line.substr(1);
    else lines.push_back(line);
  }
  return lines;
}

// Properties of each VEVENT by name, without parameters; each must be there at most once.
std::vector<std::map<std::string, std::string>> calendar_events(const std::string& text) {
  std::vector<std::map<std::string, std::string>> events;
  const std::vector<std::string> lines = calendar_lines(text);
  EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
  EXPECT_EQ(lines.back(), "END:VCALENDAR");
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "VERSION:2.0"), 1);
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(), [](const std::string& l) { return l.starts_with("PRODID:"); }), 1);
  bool inside = false;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    EXPECT_NE(colon, std::string::npos) << line;
    if (line == "BEGIN:VEVENT") {
      EXPECT_FALSE(inside);
      inside = true;
      events.emplace_back();
    } else if (line == "END:VEVENT") {
      EXPECT_TRUE(inside);
      inside = false;
      for (const char* required : {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"}) EXPECT_TRUE(events.back().contains(required)) << required;
    } else if (inside) {
      const std::string name = line.substr(0, std::min(line.find(';'), colon));
      EXPECT_TRUE(events.back().emplace(name, line.substr(name.size())).second) << name << " stands twice";
    }
  }
  EXPECT_FALSE(inside);
  return events;
}

TEST(Ics, PlannedEventsOnly) {
  MergedEvent maybe = plan();
  maybe.id = "e00000000000000c4";
  maybe.agreed.status = Status::possible;
  MergedEvent undated = plan();
  undated.agreed.date.reset();
  const fixture::Written out = write("ics", {expulsion(), plan(), maybe, undated});
  const auto events = calendar_events(out.main);
  ASSERT_EQ(events.size(), 2U);
  auto e = events[0];
  EXPECT_EQ(e["UID"], ":e00000000000000c3@detente");
  EXPECT_EQ(e["DTSTAMP"], ":20180106T100000Z");
  EXPECT_EQ(e["DTSTART"], ";VALUE=DATE:20180210");
  EXPECT_EQ(e["DTEND"], ";VALUE=DATE:20180212");  // the day after the last one
  EXPECT_EQ(e["SUMMARY"], ":Belmark to Arvia: Make a visit");
  EXPECT_EQ(e["STATUS"], ":CONFIRMED");
  EXPECT_EQ(e["SEQUENCE"], ":1");
  EXPECT_EQ(e["DESCRIPTION"], ":Belmark's premier will visit Arvia\\, Corvia\\; Dorland\\nand others in February.\\nTold by 2 reports\\, 1 independent");
  auto possible = events[1];
  EXPECT_EQ(possible["STATUS"], ":TENTATIVE");
  EXPECT_EQ(out.left_out.not_planned, 2U);
  EXPECT_TRUE(calendar_events(write("ics", {}).main).empty());
}

TEST(Icalendar, FoldsAtOctetsWithoutCuttingCharacters) {
  EXPECT_EQ(folded("short"), "short\r\n");
  EXPECT_EQ(folded(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(folded(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
  for (std::size_t lead = 0; lead < 6; ++lead) {
    std::string text(lead, 'x'), line = "SUMMARY:";
    for (int i = 0; i < 60; ++i) text += "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8E\x89";
    const std::vector<std::string> lines = calendar_lines(folded(line + text));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0], line + text);
  }
  EXPECT_EQ(calendar_text("a\\b;c,d\r\ne\nf\rg\x07h"), "a\\\\b\\;c\\,d\\ne\\nf\\ng h");
}

TEST(Icalendar, ItemsOfTheAgenda) {
  std::string text;
  CalendarWriter calendar([&](std::string_view bytes) { text += bytes; });
  calendar.begin("Agenda");
  CalendarItem item;
  item.uid = "x";
  item.summary = "Talks";
  item.first_day = item.last_day = fixture::day("2018-12-31");
  item.location = "Port Arvia";
  item.url = "https://news.example/\r\nATTENDEE:x";
  item.status = CalendarItem::Status::cancelled;
  calendar.item(item);
  calendar.end();
  auto events = calendar_events(text);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0]["DTEND"], ";VALUE=DATE:20190101");
  EXPECT_EQ(events[0]["STATUS"], ":CANCELLED");
  EXPECT_EQ(events[0]["LOCATION"], ":Port Arvia");
  EXPECT_EQ(events[0]["URL"], ":https://news.example/ATTENDEE:x");
  EXPECT_FALSE(events[0].contains("ATTENDEE"));
}

// RFC 4180, quotes and line ends within them.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> out(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') out.back().back() += '"', ++i;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && c == ',') out.back().emplace_back();
    else if (!quoted && c == '\n') out.emplace_back(1);
    else out.back().back() += c;
  }
  EXPECT_FALSE(quoted);
  out.pop_back();
  return out;
}

TEST(Csv, ColumnsAndTheirPackage) {
  const fixture::Written out = write("csv", {expulsion(), meeting(), plan(), protest(), imported()});
  const auto table = parse_csv(out.main);
  ASSERT_EQ(table.size(), 6U);
  std::map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < table[0].size(); ++i) at[table[0][i]] = i;
  for (const auto& row : table) ASSERT_EQ(row.size(), event_columns().size());
  const auto field = [&](std::size_t row, const std::string& name) { return table[row][at.at(name)]; };
  EXPECT_EQ(field(1, "actors"), "ROU");
  EXPECT_EQ(field(1, "recipient_names"), "Belmark");
  EXPECT_EQ(field(1, "date_start"), "2017-12-02");
  EXPECT_EQ(field(1, "text"), expulsion().agreed.text);
  EXPECT_EQ(field(2, "actors"), "ROU;AUT;NATO");
  EXPECT_EQ(field(2, "actor_countries"), "ROU;AUT;");
  EXPECT_EQ(field(2, "mutual"), "true");
  EXPECT_EQ(field(2, "outlet"), "Meridian, \"Daily\"");
  EXPECT_EQ(field(3, "text"), plan().agreed.text);
  EXPECT_EQ(field(3, "status"), "planned");
  EXPECT_EQ(field(4, "date_start"), "");
  EXPECT_EQ(field(4, "lat"), "");
  EXPECT_EQ(field(5, "tone"), "-2.564103");
  EXPECT_EQ(field(5, "source_id"), "719024875");

  ASSERT_EQ(out.beside.size(), 1U);
  EXPECT_EQ(out.beside[0].first, "datapackage.json");
  const Json package = Json::parse(out.beside[0].second);
  const Json& resource = package["resources"][0];
  EXPECT_EQ(package["profile"], "tabular-data-package");
  EXPECT_EQ(resource["path"], "events.csv");
  const Json& fields = resource["schema"]["fields"];
  ASSERT_EQ(fields.size(), table[0].size());
  const std::set<std::string> types = {"string", "integer", "number", "boolean", "date"};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    EXPECT_EQ(fields[i]["name"], table[0][i]);
    EXPECT_TRUE(types.contains(fields[i]["type"]));
    EXPECT_FALSE(fields[i]["description"].get<std::string>().empty());
    // What is said to be required is there, and integers are some
    for (std::size_t row = 1; row < table.size(); ++row) {
      if (fields[i].contains("constraints")) {
        EXPECT_FALSE(table[row][i].empty()) << fields[i]["name"];
      }
      if (fields[i]["type"] == "integer") {
        EXPECT_EQ(table[row][i].find_first_not_of("-0123456789"), std::string::npos);
      }
    }
  }
}

}  // namespace

}  // namespace detente::formats
