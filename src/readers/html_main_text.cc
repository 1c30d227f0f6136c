#include "readers/html_main_text.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "readers/html_page_talk.h"

namespace detente {

namespace {

constexpr double kDescendShare = 0.65;                                           // of the weight that a child must hold to stand for its parent
constexpr double kAsideShare = 0.5;                                              // an aside with more than this of the page is none
constexpr double kStoryWeight = 4;                                               // two paragraphs, about
constexpr double kSmallShare = 0.35;                                             // the same for what only looks like an aside
constexpr std::size_t kOfferWords = 120, kAdvertWords = 60, kPictureWords = 50;  // at most in an offer, an advert, a picture's table

bool ends_sentence(std::string_view s) {
  while (!s.empty() && (s.back() == '"' || s.back() == '\'' || s.back() == ')')) s.remove_suffix(1);
  if (s.size() >= 3 && (s.substr(s.size() - 3) == "\xE2\x80\x9D" || s.substr(s.size() - 3) == "\xE2\x80\x99")) s.remove_suffix(3);
  return !s.empty() &&
         (s.back() == '.' || s.back() == '!' || s.back() == '?' || s.back() == ':' || (s.size() >= 3 && s.substr(s.size() - 3) == "\xE2\x80\xA6"));
}

double link_share(const HtmlBlock& b) { return b.text.empty() ? 0 : static_cast<double>(b.linked) / static_cast<double>(b.text.size()); }

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
  std::size_t words = 0;
};
using Weights = std::unordered_map<const GumboNode*, Weight>;

class Scorer {
 public:
  explicit Scorer(const GumboNode* root) : root_(root), blocks_(html_blocks(root)) {
    for (const HtmlBlock& b : blocks_)
      if (b.kind != BlockKind::caption) add(b, all_);
    for (const HtmlBlock& b : blocks_) find_box(b);
    aside_.reserve(blocks_.size());
    for (const HtmlBlock& b : blocks_) aside_.push_back(is_aside(b) || is_repeated_quote(b));
    find_comments();
    judge_captions();
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
    const std::size_t words = count_words(b.text);
    for (const GumboNode* n = b.owner; n != nullptr; n = n->parent) {
      Weight& w = to[n];
      w.sum += weight;
      w.blocks += weight > 0 ? 1 : 0;
      w.words += words;
    }
  }

  // An offer or an advert is the largest small element around what gives it away.
  void find_box(const HtmlBlock& b) {
    const bool advert = is_advert_label(b.text);
    if (!advert && !is_page_talk(b.text)) return;
    const double page = all_[root_].sum;
    const GumboNode* box = nullptr;
    for (const GumboNode* n = b.owner; n != nullptr && n->type == GUMBO_NODE_ELEMENT; n = n->parent) {
      const GumboTag tag = n->v.element.tag;
      if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN) break;
      const Weight& w = all_[n];
      if (w.words > (advert ? kAdvertWords : kOfferWords) || w.sum > (advert ? kSmallShare : kAsideShare) * page) break;
      box = n;
    }
    if (box != nullptr && (advert || invites(box))) boxes_.insert(box);
  }

  // A sentence of the story set large.
  bool is_repeated_quote(const HtmlBlock& b) const {
    bool quote = false;
    for (const GumboNode* n = b.owner; n != nullptr && !quote; n = n->parent) quote = is_element(n, GUMBO_TAG_BLOCKQUOTE);
    if (!quote || b.text.size() < 20) return false;
    return std::any_of(blocks_.begin(), blocks_.end(),
                       [&](const HtmlBlock& other) { return other.owner != b.owner && other.text.find(b.text) != std::string::npos; });
  }

  // What follows the headline of the comments within the element that holds it, when a story came before.
  void find_comments() {
    double before = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const HtmlBlock& b = blocks_[i];
      if (aside_[i] || before < kStoryWeight || b.kind == BlockKind::paragraph || b.owner == nullptr || !is_comments_heading(b.text)) {
        before += aside_[i] ? 0 : weight_of(b);
        continue;
      }
      const GumboNode* section = b.owner;
      while (section->parent != nullptr && section->parent->type == GUMBO_NODE_ELEMENT && all_[section].words == count_words(b.text)) section = section->parent;
      for (; i < blocks_.size() && is_within(blocks_[i], section); ++i) aside_[i] = true;
      --i;
    }
  }

  // Captions are the text of a page that has little else: a gallery.
  void judge_captions() {
    double captions = 0, others = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if (!aside_[i]) (blocks_[i].kind == BlockKind::caption ? captions : others) += weight_of(blocks_[i]);
    if (captions > others) return;
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if (blocks_[i].kind == BlockKind::caption) aside_[i] = true;
  }

  static bool has_picture(const GumboNode* node) {
    if (is_element(node, GUMBO_TAG_IMG)) return true;
    if (node->type != GUMBO_NODE_ELEMENT) return false;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
      if (has_picture(static_cast<const GumboNode*>(children.data[i]))) return true;
    return false;
  }

  bool is_aside(const HtmlBlock& b) {
    const double page = all_[root_].sum;
    for (const GumboNode* n = b.owner; n != nullptr && n->type == GUMBO_NODE_ELEMENT; n = n->parent) {
      const GumboTag tag = n->v.element.tag;
      if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY) break;
      if (boxes_.count(n) > 0) return true;
      // A picture and its caption, as pages were laid out before there was a tag for it
      if (tag == GUMBO_TAG_TABLE && all_[n].words <= kPictureWords && all_[n].sum <= kSmallShare * page && has_picture(n)) return true;
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

  // `after_question`: what stands before it ends with a question mark, to which one word may be the answer.
  static bool is_story(const HtmlBlock& b, bool after_question) {
    if (is_page_talk(b.text) || link_share(b) > (b.text.size() > 120 ? 0.7 : 0.5)) return false;
    if (ends_sentence(b.text)) return count_words(b.text) >= (after_question && b.kind == BlockKind::paragraph ? 1U : 2U);
    return count_words(b.text) >= (b.kind == BlockKind::paragraph || b.kind == BlockKind::caption ? 5U : b.kind == BlockKind::item ? 4U : 10U);
  }

  // Paragraphs between the page's headline and the story's element belong to the story: [first, last) of the blocks there, empty when no
  // headline stands before it.
  [[nodiscard]] std::pair<std::size_t, std::size_t> find_lead(const GumboNode* top) const {
    std::size_t first = blocks_.size();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (is_within(blocks_[i], top)) return {first, i};
      if (blocks_[i].owner != nullptr && is_element(blocks_[i].owner, GUMBO_TAG_H1)) first = i + 1;
    }
    return {0, 0};
  }
  static bool is_lead(const HtmlBlock& b) { return b.kind == BlockKind::paragraph && ends_sentence(b.text) && weight_of(b) >= 1.5; }

  std::string emit(const GumboNode* top, std::string_view title, bool anything) const {
    std::string out, heading;
    const auto [lead_begin, lead_end] = find_lead(top);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const HtmlBlock& b = blocks_[i];
      if (aside_[i] || b.text == title) continue;
      if (!is_within(b, top) && (i < lead_begin || i >= lead_end || !is_lead(b))) continue;
      if (b.kind == BlockKind::heading && !anything) {
        // Told when a paragraph of the story follows
        const bool own = b.owner != nullptr && is_element(b.owner, GUMBO_TAG_H1);
        heading = own || is_page_talk(b.text) || link_share(b) > 0.5 ? "" : b.text;
        continue;
      }
      if (anything ? is_page_talk(b.text) || link_share(b) > 0.5 : !is_story(b, !out.empty() && out.back() == '?')) continue;
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
  std::unordered_set<const GumboNode*> boxes_;
};

}  // namespace

std::string main_text(const GumboNode* root, std::string_view title) { return Scorer(root).text(title); }

}  // namespace detente
