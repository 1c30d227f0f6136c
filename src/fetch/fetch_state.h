// FetchState: what a later run must know of an earlier one to be polite: the validators (ETag, Last-Modified) of each feed, which of its
// entries are done, and until when a server asked to be left alone. A small JSON file (docs/fetching.md); a regular value.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace detente {

struct FeedState {
  std::string etag, last_modified;
  std::set<std::string> done;  // entries of the feed as it was, by hash, whose pages were fetched
  bool operator==(const FeedState&) const = default;
};

struct HostState {
  std::int64_t not_before = 0;  // Unix time
  int refusals = 0;             // in a row
  bool operator==(const HostState&) const = default;
};

struct FetchState {
  std::map<std::string, FeedState> feeds;  // by address
  std::map<std::string, HostState> hosts;  // by origin: "https://a.example"

  // Empty when there is no such file. Throws Error when it is no state.
  [[nodiscard]] static FetchState load(const std::string& path);
  void save(const std::string& path) const;  // throws Error
  bool operator==(const FetchState&) const = default;
};

}  // namespace detente
