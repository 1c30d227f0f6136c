#include "fetch/webhook.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace detente {

PostResult post_json(const std::string& url, const std::string& body, const PostOptions& options) {
  HttpClient client(options.http);
  PostResult out;
  double wait = options.first_wait_seconds;
  for (;;) {
    const HttpResponse r = client.post(url, body, "application/json");
    ++out.tries;
    out.status = r.status;
    out.delivered = r.good();
    out.message.clear();
    if (out.delivered) return out;
    if (r.status >= 300 && r.status < 400) out.message = "the server answers " + std::to_string(r.status) + ", and redirects of a POST are not followed";
    else out.message = r.error.empty() ? "the server answers " + std::to_string(r.status) : r.error;
    const bool again = r.status == 429 || r.status >= 500 || r.temporary;
    if (!again || out.tries >= options.tries) return out;
    std::this_thread::sleep_for(std::chrono::duration<double>(std::min(r.retry_after > 0 ? r.retry_after : wait, options.max_wait_seconds)));
    wait *= 2;
  }
}

}  // namespace detente
