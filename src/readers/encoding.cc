#include "readers/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <vector>

#include "util/error.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::size_t kHead = std::size_t{1} << 16;
constexpr std::size_t kChunk = std::size_t{1} << 15;

class ConvertedSource : public ByteSource {
 public:
  ConvertedSource(std::unique_ptr<PeekSource> from, const std::string& encoding) : from_(std::move(from)), wide_(kChunk) {
    UErrorCode error = U_ZERO_ERROR;
    in_ = ucnv_open(encoding.c_str(), &error);
    if (U_FAILURE(error)) throw Error("encoding '" + encoding.substr(0, 40) + "' is not known");
    out_ = ucnv_open("UTF-8", &error);
    if (U_FAILURE(error)) {
      ucnv_close(in_);
      throw Error("no converter to UTF-8");
    }
  }
  ~ConvertedSource() override {
    ucnv_close(in_);
    ucnv_close(out_);
  }
  ConvertedSource(const ConvertedSource&) = delete;
  ConvertedSource& operator=(const ConvertedSource&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    while (at_ == ready_.size() && !end_) convert();
    const std::size_t n = std::min(size, ready_.size() - at_);
    ready_.copy(to, n, at_);
    at_ += n;
    return n;
  }

 private:
  void convert() {
    std::string bytes(kChunk / 2, '\0');
    const std::size_t n = from_->read(bytes.data(), bytes.size());
    end_ = n == 0;
    ready_.clear();
    at_ = 0;
    const char* source = bytes.data();
    const char* const source_end = source + n;
    UErrorCode error = U_ZERO_ERROR;
    do {
      error = U_ZERO_ERROR;
      UChar* wide = wide_.data();
      ucnv_toUnicode(in_, &wide, wide_.data() + wide_.size(), &source, source_end, nullptr, end_, &error);
      const bool more = error == U_BUFFER_OVERFLOW_ERROR;
      if (U_FAILURE(error) && !more) throw Error(std::string("cannot be converted to UTF-8: ") + u_errorName(error));
      put(wide_.data(), wide, end_ && !more);
    } while (error == U_BUFFER_OVERFLOW_ERROR);
  }
  void put(const UChar* begin, const UChar* end, bool last) {
    const std::size_t had = ready_.size();
    // A UTF-16 unit is at most three bytes; four more for a surrogate that was kept back
    ready_.resize(had + static_cast<std::size_t>(end - begin) * 3 + 8);
    char* target = ready_.data() + had;
    UErrorCode error = U_ZERO_ERROR;
    ucnv_fromUnicode(out_, &target, ready_.data() + ready_.size(), &begin, end, nullptr, last, &error);
    ready_.resize(static_cast<std::size_t>(target - ready_.data()));
  }

  std::unique_ptr<PeekSource> from_;
  UConverter* in_ = nullptr;
  UConverter* out_ = nullptr;
  std::vector<UChar> wide_;
  std::string ready_;
  std::size_t at_ = 0;
  bool end_ = false;
};

// UTF-16 without a mark shows in English text by zeros at every other byte.
std::string zeros_tell(std::string_view head) {
  if (head.size() < 16) return {};
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i & 1] += head[i] == '\0' ? 1 : 0;
  const std::size_t half = head.size() / 2;
  if (zeros[1] * 10 > half * 4 && zeros[0] * 20 < half) return "UTF-16LE";
  if (zeros[0] * 10 > half * 4 && zeros[1] * 20 < half) return "UTF-16BE";
  return {};
}

// Whether the bytes over 127 stand as letters within words, or as the quotation marks and dashes of windows-1252; stray bytes do not.
bool reads_as_western(std::string_view head) {
  const auto is_ascii_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  std::size_t high = 0, fit = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const auto c = static_cast<unsigned char>(head[i]);
    if (c < 0x80) continue;
    ++high;
    const bool near = (i > 0 && is_ascii_letter(head[i - 1])) || (i + 1 < head.size() && is_ascii_letter(head[i + 1]));
    if (c >= 0xC0 ? near && c != 0xFF && c != 0xFE && c != 0xD7 && c != 0xF7 : (c >= 0x91 && c <= 0x97) || c == 0x80 || c == 0x85 || c >= 0xA0) ++fit;
  }
  return high > 0 && fit * 10 >= high * 9;
}

// Invalid bytes and well-formed sequences of more than one byte.
std::pair<std::size_t, std::size_t> utf8_shape(std::string_view head) {
  std::size_t invalid = 0, valid = 0;
  for (std::size_t pos = 0; pos < head.size();) {
    const std::size_t at = pos;
    const char32_t c = utf8::next(head, pos);
    if (pos - at > 1) ++valid;
    else if (c == 0xFFFD && head.size() - at >= 4) ++invalid;  // the head may cut the last one
  }
  return {invalid, valid};
}

std::string guess(std::string_view head) {
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&error);
  if (U_FAILURE(error)) return {};
  ucsdet_setText(detector, head.data(), static_cast<std::int32_t>(head.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector, &error);
  std::string name;
  if (U_SUCCESS(error) && match != nullptr) {
    const char* found = ucsdet_getName(match, &error);
    if (found != nullptr && ucsdet_getConfidence(match, &error) >= 10) name = found;
  }
  ucsdet_close(detector);
  const bool western = name.empty() || name == "ISO-8859-1" || name == "windows-1252" || name.rfind("UTF-", 0) == 0 || name.rfind("IBM", 0) == 0;
  if (!western) return name;
  // Publishers' "Latin-1" is windows-1252, as browsers have it
  return reads_as_western(head) ? "windows-1252" : "";
}

}  // namespace

std::string find_encoding(std::string_view head, std::string_view declared) {
  if (head.substr(0, 4) == std::string_view("\xFF\xFE\0\0", 4)) return "UTF-32LE";
  if (head.substr(0, 4) == std::string_view("\0\0\xFE\xFF", 4)) return "UTF-32BE";
  if (head.substr(0, 2) == "\xFF\xFE") return "UTF-16LE";
  if (head.substr(0, 2) == "\xFE\xFF") return "UTF-16BE";
  if (head.substr(0, 3) == "\xEF\xBB\xBF") return {};
  if (std::string wide = zeros_tell(head); !wide.empty()) return wide;
  const auto [invalid, valid] = utf8_shape(head);
  std::string name = utf8::lower_ascii(declared);
  // What was read byte by byte cannot be UTF-16; and what is valid UTF-8 beyond ASCII is that, whatever is declared
  if (name.rfind("utf-16", 0) == 0 || name.rfind("utf-32", 0) == 0) name.clear();
  const bool stateful = name.rfind("iso-2022", 0) == 0 || name == "hz-gb-2312" || name == "utf-7";
  if (invalid == 0 && (valid > 0 || !stateful)) {
    // ASCII so far: a declared encoding may still matter later in a long text
    if (valid > 0 || name.empty()) return {};
  }
  if (name == "utf-8" || name == "utf8") name.clear();
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") name = "windows-1252";
  if (!name.empty()) {
    UErrorCode error = U_ZERO_ERROR;
    if (UConverter* known = ucnv_open(name.c_str(), &error); U_SUCCESS(error)) {
      ucnv_close(known);
      return name;
    }
  }
  if (invalid <= valid) return {};  // UTF-8 with some damage
  return guess(head);
}

std::string declared_charset(std::string_view head) {
  const std::string low = utf8::lower_ascii(head.substr(0, 4096));
  for (const char* key : {"charset", "encoding"}) {
    for (std::size_t at = low.find(key); at != std::string::npos; at = low.find(key, at + 1)) {
      std::size_t i = at + std::string_view(key).size();
      while (i < low.size() && low[i] == ' ') ++i;
      if (i >= low.size() || low[i] != '=') continue;
      ++i;
      while (i < low.size() && (low[i] == ' ' || low[i] == '"' || low[i] == '\'')) ++i;
      const std::size_t end = low.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:.", i);
      const std::string name = low.substr(i, end == std::string::npos ? end : end - i);
      if (!name.empty() && name.size() <= 40) return name;
    }
  }
  return {};
}

std::unique_ptr<PeekSource> converted(std::unique_ptr<PeekSource> source, const std::string& encoding) {
  return std::make_unique<PeekSource>(std::make_unique<ConvertedSource>(std::move(source), encoding));
}

std::unique_ptr<PeekSource> as_utf8(std::unique_ptr<PeekSource> source, std::string_view declared) {
  const std::string encoding = find_encoding(source->peek(kHead), declared);
  auto out = encoding.empty() ? std::move(source) : converted(std::move(source), encoding);
  if (out->peek(3) == "\xEF\xBB\xBF") out->skip(3);
  return out;
}

}  // namespace detente
