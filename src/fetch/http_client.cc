#include "fetch/http_client.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <mutex>

#include "fetch/address.h"
#include "util/error.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::size_t kMaxHeaderBytes = std::size_t{128} << 10;
constexpr std::size_t kMaxKept = 1000;  // bytes of a header's value that are kept

void start_libcurl() {
  static std::once_flag once;
  static CURLcode state = CURLE_OK;
  std::call_once(once, [] { state = curl_global_init(CURL_GLOBAL_DEFAULT); });
  if (state != CURLE_OK) throw Error("libcurl cannot start");
}

struct HeaderList {
  HeaderList() = default;
  ~HeaderList() { curl_slist_free_all(list); }
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
  curl_slist* list = nullptr;
};

}  // namespace

// What the callbacks of one request share.
struct HttpClient::Transfer {
  const HttpOptions& options;
  HttpResponse& response;
  std::string refused;  // the address that was not connected to
  std::size_t header_bytes = 0;
  bool too_large = false;

  static std::size_t on_body(char* data, std::size_t one, std::size_t size, void* self) {
    auto& t = *static_cast<Transfer*>(self);
    const std::size_t n = one * size;
    if (t.response.body.size() + n > t.options.max_bytes) {
      t.too_large = true;
      return 0;
    }
    t.response.body.append(data, n);
    return n;
  }

  static std::size_t on_header(char* data, std::size_t one, std::size_t size, void* self) {
    auto& t = *static_cast<Transfer*>(self);
    const std::size_t n = one * size;
    t.header_bytes += n;
    if (t.header_bytes > kMaxHeaderBytes) {
      t.too_large = true;
      return 0;
    }
    const std::string_view line(data, n);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return n;
    const std::size_t begin = line.find_first_not_of(" \t\r\n", colon + 1);
    const std::size_t end = line.find_last_not_of(" \t\r\n");
    const std::string value(begin == std::string_view::npos ? std::string_view() : line.substr(begin, std::min(end - begin + 1, kMaxKept)));
    const std::string name = utf8::lower_ascii(line.substr(0, colon));
    if (name == "etag") t.response.etag = value;
    else if (name == "last-modified") t.response.last_modified = value;
    else if (name == "content-type") t.response.content_type = value;
    else if (name == "retry-after") t.response.retry_after = retry_seconds(value, std::time(nullptr));
    return n;
  }

  static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* a) {
    auto& t = *static_cast<Transfer*>(self);
    if (!t.options.allow_private && !is_public_address(&a->addr)) {
      t.refused = address_text(&a->addr);
      errno = EACCES;
      return CURL_SOCKET_BAD;
    }
    return ::socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
  }

  [[nodiscard]] std::string reason(CURLcode code, const char* detail) const {
    if (too_large && header_bytes > kMaxHeaderBytes) return "the answer's head is too long";
    if (too_large || code == CURLE_FILESIZE_EXCEEDED) return "is larger than " + std::to_string(options.max_bytes >> 10) + " KB and is refused";
    if (!refused.empty()) return "leads to the private address " + refused + " and is refused (--allow-private permits it)";
    switch (code) {
      case CURLE_OPERATION_TIMEDOUT: return "no answer within " + std::to_string(static_cast<long>(options.timeout_seconds + 0.999)) + " s";
      case CURLE_COULDNT_RESOLVE_HOST: return "the host is not known";
      case CURLE_COULDNT_CONNECT: return "no connection";
      case CURLE_PEER_FAILED_VERIFICATION: return std::string("the certificate is not trusted: ") + detail;
      case CURLE_BAD_CONTENT_ENCODING: return "the packed answer is damaged";
      default: return *detail != '\0' ? detail : curl_easy_strerror(code);
    }
  }
};

HttpClient::HttpClient(const HttpOptions& options) : options_(options) {
  start_libcurl();
  handle_ = curl_easy_init();
  if (handle_ == nullptr) throw Error("libcurl cannot start");
}

HttpClient::~HttpClient() { curl_easy_cleanup(static_cast<CURL*>(handle_)); }

HttpResponse HttpClient::get(const std::string& url, const std::vector<std::string>& headers, const Check& check) {
  std::string at = url;
  for (int redirects = 0;; ++redirects) {
    HttpResponse response;
    response.url = at;
    try {
      (void)parse_url(at);
    } catch (const Error& e) {
      response.error = redirects == 0 ? e.what() : "redirects to " + at.substr(0, 200) + ": " + e.what();
      return response;
    }
    if (check) response.error = check(at);
    if (!response.error.empty()) return response;
    std::string next;
    response = perform(at, headers, nullptr, next);
    response.url = at;
    if (!response.error.empty() && redirects > 0) response.error = "redirects to " + at.substr(0, 200) + ": " + response.error;
    if (next.empty()) return response;
    if (redirects == options_.max_redirects) {
      response.status = 0;
      response.body.clear();
      response.error = "more than " + std::to_string(options_.max_redirects) + " redirects";
      return response;
    }
    at = std::move(next);
  }
}

HttpResponse HttpClient::post(const std::string& url, std::string_view body, const std::string& content_type) {
  HttpResponse response;
  try {
    (void)parse_url(url);
  } catch (const Error& e) {
    response.error = e.what();
    return response;
  }
  std::string next;
  // "Expect" would only cost a round trip
  response = perform(url, {"Content-Type: " + content_type, "Expect:"}, &body, next);
  response.url = url;
  return response;
}

HttpResponse HttpClient::perform(const std::string& url, const std::vector<std::string>& headers, const std::string_view* body, std::string& redirect) {
  auto* curl = static_cast<CURL*>(handle_);
  HttpResponse response;
  Transfer transfer{options_, response, {}, 0, false};
  HeaderList list;
  for (const std::string& h : headers) list.add(h);
  char detail[CURL_ERROR_SIZE] = "";
  curl_easy_reset(curl);  // keeps connections
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
#if LIBCURL_VERSION_NUM >= 0x075500
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // behind a proxy the address could not be checked
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, options_.user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl unpacks
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout_seconds * 1000));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(options_.timeout_seconds, 15.0) * 1000));
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(options_.max_bytes));
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.list);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &Transfer::open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  if (body != nullptr) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->data());
  }
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) {
    response.error = transfer.reason(code, detail);
    std::replace(response.error.begin(), response.error.end(), '\n', ' ');
    response.temporary = transfer.refused.empty() && !transfer.too_large && code != CURLE_FILESIZE_EXCEEDED && code != CURLE_PEER_FAILED_VERIFICATION;
    response.body.clear();
    return response;
  }
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response.status);
  const char* target = nullptr;
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &target);
  if (target != nullptr && response.status >= 300 && response.status < 400) redirect = target;
  return response;
}

double retry_seconds(const std::string& value, std::int64_t now) {
  if (value.empty()) return 0;
  char* end = nullptr;
  const long long seconds = std::strtoll(value.c_str(), &end, 10);
  if (*end == '\0') return static_cast<double>(std::clamp<long long>(seconds, 0, 365LL * 86400));
  const std::time_t at = curl_getdate(value.c_str(), nullptr);
  return at < 0 || at <= now ? 0 : static_cast<double>(std::min<std::int64_t>(at - now, std::int64_t{365} * 86400));
}

}  // namespace detente
