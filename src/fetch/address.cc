#include "fetch/address.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>

#include <cstdint>
#include <cstring>
#include <memory>

#include "util/error.h"

namespace detente {

namespace {

constexpr std::size_t kMaxUrl = 4000;

struct Block4 {
  std::uint32_t network;
  int bits;
};

// RFC 6890 and its successors: everything that is not globally reachable.
constexpr Block4 kNotPublic4[] = {
    {0x00000000, 8},   // this network
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // shared by carriers
    {0x7F000000, 8},   // loopback
    {0xA9FE0000, 16},  // link-local, with the metadata services of clouds
    {0xAC100000, 12},  // private
    {0xC0000000, 24},  // protocol assignments
    {0xC0000200, 24},  // documentation
    {0xC0586300, 24},  // 6to4 relays
    {0xC0A80000, 16},  // private
    {0xC6120000, 15},  // benchmarks
    {0xC6336400, 24},  // documentation
    {0xCB007100, 24},  // documentation
    {0xE0000000, 4},   // multicast
    {0xF0000000, 4},   // reserved, broadcast
};

bool is_public4(std::uint32_t address) {
  for (const Block4& b : kNotPublic4)
    if ((address ^ b.network) >> (32 - b.bits) == 0) return false;
  return true;
}

std::uint32_t ipv4_at(const unsigned char* bytes) {
  return (std::uint32_t{bytes[0]} << 24) | (std::uint32_t{bytes[1]} << 16) | (std::uint32_t{bytes[2]} << 8) | std::uint32_t{bytes[3]};
}

bool is_public6(const unsigned char* a) {
  static constexpr unsigned char kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  static constexpr unsigned char kNat64[12] = {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
  if (std::memcmp(a, kMapped, 12) == 0 || std::memcmp(a, kNat64, 12) == 0) return is_public4(ipv4_at(a + 12));
  if ((a[0] & 0xE0) != 0x20) return false;                                         // outside of 2000::/3: loopback, unique local, link-local, multicast
  if (a[0] == 0x20 && a[1] == 0x01 && (a[2] & 0xFE) == 0) return false;            // 2001::/23: protocol assignments, Teredo
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8) return false;  // documentation
  if (a[0] == 0x3F && a[1] == 0xFF && (a[2] & 0xF0) == 0) return false;            // documentation
  if (a[0] == 0x20 && a[1] == 0x02) return is_public4(ipv4_at(a + 2));             // 6to4
  return true;
}

struct FreeUrl {
  void operator()(CURLU* u) const { curl_url_cleanup(u); }
};

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK || text == nullptr) return {};
  std::string out = text;
  curl_free(text);
  return out;
}

}  // namespace

bool is_public_address(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    return is_public4(ntohl(in.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    return is_public6(in.sin6_addr.s6_addr);
  }
  return false;
}

std::string address_text(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "?";
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    ::inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    ::inet_ntop(AF_INET6, &in.sin6_addr, text, sizeof text);
  }
  return text;
}

UrlParts parse_url(std::string_view text) {
  if (text.size() > kMaxUrl) throw Error("the address is longer than " + std::to_string(kMaxUrl) + " bytes");
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f) throw Error("is no address (spaces or control bytes in it)");
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if (!url) throw Error("out of memory");
  if (curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    throw Error("is no address of the web (http:// or https://)");
  UrlParts out;
  out.scheme = part(url.get(), CURLUPART_SCHEME);
  if (out.scheme != "http" && out.scheme != "https") throw Error("only http and https are fetched, not '" + out.scheme.substr(0, 20) + "'");
  if (!part(url.get(), CURLUPART_USER).empty() || !part(url.get(), CURLUPART_PASSWORD).empty()) throw Error("the address holds a user name or password");
  out.host = part(url.get(), CURLUPART_HOST);
  for (char& c : out.host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (out.host.empty()) throw Error("the address has no host");
  const std::string port = part(url.get(), CURLUPART_PORT);
  if (!port.empty() && port != (out.scheme == "http" ? "80" : "443")) out.host += ":" + port;
  out.path = part(url.get(), CURLUPART_PATH);
  if (out.path.empty()) out.path.push_back('/');
  if (const std::string query = part(url.get(), CURLUPART_QUERY); !query.empty()) out.path += "?" + query;
  return out;
}

std::string resolve_url(const std::string& base, const std::string& reference) {
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK) return {};
  if (curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), 0) != CURLUE_OK) return {};
  return part(url.get(), CURLUPART_URL);
}

}  // namespace detente
