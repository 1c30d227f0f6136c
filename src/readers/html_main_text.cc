#include "readers/html_main_text.h"

#include <algorithm>
#include <unordered_map>

namespace detente {

namespace {

constexpr double kDescendShare = 0.65;  // of the weight that a child must hold to stand for its parent
constexpr double kAsideShare = 0.5;     // an aside with more than this of the page is none

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool ends_sentence(std::string_view s) {
  while (!s.empty() && (s.back() == '"' || s.back() == '\'' || s.back() == ')')) s.remove_suffix(1);
  if (s.size() >= 3 && (s.substr(s.size() - 3) == "\xE2\x80\x9D" || s.substr(s.size() - 3) == "\xE2\x80\x99")) s.remove_suffix(3);
  return !s.empty() &&
         (s.back() == '.' || s.back() == '!' || s.back() == '?' || s.back() == ':' || (s.size() >= 3 && s.substr(s.size() - 3) == "\xE2\x80\xA6"));
}

std::size_t count_words(std::string_view s) { return s.empty() ? 0 : static_cast<std::size_t>(std::count(s.begin(), s.end(), ' ')) + 1; }

double link_share(const HtmlBlock& b) { return b.text.empty() ? 0 : static_cast<double>(b.linked) / static_cast<double>(b.text.size()); }

// What pages say about themselves rather than about the world.
bool is_page_talk(std::string_view text) {
  if (text.size() > 400) return false;
  const std::string low = lower_ascii(text);
  const std::size_t words = count_words(low);
  for (const char* start : {"advertisement",
                            "sponsored",
                            "share this",
                            "share on",
                            "follow us",
                            "sign up",
                            "subscribe",
                            "click here",
                            "read more",
                            "read also",
                            "also read",
                            "see also",
                            "related:",
                            "more on this",
                            "continue reading",
                            "all rights reserved",
                            "copyright",
                            "\xC2\xA9",
                            "log in",
                            "already a subscriber",
                            "already have an account",
                            "skip to",
                            "download our app",
                            "get our",
                            "join our",
                            "this article was",
                            "photo:",
                            "image:",
                            "watch:",
                            "listen:",
                            "tags:",
                            "filed under",
                            "posted in",
                            "editor's picks",
                            "most read",
                            "recommended",
                            "leave a comment",
                            "comments ("})
    if (low.rfind(start, 0) == 0 && (words <= 25)) return true;
  for (const char* inside : {"we use cookies",      "uses cookies",      "cookie policy",       "privacy policy",       "accept all",        "your consent",
                             "to continue reading", "subscribe to read", "subscribe now",       "unlimited access",     "free articles",     "subscribers only",
                             "for subscribers",     "sign up for our",   "sign in to",          "register to",          "enable javascript", "ad blocker",
                             "terms of service",    "terms of use",      "all rights reserved", "may not be reproduced"})
    if (low.find(inside) != std::string::npos) return true;
  // Who wrote it and when is no sentence
  if (words <= 14 && low.back() != '.')
    for (const char* start : {"by ", "published", "updated", "last updated", "last modified", "posted", "written by", "reporting by", "photograph"})
      if (low.rfind(start, 0) == 0) return true;
  return false;
}

// How much a block speaks for being part of a story.
double weight_of(const HtmlBlock& b) {
  if (b.kind == BlockKind::heading || b.text.size() < 25 || link_share(b) > 0.4 || is_page_talk(b.text)) return 0;
  const double length = static_cast<double>(b.text.size()), commas = static_cast<double>(std::count(b.text.begin(), b.text.end(), ','));
  const double weight = (1 + std::min(length / 100, 3.0) + std::min(commas, 3.0)) * (1 - link_share(b));
  return weight * (ends_sentence(b.text) ? 1 : 0.3) * (b.kind == BlockKind::item ? 0.5 : 1);
}

struct Weight {
  double sum = 0;
  int blocks = 0;
};
using Weights = std::unordered_map<const GumboNode*, Weight>;

class Scorer {
 public:
  explicit Scorer(const GumboNode* root) : root_(root), blocks_(html_blocks(root)) {
    for (const HtmlBlock& b : blocks_) add(b, all_);
    aside_.reserve(blocks_.size());
    for (const HtmlBlock& b : blocks_) aside_.push_back(is_aside(b));
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if (!aside_[i]) add(blocks_[i], weights_);
  }

  std::string text(std::string_view title) {
    const GumboNode* top = descend(start());
    std::string out = emit(top, title, false);
    // A page of fragments only: everything that is no aside
    return out.empty() ? emit(root_, title, true) : out;
  }

 private:
  void add(const HtmlBlock& b, Weights& to) const {
    const double weight = weight_of(b);
    if (weight == 0) return;
    for (const GumboNode* n = b.owner; n != nullptr; n = n->parent) {
      Weight& w = to[n];
      w.sum += weight;
      ++w.blocks;
    }
  }

  bool is_aside(const HtmlBlock& b) {
    const double page = all_[root_].sum;
    for (const GumboNode* n = b.owner; n != nullptr && n->type == GUMBO_NODE_ELEMENT; n = n->parent) {
      const GumboTag tag = n->v.element.tag;
      if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY) break;
      auto [it, fresh] = roles_.try_emplace(n, Role::text);
      if (fresh) it->second = tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN ? Role::text : role_of(n);
      if (it->second == Role::text) continue;
      // An article's own header may hold its first paragraph
      if (tag == GUMBO_TAG_HEADER && has_ancestor(n, GUMBO_TAG_ARTICLE)) continue;
      if (all_[n].sum <= kAsideShare * page) return true;
    }
    return false;
  }

  static bool has_ancestor(const GumboNode* n, GumboTag tag) {
    for (n = n->parent; n != nullptr; n = n->parent)
      if (is_element(n, tag)) return true;
    return false;
  }

  // The one article, or what is marked as the article's body, when it holds a good share of the page.
  const GumboNode* start() {
    const double page = weights_[root_].sum;
    const GumboNode* body = nullptr;
    const GumboNode* article = nullptr;
    int articles = 0;
    for (const auto& [n, w] : weights_) {
      if (n->type != GUMBO_NODE_ELEMENT || w.sum < 0.3 * page) continue;
      if (attribute(n, "itemprop").find("articleBody") != std::string_view::npos && w.sum > 0.4 * page) body = n;
      if (n->v.element.tag == GUMBO_TAG_ARTICLE && !has_ancestor(n, GUMBO_TAG_ARTICLE)) {
        ++articles;
        article = n;
      }
    }
    if (body != nullptr) return body;
    return articles == 1 && count_articles(article->parent) == 1 ? article : root_;
  }
  int count_articles(const GumboNode* parent) {
    int n = 0;
    if (parent == nullptr || parent->type != GUMBO_NODE_ELEMENT) return 1;
    const GumboVector& children = parent->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      n += is_element(child, GUMBO_TAG_ARTICLE) && weights_[child].blocks > 0 ? 1 : 0;
    }
    return n;
  }

  const GumboNode* descend(const GumboNode* node) {
    for (;;) {
      const GumboVector& children = node->v.element.children;
      const GumboNode* best = nullptr;
      for (unsigned i = 0; i < children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(children.data[i]);
        if (child->type == GUMBO_NODE_ELEMENT && (best == nullptr || weights_[child].sum > weights_[best].sum)) best = child;
      }
      if (best == nullptr) return node;
      const Weight here = weights_[node], there = weights_[best];
      const GumboTag tag = best->v.element.tag;
      const bool leaf = tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL;
      if (leaf || there.sum < kDescendShare * here.sum || there.sum == 0) return node;
      if (there.blocks < 2 && here.blocks > 1) return node;
      node = best;
    }
  }

  static bool is_within(const HtmlBlock& b, const GumboNode* top) {
    for (const GumboNode* n = b.owner; n != nullptr; n = n->parent)
      if (n == top) return true;
    return false;
  }

  static bool is_story(const HtmlBlock& b) {
    if (is_page_talk(b.text) || link_share(b) > (b.text.size() > 120 ? 0.7 : 0.5)) return false;
    if (ends_sentence(b.text)) return count_words(b.text) >= 2;
    return count_words(b.text) >= (b.kind == BlockKind::paragraph ? 5U : b.kind == BlockKind::item ? 4U : 10U);
  }

  std::string emit(const GumboNode* top, std::string_view title, bool anything) const {
    std::string out, heading;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const HtmlBlock& b = blocks_[i];
      if (aside_[i] || !is_within(b, top) || b.text == title) continue;
      if (b.kind == BlockKind::heading && !anything) {
        // Told when a paragraph of the story follows
        const bool own = b.owner != nullptr && is_element(b.owner, GUMBO_TAG_H1);
        heading = own || is_page_talk(b.text) || link_share(b) > 0.5 ? "" : b.text;
        continue;
      }
      if (anything ? is_page_talk(b.text) || link_share(b) > 0.5 : !is_story(b)) continue;
      for (const std::string_view s : {std::string_view(heading), std::string_view(b.text)}) {
        if (s.empty()) continue;
        if (!out.empty()) out += "\n\n";
        out += s;
      }
      heading.clear();
    }
    return out;
  }

  const GumboNode* root_;
  std::vector<HtmlBlock> blocks_;
  std::vector<bool> aside_;
  Weights all_, weights_;
  std::unordered_map<const GumboNode*, Role> roles_;
};

}  // namespace

std::string main_text(const GumboNode* root, std::string_view title) { return Scorer(root).text(title); }

}  // namespace detente
