// Words that count from a reference day: "yesterday", "last week", "the following month", "early next year", "the end of 1967".
#include <algorithm>

#include "times/finder.h"

namespace detente::times {

bool Finder::reference_day(TimeExpression& e, int i, int offset) const {
  const std::string_view part = day_part(word(i + 1).view());
  if (!part.empty()) return part_of_day(e, i + 2, offset, part);
  if (offset == 0 && context_.narrative) return named(e, i + 1, "PRESENT_REF");
  const auto ref = reference();
  if (!ref) return named(e, i + 1, offset == 0 ? "PRESENT_REF" : "XXXX-XX-XX");
  return date(e, i + 1, {*ref + offset, *ref + offset}, DatePrecision::day);
}

// At "the", "this", "that", "these".
bool Finder::match_determined(int i, std::string_view w, TimeExpression& e) {
  const Word held = word(i + 1);
  const std::string_view next = held.view();
  if (next.empty()) return false;
  if (w == "the") return match_definite(i, e);
  if (w == "these" || w == "those") return w == "these" && next == "days" && named(e, i + 2, "PRESENT_REF");
  if (context_.narrative && any_word(next, {"period", "time"}) && tree_.token(i + 1).upos == Upos::NOUN)
    return named(e, i + 2, w == "this" && next == "time" ? "PRESENT_REF" : "PAST_REF");
  int at = i + 1;
  if (one_of(at, {"same", "very", "past", "coming"})) ++at;
  const int direction = w == "that" ? 3 : is(i + 1, "past") ? -1 : is(i + 1, "coming") ? 1 : 0;
  // "this year's third quarter"
  if (is(at, "year") && is(at + 1, "'s")) {
    int end = at + 2;
    const int q = read_ordinal(at + 2, end);
    if (hyphen(end)) ++end;
    const auto ref = direction == 3 ? anaphoric() : reference();
    if (q >= 1 && q <= 4 && is(end, "quarter") && ref) return shift(e, end + 1, day_number({civil_date(*ref).year, 3 * q, 1}), 0, Unit::quarter);
  }
  return match_relative(at, direction, e);
}

// After "the".
bool Finder::match_definite(int i, TimeExpression& e) {
  const Word held = word(i + 1);
  const std::string_view next = held.view();
  if (any_word(next, {"past", "last", "next", "coming", "previous", "following", "latest", "same", "current", "preceding", "ensuing", "subsequent", "very"}))
    return match_direction(i, i + 1, e);
  if (next == "future" || (any_word(next, {"near", "foreseeable", "immediate", "distant"}) && is(i + 2, "future")))
    return named(e, next == "future" ? i + 2 : i + 3, "FUTURE_REF");
  const auto ref = reference();
  if (next == "day" && ((is(i + 2, "before") && is(i + 3, "yesterday")) || (is(i + 2, "after") && is(i + 3, "tomorrow")))) {
    const int offset = is(i + 2, "before") ? -2 : 2;
    return ref && date(e, i + 4, {*ref + offset, *ref + offset}, DatePrecision::day);
  }
  if (next == "time" && context_.narrative && is(i - 1, "at") && !is(i + 2, "of")) return named(e, i + 2, "PAST_REF");
  if (any_word(next, {"year", "two", "nineteen"})) {
    int year = 0, end = i + 2;
    if (next == "year" && read_year(i + 2, year, end)) return date(e, end, year_range(year), DatePrecision::year);
  }
  if (any_word(next, {"year", "year-earlier", "year-ago", "comparable", "corresponding"}) && match_year_ago(i, e)) return true;
  if (next == "week" && is(i + 2, "of")) {  // "the week of March 6"
    TimeExpression inner;
    inner.begin = i;
    if (const int month = month_at(i + 3); month > 0 && match_month(i + 3, month, 0, inner) && inner.has_days && inner.precision == DatePrecision::day)
      return shift(e, inner.end, inner.days.first, 0, Unit::week);
  }
  if (any_word(next, {"early", "late", "mid"})) return match_modified(i + 1, e) && (e.begin = i, true);
  if (any_word(next, {"beginning", "start", "end", "middle", "close", "rest", "remainder"}) && match_edge(i + 1, e)) return (e.begin = i, true);
  if (any_word(next, {"first", "second", "latter", "last"}) && match_ordinal(i + 1, e)) return (e.begin = i, true);
  if (any_word(next, {"first", "final", "last"})) {
    TimeExpression inner = e;
    if (number_of(word(i + 2).view()) > 0 && match_quantity(i, i + 2, inner) && inner.type == TimexType::duration) {
      e = inner;
      return true;
    }
  }
  if (next == "quarter" && tree_.token(i + 1).upos == Upos::NOUN) {
    const bool told = context_.quarter != 0 && context_.sentence - context_.quarter_sentence <= 4;
    if (told) return shift(e, i + 2, quarter_range(context_.quarter / 4, context_.quarter % 4 + 1).first, 0, Unit::quarter);
    return shift(e, i + 2, ref, -1, Unit::quarter);
  }
  if (any_word(next, {"full", "fiscal"}) && is(i + 2, "year") && !context_.narrative) {
    if (one_of(i + 3, {"ended", "ending"})) return duration(e, i + 3, 1, Unit::year);
    return shift(e, i + 3, ref, 0, Unit::year);
  }
  if (const Unit unit = unit_of(next); plural(next) && unit >= Unit::day && unit != Unit::quarter && unit != Unit::season &&
                                       one_of(i + 2, {"before", "after", "that", "following", "ahead", "since", "leading", "to"}))
    return duration(e, i + 2, 0, unit);
  if (next == "weekend") return shift(e, i + 2, ref, tense(i) > 0 || weekday(ref.value_or(0)) >= 5 ? 0 : -1, Unit::weekend);
  if (form(i + 1) == "year" && one_of(i - 1, {"for", "of", "in", "during", "through"}) && !one_of(i + 2, {"of", "when", "that"})) {
    if (one_of(i + 2, {"ended", "ending", "to"})) return duration(e, i + 2, 1, Unit::year);
    return shift(e, i + 2, ref, 0, Unit::year);
  }
  const std::string_view part = day_part(next);
  if (!part.empty() && !is(i + 2, "of")) {
    if (!one_of(i - 1, {"in", "during", "by"}) || is(i + 2, "after")) return false;
    return context_.narrative ? false : part_of_day(e, i + 2, 0, part);
  }
  // The name or number itself: a day of a month ("the 13th of May"), a decade, a season, a holiday
  const bool number = !next.empty() && next[0] >= '0' && next[0] <= '9';
  const bool plain = month_at(i + 1) > 0 || weekday_of(next) >= 0;
  TimeExpression inner = e;
  inner.begin = i + 1;
  if (plain || !match(i + 1, inner) || inner.begin != i + 1) return false;
  if (inner.type == TimexType::duration && number_of(next) < 2) return false;
  // "the 1989 agreement": the article is the noun's
  if (number && inner.precision == DatePrecision::year && inner.type == TimexType::date) return false;
  if (inner.value().find("_REF") != std::string_view::npos || inner.type == TimexType::set) return false;
  if (number || form(i + 1)[0] >= 'a' || season_of(next) > 0) inner.begin = i;
  e = inner;
  return true;
}

// "[the] last two weeks", "the same day": `i` is the direction word.
bool Finder::match_direction(int begin, int i, TimeExpression& e) {
  const Word held = word(i);
  const std::string_view w = held.view();
  int direction = 3;
  if (any_word(w, {"past", "last", "latest", "preceding", "previous"})) direction = -1;
  else if (any_word(w, {"next", "coming"})) direction = 1;
  else if (any_word(w, {"following", "ensuing", "subsequent"})) direction = 2;
  int at = i + 1;
  if (w == "very") {
    if (!one_of(at, {"next", "same"})) return false;
    direction = is(at, "next") ? 2 : 3;
    ++at;
  }
  TimeExpression inner = e;
  const bool definite = begin < i;
  if (any_word(w, {"latest", "same", "current"}) && one_of(at, {"period", "quarter"}) && match_period(i, inner)) {
    inner.begin = begin;
    e = inner;
    return true;
  }
  if (w == "current") {
    if (is(at, "fiscal")) ++at;
    if (!match_relative(at, 0, inner)) return false;
  } else if (definite && (w == "next" || w == "previous" || w == "preceding") && unit_at(at) == Unit::day) {
    if (!shift(inner, at + 1, anaphoric_day(), w == "next" ? 1 : -1, Unit::day)) return false;
  } else if (!match_relative(at, direction, inner)) {
    if (definite && w == "past" && unit_at(at) == Unit::none && tree_.token(i).upos == Upos::NOUN)
      return named(e, i + 1, "PAST_REF") && (e.begin = begin, true);
    return false;
  }
  inner.begin = begin;
  e = inner;
  return true;
}

// After a direction word: -1 last, 0 this, 1 next, 2 following, 3 that or the same. `at` is the token after it.
bool Finder::match_relative(int at, int direction, TimeExpression& e) {
  const Word held = word(at);
  const std::string_view w = held.view();
  if (w.empty()) return false;
  const int step = direction == 2 ? 1 : direction == 3 ? 0 : direction;
  const Unit unit = unit_of(w);
  const auto from = direction < 2 && !is(at - 1, "previous") ? reference() : unit == Unit::day ? anaphoric_day() : anaphoric();
  if (unit != Unit::none && unit != Unit::second && unit != Unit::minute && unit != Unit::hour) {
    if (plural(w)) return duration(e, at + 1, 0, unit);
    if (unit == Unit::day && (direction == 0 || direction == -1)) return false;
    if (unit == Unit::day && direction == 1) return shift(e, at + 1, anaphoric(), 1, unit);
    if (unit == Unit::decade && direction == -1 && is(at - 1, "past")) return duration(e, at + 1, 1, unit);
    if (unit == Unit::year && is(at + 1, "'s") && from) {  // "last year's third quarter"
      int end = at + 2;
      const int q = read_ordinal(at + 2, end);
      if (hyphen(end)) ++end;
      if (q >= 1 && q <= 4 && is(end, "quarter")) return shift(e, end + 1, day_number({civil_date(*from).year + step, 3 * q, 1}), 0, Unit::quarter);
    }
    return shift(e, at + 1, from, step, unit);
  }
  if (const std::string_view part = day_part(w); !part.empty()) {
    if (direction == 0) return part_of_day(e, at + 1, 0, part);
    if (direction == -1) return w == "night" && part_of_day(e, at + 1, -1, part);
    const auto day = anaphoric_day();
    if (!day) return false;
    e.end = at + 1;
    return part_of(e, *day + step, part);
  }
  if (const int season = season_of(w)) return match_season(at, season, step, e);
  if (const int which = capital(at) ? weekday_of(w) : -1; which >= 0) return match_weekday(at, which, step, e);
  if (const int month = month_at(at)) return match_month(at, month, step, e);
  if (capital(at) && match_holiday(at, w, step, e)) return true;
  if (direction == 0 || direction == 3) return false;
  // "the last two weeks", "the next six months", "past 20 years"
  TimeExpression inner = e;
  if (!match_quantity(at, at, inner) || inner.type != TimexType::duration) return false;
  e = inner;
  return true;
}

// "early", "late", "mid", "earlier", "later" before a date.
bool Finder::match_modified(int i, TimeExpression& e) {
  int at = i + 1;
  if (hyphen(at)) ++at;
  if (one_of(at, {"in", "on"})) {
    const bool the = is(at + 1, "the");
    // "earlier in the day": "in" belongs only to such words
    if (!the || !one_of(at + 2, {"year", "month", "week", "day", "decade"})) return false;
    const Unit unit = unit_at(at + 2);
    if (!shift(e, at + 3, unit == Unit::day ? anaphoric_day() : reference(), 0, unit)) return false;
    return true;
  }
  return match_bounded(i, at, e);
}

// "the end of 1967", "the start of the year": `i` is the noun.
bool Finder::match_edge(int i, TimeExpression& e) {
  int at = i + 1;
  if (!is(at, "of")) return false;
  ++at;
  if (is(at, "the") && one_of(at + 1, {"year", "month", "week", "decade"})) return shift(e, at + 2, reference(), 0, unit_at(at + 1)) && (e.begin = i, true);
  if (is(at, "the")) ++at;
  if (capital(at) && weekday_of(word(at).view()) >= 0) return false;
  return match_bounded(i, at, e);
}

// The date that a modifier at `begin` narrows.
bool Finder::match_bounded(int begin, int at, TimeExpression& e) {
  const Word held = word(at);
  const std::string_view w = held.view();
  if (w.empty()) return false;
  TimeExpression inner = e;
  inner.begin = at;
  int end = at;
  const bool named_date = month_at(at) > 0 || (capital(at) && weekday_of(w) >= 0) || any_word(w, {"this", "last", "next", "that"}) || decade_of(w) > 0 ||
                          season_of(w) > 0 || year_of(w) > 0 || before_christ(at + 1) ||
                          (w[0] >= '1' && w[0] <= '9' && day_of(w) > 0 && month_at(at + 1) > 0) || any_word(w, {"today", "yesterday", "tomorrow"}) ||
                          (read_ordinal(at, end) > 0 && is(hyphen(end) ? end + 1 : end, "century"));
  if (named_date) {
    if (season_of(w) > 0 ? !match_season(at, season_of(w), 0, inner) : !match(at, inner)) return false;
    if (inner.type != TimexType::date && inner.type != TimexType::time) return false;
  } else if (const std::string_view part = day_part(w); !part.empty()) {
    if (!match_part(at, part, inner) && !part_of_day(inner, at + 1, 0, part)) return false;
  } else {
    return false;
  }
  inner.begin = begin;
  e = inner;
  return true;
}

// "[the] year-earlier quarter", "year-ago period", "the corresponding period last year", "year-end".
bool Finder::match_year_ago(int i, TimeExpression& e) const {
  int at = i;
  if (is(at, "the")) ++at;
  if (one_of(at, {"comparable", "corresponding"})) {
    ++at;
    if (one_of(at, {"period", "quarter"})) {
      int end = at + 1;
      if (is(end, "of")) ++end;
      if (is(end, "last") && is(end + 1, "year")) return year_shift(e, end + 2, -1, true);
      if (is(end, "a") && is(end + 1, "year") && one_of(end + 2, {"ago", "earlier"})) return year_shift(e, end + 3, -1, true);
      return false;
    }
  }
  if (is(at, "year") && hyphen(at + 1) && one_of(at + 2, {"ago", "earlier"})) at += 3;
  else if (one_of(at, {"year-ago", "year-earlier"})) at += 1;
  else if (is(at, "year") && one_of(at + 1, {"ago", "earlier"})) at += 2;
  else return false;
  int end = at;
  const int q = read_ordinal(at, end);
  if (q >= 1 && q <= 4 && is(hyphen(end) ? end + 1 : end, "quarter") && reference())
    return shift(e, (hyphen(end) ? end + 1 : end) + 1, day_number({civil_date(*reference()).year - 1, 3 * q, 1}), 0, Unit::quarter);
  if (one_of(at, {"period", "quarter"})) ++at;
  else if (is(i, "the")) return false;
  return year_shift(e, at, -1, true);
}

// "latest quarter", "the same period": the quarter that the text tells of.
bool Finder::match_period(int i, TimeExpression& e) const {
  const auto ref = reference();
  const bool told = context_.quarter != 0 && context_.sentence - context_.quarter_sentence <= 6 && !context_.narrative;
  if (is(i, "same")) {
    int end = i + 2;
    if (is(end, "of")) ++end;
    if (is(end, "last") && is(end + 1, "year")) return year_shift(e, end + 2, -1, true);
    if (is(end, "a") && is(end + 1, "year") && one_of(end + 2, {"ago", "earlier"})) return year_shift(e, end + 3, -1, true);
    return context_.narrative && is(i + 1, "period") && named(e, i + 2, "PAST_REF");
  }
  if (is(i, "current")) return is(i + 1, "quarter") && shift(e, i + 2, ref, 0, Unit::quarter);
  if (told) return shift(e, i + 2, quarter_range(context_.quarter / 4, context_.quarter % 4 + 1).first, 0, Unit::quarter);
  return shift(e, i + 2, ref, -1, Unit::quarter);
}

}  // namespace detente::times
