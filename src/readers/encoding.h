// Encodings other than UTF-8: told by a byte order mark, by declaration, or guessed (ICU's detector, taken only when the result reads
// like text), and converted piece by piece.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "readers/byte_source.h"

namespace detente {

// The encoding of a text that begins with `head`, with `declared` as HTTP or the file's own head have it (may be empty, may be
// wrong). Empty for UTF-8, and when nothing else is likelier.
[[nodiscard]] std::string find_encoding(std::string_view head, std::string_view declared);

// charset=... of an HTTP content type or an HTML head, encoding="..." of an XML declaration; empty when there is none.
[[nodiscard]] std::string declared_charset(std::string_view head);

// UTF-8 from `encoding`; bytes that are none in it become U+FFFD. Throws Error when ICU does not know the name.
[[nodiscard]] std::unique_ptr<PeekSource> converted(std::unique_ptr<PeekSource> source, const std::string& encoding);

// Both: `source` as UTF-8 without byte order mark.
[[nodiscard]] std::unique_ptr<PeekSource> as_utf8(std::unique_ptr<PeekSource> source, std::string_view declared);

}  // namespace detente
