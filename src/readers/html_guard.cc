#include "readers/html_guard.h"

#include <algorithm>
#include <array>
#include <vector>

namespace detente {

namespace {

constexpr std::array<std::string_view, 14> kVoid = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                    "input", "link", "meta", "param", "source", "track", "wbr"};
// Their content is text up to the end tag
constexpr std::array<std::string_view, 7> kRaw = {"script", "style", "textarea", "title", "noscript", "iframe", "xmp"};
// A new one closes the one before
constexpr std::array<std::string_view, 9> kSelfClosing = {"p", "li", "td", "th", "tr", "option", "dd", "dt", "tbody"};

template <std::size_t N>
bool is_one(const std::array<std::string_view, N>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The end of the tag that begins at `at`, past its '>'; quotation marks within are heeded.
std::size_t tag_end(std::string_view s, std::size_t at) {
  char quote = '\0';
  for (std::size_t i = at; i < s.size(); ++i) {
    const char c = s[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      else if (i - at > 65536) return i;
    } else if ((c == '"' || c == '\'') && s[i - 1] == '=') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return s.size();
}

std::string name_at(std::string_view s, std::size_t at) {
  std::string out;
  for (; at < s.size() && out.size() < 32; ++at) {
    const char c = lower(s[at]);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == ':')) break;
    out += c;
  }
  return out;
}

bool is_heading(const std::string& name) { return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'; }

// Where "</name" stands from `at` on; the end when it does not.
std::size_t raw_end(std::string_view s, std::size_t at, std::string_view name) {
  for (; (at = s.find("</", at)) != std::string_view::npos; at += 2)
    if (name_at(s, at + 2) == name) return at;
  return s.size();
}

}  // namespace

std::string limit_depth(std::string_view html, std::size_t& dropped) {
  std::string out;
  out.reserve(html.size());
  std::vector<std::string> open;
  dropped = 0;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t tag = html.find('<', at);
    if (tag == std::string_view::npos) {
      out.append(html.substr(at));
      break;
    }
    out.append(html.substr(at, tag - at));
    at = tag;
    if (html.substr(at, 4) == "<!--") {
      const std::size_t end = html.find("-->", at + 4);
      at = end == std::string_view::npos ? html.size() : end + 3;  // a comment is no text
      continue;
    }
    const bool closing = at + 1 < html.size() && html[at + 1] == '/';
    const std::string name = name_at(html, at + (closing ? 2 : 1));
    if (name.empty() || name[0] < 'a' || name[0] > 'z') {
      out += '<';
      ++at;
      continue;
    }
    const std::size_t end = tag_end(html, at);
    bool keep = true;
    if (closing) {
      // An end tag of a heading ends any heading, as in browsers: <h1>...</h2>
      const auto it = is_heading(name) ? std::find_if(open.rbegin(), open.rend(), is_heading) : std::find(open.rbegin(), open.rend(), name);
      if (it != open.rend()) open.resize(static_cast<std::size_t>(open.rend() - it) - 1);
      else keep = name == "p" || name == "br" || is_one(kSelfClosing, name);
    } else if (is_one(kRaw, name)) {
      const std::size_t stop = raw_end(html, end, name), after = stop == html.size() ? stop : tag_end(html, stop);
      out.append(html.substr(at, after - at));
      if (stop == html.size()) out.append("</").append(name).append(">");
      at = after;
      continue;
    } else if (!is_one(kVoid, name) && !is_one(kSelfClosing, name)) {
      keep = open.size() < kMaxHtmlDepth;
      if (keep) open.push_back(name);
      else ++dropped;
    }
    if (keep) out.append(html.substr(at, end - at));
    else out += ' ';
    at = end;
  }
  return out;
}

}  // namespace detente
