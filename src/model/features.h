// What the network sees of a word: its row in the vocabulary and hashed rows of its affixes and shape.
// Everything is a function of the form alone, so that the summed vector of a form can be cached.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace detente {

inline constexpr int kAffixFeatures = 8;

// Hashes of the affix and shape features of `form`; reduce modulo the table's rows.
// `normal` receives the form as the vocabulary keeps it: lower case, digits as 0, straight quotes.
void form_features(std::string_view form, std::string& normal, std::array<std::uint64_t, kAffixFeatures>& affixes);

}  // namespace detente
