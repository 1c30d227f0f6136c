// Reading one event: which rows of channels.tsv apply to it, and at which level its parties met.
#include <algorithm>

#include "relations/channels.h"
#include "util/error.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::string_view kEffects[] = {"none", "informal", "meet", "formal", "resume", "lower", "suspend", "cut"};
constexpr Levels kPolitical = bit(Level::heads) | bit(Level::ministers) | bit(Level::ambassadors);
constexpr Levels kAll = (1U << kLevels) - 1;
constexpr double kCoarseWeight = 0.35;

ChannelEffect parse_effect(const std::string& text, const std::string& where) {
  for (std::size_t i = 0; i < std::size(kEffects); ++i)
    if (kEffects[i] == text) return static_cast<ChannelEffect>(i);
  throw error_at(where, "'" + text + "' is no effect");
}

Levels parse_levels(const std::string& text, const std::string& where) {
  Levels out = 0;
  for (const std::string& part : split(text, ',')) {
    if (part == "political") out |= kPolitical;
    else if (part == "all") out |= kAll;
    else if (const int level = parse_level(part); level >= 0) out |= bit(static_cast<Level>(level));
    else throw error_at(where, "'" + part + "' is no level");
  }
  return out;
}

bool is_contact(ChannelEffect e) { return e >= ChannelEffect::informal && e <= ChannelEffect::resume; }

bool starts(const std::string& code, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& p) { return code.compare(0, p.size(), p) == 0; });
}

// Statements, intentions, demands, charges, refusals, threats: the words of the sentence tell what somebody wants or fears, not what was done.
bool tells_of_a_deed(const std::string& cameo) { return !starts(cameo, {"01", "02", "03", "10", "11", "12", "13"}); }

bool word_end(const std::string& text, std::size_t at) {
  if (at >= text.size()) return true;
  const unsigned char c = static_cast<unsigned char>(text[at]);
  return !(c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
}

// Both sides in one breath: "NATO-Russia Council", "the ambassadors of NATO and Russia", "Ukraine, Russia and Germany".
struct Together {
  bool found = false, many = false;  // many: further sides in the same list
  std::size_t end = 0;
};

bool one_more(const std::string& original, std::size_t at) {
  for (const std::string_view joint : {", and ", ", ", " and "}) {
    if (original.compare(at, joint.size(), joint) != 0) continue;
    const std::size_t next = at + joint.size();
    return next < original.size() && (utf8::is_upper(static_cast<char32_t>(original[next])) || original.compare(next, 4, "the ") == 0);
  }
  return false;
}

Together together(const std::string& original, const std::string& lower, const std::vector<std::string>& first, const std::vector<std::string>& second) {
  Together out;
  for (const std::string& a : first)
    for (std::size_t at = lower.find(a); at != std::string::npos; at = lower.find(a, at + 1)) {
      if (at > 0 && !word_end(lower, at - 1)) continue;
      const std::size_t mid = at + a.size();
      for (const std::string_view joint : {"-", "\u2013", "/", " and ", " and the ", ", ", ", the ", "'s and ", " with "}) {
        if (lower.compare(mid, joint.size(), joint) != 0) continue;
        const std::size_t begin = mid + joint.size();
        for (const std::string& b : second) {
          if (lower.compare(begin, b.size(), b) != 0 || !word_end(lower, begin + b.size())) continue;
          out.found = true;
          out.end = begin + b.size();
          out.many = lower.size() == original.size() && one_more(original, out.end);
          return out;
        }
      }
    }
  return out;
}

// One of the names after a word that joins it to the deed.
bool named_after(const std::string& lower, const std::vector<std::string>& names) {
  for (const std::string_view joint : {"with ", "in ", "to ", "from ", "against ", "with the ", "in the ", "to the ", "from the "})
    for (const std::string& n : names) {
      std::string words = " ";
      words += joint;
      words += n;
      for (std::size_t at = lower.find(words); at != std::string::npos; at = lower.find(words, at + 1))
        if (word_end(lower, at + words.size())) return true;
    }
  return false;
}

bool plural_office(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& w) {
    return w == "ministers" || w == "ambassadors" || w == "leaders" || w == "counterparts" || w == "representatives" || w == "chiefs";
  });
}

}  // namespace

std::string_view name(ChannelEffect effect) { return kEffects[static_cast<std::size_t>(effect)]; }

// What of an event its reading needs, looked up once.
struct ChannelRules::Scene {
  const MergedEvent* event = nullptr;
  std::vector<std::vector<std::string>> words;  // of each sentence
  std::vector<const StoredParty*> sides[2], further;
  std::int32_t day = 0;
  bool opposed = false;   // one side acts towards the other, or both act together
  bool joint = false;     // both sides take part
  bool together = false;  // named in one breath
  bool many = false;      // more than the two
  bool council = false;   // a standing body of both
  bool hosted = false;    // on the soil of one of them
};

ChannelRules::ChannelRules(const std::string& folder, const ActorDictionary* dictionary) : offices_(folder + "/offices.tsv", dictionary) {
  const std::string path = folder + "/channels.tsv";
  const TsvTable table = read_tsv(path, {"acts", "status", "words", "without", "level", "effect", "lasts", "example", "expected"});
  for (const TsvTable::Row& r : table.rows) {
    if (!r.fields[7].empty()) examples_.push_back({r.line, r.fields[7], r.fields[8]});
    if (r.fields[0] == "=") {
      if (rows_.empty()) throw error_at(path + ":" + std::to_string(r.line), "a further example stands before the first rule");
      continue;
    }
    const std::string where = path + ":" + std::to_string(r.line);
    Row row{r.line, {}, Status::happened, WordPattern(r.fields[2]), WordPattern(r.fields[3]), 0, false, false, ChannelEffect::none, 1, 0};
    if (r.fields[0] != "*") row.acts = split(r.fields[0], '|');
    if (r.fields[1] != "-") row.status = parse_status(r.fields[1]);
    row.by_parties = r.fields[4] == "parties";
    if (!row.by_parties && r.fields[4] != "-") row.levels = parse_levels(r.fields[4], where);
    row.effect = parse_effect(r.fields[5], where);
    row.coarse = row.words.empty();
    if (row.coarse && !is_contact(row.effect)) row.weight = kCoarseWeight;
    if (r.fields[6] != "-") {
      row.lasts = static_cast<int>(std::strtol(r.fields[6].c_str(), nullptr, 10));
      if (row.lasts <= 0) throw error_at(where, "'" + r.fields[6] + "' is no number of days");
    }
    rows_.push_back(std::move(row));
  }
}

ChannelRules::Scene ChannelRules::scene_of(const RelationEvent& e, const RelationSide& a, const RelationSide& b) const {
  Scene s;
  s.event = &e.event;
  const StoredReport& r = e.event.agreed;
  s.day = r.date ? r.date->first : parse_iso_day(e.event.first_published).value_or(0);
  bool acts[2] = {false, false}, receives[2] = {false, false};
  const auto place = [&](const std::vector<StoredParty>& parties, bool* marks) {
    for (const StoredParty& p : parties) {
      const bool in_a = offices_.counts_as(p, a.codes, s.day), in_b = offices_.counts_as(p, b.codes, s.day);
      if (in_a) s.sides[0].push_back(&p);
      if (in_b) s.sides[1].push_back(&p);
      marks[0] |= in_a;
      marks[1] |= in_b;
      s.council |= in_a && in_b && !p.belongs.empty();
      // Where they met is no party: "Brussels", "Moscow"
      const bool where = (r.place && p.text == r.place->name) || (!r.place_text.empty() && p.text == r.place_text) || p.sector == "CVL";
      if (!in_a && !in_b && !where && (!p.id.empty() || !p.country.empty())) s.further.push_back(&p);
    }
  };
  place(r.actors, acts);
  place(r.recipients, receives);
  s.opposed = (acts[0] && receives[1]) || (acts[1] && receives[0]) || (acts[0] && acts[1]);
  s.joint = !s.sides[0].empty() && !s.sides[1].empty();
  for (const std::string& sentence : e.sentences) {
    s.words.push_back(words_of(sentence));
    const std::string lower = utf8::lower(sentence);
    // "Arvia suspended the talks with Belmark": whom it was with, when the coder left that open
    if (!s.opposed && r.recipients.empty() && acts[0] != acts[1]) s.opposed = named_after(lower, acts[0] ? b.names : a.names);
    for (const bool turned : {false, true}) {
      const Together t = together(sentence, lower, turned ? b.names : a.names, turned ? a.names : b.names);
      if (!t.found) continue;
      s.together = true;
      s.many |= t.many;
      for (const std::string_view body : {" council", " commission", " committee", " joint c"}) s.council |= lower.compare(t.end, body.size(), body) == 0;
    }
  }
  // Brussels is a party of a meeting there for the coder; it counts when it is not the place
  std::erase_if(s.further, [&](const StoredParty* p) { return r.place && p->country == r.place->country && p->text == r.place->name; });
  s.many |= !s.further.empty() && s.joint && !s.together;
  s.joint |= s.together || s.opposed;
  if (r.place)
    for (const RelationSide* side : {&a, &b})
      s.hosted |= !r.place->country.empty() && std::find(side->codes.begin(), side->codes.end(), r.place->country) != side->codes.end();
  return s;
}

Levels ChannelRules::of_side(const Scene& scene, int side) const {
  Levels out = 0;
  for (const StoredParty* p : scene.sides[side]) out |= offices_.of_party(*p, scene.day);
  return out;
}

// The levels on which both sides were there; of two political offices the lower one. 0: the text does not say.
Levels ChannelRules::meeting_levels(const Scene& s) const {
  Levels a = of_side(s, 0), b = of_side(s, 1);
  if (s.council || s.together) {  // "the ambassadors of NATO and Russia": one phrase for both
    if ((a & kAll) == 0) a = b;
    if ((b & kAll) == 0) b = a;
  }
  if ((a | b) == 0)
    for (const StoredParty* p : s.further) a |= offices_.of_party(*p, s.day);
  if ((a | b) == 0)  // "at the level of ambassadors"
    for (const std::vector<std::string>& words : s.words)
      for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (words[i] == "level" && words[i + 1] == "of") a |= offices_.in_words({words.begin() + static_cast<std::ptrdiff_t>(i) + 2, words.end()});
  const Levels known_a = a & kAll, known_b = b & kAll;
  if (known_a == 0 || known_b == 0) {
    const Levels known = known_a | known_b;
    // A secretary general receives heads and ministers alike; with no office on the other side the one office that is named counts
    if (known != 0) return known;
    return (a | b) == kCounterpart ? bit(Level::ministers) : Levels{0};
  }
  if (const Levels both = known_a & known_b; both != 0) return both;
  const auto highest = [](Levels l) {
    for (int i = 0; i < kLevels; ++i)
      if ((l & bit(static_cast<Level>(i))) != 0) return i;
    return 0;
  };
  return bit(static_cast<Level>(std::max(highest(known_a), highest(known_b))));
}

bool ChannelRules::applies(const Row& row, const Scene& s) const {
  const StoredReport& r = s.event->agreed;
  if (row.acts.empty() ? !tells_of_a_deed(r.cameo) : !starts(r.cameo, row.acts)) return false;
  if (r.status != row.status && !(row.status == Status::happened && r.status == Status::historical && r.date)) return false;
  // "They have not met since" tells of both, whoever is coded; a break needs one who acts on the other
  if (is_contact(row.effect) || row.status == Status::denied ? !s.joint : !s.opposed) return false;
  if (row.coarse) return true;
  return std::any_of(s.words.begin(), s.words.end(), [&](const auto& words) { return row.words.matches(words) && !row.without.matches_any(words); });
}

ChannelRules::Reading ChannelRules::read(const RelationEvent& event, const RelationSide& a, const RelationSide& b) const {
  Reading out;
  const Scene s = scene_of(event, a, b);
  if (!s.joint) return out;
  const auto set = [&](Levels levels, ChannelEffect effect, const Row& row) {
    for (std::size_t i = 0; i < kLevels; ++i) {
      if ((levels & bit(static_cast<Level>(i))) == 0 || effect <= out.effects[i]) continue;
      out.effects[i] = effect;
      out.weights[i] = row.weight;
      out.lasts[i] = row.lasts;
      out.line = row.line;
    }
  };
  Levels meeting = meeting_levels(s);
  bool informal = s.many && !s.council, moved = false, blocked = false;
  const Row* contact = nullptr;
  for (const Row& row : rows_) {
    // Rows of acts alone stand last in the table: they say coarsely what no row of words said
    if (row.coarse && moved) continue;
    if (!applies(row, s)) continue;
    if (row.effect == ChannelEffect::none) {
      blocked = true;  // what was called off was no contact
      continue;
    }
    if (row.effect == ChannelEffect::informal && row.by_parties) informal = true;
    if (is_contact(row.effect) && row.by_parties) {
      if (contact == nullptr || row.effect > contact->effect) contact = &row;
      continue;
    }
    set(row.by_parties ? (meeting != 0 ? meeting : bit(Level::ministers)) : row.levels, row.effect, row);
    moved = true;
  }
  if (contact == nullptr || moved || blocked) return out;
  ChannelEffect effect = contact->effect;
  const bool full = std::any_of(std::begin(s.sides), std::end(s.sides), [](const std::vector<const StoredParty*>& side) {
    return std::any_of(side.begin(), side.end(), [](const StoredParty* p) { return p->sector == "IGO" && plural_office(words_of(p->text)); });
  });
  if (informal) effect = ChannelEffect::informal;
  else if (effect == ChannelEffect::meet && (s.council || s.hosted)) effect = ChannelEffect::formal;
  if (meeting == 0) meeting = s.council ? bit(Level::ambassadors) : bit(Level::ministers);
  set(meeting, effect, *contact);
  out.council = s.council || full;  // a minister with all of an organisation's: its council, if not by name
  return out;
}

}  // namespace detente
