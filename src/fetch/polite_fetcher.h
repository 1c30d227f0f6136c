// PoliteFetcher: feeds and article pages as a good guest fetches them: asks whether a feed has changed (ETag, If-Modified-Since), pauses
// between requests to one host, keeps away as long as a server asks to (Retry-After, 429, 503), and reads pages only where robots.txt lets
// it. Belongs to one thread.
#pragma once
#include <chrono>
#include <map>
#include <string>

#include "fetch/fetch_state.h"
#include "fetch/http_client.h"
#include "fetch/robots.h"

namespace detente {

struct PoliteOptions {
  HttpOptions http;
  double pause_seconds = 1;      // between two requests to one host; robots.txt may ask for more, up to 30
  double max_wait_seconds = 10;  // a Retry-After up to this is waited for, a longer one is left to a later run
};

struct Fetched {
  enum class Kind {
    fresh,      // `response` has the body
    unchanged,  // 304
    later,      // the server asked to be left alone until a time that `message` tells
    forbidden,  // robots.txt does not allow it
    failed
  };
  Kind kind = Kind::failed;
  std::string message;  // one line without the address, unless fresh or unchanged
  HttpResponse response;
  bool temporary = false;  // of what failed: worth another run
};

class PoliteFetcher {
 public:
  PoliteFetcher(const PoliteOptions& options, FetchState& state) : options_(options), state_(state), client_(options.http) {}

  // Only when it has changed since the state was written. The new validators are in the response; who has stored what came notes them.
  [[nodiscard]] Fetched feed(const std::string& url);
  [[nodiscard]] Fetched page(const std::string& url);

 private:
  using Clock = std::chrono::steady_clock;
  Fetched fetch(const std::string& url, const std::vector<std::string>& headers, bool robots);
  [[nodiscard]] std::string wait_for(const std::string& url);  // pauses; a line when the host asked to be left alone
  const Robots& robots_of(const std::string& url);
  void note(const HttpResponse& response);

  PoliteOptions options_;
  FetchState& state_;
  HttpClient client_;
  std::map<std::string, Clock::time_point> last_;  // request to a host
  std::map<std::string, Robots> robots_;           // by origin
};

}  // namespace detente
