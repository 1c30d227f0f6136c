// Text to sentences of tokens. Whitespace cuts chunks; inside a chunk a linear classifier decides at every change of
// character class whether a token, or a word of a multiword token ("do|n't"), begins; after tokens a second classifier
// decides whether a sentence ends. A blank line always ends one.
// Nothing is copied: forms are views into the text, and text.substr(span) == form for every token.
// Constant after construction; one TokenizerWorkspace per thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/container.h"
#include "model/linear.h"
#include "text/sentence.h"

namespace detente {

inline constexpr std::size_t kMaxChunkBytes = 256;      // longer runs without a space (data, not language) are one token
inline constexpr std::size_t kLongLine = 200;           // tokens of a text without line breaks that is taken for one that lost them
inline constexpr std::size_t kMaxSentenceTokens = 200;  // longer sentences are cut, so that cost stays linear

enum class Abbreviation : std::uint8_t { none, title, inner, final };

struct TokenizerWorkspace {
  std::vector<Token> tokens;
  std::vector<std::uint8_t> gap;  // newlines after each token: 0, 1, 2 (blank line)
  std::string lower;
};

// What a classifier looks at; shared by training and use.
namespace tokenizer_features {

struct Character {
  char32_t code = 0;
  std::uint32_t begin = 0;  // byte offset in the chunk
  char kind = 0;            // a lower, A upper, 0 digit, else the character itself or ? for the rest
};
struct Chunk {
  std::string_view text;
  std::vector<Character> chars;
  std::uint64_t lower_hash = 0;
  bool address = false;  // URL, e-mail, hashtag, handle
  Abbreviation abbreviation = Abbreviation::none;
  char next_kind = ' ';  // kind of the first character of the following chunk
};
void decode(std::string_view text, Chunk& chunk);
[[nodiscard]] bool is_candidate(const Chunk& chunk, std::size_t i);
void boundary(const Chunk& chunk, std::size_t i, FeatureList& out);

// Sentence end after token `i`.
struct Context {
  const std::vector<Token>& tokens;
  const std::vector<std::uint8_t>& gap;
  std::size_t first;  // first token of the current sentence
  int open_quotes;
  int open_brackets;
};
[[nodiscard]] bool may_end(const std::vector<Token>& tokens, std::size_t i);
void sentence_end(const Context& context, std::size_t i, Abbreviation abbreviation, FeatureList& out);
// Moves the counts of open quotes and brackets past token `i`.
void track_pairs(std::string_view form, int& open_quotes, int& open_brackets);

}  // namespace tokenizer_features

// Hash of the lower-cased form with curly quotes made straight; what word lists of the tokenizer are keyed by.
[[nodiscard]] std::uint64_t token_key(std::string_view form);

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view section);  // throws Error

  // Splits `text` (valid UTF-8) and appends its sentences to `out`. Offsets are into `text`.
  void run(std::string_view text, TokenizerWorkspace& ws, std::vector<Sentence>& out) const;

 private:
  void chunk(std::string_view text, std::size_t begin, std::size_t end, char next_kind, tokenizer_features::Chunk& scratch, TokenizerWorkspace& ws) const;
  void sentences(std::string_view text, TokenizerWorkspace& ws, std::vector<Sentence>& out) const;

  LinearModel tokens_, ends_;
  ArrayView<HashSlot> fused_;          // all-letter chunks that are several words ("cannot"): value = byte of the cut
  ArrayView<HashSlot> abbreviations_;  // without the final stop: value = Abbreviation
};

// True when newlines inside paragraphs of `text` are line wrapping, not ends of headings or list items.
[[nodiscard]] bool is_hard_wrapped(std::string_view text);

}  // namespace detente
