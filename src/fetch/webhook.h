// post_json: tells another program something by HTTP POST. Same rules as every fetch: public addresses only unless allowed, certificates
// checked, no redirects. Safe from any thread.
#pragma once
#include <string>

#include "fetch/http_client.h"

namespace detente {

struct PostOptions {
  HttpOptions http;               // timeout_seconds is of one try
  int tries = 4;                  // at most
  double first_wait_seconds = 1;  // before the second try, doubled before each further one
  double max_wait_seconds = 30;   // also of a Retry-After, which replaces the doubled wait
};

struct PostResult {
  bool delivered = false;  // answered with 2xx
  long status = 0;         // of the last answer, 0 when there was none
  int tries = 0;
  std::string message;  // one line that says why it was not delivered
};

// Tries again after 429, 5xx, time-outs and broken connections; any other answer ends it.
[[nodiscard]] PostResult post_json(const std::string& url, const std::string& body, const PostOptions& options = {});

}  // namespace detente
