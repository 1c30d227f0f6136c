// Bodies of two sides that are named after them: "the NATO-Russia Council", "the Indian-Nepali joint commission", "the joint committee of
// Arvia and Belmark". What such a body does both sides do.
#include <algorithm>

#include "actors/resolver.h"
#include "util/utf8.h"

namespace detente {

namespace {

template <std::size_t N>
bool one_of(std::string_view word, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool capitalised(std::string_view form) {
  std::size_t pos = 0;
  return !form.empty() && utf8::is_upper(utf8::next(form, pos));
}

bool is_hyphen(std::string_view form) { return form == "-" || form == "\u2010" || form == "\u2011" || form == "\u2013" || form == "/"; }

// Whether the noun is a body; of words for much else only as a part of a name, or of "working group" and the like.
bool is_body(const Sentence& s, int i) {
  static constexpr std::string_view kBodies[] = {"council", "commission", "committee", "board",   "panel",  "secretariat",
                                                 "bureau",  "mission",    "command",   "brigade", "summit", "subcommittee"};
  static constexpr std::string_view kNamed[] = {"group", "dialogue", "forum", "force", "assembly", "conference", "partnership", "team"};
  static constexpr std::string_view kBefore[] = {"working", "contact", "task", "joint"};
  const Token& t = s.tokens[static_cast<std::size_t>(i)];
  if (t.upos != Upos::NOUN && t.upos != Upos::PROPN) return false;
  const std::string lower = utf8::lower(t.form);
  if (one_of(lower, kBodies)) return true;
  if (!one_of(lower, kNamed)) return false;
  return capitalised(t.form) || one_of(utf8::lower(s.tokens[static_cast<std::size_t>(i - 1)].form), kBefore);
}

bool names_a_side(const Mention& m) {
  return m.entry != nullptr && m.entry->kind != ActorKind::person && m.entry->kind != ActorKind::demonym && m.entry->kind != ActorKind::city;
}

class Finder {
 public:
  Finder(const Sentence& s, const ResolverWorkspace& ws) : s_(s), ws_(ws), size_(static_cast<int>(s.tokens.size())) {}

  // "A-B … Council": where the body ends, 0 when there is none.
  [[nodiscard]] int after_sides(const Mention& a, const Mention& b) const {
    if (!hyphenated(a, b) && !adjectives_joined(a, b)) return 0;
    int end = 0;
    for (int i = b.end; i < size_ && i < b.end + 6 && entity_at(i) < 0; ++i) {
      const Token& t = token(i);
      if (is_body(s_, i)) end = i + 1;
      else if (t.upos != Upos::NOUN && t.upos != Upos::PROPN && t.upos != Upos::ADJ && !(t.upos == Upos::CCONJ && end == 0)) break;
    }
    return end;
  }

  // "joint … committee of A and B": where the body begins, -1 when there is none.
  [[nodiscard]] int before_sides(const Mention& a, const Mention& b) const {
    static constexpr std::string_view kJoint[] = {"joint", "bilateral", "intergovernmental", "mixed"};
    const int gap = b.begin - a.end;
    if (gap < 1 || gap > 2 || token(a.end).form != "and" || (gap == 2 && token(a.end + 1).upos != Upos::DET)) return -1;
    int i = a.begin - 1;
    if (i > 0 && token(i).upos == Upos::DET) --i;
    if (i < 2 || (token(i).form != "of" && token(i).form != "between") || !is_body(s_, i - 1)) return -1;
    for (int k = i - 2; k >= 0 && k >= i - 6; --k) {
      if (one_of(utf8::lower(token(k).form), kJoint)) return k;
      if (token(k).upos != Upos::NOUN && token(k).upos != Upos::PROPN && token(k).upos != Upos::ADJ) return -1;
    }
    return -1;
  }

 private:
  [[nodiscard]] const Token& token(int i) const { return s_.tokens[static_cast<std::size_t>(i)]; }
  [[nodiscard]] int entity_at(int i) const { return ws_.entity_at[static_cast<std::size_t>(i)]; }

  [[nodiscard]] bool hyphenated(const Mention& a, const Mention& b) const {
    if (b.begin == a.end) return token(b.begin).form.starts_with('-');
    return b.begin == a.end + 1 && is_hyphen(token(a.end).form);
  }
  // "the Indian and Nepali commission", but not "Russia and the China commission"
  [[nodiscard]] bool adjectives_joined(const Mention& a, const Mention& b) const {
    return b.begin == a.end + 1 && token(a.end).form == "and" && a.entry->kind == ActorKind::adjective && b.entry->kind == ActorKind::adjective;
  }

  const Sentence& s_;
  const ResolverWorkspace& ws_;
  int size_;
};

}  // namespace

void Resolver::find_joint_bodies(const Sentence& s, ResolverWorkspace& ws) const {
  ws.joint_bodies.clear();
  const Finder finder(s, ws);
  for (std::size_t k = 0; k + 1 < ws.mentions.size(); ++k) {
    const Mention &a = ws.mentions[k], &b = ws.mentions[k + 1];
    if (!names_a_side(a) || !names_a_side(b) || dictionary_.text(a.entry->id) == dictionary_.text(b.entry->id)) continue;
    if (const int end = finder.after_sides(a, b); end > 0) ws.joint_bodies.push_back({a.begin, end, a.entry, b.entry});
    else if (const int begin = finder.before_sides(a, b); begin >= 0) ws.joint_bodies.push_back({begin, b.end, a.entry, b.entry});
  }
}

bool Resolver::joint_body(int head, const TreeView& tree, std::string_view text, const ResolverWorkspace& ws, ResolvedParty& out) const {
  const auto at = std::find_if(ws.joint_bodies.begin(), ws.joint_bodies.end(), [&](const JointBody& b) { return head >= b.begin && head < b.end; });
  if (at == ws.joint_bodies.end()) return false;
  fill(*at->first, out.party);
  fill(*at->second, out.other);
  out.kind = PartyKind::entity;
  out.pair = true;
  for (Party* p : {&out.party, &out.other}) {
    p->rule = "a joint body is both its sides";
    p->is_land = p->is_town = false;
    p->span = {tree.token(at->begin).span.begin, tree.token(at->end - 1).span.end};
    p->text = text.substr(p->span.begin, p->span.end - p->span.begin);
  }
  return true;
}

}  // namespace detente
