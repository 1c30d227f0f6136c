#include "times/times.h"

#include <gtest/gtest.h>

#include "text/conllu.h"

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
    t.span = {static_cast<std::uint32_t>(pos), static_cast<std::uint32_t>(end)};
    s.tokens.push_back(t);
    pos = end + 1;
  }
  return s;
}

std::string told(std::string_view text, bool future = false, std::optional<std::int32_t> published = kFriday) {
  const Sentence s = words(text);
  TreeView tree;
  tree.build(s);
  std::vector<TimeExpression> found;
  TimeContext context;
  context.begin(text, published);
  find_times(tree, context, found);
  if (found.empty()) return "none";
  const auto days = resolve_time(found.front(), context, future);
  if (!days) return "unknown";
  return days->first == days->last ? iso_date(days->first) : iso_date(days->first) + "/" + iso_date(days->last);
}

TEST(Times, CalendarDates) {
  EXPECT_EQ(told("signed January 25 , 2014 here"), "2014-01-25");
  EXPECT_EQ(told("signed 25 January 2014"), "2014-01-25");
  EXPECT_EQ(told("signed Nov. 10-11"), "2015-11-10/2015-11-11");
  EXPECT_EQ(told("meet Feb. 10-11", true), "2016-02-10/2016-02-11");
  EXPECT_EQ(told("cut off in June 2014"), "2014-06-01/2014-06-30");
  EXPECT_EQ(told("signed 2015-05-19"), "2015-05-19");
  EXPECT_EQ(told("begin on January 25", true), "2016-01-25");
}

TEST(Times, WeekdaysFollowTheTense) {
  EXPECT_EQ(told("met Thursday"), "2016-01-21");
  EXPECT_EQ(told("met Friday"), "2016-01-22");
  EXPECT_EQ(told("meet Monday", true), "2016-01-25");
  EXPECT_EQ(told("met last Friday"), "2016-01-15");
  EXPECT_EQ(told("meet next Friday", true), "2016-01-29");
}

TEST(Times, RelativeToTheDocument) {
  EXPECT_EQ(told("met yesterday"), "2016-01-21");
  EXPECT_EQ(told("meet tomorrow", true), "2016-01-23");
  EXPECT_EQ(told("met two weeks ago"), "2016-01-04/2016-01-10");
  EXPECT_EQ(told("met last month"), "2015-12-01/2015-12-31");
  EXPECT_EQ(told("meet next year", true), "2017-01-01/2017-12-31");
  EXPECT_EQ(told("met three days ago"), "2016-01-19");
}

TEST(Times, WithoutADocumentDateRelativeWordsStayUnknown) {
  EXPECT_EQ(told("met yesterday", false, std::nullopt), "unknown");
  EXPECT_EQ(told("met Thursday", false, std::nullopt), "unknown");
  EXPECT_EQ(told("cut off in June 2014", false, std::nullopt), "2014-06-01/2014-06-30");
}

TEST(Times, NumbersAndModalsAreNoDates) { EXPECT_EQ(told("seven ministers met"), "none"); }

TEST(Times, LeapDaysAndImpossibleDaysAreBounded) {
  EXPECT_EQ(told("on February 29 , 2016"), "2016-02-29");
  EXPECT_EQ(told("on February 30 , 2016"), "2016-01-01/2016-12-31");  // the year stands, the day does not
}

}  // namespace
}  // namespace detente
