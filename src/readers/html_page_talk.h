// What pages say about themselves rather than about the world: offers, adverts, invitations, bylines. Pure functions.
#pragma once
#include <cstddef>
#include <string_view>

#include "readers/html_tree.h"

namespace detente {

[[nodiscard]] std::size_t count_words(std::string_view s);

// Whether a block is about the page, its outlet or its reader.
[[nodiscard]] bool is_page_talk(std::string_view text);

// "2 comments", "Leave a reply": the headline of what readers say.
[[nodiscard]] bool is_comments_heading(std::string_view text);

// "Advertisement", "Sponsored content": a label, which speaks for what stands below it.
[[nodiscard]] bool is_advert_label(std::string_view text);

// Whether an element holds a form, a button or a link to where readers sign up, log in or pay.
[[nodiscard]] bool invites(const GumboNode* node);

}  // namespace detente
