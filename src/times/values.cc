// What an expression means: its TIMEX3 value and its days.
#include <algorithm>
#include <array>

#include "times/finder.h"

namespace detente::times {

namespace {

// A year as TIMEX3 writes it: 1914, BC0480 (the astronomical year 0 is 1 BC).
struct YearText {
  char text[16];
  explicit YearText(int year) {
    if (year > 0) std::snprintf(text, sizeof text, "%04d", year);
    else std::snprintf(text, sizeof text, "BC%04d", 1 - year);
  }
};

}  // namespace

bool Finder::named(TimeExpression& e, int end, const char* value, TimexType type) {
  e.end = end;
  e.type = type;
  set_value(e, "%s", value);
  return true;
}

bool Finder::date(TimeExpression& e, int end, DayRange days, DatePrecision precision) {
  e.end = end;
  e.type = TimexType::date;
  e.days = days;
  e.has_days = true;
  e.precision = precision;
  const CivilDate d = civil_date(days.first);
  const YearText year(d.year);
  switch (precision) {
    case DatePrecision::day: set_value(e, "%s-%02d-%02d", year.text, d.month, d.day); break;
    case DatePrecision::week: {
      const auto [week_year, week] = iso_week(days.first);
      set_value(e, "%s-W%02d", YearText(week_year).text, week);
      break;
    }
    case DatePrecision::month: set_value(e, "%s-%02d", year.text, d.month); break;
    case DatePrecision::year: set_value(e, "%s", year.text); break;
    default: break;
  }
  return true;
}

bool Finder::dated(TimeExpression& e, int end, DayRange days, int year, const char* suffix) {
  date(e, end, days, DatePrecision::unknown);
  set_value(e, "%s-%s", YearText(year).text, suffix);
  return true;
}

bool Finder::decade(TimeExpression& e, int end, int first_year) {
  date(e, end, years_range(first_year, first_year + 9), DatePrecision::unknown);
  set_value(e, "%03d", first_year / 10);
  return true;
}

bool Finder::century(TimeExpression& e, int end, int number, bool before_christ) {
  if (before_christ) {
    date(e, end, years_range(1 - 100 * number, 100 - 100 * number), DatePrecision::unknown);
    set_value(e, "BC%02d", number - 1);
  } else {
    date(e, end, years_range(100 * number - 99, 100 * number), DatePrecision::unknown);
    set_value(e, "%02d", number - 1);
  }
  return true;
}

bool Finder::duration(TimeExpression& e, int end, double count, Unit unit) {
  e.end = end;
  e.type = TimexType::duration;
  int times = 1;
  if (unit == Unit::decade) times = 10, unit = Unit::year;
  if (unit == Unit::century) times = 100, unit = Unit::year;
  if (unit == Unit::season) times = 3, unit = Unit::month;
  if (unit == Unit::weekend) times = 2, unit = Unit::day;
  count *= times;
  static constexpr std::array<const char*, 13> letters = {"", "S", "M", "H", "D", "D", "W", "M", "Q", "M", "Y", "Y", "Y"};
  const char* clock = unit == Unit::second || unit == Unit::minute || unit == Unit::hour ? "T" : "";
  const char* letter = letters[static_cast<std::size_t>(unit)];
  const int whole = static_cast<int>(count);
  const bool half = count - whole == 0.5;
  if (count <= 0) set_value(e, "P%sX%s", clock, letter);
  else if (count == whole) set_value(e, "P%s%d%s", clock, whole, letter);
  else if (half && whole > 0 && unit == Unit::year) set_value(e, "P%dY6M", whole);
  else if (half && whole > 0 && unit == Unit::hour) set_value(e, "PT%dH30M", whole);
  else if (half && whole > 0 && unit == Unit::minute) set_value(e, "PT%dM30S", whole);
  else set_value(e, "P%s%.1f%s", clock, count, letter);
  return true;
}

bool Finder::part_of(TimeExpression& e, std::int32_t day, std::string_view part) {
  const int end = e.end;
  date(e, end, {day, day}, DatePrecision::day);
  e.type = TimexType::time;
  const CivilDate d = civil_date(day);
  set_value(e, "%s-%02d-%02d%.*s", YearText(d.year).text, d.month, d.day, static_cast<int>(part.size()), part.data());
  return true;
}

// `count` units before or after `from`.
bool Finder::shift(TimeExpression& e, int end, std::optional<std::int32_t> from, int count, Unit unit) const {
  if (!from) return named(e, end, "XXXX-XX-XX");
  const std::int32_t day = *from;
  const CivilDate d = civil_date(day);
  count = std::clamp(count, -4000, 4000);
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour: return date(e, end, {day, day}, DatePrecision::day);
    case Unit::day: return date(e, end, {day + count, day + count}, DatePrecision::day);
    case Unit::weekend: {
      const std::int32_t saturday = day - weekday(day) + 5 + 7 * count;
      const auto [year, week] = iso_week(saturday);
      date(e, end, {saturday, saturday + 1}, DatePrecision::day);
      set_value(e, "%s-W%02d-WE", YearText(year).text, week);
      return true;
    }
    case Unit::week: {
      const std::int32_t monday = day - weekday(day) + 7 * count;
      return date(e, end, {monday, monday + 6}, DatePrecision::week);
    }
    case Unit::month: {
      const int m = (d.year + 10000) * 12 + d.month - 1 + count;
      return date(e, end, month_range(m / 12 - 10000, m % 12 + 1), DatePrecision::month);
    }
    case Unit::quarter: {
      const int q = (d.year + 10000) * 4 + (d.month - 1) / 3 + count;
      static constexpr std::array<const char*, 4> names = {"Q1", "Q2", "Q3", "Q4"};
      return dated(e, end, quarter_range(q / 4 - 10000, q % 4 + 1), q / 4 - 10000, names[static_cast<std::size_t>(q % 4)]);
    }
    case Unit::season: return named(e, end, "XXXX");
    case Unit::year: return date(e, end, year_range(d.year + count), DatePrecision::year);
    case Unit::decade: {
      if (d.year > 0) return decade(e, end, (d.year / 10 + count) * 10);
      const int tens = std::max(0, (1 - d.year) / 10 - count);
      date(e, end, years_range(1 - (10 * tens + 9), 1 - std::max(1, 10 * tens)), DatePrecision::unknown);
      set_value(e, "BC%03d", tens);
      return true;
    }
    case Unit::century:
      return d.year > 0 ? century(e, end, (d.year - 1) / 100 + 1 + count, false) : century(e, end, std::max(1, -d.year / 100 + 1 - count), true);
    default: return false;
  }
}

// "a year ago", "a year earlier": where figures of a quarter are told, the same quarter of that year.
bool Finder::year_shift(TimeExpression& e, int end, int years, bool from_now) const {
  if (context_.quarter != 0 && context_.sentence - context_.quarter_sentence <= 4 && !context_.narrative) {
    const int quarter = context_.quarter + 4 * years;
    static constexpr std::array<const char*, 4> names = {"Q1", "Q2", "Q3", "Q4"};
    return dated(e, end, quarter_range(quarter / 4, quarter % 4 + 1), quarter / 4, names[static_cast<std::size_t>(quarter % 4)]);
  }
  const bool told_here = context_.last && (context_.narrative || context_.last_sentence == context_.sentence);
  return shift(e, end, from_now || !told_here ? reference() : context_.last, years, Unit::year);
}

// The year of a range's other end: "between March and April 1918", "(26 June - 4 August 1952)"; 0 when there is none.
int Finder::year_ahead(int end) const {
  if (!hyphen(end) && !one_of(end, {"and", "to", "or", "until", "through"})) return 0;
  int at = end + 1, year = 0;
  if (day_of(word(at).view()) > 0) ++at;
  if (month_at(at) == 0) return 0;
  if (day_of(word(++at).view()) > 0) ++at;
  if (form(at) == ",") ++at;
  return read_year(at, year, at) && year > 0 ? year : 0;
}

// A month, perhaps with days in it, whose year the text leaves open.
bool Finder::month_without_year(TimeExpression& e, int end, int direction) const {
  e.direction = direction;
  e.precision = e.day > 0 ? DatePrecision::day : DatePrecision::month;
  const auto ref = reference();
  if (const int year = direction == 0 ? year_ahead(end) : 0; year > 0) {
    const DayRange whole = month_range(year, e.month);
    const int length = days_in_month(year, e.month);
    if (e.day > length) return false;
    e.month = 0;
    if (e.day == 0) return date(e, end, whole, DatePrecision::month);
    return date(e, end, {whole.first + e.day - 1, whole.first + std::min(e.last_day, length) - 1}, DatePrecision::day);
  }
  if (!ref) {
    e.end = end;
    if (e.day > 0) set_value(e, "XXXX-%02d-%02d", e.month, e.day);
    else set_value(e, "XXXX-%02d", e.month);
    return true;
  }
  if (!(context_.narrative && context_.last)) {
    const int side = one_of(e.begin - 1, {"by", "until", "till"}) ? 1 : tense(e.begin);
    return date(e, end, nearest_month(e, *ref, side), e.precision);
  }
  // A year alone holds for what comes after it; one that goes back holds only right there, then the thread of months goes on
  const bool year_told = context_.last_precision == DatePrecision::year;
  const bool back = context_.month_told && civil_date(*context_.last).year < civil_date(*context_.month_told).year;
  const bool thread = context_.month_told && (!year_told || (back && context_.sentence - context_.last_sentence > 1));
  if (thread && direction == 0 && context_.month_before) {
    // Back of the date told last, but on from the one before: that was an aside, the thread goes on
    const auto in_year_of = [&](std::int32_t day) { return day_number({civil_date(day).year, e.month, std::max(1, std::min(e.day, 28))}); };
    const std::int32_t on = in_year_of(*context_.month_before);
    if (in_year_of(*context_.month_told) < *context_.month_told - 31 && on >= *context_.month_before - 31 && on <= *context_.month_before + 240)
      return date(e, end, nearest_month(e, on, 1), e.precision);
  }
  const CivilDate told = civil_date(thread ? *context_.month_told : *context_.last);
  int year = told.year + direction;
  // A narrative runs forward: January after November is the next year's
  if (direction == 0 && thread && told.month - e.month >= 6) ++year;
  const DayRange whole = month_range(year, e.month);
  if (e.day == 0) return date(e, end, whole, DatePrecision::month);
  const int length = days_in_month(year, e.month);
  return date(e, end, {whole.first + std::min(e.day, length) - 1, whole.first + std::min(e.last_day, length) - 1}, DatePrecision::day);
}

}  // namespace detente::times
