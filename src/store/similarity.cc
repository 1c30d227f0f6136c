#include "store/similarity.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::uint32_t kEmpty = 0xffffffffU;

std::size_t shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t n = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) ++n, ++i, ++k;
    else if (a[i] < b[k]) ++i;
    else ++k;
  }
  return n;
}

}  // namespace

bool is_function_word(std::string_view lower) {
  static const std::unordered_set<std::string_view> kWords = {
      "a",      "about",     "after",    "all",    "also",    "an",        "and",      "any",    "are",      "as",     "at",        "be",   "been",
      "before", "being",     "but",      "by",     "can",     "could",     "did",      "do",     "does",     "during", "for",       "from", "had",
      "has",    "have",      "he",       "her",    "him",     "his",       "how",      "i",      "if",       "in",     "into",      "is",   "it",
      "its",    "may",       "more",     "most",   "no",      "not",       "of",       "on",     "one",      "or",     "other",     "our",  "out",
      "over",   "said",      "say",      "says",   "she",     "should",    "so",       "some",   "such",     "than",   "that",      "the",  "their",
      "them",   "then",      "there",    "these",  "they",    "this",      "those",    "to",     "told",     "under",  "up",        "was",  "we",
      "were",   "what",      "when",     "where",  "which",   "while",     "who",      "will",   "with",     "would",  "you",       "your", "s",
      "t",      "according", "reported", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"};
  return kWords.contains(lower);
}

std::string rough_stem(std::string_view word) {
  std::string s(word);
  const auto cut = [&](std::string_view ending, std::size_t keep) {
    if (s.size() < ending.size() + keep || !s.ends_with(ending)) return false;
    s.resize(s.size() - ending.size());
    return true;
  };
  if (!cut("ing", 4) && !cut("ed", 3) && !cut("ies", 3) && !cut("es", 4)) {
    if (!s.ends_with("ss")) cut("s", 3);
  }
  if (s.size() > 4 && s.back() == s[s.size() - 2] && s.back() != 's' && s.back() != 'l') s.pop_back();
  if (s.size() > 3 && (s.back() == 'e' || s.back() == 'y' || s.back() == 'i')) s.pop_back();
  // "criticised" and "criticized", "defence" and "defense"
  if (s.size() > 4 && s.ends_with("iz")) s.back() = 's';
  if (s.size() > 4 && s.ends_with("enc")) s.back() = 's';
  return s;
}

Shingles shingles_of(std::string_view text) {
  Shingles out;
  out.fill(kEmpty);
  const std::string lower = utf8::lower(text);
  std::uint64_t last[2] = {0, 0};
  std::size_t words = 0;
  each_word(lower, [&](std::string_view w) {
    const std::uint64_t h = hash_bytes(w);
    if (++words >= 3) {
      const std::uint64_t triple = hash_combine(hash_combine(last[0], last[1]), h);
      // One hash gives all: the i-th function multiplies by an odd number of its own
      for (std::size_t i = 0; i < kShingleHashes; ++i) {
        const auto v = static_cast<std::uint32_t>((triple * (0x9e3779b97f4a7c15ULL * (2 * i + 1) | 1U)) >> 32);
        out[i] = std::min(out[i], v);
      }
    }
    last[0] = last[1];
    last[1] = h;
  });
  return out;
}

double likeness(const Shingles& a, const Shingles& b) {
  if (a[0] == kEmpty || b[0] == kEmpty) return 0;
  int same = 0;
  for (std::size_t i = 0; i < kShingleHashes; ++i) same += a[i] == b[i] ? 1 : 0;
  return static_cast<double>(same) / static_cast<double>(kShingleHashes);
}

std::vector<std::uint32_t> content_words(std::string_view text, bool all) {
  std::vector<std::uint32_t> out;
  const std::string lower = utf8::lower(text);
  each_word(lower, [&](std::string_view w) {
    if (all || !is_function_word(w)) out.push_back(static_cast<std::uint32_t>(hash_bytes(rough_stem(w))));
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double overlap(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || b.empty()) return 0;
  const std::size_t n = shared(a, b);
  return static_cast<double>(n) / static_cast<double>(a.size() + b.size() - n);
}

double containment(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || b.empty()) return 0;
  return static_cast<double>(shared(a, b)) / static_cast<double>(std::min(a.size(), b.size()));
}

}  // namespace detente
