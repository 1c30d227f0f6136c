// Finder: the temporal expressions of one sentence, left to right, longest reading first; lives for that long. Its matchers are split by
// family: calendar.cc and years.cc (dates as written), relative.cc (words that count from a reference day), quantity.cc (spans and sets), clock.cc
// (times of day); values.cc sets what an expression means; tense.cc says which way a bare weekday or month looks.
#pragma once
#include <cstdio>
#include <optional>
#include <string_view>
#include <vector>

#include "times/times.h"
#include "times/vocabulary.h"

namespace detente::times {

// -1 past, 1 to come, 0 not told: the clause that the token stands in.
[[nodiscard]] int clause_tense(const TreeView& tree, int node);

// A weekday or month without year at the reference day, on the side of `tense`.
[[nodiscard]] DayRange nearest_weekday(int which, int direction, std::int32_t today, int tense);
[[nodiscard]] DayRange nearest_month(const TimeExpression& e, std::int32_t today, int tense);

class Finder {
 public:
  Finder(const TreeView& tree, TimeContext& context, std::vector<TimeExpression>& out) : tree_(tree), context_(context), out_(out) {}
  void run();

 private:
  [[nodiscard]] std::string_view form(int i) const { return i >= 0 && i < tree_.size() ? tree_.token(i).form : std::string_view(); }
  [[nodiscard]] Word word(int i) const { return Word(form(i)); }
  [[nodiscard]] bool is(int i, std::string_view w) const { return word(i).view() == w; }
  [[nodiscard]] bool one_of(int i, std::initializer_list<std::string_view> list) const { return any_word(word(i).view(), list); }
  [[nodiscard]] bool hyphen(int i) const { return form(i) == "-" || form(i) == "\u2013" || form(i) == "\u2010"; }
  [[nodiscard]] bool capital(int i) const { return !form(i).empty() && form(i)[0] >= 'A' && form(i)[0] <= 'Z'; }
  [[nodiscard]] int month_at(int i) const { return capital(i) ? month_of(word(i).view()) : 0; }
  [[nodiscard]] Unit unit_at(int i) const { return unit_of(word(i).view()); }
  [[nodiscard]] bool is_noun(int i) const { return tree_.token(i).upos == Upos::NOUN || tree_.token(i).upos == Upos::PROPN; }
  [[nodiscard]] bool past_hyphen(int& i) const { return hyphen(i) && (++i, true); }

  // The day that relative words count from: the document's, in a narrative the last one told.
  [[nodiscard]] std::optional<std::int32_t> reference() const { return context_.narrative && context_.last ? context_.last : context_.published; }
  // For "the next day", "two days later": the last date told, else the document's.
  [[nodiscard]] std::optional<std::int32_t> anaphoric() const { return context_.last ? context_.last : context_.published; }
  // The same for days: a year told last says nothing of them.
  [[nodiscard]] std::optional<std::int32_t> anaphoric_day() const {
    return context_.narrative || context_.last_precision == DatePrecision::day ? anaphoric() : context_.published;
  }
  [[nodiscard]] int tense(int i) const;
  void note(const TimeExpression& e);

  // values.cc: what an expression means
  template <class... Args>
  static void set_value(TimeExpression& e, const char* format, Args... args) {
    std::snprintf(e.value_text, sizeof e.value_text, format, args...);
  }
  static bool named(TimeExpression& e, int end, const char* value, TimexType type = TimexType::date);
  static bool date(TimeExpression& e, int end, DayRange days, DatePrecision precision);
  static bool dated(TimeExpression& e, int end, DayRange days, int year, const char* suffix);  // "1989-Q3", "2008-H2", "1917-FA"
  static bool decade(TimeExpression& e, int end, int first_year);
  static bool century(TimeExpression& e, int end, int number, bool before_christ);
  static bool duration(TimeExpression& e, int end, double count, Unit unit);
  static bool part_of(TimeExpression& e, std::int32_t day, std::string_view part);
  bool shift(TimeExpression& e, int end, std::optional<std::int32_t> from, int count, Unit unit) const;
  bool month_without_year(TimeExpression& e, int end, int direction) const;
  [[nodiscard]] int year_ahead(int end) const;
  bool year_shift(TimeExpression& e, int end, int years, bool from_now) const;

  // finder.cc
  bool match(int i, TimeExpression& e);
  [[nodiscard]] bool other_month_word(int i, std::string_view w) const;
  bool match_adverb(int i, std::string_view w, TimeExpression& e);
  void widen(TimeExpression& e) const;

  // years.cc
  bool read_year(int at, int& year, int& end) const;
  bool year_after(int at, int& year, int& end) const;
  bool spoken_year(int at, int& year, int& end) const;
  bool match_years(int i, TimeExpression& e);
  bool match_years_before_christ(int i, TimeExpression& e);
  bool match_bare_year(int i, std::string_view w, TimeExpression& e) const;

  // calendar.cc
  [[nodiscard]] bool before_christ(int at) const { return one_of(at, {"bc", "b.c", "bce", "b.c.e"}); }
  int read_ordinal(int at, int& end) const;
  bool match_digits(int i, std::string_view w, TimeExpression& e);
  bool match_iso(int i, std::string_view w, TimeExpression& e) const;
  bool match_slashes(int i, std::string_view w, TimeExpression& e) const;
  bool match_day_month(int i, int day, int last, TimeExpression& e);
  bool day_range(int& at, int& day, int& last) const;
  bool match_month(int i, int month, int direction, TimeExpression& e);
  bool match_weekday(int i, int which, int direction, TimeExpression& e);
  bool match_season(int i, int season, int direction, TimeExpression& e) const;
  bool match_ordinal(int i, TimeExpression& e) const;
  bool match_quarter(int end, int quarter, TimeExpression& e) const;
  bool match_half(int end, int half, TimeExpression& e) const;
  bool match_holiday(int i, std::string_view w, int direction, TimeExpression& e) const;

  // clock.cc
  bool match_clock(int i, std::string_view w, TimeExpression& e);
  bool match_noon(int i, std::string_view w, TimeExpression& e);
  bool day_beside(int at, std::int32_t& day, int& end);
  bool part_of_day(TimeExpression& e, int end, int offset, std::string_view part) const;
  bool match_part(int i, std::string_view part, TimeExpression& e);

  // relative.cc
  bool reference_day(TimeExpression& e, int i, int offset) const;
  bool match_determined(int i, std::string_view w, TimeExpression& e);
  bool match_definite(int i, TimeExpression& e);
  bool match_direction(int begin, int i, TimeExpression& e);
  bool match_relative(int at, int direction, TimeExpression& e);
  bool match_modified(int i, TimeExpression& e);
  bool match_edge(int i, TimeExpression& e);
  bool match_bounded(int begin, int at, TimeExpression& e);
  bool match_year_ago(int i, TimeExpression& e) const;
  bool match_period(int i, TimeExpression& e) const;

  // quantity.cc
  double read_count(int at, int& end) const;
  bool match_quantity(int i, int at, TimeExpression& e);
  bool match_hedged(int i, TimeExpression& e);
  bool quantity_from(int end, double count, Unit unit, TimeExpression& e) const;
  bool match_bare_unit(int i, TimeExpression& e) const;
  bool match_every(int i, TimeExpression& e) const;

  const TreeView& tree_;
  TimeContext& context_;
  std::vector<TimeExpression>& out_;
};

}  // namespace detente::times
