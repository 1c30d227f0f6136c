// The first pass over a document: all dictionary matches (kept for the sentences' own turn), and the country where the scene is.
// News names a country once and then speaks of "the army", "rebels" or "protesters"; these are the scene's. Evidence for the scene are
// towns, countries in a place's position ("in Arvia"), and nationalities before role nouns; a state that acts is hardly any, since it
// mostly acts on others.
#include <algorithm>

#include "actors/resolver.h"

namespace detente {

// "Russian-backed rebels", "rebel-held towns": the name before a hyphenated participle says who backs or holds, not whose the noun is.
// "US-led coalition" is led, and acts, with it.
bool before_participle(const Sentence& s, int end) {
  if (end + 1 >= static_cast<int>(s.tokens.size())) return false;
  const std::string_view dash = s.tokens[static_cast<std::size_t>(end)].form;
  if (dash != "-" && dash != "\u2010" && dash != "\u2011" && dash != "\u2013") return false;
  const Token& t = s.tokens[static_cast<std::size_t>(end + 1)];
  if (t.lemma == "lead" || t.form == "led" || t.lemma == "dominate") return false;
  if (t.upos == Upos::PROPN || t.upos == Upos::NOUN) return t.form.ends_with("based");
  const std::string_view f = t.form;
  return t.upos == Upos::VERB || f.ends_with("ed") || f.ends_with("held") || f.ends_with("made") || f.ends_with("born") || f.ends_with("ing") ||
         f.ends_with("run") || f.ends_with("built") || f.ends_with("sent");
}

namespace {

bool mostly_capitals(const Sentence& s) {
  std::size_t letters = 0, capitals = 0;
  for (const Token& t : s.tokens) {
    const char c = t.form[0];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++letters;
    if (t.form.size() > 1 && c >= 'A' && c <= 'Z' && t.form[1] >= 'A' && t.form[1] <= 'Z') ++capitals;
  }
  return letters > 2 && capitals * 10 >= letters * 8;
}

// Whether the words before token `i` put it in a place: "in", "across northern", "in the town of".
bool located(const Sentence& s, int i) {
  for (int k = i - 1, steps = 0; k >= 0 && steps < 4; --k, ++steps) {
    const Token& t = s.tokens[static_cast<std::size_t>(k)];
    if (t.upos == Upos::ADP) {
      if (t.lemma == "of") continue;
      return t.lemma == "in" || t.lemma == "across" || t.lemma == "near" || t.lemma == "inside" || t.lemma == "outside" || t.lemma == "throughout" ||
             t.lemma == "around" || t.lemma == "at";
    }
    if (t.upos != Upos::DET && t.upos != Upos::ADJ && t.upos != Upos::NOUN && t.upos != Upos::PROPN) return false;
  }
  return false;
}

bool capitalised(const Token& t) { return !t.form.empty() && t.form[0] >= 'A' && t.form[0] <= 'Z'; }

}  // namespace

// "Glen Osborne": a surname after a given name is the person of that surname only when the dictionary has the whole name. "Bush
// Airport": a person's name inside another name is that other thing.
bool Resolver::part_of_other_name(const Sentence& s, int begin, int end) const {
  const Token& t = s.tokens[static_cast<std::size_t>(begin)];
  if (begin > 0) {
    const Token& before = s.tokens[static_cast<std::size_t>(begin - 1)];
    const bool together = (t.head == begin - 1 && (t.deprel == Deprel::flat || t.deprel == Deprel::compound)) ||
                          (before.head == begin && (before.deprel == Deprel::compound || before.deprel == Deprel::flat));
    const bool title = before.form.ends_with('.') || dictionary_.find_role(s, begin - 1).end == begin || before.upos != Upos::PROPN;
    static constexpr std::string_view kTitles[] = {"Mr", "Mrs", "Ms", "Dr", "Sir", "Lord", "Lady", "Sheikh", "Sheik", "Ayatollah", "Mullah", "Comrade", "Herr"};
    const bool style = std::find(std::begin(kTitles), std::end(kTitles), before.form) != std::end(kTitles);
    if (together && capitalised(before) && !title && !style) return true;
  }
  if (end < static_cast<int>(s.tokens.size())) {
    const Token& after = s.tokens[static_cast<std::size_t>(end)];
    const Token& last = s.tokens[static_cast<std::size_t>(end - 1)];
    if (after.upos == Upos::PROPN && capitalised(after) && last.head == end && last.deprel == Deprel::compound) return true;
  }
  return false;
}

namespace {

float scene_weight(const ActorEntry& e, const Sentence& s, int begin, int end) {
  switch (e.kind) {
    case ActorKind::city: return 2.0F;
    case ActorKind::capital: return located(s, begin) ? 2.0F : 0.5F;
    case ActorKind::name:
    case ActorKind::alias:
    case ActorKind::abbreviation:
    case ActorKind::historical: {
      if (located(s, begin)) return 2.0F;
      const bool owner = end < static_cast<int>(s.tokens.size()) && s.tokens[static_cast<std::size_t>(end)].deprel == Deprel::case_;
      return owner ? 1.0F : 0.4F;
    }
    case ActorKind::adjective: return 1.2F;
    case ActorKind::demonym: return 1.0F;
    case ActorKind::person:
    case ActorKind::body:
    case ActorKind::seat: return 0.6F;
  }
  return 0;
}

}  // namespace

void Resolver::begin_document(const std::vector<Sentence>& sentences, ActorContext& context) const {
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    const Sentence& s = sentences[n];
    const bool capitals = mostly_capitals(s);
    const int size = static_cast<int>(s.tokens.size());
    for (int i = 0; i < size;) {
      const ActorDictionary::Match m = dictionary_.find(s, i, context.day, capitals);
      if (m.end == 0 || (m.entry->kind == ActorKind::person && m.end == i + 1 && part_of_other_name(s, i, m.end))) {
        ++i;
        continue;
      }
      context.matches.push_back({static_cast<int>(n), i, m.end, m.entry});
      const std::string_view code = dictionary_.text(m.entry->country);
      if (!code.empty() && m.entry->organisation == 0 && !before_participle(s, m.end)) {
        const float weight = scene_weight(*m.entry, s, i, m.end) * (n < 2 ? 2.0F : 1.0F);
        auto at = std::find_if(context.countries.begin(), context.countries.end(), [&](const ActorContext::Country& c) { return c.code == code; });
        if (at == context.countries.end()) at = context.countries.insert(at, {code, {}, 0});
        at->weight += weight;
        if (at->name.empty() && dictionary_.text(m.entry->id) == code) at->name = dictionary_.text(m.entry->name);
      }
      i = m.end;
    }
  }
  float total = 0;
  const ActorContext::Country *first = nullptr, *second = nullptr;
  for (const ActorContext::Country& c : context.countries) {
    total += c.weight;
    if (first == nullptr || c.weight > first->weight) {
      second = first;
      first = &c;
    } else if (second == nullptr || c.weight > second->weight) {
      second = &c;
    }
  }
  const bool clear =
      first != nullptr && first->weight >= 1.2F && first->weight >= 0.45F * total && (second == nullptr || first->weight >= 1.5F * second->weight);
  context.setting = clear ? first : nullptr;
}

namespace {

// Sectors whose members act in politics; the others (civilians, firms, courts, police, schools, doctors, gangs ...) also act elsewhere.
bool political_sector(std::string_view sector) {
  static constexpr std::string_view kSectors[] = {"GOV", "MIL", "REB", "LEG", "SPY", "OPP", "PTY", "IGO", "PRM", "UAF", "PRE", "REF", "NGO", "IMG"};
  return std::find(std::begin(kSectors), std::end(kSectors), sector.substr(0, 3)) != std::end(kSectors);
}

}  // namespace

bool Resolver::is_political(const Party& party) {
  if (political_sector(party.sector)) return true;
  return !party.by_setting && (!party.country.empty() || !party.id.empty()) && !party.is_person;
}

void Resolver::place_in_setting(const RoleEntry* role, const ActorContext& context, Party& party) const {
  if (context.setting == nullptr || !party.country.empty() || !party.id.empty()) return;
  const std::string_view sector = role == nullptr ? std::string_view() : dictionary_.text(role->sector).substr(0, 3);
  if (sector == "IGO" || sector == "NGO" || sector == "JRN" || sector == "BUS" || sector == "MNC" || sector == "IMG" || sector == "ISM") return;
  party.by_setting = true;
  party.rule = "scene of the document";
  party.country = context.setting->code;
  party.id = context.setting->code;
  if (!context.setting->name.empty()) party.name = context.setting->name;
}

}  // namespace detente
