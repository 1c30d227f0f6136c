#include "brief/brief_text.h"

namespace detente {

namespace {

// Text of outlets in Markdown: what would be markup is not.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\t' || c == '\r') {
      out += ' ';
      continue;
    }
    if (c == '*' || c == '_' || c == '`' || c == '[' || c == ']' || c == '<' || c == '\\' || c == '#') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string reference_marks(const BriefSentence& s) {
  std::string out;
  for (const int n : s.references) {
    out += out.empty() ? "[" : ", ";
    out += std::to_string(n);
  }
  if (!out.empty()) out += ']';
  return out;
}

std::string reference_source(const BriefReference& r) {
  std::string out = r.outlet;
  const auto add = [&](const std::string& word) {
    if (word.empty()) return;
    if (!out.empty()) out += ", ";
    out += word;
  };
  add(r.published.substr(0, 10));
  add(r.document);
  if (r.event.empty()) return out;
  add("event " + r.event);
  if (r.reports > 1) out += ": " + std::to_string(r.reports) + " reports, " + std::to_string(r.outlets) + (r.outlets == 1 ? " outlet" : " outlets");
  return out;
}

std::string brief_title(const Brief& b) { return b.a_name + " and " + b.b_name + ", as of " + b.as_of; }

std::string brief_markdown(const Brief& b) {
  std::string out = "# " + plain(brief_title(b)) + "\n";
  for (const BriefPart& p : b.parts) {
    out += "\n## " + p.title + "\n\n";
    for (const BriefSentence& s : p.sentences) {
      const std::string marks = reference_marks(s);
      out.append("- ").append(plain(s.text));
      if (!marks.empty()) out.append(" ").append(marks);
      out += '\n';
    }
  }
  if (!b.references.empty()) out += "\n## References\n\n";
  for (std::size_t i = 0; i < b.references.size(); ++i) {
    const BriefReference& r = b.references[i];
    out += std::to_string(i + 1);
    out += ". ";
    if (!r.text.empty()) out.append("\"").append(plain(r.text)).append("\" ");
    out += plain(reference_source(r));
    if (!r.url.empty()) out += " <" + r.url + ">";
    out += '\n';
  }
  return out;
}

}  // namespace detente
