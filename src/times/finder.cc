#include "times/finder.h"

namespace detente::times {

void Finder::run() {
  ++context_.sentence;
  for (int i = 0; i < tree_.size();) {
    TimeExpression e;
    e.begin = i;
    e.end = i;
    if (!match(i, e) || e.end <= i) {
      ++i;
      continue;
    }
    widen(e);
    e.head = e.end - 1;
    for (int k = e.begin; k < e.end; ++k) {
      const int h = tree_.token(k).head;
      if (h < e.begin || h >= e.end) {
        e.head = k;
        break;
      }
    }
    note(e);
    i = e.end;
    out_.push_back(e);
  }
}

int Finder::tense(int i) const { return clause_tense(tree_, i); }

// What later expressions count from.
void Finder::note(const TimeExpression& e) {
  if (!e.has_days || e.type == TimexType::duration || e.type == TimexType::set) return;
  const std::string_view value = e.value();
  if (value.size() == 7 && value[5] == 'Q') {
    // One that is over and not told for comparison ("a year ago")
    const bool compared = one_of(e.end - 1, {"ago", "earlier"}) || one_of(e.begin + 1, {"year", "year-ago", "year-earlier"}) || is(e.begin, "year");
    if (compared || !context_.published || e.days.last > *context_.published || e.days.last < *context_.published - 400) return;
    context_.quarter = 4 * civil_date(e.days.first).year + (civil_date(e.days.first).month - 1) / 3;
    context_.quarter_sentence = context_.sentence;
    return;
  }
  // Seasons and halves tell their year, decades and centuries nothing
  if (e.precision == DatePrecision::unknown && e.days.last - e.days.first > 366) return;
  context_.last = e.days.first;
  context_.last_precision = e.precision == DatePrecision::unknown ? DatePrecision::year : e.precision;
  if (e.precision != DatePrecision::month && e.precision != DatePrecision::day) return;
  constexpr std::int32_t kBack = 31;
  const bool back = context_.month_told && e.days.first < *context_.month_told - kBack;
  context_.month_before = back ? context_.month_told : std::nullopt;
  context_.month_told = e.days.first;
  context_.last_sentence = context_.sentence;
}

// "Jan Kowalski" and "Theresa May" are persons, "the March for Peace" a march.
bool Finder::other_month_word(int i, std::string_view w) const {
  if (any_word(w, {"may", "april", "june", "august"}) && day_of(word(i + 1).view()) == 0 && year_of(word(i + 1).view()) == 0) {
    const Token& t = tree_.token(i);
    const bool name_before = i > 0 && tree_.token(i - 1).upos == Upos::PROPN && month_of(word(i - 1).view()) == 0 && weekday_of(word(i - 1).view()) < 0;
    if (name_before && t.deprel == Deprel::flat) return true;
    if (w == "may" && t.deprel == Deprel::nsubj && tree_.child(i, Deprel::amod) < 0 && tree_.child(i, Deprel::det) < 0) return true;
  }
  if (w.size() == 3 && w != "may" && form(i).size() == 3 && form(i + 1) != ".") return day_of(word(i + 1).view()) == 0 && year_of(word(i + 1).view()) == 0;
  int year = 0, end = 0;
  return w == "march" && one_of(i + 1, {"for", "of", "on", "against"}) && !year_after(i + 1, year, end) && !one_of(i - 1, {"in", "since", "until", "by", "of"});
}

bool Finder::match(int i, TimeExpression& e) {
  const std::string_view raw = form(i);
  if (raw.empty()) return false;
  const char c = raw[0];
  const bool upper = c >= 'A' && c <= 'Z';
  const Word held(raw);
  const std::string_view w = held.view();
  if (w.empty()) return false;
  if (c >= '0' && c <= '9') return match_digits(i, w, e);
  if (c == '\'' || c == '`' || c == '\xe2') {
    const int first = decade_of(w);
    return first > 0 && decade(e, i + 1, first);
  }
  if (!upper && (c < 'a' || c > 'z')) return false;
  if (upper) {
    if (match_holiday(i, w, 0, e)) return true;
    const int month = month_of(w);
    const Upos upos = tree_.token(i).upos;
    if (month > 0 && upos != Upos::AUX && !(upos == Upos::VERB && (w == "march" || w == "may")) && !other_month_word(i, w)) return match_month(i, month, 0, e);
    if (const int which = weekday_of(w); which >= 0) return match_weekday(i, which, 0, e);
    int year = 0, end = i + 1;
    if (w == "ad" && read_year(i, year, end)) return date(e, end, year_range(year), DatePrecision::year);
  }
  if (match_adverb(i, w, e)) return true;
  if (const int season = season_of(w); season > 0) return tree_.token(i).upos != Upos::VERB && match_season(i, season, 0, e);
  if (const std::string_view part = day_part(w); !part.empty()) return match_part(i, part, e);
  if (ordinal_of(w) > 0 || w == "latter" || w == "twenty")
    if (match_ordinal(i, e)) return true;
  int year = 0, end = i + 1;
  if ((w == "nineteen" || w == "eighteen" || w == "two") && spoken_year(i, year, end) && (w != "two" || one_of(i - 1, {"in", "year", "of", "by", "since"})) &&
      unit_at(end) == Unit::none)
    return date(e, end, year_range(year), DatePrecision::year);
  if (const int first = w.back() == 's' && w.size() > 6 ? decade_of(w) : 0; first > 0 && is(i - 1, "the")) return decade(e, i + 1, first);
  int count_end = i + 1;
  if (read_count(i, count_end) >= 0) return match_quantity(i, i, e);
  return false;
}

// Words that are an expression or begin one.
bool Finder::match_adverb(int i, std::string_view w, TimeExpression& e) {
  switch (w[0]) {
    case 'a':
      if (w == "annually") return named(e, i + 1, "P1Y", TimexType::set);
      if (any_word(w, {"about", "almost", "around", "at", "approximately"})) return match_hedged(i, e);
      break;
    case 'b':
      if (w == "beginning") return match_edge(i, e);
      break;
    case 'c':
      if (w == "coming") return match_direction(i, i, e);
      if (w == "currently") return named(e, i + 1, "PRESENT_REF");
      if (w == "current" && tree_.token(i).upos == Upos::ADJ) return match_direction(i, i, e) || named(e, i + 1, "PRESENT_REF");
      break;
    case 'd':
      if (w == "daily") return named(e, i + 1, "P1D", TimexType::set);
      break;
    case 'e':
      if (w == "early" || w == "earlier") return match_modified(i, e);
      if (w == "every" || w == "each") return match_every(i, e);
      if (w == "end") return match_edge(i, e);
      break;
    case 'f':
      if (w == "future") return tree_.token(i).upos == Upos::NOUN && named(e, i + 1, "FUTURE_REF");
      if (w == "fiscal") {
        const int at = is(i + 1, "year") ? i + 2 : i + 1;
        const int year = year_of(word(at).view());
        return year > 0 && date(e, at + 1, year_range(year), DatePrecision::year);
      }
      if (w == "following") return match_direction(i, i, e);
      break;
    case 'h':
      if (w == "hourly") return named(e, i + 1, "PT1H", TimexType::set);
      break;
    case 'l':
      if (w == "last" || w == "latest") return match_direction(i, i, e);
      if (w == "late" || w == "later") return match_modified(i, e);
      if (w == "lately") return named(e, i + 1, "PAST_REF");
      if (w == "less") return match_hedged(i, e);
      break;
    case 'm':
      if (w == "mid") return match_modified(i, e);
      if (w == "more") return match_hedged(i, e);
      if (w.size() > 4 && w.substr(0, 4) == "mid-") {
        const std::string_view rest = w.substr(4);
        if (const int month = month_of(rest)) return match_month(i, month, 0, e);
        if (const int year = year_of(rest)) return date(e, i + 1, year_range(year), DatePrecision::year);
        if (const int first = decade_of(rest)) return decade(e, i + 1, first);
        if (const int number = ordinal_of(rest); number > 0 && is(i + 1, "century"))
          return century(e, before_christ(i + 2) ? i + 3 : i + 2, number, before_christ(i + 2));
        if (const std::string_view part = day_part(rest); !part.empty()) {
          std::int32_t day = 0;
          if (!day_beside(i + 1, day, e.end)) return part_of_day(e, i + 1, 0, part);
          return part_of(e, day, part);
        }
      }
      if (w == "monthly") return named(e, i + 1, "P1M", TimexType::set);
      if (w == "midday" || w == "midnight") return match_noon(i, w, e);
      break;
    case 'n':
      if (w == "next") return match_direction(i, i, e);
      if (w == "now" || w == "nowadays") return named(e, i + 1, "PRESENT_REF");
      if (w == "noon") return match_noon(i, w, e);
      if (w == "nearly") return match_hedged(i, e);
      break;
    case 'o':
      if (w == "overnight") return part_of_day(e, i + 1, -1, "TNI");
      if (w == "over") return match_hedged(i, e);
      break;
    case 'p':
      if (w == "past" || w == "previous" || w == "preceding") return match_direction(i, i, e);
      if (w == "presently") return named(e, i + 1, "PRESENT_REF");
      if (w == "per" && unit_at(i + 1) >= Unit::day && unit_at(i + 1) != Unit::weekend) {
        duration(e, i + 2, 1, unit_at(i + 1));
        e.type = TimexType::set;
        return true;
      }
      break;
    case 'r':
      if (w == "recently") return named(e, i + 1, "PAST_REF");
      if (w == "roughly") return match_hedged(i, e);
      if (w == "recent") {
        const Unit unit = unit_at(i + 1);
        if (unit >= Unit::year) return named(e, i + 2, "PAST_REF");
        return unit != Unit::none ? duration(e, i + 2, 0, unit) : named(e, i + 1, "PAST_REF");
      }
      break;
    case 't':
      if (w == "today") return reference_day(e, i, 0);
      if (w == "tonight") return part_of_day(e, i + 1, 0, "TNI");
      if (w == "tomorrow") return reference_day(e, i, 1);
      if (any_word(w, {"the", "this", "that", "these", "those"})) return match_determined(i, w, e);
      break;
    case 'u':
      if (w == "up") return match_hedged(i, e);
      break;
    case 'w':
      if (w == "weekly") return named(e, i + 1, "P1W", TimexType::set);
      break;
    case 'y':
      if (w == "yesterday") return reference_day(e, i, -1);
      if (w == "yearly") return named(e, i + 1, "P1Y", TimexType::set);
      if (w == "year-end" || (w == "year" && (hyphen(i + 1) || is(i + 1, "'s")) && is(i + 2, "end"))) {
        int year = 0, end = w == "year" ? i + 3 : i + 1;
        if (year_after(end, year, end)) return date(e, end, year_range(year), DatePrecision::year);
        return shift(e, end, reference(), 0, Unit::year);
      }
      if ((w == "year" || w == "year-ago" || w == "year-earlier") && match_year_ago(i, e)) return true;
      break;
    default: break;
  }
  return unit_of(w) != Unit::none && match_bare_unit(i, e);
}

// A day part after a date belongs to it.
void Finder::widen(TimeExpression& e) const {
  if (e.type != TimexType::date || e.precision != DatePrecision::day || !e.has_days || e.days.first != e.days.last || e.value().size() != 10) return;
  const std::string_view part = day_part(word(e.end).view());
  if (part.empty() || tree_.token(e.end).upos != Upos::NOUN) return;
  ++e.end;
  part_of(e, e.days.first, part);
}

}  // namespace detente::times

namespace detente {

std::string_view name(TimexType type) {
  switch (type) {
    case TimexType::time: return "TIME";
    case TimexType::duration: return "DURATION";
    case TimexType::set: return "SET";
    default: return "DATE";
  }
}

Span span_of(const TimeExpression& e, const TreeView& tree) {
  const Token& last = tree.token(e.end - 1);
  Span span = {tree.token(e.begin).span.begin + e.skip, last.span.end - e.drop};
  if (e.drop > 0) return span;
  const times::Word held(last.form);
  const std::string_view w = held.view();
  if (last.form.size() > w.size() &&
      (w.empty() || w.size() > 4 || (w[0] >= '0' && w[0] <= '9') || w == "may" || w == "june" || w == "july" || w == "year" || w == "bc" || w == "bce"))
    span.end -= static_cast<std::uint32_t>(last.form.size() - w.size());
  return span;
}

void find_times(const TreeView& tree, TimeContext& context, std::vector<TimeExpression>& out) {
  out.clear();
  times::Finder(tree, context, out).run();
}

}  // namespace detente
