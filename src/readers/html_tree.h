// A parsed HTML page (gumbo) and its text as blocks: a block is a paragraph, heading, list item or any other run of text between the
// tags that break lines. The tree owns its nodes; blocks point into it.
#pragma once
#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace detente {

class HtmlTree {
 public:
  explicit HtmlTree(std::string_view html);  // deep nesting is cut (html_guard.h)
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;
  [[nodiscard]] const GumboNode* root() const { return output_->root; }

 private:
  std::string html_;  // the nodes point into it
  GumboOutput* output_ = nullptr;
};

enum class BlockKind : unsigned char { paragraph, heading, item, caption, other };

struct HtmlBlock {
  std::string text;        // spaces run together
  std::size_t linked = 0;  // bytes of it within links
  BlockKind kind = BlockKind::other;
  const GumboNode* owner = nullptr;  // the element whose text it is
};

// Of all that can be text below `node`: no scripts, styles, forms' controls, navigation, hidden parts, comment sections, marks of footnotes. Of
// figures only the captions.
[[nodiscard]] std::vector<HtmlBlock> html_blocks(const GumboNode* node);

// An attribute's value, empty when it is not there.
[[nodiscard]] std::string_view attribute(const GumboNode* node, const char* name);
[[nodiscard]] bool is_element(const GumboNode* node, GumboTag tag);
[[nodiscard]] std::string plain_text(const GumboNode* node);  // all in one line

// What the words of class, id and role say of an element.
enum class Role : unsigned char { text, aside, never };
[[nodiscard]] Role role_of(const GumboNode* node);

}  // namespace detente
