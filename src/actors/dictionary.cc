#include "actors/dictionary.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>

#include "actors/day_bound.h"
#include "util/date.h"
#include "util/hash.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::uint64_t kStart = 0x51ed270b35ULL;
constexpr std::size_t kMaxAtoms = 14;

// Hashes of a word's atoms: lower case, without full stops, cut at hyphens and before 's. Slashes cut too.
class Atoms {
 public:
  explicit Atoms(std::string_view word) {
    std::uint64_t h = 0;
    bool any = false;
    const auto close = [&] {
      if (any && count < kMaxAtoms) hash[count++] = mix_hash(h);
      h = 0xcbf29ce484222325ULL;
      any = false;
    };
    close();
    count = 0;
    for (std::size_t pos = 0; pos < word.size();) {
      const std::size_t at = pos;
      char32_t c = utf8::next(word, pos);
      if (c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == '/') {
        close();
        continue;
      }
      if (c == '.' || c == ',') continue;
      if (c == '\'' || c == 0x2019) {
        const std::string_view rest = word.substr(pos);
        if (rest == "s" || rest == "S") close();
        c = '\'';
      }
      (void)at;
      h ^= utf8::to_lower(c);
      h *= 0x100000001b3ULL;
      any = true;
    }
    close();
  }
  std::uint64_t hash[kMaxAtoms] = {};
  std::size_t count = 0;
};

bool all_capitals_word(std::string_view word) {
  bool letter = false;
  for (std::size_t pos = 0; pos < word.size();) {
    const char32_t c = utf8::next(word, pos);
    if (!utf8::is_letter(c)) continue;
    letter = true;
    if (!utf8::is_upper(c)) return false;
  }
  return letter;
}

bool starts_upper(std::string_view word) {
  while (word.starts_with('-')) word.remove_prefix(1);  // "US" "-China"
  if (word.empty()) return false;
  std::size_t pos = 0;
  const char32_t c = utf8::next(word, pos);
  return utf8::is_upper(c);
}

ActorKind parse_kind(const std::string& s, const std::string& where) {
  static const std::map<std::string, ActorKind> kinds = {{"name", ActorKind::name},
                                                         {"alias", ActorKind::alias},
                                                         {"abbreviation", ActorKind::abbreviation},
                                                         {"adjective", ActorKind::adjective},
                                                         {"demonym", ActorKind::demonym},
                                                         {"capital", ActorKind::capital},
                                                         {"seat", ActorKind::seat},
                                                         {"city", ActorKind::city},
                                                         {"body", ActorKind::body},
                                                         {"person", ActorKind::person},
                                                         {"historical", ActorKind::historical}};
  const auto it = kinds.find(s);
  if (it == kinds.end()) throw error_at(where, "unknown kind '" + s + "'");
  return it->second;
}

std::vector<std::uint64_t> atoms_of(std::string_view surface) {
  std::vector<std::uint64_t> out;
  for (const std::string& word : split(surface, ' ')) {
    const Atoms a(word);
    out.insert(out.end(), a.hash, a.hash + a.count);
  }
  return out;
}

std::uint64_t extend(std::uint64_t h, std::uint64_t atom) { return hash_combine(h, atom) | 1; }

// Entries sorted by key, with slots for every full key and every proper prefix.
template <class Entry>
std::vector<HashSlot> index_entries(std::vector<Entry>& entries, std::vector<std::vector<std::uint64_t>>& atoms) {
  std::vector<std::size_t> order(entries.size());
  std::vector<std::uint64_t> keys(entries.size());
  std::unordered_map<std::uint64_t, HashSlot> slots;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    order[i] = i;
    std::uint64_t h = kStart;
    for (std::uint64_t a : atoms[i]) {
      h = extend(h, a);
      slots.try_emplace(h, HashSlot{h, 0, 0});
    }
    keys[i] = h;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  std::vector<Entry> sorted;
  for (std::size_t i : order) {
    HashSlot& s = slots[keys[i]];
    if (s.count == 0) s.value = static_cast<std::uint32_t>(sorted.size());
    ++s.count;
    sorted.push_back(entries[i]);
  }
  entries.swap(sorted);
  std::vector<HashSlot> list;
  for (const auto& [h, s] : slots) list.push_back(s);
  std::sort(list.begin(), list.end(), [](const HashSlot& a, const HashSlot& b) { return a.hash < b.hash; });
  return build_hash_index(list);
}

void read_roles(const std::string& path, PoolWriter& pool, std::vector<RoleEntry>& roles, std::vector<std::vector<std::uint64_t>>& atoms) {
  for (const TsvTable::Row& r : read_tsv(path, {"lemma", "sector", "kind", "note"}).rows) {
    RoleEntry e;
    e.lemma = pool.add(r.fields[0]);
    e.sector = pool.add(r.fields[1] == "-" ? "" : r.fields[1]);
    if (r.fields[2] == "person") e.kind = RoleKind::person;
    else if (r.fields[2] == "group") e.kind = RoleKind::group;
    else if (r.fields[2] == "body") e.kind = RoleKind::body;
    else if (r.fields[2] == "organisation") e.kind = RoleKind::organisation;
    else if (r.fields[2] == "state") e.kind = RoleKind::state;
    else if (r.fields[2] == "none") e.kind = RoleKind::none;
    else throw error_at(path + ":" + std::to_string(r.line), "unknown kind '" + r.fields[2] + "'");
    roles.push_back(e);
    atoms.push_back(atoms_of(r.fields[0]));
  }
}

bool is_organisation(std::string_view sector) {
  sector = sector.substr(0, 3);
  return sector == "IGO" || sector == "NGO" || sector == "IMG" || sector == "MNC" || sector == "ISM";
}

}  // namespace

std::string compile_actors(const std::vector<std::string>& folders) {
  PoolWriter pool;
  std::vector<ActorEntry> entries;
  std::vector<std::vector<std::uint64_t>> atoms;
  std::unordered_map<std::string, PoolString> names;
  std::vector<std::string> ids;
  std::vector<std::string> files;
  std::vector<std::size_t> priority;  // of each file: how many folders come after its own
  for (std::size_t k = 0; k < folders.size(); ++k) {
    std::vector<std::string> own;
    if (std::filesystem::is_directory(folders[k] + "/actors"))
      for (const auto& f : std::filesystem::directory_iterator(folders[k] + "/actors"))
        if (f.path().extension() == ".tsv") own.push_back(f.path().string());
    std::sort(own.begin(), own.end());
    files.insert(files.end(), own.begin(), own.end());
    priority.resize(files.size(), folders.size() - 1 - k);
  }
  std::vector<RoleEntry> roles;
  std::vector<std::vector<std::uint64_t>> role_atoms;
  for (std::size_t k = 0; k < files.size(); ++k) {
    const std::string& path = files[k];
    const std::string base = std::filesystem::path(path).filename().string();
    if (base == "memberships.tsv" || base == "affiliations.tsv") continue;
    if (base == "roles.tsv") {
      read_roles(path, pool, roles, role_atoms);
      continue;
    }
    const TsvTable table = read_tsv(path, {"surface", "id", "kind", "country", "sector", "from", "to", "note"});
    for (const TsvTable::Row& r : table.rows) {
      const std::string where = path + ":" + std::to_string(r.line);
      const std::string& surface = r.fields[0];
      ActorEntry e{};
      e.kind = parse_kind(r.fields[2], where);
      e.surface = pool.add(surface);
      e.id = pool.add(r.fields[1]);
      e.country = pool.add(r.fields[3] == "-" ? "" : r.fields[3]);
      e.sector = pool.add(r.fields[4] == "-" ? "" : r.fields[4]);
      e.note = pool.add(r.fields[7] == "-" ? "" : r.fields[7]);
      e.from = day_bound(r.fields[5], false, where);
      e.to = day_bound(r.fields[6], true, where);
      if (e.from > e.to) throw error_at(where, "from is after to");
      e.organisation = is_organisation(r.fields[4]);
      const bool one_word = surface.find(' ') == std::string::npos;
      e.capitals_only = one_word && surface.size() <= 8 && all_capitals_word(surface);
      e.rank = static_cast<std::uint8_t>(static_cast<std::size_t>(e.kind) + 16 * std::min<std::size_t>(priority[k], 14));
      std::vector<std::uint64_t> a = atoms_of(surface);
      if (a.empty() || a.size() > kMaxAtoms) throw error_at(where, "surface '" + surface + "' has no words or too many");
      if (e.kind == ActorKind::name || (e.kind == ActorKind::person && names.find(r.fields[1]) == names.end())) names.insert_or_assign(r.fields[1], e.surface);
      entries.push_back(e);
      atoms.push_back(std::move(a));
      ids.push_back(r.fields[1]);
    }
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto n = names.find(ids[i]);
    entries[i].name = n == names.end() ? entries[i].surface : n->second;
  }
  ArrayWriter out;
  const std::vector<HashSlot> index = index_entries(entries, atoms);
  const std::vector<HashSlot> role_index = index_entries(roles, role_atoms);
  out.add(entries);
  out.add(roles);
  out.add(index);
  out.add(role_index);
  out.add_bytes(pool.bytes());
  return out.take();
}

ActorDictionary::ActorDictionary(std::string_view section) {
  ArrayReader in(section);
  entries_ = in.take<ActorEntry>();
  roles_ = in.take<RoleEntry>();
  index_ = in.take<HashSlot>();
  role_index_ = in.take<HashSlot>();
  pool_ = in.take_bytes();
}

ActorDictionary::Match ActorDictionary::find(const Sentence& sentence, int i, std::int32_t day, bool all_capitals) const {
  Match best;
  std::uint64_t h = kStart;
  const int n = static_cast<int>(sentence.tokens.size());
  const std::string_view first = sentence.tokens[static_cast<std::size_t>(i)].form;
  const bool upper = starts_upper(first);
  for (int t = i; t < n; ++t) {
    const std::string_view form = sentence.tokens[static_cast<std::size_t>(t)].form;
    if (form == "-" || form == "\u2013") {
      if (t == i) return best;
      continue;
    }
    const Atoms atoms(form);
    if (atoms.count == 0) {
      if (form == "." && t > i) continue;  // "U.S ." cut apart
      return best;
    }
    const HashSlot* slot = nullptr;
    for (std::size_t a = 0; a < atoms.count; ++a) {
      h = extend(h, atoms.hash[a]);
      slot = find_hash(index_, h);
      if (slot == nullptr) return best;
    }
    if (slot->count == 0) continue;
    // The entry that holds on the day; when none does, the nearest in time.
    const ActorEntry* chosen = nullptr;
    std::int64_t chosen_distance = 0;
    for (std::uint32_t k = 0; k < slot->count; ++k) {
      const ActorEntry& e = entries_[slot->value + k];
      if (e.capitals_only ? !all_capitals_word(form) || (all_capitals && e.surface.size < 4 && form.find('.') == std::string_view::npos)
                          : !upper && starts_upper(text(e.surface)))
        continue;
      const std::int64_t distance = day < e.from ? std::int64_t{e.from} - day : day > e.to ? std::int64_t{day} - e.to : 0;
      if (chosen == nullptr || distance < chosen_distance || (distance == chosen_distance && e.rank < chosen->rank)) {
        chosen = &e;
        chosen_distance = distance;
      }
    }
    if (chosen != nullptr) {
      best.entry = chosen;
      best.end = t + 1;
    }
  }
  return best;
}

ActorDictionary::Match ActorDictionary::find_role(const Sentence& sentence, int i) const {
  Match best;
  std::uint64_t h = kStart;
  const int n = static_cast<int>(sentence.tokens.size());
  for (int t = i; t < n; ++t) {
    const Token& token = sentence.tokens[static_cast<std::size_t>(t)];
    if (token.form == "-" && t > i) continue;
    // The lemma at the end ("ministers"), the form before it.
    for (const std::string_view word : {token.form, token.lemma}) {
      const Atoms atoms(word);
      std::uint64_t g = h;
      const HashSlot* slot = nullptr;
      for (std::size_t a = 0; a < atoms.count; ++a) {
        g = extend(g, atoms.hash[a]);
        slot = find_hash(role_index_, g);
        if (slot == nullptr) break;
      }
      if (slot != nullptr && slot->count > 0) {
        best.role = &roles_[slot->value];
        best.end = t + 1;
      }
      if (word == token.lemma && token.form == token.lemma) break;
    }
    const Atoms atoms(token.form);
    if (atoms.count == 0) return best;
    for (std::size_t a = 0; a < atoms.count; ++a) h = extend(h, atoms.hash[a]);
    if (find_hash(role_index_, h) == nullptr) return best;
  }
  return best;
}

}  // namespace detente
