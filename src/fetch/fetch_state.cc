#include "fetch/fetch_state.h"

#include <simdjson.h>

#include "util/error.h"
#include "util/file.h"
#include "util/json_out.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::int64_t kVersion = 1;

std::string text_of(const simdjson::dom::object& o, const char* key) {
  std::string_view s;
  return o.at_key(key).get(s) ? std::string() : std::string(s);
}

std::int64_t number_of(const simdjson::dom::object& o, const char* key) {
  std::int64_t n = 0;
  return o.at_key(key).get(n) ? 0 : n;
}

// Servers may send any bytes.
void append(std::string& out, const char* key, std::string value) {
  utf8::repair(value);
  json::append_string(out, key);
  out += ':';
  json::append_string(out, value);
}

}  // namespace

FetchState FetchState::load(const std::string& path) {
  FetchState out;
  if (!file_exists(path)) return out;
  const std::string bytes = read_file(path);
  simdjson::dom::parser parser;
  simdjson::dom::object root, group;
  if (parser.parse(bytes).get(root)) throw error_at(path, "is no state of detente fetch (no JSON object); remove it to begin anew");
  if (number_of(root, "version") != kVersion) throw error_at(path, "is no state of detente fetch that this version knows; remove it to begin anew");
  if (!root.at_key("feeds").get(group))
    for (const auto& [url, value] : group) {
      simdjson::dom::object o;
      if (value.get(o)) continue;
      FeedState& f = out.feeds[std::string(url)];
      f.etag = text_of(o, "etag");
      f.last_modified = text_of(o, "last_modified");
      simdjson::dom::array done;
      std::string_view key;
      if (!o.at_key("done").get(done))
        for (const simdjson::dom::element e : done)
          if (!e.get(key)) f.done.emplace(key);
    }
  if (!root.at_key("hosts").get(group))
    for (const auto& [host, value] : group) {
      simdjson::dom::object o;
      if (!value.get(o)) out.hosts[std::string(host)] = {number_of(o, "not_before"), static_cast<int>(number_of(o, "refusals"))};
    }
  return out;
}

void FetchState::save(const std::string& path) const {
  std::string out = "{\"version\":" + std::to_string(kVersion) + ",\n\"feeds\":{";
  const char* comma = "\n";
  for (const auto& [url, f] : feeds) {
    out += comma;
    comma = ",\n";
    json::append_string(out, url);
    out += ":{";
    append(out, "etag", f.etag);
    out += ',';
    append(out, "last_modified", f.last_modified);
    out += ",\"done\":[";
    for (const std::string& key : f.done) {
      if (out.back() != '[') out += ',';
      json::append_string(out, key);
    }
    out += "]}";
  }
  out += "},\n\"hosts\":{";
  comma = "\n";
  for (const auto& [host, h] : hosts) {
    out += comma;
    comma = ",\n";
    json::append_string(out, host);
    out += ":{\"not_before\":" + std::to_string(h.not_before) + ",\"refusals\":" + std::to_string(h.refusals) + "}";
  }
  out += "}}\n";
  write_file(path, out);
}

}  // namespace detente
