// Spans and sets: "three weeks [ago]", "two and a half years", "18-month", "a year or two", "every Friday", "per month".
#include <algorithm>

#include "times/finder.h"

namespace detente::times {

namespace {

// "½", "1/2", also joined with a whole number ("2½").
bool is_half(std::string_view w) { return w == "1/2" || w == "\xc2\xbd"; }

}  // namespace

// The number that stands at `at`, 0 when it is vague ("several"), -1 when there is none; `end` behind it.
double Finder::read_count(int at, int& end) const {
  const Word held = word(at);
  const std::string_view w = held.view();
  end = at + 1;
  if (w.empty()) return -1;
  if (w == "several" || w == "few" || w == "many" || w == "dozens" || w == "hundreds" || w == "thousands") {
    if (w.back() == 's' && w != "several" && is(end, "of")) ++end;
    return 0;
  }
  if (w == "couple") {
    if (is(end, "of")) ++end;
    return 2;
  }
  if (w == "half") {
    if (hyphen(end) || one_of(end, {"a", "an"})) ++end;
    return 0.5;
  }
  if (w == "a" || w == "an" || w == "another") {
    if (one_of(end, {"few", "couple"})) return read_count(end, end);
    if (is(end, "half")) return 0.5 + 0 * (end += hyphen(end + 1) ? 2 : 1);
    if (one_of(end, {"hundred", "thousand", "dozen"})) return number_of(word(end++).view());
    return 1;
  }
  double count = number_of(w);
  if (count < 0 && w.size() > 2 && is_half(w.substr(w.size() - 2))) count = number_of(w.substr(0, w.size() - 2)) + 0.5;
  if (count < 0) {
    // "22.8", "1,000"
    const std::size_t point = w.find_first_of(".,");
    if (point == std::string_view::npos || w[0] < '0' || w[0] > '9') return -1;
    const int whole = number_of(w.substr(0, point)), rest = number_of(w.substr(point + 1));
    if (whole < 0 || rest < 0) return -1;
    if (w[point] == '.') return w.size() == point + 2 ? whole + rest / 10.0 : -1;
    return w.size() == point + 4 ? whole * 1000 + rest : -1;
  }
  const bool in_words = w[0] > '9';
  if (in_words && count >= 20 && count < 100) {  // twenty-four
    const int ones_at = hyphen(end) ? end + 1 : end;
    const int ones = number_of(word(ones_at).view());
    if (ones > 0 && ones < 10 && word(ones_at).view()[0] > '9') {
      count += ones;
      end = ones_at + 1;
    }
  }
  if (one_of(end, {"hundred", "thousand", "dozen"})) count *= number_of(word(end++).view());
  if (is_half(word(end).view())) count += 0.5, ++end;
  else if (is(end, "and") && is_half(word(end + 1).view())) count += 0.5, end += 2;
  else if (is(end, "and") && one_of(end + 1, {"half"})) count += 0.5, end += 2;
  else if (is(end, "and") && is(end + 1, "a") && is(end + 2, "half")) count += 0.5, end += 3;
  return count;
}

// `at` is where the number stands, `i` where the expression begins.
bool Finder::match_quantity(int i, int at, TimeExpression& e) {
  const Word held = word(at);
  const std::string_view w = held.view();
  int next = at + 1;
  double count = read_count(at, next);
  if (count < 0) return false;
  const bool article = (w == "a" || w == "an") && next == at + 1;
  // "two to three weeks", "10 or 12 days"
  if (one_of(next, {"to", "or"}) && count >= 1 && !article) {
    int end = next;
    if (const double to = read_count(next + 1, end); to > count && unit_at(hyphen(end) ? end + 1 : end) != Unit::none) next = end;
  }
  if (one_of(next, {"more", "additional", "full", "consecutive", "straight", "whole", "long", "short", "single", "solid", "calendar", "trading", "working"}))
    ++next;
  const bool hyphened = past_hyphen(next);
  const Unit unit = unit_at(next);
  if (unit == Unit::none || (unit == Unit::second && !plural(word(next).view())) || (unit == Unit::quarter && !plural(word(next).view()) && w != "one"))
    return false;
  // "the 1988 quarter" counts nothing
  const bool before_noun = next + 1 < tree_.size() && is_noun(next + 1);
  if (count > 1 && !hyphened && !plural(word(next).view()) && (!before_noun || unit == Unit::quarter || year_of(w) > 0)) return false;
  if (unit == Unit::quarter && is(at, "three") && (hyphened || is(next + 1, "of"))) return false;  // a share
  int end = next + 1;
  if (article && is(end, "and") && is(end + 1, "a") && is(end + 2, "half")) count = 1.5, end += 3;
  if (one_of(end, {"or"}) && one_of(end + 1, {"two", "so"})) end += 2;
  if (hyphen(end) && one_of(end + 1, {"ago", "earlier"})) return false;
  if (is(end, "old") || (hyphen(end) && is(end + 1, "old"))) return false;
  if (hyphen(end) && is(end + 1, "long")) end += 2;
  if (is(end, "'s") || form(end) == "'" || form(end) == "\u2019") {
    if (is(end + 1, "time")) end += 2;
  }
  e.begin = i;
  if (quantity_from(end, count, unit, e)) return true;
  if (article && count == 1) {
    // "$5 a year" is a rate; "a day" alone may be any
    const Token& t = tree_.token(next);
    const Word before_word = word(i - 1);
    const std::string_view before = before_word.view();
    const bool rate = t.deprel == Deprel::nmod_unmarked || t.deprel == Deprel::obl_unmarked || any_word(before, {"%", "times", "once", "twice"});
    const bool span = any_word(before, {"for",    "in",    "within", "over", "after", "about", "nearly", "almost", "than",   "least",
                                        "during", "takes", "take",   "took", "of",    "only",  "just",   "under",  "before", "once"});
    if (unit == Unit::quarter || unit == Unit::season || unit == Unit::second || unit == Unit::century) return false;
    if (rate && !span) return (unit == Unit::year || unit == Unit::month || unit == Unit::week) && duration(e, end, 1, unit) && (e.type = TimexType::set, true);
    if (!span && unit != Unit::year && unit != Unit::month && unit != Unit::week) return false;
  }
  if (w == "many" && !one_of(i - 1, {"for", "after", "in"})) return false;
  return duration(e, end, count, unit);
}

// "ago", "earlier", "later" and such behind a span make it a date.
bool Finder::quantity_from(int end, double count, Unit unit, TimeExpression& e) const {
  const Word after_word = word(end);
  const std::string_view after = after_word.view();
  const int n = count <= 0 ? 0 : static_cast<int>(count + 0.5);
  if (any_word(after, {"ago", "earlier", "before", "previously", "prior", "back"})) {
    const bool clause = (after == "before" || after == "prior") && end + 1 < tree_.size() && tree_.token(end + 1).upos != Upos::PUNCT;
    if (clause) return duration(e, end, count, unit);
    if (after == "back" && !context_.published) return false;
    if (n == 0) return named(e, end + 1, "PAST_REF");
    if (unit == Unit::year && n == 1) return year_shift(e, end + 1, -1, after == "ago");
    if (unit == Unit::year) {
      const bool told_here = context_.last && (context_.narrative || context_.last_sentence == context_.sentence);
      return shift(e, end + 1, after == "ago" || !told_here ? reference() : context_.last, -n, unit);
    }
    return shift(e, end + 1, after == "ago" ? reference() : anaphoric(), -n, unit);
  }
  if (after == "later" || after == "afterwards" || after == "afterward") {
    if (n == 0) return named(e, end + 1, "FUTURE_REF");
    return shift(e, end + 1, anaphoric(), n, unit);
  }
  if ((after == "from" && is(end + 1, "now")) || after == "hence") return n > 0 && shift(e, after == "from" ? end + 2 : end + 1, reference(), n, unit);
  return false;
}

// "about two weeks", "more than a decade", "at least three days".
bool Finder::match_hedged(int i, TimeExpression& e) {
  int at = i + 1;
  if (one_of(i, {"more", "less", "fewer"})) {
    if (!is(at, "than")) return false;
    ++at;
  } else if (is(i, "at")) {
    if (!one_of(at, {"least", "most"})) return false;
    ++at;
  } else if (is(i, "up")) {
    if (!is(at, "to")) return false;
    ++at;
  }
  return match_quantity(i, at, e);
}

bool Finder::match_bare_unit(int i, TimeExpression& e) const {
  const Unit unit = unit_at(i);
  if (!plural(word(i).view()) || unit == Unit::quarter || unit == Unit::season || unit == Unit::second) return false;
  if (one_of(i + 1, {"ago", "earlier", "before"}) && !is(i + 2, "the")) return named(e, i + 2, "PAST_REF");
  if (is(i + 1, "later")) return named(e, i + 2, "FUTURE_REF");
  if (one_of(i - 1, {"for", "after", "within", "in"}) && !is(i + 1, "of")) return duration(e, i + 1, 0, unit);
  if (one_of(i - 1, {"for", "after"}) && is(i + 1, "of")) return duration(e, i + 1, 0, unit);
  return false;
}

bool Finder::match_every(int i, TimeExpression& e) const {
  int at = i + 1;
  const bool other = is(at, "other");
  if (other) ++at;
  const int which = capital(at) ? weekday_of(word(at).view()) : -1;
  if (which >= 0) {
    e.end = at + 1;
    e.type = TimexType::set;
    set_value(e, "XXXX-WXX-%d", which + 1);
    return true;
  }
  int end = at;
  const double count = other ? 2 : read_count(at, end);
  const int unit_place = count > 0 && !other ? end : at;
  const Unit unit = unit_at(unit_place);
  if (unit != Unit::none && unit != Unit::weekend && unit != Unit::second) {
    duration(e, unit_place + 1, count > 0 ? count : 1, unit);
    e.type = TimexType::set;
    return true;
  }
  if (const int month = month_at(at)) {
    e.end = at + 1;
    e.type = TimexType::set;
    set_value(e, "XXXX-%02d", month);
    return true;
  }
  const std::string_view part = day_part(word(at).view());
  if (part.empty()) return false;
  e.end = at + 1;
  e.type = TimexType::set;
  set_value(e, "XXXX-XX-XX%.*s", static_cast<int>(part.size()), part.data());
  return true;
}

}  // namespace detente::times
