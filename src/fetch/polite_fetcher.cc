#include "fetch/polite_fetcher.h"

#include <algorithm>
#include <ctime>
#include <thread>

#include "fetch/address.h"
#include "util/error.h"

namespace detente {

namespace {

constexpr double kMaxCrawlDelay = 30;
constexpr std::int64_t kFirstBackOff = 300, kMaxBackOff = 86400;  // seconds, when a server refuses without saying for how long
constexpr char kAgent[] = "detente";                              // as robots.txt names the program

bool asks_to_wait(const HttpResponse& r) { return r.status == 429 || r.status == 503; }

std::string time_text(std::int64_t at) {
  const std::time_t t = at;
  std::tm utc{};
  char text[32];
  ::gmtime_r(&t, &utc);
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

void sleep_seconds(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

const char* status_text(long status) {
  switch (status) {
    case 401:
    case 403: return " (not permitted)";
    case 404: return " (not found)";
    case 410: return " (gone)";
    default: return status >= 500 ? " (trouble at the server)" : "";
  }
}

}  // namespace

Fetched PoliteFetcher::feed(const std::string& url) {
  std::vector<std::string> headers = {"Accept: application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"};
  if (const auto known = state_.feeds.find(url); known != state_.feeds.end()) {
    if (!known->second.etag.empty()) headers.push_back("If-None-Match: " + known->second.etag);
    if (!known->second.last_modified.empty()) headers.push_back("If-Modified-Since: " + known->second.last_modified);
  }
  return fetch(url, headers, false);
}

Fetched PoliteFetcher::page(const std::string& url) { return fetch(url, {"Accept: text/html, application/xhtml+xml;q=0.9, */*;q=0.5"}, true); }

Fetched PoliteFetcher::fetch(const std::string& url, const std::vector<std::string>& headers, bool robots) {
  Fetched out;
  bool forbidden = false, later = false;
  const auto check = [&](const std::string& at) -> std::string {
    if (robots && !robots_of(at).allows(parse_url(at).path)) {
      forbidden = true;
      return "robots.txt of " + parse_url(at).host + " does not allow it";
    }
    std::string asked = wait_for(at);
    later = !asked.empty();
    return asked;
  };
  out.response = client_.get(url, headers, check);
  note(out.response);
  if (asks_to_wait(out.response) && out.response.retry_after > 0 && out.response.retry_after <= options_.max_wait_seconds) {
    sleep_seconds(out.response.retry_after);
    state_.hosts[parse_url(out.response.url).origin()].not_before = 0;
    out.response = client_.get(url, headers, check);
    note(out.response);
  }
  const HttpResponse& r = out.response;
  out.temporary = r.temporary || r.status >= 500;
  if (forbidden || later) {
    out.kind = forbidden ? Fetched::Kind::forbidden : Fetched::Kind::later;
    out.message = r.error;
  } else if (!r.error.empty()) {
    out.message = r.error;
  } else if (r.status == 304) {
    out.kind = Fetched::Kind::unchanged;
  } else if (asks_to_wait(r)) {
    out.kind = Fetched::Kind::later;
    out.message =
        "the server answers " + std::to_string(r.status) + " and asks to be left alone until " + time_text(state_.hosts[parse_url(r.url).origin()].not_before);
  } else if (r.good()) {
    out.kind = Fetched::Kind::fresh;
  } else {
    out.message = "the server answers " + std::to_string(r.status) + status_text(r.status);
  }
  return out;
}

std::string PoliteFetcher::wait_for(const std::string& url) {
  const UrlParts parts = parse_url(url);
  if (const auto host = state_.hosts.find(parts.origin()); host != state_.hosts.end() && host->second.not_before > std::time(nullptr))
    return parts.host + " asked to be left alone until " + time_text(host->second.not_before);
  const auto robots = robots_.find(parts.origin());
  const double pause = std::max(options_.pause_seconds, robots == robots_.end() ? 0 : std::min(robots->second.crawl_delay(), kMaxCrawlDelay));
  if (const auto last = last_.find(parts.host); last != last_.end())
    sleep_seconds(std::max(0.0, pause - std::chrono::duration<double>(Clock::now() - last->second).count()));
  last_[parts.host] = Clock::now();
  return {};
}

// RFC 9309: without a file everything is allowed; while it cannot be had because of the server nothing is.
const Robots& PoliteFetcher::robots_of(const std::string& url) {
  const std::string origin = parse_url(url).origin();
  const auto known = robots_.find(origin);
  if (known != robots_.end()) return known->second;
  const HttpResponse r = client_.get(origin + "/robots.txt", {}, [this](const std::string& at) { return wait_for(at); });
  note(r);
  const bool unknown = r.status == 0 || r.status >= 500 || r.status == 429;
  return robots_[origin] = unknown ? Robots::nothing_allowed() : r.good() ? Robots(r.body, kAgent) : Robots();
}

void PoliteFetcher::note(const HttpResponse& r) {
  if (r.status == 0) return;
  const std::string origin = parse_url(r.url).origin();
  if (!asks_to_wait(r)) {
    state_.hosts.erase(origin);
    return;
  }
  HostState& host = state_.hosts[origin];
  const std::int64_t now = std::time(nullptr);
  const std::int64_t own = std::min(kFirstBackOff << std::min(host.refusals, 10), kMaxBackOff);
  host.not_before = now + (r.retry_after > 0 ? static_cast<std::int64_t>(r.retry_after) : own);
  ++host.refusals;
}

}  // namespace detente
