#include "eval/xml.h"

#include <cstdlib>

#include "util/error.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr int kMaxDepth = 64;

class XmlReader {
 public:
  XmlReader(std::string_view bytes, const std::string& source) : in_(bytes), source_(source) {}

  XmlElement root() {
    skip_to_element();
    if (pos_ >= in_.size()) throw Error(source_ + ": no element");
    return element(0);
  }

 private:
  bool starts(std::string_view s) const { return in_.substr(pos_).starts_with(s); }

  void skip_past(std::string_view end) {
    const std::size_t at = in_.find(end, pos_);
    pos_ = at == std::string_view::npos ? in_.size() : at + end.size();
  }

  void skip_to_element() {
    while (pos_ < in_.size()) {
      if (starts("<!--")) skip_past("-->");
      else if (starts("<?")) skip_past("?>");
      else if (starts("<!")) skip_past(">");
      else if (in_[pos_] == '<') return;
      else ++pos_;
    }
  }

  XmlElement element(int depth) {
    if (depth > kMaxDepth) throw Error(source_ + ": elements nest too deeply");
    XmlElement e;
    if (!open(e)) return e;
    while (pos_ < in_.size()) {
      if (starts("<![CDATA[")) {
        pos_ += 9;
        const std::size_t begin = pos_;
        skip_past("]]>");
        add_lines(in_.substr(begin, pos_ - begin - (pos_ < in_.size() || in_.ends_with("]]>") ? 3 : 0)), e.text);
      } else if (starts("<!--")) {
        skip_past("-->");
      } else if (starts("<?")) {
        skip_past("?>");
      } else if (starts("</")) {
        const std::size_t begin = pos_ + 2;
        skip_past(">");
        if (!in_.substr(begin).starts_with(e.name)) throw Error(source_ + ": <" + e.name + "> is not closed");
        return e;
      } else if (in_[pos_] == '<') {
        e.children.push_back(element(depth + 1));
      } else {
        const std::size_t begin = pos_;
        while (pos_ < in_.size() && in_[pos_] != '<') ++pos_;
        add_text(in_.substr(begin, pos_ - begin), e.text);
      }
    }
    throw Error(source_ + ": <" + e.name + "> is not closed");
  }

  // The start tag at `pos_`; false when the element is empty ("<a/>").
  bool open(XmlElement& e) {
    ++pos_;
    const auto name_end = [&] { return pos_ >= in_.size() || in_[pos_] == '>' || in_[pos_] == '/' || in_[pos_] == '=' || is_blank(in_[pos_]); };
    while (!name_end()) e.name += in_[pos_++];
    while (pos_ < in_.size() && in_[pos_] != '>') {
      if (in_[pos_] == '/' || is_blank(in_[pos_])) {
        ++pos_;
        continue;
      }
      std::pair<std::string, std::string> a;
      while (!name_end()) a.first += in_[pos_++];
      while (pos_ < in_.size() && (in_[pos_] == '=' || is_blank(in_[pos_]))) ++pos_;
      if (pos_ < in_.size() && (in_[pos_] == '"' || in_[pos_] == '\'')) {
        const char quote = in_[pos_++];
        const std::size_t begin = pos_;
        while (pos_ < in_.size() && in_[pos_] != quote) ++pos_;
        add_text(in_.substr(begin, pos_ - begin), a.second);
        if (pos_ < in_.size()) ++pos_;
      }
      e.attributes.push_back(std::move(a));
    }
    const bool empty = pos_ > 0 && pos_ < in_.size() && in_[pos_ - 1] == '/';
    if (pos_ < in_.size()) ++pos_;
    return !empty;
  }

  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

  static void add_lines(std::string_view s, std::string& out) {
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (s[i] != '\r') out += s[i];
      else if (i + 1 >= s.size() || s[i + 1] != '\n') out += '\n';
    }
  }

  static void add_text(std::string_view s, std::string& out) {
    std::size_t at = 0;
    while (at < s.size()) {
      const std::size_t amp = s.find('&', at);
      add_lines(s.substr(at, amp == std::string_view::npos ? amp : amp - at), out);
      if (amp == std::string_view::npos) return;
      const std::size_t end = s.find(';', amp);
      at = amp + 1;
      if (end == std::string_view::npos || !entity(s.substr(amp + 1, end - amp - 1), out)) out += '&';
      else at = end + 1;
    }
  }

  static bool entity(std::string_view name, std::string& out) {
    if (name == "amp") out += '&';
    else if (name == "lt") out += '<';
    else if (name == "gt") out += '>';
    else if (name == "quot") out += '"';
    else if (name == "apos") out += '\'';
    else if (name.size() > 1 && name[0] == '#') {
      const bool hex = name[1] == 'x' || name[1] == 'X';
      const unsigned long c = std::strtoul(std::string(name.substr(hex ? 2 : 1)).c_str(), nullptr, hex ? 16 : 10);
      if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return false;
      utf8::append(out, static_cast<char32_t>(c));
    } else {
      return false;
    }
    return true;
  }

  std::string_view in_;
  const std::string& source_;
  std::size_t pos_ = 0;
};

}  // namespace

const XmlElement* XmlElement::child(std::string_view child_name) const {
  for (const XmlElement& e : children)
    if (e.name == child_name) return &e;
  return nullptr;
}

std::string_view XmlElement::child_text(std::string_view child_name) const {
  const XmlElement* e = child(child_name);
  return e == nullptr ? std::string_view() : std::string_view(e->text);
}

XmlElement read_xml(std::string_view bytes, const std::string& source) { return XmlReader(bytes, source).root(); }

}  // namespace detente
