#include "tagger/lemmatizer.h"

#include <algorithm>

#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

std::uint64_t key(std::string_view lower, Upos upos) { return hash_bytes(lower, static_cast<std::uint64_t>(upos) + 100) | 1; }

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// Number of vowel groups, about the number of syllables.
int vowel_groups(std::string_view s) {
  int n = 0;
  bool in = false;
  for (char c : s) {
    const bool v = is_vowel(c) || c == 'y';
    n += v && !in;
    in = v;
  }
  return n;
}

bool ends_with_any(std::string_view s, std::initializer_list<std::string_view> suffixes) {
  return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view x) { return s.ends_with(x); });
}

// Whether the stem of a regular -ed/-ing form most likely had a final e ("refus-ed" yes, "deploy-ed" no).
bool wants_e(std::string_view stem) {
  const std::size_t n = stem.size();
  if (n < 2) return false;
  const char last = stem[n - 1];
  const char before = stem[n - 2];
  if (last == 'c' || last == 'u' || last == 'v') return true;
  if (last == 's') return !(before == 's' || ends_with_any(stem, {"cus", "nvas", "bias", "chris"}));
  if (last == 'z') return before != 'z';
  if (last == 'g')
    return !ends_with_any(stem, {"ng", "gg", "og", "ag", "ug", "eg", "ig"}) ||
           ends_with_any(stem, {"hang", "rang", "leng", "reng", "inging", "lung", "venge", "eng", "llag", "gag", "pillag", "amag", "anag", "ourag", "nvisag"});
  if (last == 'r')
    return ends_with_any(stem, {"ar", "ir", "ur", "or"}) && vowel_groups(stem) <= 2 &&
           !ends_with_any(stem, {"our", "air", "oar", "eer", "ear", "ior", "bor", "tor", "mor", "sor"});
  if (last == 'l') return !is_vowel(before) && before != 'l' && before != 'w' && before != 'r';
  if (last == 't')
    return ends_with_any(stem, {"at", "it", "ot", "ut"}) &&
           !ends_with_any(
               stem, {"eat", "oat", "ait", "oit", "oot", "out", "imit", "isit", "dit", "rofit", "bit", "nherit", "epeat", "ombat", "pilot", "ivot", "loit"}) &&
           (stem.ends_with("at") || vowel_groups(stem) <= 2);
  if (last == 'd') return ends_with_any(stem, {"ad", "id", "ud", "od"}) && !ends_with_any(stem, {"ead", "oad", "aid", "oid", "oud", "ood", "void"});
  if (last == 'n')
    return ends_with_any(stem, {"in", "un", "on"}) && vowel_groups(stem) <= 2 &&
           !ends_with_any(stem, {"ain", "oin", "ein", "eign", "oon", "son", "don", "ton", "mn", "ron", "ion"});
  if (last == 'm') return ends_with_any(stem, {"um", "am"}) && !ends_with_any(stem, {"eam", "oam"}) && vowel_groups(stem) <= 2;
  if (last == 'k') return ends_with_any(stem, {"ik", "ok", "ak"}) && !ends_with_any(stem, {"eak", "oak", "ook", "eek"});
  if (last == 'p') return ends_with_any(stem, {"ap", "op", "yp", "ip"}) && !ends_with_any(stem, {"oop", "eep", "eap", "oap", "evelop", "allop", "nvelop"});
  return false;
}

bool doubled(std::string_view stem) {
  const std::size_t n = stem.size();
  return n >= 3 && stem[n - 1] == stem[n - 2] && !is_vowel(stem[n - 1]) && stem[n - 1] != 's' && stem[n - 1] != 'z';
}

}  // namespace

std::string pack_lemmas(const std::vector<LemmaEntry>& exceptions, const std::vector<std::pair<std::string, Upos>>& bases) {
  PoolWriter pool;
  std::vector<HashSlot> slots;
  std::vector<std::uint64_t> seen;
  for (const LemmaEntry& e : exceptions) {
    const PoolString lemma = pool.add(e.lemma);
    slots.push_back({key(e.form, e.upos), lemma.offset, lemma.size});
  }
  // Later entries override earlier ones of the same key.
  std::reverse(slots.begin(), slots.end());
  std::stable_sort(slots.begin(), slots.end(), [](const HashSlot& a, const HashSlot& b) { return a.hash < b.hash; });
  slots.erase(std::unique(slots.begin(), slots.end(), [](const HashSlot& a, const HashSlot& b) { return a.hash == b.hash; }), slots.end());
  for (const auto& [word, upos] : bases) seen.push_back(key(word, upos));
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  ArrayWriter out;
  out.add(build_hash_index(slots));
  out.add(seen);
  out.add_bytes(pool.bytes());
  return out.take();
}

Lemmatizer::Lemmatizer(std::string_view section) {
  ArrayReader in(section);
  exceptions_ = in.take<HashSlot>();
  bases_ = in.take<std::uint64_t>();
  pool_ = in.take_bytes();
}

const HashSlot* Lemmatizer::exception(std::string_view lower, Upos upos) const { return find_hash(exceptions_, key(lower, upos)); }

bool Lemmatizer::is_base(std::string_view word, Upos upos) const { return std::binary_search(bases_.begin(), bases_.end(), key(word, upos)); }

std::string_view Lemmatizer::lemma(std::string_view form, Upos upos, const Morph& morph, Arena& arena) const {
  if (upos == Upos::PUNCT || upos == Upos::SYM || upos == Upos::NUM || upos == Upos::X) return form;
  std::string_view lower = form;
  const bool plain = std::all_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!plain) {
    char* p = arena.allocate(form.size());
    std::size_t n = 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
      const std::string_view rest = form.substr(i);
      if (rest.starts_with("\u2019") || rest.starts_with("\u2018")) {
        p[n++] = '\'';
        i += 2;
      } else {
        p[n++] = form[i] >= 'A' && form[i] <= 'Z' ? static_cast<char>(form[i] + 32) : form[i];
      }
    }
    lower = {p, n};
  }
  if (upos == Upos::PROPN) return form;
  if (const HashSlot* e = exception(lower, upos)) return PoolString{e->value, e->count}.in(pool_);
  switch (upos) {
    case Upos::VERB:
    case Upos::AUX: return verb(lower, morph, arena);
    case Upos::NOUN: return noun(lower, morph, arena);
    case Upos::ADJ:
    case Upos::ADV: return adjective(lower, upos, arena);
    default: return lower;
  }
}

std::string_view Lemmatizer::verb(std::string_view w, const Morph& morph, Arena& arena) const {
  const std::size_t n = w.size();
  const auto with_e = [&](std::string_view stem) {
    char* p = arena.allocate(stem.size() + 1);
    std::copy(stem.begin(), stem.end(), p);
    p[stem.size()] = 'e';
    return std::string_view(p, stem.size() + 1);
  };
  const auto with_y = [&](std::string_view stem) {
    char* p = arena.allocate(stem.size() + 1);
    std::copy(stem.begin(), stem.end(), p);
    p[stem.size()] = 'y';
    return std::string_view(p, stem.size() + 1);
  };
  const auto from_stem = [&](std::string_view stem) -> std::string_view {
    const std::string_view e = with_e(stem);
    const std::string_view single = doubled(stem) ? stem.substr(0, stem.size() - 1) : stem;
    if (single != stem && is_base(single, Upos::VERB)) return single;
    const bool plain = is_base(stem, Upos::VERB);
    const bool final_e = is_base(e, Upos::VERB);
    if (plain != final_e) return plain ? stem : e;
    if (single != stem && !stem.ends_with("ll")) return single;
    return wants_e(stem) ? e : stem;
  };
  if (n > 4 && w.ends_with("ied")) return with_y(w.substr(0, n - 3));
  if (n > 4 && w.ends_with("eed")) return w.substr(0, n - 1);
  if (n > 3 && w.ends_with("ed")) return from_stem(w.substr(0, n - 2));
  if (n > 4 && w.ends_with("ing") && vowel_groups(w.substr(0, n - 3)) > 0) return from_stem(w.substr(0, n - 3));
  const bool third = morph.person == 3 || (morph.verb_form == Morph::VerbForm::finite && !is_base(w, Upos::VERB)) || morph.verb_form == Morph::VerbForm::none;
  if (third && n > 3 && w.ends_with("s") && !w.ends_with("ss")) {
    if (w.ends_with("ies") && n > 4) return with_y(w.substr(0, n - 3));
    if (w.ends_with("es")) {
      if (is_base(w.substr(0, n - 1), Upos::VERB)) return w.substr(0, n - 1);
      if (ends_with_any(w, {"sses", "shes", "ches", "xes", "zzes", "oes"})) return w.substr(0, n - 2);
    }
    return w.substr(0, n - 1);
  }
  return w;
}

std::string_view Lemmatizer::noun(std::string_view w, const Morph& morph, Arena& arena) const {
  const std::size_t n = w.size();
  if (morph.number == Morph::Number::singular || n < 3 || !w.ends_with("s") || w.ends_with("ss") || w.ends_with("'s")) return w;
  if (morph.number == Morph::Number::none && (is_base(w, Upos::NOUN) || ends_with_any(w, {"us", "is"}))) return w;
  const std::string_view cut = w.substr(0, n - 1);
  if (w.ends_with("ies") && n > 4) {
    if (is_base(cut, Upos::NOUN)) return cut;
    char* p = arena.allocate(n - 2);
    std::copy(w.begin(), w.end() - 3, p);
    p[n - 3] = 'y';
    return {p, n - 2};
  }
  if (ends_with_any(w, {"sses", "shes", "ches", "xes", "zzes"})) {
    if (is_base(cut, Upos::NOUN) && !is_base(w.substr(0, n - 2), Upos::NOUN)) return cut;
    return w.substr(0, n - 2);
  }
  if (w.ends_with("es") && is_base(w.substr(0, n - 2), Upos::NOUN) && !is_base(cut, Upos::NOUN)) return w.substr(0, n - 2);
  if (w.ends_with("oes") && !is_base(cut, Upos::NOUN)) return w.substr(0, n - 2);
  return cut;
}

std::string_view Lemmatizer::adjective(std::string_view w, Upos upos, Arena& arena) const {
  // Comparison, only towards known adjectives: "tougher" -> tough, but "sober" stays.
  const std::size_t n = w.size();
  if (is_base(w, upos)) return w;
  const std::size_t cut = w.ends_with("est") ? 3 : w.ends_with("er") ? 2 : 0;
  if (cut == 0 || n < cut + 3) return w;
  const std::string_view stem = w.substr(0, n - cut);
  if (is_base(stem, upos)) return stem;
  if (is_base(w.substr(0, n - cut + 1), upos)) return w.substr(0, n - cut + 1);
  if (stem.size() > 2 && stem.back() == stem[stem.size() - 2] && is_base(stem.substr(0, stem.size() - 1), upos)) return stem.substr(0, stem.size() - 1);
  if (stem.back() == 'i') {
    char* p = arena.allocate(stem.size());
    std::copy(stem.begin(), stem.end(), p);
    p[stem.size() - 1] = 'y';
    const std::string_view y(p, stem.size());
    if (is_base(y, upos)) return y;
  }
  return w;
}

}  // namespace detente
