#include "text/conllu.h"

#include <array>
#include <charconv>
#include <utility>

#include "util/error.h"

namespace detente {

namespace {

constexpr int kColumns = 10;

int parse_number(std::string_view text, const std::string& where, const char* what) {
  int value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size() || value < 0)
    throw error_at(where, std::string("bad ") + what + " '" + std::string(text) + "'");
  return value;
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& source) : text_(text), source_(source) {}

  std::vector<Sentence> run() {
    std::size_t pos = 0;
    while (pos < text_.size()) {
      std::size_t end = text_.find('\n', pos);
      if (end == std::string_view::npos) end = text_.size();
      std::string_view line = text_.substr(pos, end - pos);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      pos = end + 1;
      ++line_number_;
      if (line.empty()) finish();
      else if (line[0] != '#') add(line);
    }
    finish();
    return std::move(sentences_);
  }

 private:
  std::string where() const { return source_ + ":" + std::to_string(line_number_); }

  void add(std::string_view line) {
    std::array<std::string_view, kColumns> f;
    for (int i = 0; i < kColumns; ++i) {
      const std::size_t tab = line.find('\t');
      if ((tab == std::string_view::npos) != (i == kColumns - 1)) throw error_at(where(), "expected 10 tab-separated fields");
      f[static_cast<std::size_t>(i)] = line.substr(0, tab);
      if (tab != std::string_view::npos) line.remove_prefix(tab + 1);
    }
    if (f[0].find('.') != std::string_view::npos) return;
    const bool no_space = f[9].find("SpaceAfter=No") != std::string_view::npos;
    if (const std::size_t dash = f[0].find('-'); dash != std::string_view::npos) {
      const int first = parse_number(f[0].substr(0, dash), where(), "id");
      const int last = parse_number(f[0].substr(dash + 1), where(), "id");
      if (first != static_cast<int>(sentence_.tokens.size()) + 1 || last <= first || last - first > 200)
        throw error_at(where(), "bad multiword range '" + std::string(f[0]) + "'");
      range_end_ = last;
      range_words_ = static_cast<std::uint8_t>(last - first + 1);
      range_space_ = !no_space;
      range_form_ = f[1];
      return;
    }
    const int id = parse_number(f[0], where(), "id");
    if (id != static_cast<int>(sentence_.tokens.size()) + 1) throw error_at(where(), "ids are not consecutive");
    Token t;
    t.form = f[1];
    t.lemma = f[2];
    t.upos = parse_upos(f[3]);
    t.feats = f[5];
    t.morph = parse_feats(f[5]);
    t.head = f[6] == "_" ? kNoHead : parse_number(f[6], where(), "head") - 1;
    t.deprel = parse_deprel(f[7]);
    t.range_words = std::exchange(range_words_, std::uint8_t{0});
    if (t.range_words > 0) t.range_form = range_form_;
    t.space_after = id < range_end_ ? false : id == range_end_ ? range_space_ : !no_space;
    t.span = {offset_, offset_ + static_cast<std::uint32_t>(t.form.size())};
    offset_ = t.span.end + (t.space_after ? 1 : 0);
    sentence_.tokens.push_back(t);
  }

  void finish() {
    if (sentence_.tokens.empty() && range_end_ == 0) return;
    if (range_end_ > static_cast<int>(sentence_.tokens.size())) throw error_at(where(), "multiword range runs past the sentence");
    for (const Token& t : sentence_.tokens)
      if (t.head >= static_cast<int>(sentence_.tokens.size())) throw error_at(where(), "head past the end of the sentence");
    sentence_.span = {sentence_.tokens.front().span.begin, sentence_.tokens.back().span.end};
    sentences_.push_back(std::move(sentence_));
    sentence_ = Sentence();
    range_end_ = 0;
    range_words_ = 0;
  }

  std::string_view text_;
  const std::string& source_;
  std::vector<Sentence> sentences_;
  Sentence sentence_;
  int line_number_ = 0;
  int range_end_ = 0;
  std::uint8_t range_words_ = 0;
  bool range_space_ = true;
  std::string_view range_form_;
  std::uint32_t offset_ = 0;
};

void append_number(std::string& out, std::size_t value) {
  char buffer[20];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  out.append(buffer, result.ptr);
}

// CoNLL-U text lines must not break: newlines inside a sentence are written as spaces.
void append_text_line(std::string& out, std::string_view text) {
  for (char c : text) out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
}

}  // namespace

std::vector<Sentence> read_conllu(std::string_view text, const std::string& source_name) { return Reader(text, source_name).run(); }

void write_conllu(const Sentence& sentence, std::string_view text, std::size_t id, std::string& out) {
  out += "# sent_id = ";
  append_number(out, id);
  if (!text.empty()) {
    out += "\n# text = ";
    append_text_line(out, text);
  }
  out += '\n';
  const std::vector<Token>& tokens = sentence.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    if (t.range_words > 1) {
      append_number(out, i + 1);
      out += '-';
      append_number(out, i + t.range_words);
      out += '\t';
      out += t.range_form;
      out += "\t_\t_\t_\t_\t_\t_\t_\t";
      out += tokens[i + t.range_words - 1].space_after ? "_\n" : "SpaceAfter=No\n";
    }
    append_number(out, i + 1);
    out += '\t';
    out += t.form;
    out += '\t';
    out += t.lemma.empty() ? std::string_view("_") : t.lemma;
    out += '\t';
    out += name(t.upos);
    out += "\t_\t";
    out += t.feats.empty() ? std::string_view("_") : t.feats;
    out += '\t';
    append_number(out, static_cast<std::size_t>(t.head + 1));
    out += '\t';
    out += name(t.deprel);
    out += t.space_after ? "\t_\t_\n" : "\t_\tSpaceAfter=No\n";
  }
  out += '\n';
}

}  // namespace detente
