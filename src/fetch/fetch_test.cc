// Fetching against a server of the test's own. The verb as a whole: tests/fetch.sh.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <chrono>
#include <ctime>

#include "fetch/address.h"
#include "fetch/polite_fetcher.h"
#include "fetch/server_fixture.h"
#include "fetch/webhook.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

bool is_public(const char* text) {
  sockaddr_in in4{};
  in4.sin_family = AF_INET;
  if (::inet_pton(AF_INET, text, &in4.sin_addr) == 1) return is_public_address(reinterpret_cast<const sockaddr*>(&in4));
  sockaddr_in6 in6{};
  in6.sin6_family = AF_INET6;
  EXPECT_EQ(::inet_pton(AF_INET6, text, &in6.sin6_addr), 1) << text;
  return is_public_address(reinterpret_cast<const sockaddr*>(&in6));
}

TEST(AddressTest, PublicOrNot) {
  for (const char* a : {"8.8.8.8", "93.184.216.34", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "192.167.0.1", "11.0.0.1",
                        "223.255.255.255", "2606:2800:220:1::1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"})
    EXPECT_TRUE(is_public(a)) << a;
  for (const char* a : {"0.0.0.0",
                        "10.0.0.1",
                        "127.0.0.1",
                        "127.255.255.255",
                        "169.254.169.254",
                        "172.16.0.1",
                        "172.31.255.255",
                        "192.168.1.1",
                        "100.64.0.1",
                        "192.0.2.1",
                        "198.18.0.1",
                        "198.51.100.7",
                        "203.0.113.9",
                        "224.0.0.1",
                        "240.0.0.1",
                        "255.255.255.255",
                        "::",
                        "::1",
                        "fe80::1",
                        "fc00::1",
                        "fd12::1",
                        "ff02::1",
                        "2001:db8::1",
                        "2001::1",
                        "::ffff:127.0.0.1",
                        "::ffff:169.254.169.254",
                        "64:ff9b::10.0.0.1",
                        "2002:7f00:1::1",
                        "fd00:ec2::254"})
    EXPECT_FALSE(is_public(a)) << a;
}

std::string refusal(const std::string& url) {
  try {
    (void)parse_url(url);
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(AddressTest, Urls) {
  const UrlParts p = parse_url("https://News.Example:8443/a/b?c=d#e");
  EXPECT_EQ(p.origin(), "https://news.example:8443");
  EXPECT_EQ(p.path, "/a/b?c=d");
  EXPECT_EQ(parse_url("http://a.example:80").origin(), "http://a.example");
  EXPECT_EQ(parse_url("http://a.example:80").path, "/");
  EXPECT_NE(refusal("https://me:secret@a.example/").find("user name or password"), std::string::npos);
  EXPECT_NE(refusal("file:///etc/passwd").find("only http and https"), std::string::npos);
  EXPECT_NE(refusal("gopher://a.example/").find("only http and https"), std::string::npos);
  EXPECT_NE(refusal("http://a.example/\r\nX: y").find("control bytes"), std::string::npos);
  EXPECT_NE(refusal(""), "");
  EXPECT_NE(refusal("http://"), "");
  EXPECT_NE(refusal("http://a.example/" + std::string(5000, 'a')).find("longer than"), std::string::npos);
  EXPECT_EQ(resolve_url("https://a.example/feeds/x.xml", "../b/1?c=2"), "https://a.example/b/1?c=2");
}

TEST(RobotsTest, GroupsAndLongestRule) {
  const Robots r("User-agent: other\nDisallow: /\n\n# a word\nUser-Agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nCrawl-delay: 2.5\n",
                 "detente");
  EXPECT_TRUE(r.allows("/"));
  EXPECT_FALSE(r.allows("/private/a"));
  EXPECT_TRUE(r.allows("/private/open/a"));
  EXPECT_FALSE(r.allows("/a/b.pdf"));
  EXPECT_TRUE(r.allows("/a/b.pdf?x"));
  EXPECT_DOUBLE_EQ(r.crawl_delay(), 2.5);
  const Robots own("User-agent: *\nDisallow: /\nUser-agent: Detente/9\nUser-agent: friend\nDisallow:\n", "detente");
  EXPECT_TRUE(own.allows("/anything"));
  EXPECT_FALSE(Robots::nothing_allowed().allows("/"));
  EXPECT_TRUE(Robots("<html>not found</html>", "detente").allows("/"));
  EXPECT_FALSE(Robots("user-agent: *\rdisallow: /a*b*c", "detente").allows("/axxbyyc"));
}

TEST(RetryTest, SecondsAndDates) {
  EXPECT_DOUBLE_EQ(retry_seconds("120", 0), 120);
  EXPECT_DOUBLE_EQ(retry_seconds("Fri, 22 Jan 2016 14:05:30 GMT", 1453471500), 30);
  EXPECT_DOUBLE_EQ(retry_seconds("Fri, 22 Jan 2016 14:05:30 GMT", 1453471600), 0);
  EXPECT_DOUBLE_EQ(retry_seconds("-5", 0), 0);
  EXPECT_DOUBLE_EQ(retry_seconds("soon", 0), 0);
}

PoliteOptions local() {
  PoliteOptions o;
  o.http.allow_private = true;
  o.http.timeout_seconds = 5;
  o.pause_seconds = 0;
  return o;
}

std::string path_of(const std::string& request) { return request.substr(4, request.find(' ', 4) - 4); }

TEST(FetchTest, AsksWhetherAFeedHasChanged) {
  const TestServer server([](const std::string& request) {
    if (request.find("If-None-Match: \"v1\"") != std::string::npos) return http_answer("304 Not Modified", "ETag: \"v1\"\r\n", "");
    return http_answer("200 OK", "ETag: \"v1\"\r\nLast-Modified: Fri, 22 Jan 2016 14:05:30 GMT\r\nContent-Type: text/xml\r\n", "<rss/>");
  });
  FetchState state;
  PoliteFetcher fetcher(local(), state);
  const Fetched first = fetcher.feed(server.url("/a"));
  ASSERT_EQ(first.kind, Fetched::Kind::fresh) << first.message;
  EXPECT_EQ(first.response.body, "<rss/>");
  EXPECT_EQ(first.response.content_type, "text/xml");
  state.feeds[server.url("/a")] = {first.response.etag, first.response.last_modified, {}};
  EXPECT_EQ(fetcher.feed(server.url("/a")).kind, Fetched::Kind::unchanged);
  const std::vector<std::string> requests = server.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_NE(requests[0].find("User-Agent: detente/"), std::string::npos);
  EXPECT_EQ(requests[0].find("If-"), std::string::npos);
  EXPECT_NE(requests[1].find("If-Modified-Since: Fri, 22 Jan 2016 14:05:30 GMT"), std::string::npos);
}

TEST(FetchTest, RedirectsAreFollowedAndChecked) {
  const TestServer server([](const std::string& request) {
    const std::string path = path_of(request);
    if (path == "/loop") return http_answer("302 Found", "Location: /loop\r\n", "");
    if (path == "/file") return http_answer("302 Found", "Location: file:///etc/passwd\r\n", "");
    if (path == "/secret") return http_answer("302 Found", "Location: http://me:pw@127.0.0.1/\r\n", "");
    if (path == "/moved") return http_answer("301 Moved", "Location: /here\r\n", "");
    return http_answer("200 OK", "", "text");
  });
  FetchState state;
  PoliteFetcher fetcher(local(), state);
  const Fetched moved = fetcher.feed(server.url("/moved"));
  EXPECT_EQ(moved.kind, Fetched::Kind::fresh) << moved.message;
  EXPECT_EQ(moved.response.url, server.url("/here"));
  EXPECT_EQ(fetcher.feed(server.url("/loop")).message, "more than 5 redirects");
  EXPECT_NE(fetcher.feed(server.url("/file")).message.find("only http and https"), std::string::npos);
  EXPECT_NE(fetcher.feed(server.url("/secret")).message.find("user name or password"), std::string::npos);
}

TEST(FetchTest, PrivateAddressesAreRefused) {
  const TestServer server([](const std::string&) { return http_answer("200 OK", "", "text"); });
  FetchState state;
  PoliteOptions options = local();
  options.http.allow_private = false;
  PoliteFetcher fetcher(options, state);
  const std::string port = server.url("/").substr(17);
  // The name leads to the address as the last check sees it, however it is written
  for (const std::string& host : {std::string("127.0.0.1:"), std::string("localhost:"), std::string("0x7f.1:"), std::string("[::ffff:127.0.0.1]:")}) {
    const Fetched f = fetcher.feed("http://" + host + port);
    EXPECT_EQ(f.kind, Fetched::Kind::failed);
    EXPECT_NE(f.message.find("private address"), std::string::npos) << host << " " << f.message;
  }
  EXPECT_NE(fetcher.feed("http://169.254.169.254/latest/meta-data/").message.find("private address"), std::string::npos);
  EXPECT_TRUE(server.requests().empty());
}

std::string gzip(const std::string& bytes) {
  z_stream z{};
  EXPECT_EQ(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&z, bytes.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

TEST(FetchTest, SizeIsLimitedAlsoUnpacked) {
  const std::string bomb = gzip(std::string(std::size_t{8} << 20, 'a'));
  EXPECT_LT(bomb.size(), 10'000U);
  const TestServer server([&](const std::string& request) {
    if (path_of(request) == "/bomb") return http_answer("200 OK", "Content-Encoding: gzip\r\n", bomb);
    if (path_of(request) == "/small") return http_answer("200 OK", "Content-Encoding: gzip\r\n", gzip("a small text"));
    if (path_of(request) == "/broken") return http_answer("200 OK", "Content-Encoding: gzip\r\n", "no gzip at all");
    if (path_of(request) == "/endless") return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(3'000'000, 'b');  // no length told
    return http_answer("200 OK", "", std::string(3'000'000, 'b'));
  });
  FetchState state;
  PoliteOptions options = local();
  options.http.max_bytes = 1 << 20;
  PoliteFetcher fetcher(options, state);
  EXPECT_EQ(fetcher.feed(server.url("/small")).response.body, "a small text");
  for (const char* path : {"/bomb", "/large", "/endless"}) {
    const Fetched f = fetcher.feed(server.url(path));
    EXPECT_EQ(f.message, "is larger than 1024 KB and is refused") << path;
    EXPECT_TRUE(f.response.body.empty());
    EXPECT_FALSE(f.temporary);
  }
  EXPECT_NE(fetcher.feed(server.url("/broken")).message, "");
}

TEST(FetchTest, SlowServersTimeOut) {
  const TestServer server([](const std::string&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(800));
    return http_answer("200 OK", "", "late");
  });
  FetchState state;
  PoliteOptions options = local();
  options.http.timeout_seconds = 0.2;
  PoliteFetcher fetcher(options, state);
  const Fetched f = fetcher.feed(server.url("/"));
  EXPECT_EQ(f.message, "no answer within 1 s");
  EXPECT_TRUE(f.temporary);
}

TEST(FetchTest, RetryAfterIsHonoured) {
  std::atomic<int> asked = 0;
  const TestServer server([&](const std::string& request) {
    if (path_of(request) == "/long") return http_answer("429 Too Many Requests", "Retry-After: 3600\r\n", "");
    if (path_of(request) == "/silent") return http_answer("503 Service Unavailable", "", "");
    return ++asked == 1 ? http_answer("503 Service Unavailable", "Retry-After: 1\r\n", "") : http_answer("200 OK", "", "now");
  });
  FetchState state;
  PoliteFetcher fetcher(local(), state);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(fetcher.feed(server.url("/short")).kind, Fetched::Kind::fresh);
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(990));
  const Fetched refused = fetcher.feed(server.url("/long"));
  EXPECT_EQ(refused.kind, Fetched::Kind::later);
  EXPECT_NE(refused.message.find("429"), std::string::npos);
  const std::size_t so_far = server.requests().size();
  // Nothing of that host is asked for until then, by a later run neither
  FetchState kept = state;
  PoliteFetcher later(local(), kept);
  EXPECT_EQ(later.feed(server.url("/other")).kind, Fetched::Kind::later);
  EXPECT_EQ(server.requests().size(), so_far);
  // Without a time the program keeps away longer with each refusal
  kept.hosts.clear();
  EXPECT_EQ(later.feed(server.url("/silent")).kind, Fetched::Kind::later);
  HostState& host = kept.hosts.begin()->second;
  EXPECT_NEAR(static_cast<double>(host.not_before - std::time(nullptr)), 300, 3);
  host.not_before = 0;
  EXPECT_EQ(later.feed(server.url("/silent")).kind, Fetched::Kind::later);
  EXPECT_NEAR(static_cast<double>(kept.hosts.begin()->second.not_before - std::time(nullptr)), 600, 3);
}

TEST(FetchTest, PausesBetweenRequestsToOneHost) {
  const TestServer server([](const std::string&) { return http_answer("200 OK", "", "text"); });
  FetchState state;
  PoliteOptions options = local();
  options.pause_seconds = 0.2;
  PoliteFetcher fetcher(options, state);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(fetcher.feed(server.url("/")).kind, Fetched::Kind::fresh);
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(395));
}

TEST(FetchTest, PagesOnlyWhereRobotsTxtLetsIt) {
  std::string robots = http_answer("200 OK", "", "User-agent: *\nDisallow: /closed\n");
  const TestServer server([&](const std::string& request) {
    if (path_of(request) == "/robots.txt") return robots;
    if (path_of(request) == "/way") return http_answer("302 Found", "Location: /closed/b\r\n", "");
    return http_answer("200 OK", "", "page");
  });
  FetchState state;
  PoliteFetcher fetcher(local(), state);
  EXPECT_EQ(fetcher.page(server.url("/open")).kind, Fetched::Kind::fresh);
  const Fetched closed = fetcher.page(server.url("/closed/a"));
  EXPECT_EQ(closed.kind, Fetched::Kind::forbidden);
  EXPECT_NE(closed.message.find("robots.txt of 127.0.0.1"), std::string::npos);
  EXPECT_EQ(fetcher.page(server.url("/way")).kind, Fetched::Kind::forbidden);
  EXPECT_EQ(server.requests().size(), 3U);  // robots.txt once, /open, /way
  robots = http_answer("404 Not Found", "", "");
  EXPECT_EQ(PoliteFetcher(local(), state).page(server.url("/closed/a")).kind, Fetched::Kind::fresh);
  robots = http_answer("500 Broken", "", "");
  EXPECT_EQ(PoliteFetcher(local(), state).page(server.url("/open")).kind, Fetched::Kind::forbidden);
}

TEST(FetchTest, OtherAnswersAreTold) {
  const TestServer server([](const std::string&) { return http_answer("404 Not Found", "", ""); });
  FetchState state;
  PoliteFetcher fetcher(local(), state);
  EXPECT_EQ(fetcher.feed(server.url("/")).message, "the server answers 404 (not found)");
  EXPECT_EQ(fetcher.feed("http://127.0.0.1:1/").message, "no connection");
  EXPECT_EQ(fetcher.feed("http://no-such-host.invalid/").message, "the host is not known");
}

TEST(StateTest, IsReadBack) {
  FetchState state;
  state.feeds["https://a.example/x?y=\"z\""] = {"W/\"v\\1\"", "Fri, 22 Jan 2016 14:05:30 GMT", {"00ff", "0a"}};
  state.feeds["https://b.example/"] = {};
  state.hosts["https://a.example"] = {1453471500, 3};
  const std::string path = testing::TempDir() + "/" + std::to_string(::getpid()) + ".fetch";
  state.save(path);
  EXPECT_EQ(FetchState::load(path), state);
  write_file(path, "{\"version\":99}");
  EXPECT_THROW((void)FetchState::load(path), Error);
  write_file(path, "no json");
  EXPECT_THROW((void)FetchState::load(path), Error);
  ::unlink(path.c_str());
  EXPECT_EQ(FetchState::load(path), FetchState());
}

PostOptions quick() {
  PostOptions o;
  o.http.allow_private = true;
  o.http.timeout_seconds = 2;
  o.first_wait_seconds = 0.02;
  return o;
}

TEST(WebhookTest, PostsAndTriesAgain) {
  std::atomic<int> asked = 0;
  const TestServer server([&](const std::string& request) {
    if (request.rfind("POST /moved", 0) == 0) return http_answer("302 Found", "Location: /hook\r\n", "");
    if (request.rfind("POST /bad", 0) == 0) return http_answer("400 Bad Request", "", "");
    if (request.rfind("POST /down", 0) == 0) return http_answer("500 Broken", "", "");
    return ++asked < 3 ? http_answer("502 Bad Gateway", "", "") : http_answer("204 No Content", "", "");
  });
  const PostResult good = post_json(server.url("/hook"), "{\"event\":\"e1\"}", quick());
  EXPECT_TRUE(good.delivered) << good.message;
  EXPECT_EQ(good.tries, 3);
  EXPECT_EQ(good.status, 204);
  const std::string last = server.requests().back();
  EXPECT_NE(last.find("Content-Type: application/json"), std::string::npos);
  EXPECT_EQ(last.substr(last.find("\r\n\r\n") + 4), "{\"event\":\"e1\"}");
  const PostResult bad = post_json(server.url("/bad"), "{}", quick());
  EXPECT_FALSE(bad.delivered);
  EXPECT_EQ(bad.tries, 1);
  EXPECT_EQ(bad.message, "the server answers 400");
  EXPECT_EQ(post_json(server.url("/down"), "{}", quick()).tries, 4);
  EXPECT_NE(post_json(server.url("/moved"), "{}", quick()).message.find("redirects of a POST are not followed"), std::string::npos);
  PostOptions strict = quick();
  strict.http.allow_private = false;
  const PostResult refused = post_json(server.url("/hook"), "{}", strict);
  EXPECT_EQ(refused.tries, 1);
  EXPECT_NE(refused.message.find("private address"), std::string::npos);
}

}  // namespace
}  // namespace detente
