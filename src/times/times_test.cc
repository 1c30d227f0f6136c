#include "times/times.h"

#include <gtest/gtest.h>

#include "text/conllu.h"
#include "times/dateline.h"

namespace detente {
namespace {

const std::int32_t kFriday = *parse_iso_day("2016-01-22");

// A flat sentence whose words all hang on the first.
Sentence words(std::string_view text) {
  Sentence s;
  for (std::size_t pos = 0; pos < text.size();) {
    std::size_t end = text.find(' ', pos);
    if (end == std::string_view::npos) end = text.size();
    Token t;
    t.form = t.lemma = text.substr(pos, end - pos);
    t.head = s.tokens.empty() ? kNoHead : 0;
    t.deprel = s.tokens.empty() ? Deprel::root : Deprel::dep;
    t.upos = t.form == "future" || t.form == "quarter" || t.form == "night" ? Upos::NOUN : Upos::X;
    t.span = {static_cast<std::uint32_t>(pos), static_cast<std::uint32_t>(end)};
    s.tokens.push_back(t);
    pos = end + 1;
  }
  return s;
}

struct Told {
  std::string text, type, value, days;
};

std::vector<Told> all_told(std::string_view text, std::optional<std::int32_t> published, bool future = false) {
  const Sentence s = words(text);
  TreeView tree;
  tree.build(s);
  std::vector<TimeExpression> found;
  TimeContext context;
  context.begin(text, published);
  find_times(tree, context, found);
  std::vector<Told> out;
  for (const TimeExpression& e : found) {
    const auto days = resolve_time(e, context, future);
    const Span span = span_of(e, tree);
    Told t = {std::string(text.substr(span.begin, span.end - span.begin)), std::string(name(e.type)), std::string(e.value()), "unknown"};
    if (days) t.days = days->first == days->last ? iso_date(days->first) : iso_date(days->first) + "/" + iso_date(days->last);
    out.push_back(t);
  }
  return out;
}

std::string told(std::string_view text, bool future = false, std::optional<std::int32_t> published = kFriday) {
  const std::vector<Told> found = all_told(text, published, future);
  return found.empty() ? "none" : found.front().days;
}

// A sentence published on Friday 22 January 2016, what of it is the expression, and what that means.
struct Case {
  std::string_view sentence, text, type, value, days;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    const std::vector<Told> found = all_told(c.sentence, kFriday);
    if (c.text.empty()) {
      EXPECT_TRUE(found.empty()) << c.sentence << ": " << (found.empty() ? "" : found.front().text);
      continue;
    }
    ASSERT_FALSE(found.empty()) << c.sentence;
    EXPECT_EQ(found.front().text, c.text) << c.sentence;
    EXPECT_EQ(found.front().type, c.type) << c.sentence;
    EXPECT_EQ(found.front().value, c.value) << c.sentence;
    if (!c.days.empty()) {
      EXPECT_EQ(found.front().days, c.days) << c.sentence;
    }
  }
}

TEST(Times, CalendarDates) {
  check({{"signed January 25 , 2014 here", "January 25 , 2014", "DATE", "2014-01-25", "2014-01-25"},
         {"signed 25 January 2014", "25 January 2014", "DATE", "2014-01-25", "2014-01-25"},
         {"signed Nov. 10-11", "Nov. 10-11", "DATE", "2015-11-10", "2015-11-10/2015-11-11"},
         {"the siege of 3-5 March 2010", "3-5 March 2010", "DATE", "2010-03-03", "2010-03-03/2010-03-05"},
         {"cut off in June 2014", "June 2014", "DATE", "2014-06", "2014-06-01/2014-06-30"},
         {"signed 2015-05-19", "2015-05-19", "DATE", "2015-05-19", "2015-05-19"},
         {"signed 10/23/2015", "10/23/2015", "DATE", "2015-10-23", "2015-10-23"},
         {"on March eighth", "March eighth", "DATE", "2016-03-08", ""},
         {"met in April.", "April", "DATE", "2015-04", "2015-04-01/2015-04-30"},
         {"between March and April 1918", "March", "DATE", "1918-03", "1918-03-01/1918-03-31"}});
  EXPECT_EQ(told("meet Feb. 10-11", true), "2016-02-10/2016-02-11");
  EXPECT_EQ(told("begin on January 25", true), "2016-01-25");
}

TEST(Times, YearsDecadesCenturies) {
  check({{"ended in 1917 .", "1917", "DATE", "1917", "1917-01-01/1917-12-31"},
         {"fell in 480 BC", "480 BC", "DATE", "BC0480", "-0479-01-01/-0479-12-31"},
         {"in the 1990s", "the 1990s", "DATE", "199", "1990-01-01/1999-12-31"},
         {"the late '80s", "the late '80s", "DATE", "198", "1980-01-01/1989-12-31"},
         {"in the 19th century", "the 19th century", "DATE", "18", "1801-01-01/1900-12-31"},
         {"in nineteen ninety - six", "nineteen ninety - six", "DATE", "1996", "1996-01-01/1996-12-31"},
         {"the second half of 2008", "the second half of 2008", "DATE", "2008-H2", "2008-07-01/2008-12-31"},
         {"the end of 1967", "the end of 1967", "DATE", "1967", "1967-01-01/1967-12-31"},
         {"in the fourth quarter of 2015", "the fourth quarter of 2015", "DATE", "2015-Q4", "2015-10-01/2015-12-31"},
         {"in the spring of 1919", "the spring of 1919", "DATE", "1919-SP", "1919-03-01/1919-05-31"}});
  const std::vector<Told> years = all_told("the war of 1914-1918", kFriday);
  ASSERT_EQ(years.size(), 2U);
  EXPECT_EQ(years[0].text + " " + years[1].text, "1914 1918");
  EXPECT_EQ(years[1].value, "1918");
}

TEST(Times, WeekdaysFollowTheTense) {
  EXPECT_EQ(told("met Thursday"), "2016-01-21");
  EXPECT_EQ(told("met Friday"), "2016-01-22");
  EXPECT_EQ(told("meet Monday", true), "2016-01-25");
  EXPECT_EQ(told("met last Friday"), "2016-01-15");
  EXPECT_EQ(told("meet next Friday", true), "2016-01-29");
}

TEST(Times, RelativeToTheDocument) {
  check({{"met yesterday", "yesterday", "DATE", "2016-01-21", "2016-01-21"},
         {"met the day before yesterday", "the day before yesterday", "DATE", "2016-01-20", "2016-01-20"},
         {"met two weeks ago", "two weeks ago", "DATE", "2016-W01", "2016-01-04/2016-01-10"},
         {"met last month", "last month", "DATE", "2015-12", "2015-12-01/2015-12-31"},
         {"met three days ago", "three days ago", "DATE", "2016-01-19", "2016-01-19"},
         {"by early next year", "early next year", "DATE", "2017", "2017-01-01/2017-12-31"},
         {"since mid-December", "mid-December", "DATE", "2015-12", "2015-12-01/2015-12-31"},
         {"in July last year", "July last year", "DATE", "2015-07", "2015-07-01/2015-07-31"},
         {"met this morning", "this morning", "TIME", "2016-01-22TMO", "2016-01-22"},
         {"hope for the future", "the future", "DATE", "FUTURE_REF", "unknown"},
         {"is now president", "now", "DATE", "PRESENT_REF", "unknown"}});
  EXPECT_EQ(told("meet tomorrow", true), "2016-01-23");
}

TEST(Times, Anaphora) {
  const std::vector<Told> found = all_told("signed on 3 March 2012 and two days later ratified ; the following month", kFriday);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[1].value, "2012-03-05");
  EXPECT_EQ(found[2].value, "2012-04");
}

TEST(Times, DurationsAndSets) {
  check({{"for twenty - five years", "twenty - five years", "DURATION", "P25Y", "unknown"},
         {"after two and a half years", "two and a half years", "DURATION", "P2Y6M", "unknown"},
         {"for a year and a half", "a year and a half", "DURATION", "P1Y6M", "unknown"},
         {"for several months", "several months", "DURATION", "PXM", "unknown"},
         {"an 18 - month truce", "18 - month", "DURATION", "P18M", "unknown"},
         {"over the past two decades", "the past two decades", "DURATION", "P20Y", "unknown"},
         {"meets every Friday", "every Friday", "SET", "XXXX-WXX-5", "unknown"},
         {"paid every two years", "every two years", "SET", "P2Y", "unknown"},
         {"paid per month", "per month", "SET", "P1M", "unknown"}});
}

TEST(Times, ClockAndHolidays) {
  check({{"at 7:30 p.m. Thursday", "7:30 p.m. Thursday", "TIME", "2016-01-21T19:30", "2016-01-21"},
         {"the night of 20 June 1791", "the night of 20 June 1791", "TIME", "1791-06-20TNI", "1791-06-20"},
         {"on Christmas Day 2014", "Christmas Day 2014", "DATE", "2014-12-25", "2014-12-25"},
         {"at Easter 2016", "Easter 2016", "DATE", "2016-03-27", "2016-03-27"},
         {"on Good Friday 1998", "Good Friday 1998", "DATE", "1998-04-10", "1998-04-10"},
         {"on Thanksgiving 1999", "Thanksgiving 1999", "DATE", "1999-11-25", "1999-11-25"}});
}

TEST(Times, WithoutADocumentDateRelativeWordsStayUnknown) {
  EXPECT_EQ(told("met yesterday", false, std::nullopt), "unknown");
  EXPECT_EQ(told("met Thursday", false, std::nullopt), "unknown");
  EXPECT_EQ(told("cut off in June 2014", false, std::nullopt), "2014-06-01/2014-06-30");
}

TEST(Times, NumbersNamesAndModalsAreNoDates) {
  check({{"seven ministers met", "", "", "", ""}, {"Jan Novak came", "", "", "", ""}, {"it may rain", "", "", "", ""}, {"$ 2000 paid", "", "", "", ""}});
}

TEST(Times, LeapDaysAndImpossibleDaysAreBounded) {
  EXPECT_EQ(told("on February 29 , 2016"), "2016-02-29");
  EXPECT_EQ(told("on February 30 , 2016"), "2016-01-01/2016-12-31");  // the year stands, the day does not
}

TEST(Times, OddInputIsSurvived) {
  for (const std::string_view odd : {"the",
                                     "the the",
                                     "a",
                                     "-",
                                     "99999999999 years ago",
                                     "in 0000 BC",
                                     "1-",
                                     "12-",
                                     "1914-",
                                     "-1914",
                                     "every",
                                     "twenty -",
                                     "' 's",
                                     "early early",
                                     "the end of",
                                     "10:99 a.m.",
                                     "25:00",
                                     "the 99th century BC",
                                     "two thousand hundred years ago",
                                     "March -",
                                     "of the year"})
    (void)all_told(odd, kFriday);
  EXPECT_EQ(told("a hundred years ago"), "1916-01-01/1916-12-31");
}

TEST(Dateline, IsReadWhereTheYearIsWritten) {
  EXPECT_EQ(dateline_day("BRUSSELS, Jan. 22, 2016 (Agency) - Ministers met."), kFriday);
  EXPECT_EQ(dateline_day("Arvia and Belmark meet\n\nKABEL CITY, 22 January 2016 \xe2\x80\x94 Talks began."), kFriday);
  EXPECT_EQ(dateline_day("Published: 22 January 2016\n\nThey met on Monday."), kFriday);
  EXPECT_EQ(dateline_day("Friday, 22 January 2016\nThey met."), kFriday);
  EXPECT_EQ(dateline_day("Date: 2016-01-22"), kFriday);
  EXPECT_EQ(dateline_day("BRUSSELS, Jan. 22 (Agency) - Ministers met."), std::nullopt);
  EXPECT_EQ(dateline_day("They met on Jan. 22, 2016 - for the first time."), std::nullopt);
  EXPECT_EQ(dateline_day("January 31, 2016 was a Sunday."), std::nullopt);
  EXPECT_EQ(dateline_day(""), std::nullopt);
}

}  // namespace
}  // namespace detente
