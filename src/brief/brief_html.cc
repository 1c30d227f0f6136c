// The brief as one HTML page: no script, no outside file, fit for paper.
#include "brief/brief_text.h"
#include "util/markup.h"

namespace detente {

namespace {

constexpr const char* kStyle =
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.45 Georgia,serif;color:#222;background:#fff}"
    "h1{font-size:1.5rem;border-bottom:2px solid #222;padding-bottom:.3rem}h2{font-size:1.1rem;margin:1.3rem 0 .3rem}"
    "ul{margin:.2rem 0;padding-left:1.2rem}li{margin:.15rem 0}ol{font-size:.85rem;color:#444}"
    "a{color:#05486b;text-decoration:none}sup a{padding:0 .1em}q{quotes:none}svg{max-width:100%;height:auto;margin:.5rem 0}"
    "@media print{body{margin:0;font-size:11pt}}@media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}h1{border-color:#ddd}"
    "a{color:#7fc4ea}ol{color:#aaa}svg{background:#fff}}";

// Only pages of the web are linked: an address comes from outside.
bool is_web(const std::string& url) { return url.starts_with("http://") || url.starts_with("https://"); }

}  // namespace

std::string brief_html(const Brief& b) {
  const std::string title = markup_text(brief_title(b));
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
                    title + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n";
  for (const BriefPart& p : b.parts) {
    out += "<section id=\"" + p.key + "\">\n<h2>" + markup_text(p.title) + "</h2>\n<ul>\n";
    for (const BriefSentence& s : p.sentences) {
      out += "<li>" + markup_text(s.text);
      for (const int n : s.references) out += "<sup><a href=\"#r" + std::to_string(n) + "\">" + std::to_string(n) + "</a></sup>";
      out += "</li>\n";
    }
    out += "</ul>\n";
    for (const std::string& chart : p.charts) out += chart;
    out += "</section>\n";
  }
  if (!b.references.empty()) out += "<h2>References</h2>\n<ol>\n";
  for (std::size_t i = 0; i < b.references.size(); ++i) {
    const BriefReference& r = b.references[i];
    out += "<li id=\"r" + std::to_string(i + 1) + "\">";
    if (!r.text.empty()) out += "<q>&ldquo;" + markup_text(r.text) + "&rdquo;</q> ";
    const std::string source = markup_text(reference_source(r));
    out += is_web(r.url) ? "<a href=\"" + markup_text(r.url) + "\">" + source + "</a>" : source;
    out += "</li>\n";
  }
  if (!b.references.empty()) out += "</ol>\n";
  return out + "</body>\n</html>\n";
}

}  // namespace detente
