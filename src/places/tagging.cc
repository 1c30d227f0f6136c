// Which names are places. Every capitalised word begins the longest name of the gazetteer, or a name known by its feature word
// ("Lake X", "X County", "X Street"); the words around it then vote.
#include <algorithm>

#include "places/atoms.h"
#include "places/places.h"
#include "places/tagging.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr int kMaxNameTokens = 9;
constexpr std::uint32_t kMaxCandidates = 250;

struct CaseOf {
  bool upper = false, capitals = false;
};

CaseOf case_of(std::string_view word) {
  CaseOf out;
  std::size_t pos = 0;
  char32_t c = utf8::next(word, pos);
  while ((c == 0x2018 || c == 0x2019 || c == '\'') && pos < word.size()) c = utf8::next(word, pos);
  out.upper = utf8::is_upper(c);
  if (!out.upper) {
    // "al-Hol": the article is small
    const std::size_t dash = word.find('-');
    if (dash == 2 && dash + 1 < word.size()) {
      std::size_t at = dash + 1;
      out.upper = utf8::is_upper(utf8::next(word, at));
    }
    return out;
  }
  out.capitals = true;
  std::size_t letters = 1;
  while (pos < word.size()) {
    c = utf8::next(word, pos);
    if (!utf8::is_letter(c)) continue;
    ++letters;
    if (!utf8::is_upper(c)) out.capitals = false;
  }
  out.capitals &= letters > 1;
  return out;
}

bool is_hyphen(std::string_view form) { return form == "-" || form == "\u2013" || form == "\u2010"; }

}  // namespace

void SentenceTagger::prepare() {
  ws_.words.resize(sentence_.tokens.size());
  ws_.atoms.clear();
  int words = 0, upper = 0;
  for (int i = 0; i < size(); ++i) {
    PlaceWorkspace::Word& w = word(i);
    w = {};
    const std::string_view form = token(i).form;
    w.hyphen = is_hyphen(form);
    if (w.hyphen) continue;
    const CaseOf c = case_of(form);
    w.upper = c.upper;
    w.capitals = c.capitals;
    const PlaceAtoms a(form);
    w.first_atom = static_cast<std::uint32_t>(ws_.atoms.size());
    w.atoms = static_cast<std::uint32_t>(a.count);
    ws_.atoms.insert(ws_.atoms.end(), a.hash, a.hash + a.count);
    if (a.count == 1) w.classes = gazetteer_.word_classes(a.hash[0]);
    if (form.size() > 3 && a.count > 0 && i > 0) {
      ++words;
      upper += w.upper;
    }
  }
  headline_ = words >= 5 && upper * 10 > words * 7;
}

// The names of key `key` that may be written as tokens [begin, end) are.
std::uint32_t SentenceTagger::candidates(Gazetteer::Names names, int begin, int end) {
  const auto first = static_cast<std::uint32_t>(ws_.candidates.size());
  const std::string_view last = token(end - 1).form;
  const bool stop = last.find('.') != std::string_view::npos || (end < size() && token(end).form == "." && !token(end - 1).space_after);
  const bool inner_stop = last.size() > 3 && last.find('.') + 1 < last.size();
  const bool after_comma = begin > 1 && (token(begin - 1).form == "," || token(begin - 1).form == "(" || is_hyphen(token(begin - 1).form));
  const bool capitals = word(begin).capitals;
  for (std::uint32_t k = 0; k < names.count && k < kMaxCandidates; ++k) {
    const NameForm form = gazetteer_.form(names.first + k);
    if (form == NameForm::other) {
      ws_.candidates.resize(first);
      break;
    }
    if (form == NameForm::dotted && (!stop || !(inner_stop || after_comma) || (capitals && !inner_stop))) continue;
    // "EU" is not the town of Eu
    if ((form == NameForm::name || form == NameForm::alias) && capitals && !headline_ && end == begin + 1 && last.size() <= 3) continue;
    if (form == NameForm::capitals && (!capitals || headline_)) continue;
    if (form == NameForm::postal && (!capitals || !after_comma || token(begin).form.size() > 2)) continue;
    ws_.candidates.push_back({gazetteer_.place_index(names.first + k), form, 0});
  }
  return first;
}

// The longest name that begins with token i.
bool SentenceTagger::match(int i, PlaceWorkspace::Found& f) {
  std::uint64_t key = kPlaceKeyStart;
  bool any = false;
  for (int t = i; t < size() && t < i + kMaxNameTokens; ++t) {
    const PlaceWorkspace::Word& w = word(t);
    if (w.hyphen) {
      if (t == i) return any;
      continue;
    }
    if (w.atoms == 0) {
      if (token(t).form == "." && t == i + 1) continue;  // "St ." cut apart
      return any;
    }
    Gazetteer::Names names;
    Gazetteer::Step step = Gazetteer::Step::none;
    for (std::uint32_t a = 0; a < w.atoms; ++a) {
      key = extend_place_key(key, ws_.atoms[w.first_atom + a]);
      step = gazetteer_.find(key, names);
      if (step == Gazetteer::Step::none) return any;
    }
    if (step != Gazetteer::Step::names || (t > i && !w.upper && !(w.classes & (place_word::venue | place_word::admin | place_word::feature)))) continue;
    const std::uint32_t first = candidates(names, i, t + 1);
    const auto count = static_cast<std::uint32_t>(ws_.candidates.size()) - first;
    if (count == 0 && gazetteer_.form(names.first) == NameForm::other) {
      f.begin = i;
      f.end = f.name_end = t + 1;
      f.count = 0;
      any = true;
      continue;
    }
    if (count == 0) continue;
    any = true;
    f.begin = i;
    f.end = f.name_end = t + 1;
    f.key = key;
    f.atom = ws_.atoms[word(i).first_atom];
    f.first = first;
    f.count = count;
  }
  return any;
}

// "Highway 61"
bool SentenceTagger::road_number(int i) const {
  return (word(i).classes & place_word::street) != 0 && i + 1 < size() && token(i).form.size() > 2 && !token(i + 1).form.empty() &&
         token(i + 1).form[0] >= '1' && token(i + 1).form[0] <= '9' && token(i + 1).form.size() <= 4;
}

// "East Texas" is a part of Texas, not the village of that name.
bool SentenceTagger::directed(int i, const PlaceWorkspace::Found& f) {
  if ((word(i).classes & place_word::compass) == 0 || f.end - i < 2 || i + 1 >= size() || !word(i + 1).upper) return false;
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) {
    const Place& p = gazetteer_.place_of(ws_.candidates[k].place);
    if (!is_settlement(p.kind) || p.population > 20'000) return false;
  }
  const std::size_t before = ws_.candidates.size();
  PlaceWorkspace::Found rest;
  const bool large = match(i + 1, rest) && rest.end == f.end && country(rest);
  ws_.candidates.resize(before);
  return large;
}

// "X County", "X Street", "Lake X": names that their feature word tells.
bool SentenceTagger::pattern(int i, PlaceWorkspace::Found& f) {
  using namespace place_word;
  const Upos first = token(i).upos;
  if (first != Upos::PROPN && first != Upos::ADJ && first != Upos::NOUN) return false;
  if ((word(i).classes & (title | given)) != 0 && !(word(i).classes & place_word::before)) return false;
  constexpr int kLongest = 5;
  for (int t = i + 1; t < size() && t < i + kLongest; ++t) {
    if (word(t).hyphen) continue;
    const std::uint32_t c = word(t).classes;
    const bool road = (c & street) != 0 && word(t).upper, water = (c & (feature | admin)) != 0 && word(t).upper;
    const bool place = (c & venue) != 0 && word(t).upper;
    if (road || water || place) {
      const bool more = t + 1 < size() && word(t + 1).upper && (word(t + 1).classes & (street | feature | admin | venue | organisation)) != 0;
      if (more || (t == i + 1 && (word(i).classes & compass) != 0)) return false;
      f.begin = i;
      f.end = t + 1;
      f.name_end = i;
      f.classes = c & (street | feature | admin | venue);
      return true;
    }
    if (!word(t).upper) return false;
  }
  return false;
}

// Takes in a capitalised feature word after a known name: "Anbar Province", "Columbia Airport".
void SentenceTagger::extend(PlaceWorkspace::Found& f) {
  using namespace place_word;
  if (f.end >= size()) return;
  const PlaceWorkspace::Word& next = word(f.end);
  const std::uint32_t c = next.classes & (street | feature | admin | venue);
  if (c == 0) return;
  if ((c & street) != 0 && country(f)) return;
  const bool small_venue = !next.upper && (next.classes & venue) != 0 && token(f.end).upos == Upos::NOUN && (token(f.end).form.starts_with("air"));
  // "Kherson region": the region of that name, though only the name is its words
  if (!next.upper && (c & admin) != 0 && token(f.end).upos == Upos::NOUN) f.classes |= admin;
  if (!next.upper && !small_venue) return;
  const bool more = f.end + 1 < size() && word(f.end + 1).upper && word(f.end + 1).classes & (organisation | street | venue);
  if (more || (next.classes & organisation && !(next.classes & (street | venue | admin)))) return;
  if ((c & (feature | street | venue)) != 0 || (next.classes & admin && !headline_)) {
    ++f.end;
    f.classes = c;
  }
}

void SentenceTagger::run() {
  prepare();
  first_ = ws_.found.size();
  note_persons();
  for (int i = 0; i < size(); ++i) {
    const bool article = !word(i).upper && i + 2 < size() && word(i + 1).hyphen && word(i + 2).upper && token(i).form.size() == 2;
    if ((!word(i).upper && !article) || word(i).atoms == 0) continue;
    PlaceWorkspace::Found f;
    f.sentence = number_;
    PlaceWorkspace::Found p;
    p.sentence = number_;
    if (road_number(i)) {
      f.begin = f.name_end = i;
      f.end = i + 2;
      f.classes = place_word::street;
      f.score = 0.5F;
      ws_.found.push_back(f);
      ++i;
      continue;
    }
    const bool known = match(i, f) && !directed(i, f);
    if (known && f.count == 0) {
      i = f.end - 1;
      continue;
    }
    if (pattern(i, p) && (!known || (p.end > f.end && (p.classes & place_word::street) != 0 && p.end > f.end))) {
      f = p;
    } else if (known) {
      extend(f);
    } else {
      continue;
    }
    // "al - Hol" cut apart
    if (f.begin >= 2 && word(f.begin - 1).hyphen && token(f.begin - 2).form.size() == 2 &&
        (token(f.begin - 2).form[0] == 'a' || token(f.begin - 2).form[0] == 'e'))
      f.begin -= 2;
    f.score = base(f);
    if (f.begin < f.name_end) around(f);
    else unknown(f);
    ws_.found.push_back(f);
    i = f.end - 1;
  }
  pairs();
  for (std::size_t k = first_; k < ws_.found.size(); ++k) note_places(ws_.found[k]);
}

// Words after given names and titles are persons' names.
void SentenceTagger::note_persons() {
  using namespace place_word;
  if (headline_) return;
  for (int i = 0; i + 1 < size(); ++i) {
    if (!word(i).upper || (word(i).classes & (given | title)) == 0 || (word(i).classes & place_word::before) != 0) continue;
    int t = i + 1;
    if (t + 1 < size() && token(t).form.size() <= 2 && word(t).upper) ++t;  // an initial
    if (t < size() && token(t).form == ".") ++t;
    if (t < size() && word(t).upper && (word(t).classes & given) != 0 && t + 1 < size() && word(t + 1).upper) ++t;
    if (t < size() && word(t).upper && word(t).atoms == 1 && !(word(t).classes & (organisation | media | admin | street | venue | feature)))
      ws_.persons.push_back(ws_.atoms[word(t).first_atom]);
  }
}

void SentenceTagger::note_places(const PlaceWorkspace::Found& f) {
  if (f.count > 0 && f.strong && f.score > 1.5F) ws_.surely.push_back(f.key);
}

}  // namespace detente
