#include "readers/html_tree.h"

#include <unordered_set>

#include "readers/html_guard.h"
#include "util/error.h"

namespace detente {

namespace {

using Names = std::unordered_set<std::string_view>;

// Words in class, id and role of parts that are never the story.
const Names& never_words() {
  static const Names words = {
      "comment",   "comments",    "commentlist",   "disqus",      "replies",   "cookie",       "cookies",  "consent",     "gdpr",      "ccpa",
      "advert",    "adverts",     "advertisement", "advertising", "ads",       "ad",           "adslot",   "adsbygoogle", "sponsored", "outbrain",
      "taboola",   "breadcrumb",  "breadcrumbs",   "newsletter",  "paywall",   "subscription", "navbar",   "navigation",  "nav",       "copyright",
      "banner",    "contentinfo", "dialog",        "alertdialog", "search",    "sharing",      "sharebar", "share",       "social",    "login",
      "signup",    "pagination",  "pager",         "skip",        "hidden",    "tooltip",      "captcha",  "discussion",  "respond",   "responses",
      "pullquote", "dfp",         "adunit",        "adbox",       "adwrapper", "adcontainer",  "promoted"};
  return words;
}
// Words of parts that stand beside the story, unless most of the page's text is in there.
const Names& aside_words() {
  static const Names words = {"sidebar",  "related",   "recommended", "recommendations", "recirculation", "promo",         "promotion",    "popular",
                              "trending", "teaser",    "teasers",     "widget",          "widgets",       "footer",        "masthead",     "menu",
                              "toolbar",  "modal",     "popup",       "overlay",         "subscribe",     "tags",          "taglist",      "bio",
                              "author",   "byline",    "caption",     "credit",          "rail",          "complementary", "aside",        "header",
                              "readmore", "meta",      "metadata",    "timestamp",       "notice",        "disclaimer",    "more",         "links",
                              "rss",      "footnotes", "infobox",     "factbox",         "gallery",       "carousel",      "poll",         "quiz",
                              "donate",   "donation",  "print",       "contact",         "contacts",      "imgcaption",    "photocaption", "regwall",
                              "upsell",   "legal"};
  return words;
}

// Those of them that tell of permission, which is asked for under a headline of its own.
bool is_consent(std::string_view word) {
  return word == "cookie" || word == "cookies" || word == "consent" || word == "gdpr" || word == "ccpa" || word == "dialog" || word == "alertdialog";
}

// The words of "articleBody__side-bar": article, body, side, bar, and pairs run together so that "side-bar" is found as "sidebar".
template <typename F>
void each_word(std::string_view s, const F& use) {
  std::string word, before;
  const auto end_word = [&] {
    if (word.empty()) return;
    use(word);
    if (!before.empty()) use(before + word);
    before = word;
    word.clear();
  };
  if (s.size() > 500) s = s.substr(0, 500);
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    const bool upper = c >= 'A' && c <= 'Z', letter = upper || (c >= 'a' && c <= 'z');
    if (!letter || (upper && i > 0 && s[i - 1] >= 'a' && s[i - 1] <= 'z')) end_word();
    if (c == ' ') before.clear();
    if (letter) word += upper ? static_cast<char>(c + 32) : c;
  }
  end_word();
}

bool breaks_line(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_ADDRESS: return true;
    default: return false;
  }
}

bool never_text(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_FRAMESET:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_TIME: return true;
    default: return false;
  }
}

BlockKind kind_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE: return BlockKind::paragraph;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6: return BlockKind::heading;
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DT: return BlockKind::item;
    case GUMBO_TAG_FIGCAPTION: return BlockKind::caption;
    default: return BlockKind::other;
  }
}

bool is_hidden(const GumboNode* node) {
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr || attribute(node, "aria-hidden") == "true") return true;
  std::string style(attribute(node, "style").substr(0, 300));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

bool has_headline(const GumboNode* node) {
  if (is_element(node, GUMBO_TAG_H1)) return true;
  if (node->type != GUMBO_NODE_ELEMENT) return false;
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    if (has_headline(static_cast<const GumboNode*>(children.data[i]))) return true;
  return false;
}

// "[2]", "*": what leads to a footnote.
bool is_note_mark(const GumboNode* node, bool linked) {
  const GumboTag tag = node->v.element.tag;
  if (tag != GUMBO_TAG_SUP && !(tag == GUMBO_TAG_A && attribute(node, "href").substr(0, 1) == "#")) return false;
  const std::string text = plain_text(node);
  if (text.empty() || text.size() > 5 || text.find_first_not_of("0123456789[]()*, ") != std::string::npos) return false;
  if (tag == GUMBO_TAG_A || linked) return true;
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    if (is_element(static_cast<const GumboNode*>(children.data[i]), GUMBO_TAG_A)) return true;
  return false;
}

// Walks the tree; its depth is bounded by html_guard.
class Collector {
 public:
  void walk(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_WHITESPACE) return add(node->v.text.text);
    if (node->type == GUMBO_NODE_DOCUMENT) return;
    if (node->type != GUMBO_NODE_ELEMENT) return;
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR) return line_break();
    // A time within a sentence is part of it, alone it is the page's date
    if (never_text(tag) && !(tag == GUMBO_TAG_TIME && !block_.text.empty())) return;
    if (tag != GUMBO_TAG_BODY && tag != GUMBO_TAG_ARTICLE && tag != GUMBO_TAG_MAIN && tag != GUMBO_TAG_HTML && is_left_out(node)) return;
    const bool breaks = breaks_line(tag);
    // A figure may hold other things than a picture, none of them running text
    const bool figure = tag == GUMBO_TAG_FIGURE, caption = tag == GUMBO_TAG_FIGCAPTION;
    const bool was_silent = silent_;
    silent_ = (silent_ || figure) && !caption;
    const GumboNode* const owner = owner_;
    if (breaks) {
      flush();
      owner_ = node;
    }
    links_ += tag == GUMBO_TAG_A ? 1 : 0;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) walk(static_cast<const GumboNode*>(children.data[i]));
    links_ -= tag == GUMBO_TAG_A ? 1 : 0;
    if (breaks) {
      flush();
      owner_ = owner;
    }
    silent_ = was_silent;
  }
  void flush() {
    while (!block_.text.empty() && block_.text.back() == ' ') block_.text.pop_back();
    if (!block_.text.empty()) {
      block_.owner = owner_;
      block_.kind = owner_ != nullptr ? kind_of(owner_->v.element.tag) : BlockKind::other;
      blocks.push_back(std::move(block_));
    }
    block_ = HtmlBlock();
    breaks_ = 0;
  }
  std::vector<HtmlBlock> blocks;

 private:
  bool is_left_out(const GumboNode* node) const {
    if (is_hidden(node) || is_note_mark(node, links_ > 0)) return true;
    const GumboTag tag = node->v.element.tag;
    // Whose picture it is stands within the caption
    if (tag == GUMBO_TAG_SPAN || tag == GUMBO_TAG_SMALL || tag == GUMBO_TAG_CITE || tag == GUMBO_TAG_I || tag == GUMBO_TAG_EM) {
      bool credit = false;
      each_word(attribute(node, "class"), [&](const std::string& word) { credit = credit || word == "credit" || word == "credits" || word == "copyright"; });
      if (credit) return true;
    }
    if (role_of(node) != Role::never) return false;
    bool consent = false;
    for (const char* name : {"class", "id", "role"}) each_word(attribute(node, name), [&](const std::string& word) { consent = consent || is_consent(word); });
    // Around the headline such a word tells of something else ("has-banner"); the scorer still takes it for an aside
    return consent || !has_headline(node);
  }
  void add(std::string_view s) {
    if (silent_) return;
    for (std::size_t i = 0; i < s.size(); ++i) {
      const char c = s[i];
      // Spaces, the no-break space among them, run together
      const bool nbsp = c == '\xC2' && i + 1 < s.size() && s[i + 1] == '\xA0';
      if (nbsp || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        i += nbsp ? 1 : 0;
        if (!block_.text.empty() && block_.text.back() != ' ') block_.text += ' ';
        continue;
      }
      breaks_ = 0;
      block_.text += c;
      block_.linked += links_ > 0 ? 1 : 0;
    }
  }
  // Two line breaks in a row end a paragraph, one is a space.
  void line_break() {
    if (++breaks_ >= 2) return flush();
    if (!block_.text.empty() && block_.text.back() != ' ') block_.text += ' ';
  }

  HtmlBlock block_;
  const GumboNode* owner_ = nullptr;
  int links_ = 0, breaks_ = 0;
  bool silent_ = false;  // within a figure, outside its caption
};

void append_plain(const GumboNode* node, std::string& out) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) out += node->v.text.text;
  else if (node->type == GUMBO_NODE_WHITESPACE) out += ' ';
  if (node->type != GUMBO_NODE_ELEMENT || node->v.element.tag == GUMBO_TAG_SCRIPT || node->v.element.tag == GUMBO_TAG_STYLE) return;
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) append_plain(static_cast<const GumboNode*>(children.data[i]), out);
}

}  // namespace

HtmlTree::HtmlTree(std::string_view html) {
  std::size_t dropped = 0;
  html_ = limit_depth(html, dropped);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  output_ = gumbo_parse_with_options(&options, html_.data(), html_.size());
  if (output_ == nullptr) throw Error("the page cannot be parsed");
}

HtmlTree::~HtmlTree() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }

std::vector<HtmlBlock> html_blocks(const GumboNode* node) {
  Collector c;
  c.walk(node);
  c.flush();
  return std::move(c.blocks);
}

std::string_view attribute(const GumboNode* node, const char* name) {
  const GumboAttribute* a = gumbo_get_attribute(&node->v.element.attributes, name);
  return a != nullptr && a->value != nullptr ? std::string_view(a->value) : std::string_view();
}

bool is_element(const GumboNode* node, GumboTag tag) { return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag; }

std::string plain_text(const GumboNode* node) {
  std::string raw, out;
  append_plain(node, raw);
  for (const char c : raw) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Role role_of(const GumboNode* node) {
  Role role = node->v.element.tag == GUMBO_TAG_ASIDE || node->v.element.tag == GUMBO_TAG_HEADER ? Role::aside : Role::text;
  for (const char* name : {"class", "id", "role"})
    each_word(attribute(node, name), [&](const std::string& word) {
      if (never_words().count(word) > 0) role = Role::never;
      else if (role != Role::never && aside_words().count(word) > 0) role = Role::aside;
    });
  return role;
}

}  // namespace detente
