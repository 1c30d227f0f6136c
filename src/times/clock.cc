// Times of day: "7:30 p.m. Wednesday", "noon", "this morning", "the night of 3 May".
#include <algorithm>

#include "times/finder.h"

namespace detente::times {

// "Wednesday", "on Nov. 9" after a time of day.
bool Finder::day_beside(int at, std::int32_t& day, int& end) {
  if (is(at, "on") || form(at) == ",") ++at;
  TimeExpression e;
  e.begin = at;
  const int which = capital(at) ? weekday_of(word(at).view()) : -1;
  const int month = month_at(at);
  const bool found = (which >= 0 && match_weekday(at, which, 0, e)) || (month > 0 && match_month(at, month, 0, e)) ||
                     (day_of(word(at).view()) > 0 && match_day_month(at, day_of(word(at).view()), day_of(word(at).view()), e)) ||
                     (is(at, "yesterday") && reference_day(e, at, -1)) || (is(at, "today") && reference_day(e, at, 0)) ||
                     (is(at, "tomorrow") && reference_day(e, at, 1));
  if (!found || !e.has_days || e.precision != DatePrecision::day) return false;
  end = e.end;
  day = e.days.first;
  return true;
}

bool Finder::match_clock(int i, std::string_view w, TimeExpression& e) {
  int hour = -1, minute = -1, end = i + 1;
  const std::size_t colon = w.find(':');
  if (colon != std::string_view::npos && colon > 0 && colon < 3 && w.size() == colon + 3) {
    hour = number_of(w.substr(0, colon));
    minute = w.substr(colon + 1) == "00" ? 0 : number_of(w.substr(colon + 1));
    if (minute < 0 || minute > 59) return false;
  } else if (w.size() <= 2) {
    hour = number_of(w);
  }
  if (hour < 0 || hour > 24) return false;
  const bool am = one_of(end, {"a.m", "am"}), pm = one_of(end, {"p.m", "pm"});
  if (am || pm) {
    ++end;
    if (hour > 12 || hour == 0) return false;
    if (pm && hour < 12) hour += 12;
    if (am && hour == 12) hour = 0;
  } else if (is(end, "o'clock") || is(end, "hours") || is(end, "hrs")) {
    if (minute < 0 && !is(end, "o'clock")) return false;
    ++end;
  } else if (minute < 0) {
    return false;
  }
  if (one_of(end, {"est", "edt", "gmt", "pst", "pdt", "cst", "cdt", "utc", "et"})) ++end;
  std::optional<std::int32_t> day = reference();
  std::int32_t beside = 0;
  if (day_beside(end, beside, end)) day = beside;
  e.end = end;
  e.type = TimexType::time;
  if (!day) {
    set_value(e, "XXXX-XX-XXT%02d:%02d", hour, std::max(0, minute));
    return true;
  }
  char clock[8];
  std::snprintf(clock, sizeof clock, "T%02d:%02d", hour % 100, std::max(0, minute) % 100);
  return part_of(e, *day, clock);
}

bool Finder::match_noon(int i, std::string_view w, TimeExpression& e) {
  const std::string_view clock = w == "midnight" ? "T24:00" : "T12:00";
  std::optional<std::int32_t> day = reference();
  std::int32_t beside = 0;
  e.end = i + 1;
  if (day_beside(i + 1, beside, e.end)) day = beside;
  if (day) return part_of(e, *day, clock);
  set_value(e, "XXXX-XX-XX%.*s", static_cast<int>(clock.size()), clock.data());
  e.type = TimexType::time;
  return true;
}

bool Finder::part_of_day(TimeExpression& e, int end, int offset, std::string_view part) const {
  e.end = end;
  if (const auto ref = reference()) return part_of(e, *ref + offset, part);
  set_value(e, "XXXX-XX-XX%.*s", static_cast<int>(part.size()), part.data());
  e.type = TimexType::time;
  return true;
}

// At a day part ("morning", "night") that no date or determiner has taken: "the night of 3 May"; in a narrative any one.
bool Finder::match_part(int i, std::string_view part, TimeExpression& e) {
  int at = i + 1;
  if (is(at, "hours")) ++at;
  std::int32_t day = 0;
  int end = at;
  if (is(at, "of") && day_beside(at + 1, day, end)) {
    e.end = end;
    return part_of(e, day, part);
  }
  if (!context_.narrative || !is(i, "night") || tree_.token(i).upos != Upos::NOUN) return false;
  e.end = i + 1;
  e.type = TimexType::time;
  set_value(e, "XXXX-XX-XX%.*s", static_cast<int>(part.size()), part.data());
  return true;
}

}  // namespace detente::times
