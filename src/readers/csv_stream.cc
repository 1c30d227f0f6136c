// CSV and TSV (RFC 4180: quoted fields may hold separators, quotation marks and line ends). The separator is the commonest of , ; tab |
// in the header; the column of each field is named by --columns, else known by its usual names.
#include <algorithm>
#include <array>

#include "readers/document_stream.h"
#include "readers/page_date.h"
#include "util/error.h"

namespace detente {

namespace {

struct Field {
  const char* name;
  std::string Document::*member;
  std::vector<std::string> usual;
};

const std::array<Field, 6>& fields() {
  static const std::array<Field, 6> all = {
      {{"id", &Document::id, {"id", "doc_id", "document_id", "article_id", "docid", "guid"}},
       {"title", &Document::title, {"title", "headline", "heading"}},
       {"text", &Document::text, {"text", "body", "content", "article", "full_text", "fulltext", "story", "article_text"}},
       {"published", &Document::published, {"published", "date", "published_at", "publish_date", "pubdate", "publication_date", "datetime"}},
       {"outlet", &Document::outlet, {"outlet", "source", "publication", "publisher", "media", "newspaper"}},
       {"url", &Document::url, {"url", "link", "permalink", "uri"}}}};
  return all;
}

std::string folded(std::string_view s) {
  std::string out;
  for (const char c : s) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == ' ' || c == '-' ? '_' : c;
  return out;
}

class CsvStream : public DocumentStream {
 public:
  CsvStream(std::unique_ptr<PeekSource> source, Origin origin) : source_(std::move(source)), origin_(std::move(origin)) { read_header(); }

  ReadResult next(Document& out) override {
    for (;;) {
      const Row row = read_row();
      if (row == Row::end) return ReadResult::end;
      if (row == Row::broken) return trouble(place(), reason_);
      if (cells_.size() == 1 && blank(cells_[0])) continue;
      out = Document();
      for (std::size_t f = 0; f < fields().size(); ++f) {
        if (columns_[f] >= cells_.size()) continue;
        std::string& field = out.*fields()[f].member;
        field = cells_[columns_[f]];
        clean_field(field, out.repaired);
      }
      for (std::string* s : {&out.id, &out.title, &out.published, &out.outlet, &out.url})
        if (blank(*s)) s->clear();
      if (blank(out.text)) out.text.clear();
      std::replace(out.title.begin(), out.title.end(), '\n', ' ');
      if (const std::string date = iso_time(out.published); !date.empty()) out.published = date;
      if (out.text.empty() && out.title.empty()) return trouble(place(), "no text");
      give_id(out);
      return ReadResult::document;
    }
  }

 private:
  enum class Row { cells, broken, end };

  void read_header() {
    const std::string_view head = source_->peek(4096);
    const std::string_view first = head.substr(0, head.find('\n'));
    std::ptrdiff_t most = 0;
    for (const char c : {',', ';', '\t', '|'})
      if (const std::ptrdiff_t n = std::count(first.begin(), first.end(), c); n > most) {
        most = n;
        separator_ = c;
      }
    const Row row = read_row();
    if (row == Row::end) throw Error("is empty");
    if (row == Row::broken) throw Error("header: " + reason_);
    columns_.fill(std::string::npos);
    std::string names;
    for (const std::string& cell : cells_) names.append(names.empty() ? "" : ", ").append(cell.substr(0, 40));
    if (names.size() > 300) names.resize(300);
    for (std::size_t f = 0; f < fields().size(); ++f) {
      for (const std::string& usual : fields()[f].usual) {
        if (columns_[f] != std::string::npos) break;
        for (std::size_t i = 0; i < cells_.size(); ++i)
          if (folded(cells_[i]) == usual) columns_[f] = i;
      }
    }
    for (const auto& [field, column] : origin_.options->columns) {
      const auto cell = std::find(cells_.begin(), cells_.end(), column);
      if (cell == cells_.end()) throw Error("no column '" + column + "' in the header (" + names + ")");
      for (std::size_t f = 0; f < fields().size(); ++f)
        if (field == fields()[f].name) columns_[f] = static_cast<std::size_t>(cell - cells_.begin());
    }
    if (columns_[2] == std::string::npos && columns_[1] == std::string::npos)
      throw Error("no column that is known to hold text (" + names + "); name it with --columns text=COLUMN");
  }

  // One byte at a time from the source's buffer; -1 at the end.
  int get() {
    if (at_ == chunk_.size()) {
      chunk_.resize(std::size_t{1} << 16);
      chunk_.resize(source_->read(chunk_.data(), chunk_.size()));
      at_ = 0;
      if (chunk_.empty()) return -1;
    }
    return static_cast<unsigned char>(chunk_[at_++]);
  }

  Row read_row() {
    cells_.assign(1, {});
    row_line_ = ++line_;
    std::size_t size = 0;
    bool quoted = false, was_quoted = false, too_long = false;
    for (int c = get();; c = get()) {
      if (c < 0) {
        if (quoted) return broken("a quotation mark is not closed");
        if (size == 0) return Row::end;
        return too_long ? broken(kTooLong) : Row::cells;
      }
      ++size;
      if (c == '\n' && quoted) ++line_;
      if (size > kMaxLineBytes) {
        too_long = true;
        quoted = false;  // go on with the next line that ends
      }
      if (quoted && c == '"') {
        quoted = false;
        was_quoted = true;
        continue;
      }
      if (c == '"' && !too_long && (cells_.back().empty() || was_quoted)) {
        if (was_quoted) cells_.back() += '"';  // a doubled mark
        quoted = true;
        was_quoted = false;
        continue;
      }
      if (!quoted && c == '\n') {
        std::string& last = cells_.back();
        if (!last.empty() && last.back() == '\r') last.pop_back();
        return too_long ? broken(kTooLong) : Row::cells;
      }
      if (!quoted && c == separator_) {
        if (cells_.size() < 10000) cells_.emplace_back();
        was_quoted = false;
        continue;
      }
      if (!too_long) cells_.back() += static_cast<char>(c);
    }
  }

  Row broken(const char* reason) {
    reason_ = reason;
    return Row::broken;
  }
  [[nodiscard]] std::string place() const { return origin_.name + ":" + std::to_string(row_line_); }

  static constexpr char kTooLong[] = "a row is longer than 16 MB";
  std::unique_ptr<PeekSource> source_;
  Origin origin_;
  std::string chunk_;
  std::size_t at_ = 0;
  std::vector<std::string> cells_;
  std::array<std::size_t, 6> columns_{};
  std::string reason_;
  std::size_t line_ = 0, row_line_ = 0;
  char separator_ = ',';
};

}  // namespace

std::unique_ptr<DocumentStream> open_csv(std::unique_ptr<PeekSource> source, Origin origin) {
  return std::make_unique<CsvStream>(std::move(source), std::move(origin));
}

}  // namespace detente
