// How words of the lexicon's tables become keys: shared by the compiler that writes them and the Lexicon that looks them up.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coder/lexicon.h"

namespace detente {

inline constexpr std::array<std::string_view, static_cast<std::size_t>(Effect::count)> kEffectNames = {
    "happen",   "begin", "resume", "order",   "undergo", "agree", "vow",  "refuse", "threaten", "demand", "appeal", "stop", "cancel",     "plan",
    "consider", "deny",  "fail",   "prevent", "allow",   "force", "want", "accept", "propose",  "say",    "claim",  "fear", "background", "involve"};

// The lower-cased words of a phrase, cut at spaces and hyphens.
[[nodiscard]] std::vector<std::string> phrase_words(std::string_view phrase);

// Key of a word in the tables of one part of speech.
[[nodiscard]] inline std::uint64_t key_of(std::uint64_t word, TriggerPos pos) { return hash_combine(word, static_cast<std::uint64_t>(pos) + 1) | 1; }

}  // namespace detente
