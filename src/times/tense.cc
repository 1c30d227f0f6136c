// Which way a weekday or a month without year looks, and what a document's own text says of its dates.
#include <algorithm>
#include <cstdlib>

#include "times/finder.h"

namespace detente::times {

namespace {

bool modal(std::string_view lemma) { return any_word(lemma, {"will", "shall", "'ll", "wo", "would", "may", "might", "can", "could", "should", "must"}); }

// "planned for May", "postponed to June 3": a day to come, whatever the tense of the verb that sets it.
bool sets_a_day(const TreeView& tree, int verb, int date) {
  const int preposition = tree.child(date, Deprel::case_);
  if (preposition < 0) return false;
  const std::string_view p = tree.token(preposition).lemma, v = tree.token(verb).lemma;
  if (any_word(v, {"plan", "schedule", "slate", "reschedule"})) return any_word(p, {"for", "on", "to", "until", "till", "in", "at"});
  if (any_word(v, {"postpone", "delay", "defer", "adjourn", "move", "push", "shift", "bring"})) return any_word(p, {"to", "until", "till"});
  return any_word(v, {"set", "fix", "expect", "arrange", "book", "call", "announce", "invite"}) && any_word(p, {"for", "until", "till"});
}

}  // namespace

int clause_tense(const TreeView& tree, int node) {
  // "said Friday that ...": the verb right before
  if (node > 0) {
    const Token& before = tree.token(node - 1);
    if (before.upos == Upos::VERB && before.morph.tense == Morph::Tense::past && before.morph.verb_form == Morph::VerbForm::finite) return -1;
  }
  for (int steps = 0, below = node; steps < 6 && node >= 0; ++steps) {
    const Token& t = tree.token(node);
    if (t.upos == Upos::VERB || (t.upos == Upos::AUX && steps > 0) || tree.child(node, Deprel::cop) >= 0) {
      bool past = t.morph.tense == Morph::Tense::past, future = false, to = false;
      for (int c = tree.first(node); c >= 0; c = tree.next(c)) {
        const Token& a = tree.token(c);
        if (a.deprel == Deprel::aux || a.deprel == Deprel::aux_pass || a.deprel == Deprel::cop) {
          if (modal(a.lemma)) future = true;
          else if (a.morph.tense == Morph::Tense::past) past = true;
        } else if (a.deprel == Deprel::mark && a.lemma == "to") {
          to = true;
        }
      }
      if (future || to || (below != node && sets_a_day(tree, node, below))) return 1;
      return past ? -1 : 0;
    }
    below = node;
    node = t.head;
  }
  return 0;
}

DayRange nearest_weekday(int which, int direction, std::int32_t today, int tense) {
  const int back = (weekday(today) - which + 7) % 7;  // days since the last such weekday, 0 today
  const int ahead = (7 - back) % 7;
  std::int32_t day = today - back;
  if (direction < 0) day = today - (back == 0 ? 7 : back);
  else if (direction > 0) day = today + (ahead == 0 ? 7 : ahead);
  else if (tense > 0) day = today + ahead;
  return {day, day};
}

DayRange nearest_month(const TimeExpression& e, std::int32_t today, int tense) {
  const CivilDate now = civil_date(today);
  const auto range_in = [&](int year) {
    const DayRange whole = month_range(year, e.month);
    if (e.day == 0) return whole;
    const int length = days_in_month(year, e.month);
    return DayRange{whole.first + std::min(e.day, length) - 1, whole.first + std::min(e.last_day, length) - 1};
  };
  // The last such month that has begun, and the next that is not over
  int past = now.year, next = now.year;
  if (range_in(past).first > today) --past;
  if (range_in(next).last < today) ++next;
  const int back = std::max(0, today - range_in(past).last), ahead = std::max(0, range_in(next).first - today);
  if (e.direction < 0) return range_in(range_in(past).last >= today ? past - 1 : past);
  if (e.direction > 0) return range_in(range_in(next).first <= today ? next + 1 : next);
  if (tense > 0) return range_in(ahead > 300 && back < 60 ? past : next);
  // A day near ahead and far behind is still to come even in a past clause ("set talks for Jan. 25")
  const int near = e.day > 0 ? 45 : 0;
  if (ahead <= near && back > 3 * ahead) return range_in(next);
  if (tense == 0 && e.day == 0 && ahead <= 62 && back > 2 * ahead) return range_in(next);
  if (tense == 0 && e.day > 0) return range_in(ahead < back ? next : past);
  return range_in(past);
}

}  // namespace detente::times

namespace detente {

using times::any_word;
using times::year_of;

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// Words of a text that tell its kind: years far from the document's own, and words that only news of the day has.
struct Kind {
  int far = 0, near = 0, deictic = 0;

  void year(int value, int own) {
    if (own == 0 || value < own - 1 || value > own + 1) ++far;
    else ++near;
  }
  void word(std::string_view form) {
    const times::Word w(form);
    if ((form[0] >= 'A' && form[0] <= 'Z' && times::weekday_of(w.view()) >= 0) || any_word(w.view(), {"yesterday", "today", "tomorrow", "tonight"})) ++deictic;
    if (any_word(form, {"BC", "BCE"})) ++far;
  }
};

}  // namespace

void TimeContext::begin(std::string_view text, std::optional<std::int32_t> document_day) {
  *this = TimeContext();
  published = document_day;
  const int own = document_day ? civil_date(*document_day).year : 0;
  Kind kind;
  for (std::size_t i = 0; i < text.size();) {
    if (!digit(text[i]) && !letter(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() &&
           (digit(text[end]) || letter(text[end]) || ((text[end] == ',' || text[end] == '.') && end + 1 < text.size() && digit(text[end + 1]))))
      ++end;
    const std::string_view w = text.substr(i, end - i);
    if (digit(w[0])) {
      if (const int y = year_of(w); y >= 1500) kind.year(y, own);
    } else {
      kind.word(w);
    }
    i = end;
  }
  narrative = kind.far >= 6 && kind.far > kind.near && kind.far > 4 * kind.deictic;
}

std::optional<DayRange> resolve_time(const TimeExpression& e, const TimeContext& context, bool future) {
  const bool told = e.has_days && context.narrative;
  const std::optional<std::int32_t> ref = context.narrative && context.last ? context.last : context.published;
  if ((e.weekday >= 0 || e.month > 0) && !told) {
    if (!ref) return std::nullopt;
    return e.weekday >= 0 ? times::nearest_weekday(e.weekday, e.direction, *ref, future ? 1 : -1) : times::nearest_month(e, *ref, future ? 1 : -1);
  }
  if (!e.has_days || e.type == TimexType::duration || e.type == TimexType::set) return std::nullopt;
  return e.days;
}

}  // namespace detente
