#include "readers/html_page_talk.h"

#include <algorithm>
#include <string>

#include "readers/page_date.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr const char* kReaderLinks[] = {"subscri", "login",    "log-in",     "signin",  "sign-in",    "signup",
                                        "sign-up", "register", "newsletter", "account", "membership", "donate"};

}  // namespace

std::size_t count_words(std::string_view s) { return s.empty() ? 0 : static_cast<std::size_t>(std::count(s.begin(), s.end(), ' ')) + 1; }

bool is_page_talk(std::string_view text) {
  if (text.size() > 400) return false;
  const std::string low = utf8::lower_ascii(text);
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
                            "comments (",
                            "printed from",
                            "printer-friendly",
                            "print this",
                            "(reporting by",
                            "(additional reporting",
                            "(editing by",
                            "(writing by",
                            "enjoying this",
                            "enjoyed this",
                            "support our"})
    if (low.rfind(start, 0) == 0 && (words <= 25)) return true;
  for (const char* inside : {"we use cookies",      "uses cookies",         "cookie policy",  "privacy policy",        "accept all",        "your consent",
                             "to continue reading", "subscribe to read",    "subscribe now",  "unlimited access",      "free articles",     "subscribers only",
                             "for subscribers",     "sign up for our",      "sign in to",     "register to",           "enable javascript", "ad blocker",
                             "never miss a story",  "in your inbox",        "our newsletter", "for personal use only", "terms of service",  "terms of use",
                             "all rights reserved", "may not be reproduced"})
    if (low.find(inside) != std::string::npos) return true;
  for (const char* mark : {"end", "ends", "- end -", "- ends -", "-end-", "-ends-", "###", "-30-", "* * *", "***"})
    if (low == mark) return true;
  // Who wrote it and when is no sentence
  if (words <= 14 && low.back() != '.')
    for (const char* start : {"by ", "published", "updated", "last updated", "last modified", "posted", "written by", "reporting by", "photograph"})
      if (low.rfind(start, 0) == 0) return true;
  // "Monday 3 May 2021 - by A. Writer - 2 comments"
  return words <= 14 && low.back() != '.' && !iso_time(text.substr(0, 60)).empty() &&
         (low.find(" by ") != std::string::npos || low.find(" comment") != std::string::npos || low.find(" min read") != std::string::npos);
}

bool is_comments_heading(std::string_view text) {
  if (text.size() > 60 || text.empty()) return false;
  std::string low = utf8::lower_ascii(text);
  while (!low.empty() && (low.back() == ':' || low.back() == ')' || low.back() == '(' || low.back() == ' ' || (low.back() >= '0' && low.back() <= '9')))
    low.pop_back();
  for (const char* whole : {"comments", "reader comments", "readers' comments", "leave a comment", "leave a reply", "add a comment", "post a comment",
                            "write a comment", "join the discussion", "join the conversation", "what do you think?", "discussion"})
    if (low == whole) return true;
  // "2 comments", "No responses to ..."
  const std::size_t space = low.find(' ');
  const std::string count = low.substr(0, space), rest = space == std::string::npos ? "" : low.substr(space + 1);
  const bool number = count.find_first_not_of("0123456789,") == std::string::npos || count == "no" || count == "one" || count == "two" || count == "three";
  for (const char* word : {"comment", "response", "repl", "thought", "reaction"})
    if (number && rest.rfind(word, 0) == 0) return true;
  return false;
}

bool is_advert_label(std::string_view text) {
  if (text.size() > 40) return false;
  const std::string low = utf8::lower_ascii(text);
  for (const char* label : {"advertisement", "advert", "ad", "ads", "advertising", "sponsored", "sponsored content", "sponsored by", "promoted",
                            "promoted content", "paid content", "paid post", "partner content", "advertiser content", "from our partners", "from our sponsors"})
    if (low == label) return true;
  return false;
}

bool invites(const GumboNode* node) {
  if (node->type != GUMBO_NODE_ELEMENT) return false;
  switch (node->v.element.tag) {
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_BUTTON: return true;
    case GUMBO_TAG_A: {
      const std::string target = utf8::lower_ascii(attribute(node, "href").substr(0, 300));
      return std::any_of(std::begin(kReaderLinks), std::end(kReaderLinks), [&](const char* word) { return target.find(word) != std::string::npos; });
    }
    default: break;
  }
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    if (invites(static_cast<const GumboNode*>(children.data[i]))) return true;
  return false;
}

}  // namespace detente
