// HttpClient: one HTTP request after another over libcurl, within limits: only http and https, public addresses (checked where the socket
// is made, so that no name can lead elsewhere between check and use), certificates checked, no cookies, no proxies, no credentials; size
// counted after unpacking. What goes wrong on the way is a value. A client belongs to one thread.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace detente {

struct HttpOptions {
  std::string user_agent = "detente/0.1.0 (reader of news feeds)";
  double timeout_seconds = 30;                    // of one request, its redirects not counted
  std::size_t max_bytes = std::size_t{16} << 20;  // of a body, unpacked
  int max_redirects = 5;
  bool allow_private = false;  // also private and local addresses
};

struct HttpResponse {
  long status = 0;         // 0: no answer, see `error`
  std::string error;       // one line; empty when there was an answer, whatever its status
  bool temporary = false;  // the error may pass: no connection, a time-out
  std::string url;         // after redirects
  std::string body, content_type, etag, last_modified;
  double retry_after = 0;  // seconds from now that the server asks for, 0: none

  [[nodiscard]] bool good() const { return status >= 200 && status < 300; }
};

class HttpClient {
 public:
  // Throws Error when libcurl cannot start. `options` is copied.
  explicit HttpClient(const HttpOptions& options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Asks before each request, that of a redirect too; a line that is not empty refuses it.
  using Check = std::function<std::string(const std::string& url)>;
  // GET with redirects followed, each target checked like the first address. `headers`: "Name: value".
  [[nodiscard]] HttpResponse get(const std::string& url, const std::vector<std::string>& headers = {}, const Check& check = nullptr);
  // POST without following redirects.
  [[nodiscard]] HttpResponse post(const std::string& url, std::string_view body, const std::string& content_type);
  [[nodiscard]] const HttpOptions& options() const { return options_; }

 private:
  struct Transfer;
  HttpResponse perform(const std::string& url, const std::vector<std::string>& headers, const std::string_view* body, std::string& redirect);

  HttpOptions options_;
  void* handle_ = nullptr;  // CURL
};

// Seconds from `now` (Unix time) that a Retry-After header asks for: "120" or an HTTP date; 0 when it is neither or is over.
[[nodiscard]] double retry_seconds(const std::string& value, std::int64_t now);

}  // namespace detente
