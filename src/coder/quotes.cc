#include "coder/quotes.h"

#include <algorithm>

#include "coder/sentence_quotes.h"

namespace detente {

namespace {

std::uint64_t mask_of(const Lexicon& lexicon, std::string_view name) {
  const int bit = lexicon.class_bit(name);
  return bit < 64 ? 1ULL << bit : 0;
}

bool inside(Span inner, Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }
bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

constexpr std::uint32_t kNearAfter = 160, kNearBefore = 90;  // bytes between a quotation and its cue

// Gives the quoted stretches of a document to the cues that sentences have offered.
class StretchJoiner {
 public:
  StretchJoiner(std::string_view text, const std::vector<Sentence>& sentences, QuoteWorkspace& ws) : text_(text), sentences_(sentences), ws_(ws) {}

  void run() {
    for (FoundQuote& q : ws_.found) keep_inside(q);
    for (std::size_t i = 0; i < ws_.quoted.size(); ++i) join(i);
    std::erase_if(ws_.found, [](const FoundQuote& q) { return q.first_part < 0; });
    for (FoundQuote& q : ws_.found) q.form = form_of(q);
    std::stable_sort(ws_.found.begin(), ws_.found.end(), [](const FoundQuote& a, const FoundQuote& b) { return a.cue.begin < b.cue.begin; });
    mark_nested();
  }

 private:
  // What a cue within a quotation attributes does not reach out of it, and it takes no further quotation.
  void keep_inside(FoundQuote& q) {
    const auto s = std::lower_bound(ws_.quoted.begin(), ws_.quoted.end(), q.cue.begin, [](const QuotedStretch& a, std::uint32_t b) { return a.span.end <= b; });
    if (s == ws_.quoted.end() || s->words < 3 || !inside(q.cue, s->span)) return;
    q.takes_quote = false;
    int last = -1;
    for (int p = q.first_part; p >= 0; p = ws_.parts[static_cast<std::size_t>(p)].next) {
      Span& part = ws_.parts[static_cast<std::size_t>(p)].span;
      part = {std::max(part.begin, s->span.begin), std::min(part.end, s->span.end)};
      if (part.begin >= part.end) {  // all of it lies outside
        const int next = ws_.parts[static_cast<std::size_t>(p)].next;
        if (last < 0) q.first_part = next;
        else ws_.parts[static_cast<std::size_t>(last)].next = next;
      } else {
        last = p;
      }
    }
    q.last_part = last;
  }

  // An attribution is nested when its cue stands in another's content; of two that hold each other the larger is the outer.
  void mark_nested() {
    ws_.covering.clear();
    ws_.open.clear();
    for (std::size_t q = 0; q < ws_.found.size(); ++q)
      for (int p = ws_.found[q].first_part; p >= 0; p = ws_.parts[static_cast<std::size_t>(p)].next)
        ws_.covering.push_back({ws_.parts[static_cast<std::size_t>(p)].span, static_cast<int>(q)});
    std::sort(ws_.covering.begin(), ws_.covering.end(), [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    std::size_t next = 0;
    for (std::size_t q = 0; q < ws_.found.size(); ++q) {
      FoundQuote& f = ws_.found[q];
      for (; next < ws_.covering.size() && ws_.covering[next].span.begin <= f.cue.begin; ++next) ws_.open.push_back(static_cast<int>(next));
      std::erase_if(ws_.open, [&](int k) { return ws_.covering[static_cast<std::size_t>(k)].span.end <= f.cue.begin; });
      for (const int k : ws_.open) {
        const QuoteWorkspace::Covering& c = ws_.covering[static_cast<std::size_t>(k)];
        if (c.quote == static_cast<int>(q) || c.span.end < f.cue.end) continue;
        const FoundQuote& other = ws_.found[static_cast<std::size_t>(c.quote)];
        if (holds(f, other.cue) && !larger(other, f)) continue;
        f.nested = true;
        break;
      }
    }
  }

  // Of two that hold each other the one with more content is the outer, the first of equals.
  [[nodiscard]] bool larger(const FoundQuote& a, const FoundQuote& b) const {
    const auto size = [&](const FoundQuote& f) {
      std::uint32_t bytes = 0;
      for (int p = f.first_part; p >= 0; p = ws_.parts[static_cast<std::size_t>(p)].next)
        bytes += ws_.parts[static_cast<std::size_t>(p)].span.end - ws_.parts[static_cast<std::size_t>(p)].span.begin;
      return bytes;
    };
    return size(a) != size(b) ? size(a) > size(b) : a.cue.begin < b.cue.begin;
  }

  [[nodiscard]] bool holds(const FoundQuote& f, Span span) const {
    for (int p = f.first_part; p >= 0; p = ws_.parts[static_cast<std::size_t>(p)].next)
      if (inside(span, ws_.parts[static_cast<std::size_t>(p)].span)) return true;
    return false;
  }

  void join(std::size_t i) {
    const QuotedStretch& s = ws_.quoted[i];
    first_sentence_ = sentence_at(s.span.begin);
    last_sentence_ = sentence_at(s.span.end > 0 ? s.span.end - 1 : 0);
    if (widen(s)) {
      remember(i, covering_);
      return;
    }
    int q = cue_after(s);
    if (q < 0) q = cue_before(s);
    if (q < 0) q = carried(i);
    if (q < 0) {
      leading_ = leading_from_ >= 0 && s.paragraph == leading_ ? leading_ : s.paragraph;
      if (full(s) && (leading_from_ < 0 || ws_.quoted[static_cast<std::size_t>(leading_from_)].paragraph != s.paragraph)) leading_from_ = static_cast<int>(i);
      return;
    }
    add_part(ws_.found[static_cast<std::size_t>(q)], s.span, ws_);
    claim_leading(i, q);
    remember(i, q);
  }

  // Quotations of this paragraph that came before any cue belong to its first speaker.
  void claim_leading(std::size_t i, int q) {
    if (leading_from_ < 0) return;
    for (std::size_t k = static_cast<std::size_t>(leading_from_); k < i; ++k)
      if (ws_.quoted[k].paragraph == ws_.quoted[i].paragraph && full(ws_.quoted[k])) add_part(ws_.found[static_cast<std::size_t>(q)], ws_.quoted[k].span, ws_);
    leading_from_ = -1;
  }

  void remember(std::size_t i, int q) {
    last_ = q;
    last_stretch_ = static_cast<int>(i);
    if (leading_from_ >= 0 && ws_.quoted[static_cast<std::size_t>(leading_from_)].paragraph != ws_.quoted[i].paragraph) leading_from_ = -1;
  }

  [[nodiscard]] int sentence_at(std::uint32_t byte) const {
    const auto it = std::upper_bound(sentences_.begin(), sentences_.end(), byte, [](std::uint32_t b, const Sentence& s) { return b < s.span.begin; });
    return static_cast<int>(it - sentences_.begin()) - 1;
  }

  // A quotation of its own, not words quoted within somebody's sentence.
  [[nodiscard]] bool full(const QuotedStretch& s) const { return s.words >= 3 && starts_sentence(s); }

  [[nodiscard]] bool starts_sentence(const QuotedStretch& s) const {
    if (first_of(s.span.begin)) return true;
    return false;
  }

  [[nodiscard]] bool first_of(std::uint32_t byte) const {
    std::uint32_t i = byte;
    while (i > 0 && (text_[i - 1] == ' ' || text_[i - 1] == '\t')) --i;
    if (i == 0) return true;
    const char c = text_[i - 1];
    return c == '\n' || c == '.' || c == '!' || c == '?' || c == '"' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
  }

  // A content that a cue outside the stretch has from its tree and that takes part in it grows to the whole stretch.
  bool widen(const QuotedStretch& s) {
    covering_ = -1;
    Span best;
    for (int q = near(first_sentence_ - 1); q < static_cast<int>(ws_.found.size()) && ws_.found[static_cast<std::size_t>(q)].sentence <= last_sentence_ + 1;
         ++q) {
      FoundQuote& f = ws_.found[static_cast<std::size_t>(q)];
      if (overlap(f.cue, s.span)) continue;
      for (int p = f.first_part; p >= 0; p = ws_.parts[static_cast<std::size_t>(p)].next) {
        ContentPart& part = ws_.parts[static_cast<std::size_t>(p)];
        if (!overlap(part.span, s.span)) continue;
        if (inside(s.span, part.span)) {
          if (covering_ < 0 || f.takes_quote) covering_ = q;
          continue;
        }
        if (!f.takes_quote && !inside(part.span, s.span)) continue;
        if (s.words < 2) continue;
        Span wide = {std::min(part.span.begin, s.span.begin), std::max(part.span.end, s.span.end)};
        if (overlap(wide, f.cue) || (!f.source.empty() && overlap(wide, f.source))) continue;
        part.span = wide;
        covering_ = q;
      }
    }
    return covering_ >= 0;
  }

  // The first found quote whose cue stands in sentence `sentence` or later.
  [[nodiscard]] int near(int sentence) const {
    const auto it = std::lower_bound(ws_.found.begin(), ws_.found.end(), sentence, [](const FoundQuote& f, int n) { return f.sentence < n; });
    return static_cast<int>(it - ws_.found.begin());
  }

  // "...", said X: the first cue after the stretch, in its last sentence or in one that only says so.
  int cue_after(const QuotedStretch& s) {
    const std::uint32_t limit = std::min<std::uint32_t>(s.span.end + kNearAfter, next_stretch(s));
    const bool comma = ends_open(s);
    for (int q = near(last_sentence_); q < static_cast<int>(ws_.found.size()); ++q) {
      const FoundQuote& f = ws_.found[static_cast<std::size_t>(q)];
      if (f.cue.begin >= limit || f.sentence > last_sentence_ + 1) break;
      if (f.cue.begin < s.span.end || !f.takes_quote || f.source.empty()) continue;
      const std::uint32_t tag = std::min(f.cue.begin, f.source.begin);
      if (f.sentence == last_sentence_ + 1 && !lower_after(s.span.end) && !(comma && tag <= s.span.end + 2)) continue;
      if (f.first_part >= 0 && !direct_already(f)) continue;
      if (!comma && f.sentence == last_sentence_ && !speech_tail(s, f)) continue;
      return q;
    }
    return -1;
  }

  [[nodiscard]] std::uint32_t next_stretch(const QuotedStretch& s) const {
    const std::size_t i = static_cast<std::size_t>(&s - ws_.quoted.data()) + 1;
    return i < ws_.quoted.size() ? ws_.quoted[i].span.begin : static_cast<std::uint32_t>(text_.size());
  }

  // The stretch ends as direct speech does before its cue: with a comma or the like inside the marks or right after them.
  [[nodiscard]] bool ends_open(const QuotedStretch& s) const {
    for (std::uint32_t i = s.span.end; i > s.span.begin; --i) {
      const char c = text_[i - 1];
      if (c == ',' || c == '?' || c == '!' || c == '-') return true;
      if (c != '"' && c != '\'' && c != ' ' && static_cast<unsigned char>(c) < 0x80) break;
    }
    return s.span.end < text_.size() && text_[s.span.end] == ',';
  }

  // Between stretch and cue there is nothing but the source: "..." he said.
  [[nodiscard]] bool speech_tail(const QuotedStretch& s, const FoundQuote& f) const {
    const std::uint32_t first = std::min(f.cue.begin, f.source.begin);
    return starts_sentence(s) && first >= s.span.end && first - s.span.end <= 3;
  }

  [[nodiscard]] bool lower_after(std::uint32_t byte) const {
    while (byte < text_.size() && text_[byte] == ' ') ++byte;
    return byte < text_.size() && text_[byte] >= 'a' && text_[byte] <= 'z';
  }

  [[nodiscard]] bool direct_already(const FoundQuote& f) const {
    for (const QuotedStretch& s : ws_.quoted)
      if (s.span.begin <= ws_.parts[static_cast<std::size_t>(f.first_part)].span.begin &&
          inside(ws_.parts[static_cast<std::size_t>(f.first_part)].span, s.span))
        return true;
    return false;
  }

  // X said: "...": the last cue before the stretch in its sentence.
  int cue_before(const QuotedStretch& s) {
    int best = -1;
    for (int q = near(first_sentence_ - 1); q < static_cast<int>(ws_.found.size()); ++q) {
      const FoundQuote& f = ws_.found[static_cast<std::size_t>(q)];
      if (f.sentence > first_sentence_) break;
      if (f.cue.end > s.span.begin || !f.takes_quote || f.source.empty() || s.span.begin - f.cue.end > kNearBefore) continue;
      if (f.sentence != first_sentence_ && !introduces(s)) continue;
      if (f.first_part >= 0 && !direct_already(f) && !introduces(s)) continue;
      best = q;
    }
    if (best < 0) return -1;
    return introduces(s) || s.words >= 3 ? best : -1;
  }

  // A colon or comma stands right before the stretch.
  [[nodiscard]] bool introduces(const QuotedStretch& s) const {
    std::uint32_t i = s.span.begin;
    while (i > 0 && (text_[i - 1] == ' ' || text_[i - 1] == '\n' || text_[i - 1] == '\r')) --i;
    return i > 0 && (text_[i - 1] == ':' || text_[i - 1] == ',');
  }

  // A stretch without a cue of its own goes on with the last speaker: in the same paragraph, or where the quotation was left open.
  int carried(std::size_t i) {
    const QuotedStretch& s = ws_.quoted[i];
    if (last_ < 0 || !full(s) || s.single) return -1;
    const QuotedStretch& before = ws_.quoted[static_cast<std::size_t>(last_stretch_)];
    if (s.continued || before.paragraph == s.paragraph) return last_;
    if (before.paragraph + 1 == s.paragraph && alone(s)) return last_;
    return -1;
  }

  // Nothing but the quotation stands in its paragraph.
  [[nodiscard]] bool alone(const QuotedStretch& s) const {
    std::uint32_t i = s.span.begin;
    while (i > 0 && text_[i - 1] == ' ') --i;
    if (i > 0 && text_[i - 1] != '\n') return false;
    i = s.span.end;
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '.' || text_[i] == '\r')) ++i;
    return i >= text_.size() || text_[i] == '\n';
  }

  [[nodiscard]] QuoteForm form_of(const FoundQuote& f) const {
    bool all = true, any = false;
    for (int p = f.first_part; p >= 0; p = ws_.parts[static_cast<std::size_t>(p)].next) {
      const Span part = ws_.parts[static_cast<std::size_t>(p)].span;
      const auto first =
          std::lower_bound(ws_.quoted.begin(), ws_.quoted.end(), part.begin, [](const QuotedStretch& s, std::uint32_t b) { return s.span.end <= b; });
      bool whole = false;
      for (auto s = first; s != ws_.quoted.end() && s->span.begin < part.end; ++s) {
        if (overlap(f.cue, s->span)) continue;  // the attribution itself stands in a quotation
        any = true;
        whole |= s->span.begin <= part.begin + 1 && part.end <= s->span.end + 1;
      }
      all &= whole;
    }
    return any ? (all ? QuoteForm::direct : QuoteForm::mixed) : QuoteForm::indirect;
  }

  std::string_view text_;
  const std::vector<Sentence>& sentences_;
  QuoteWorkspace& ws_;
  int first_sentence_ = 0, last_sentence_ = 0, covering_ = -1;
  int last_ = -1, last_stretch_ = -1;     // the attribution that took the last stretch
  int leading_ = -1, leading_from_ = -1;  // first stretch of a paragraph that waits for a speaker
};

}  // namespace

std::string_view name(QuoteForm form) { return form == QuoteForm::direct ? "direct" : form == QuoteForm::mixed ? "mixed" : "indirect"; }
std::string_view name(SourceKind kind) { return kind == SourceKind::named ? "named" : kind == SourceKind::anonymous ? "anonymous" : ""; }

QuoteFinder::QuoteFinder(const CueLexicon& cues, const Lexicon& lexicon)
    : cues_(cues), lexicon_(lexicon), anonymous_(mask_of(lexicon, "anonymous")), institution_(mask_of(lexicon, "institution")) {}

void QuoteFinder::find(std::string_view text, const std::vector<Sentence>& sentences, QuoteWorkspace& ws) const {
  ws.found.clear();
  ws.parts.clear();
  ws.last_single = SourceKind::named;
  ws.last_plural = SourceKind::anonymous;
  find_quoted(text, ws.quoted);
  for (std::size_t i = 0; i < sentences.size(); ++i) SentenceQuotes(*this, sentences[i], static_cast<int>(i), text, ws).run();
  StretchJoiner(text, sentences, ws).run();
}

}  // namespace detente
