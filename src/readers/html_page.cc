#include "readers/html_page.h"

#include <simdjson.h>

#include <algorithm>

#include "readers/html_main_text.h"
#include "readers/html_tree.h"
#include "readers/page_date.h"
#include "util/utf8.h"

namespace detente {

namespace {

std::string trimmed(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  std::string out(s);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

constexpr std::size_t kMaxTitle = 400, kMaxValue = 2000;

// What the page says of itself, each from the best place that has it: a lower rank is better.
class Metadata {
 public:
  enum Field { title, published, outlet, url, kFields };
  void set(Field field, int rank, std::string_view value) {
    std::string clean = trimmed(value);
    if (field == published) clean = iso_time(clean);
    if (field == url && clean.rfind("http", 0) != 0) return;
    if (clean.empty() || clean.size() > (field == title ? kMaxTitle : kMaxValue) || (!values_[field].empty() && ranks_[field] <= rank)) return;
    values_[field] = std::move(clean);
    ranks_[field] = rank;
  }
  [[nodiscard]] const std::string& get(Field field) const { return values_[field]; }
  void add_headline(std::string text) { headlines_.push_back(std::move(text)); }
  void set_tab_title(std::string text) {
    if (tab_title_.empty()) tab_title_ = std::move(text);
  }
  // The first headline with which the title in the browser's tab begins, else the first that is not the outlet's name, else the tab's title.
  void choose_title() {
    const std::string tab = utf8::lower_ascii(tab_title_);
    for (const bool sure : {true, false})
      for (const std::string& h : headlines_) {
        const std::string low = utf8::lower_ascii(h);
        if (sure ? tab.rfind(low, 0) == 0 && tab.size() > 0 : tab.size() < low.size() || tab.compare(tab.size() - low.size(), low.size(), low) != 0)
          set(title, 4, h);
      }
    set(title, 5, tab_title_);
  }

 private:
  std::string values_[kFields];
  int ranks_[kFields] = {};
  std::vector<std::string> headlines_;
  std::string tab_title_;
};

std::string_view text_of(const simdjson::dom::object& o, const char* key) {
  std::string_view s;
  simdjson::dom::element e;
  if (o.at_key(key).get(e)) return {};
  if (!e.get(s)) return s;
  simdjson::dom::array list;
  if (!e.get(list))
    for (const simdjson::dom::element item : list)
      if (!item.get(s)) return s;
  return {};
}

bool is_article_type(const simdjson::dom::object& o) {
  simdjson::dom::element e;
  if (o.at_key("@type").get(e)) return false;
  const auto fits = [](std::string_view s) {
    return s.find("Article") != std::string_view::npos || s.find("Posting") != std::string_view::npos || s.find("Report") != std::string_view::npos;
  };
  std::string_view s;
  if (!e.get(s)) return fits(s);
  simdjson::dom::array list;
  if (!e.get(list))
    for (const simdjson::dom::element item : list)
      if (!item.get(s) && fits(s)) return true;
  return false;
}

void read_json_ld(const simdjson::dom::element& e, int depth, Metadata& meta) {
  if (depth > 4) return;
  simdjson::dom::array list;
  simdjson::dom::object o;
  if (!e.get(list)) {
    for (const simdjson::dom::element item : list) read_json_ld(item, depth + 1, meta);
    return;
  }
  if (e.get(o)) return;
  simdjson::dom::element inner;
  if (!o.at_key("@graph").get(inner)) read_json_ld(inner, depth + 1, meta);
  if (!is_article_type(o)) return;
  meta.set(Metadata::title, 0, text_of(o, "headline"));
  meta.set(Metadata::published, 0, text_of(o, "datePublished"));
  meta.set(Metadata::published, 5, text_of(o, "dateCreated"));
  meta.set(Metadata::url, 2, text_of(o, "url"));
  simdjson::dom::object publisher;
  if (!o.at_key("publisher").get(inner) && !inner.get(publisher)) meta.set(Metadata::outlet, 1, text_of(publisher, "name"));
}

void read_meta_tag(const GumboNode* node, Metadata& meta) {
  struct Name {
    std::string_view name;
    Metadata::Field field;
    int rank;
  };
  static constexpr Name kNames[] = {{"og:title", Metadata::title, 1},
                                    {"twitter:title", Metadata::title, 2},
                                    {"dc.title", Metadata::title, 3},
                                    {"headline", Metadata::title, 1},
                                    {"article:published_time", Metadata::published, 1},
                                    {"og:published_time", Metadata::published, 1},
                                    {"datepublished", Metadata::published, 1},
                                    {"parsely-pub-date", Metadata::published, 2},
                                    {"sailthru.date", Metadata::published, 2},
                                    {"dc.date.issued", Metadata::published, 2},
                                    {"dcterms.created", Metadata::published, 3},
                                    {"dc.date", Metadata::published, 3},
                                    {"pubdate", Metadata::published, 2},
                                    {"publishdate", Metadata::published, 2},
                                    {"publish-date", Metadata::published, 2},
                                    {"publication_date", Metadata::published, 2},
                                    {"date", Metadata::published, 3},
                                    {"article.published", Metadata::published, 2},
                                    {"og:site_name", Metadata::outlet, 0},
                                    {"publisher", Metadata::outlet, 2},
                                    {"dc.publisher", Metadata::outlet, 2},
                                    {"application-name", Metadata::outlet, 3},
                                    {"og:url", Metadata::url, 1}};
  const std::string_view content = attribute(node, "content");
  for (const char* key : {"property", "name", "itemprop"}) {
    const std::string name = utf8::lower_ascii(attribute(node, key).substr(0, 60));
    for (const Name& n : kNames)
      if (n.name == name) meta.set(n.field, n.rank, content);
  }
}

void read_element(const GumboNode* node, Metadata& meta) {
  const GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_META) return read_meta_tag(node, meta);
  if (tag == GUMBO_TAG_LINK && utf8::lower_ascii(attribute(node, "rel")) == "canonical") return meta.set(Metadata::url, 0, attribute(node, "href"));
  if (tag == GUMBO_TAG_TITLE) return meta.set_tab_title(plain_text(node));
  if (tag == GUMBO_TAG_H1) return meta.add_headline(plain_text(node));
  if (tag == GUMBO_TAG_SCRIPT && utf8::lower_ascii(attribute(node, "type")).find("ld+json") != std::string::npos) {
    std::string json;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
      if (const auto* child = static_cast<const GumboNode*>(children.data[i]); child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA)
        json += child->v.text.text;
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (!parser.parse(json).get(root)) read_json_ld(root, 0, meta);
    return;
  }
  const std::string_view itemprop = attribute(node, "itemprop");
  if (tag == GUMBO_TAG_TIME || itemprop == "datePublished") {
    const bool marked = itemprop == "datePublished" || !attribute(node, "pubdate").empty();
    const std::string_view given = attribute(node, tag == GUMBO_TAG_TIME ? "datetime" : "content");
    meta.set(Metadata::published, marked ? 2 : 6, given.empty() ? std::string_view(plain_text(node)) : given);
  } else if (itemprop == "headline") {
    meta.set(Metadata::title, 2, plain_text(node));
  }
}

void read_metadata(const GumboNode* node, Metadata& meta) {
  if (node->type != GUMBO_NODE_ELEMENT) return;
  read_element(node, meta);
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) read_metadata(static_cast<const GumboNode*>(children.data[i]), meta);
}

// Whether the letters of a text are only those of a date: "Monday, October 6, 2003, 5 pm".
bool only_date_words(std::string_view text) {
  static constexpr std::string_view kWords[] = {"published", "posted", "updated", "date", "on", "at", "st", "nd", "rd", "th", "am", "pm", "utc", "gmt", "of"};
  static constexpr std::string_view kBegins[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar",
                                                 "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string low = utf8::lower_ascii(text);
  for (std::size_t at = 0; at < low.size();) {
    std::size_t end = at;
    while (end < low.size() && low[end] >= 'a' && low[end] <= 'z') ++end;
    const std::string_view word = std::string_view(low).substr(at, end - at);
    if (static_cast<unsigned char>(low[at]) >= 0x80) return false;
    at = std::max(end, at + 1);
    if (word.empty() || std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords)) continue;
    if (word.size() < 3 || word.size() > 9 || std::find(std::begin(kBegins), std::end(kBegins), word.substr(0, 3)) == std::end(kBegins)) return false;
  }
  return true;
}

// The first block that is nothing but a date: "Monday, October 6, 2003", "Published 18 May 2011", perhaps with who wrote it: "3 May 2021 - by A. Writer".
std::string visible_date(const GumboNode* root) {
  constexpr std::size_t kLongest = 48;
  for (const HtmlBlock& b : html_blocks(root)) {
    std::string_view text = b.text;
    for (const std::string_view mark : {" - ", " | ", " \xC2\xB7 ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " by "}) text = text.substr(0, text.find(mark));
    if (b.text.size() > 3 * kLongest || text.size() > kLongest || std::count(text.begin(), text.end(), ' ') > 6 || !only_date_words(text)) continue;
    if (std::string date = iso_time(text); !date.empty()) return date;
  }
  return {};
}

// "Talks resume | The Arvian Post" without the outlet.
std::string without_outlet(std::string title, const std::string& outlet) {
  for (const char* mark : {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " :: "}) {
    const std::size_t at = title.rfind(mark);
    if (at == std::string::npos || at == 0) continue;
    const std::string end = title.substr(at + std::string_view(mark).size());
    const bool named = !outlet.empty() && utf8::lower_ascii(end) == utf8::lower_ascii(outlet);
    const bool bar = std::string_view(mark) == " | " || std::string_view(mark) == " :: ";
    if (named || (bar && std::count(end.begin(), end.end(), ' ') <= 3 && at > end.size())) {
      title.resize(at);
      return title;
    }
  }
  return title;
}

std::string host_of(const std::string& url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string::npos) return {};
  std::string host = utf8::lower_ascii(url.substr(begin + 3, url.find_first_of("/?#:", begin + 3) - begin - 3));
  return host.rfind("www.", 0) == 0 ? host.substr(4) : host;
}

}  // namespace

Document read_page(std::string_view html, const std::string& url) {
  const HtmlTree tree(html);
  Metadata meta;
  read_metadata(tree.root(), meta);
  meta.choose_title();
  Document d;
  d.url = meta.get(Metadata::url).empty() ? url : meta.get(Metadata::url);
  d.outlet = meta.get(Metadata::outlet).empty() ? host_of(d.url) : meta.get(Metadata::outlet);
  d.title = without_outlet(meta.get(Metadata::title), d.outlet);
  d.published = meta.get(Metadata::published).empty() ? url_date(d.url) : meta.get(Metadata::published);
  if (d.published.empty()) d.published = visible_date(tree.root());
  d.text = main_text(tree.root(), d.title);
  return d;
}

std::string html_to_text(std::string_view html) {
  std::string held(html);
  std::string out;
  for (int round = 0; round < 2; ++round) {
    const HtmlTree tree(held);
    out.clear();
    for (const HtmlBlock& b : html_blocks(tree.root())) {
      if (b.kind == BlockKind::caption) continue;
      if (!out.empty()) out += "\n\n";
      out += b.text;
    }
    // Feeds escape markup once too often
    const bool again = out.find("</p>") != std::string::npos || out.find("</a>") != std::string::npos || out.find("<p>") != std::string::npos ||
                       out.find("<br") != std::string::npos;
    if (!again) break;
    held = out;
  }
  return out;
}

}  // namespace detente
