// What speaks for and against a name being a place: the name itself and the words around it, by hand-set weights in units of log odds.
#include <algorithm>

#include "places/places.h"
#include "places/tagging.h"

namespace detente {

// How likely the name alone is a place.
float SentenceTagger::base(const PlaceWorkspace::Found& f) const {
  if (f.begin >= f.name_end) return 0;
  float best = -2;
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) {
    const PlaceWorkspace::Candidate& c = ws_.candidates[k];
    const Place& p = gazetteer_.place_of(c.place);
    float v = 0;
    if (c.form == NameForm::adjective || c.form == NameForm::demonym) v = 3.5F;
    else if (p.kind == PlaceKind::country) v = 3.5F;
    else if (c.form == NameForm::dotted || c.form == NameForm::postal) v = 4;
    else if (p.kind == PlaceKind::region) v = p.population > 1'500'000 ? 2.5F : 0.5F;
    else if (p.kind == PlaceKind::county) v = 2;
    else if (!is_settlement(p.kind)) v = 2;
    else if (p.kind == PlaceKind::capital || p.population > 700'000) v = 2;
    else if (p.population > 150'000) v = 1;
    else if (p.population > 30'000 || p.kind == PlaceKind::district) v = 0.4F;
    else if (p.population > 3'000) v = -0.2F;
    else v = p.kind == PlaceKind::suburb ? -1.2F : -0.8F;
    if (c.form == NameForm::alias && v < 2) v -= 0.5F;
    best = std::max(best, v);
  }
  const bool several = f.name_end - f.begin > 1;
  if (several) best += 1.2F;
  const std::uint32_t c = word(f.begin).classes;
  if (!several) {
    if (c & place_word::common) best -= 3;
    else if (c & place_word::given) best -= best >= 2.4F ? 0.5F : 2;
    else if (c & (place_word::compass | place_word::admin | place_word::venue | place_word::feature | place_word::organisation | place_word::before |
                  place_word::street))
      best -= 4;
  }
  if ((f.classes & (place_word::feature | place_word::admin | place_word::venue)) != 0) best += 1.5F;
  if ((f.classes & place_word::street) != 0) best += 0.5F;
  return best;
}

// A name known by its feature word only.
void SentenceTagger::unknown(PlaceWorkspace::Found& f) const {
  using namespace place_word;
  f.score = (f.classes & (feature | admin)) != 0 ? 0.6F : (f.classes & street) != 0 ? 0.3F : -1;
  if (f.begin > 0 && (word(f.begin - 1).classes & (near | prep)) != 0) f.score += 1;
  if (f.begin > 0 && token(f.begin - 1).upos == Upos::NUM) f.score += 0.5F;
  if (f.begin > 0 && (word(f.begin - 1).classes & (title | given)) != 0 && word(f.begin - 1).upper) f.score -= 3;
  if (f.begin == 0) f.score -= 0.5F;
  if (f.end < size() && word(f.end).upper && !headline_) f.score -= 1.5F;
  if (headline_) f.score -= 1;
}

// The words before and after the name.
void SentenceTagger::around(PlaceWorkspace::Found& f) const {
  before(f);
  after(f);
  if (headline_) return;
  const Token& head = token(f.name_end - 1);
  if (head.upos == Upos::PROPN) f.score += 0.5F;
  else if (head.upos != Upos::ADJ && f.name_end - f.begin == 1) f.score -= 1.2F;
  if (f.name_end - f.begin > 1 || country(f) || adjective(f)) return;
  if (head.deprel == Deprel::flat) f.score -= 1;
  // Those who do things are persons
  if (head.deprel == Deprel::nsubj || head.deprel == Deprel::nsubj_pass) f.score -= 0.8F;
}

void SentenceTagger::before(PlaceWorkspace::Found& f) const {
  using namespace place_word;
  if (f.begin == 0) {
    f.score -= 0.4F;
    return;
  }
  int p = f.begin - 1;
  bool the = false;
  if (token(p).form == "the" || token(p).form == "The" || token(p).form == "a" || token(p).form == "an") {
    the = true;
    --p;
  } else if (!word(p).upper && (word(p).classes & compass) != 0) {
    f.score += 1;
    --p;
  } else if (word(p).upper && (word(p).classes & compass) != 0) {
    f.score += 0.5F;
    return;
  }
  if (the) {
    const bool settlement_name = !adjective(f) && std::all_of(ws_.candidates.begin() + f.first, ws_.candidates.begin() + f.first + f.count,
                                                              [&](const auto& c) { return is_settlement(gazetteer_.place_of(c.place).kind); });
    const bool more = f.end < size() && (word(f.end).upper || token(f.end).upos == Upos::NOUN || token(f.end).deprel == Deprel::compound);
    if (settlement_name && !more) f.score -= 1.5F;
  }
  if (p < 0) return;
  const PlaceWorkspace::Word& w = word(p);
  const std::string_view form = token(p).form;
  if ((w.classes & near) != 0 && !w.upper) {
    f.score += the ? 0.8F : 2.3F;
    f.strong = !the;
  } else if ((w.classes & near) != 0 && p == 0) {
    f.score += 2;
    f.strong = true;
  } else if ((w.classes & prep) != 0) {
    f.score += the ? 0.3F : 1;
  } else if (form == "of" && p > 0) {
    const std::uint32_t c = word(p - 1).classes;
    if ((c & settlement) != 0) {
      f.classes |= c & admin;
      f.score += 2.5F;
      f.strong = true;
    } else if ((c & (venue | organisation)) != 0 && word(p - 1).upper) {
      f.score += 2;
      f.use = PlaceUse::part;
    } else {
      f.score += 0.8F;
    }
  } else if (!the && w.upper && w.atoms > 0 && !headline_ && token(p).space_after) {
    const bool initial = form.size() <= 2 && form.size() > 0 && p > 0;
    if ((w.classes & title) != 0) f.score -= f.name_end - f.begin > 1 ? 1.5F : 5;
    else if ((w.classes & given) != 0 || initial) f.score -= 3.5F;
    else if (p > 0 && !adjective(f)) f.score -= 2.3F;
    else if (p == 0 && token(p).upos == Upos::PROPN && !adjective(f)) f.score -= 1.5F;
  } else if (token(p).form == "-" && p > 0 && token(p - 1).form.size() == 1 && (token(p - 1).form == "R" || token(p - 1).form == "D")) {
    f.score += 3;
  }
}

void SentenceTagger::after(PlaceWorkspace::Found& f) const {
  using namespace place_word;
  const int n = f.end;
  if (n >= size()) return;
  const PlaceWorkspace::Word& w = word(n);
  const bool touching = token(n - 1).space_after;
  if (token(n).form == "$" || (token(n).form.size() > 1 && token(n).form[0] == '$' && !touching)) f.score -= 8;
  if (w.upper && w.atoms > 0 && touching && !headline_) {
    const bool first_name = f.name_end - f.begin == 1 && (word(f.begin).classes & given) != 0 && !(w.classes & (organisation | admin | venue | street));
    if (first_name && token(n).upos == Upos::PROPN) f.score -= 3;
    if ((w.classes & (organisation | venue | admin | media | team | title)) != 0) {
      f.use = adjective(f) ? f.use : PlaceUse::part;
      f.score += (w.classes & organisation) != 0 ? 1.2F : (w.classes & (media | team)) != 0 ? 0.3F : 0.8F;
    } else if (adjective(f)) {
      f.score -= 0;
    } else {
      const Token& t = token(n);
      const bool town = std::all_of(ws_.candidates.begin() + f.first, ws_.candidates.begin() + f.first + f.count,
                                    [&](const auto& c) { return is_settlement(gazetteer_.place_of(c.place).kind); });
      if (t.upos == Upos::PROPN) f.score -= f.name_end - f.begin > 1 || !town ? 0.5F : country(f) ? 3.2F : 2.2F;
      if (t.upos == Upos::PROPN) f.use = PlaceUse::part;
    }
  } else if ((w.classes & resident) != 0 && !w.upper) {
    f.score += 1;
  } else if ((w.classes & say) != 0 && f.name_end - f.begin == 1 && !country(f)) {
    f.score -= 2;
  } else if (token(n).form == "'s" || token(n).form == "\u2019s") {
    if (n + 1 < size() && (word(n + 1).classes & resident) != 0) f.score += 0.8F;
  }
}

bool SentenceTagger::adjective(const PlaceWorkspace::Found& f) const {
  const NameForm form = ws_.candidates[f.first].form;
  return f.count > 0 && (form == NameForm::adjective || form == NameForm::demonym);
}

bool SentenceTagger::country(const PlaceWorkspace::Found& f) const {
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) {
    const Place& p = gazetteer_.place_of(ws_.candidates[k].place);
    if (p.kind == PlaceKind::country || (p.kind == PlaceKind::region && p.population > 1'500'000) || p.kind == PlaceKind::capital) return true;
  }
  return false;
}

// Whether the place `inner` may lie in the place `outer`.
bool place_contains(const Place& outer, const Place& inner) {
  switch (outer.kind) {
    case PlaceKind::country: return inner.country == outer.country && inner.kind != PlaceKind::country;
    case PlaceKind::region: return inner.admin1 == outer.admin1 && outer.admin1 != 0 && inner.kind != PlaceKind::region && inner.kind != PlaceKind::country;
    case PlaceKind::county: return is_settlement(inner.kind) && distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < 60;
    case PlaceKind::capital:
    case PlaceKind::seat:
    case PlaceKind::city:
      return is_settlement(inner.kind) && inner.population < outer.population && distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < 35;
    case PlaceKind::district: return is_settlement(inner.kind) && distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < 150;
    case PlaceKind::territory: return inner.kind != PlaceKind::country && distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < 250;
    default: return false;
  }
}

// "Springfield, Illinois": a place and the one it lies in.
void SentenceTagger::pairs() {
  for (std::size_t k = first_; k + 1 < ws_.found.size(); ++k) {
    PlaceWorkspace::Found& a = ws_.found[k];
    PlaceWorkspace::Found& b = ws_.found[k + 1];
    if (a.count == 0 || b.count == 0) continue;
    const int gap = b.begin - a.end;
    enumerate(a, b, gap);
    const bool comma = gap == 1 && (token(a.end).form == "," || token(a.end).form == "(");
    const bool in = gap >= 1 && gap <= 2 && token(a.end).form == "in" && (gap == 1 || token(a.end + 1).form == "the");
    const bool beside = gap == 0 && b.begin > 0 && word(b.begin).upper;
    if (!comma && !in && !beside) continue;
    bool fits = false;
    for (std::uint32_t i = a.first; i < a.first + a.count && !fits; ++i)
      for (std::uint32_t j = b.first; j < b.first + b.count && !fits; ++j) {
        const NameForm form = ws_.candidates[j].form;
        if (form == NameForm::adjective || form == NameForm::demonym) continue;
        fits = place_contains(gazetteer_.place_of(ws_.candidates[j].place), gazetteer_.place_of(ws_.candidates[i].place));
      }
    if (!fits || (beside && !country(b))) continue;
    a.container = static_cast<int>(k + 1);
    if (comma) {
      a.score += 3;
      b.score += 2;
      a.strong = b.strong = true;
    } else if (in) {
      a.score += 0.7F;
    }
  }
}

// "Clay, Douglas and Grant counties": names in a row are of one kind.
void SentenceTagger::enumerate(PlaceWorkspace::Found& a, PlaceWorkspace::Found& b, int gap) {
  if (gap < 1 || gap > 2 || headline_) return;
  const std::string_view first = token(a.end).form, second = gap == 2 ? token(a.end + 1).form : std::string_view();
  const auto joins = [](std::string_view s) { return s == "," || s == "and" || s == "or" || s == "&"; };
  if (!joins(first) || (gap == 2 && !(second == "and" || second == "or"))) return;
  constexpr float kStrong = 1.5F, kBoost = 1;
  if (a.score > kStrong && b.score <= kStrong) b.score += kBoost;
  else if (b.score > kStrong && a.score <= kStrong) a.score += kBoost;
}

}  // namespace detente
