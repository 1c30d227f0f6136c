// Who a noun phrase means. Finds dictionary mentions and role nouns in a sentence, and turns the head word of an argument into
// a Party: a named actor, a role with its country ("Turkish police"), the owner of a thing ("Belmark's decision"), an unknown
// name, or a pronoun settled from the sentences before. Abstains (country empty) when unsure.
// The resolver is constant; what a document has told so far sits in ActorContext.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actors/dictionary.h"
#include "event/party.h"
#include "text/tree_view.h"
#include "util/arena.h"

namespace detente {

enum class PartyKind : std::uint8_t {
  none,     // no political actor
  entity,   // named in the dictionary
  role,     // a role noun: minister, troops, protesters
  unknown,  // a capitalised name that no dictionary knows
  pronoun,
  owner  // a thing owned or modified by an actor; the party is that actor
};

struct ResolvedParty {
  PartyKind kind = PartyKind::none;
  Party party;
  bool pair = false;  // "the two sides", a joint body: `party` and `other`
  Party other;
};

// A mention in the current sentence, tokens [begin, end).
struct Mention {
  int begin = 0;
  int end = 0;
  const ActorEntry* entry = nullptr;
  const RoleEntry* role = nullptr;
};

// What the document offers to pronouns, surnames and bare roles: what earlier sentences said, and, from a first pass over all of it,
// the dictionary's matches and the country where its scene is. Cleared per document.
struct ActorContext {
  struct Seen {
    Party party;
    std::uint64_t key = 0;  // hash of the lower-cased last word of the name or of the role
    int sentence = 0;
    bool person = false;
    bool plural = false;
    bool subject = false;
    bool organisation = false;  // an organisation or group, or a body of one
    bool state = false;         // a country named as such
  };
  std::vector<Seen> seen;
  struct Match {
    int sentence = 0, begin = 0, end = 0;
    const ActorEntry* entry = nullptr;
  };
  std::vector<Match> matches;  // of the whole document, in order
  std::size_t next_match = 0;  // first match of the current sentence
  struct Country {
    std::string_view code, name;
    float weight = 0;
  };
  std::vector<Country> countries;  // how much of the document's scene each is
  const Country* setting = nullptr;
  float political = 0;   // political sides named so far, states counting little
  std::int32_t day = 0;  // the document's date
  int sentence = 0;
  void clear() {
    seen.clear();
    matches.clear();
    countries.clear();
    next_match = 0;
    setting = nullptr;
    political = 0;
    sentence = 0;
  }
};

// "the NATO-Russia Council": tokens [begin, end) and the two sides.
struct JointBody {
  int begin = 0;
  int end = 0;
  const ActorEntry* first = nullptr;
  const ActorEntry* second = nullptr;
};

inline constexpr std::int16_t kNoActor = -2;  // in role_at: part of a phrase that is no actor

struct ResolverWorkspace {
  std::vector<Mention> mentions;
  std::vector<JointBody> joint_bodies;
  std::vector<std::int16_t> entity_at, role_at;  // mention index per token, -1 none
  std::vector<std::int8_t> known;                // per token: 0 not yet resolved, 1 resolved
  std::vector<ResolvedParty> resolved;
};

class Resolver {
 public:
  explicit Resolver(const ActorDictionary& dictionary) : dictionary_(dictionary) {}

  // A first pass over the document: dictionary matches, and the country of its scene.
  void begin_document(const std::vector<Sentence>& sentences, ActorContext& context) const;

  // Finds mentions of a new sentence, the next of the document.
  void begin_sentence(const TreeView& tree, ActorContext& context, ResolverWorkspace& ws) const;

  // The party that the phrase headed by `head` means; cached per sentence.
  const ResolvedParty& resolve(int head, const TreeView& tree, std::string_view text, const ActorContext& context, ResolverWorkspace& ws) const;

  // Remembers the parties of a finished sentence for later references.
  void end_sentence(const TreeView& tree, std::string_view text, ActorContext& context, ResolverWorkspace& ws) const;

  // Settles a role or people without a country of their own by the document's scene. `role` may be null.
  void place_in_setting(const RoleEntry* role, const ActorContext& context, Party& party) const;

  // Whether a party is political whatever it does: an organ of state, armed, organised in politics, or of a named state.
  [[nodiscard]] static bool is_political(const Party& party);

  [[nodiscard]] const ActorDictionary& dictionary() const { return dictionary_; }

 private:
  ResolvedParty find(int head, const TreeView& tree, std::string_view text, const ActorContext& context, ResolverWorkspace& ws) const;
  ResolvedParty pronoun(int head, const TreeView& tree, std::string_view text, const ActorContext& context) const;
  // Settles a role or people without a country of their own by the document's scene.
  [[nodiscard]] bool part_of_other_name(const Sentence& sentence, int begin, int end) const;
  bool refer_back(const Mention& role, int head, const TreeView& tree, const ActorContext& context, ResolvedParty& out) const;
  [[nodiscard]] const ActorContext::Seen* organisation_before(const ActorContext& context) const;
  [[nodiscard]] const ActorContext::Seen* state_before(const ActorContext& context) const;
  bool pair_before(const RoleEntry& role, const ActorContext& context, ResolvedParty& out) const;
  void fill(const ActorEntry& entry, Party& party) const;
  void find_joint_bodies(const Sentence& sentence, ResolverWorkspace& ws) const;
  bool joint_body(int head, const TreeView& tree, std::string_view text, const ResolverWorkspace& ws, ResolvedParty& out) const;
  const ActorDictionary& dictionary_;
};

// Whether a hyphenated participle follows the tokens before `end`: see document_scan.cc.
[[nodiscard]] bool before_participle(const Sentence& sentence, int end);

// First and last token (inclusive) of the noun phrase headed by `head`: determiners, modifiers, compounds, possessors and "of"
// phrases, but no relative clauses, appositions, conjuncts or the preposition before it.
struct PhraseRange {
  int begin = 0;
  int end = 0;
};
[[nodiscard]] PhraseRange noun_phrase(const TreeView& tree, int head);

}  // namespace detente
