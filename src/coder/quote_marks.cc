#include "coder/quote_marks.h"

namespace detente {

namespace {

enum class Mark { none, open, close, either };

struct Found {
  Mark mark = Mark::none;
  std::size_t size = 1;
  bool single = false;
};

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0xc3; }
bool opens_after(std::string_view text, std::size_t i) {
  if (i == 0) return true;
  const char p = text[i - 1];
  return blank(p) || p == '(' || p == '[' || p == '-' || static_cast<unsigned char>(p) >= 0x80;
}

// The mark that begins at byte i, if any. A single mark inside a word is an apostrophe.
Found mark_at(std::string_view text, std::size_t i) {
  const std::string_view rest = text.substr(i);
  const char c = text[i];
  if (c == '"') {
    const bool before = i == 0 || blank(text[i - 1]) || text[i - 1] == '(' || text[i - 1] == '[';
    const bool after = i + 1 >= text.size() || blank(text[i + 1]);
    return {before && !after ? Mark::open : after && !before ? Mark::close : Mark::either, 1, false};
  }
  if (rest.starts_with("\u201c") || rest.starts_with("\u201e")) return {Mark::open, 3, false};
  if (rest.starts_with("\u201d")) return {Mark::close, 3, false};
  if (rest.starts_with("\u00ab")) return {Mark::open, 2, false};
  if (rest.starts_with("\u00bb")) return {Mark::close, 2, false};
  if (rest.starts_with("``")) return {Mark::open, 2, false};
  if (rest.starts_with("''")) return {opens_after(text, i) && i + 2 < text.size() && !blank(text[i + 2]) ? Mark::open : Mark::close, 2, false};
  if (rest.starts_with("\u2018")) return {opens_after(text, i) ? Mark::open : Mark::none, 3, true};
  const bool curly = rest.starts_with("\u2019");
  if (c != '\'' && !curly) return {};
  const std::size_t size = curly ? 3 : 1;
  const bool letter_after = i + size < text.size() && letter(text[i + size]);
  const bool before = opens_after(text, i);
  if (before && letter_after && !curly) return {Mark::open, size, true};
  if (!before && !letter_after) return {Mark::close, size, true};
  return {Mark::none, size, true};
}

int count_words(std::string_view s) {
  int words = 0;
  bool inside = false;
  for (const char c : s) {
    if (blank(c)) inside = false;
    else if (!inside) inside = true, ++words;
  }
  return words;
}

bool may_hold_mark(char c) { return c == '"' || c == '\'' || c == '`' || static_cast<unsigned char>(c) == 0xe2 || static_cast<unsigned char>(c) == 0xc2; }

// Where a single-marked stretch that opens at `begin` closes within its paragraph; npos when it does not.
std::size_t close_single(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (!may_hold_mark(text[i])) continue;
    const Found f = mark_at(text, i);
    if (f.mark == Mark::none) continue;
    if (!f.single) return std::string_view::npos;
    if (f.mark == Mark::close) return i + f.size;
    i += f.size - 1;
  }
  return std::string_view::npos;
}

class Scanner {
 public:
  Scanner(std::string_view text, std::vector<QuotedStretch>& out) : text_(text), out_(out) {}

  void run() {
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = text_.find('\n', begin);
      while (end != std::string_view::npos && !ends_paragraph(end)) end = text_.find('\n', end + 1);
      if (end == std::string_view::npos) end = text_.size();
      if (end > begin) paragraph(begin, end);
      begin = end + 1;
    }
  }

 private:
  // A line end ends the paragraph before a blank line or after a finished sentence; else the text is only wrapped.
  [[nodiscard]] bool ends_paragraph(std::size_t i) const {
    std::size_t next = i + 1;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\r' || text_[next] == '\t')) ++next;
    if (next >= text_.size() || text_[next] == '\n') return true;
    while (i > 0 && blank(text_[i - 1])) --i;
    if (i == 0) return true;
    const char last = text_[i - 1];
    return last == '.' || last == '!' || last == '?' || last == ':' || last == '"' || last == '\'' || last == ')' || static_cast<unsigned char>(last) >= 0x80;
  }

  void add(std::size_t begin, std::size_t end, bool single, bool open) {
    QuotedStretch s;
    s.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    s.words = count_words(text_.substr(begin, end - begin));
    s.paragraph = number_;
    s.single = single;
    s.open = open;
    s.continued = continued_;
    continued_ = false;
    out_.push_back(s);
  }

  void paragraph(std::size_t begin, std::size_t end) {
    while (begin < end && blank(text_[begin])) ++begin;
    while (end > begin && blank(text_[end - 1])) --end;
    if (begin == end) return;
    ++number_;
    const bool was_open = open_;
    open_ = false;
    std::size_t from = std::string_view::npos;
    for (std::size_t i = begin; i < end; ++i) {
      if (!may_hold_mark(text_[i])) continue;
      const Found f = mark_at(text_, i);
      if (f.mark == Mark::none) {
        i += f.size - 1;
        continue;
      }
      if (f.single) {
        if (from == std::string_view::npos && f.mark == Mark::open) {
          const std::size_t close = close_single(text_, i + f.size, end);
          if (close != std::string_view::npos) {
            add(i, close, true, false);
            i = close - 1;
            continue;
          }
        }
        i += f.size - 1;
        continue;
      }
      if (from == std::string_view::npos) {
        // A lone closing mark opens nothing
        if (f.mark != Mark::close) {
          from = i;
          continued_ = was_open && i == begin;
        }
      } else if (f.mark == Mark::open && i > from + 1 && text_[i] != '"') {
        // A second opening mark: the first was never closed; nested double marks are as rare as they are ambiguous
      } else {
        add(from, i + f.size, false, false);
        from = std::string_view::npos;
      }
      i += f.size - 1;
    }
    if (from != std::string_view::npos) {
      add(from, end, false, true);
      open_ = true;
    }
  }

  std::string_view text_;
  std::vector<QuotedStretch>& out_;
  int number_ = 0;
  bool open_ = false, continued_ = false;
};

}  // namespace

void find_quoted(std::string_view text, std::vector<QuotedStretch>& out) {
  out.clear();
  Scanner(text, out).run();
}

}  // namespace detente
