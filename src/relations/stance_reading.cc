#include "relations/stance_reading.h"

#include <algorithm>
#include <optional>

namespace detente {

namespace {

using Kind = StancePhrase::Kind;

struct Mark {  // a phrase of the table in the sentence
  std::size_t first = 0, last = 0;
  const StancePhrase* row = nullptr;
};

struct Mention {
  std::size_t first = 0, last = 0;
  std::string code;
  bool adjective = false, named = false;
};

bool judges(Kind k) { return k == Kind::support || k == Kind::oppose; }
bool acts(Kind k) { return k == Kind::keep || k == Kind::undo; }
bool is_object(Kind k) { return k == Kind::contact || k == Kind::pressure; }

class Reader {
 public:
  Reader(std::string_view sentence, const std::vector<SentenceParty>& parties, const StanceSubject& subject, const NameIndex& names,
         const StancePhrases& phrases, std::int32_t day)
      : words_(sentence_words(sentence)), subject_(subject), marked_(words_.size()) {
    find_mentions(parties, names, day);
    for (std::size_t i = 0; i < words_.size();) {
      const StancePhrase* row = phrases.match(words_, i);
      const std::size_t n = row == nullptr ? 1 : row->stems.size();
      if (row != nullptr && !covered(i)) {
        marks_.push_back({i, i + n, row});
        for (std::size_t k = i; k < i + n; ++k) marked_[k] = row;
      }
      i += n;
    }
  }

  std::vector<StanceReading> read(const std::function<bool(const std::string&)>& holds) {
    std::vector<StanceReading> out;
    const std::vector<std::vector<std::size_t>> groups = holders(holds);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const Mention& first = mentions_[groups[g].front()];
      const Mention& last = mentions_[groups[g].back()];
      std::size_t begin = last.last, end = scope_end(begin);
      if (g + 1 < groups.size()) end = std::min(end, mentions_[groups[g + 1].front()].first);
      std::optional<StanceReading> r = reading(begin, end);
      if (!r && g == 0) {
        if (const std::size_t before = said_after(first, last); before > 0) r = reading(0, before);
        else if (const std::size_t passive = passive_before(first); passive > 0) r = passive_reading(passive);
      }
      if (!r) continue;
      r->begin = std::min(r->begin, words_[first.first].begin);
      for (const std::size_t m : groups[g]) {
        r->holder = mentions_[m].code;
        if (std::none_of(out.begin(), out.end(), [&](const StanceReading& o) { return o.holder == r->holder; })) out.push_back(*r);
      }
    }
    return out;
  }

 private:
  void find_mentions(const std::vector<SentenceParty>& parties, const NameIndex& names, std::int32_t day) {
    for (const NameIndex::Found& f : names.find(words_, day)) mentions_.push_back({f.first, f.last, f.code, f.kind == ActorKind::adjective, true});
    for (const SentenceParty& p : parties) {
      std::size_t first = 0;
      while (first < words_.size() && words_[first].end <= p.begin) ++first;
      std::size_t last = first;
      while (last < words_.size() && words_[last].begin < p.end) ++last;
      if (last == first || p.code.empty()) continue;
      const bool known =
          std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) { return m.first < last && first < m.last && (m.named || m.code == p.code); });
      if (!known) mentions_.push_back({first, last, p.code, false, false});
    }
    std::stable_sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
  }

  [[nodiscard]] bool covered(std::size_t word) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) { return m.first <= word && word < m.last; });
  }

  // Is the judging or acting verb near after the mention, with no "to" before it ("urged Arvia to accept")?
  [[nodiscard]] bool leads_to_verb(std::size_t from) const {
    for (std::size_t i = from; i < std::min(from + 8, words_.size()); ++i) {
      if (marked_[i] == nullptr) continue;
      if (judges(marked_[i]->kind) || acts(marked_[i]->kind)) return i == 0 || words_[i - 1].lower != "to";
      if (marked_[i]->kind == Kind::stop) return false;
    }
    return false;
  }

  // Somebody named inside another's statement is no holder: a judgement before it, and no boundary between.
  [[nodiscard]] bool inside_statement(const Mention& m) const {
    if (m.first > 0 && words_[m.first - 1].lower == "by") return false;
    for (std::size_t i = m.first; i-- > 0;) {
      const bool comma = words_[i + 1].before == ',' || words_[i + 1].before == ';' || words_[i + 1].before == ':' || words_[i + 1].before == '.';
      if (comma || words_[i].lower == "and") {
        if (leads_to_verb(m.last) || (comma && is_said(m.last))) return false;
      }
      if (words_[i].lower == "that" || (marked_[i] != nullptr && marked_[i]->kind == Kind::stop)) return false;
      if (marked_[i] != nullptr && (judges(marked_[i]->kind) || acts(marked_[i]->kind))) return true;
    }
    return false;
  }

  // Mentions that hold a stance, those joined by commas and "and" together.
  [[nodiscard]] std::vector<std::vector<std::size_t>> holders(const std::function<bool(const std::string&)>& holds) const {
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t m = 0; m < mentions_.size(); ++m) {
      if (!holds(mentions_[m].code) || mentions_[m].code == subject_.target) continue;
      if (!groups.empty()) {
        const Mention& before = mentions_[groups.back().back()];
        const bool close = mentions_[m].first - before.last <= 1 && (mentions_[m].first == before.last || words_[before.last].lower == "and");
        if (close || same_noun_phrase(before, mentions_[m])) {
          if (before.adjective || mentions_[m].code == before.code) groups.back().back() = m;  // "German Chancellor Angela Merkel"
          else groups.back().push_back(m);
          continue;
        }
      }
      if (!inside_statement(mentions_[m])) groups.push_back({m});
    }
    std::erase_if(groups, [&](const std::vector<std::size_t>& g) { return beside_target(mentions_[g.front()], mentions_[g.back()]); });
    return groups;
  }

  // "Arvia and Belmark agreed": what both do together is an act of both.
  [[nodiscard]] bool beside_target(const Mention& first, const Mention& last) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) {
      if (subject_.target.empty() || m.code != subject_.target || m.adjective) return false;
      if (m.first < last.last && first.first < m.last) return true;  // "they"
      const auto joined = [&](std::size_t from, std::size_t to) { return to == from + 1 && words_[from].lower == "and"; };
      return joined(last.last, m.first) || joined(m.last, first.first);
    });
  }

  // "British Foreign Secretary Philip Hammond": only capitals between two mentions of one side; "Hungary, a member, and Italy" is not one.
  [[nodiscard]] bool same_noun_phrase(const Mention& a, const Mention& b) const {
    if (a.code != b.code) return false;
    for (std::size_t i = a.last; i < b.first; ++i)
      if (marked_[i] != nullptr && !is_object(marked_[i]->kind)) return false;
    return b.first - a.last <= 5;
  }

  [[nodiscard]] std::size_t scope_end(std::size_t begin) const {
    for (std::size_t i = begin; i < words_.size(); ++i) {
      if (i > begin && (words_[i].before == ';' || words_[i].before == '.')) return i;
      if (marked_[i] != nullptr && marked_[i]->kind == Kind::stop) return i;
    }
    return words_.size();
  }

  [[nodiscard]] bool is_said(std::size_t i) const {
    static constexpr std::string_view kSaid[] = {"said", "says", "told", "added", "argued", "insisted", "stressed"};
    return i < words_.size() && std::find(std::begin(kSaid), std::end(kSaid), words_[i].lower) != std::end(kSaid);
  }

  // ", Arvia said" at the end: the words before belong to it. 0: no such thing.
  [[nodiscard]] std::size_t said_after(const Mention& first, const Mention& last) const {
    for (std::size_t i = first.first + 1; i-- > 0 && first.first - i < 6;) {
      const bool mark = words_[i].before == ',' || words_[i].before == '"' || words_[i].before == '\'';
      if (mark && i > 2) return is_said(last.last) || is_said(last.last + 1) || is_said(i) ? i : 0;
    }
    return 0;
  }

  // "was opposed by Arvia": the judging word. 0: no such thing.
  [[nodiscard]] std::size_t passive_before(const Mention& m) const {
    for (std::size_t i = m.first; i-- > 1 && m.first - i <= 3;)
      if (words_[i].lower == "by" && marked_[i - 1] != nullptr && (judges(marked_[i - 1]->kind) || acts(marked_[i - 1]->kind))) return i - 1;
    return 0;
  }

  [[nodiscard]] bool negated(std::size_t at, std::size_t from, std::size_t reach) const {
    for (std::size_t i = at; i-- > from && at - i <= reach;) {
      if (marked_[i] == nullptr) continue;
      if (marked_[i]->kind == Kind::negation) return true;
      if (judges(marked_[i]->kind)) return false;
    }
    return false;
  }

  [[nodiscard]] bool has_target(std::size_t from, std::size_t to) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) { return m.code == subject_.target && m.first >= from && m.last <= to; });
  }

  struct Object {
    std::size_t first = 0, last = 0;
    double sign = 0, strength = 0;
    std::string phrase;
  };

  // The words of an issue in any order, with at most two others between.
  [[nodiscard]] std::optional<Object> issue_at(std::size_t i, std::size_t end) const {
    for (const std::vector<std::string>& object : subject_.objects) {
      std::vector<char> seen(object.size(), 0);
      std::size_t found = 0, last = i;
      for (std::size_t at = i; at < std::min(end, i + object.size() + 2) && found < object.size(); ++at) {
        for (std::size_t k = 0; k < object.size(); ++k)
          if (seen[k] == 0 && words_[at].stem == object[k]) {
            seen[k] = 1;
            ++found;
            last = at + 1;
            break;
          }
        if (found == 0) break;  // it begins with one of the words
      }
      if (found < object.size() || found == 0) continue;
      Object o{i, last, subject_.polarity, 0.8, {}};
      for (const std::string& stem : object) o.phrase += (o.phrase.empty() ? "" : " ") + stem;
      return o;
    }
    return std::nullopt;
  }

  // The target's own sanctions, or what it shall lift, tell nothing of the holder's line.
  [[nodiscard]] bool is_of_target(const Object& o, std::size_t begin) const {
    if (marked_[o.first] != nullptr && marked_[o.first]->kind == Kind::contact) return false;
    if (subject_.target.empty()) return false;
    for (const Mention& m : mentions_) {
      if (m.code != subject_.target || m.last > o.first || m.first < begin) continue;
      if (o.first == m.last || (o.first - m.last == 1 && words_[m.last].lower != "with")) return true;
      for (std::size_t i = m.last; i < o.first; ++i)
        if (marked_[i] != nullptr && acts(marked_[i]->kind)) return true;
    }
    return false;
  }

  // "a return to dialogue": the later word decides
  [[nodiscard]] bool leads_to_object(std::size_t i, std::size_t end) const {
    if (i >= end || words_[i].lower != "to") return false;
    for (std::size_t k = i + 1; k < std::min(end, i + 4); ++k)
      if (marked_[k] != nullptr && is_object(marked_[k]->kind)) return !covered(k);
    return false;
  }

  [[nodiscard]] std::optional<Object> object_in(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (!subject_.objects.empty()) {
        if (std::optional<Object> o = issue_at(i, end)) return o;
        continue;
      }
      const StancePhrase* row = marked_[i];
      if (row == nullptr || !is_object(row->kind) || (i > 0 && marked_[i - 1] == row)) continue;
      Object o{i, i + row->stems.size(), (row->kind == Kind::contact ? 1.0 : -1.0) * subject_.polarity, row->strength, row->phrase};
      if (leads_to_object(o.last, end) || is_of_target(o, begin)) continue;
      return o;
    }
    return std::nullopt;
  }

  // Product of the signs of what is done to the object, "ease or lift" counted once. Sets `any` when there was something.
  double deeds(std::size_t from, const Object& o, std::size_t end, bool& any, std::string& why) const {
    double sign = 1;
    const Mark* previous = nullptr;
    for (const Mark& m : marks_) {
      if (m.first < from || m.last > o.first || !acts(m.row->kind)) continue;
      const bool joined =
          previous != nullptr && m.first - previous->last == 1 && (words_[previous->last].lower == "or" || words_[previous->last].lower == "and");
      if (m.row->kind == Kind::undo && !joined) sign = -sign;
      why += m.row->phrase + " + ";
      previous = &m;
      any = true;
    }
    if (any) return sign;
    for (const Mark& m : marks_) {  // "sanctions should be lifted"
      if (m.first < o.last || m.first > o.last + 7 || m.last > end || !acts(m.row->kind)) continue;
      static constexpr std::string_view kPassive[] = {"be", "been", "being", "is", "are", "was", "were"};
      const std::string& before = words_[m.first - 1].lower;
      const bool plain = std::find(std::begin(kPassive), std::end(kPassive), before) != std::end(kPassive) || (before == "to" && ends_clause(m.last, end)) ||
                         (marked_[m.first - 1] != nullptr && (marked_[m.first - 1]->kind == Kind::modal || marked_[m.first - 1]->kind == Kind::negation));
      if (!plain) continue;
      any = true;
      why += m.row->phrase + " + ";
      const bool undone = m.row->kind == Kind::undo;
      return (undone ? -1.0 : 1.0) * (negated(m.first, o.last, 3) ? -1.0 : 1.0);
    }
    return sign;
  }

  // "for sanctions to end", but not "for talks to end the crisis"
  [[nodiscard]] bool ends_clause(std::size_t i, std::size_t end) const {
    static constexpr std::string_view kFree[] = {"in", "by", "on", "at", "this", "next", "now", "soon", "and", "or", "as", "within", "from"};
    return i >= end || words_[i].before != ' ' || std::find(std::begin(kFree), std::end(kFree), words_[i].lower) != std::end(kFree);
  }

  [[nodiscard]] std::optional<StanceReading> reading(std::size_t begin, std::size_t end) const {
    const std::optional<Object> o = object_in(begin, end);
    if (!o) return std::nullopt;
    if (!subject_.target.empty() && !has_target(begin, end) && !has_target(0, words_.size())) return std::nullopt;
    StanceReading r;
    double sign = 1, strength = o->strength;
    std::size_t judged = begin;
    bool any = false;
    for (const Mark& m : marks_) {
      if (m.first < begin || m.last > o->first || !judges(m.row->kind)) continue;
      if (m.row->kind == Kind::oppose) sign = -sign;
      if (negated(m.first, std::max(judged, begin), 3)) sign = -sign;
      strength = std::min(strength, m.row->strength);
      r.phrase += m.row->phrase + " + ";
      judged = m.last;
      any = true;
    }
    bool done = false;
    sign *= deeds(judged, *o, end, done, r.phrase);
    // "no return to dialogue", "will not lift sanctions"
    if (negated(any ? o->first : first_deed(judged, o->first), judged, 5)) sign = -sign;
    if (!any && !apply_predicate(begin, end, *o, done, sign, strength, r.phrase)) return std::nullopt;
    r.value = sign * o->sign * strength * (has_target(begin, end) || subject_.target.empty() ? 1.0 : 0.5);
    r.begin = begin < words_.size() ? words_[begin].begin : 0;
    r.end = words_[o->last - 1].end;
    r.phrase += o->phrase;
    return r;
  }

  [[nodiscard]] std::size_t first_deed(std::size_t from, std::size_t to) const {
    for (const Mark& m : marks_)
      if (m.first >= from && m.last <= to && acts(m.row->kind)) return m.first;
    return to;
  }

  // Without a judging verb: what is said of the object, what is done or should be done to it. False: nothing is.
  bool apply_predicate(std::size_t begin, std::size_t end, const Object& o, bool done, double& sign, double& strength, std::string& why) const {
    for (const Mark& m : marks_) {
      if (m.first < begin || m.last > end || (m.row->kind != Kind::good && m.row->kind != Kind::bad)) continue;
      if (m.row->kind == Kind::bad) sign = -sign;
      if (negated(m.first, begin, 3) && m.first >= o.last) sign = -sign;
      strength = std::min(strength, m.row->strength);
      why += m.row->phrase + " + ";
      return true;
    }
    if (done) return true;
    for (const Mark& m : marks_)
      if (m.first >= begin && m.last <= end && (m.row->kind == Kind::modal || m.row->kind == Kind::negation)) return true;
    return false;
  }

  [[nodiscard]] std::optional<StanceReading> passive_reading(std::size_t judge) const {
    const std::optional<Object> o = object_in(0, judge);
    if (!o || (!subject_.target.empty() && !has_target(0, words_.size()))) return std::nullopt;
    StanceReading r;
    bool any = false;
    std::string why;
    const Kind kind = marked_[judge]->kind;
    double sign = deeds(0, *o, o->last, any, why);
    if (kind == Kind::oppose || kind == Kind::undo) sign = -sign;
    if (negated(judge, o->last, 3)) sign = -sign;
    r.value = sign * o->sign * std::min(o->strength, marked_[judge]->strength);
    r.begin = words_[o->first].begin;
    r.end = words_[judge].end;
    r.phrase = marked_[judge]->phrase + " + " + why + o->phrase;
    return r;
  }

  std::vector<SentenceWord> words_;
  const StanceSubject& subject_;
  std::vector<const StancePhrase*> marked_;
  std::vector<Mark> marks_;
  std::vector<Mention> mentions_;
};

}  // namespace

StanceSubject stance_subject(const std::string& target, const std::string& issue, const std::vector<std::string>& synonyms, const StancePhrases& phrases) {
  StanceSubject s;
  s.target = target;
  const std::vector<SentenceWord> words = sentence_words(issue);
  std::vector<std::string> rest;
  bool contact = false, pressure = false;
  for (std::size_t i = 0; i < words.size();) {
    const StancePhrase* row = phrases.match(words, i);
    const std::size_t n = row == nullptr ? 1 : row->stems.size();
    const bool verb = row != nullptr && i + n < words.size() && rest.empty() && acts(row->kind);
    if (verb && row->kind == Kind::undo) s.polarity = -s.polarity;
    if (!verb) {
      for (std::size_t k = i; k < i + n; ++k) rest.push_back(words[k].stem);
      contact |= row != nullptr && row->kind == Kind::contact;
      pressure |= row != nullptr && row->kind == Kind::pressure;
    }
    i += n;
  }
  // "council meetings" with a target: any way of contact with it
  if (!target.empty() && contact && !pressure) return s;
  if (!rest.empty()) s.objects.push_back(rest);
  for (const std::string& synonym : synonyms)
    if (std::vector<std::string> stems = stems_of(synonym); !stems.empty() && stems != rest) s.objects.push_back(std::move(stems));
  return s;
}

std::vector<StanceReading> read_stances(std::string_view sentence, const std::vector<SentenceParty>& parties, const StanceSubject& subject,
                                        const NameIndex& names, const StancePhrases& phrases, std::int32_t day,
                                        const std::function<bool(const std::string&)>& holds) {
  return Reader(sentence, parties, subject, names, phrases, day).read(holds);
}

}  // namespace detente
