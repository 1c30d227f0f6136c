// Compiles the tables of data/lexicon into the section that Lexicon maps: rows with their conditions and roles, classes, outer and support
// words, compositions, veridicality, confidence weights. Every mistake is an Error that names file and line. Formats: docs/lexicon.md.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "coder/lexicon_words.h"
#include "util/error.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(RelationStanding::count)> kRelationNames = {
    "infinitive", "gerund", "finite", "adverbial", "relative", "participle", "object", "definite", "subject", "oblique", "nominal", "compound"};

// Words of the other lists that mean one of the effects.
Effect parse_effect(std::string_view s, const std::string& where) {
  if (s == "reject") return Effect::refuse;
  if (s == "end") return Effect::stop;
  if (s == "continue") return Effect::happen;
  for (std::size_t i = 0; i < kEffectNames.size(); ++i)
    if (kEffectNames[i] == s) return static_cast<Effect>(i);
  throw error_at(where, "unknown effect '" + std::string(s) + "'");
}

TriggerPos parse_pos(const std::string& s, const std::string& where) {
  if (s == "v") return TriggerPos::verb;
  if (s == "n") return TriggerPos::noun;
  if (s == "a") return TriggerPos::adjective;
  throw error_at(where, "pos must be v, n or a, not '" + s + "'");
}

// The word of a trigger that heads it in the tree: the first of a verb phrase, the last of a noun phrase before its preposition.
std::size_t head_word(const std::vector<std::string>& words, TriggerPos pos) {
  if (pos == TriggerPos::verb) return 0;
  static const std::set<std::string> prepositions = {"of", "on", "in", "for", "with", "against", "to", "from", "by", "at", "under", "into", "between", "over"};
  for (std::size_t i = 1; i < words.size(); ++i)
    if (prepositions.count(words[i]) != 0) return i - 1;
  return words.size() - 1;
}

class Compiler {
 public:
  Compiler(const std::vector<std::string>& folders, const Ontology& ontology) : folders_(folders), ontology_(ontology) {}

  std::string run() {
    read_classes();
    for (const std::string& path : files("/lexicon")) {
      const std::string base = std::filesystem::path(path).stem().string();
      if (base == "support_verbs") read_support(path);
      else if (base == "outer") read_outer(path);
      else if (base == "composition") read_composition(path);
      else if (base == "veridicality") read_veridicality(path);
      else if (base == "confidence") read_confidence(path);
      else if (is_trigger_file(path)) read_rows(path);
    }
    return write();
  }

 private:
  // The tables of a folder in all data folders, later folders first: of rows that fit equally well the first wins.
  [[nodiscard]] std::vector<std::string> files(const std::string& below) const {
    std::vector<std::string> out;
    for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder) {
      std::vector<std::string> own;
      if (std::filesystem::is_directory(*folder + below))
        for (const auto& f : std::filesystem::directory_iterator(*folder + below))
          if (f.path().extension() == ".tsv") own.push_back(f.path().string());
      std::sort(own.begin(), own.end());
      out.insert(out.end(), own.begin(), own.end());
    }
    return out;
  }

  WordEntry& add_phrase(const std::vector<std::string>& words) {
    std::uint64_t h = kPhraseStart;
    for (std::size_t i = 0; i < words.size(); ++i) {
      h = extend_phrase(h, hash_bytes(words[i]));
      WordEntry& e = words_[h];
      if (i + 1 < words.size()) e.longer = 1;
    }
    return words_[h];
  }

  void read_classes() {
    for (const std::string& path : files("/lexicon/classes")) {
      const std::string class_name = std::filesystem::path(path).stem().string();
      const auto [entry, added] = classes_.emplace(class_name, classes_.size());
      if (classes_.size() > 64) throw error_at(path, "more than 64 classes");
      const std::size_t bit = entry->second;
      if (added) class_names_ += class_name + "\n";
      for (const TsvTable::Row& r : read_tsv(path, {"lemma", "note"}).rows) {
        const std::vector<std::string> words = phrase_words(r.fields[0]);
        if (words.empty()) throw error_at(path + ":" + std::to_string(r.line), "no lemma");
        WordEntry& e = add_phrase(words);
        e.complete = 1;
        e.classes |= 1ULL << bit;
      }
    }
  }

  Condition parse_condition(std::string_view text, const std::string& where) {
    Condition c;
    if (!text.empty() && text[0] == '?') {
      c.optional = 1;
      text.remove_prefix(1);
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size())
      throw error_at(where, "bad argument '" + std::string(text) + "' (slot:filler)");
    c.slot = parse_slot(text.substr(0, colon));
    std::string_view filler = text.substr(colon + 1);
    if (filler[0] == '!') {
      c.negate = 1;
      filler.remove_prefix(1);
    }
    c.first_word = static_cast<std::uint32_t>(hashes_.size());
    for (std::string part : split(filler, '|')) {
      if (!part.empty() && part[0] == '!') part.erase(0, 1);
      if (part == "*") {
        c.any = 1;
      } else if (part == "ACTOR") {
        c.actor = 1;
      } else if (!part.empty() && part[0] == '@') {
        const auto it = classes_.find(part.substr(1));
        if (it == classes_.end()) throw error_at(where, "unknown class '" + part + "'");
        c.classes |= 1ULL << it->second;
      } else {
        std::replace(part.begin(), part.end(), '_', ' ');
        const std::vector<std::string> words = phrase_words(part);
        if (words.empty()) throw error_at(where, "empty filler in '" + std::string(text) + "'");
        if (words.size() > 1) add_phrase(words).complete = 1;
        hashes_.push_back(phrase_hash(part));
      }
    }
    c.words = static_cast<std::uint32_t>(hashes_.size()) - c.first_word;
    return c;
  }

  void parse_roles(const std::string& text, LexiconRow& row, const std::string& where) {
    for (const std::string& part : split(text, ' ')) {
      if (part.empty()) continue;
      if (part.size() < 2 || part[1] != '=' || (part[0] != 'A' && part[0] != 'R')) throw error_at(where, "bad roles '" + text + "'");
      const std::uint32_t first = static_cast<std::uint32_t>(slots_.size());
      for (const std::string& s : split(std::string_view(part).substr(2), ','))
        if (!s.empty() && s != "-") slots_.push_back(parse_slot(s));
      // An explicit empty list means: nobody
      if (slots_.size() == first) slots_.push_back(slot::none);
      const std::uint32_t count = static_cast<std::uint32_t>(slots_.size()) - first;
      if (part[0] == 'A') row.first_actor = first, row.actors = count;
      else row.first_recipient = first, row.recipients = count;
    }
  }

  void parse_options(const std::string& text, LexiconRow& row, const std::string& where) {
    std::string modes, contexts;
    for (const std::string& part : split(text, ';')) {
      const std::string o(trim(part));
      if (o.empty() || o == "-") continue;
      if (o == "mutual") row.mutual = 1;
      else if (o == "norecipient") row.no_recipient = 1;
      else if (o.rfind("type=", 0) == 0) {
        row.type = parse_event_type(o.substr(5));
        if (row.type == EventType::none) throw error_at(where, "unknown type in '" + o + "'");
      } else if (o.rfind("mode=", 0) == 0) modes += (modes.empty() ? "" : ";") + o.substr(5);
      else if (o.rfind("context=", 0) == 0) contexts += (contexts.empty() ? "" : ";") + o.substr(8);
      else if (o.rfind("status=", 0) == 0) {
        const std::string s = o.substr(7);
        row.has_status = 1;
        if (s == "planned") row.status = Status::planned;
        else if (s == "possible") row.status = Status::possible;
        else if (s == "denied") row.status = Status::denied;
        else if (s == "happened") row.status = Status::happened;
        else throw error_at(where, "unknown status in '" + o + "'");
      } else throw error_at(where, "unknown option '" + o + "'");
    }
    row.modes = pool_.add(modes);
    row.contexts = pool_.add(contexts);
  }

  void read_rows(const std::string& path) {
    const TsvTable table = read_tsv(path, {"trigger", "pos", "args", "cameo", "roles", "options", "example", "expected"});
    const PoolString file = pool_.add(std::filesystem::path(path).filename().string());
    for (const TsvTable::Row& r : table.rows) {
      const std::string where = path + ":" + std::to_string(r.line);
      LexiconRow row;
      row.file = file;
      row.line = static_cast<std::uint32_t>(r.line);
      row.pos = parse_pos(r.fields[1], where);
      row.trigger = pool_.add(r.fields[0]);
      const std::vector<std::string> words = phrase_words(r.fields[0]);
      if (words.empty()) throw error_at(where, "no trigger");
      const std::size_t head = head_word(words, row.pos);
      row.first_word = static_cast<std::uint32_t>(hashes_.size());
      for (std::size_t i = 0; i < words.size(); ++i)
        if (i != head) hashes_.push_back(phrase_hash(words[i]));
      row.words = static_cast<std::uint32_t>(words.size()) - 1;
      std::vector<Condition> conditions;
      if (r.fields[2] != "-") {
        // A filler may be of several words: what has no colon goes on with the condition before
        std::vector<std::string> parts;
        for (const std::string& part : split(r.fields[2], ' ')) {
          if (part.empty()) continue;
          if (part.find(':') == std::string::npos && !parts.empty()) parts.back() += " " + part;
          else parts.push_back(part);
        }
        for (const std::string& part : parts) conditions.push_back(parse_condition(part, where));
      }
      row.first_condition = static_cast<std::uint32_t>(conditions_.size());
      row.conditions = static_cast<std::uint32_t>(conditions.size());
      conditions_.insert(conditions_.end(), conditions.begin(), conditions.end());
      const bool nothing = r.fields[3] == "-";  // says that the words are no act
      const Act* act = nothing ? &ontology_.act(0) : ontology_.find(r.fields[3]);
      if (act == nullptr) throw error_at(where, "unknown CAMEO code '" + r.fields[3] + "'");
      row.act = static_cast<std::uint32_t>(ontology_.index_of(*act));
      row.type = nothing ? EventType::none : act->type;
      if (r.fields[4] != "-") parse_roles(r.fields[4], row, where);
      parse_options(r.fields[5], row, where);
      if (row.type == EventType::none && !nothing) throw error_at(where, "code " + r.fields[3] + " is no event and the row names no type");
      rows_[key_of(phrase_hash(words[head]), row.pos)].push_back(row);
      if (r.fields[0].find('-') != std::string::npos) add_hyphenated(r.fields[0], row);
    }
  }

  // A hyphened word stands in text as one token ("re-establish") or as its parts, the last of which heads them ("test - fire").
  void add_hyphenated(const std::string& trigger, LexiconRow row) {
    const std::vector<std::string> outer = split(utf8::lower(trigger), ' ');
    const std::size_t at = row.pos == TriggerPos::verb ? 0 : outer.size() - 1;
    if (outer[at].find('-') == std::string::npos) return;
    const std::vector<std::string> parts = split(outer[at], '-');
    for (const bool whole : {true, false}) {
      row.first_word = static_cast<std::uint32_t>(hashes_.size());
      if (!whole)
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) hashes_.push_back(phrase_hash(parts[i]));
      for (std::size_t i = 0; i < outer.size(); ++i)
        if (i != at) hashes_.push_back(phrase_hash(outer[i]));
      row.words = static_cast<std::uint32_t>(hashes_.size()) - row.first_word;
      const std::uint64_t head = whole ? extend_phrase(kPhraseStart, hash_bytes(outer[at])) : phrase_hash(parts.back());
      rows_[key_of(head, row.pos)].push_back(row);
    }
  }

  void add_outer(const std::string& lemma, TriggerPos pos, const std::string& slots, Effect effect, bool support, bool object_control,
                 const std::string& where) {
    const std::vector<std::string> words = phrase_words(lemma);
    if (words.empty() || words.size() > 2) throw error_at(where, "one word, or two with a particle: '" + lemma + "'");
    for (const std::string& s : split(slots, ',')) {
      OuterEntry e;
      e.key = key_of(phrase_hash(words[0]), pos);
      e.slot = parse_slot(s);
      e.effect = effect;
      e.support = support;
      e.object_control = object_control;
      if (words.size() == 2) e.particle = phrase_hash(words[1]);
      outers_[e.key].push_back(e);
    }
  }

  void read_support(const std::string& path) {
    for (const TsvTable::Row& r : read_tsv(path, {"verb", "slot", "effect", "example"}).rows) {
      const std::string where = path + ":" + std::to_string(r.line);
      add_outer(r.fields[0], TriggerPos::verb, r.fields[1], parse_effect(r.fields[2], where), true, false, where);
    }
  }

  void read_outer(const std::string& path) {
    for (const TsvTable::Row& r : read_tsv(path, {"lemma", "pos", "slots", "effect", "note"}).rows) {
      const std::string where = path + ":" + std::to_string(r.line);
      std::string effect = r.fields[3];
      const bool object_control = !effect.empty() && effect.back() == '*';
      if (object_control) effect.pop_back();
      add_outer(r.fields[0], parse_pos(r.fields[1], where), r.fields[2], parse_effect(effect, where), false, object_control, where);
    }
  }

  void read_composition(const std::string& path) {
    for (const TsvTable::Row& r : read_tsv(path, {"effect", "inner", "act", "status"}).rows) {
      const std::string where = path + ":" + std::to_string(r.line);
      Composition c;
      c.effect = parse_effect(r.fields[0], where);
      c.inner_type = parse_event_type(r.fields[1]);
      if (r.fields[1] == "*") c.any = 1;
      else if (c.inner_type == EventType::none) copy_code(r.fields[1], c.inner, where);
      copy_code(r.fields[2], c.act, where);
      if (r.fields[2] != "=" && r.fields[2] != "-" && ontology_.find(r.fields[2]) == nullptr) throw error_at(where, "unknown code '" + r.fields[2] + "'");
      const std::string& s = r.fields[3];
      c.keep_status = s == "=";
      if (s == "planned") c.status = Status::planned;
      else if (s == "possible") c.status = Status::possible;
      else if (s == "denied") c.status = Status::denied;
      else if (s == "historical") c.status = Status::historical;
      else if (s != "happened" && s != "=") throw error_at(where, "unknown status '" + s + "'");
      compositions_.push_back(c);
    }
  }

  static Slot parse_place(const std::string& s) {
    if (s == "aux") return slot::auxiliary;
    if (s == "not") return slot::negation;
    if (s == "quantifier") return slot::quantifier;
    if (s == "case") return slot::introduced;
    if (s == "case_of_verb") return slot::introduced_below_verb;
    if (s == "case_of_clause") return slot::introduced_clause;
    if (s == "main") return slot::main_clause;
    if (s == "question") return slot::question;
    if (s == "object_quantifier") return slot::quantified_object;
    if (s == "imperative") return slot::imperative;
    return parse_slot(s);
  }

  // "planned:1.4" into a status and a certainty.
  static void parse_standing(const std::string& text, Status& status, float& certainty, const std::string& where) {
    const std::size_t colon = text.find(':');
    const std::string s = text.substr(0, colon);
    for (const Status candidate : {Status::happened, Status::planned, Status::possible, Status::denied, Status::historical})
      if (name(candidate) == s && colon != std::string::npos) {
        char* end = nullptr;
        certainty = std::strtof(text.c_str() + colon + 1, &end);
        status = candidate;
        if (*end == '\0' && end != text.c_str() + colon + 1 && certainty >= -3 && certainty <= 3) return;
      }
    throw error_at(where, "bad standing '" + text + "' (status:certainty, the latter from -3 to 3)");
  }

  static Veridicality parse_veridicality(const TsvTable::Row& r, const std::string& where) {
    Veridicality v;
    if (r.fields[3] == "=") {
      v.kind = Veridicality::Kind::same;
    } else if (r.fields[3] == "!") {
      v.kind = Veridicality::Kind::opposite;
      v.if_affirmed = -2.7F;
      v.if_negated = 2.4F;
      v.affirmed = Status::denied;
      v.negated = Status::happened;
    } else {
      parse_standing(r.fields[3], v.affirmed, v.if_affirmed, where);
      parse_standing(r.fields[4], v.negated, v.if_negated, where);
    }
    if (r.fields[1] != "-") {
      v.pos_mask = 0;
      for (const char c : r.fields[1]) v.pos_mask |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(parse_pos(std::string(1, c), where)));
    }
    return v;
  }

  // Rows of later folders stand first, so the first of a word counts.
  void read_veridicality(const std::string& path) {
    for (const TsvTable::Row& r : read_tsv(path, {"lemma", "pos", "slots", "affirmed", "negated", "note"}).rows) {
      const std::string where = path + ":" + std::to_string(r.line);
      Veridicality v = parse_veridicality(r, where);
      if (r.fields[0][0] == '@') {
        const std::string base = r.fields[0].substr(1);
        if (r.fields[2] == "relation") {
          const auto at = std::find(kRelationNames.begin(), kRelationNames.end(), base);
          if (at == kRelationNames.end()) throw error_at(where, "unknown relation '" + base + "'");
          relations_.try_emplace(static_cast<std::size_t>(at - kRelationNames.begin()), v);
        } else {
          effects_.try_emplace(static_cast<std::size_t>(parse_effect(base, where)), v);
        }
        continue;
      }
      const std::vector<std::string> words = phrase_words(r.fields[0]);
      if (words.empty() || words.size() > 2) throw error_at(where, "one word or two: '" + r.fields[0] + "'");
      for (const std::string& s : split(r.fields[2], ',')) {
        const Slot place = parse_place(s);
        const bool phrase = place == slot::auxiliary || place == slot::negation;
        if (words.size() == 2 && !phrase) v.particle = phrase_hash(words[1]);
        v.key = hash_combine(phrase_hash(phrase ? r.fields[0] : words[0]), place) | 1;
        veridicalities_[v.key].push_back(v);
      }
    }
  }

  // The weights of the last folder that has some count.
  void read_confidence(const std::string& path) {
    if (!weights_.empty()) return;
    weights_.assign(kClueCount, 0);
    for (const TsvTable::Row& r : read_tsv(path, {"feature", "weight"}).rows) {
      const auto at = std::find(kClueNames.begin(), kClueNames.end(), r.fields[0]);
      char* end = nullptr;
      const float weight = std::strtof(r.fields[1].c_str(), &end);
      if (at == kClueNames.end() || end == r.fields[1].c_str() || *end != '\0')
        throw error_at(path + ":" + std::to_string(r.line), "expected a known feature and its weight");
      weights_[static_cast<std::size_t>(at - kClueNames.begin())] = weight;
    }
  }

  // The rows by number, each of which must be there.
  template <class Names>
  static std::vector<Veridicality> complete(const std::map<std::size_t, Veridicality>& rows, const Names& names) {
    std::vector<Veridicality> out;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto at = rows.find(i);
      if (at == rows.end()) throw Error("veridicality.tsv has no row for @" + std::string(names[i]));
      out.push_back(at->second);
    }
    return out;
  }

  static void copy_code(const std::string& s, char (&out)[5], const std::string& where) {
    if (s.size() > 4) throw error_at(where, "code '" + s + "' is longer than four digits");
    std::copy(s.begin(), s.end(), out);
  }

  template <class T>
  static std::vector<HashSlot> flatten(const std::map<std::uint64_t, std::vector<T>>& groups, std::vector<T>& flat) {
    std::vector<HashSlot> slots;
    for (const auto& [key, list] : groups) {
      slots.push_back({key, static_cast<std::uint32_t>(flat.size()), static_cast<std::uint32_t>(list.size())});
      flat.insert(flat.end(), list.begin(), list.end());
    }
    return build_hash_index(slots);
  }

  std::string write() {
    std::vector<LexiconRow> rows;
    std::vector<OuterEntry> outers;
    const std::vector<HashSlot> row_index = flatten(rows_, rows);
    const std::vector<HashSlot> outer_index = flatten(outers_, outers);
    std::vector<WordEntry> words;
    std::vector<HashSlot> word_slots;
    for (const auto& [h, e] : words_) {
      word_slots.push_back({h, static_cast<std::uint32_t>(words.size()), 1});
      words.push_back(e);
    }
    ArrayWriter out;
    out.add(rows);
    out.add(conditions_);
    out.add(hashes_);
    out.add(slots_);
    out.add(row_index);
    out.add(build_hash_index(word_slots));
    out.add(outer_index);
    out.add(words);
    out.add(outers);
    out.add(compositions_);
    std::vector<Veridicality> veridicalities;
    out.add(flatten(veridicalities_, veridicalities));
    out.add(veridicalities);
    out.add(complete(effects_, kEffectNames));
    out.add(complete(relations_, kRelationNames));
    weights_.resize(kClueCount, 0);
    out.add(weights_);
    out.add_bytes(class_names_);
    out.add_bytes(pool_.bytes());
    return out.take();
  }

  const std::vector<std::string>& folders_;
  const Ontology& ontology_;
  PoolWriter pool_;
  std::map<std::string, std::size_t> classes_;
  std::string class_names_;
  std::map<std::uint64_t, WordEntry> words_;
  std::map<std::uint64_t, std::vector<LexiconRow>> rows_;
  std::map<std::uint64_t, std::vector<OuterEntry>> outers_;
  std::vector<Condition> conditions_;
  std::vector<std::uint64_t> hashes_;
  std::vector<Slot> slots_;
  std::vector<Composition> compositions_;
  std::map<std::uint64_t, std::vector<Veridicality>> veridicalities_;
  std::map<std::size_t, Veridicality> effects_, relations_;
  std::vector<float> weights_;
};

}  // namespace

bool is_trigger_file(const std::string& path) {
  const std::filesystem::path p(path);
  static const std::set<std::string> others = {"support_verbs", "outer", "composition", "veridicality", "confidence"};
  return p.extension() == ".tsv" && others.count(p.stem().string()) == 0;
}

std::string compile_lexicon(const std::vector<std::string>& folders, const Ontology& ontology) { return Compiler(folders, ontology).run(); }

}  // namespace detente
