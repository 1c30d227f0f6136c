// The kinds of input other than plain text and JSON lines, each from memory. Whole files of them: tests/command_line.sh.
#include <gtest/gtest.h>

#include "readers/document_stream.h"
#include "readers/encoding.h"
#include "readers/html_guard.h"
#include "readers/html_page.h"
#include "readers/language_guess.h"
#include "readers/page_date.h"
#include "readers/read_fixture.h"
#include "util/error.h"

namespace detente {
namespace {

constexpr char kLead[] = "The two governments agreed on Monday to reopen the bridge, which had been closed since the spring.";
constexpr char kNext[] = "Engineers from both sides will inspect it first, and lorries may cross from June, the ministers said.";
constexpr char kLast[] = "The mayor of the border town, who had asked for it for months, called the day a good one.";

std::string paragraphs() { return std::string("<p>") + kLead + "</p><p>" + kNext + "</p><p>" + kLast + "</p>"; }
std::string story() { return std::string(kLead) + "\n\n" + kNext + "\n\n" + kLast; }

TEST(PageTest, MainTextOfPagesOfDifferingShape) {
  const std::string menu = "<ul><li><a href='/a'>World</a></li><li><a href='/b'>Sport and more of it</a></li></ul>";
  const std::string others = "<div class='related-stories'><p>A museum of clocks opened in the old harbour, and many came.</p></div>";
  for (const std::string& body : {
           "<article><h1>T</h1>" + paragraphs() + "</article>",
           "<div id='page'><div id='x1'>" + menu + "</div><div id='x2'>" + paragraphs() + "</div><div id='x3'>" + others + "</div></div>",
           "<table><tr><td>" + menu + "</td><td>" + paragraphs() + "</td></tr></table>",
           "<div class='cookie-consent'><p>We use cookies, and so do our partners, to show things.</p></div><main>" + paragraphs() + "</main>",
           "<main>" + paragraphs() + "<div class='comments'><p>A reader says at length, and with commas, that it will never work.</p></div></main>",
           "<div>" + std::string(kLead) + "<br><br>" + kNext + "<br/><br/>" + kLast + "</div>",
           "<form action='x'><div class='page has-sidebar'>" + paragraphs() + "</div></form>",
           "<article>" + paragraphs() + "<p>Subscribe to continue reading.</p></article>",
       }) {
    const Document d = read_page("<html><head><title>T</title></head><body>" + body + "</body></html>", "");
    EXPECT_EQ(d.text, story()) << body;
  }
}

TEST(PageTest, LivePageKeepsItsPosts) {
  const std::string post1 = std::string("<article class='post'><h2>Bridge agreed</h2><p>") + kLead + "</p></article>";
  const std::string post2 = std::string("<article class='post'><h2>Inspection first</h2><p>") + kNext + "</p></article>";
  const Document d = read_page("<body><main>" + post1 + post2 + "</main></body>", "");
  EXPECT_EQ(d.text, std::string("Bridge agreed\n\n") + kLead + "\n\nInspection first\n\n" + kNext);
}

TEST(PageTest, NeverScriptsOrStyles) {
  const Document d = read_page(
      "<body><article><script>var a = 'A text that is no text, and so on.';</script><style>p { x: y }</style>" + paragraphs() +
          "<noscript><p>Please turn the scripts on, and then come back.</p></noscript><template><p>An empty form, not a text.</p></template></article>",
      "");
  EXPECT_EQ(d.text, story());
}

TEST(PageTest, MetadataFromEachPlace) {
  const std::string rest = "</head><body>" + paragraphs() + "</body>";
  Document d = read_page(
      R"(<head><title>x</title><script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"headline":"Bridge","datePublished":"2020-05-04T01:30:00+02:00","publisher":{"name":"The Post"}}]}</script>)" +
          rest,
      "");
  EXPECT_EQ(d.title, "Bridge");
  EXPECT_EQ(d.published, "2020-05-03T23:30:00Z");
  EXPECT_EQ(d.outlet, "The Post");
  d = read_page(
      "<head><title>Bridge opens | The Post</title><meta property='og:site_name' content='The Post'><meta property='article:published_time' "
      "content='2020-05-04'>" +
          rest,
      "");
  EXPECT_EQ(d.title, "Bridge opens");
  EXPECT_EQ(d.published, "2020-05-04");
  d = read_page("<head><title>Bridge</title>" + rest, "https://www.post.example/2020/05/04/bridge");
  EXPECT_EQ(d.published, "2020-05-04");
  EXPECT_EQ(d.outlet, "post.example");
}

TEST(PageTest, DatesThatOnlyReadersSee) {
  const auto date_of = [](const std::string& line) { return read_page("<body><div>" + line + "</div>" + paragraphs() + "</body>", "").published; };
  EXPECT_EQ(date_of("Monday, October 6, 2003"), "2003-10-06");
  EXPECT_EQ(date_of("Published on 18th of May 2011"), "");
  EXPECT_EQ(date_of("Posted 18 May 2011"), "2011-05-18");
  EXPECT_EQ(date_of("The revolt of 4 July 1976"), "");
}

TEST(PageTest, CommentsAreToldByTheirHeadline) {
  for (const char* heading : {"<h3>2 comments</h3>", "<div><h3>Leave a reply</h3></div>", "<h2>Comments (12)</h2>", "<h2>No responses to this</h2>"}) {
    const Document d = read_page("<body><div><h1>T</h1><p>Monday 3 May 2021 - by A Writer - 2 comments</p>" + paragraphs() + std::string(heading) +
                                     "<div><b>Otto</b><p>A long word of a reader, who has much to say, and says it here.</p></div></div></body>",
                                 "");
    EXPECT_EQ(d.text, story()) << heading;
    EXPECT_EQ(d.published, "2021-05-03");
  }
  const Document d = read_page("<body><h1>T</h1>" + paragraphs() + "<h2>Comments from both capitals</h2><p>" + kLead + " And so on.</p></body>", "");
  EXPECT_NE(d.text.find("And so on."), std::string::npos);
}

TEST(PageTest, WordsOfWrappersAroundTheHeadlineTellNothing) {
  const Document d = read_page(
      "<body><div class='page has-banner'><h1>T</h1>" + paragraphs() + "</div><div class='banner'><p>A sale of chairs, and tables.</p></div></body>", "");
  EXPECT_EQ(d.text, story());
}

TEST(PageTest, DeepAndBrokenMarkup) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += i % 2 == 0 ? "<div>" : "<b>";
  EXPECT_NE(read_page(deep + paragraphs(), "").text.find(kLead), std::string::npos);
  std::size_t dropped = 0;
  const std::string shallow = "<div><p>a<p>b</div><script>if (a < b) x('<div>')</script>";
  EXPECT_EQ(limit_depth(shallow, dropped), shallow);
  EXPECT_EQ(dropped, 0U);
  for (const char* broken : {"<", "</", "<a", "<a href=\"", "<!--", "<script>", "<title>x", "&", "&#x110000;", "<p/><p <p>", "\xff\xfe<p>"})
    EXPECT_NO_THROW((void)read_page(broken, "")) << broken;
}

TEST(PageTest, EscapedTwice) { EXPECT_EQ(html_to_text("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;"), "One & two.\n\nThree."); }

TEST(FeedTest, RdfAndOldRss) {
  const Read rdf = read(
      "<?xml version='1.0' encoding='ISO-8859-1'?><rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/' "
      "xmlns:dc='d'><channel><title>Wire</title></channel><item><title>Caf\xe9 "
      "closed</title><link>https://w.example/1</link><dc:date>2016-01-22T10:00:00Z</dc:date><description>It did.</description></item></rdf:RDF>",
      "a.rdf");
  ASSERT_EQ(rdf.documents.size(), 1U) << (rdf.troubles.empty() ? "" : rdf.troubles[0]);
  EXPECT_EQ(rdf.documents[0].title, "Caf\u00e9 closed");
  EXPECT_EQ(rdf.documents[0].published, "2016-01-22T10:00:00Z");
  EXPECT_EQ(rdf.documents[0].outlet, "Wire");
  const Read old =
      read("<rss version='0.91'><channel><item><title>A deal &amp;amp; more</title><description>x &lt;b&gt;y&lt;/b&gt;</description></item></channel></rss>",
           "a.rss");
  ASSERT_EQ(old.documents.size(), 1U) << (old.troubles.empty() ? "" : old.troubles[0]);
  EXPECT_EQ(old.documents[0].title, "A deal & more");
  EXPECT_EQ(old.documents[0].text, "x y");
  const Read entities = read(
      "<rss><channel><item><title>A&nbsp;deal of B&B</title><description><![CDATA[<p>x &amp; y&mdash;z</p>]]></description></item></channel></rss>", "a.rss");
  ASSERT_EQ(entities.documents.size(), 1U) << (entities.troubles.empty() ? "" : entities.troubles[0]);
  EXPECT_EQ(entities.documents[0].title, "A deal of B&B");
  EXPECT_EQ(entities.documents[0].text, "x & y\u2014z");
  EXPECT_EQ(read("<rss><channel><item></title></channel></rss>", "a.rss").troubles.size(), 1U);
  EXPECT_EQ(read("<rss><channel><title>x</title></channel></rss>", "a.rss").troubles, std::vector<std::string>{"a.rss: the feed has no items"});
  EXPECT_EQ(read("<?xml version='1.0'?><books><book/></books>", "a.xml").troubles.size(), 1U);
}

TEST(CsvTest, ColumnMapAndQuotes) {
  ReaderOptions options;
  options.columns = {{"text", "inhalt"}, {"published", "tag"}};
  Read r = read("nr,inhalt,tag\n1,\"a, \"\"b\"\"\nc\",2020-01-02\n\n2,d,\n", "a.csv", options);
  ASSERT_EQ(r.documents.size(), 2U) << (r.troubles.empty() ? "" : r.troubles[0]);
  EXPECT_EQ(r.documents[0].text, "a, \"b\"\nc");
  EXPECT_EQ(r.documents[0].published, "2020-01-02");
  EXPECT_EQ(r.documents[1].text, "d");
  options.columns = {{"text", "body"}};
  r = read("nr,inhalt\n1,a\n", "a.csv", options);
  EXPECT_EQ(r.troubles, std::vector<std::string>{"a.csv: no column 'body' in the header (nr, inhalt)"});
  r = read("text\tid\none\t1\n\"open\t2\n", "a.tsv");
  EXPECT_EQ(r.documents.size(), 1U);
  EXPECT_EQ(r.troubles, std::vector<std::string>{"a.tsv:3: a quotation mark is not closed"});
}

TEST(EncodingTest, ToldByMarkDeclarationAndGuess) {
  EXPECT_EQ(find_encoding("plain", ""), "");
  EXPECT_EQ(find_encoding("caf\xc3\xa9", "iso-8859-1"), "");  // valid UTF-8 is that
  EXPECT_EQ(find_encoding("caf\xe9 au lait", "iso-8859-15"), "iso-8859-15");
  EXPECT_EQ(find_encoding("The caf\xe9 of Se\xf1or M\xfcller was closed on Monday", ""), "windows-1252");
  EXPECT_EQ(find_encoding("two \xff\xfe diplomats were expelled", ""), "");  // damage, no encoding
  EXPECT_EQ(find_encoding(std::string_view("\xff\xfe"
                                           "a\0b\0",
                                           6),
                          ""),
            "UTF-16LE");
  EXPECT_EQ(declared_charset("<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>"), "shift_jis");
  EXPECT_EQ(read("<html><head><meta charset=windows-1251></head><body><p>\xcf\xf0\xe8\xe2\xe5\xf2, this is a page of words.</p></body></html>", "a.html")
                .documents.at(0)
                .text,
            "\u041f\u0440\u0438\u0432\u0435\u0442, this is a page of words.");
}

TEST(LanguageTest, ToldByFunctionWordsAndScript) {
  EXPECT_EQ(guess_language("", "The minister said that the talks with the two envoys will go on for a week."), "en");
  EXPECT_EQ(guess_language("", "Die Regierung hat mitgeteilt, dass die Gespr\u00e4che mit den Botschaftern nicht in der n\u00e4chsten Woche sind."), "de");
  EXPECT_EQ(guess_language("", "El gobierno dijo que las conversaciones con los embajadores no se reanudan en la semana por el momento."), "es");
  EXPECT_EQ(guess_language("",
                           "\u0421\u0435\u0433\u043e\u0434\u043d\u044f \u043c\u0438\u043d\u0438\u0441\u0442\u0440 \u0441\u043e\u043e\u0431\u0449\u0438\u043b, "
                           "\u0447\u0442\u043e \u043f\u0435\u0440\u0435\u0433\u043e\u0432\u043e\u0440\u044b \u0431\u0443\u0434\u0443\u0442."),
            "ru");
  EXPECT_EQ(guess_language("", "Russia expelled two diplomats."), "");  // too little to tell
}

TEST(PageDateTest, TheFormsThatAreInUse) {
  EXPECT_EQ(iso_time("Fri, 22 Jan 2016 15:05:00 +0100"), "2016-01-22T14:05:00Z");
  EXPECT_EQ(iso_time("Thu, 31 Dec 2015 22:30 EST"), "2016-01-01T03:30:00Z");
  EXPECT_EQ(iso_time("2016-01-22T14:05:00.123Z"), "2016-01-22T14:05:00Z");
  EXPECT_EQ(iso_time("2016-01-22 14:05"), "2016-01-22");  // no zone, no time
  EXPECT_EQ(iso_time("January 22nd, 2016"), "2016-01-22");
  EXPECT_EQ(iso_time("Published 22 January 2016"), "2016-01-22");
  EXPECT_EQ(iso_time("20160122"), "2016-01-22");
  for (const char* none : {"", "soon", "2016-13-01", "31 February 2016", "12:30", "2016"}) EXPECT_EQ(iso_time(none), "") << none;
  EXPECT_EQ(url_date("https://a.example/world/2016/jan/22/talks"), "2016-01-22");
  EXPECT_EQ(url_date("https://a.example/story-20161"), "");
}

}  // namespace
}  // namespace detente
