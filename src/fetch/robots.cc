#include "fetch/robots.h"

#include <algorithm>
#include <cstdlib>
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{500} << 10, kMaxRules = 20'000, kMaxPattern = 2000;

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

// `*` stands for any bytes, `$` at the end for the path's end. Greedy with one point to come back to: linear but for the last star.
bool fits(std::string_view pattern, std::string_view path) {
  const bool anchored = !pattern.empty() && pattern.back() == '$';
  if (anchored) pattern.remove_suffix(1);
  std::size_t p = 0, s = 0, star = std::string_view::npos, star_at = 0;
  for (;;) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_at = s;
    } else if (p == pattern.size() && (!anchored || s == path.size())) {
      return true;
    } else if (s < path.size() && p < pattern.size() && pattern[p] == path[s]) {
      ++p;
      ++s;
    } else if (star != std::string_view::npos && star_at < path.size()) {
      p = star + 1;
      s = ++star_at;
    } else {
      return false;
    }
  }
}

// "Detente/1.0" and "detente" name the program "detente".
bool names(std::string_view value, std::string_view agent) {
  const std::string low = utf8::lower_ascii(value);
  return low.substr(0, low.find_first_not_of("abcdefghijklmnopqrstuvwxyz-_")) == agent;
}

}  // namespace

Robots::Robots(std::string_view text, std::string_view agent) {
  std::vector<Rule> own, any;
  double own_delay = 0, any_delay = 0;
  bool in_own = false, in_any = false, named = false, after_agent = false;
  text = text.substr(0, kMaxBytes);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = trimmed(line.substr(0, line.find('#')));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = utf8::lower_ascii(trimmed(line.substr(0, colon)));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (key == "user-agent") {
      // Lines of agents in a row begin one group
      if (!after_agent) in_own = in_any = false;
      after_agent = true;
      in_own = in_own || names(value, agent);
      in_any = in_any || value == "*";
      named = named || in_own;
      continue;
    }
    if (key == "sitemap") continue;
    after_agent = false;
    for (const bool mine : {true, false}) {
      if (!(mine ? in_own : in_any)) continue;
      std::vector<Rule>& rules = mine ? own : any;
      if (key == "crawl-delay") (mine ? own_delay : any_delay) = std::max(0.0, std::strtod(std::string(value).c_str(), nullptr));
      else if ((key == "allow" || key == "disallow") && !value.empty() && value.size() <= kMaxPattern && rules.size() < kMaxRules)
        rules.push_back({std::string(value), key == "allow"});
    }
  }
  rules_ = named ? std::move(own) : std::move(any);
  crawl_delay_ = named ? own_delay : any_delay;
}

Robots Robots::nothing_allowed() {
  Robots out;
  out.rules_.push_back({"/", false});
  return out;
}

bool Robots::allows(std::string_view path) const {
  const Rule* best = nullptr;
  for (const Rule& r : rules_) {
    if (!fits(r.pattern, path)) continue;
    if (best == nullptr || r.pattern.size() > best->pattern.size() || (r.pattern.size() == best->pattern.size() && r.allow)) best = &r;
  }
  return best == nullptr || best->allow;
}

}  // namespace detente
