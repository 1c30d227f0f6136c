// Which addresses a fetch may reach. Feeds, redirects and webhooks are written by others: none of them may lead the program into the
// network that it runs in (loopback, private, link-local, cloud metadata). Pure functions, safe from any thread.
#pragma once
#include <sys/socket.h>

#include <string>
#include <string_view>

namespace detente {

// Whether the address belongs to the public Internet: not loopback, private, link-local, shared, unique local, multicast, reserved or for
// documentation; an IPv4 address that an IPv6 one carries (mapped, NAT64, 6to4) is judged as such. Other families are not public.
[[nodiscard]] bool is_public_address(const sockaddr* address);

// "93.184.216.34", "2606:2800::1"; "?" for other families.
[[nodiscard]] std::string address_text(const sockaddr* address);

struct UrlParts {
  std::string scheme, host, path;  // host in lower case with the port when it is not the scheme's own; path with the query, at least "/"
  [[nodiscard]] std::string origin() const { return scheme + "://" + host; }
};

// The parts of an http or https address without credentials. Throws Error with the bare reason for any other.
[[nodiscard]] UrlParts parse_url(std::string_view url);

// `reference` as it is meant on the page `base`: "/a/1" on "https://x.example/feed" is "https://x.example/a/1". Empty when it makes no address.
[[nodiscard]] std::string resolve_url(const std::string& base, const std::string& reference);

}  // namespace detente
