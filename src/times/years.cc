// Years: as written, as said, before Christ, in ranges, and the year that belongs to a month or quarter before it.
#include "times/finder.h"

namespace detente::times {

// "nineteen ninety-six", "two thousand": years as they are said.
bool Finder::spoken_year(int at, int& year, int& end) const {
  const Word held = word(at);
  if (held.view() == "two" && is(at + 1, "thousand")) {
    year = 2000;
    end = at + 2;
    if (const int ones = number_of(word(end).view()); ones > 0 && ones < 20 && unit_at(end + 1) == Unit::none) year += ones, ++end;
    return true;
  }
  if (held.view() != "nineteen" && held.view() != "eighteen") return false;
  const Word tens_word = word(at + 1);
  const int tens = number_of(tens_word.view());
  if (tens < 10 || tens >= 100 || tens_word.view()[0] <= '9') return false;
  year = 100 * number_of(held.view()) + tens;
  end = at + 2;
  if (tens < 20) return true;
  const int ones_at = hyphen(end) ? end + 1 : end;
  const int ones = number_of(word(ones_at).view());
  if (ones > 0 && ones < 10 && word(ones_at).view()[0] > '9') year += ones, end = ones_at + 1;
  return true;
}

// "2014", "480 BC", "AD 70", "nineteen ninety-six".
bool Finder::read_year(int at, int& year, int& end) const {
  const Word held = word(at);
  const std::string_view w = held.view();
  if (w.empty()) return false;
  if (w == "ad") {
    year = number_of(word(at + 1).view());
    end = at + 2;
    return year > 0 && year < 2100 && capital(at);
  }
  if (w[0] < '0' || w[0] > '9') return spoken_year(at, year, end);
  if (w.size() <= 4 && before_christ(at + 1)) {
    year = 1 - number_of(w);
    end = at + 2;
    return year <= 0;
  }
  year = year_of(w);
  end = at + 1;
  return year > 0;
}

// The year that belongs to a month, season, quarter or half before `at`: "2014", ", 2014", "of 2014", "last year", "of the same year".
bool Finder::year_after(int at, int& year, int& end) const {
  if (read_year(at, year, end)) return true;
  if ((form(at) == "," || is(at, "of") || is(at, "in")) && read_year(at + 1, year, end) && (!is(at, "in") || year_of(word(at + 1).view()) > 0)) return true;
  const bool of = is(at, "of");
  if (of) ++at;
  if (of && is(at, "fiscal") && read_year(at + 1, year, end)) return true;
  if (is(at, "the")) ++at;
  const bool anaphor = one_of(at, {"that", "same", "following", "previous"});
  if (!anaphor && !one_of(at, {"last", "this", "next"})) return false;
  const auto from = anaphor ? anaphoric() : reference();
  if (!is(at + 1, "year") || !from) return false;
  year = civil_date(*from).year + (one_of(at, {"next", "following"}) ? 1 : one_of(at, {"last", "previous"}) ? -1 : 0);
  end = at + 2;
  return true;
}

// "1914-1918", "2007-08" in one token: two years, the first is put out at once.
bool Finder::match_years(int i, TimeExpression& e) {
  const std::string_view f = form(i);
  if (f.size() < 7 || f.size() > 40) return false;
  const std::size_t width = f[4] == '-' ? 1 : f.substr(4, 3) == "\u2013" ? 3 : 0;
  if (f.size() < 4 + width + 2 || width == 0) return false;
  const int from = year_of(f.substr(0, 4));
  std::string_view rest = f.substr(4 + width);
  const std::size_t digits = rest.find_first_not_of("0123456789");
  if (digits != std::string_view::npos) rest = rest.substr(0, digits);
  const int to = rest.size() == 4 ? year_of(rest) : rest.size() == 2 ? from - from % 100 + number_of(rest) : 0;
  if (from == 0 || to <= from) return false;
  TimeExpression first = e;
  date(first, i + 1, year_range(from), DatePrecision::year);
  first.head = i;
  first.drop = static_cast<std::uint8_t>(f.size() - 4);
  out_.push_back(first);
  e.skip = static_cast<std::uint8_t>(4 + width);
  e.drop = static_cast<std::uint8_t>(f.size() - e.skip - rest.size());
  return date(e, i + 1, year_range(to), DatePrecision::year);
}

// "480-479 BC" likewise.
bool Finder::match_years_before_christ(int i, TimeExpression& e) {
  const std::string_view f = form(i);
  const std::size_t cut = f.find_first_not_of("0123456789");
  if (cut == std::string_view::npos || cut == 0 || f.size() > 40 || !before_christ(i + 1)) return false;
  const std::size_t width = f[cut] == '-' ? 1 : f.substr(cut, 3) == "\u2013" ? 3 : 0;
  const int from = number_of(f.substr(0, cut)), to = width > 0 ? number_of(f.substr(cut + width)) : -1;
  if (to <= 0 || from <= to || from > 3000) return false;
  TimeExpression first = e;
  date(first, i + 1, year_range(1 - from), DatePrecision::year);
  first.head = i;
  first.drop = static_cast<std::uint8_t>(f.size() - cut);
  out_.push_back(first);
  e.skip = static_cast<std::uint8_t>(cut + width);
  return date(e, i + 2, year_range(1 - to), DatePrecision::year);
}

bool Finder::match_bare_year(int i, std::string_view w, TimeExpression& e) const {
  const int year = year_of(w);
  if (year == 0) return false;
  if (const Unit unit = unit_at(i + 1); unit != Unit::none) return false;
  // A number of four digits is a year unless it counts something
  const Token& t = tree_.token(i);
  const bool counts =
      t.deprel == Deprel::nummod && t.head > i && tree_.token(t.head).upos == Upos::NOUN && tree_.token(t.head).morph.number == Morph::Number::plural;
  const bool money = form(i - 1) == "$" || form(i - 1) == "#" || form(i - 1) == "\u00a3" || form(i - 1) == "\u20ac" || is(i + 1, "%");
  const bool preposition = one_of(i - 1, {"in", "of", "since", "until", "by", "from", "during", "after", "before", "between"});
  if (counts && (!preposition || year < 1700)) return false;
  if (money || (t.deprel == Deprel::obj && !preposition) || (year < 1500 && !preposition)) return false;
  return date(e, i + 1, year_range(year), DatePrecision::year);
}

}  // namespace detente::times
