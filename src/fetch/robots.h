// robots.txt (RFC 9309): which paths of a site a program of a name may fetch. A regular value; parsing never fails.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace detente {

class Robots {
 public:
  // Everything is allowed.
  Robots() = default;
  // The rules for `agent` (its bare name, in lower case): those of its own groups, else those for "*".
  Robots(std::string_view text, std::string_view agent);
  [[nodiscard]] static Robots nothing_allowed();

  // `path`: with its query. The longest rule that fits decides, an Allow wins against a Disallow of the same length.
  [[nodiscard]] bool allows(std::string_view path) const;
  [[nodiscard]] double crawl_delay() const { return crawl_delay_; }  // seconds, 0: none given

 private:
  struct Rule {
    std::string pattern;
    bool allow = false;
  };
  std::vector<Rule> rules_;
  double crawl_delay_ = 0;
};

}  // namespace detente
