// detente fetch: feeds over HTTP into a store or a folder. What to remember for the next run (validators, pages done) is written only after
// the documents are, so that a killed run fetches again rather than loses. The manners are in fetch/.
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/ingest.h"
#include "cli/verbs.h"
#include "fetch/address.h"
#include "fetch/polite_fetcher.h"
#include "readers/encoding.h"
#include "util/error.h"
#include "util/file.h"
#include "util/hash.h"
#include "util/json_out.h"

namespace detente::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  IngestOptions ingest;
  PoliteOptions polite;
  ReaderOptions reader;
  std::vector<std::string> feeds;
  std::string out, state;
  bool pages = false;
  double max_mb = 16;
};

// Where documents go.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void add(Document document, const std::string& shown) = 0;
  virtual void skip(const std::string& trouble) = 0;
  virtual void pass_over(const std::map<std::string, std::size_t>& languages) = 0;
  virtual int finish() = 0;
};

class StoreSink : public Sink {
 public:
  explicit StoreSink(const IngestOptions& o) : ingest_(o) {}
  void add(Document d, const std::string& shown) override { ingest_.add(std::move(d), shown); }
  void skip(const std::string& trouble) override { ingest_.skip(trouble); }
  void pass_over(const std::map<std::string, std::size_t>& languages) override { ingest_.pass_over(languages); }
  int finish() override { return ingest_.finish(); }

 private:
  Ingest ingest_;
};

std::string hex_hash(std::string_view s) {
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash_bytes(s)));
  return text;
}

// A file of one JSON line for each document, named by the hash of its id, which every verb reads.
class FolderSink : public Sink {
 public:
  FolderSink(std::string folder, bool quiet) : folder_(std::move(folder)), quiet_(quiet) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (!fs::is_directory(folder_)) throw error_at(folder_, "is no folder and cannot be made one");
  }
  void add(Document d, const std::string&) override {
    std::string line = "{";
    for (const auto& [key, value] : {std::pair<const char*, const std::string*>{"id", &d.id},
                                     {"title", &d.title},
                                     {"published", &d.published},
                                     {"outlet", &d.outlet},
                                     {"url", &d.url},
                                     {"text", &d.text}}) {
      if (value->empty()) continue;
      line += line.size() > 1 ? ",\"" : "\"";
      line.append(key).append("\":");
      json::append_string(line, *value);
    }
    line += "}\n";
    const std::string path = folder_ + "/" + hex_hash(d.id) + ".json";
    if (file_exists(path) && read_file(path) == line) {
      ++unchanged_;
      return;
    }
    write_file(path, line);
    ++written_;
  }
  void skip(const std::string& trouble) override {
    std::fprintf(stderr, "detente: %s\n", trouble.c_str());
    ++skipped_;
  }
  void pass_over(const std::map<std::string, std::size_t>& languages) override {
    for (const auto& [language, count] : languages) languages_[language] += count;
  }
  int finish() override {
    if (const std::string line = skipped_line(languages_); !line.empty()) std::fprintf(stderr, "detente: %s\n", line.c_str());
    if (!quiet_) std::printf("%s: %zu documents written, %zu unchanged, %zu skipped\n", folder_.c_str(), written_, unchanged_, skipped_);
    return skipped_ == 0 ? kOk : written_ + unchanged_ == 0 ? kFailure : kPartial;
  }

 private:
  std::string folder_;
  bool quiet_;
  std::map<std::string, std::size_t> languages_;
  std::size_t written_ = 0, unchanged_ = 0, skipped_ = 0;
};

class FetchRun {
 public:
  explicit FetchRun(const Options& o) : options_(o) {
    const bool to_store = !o.ingest.db.empty();
    state_path_ = !o.state.empty() ? o.state : to_store ? o.ingest.db + ".fetch" : o.out + "/.fetch";
    // Without what was stored the validators would only hide it
    if (file_exists(to_store ? o.ingest.db : o.out)) state_ = FetchState::load(state_path_);
    if (to_store) sink_ = std::make_unique<StoreSink>(o.ingest);
    else sink_ = std::make_unique<FolderSink>(o.out, o.ingest.quiet);
    fetcher_ = std::make_unique<PoliteFetcher>(o.polite, state_);
  }

  int run() {
    std::map<std::string, FeedState> news;
    for (const std::string& url : options_.feeds) fetch_feed(url, news);
    const int code = sink_->finish();
    for (auto& [url, feed] : news) state_.feeds[url] = std::move(feed);
    state_.save(state_path_);
    if (failed_ == 0) return code;
    return failed_ == options_.feeds.size() ? kFailure : kPartial;
  }

 private:
  // How the pages of a feed's entries were had.
  struct Pages {
    std::size_t fetched = 0, done = 0, forbidden = 0, failed = 0;
    bool again = false;         // some failure may pass
    std::string first_failure;  // "address: reason"
  };

  void fail(const std::string& line) {
    std::fprintf(stderr, "detente: %s\n", line.c_str());
    ++failed_;
  }
  void say(const std::string& line) const {
    if (!options_.ingest.quiet) std::printf("%s\n", line.c_str());
  }

  // Why it is none, empty when it is one.
  static std::string no_feed(const std::string& body, const std::string& charset) {
    std::string head;
    try {
      head = as_utf8(decompressed(from_memory(body)), charset)->peek(4096);
    } catch (const Error& e) {
      return e.what();
    }
    for (char& c : head) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    for (const char* mark : {"<rss", "<feed", "<rdf:rdf", "jsonfeed.org/version"})
      if (head.find(mark) != std::string::npos) return {};
    return "is no feed (RSS, Atom or JSON Feed)";
  }

  void fetch_feed(const std::string& url, std::map<std::string, FeedState>& news) {
    Fetched f = fetcher_->feed(url);
    if (f.kind == Fetched::Kind::unchanged) return say(url + ": not changed");
    if (f.kind != Fetched::Kind::fresh) return fail(url + ": " + f.message);
    Origin origin;
    origin.name = url;
    origin.url = f.response.url;
    origin.charset = declared_charset(f.response.content_type);
    if (const std::string why = no_feed(f.response.body, origin.charset); !why.empty()) return fail(url + ": " + why);
    FeedState next;
    next.etag = f.response.etag;
    next.last_modified = f.response.last_modified;
    DocumentReader reader(from_memory(std::move(f.response.body)), origin, options_.reader);
    Document d;
    Pages pages;
    std::size_t entries = 0;
    for (auto r = reader.next(d); r != DocumentReader::Result::end; r = reader.next(d)) {
      if (r == DocumentReader::Result::trouble) {
        sink_->skip(reader.message());
        continue;
      }
      ++entries;
      complete(d, origin.url);
      if (options_.pages && !take_page(d, url, next, pages)) continue;
      sink_->add(std::move(d), url);
    }
    sink_->pass_over(reader.skipped());
    // Asked in full again as long as pages are missing
    if (pages.again) next.etag = next.last_modified = "";
    news[url] = std::move(next);
    std::string line = url + ": " + std::to_string(entries) + (entries == 1 ? " entry" : " entries");
    if (options_.pages) line += ", " + std::to_string(pages.fetched) + " pages fetched, " + std::to_string(pages.done) + " had before";
    say(line);
    if (pages.forbidden > 0)
      std::fprintf(stderr, "detente: %s: %zu pages not fetched, as robots.txt asks; the feed's own text is used\n", url.c_str(), pages.forbidden);
    if (pages.failed > 0)
      sink_->skip(url + ": " + std::to_string(pages.failed) + " pages could not be had, the feed's own text is used; the first: " + pages.first_failure);
  }

  // What is unique within its feed becomes unique, and addresses whole.
  static void complete(Document& d, const std::string& feed) {
    if (d.url.empty()) {
      d.id = parse_url(feed).host + "/" + d.id;
    } else if (d.url.find("://") == std::string::npos) {
      d.url = resolve_url(feed, d.url);
      d.id.clear();
      give_id(d);
    }
  }

  // Replaces an entry's text by its page's when that is longer; false when both were had in an earlier run.
  bool take_page(Document& d, const std::string& feed, FeedState& next, Pages& pages) {
    if (d.url.empty()) return true;
    const std::string key = hex_hash(d.id + '\n' + d.title + '\n' + d.published + '\n' + d.text);
    const auto before = state_.feeds.find(feed);
    if (before != state_.feeds.end() && before->second.done.contains(key)) {
      next.done.insert(key);
      ++pages.done;
      return false;
    }
    Fetched f = fetcher_->page(d.url);
    std::string failure = f.message;
    if (f.kind == Fetched::Kind::fresh) failure = read_page_into(d, f.response);
    if (failure.empty()) {
      ++pages.fetched;
    } else if (f.kind == Fetched::Kind::forbidden) {
      ++pages.forbidden;
    } else {
      if (pages.failed++ == 0) pages.first_failure = d.url + ": " + failure;
      if (f.temporary || f.kind == Fetched::Kind::later) {
        pages.again = true;
        return true;
      }
    }
    next.done.insert(key);
    return true;
  }

  // Returns why the page is of no use, empty when it is.
  std::string read_page_into(Document& d, HttpResponse& response) {
    Origin origin;
    origin.name = origin.url = response.url;
    origin.charset = declared_charset(response.content_type);
    DocumentReader reader(from_memory(std::move(response.body)), origin, options_.reader);
    Document page;
    const DocumentReader::Result r = reader.next(page);
    if (r == DocumentReader::Result::end) return "is in another language";
    if (r == DocumentReader::Result::trouble) {
      const std::string& line = reader.message();
      return line.rfind(response.url + ": ", 0) == 0 ? line.substr(response.url.size() + 2) : line;
    }
    if (page.text.size() > d.text.size()) {
      d.text = std::move(page.text);
      d.repaired = page.repaired;
    }
    if (d.title.empty()) d.title = std::move(page.title);
    if (d.published.empty()) d.published = std::move(page.published);
    // A feed is often named "Outlet: World"; a page that names its outlet does so for all
    if (!page.outlet.empty() && parse_url(response.url).host.find(page.outlet) == std::string::npos) d.outlet = std::move(page.outlet);
    return {};
  }

  const Options& options_;
  std::string state_path_;
  FetchState state_;
  std::unique_ptr<Sink> sink_;
  std::unique_ptr<PoliteFetcher> fetcher_;
  std::size_t failed_ = 0;
};

}  // namespace

void add_fetch(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("fetch", "Read RSS, Atom and JSON feeds over HTTP(S) into a store or a folder");
  CLI::App* to = verb->add_option_group("to", "where the entries go");
  to->add_option("--db", o->ingest.db, "the store, as of `detente ingest`");
  to->add_option("--out", o->out, "a folder: one file of JSON for each entry, which every verb reads");
  to->require_option(1);
  verb->add_flag("--pages", o->pages, "follow the feeds' links and take the articles' text, where robots.txt lets programs do so");
  verb->add_option("--state", o->state, "what to remember for the next run (default: beside the store, NAME.fetch, or in the folder, .fetch)");
  verb->add_flag("--allow-private", o->polite.http.allow_private, "also private, local and loopback addresses");
  verb->add_option("--timeout", o->polite.http.timeout_seconds, "seconds for one request")->check(CLI::Range(0.1, 3600.0))->capture_default_str();
  verb->add_option("--max-mb", o->max_mb, "size of a feed or page, unpacked, in MB")->check(CLI::Range(0.001, 1024.0))->capture_default_str();
  verb->add_option("--redirects", o->polite.http.max_redirects, "redirects followed at most")->check(CLI::Range(0, 20))->capture_default_str();
  verb->add_option("--pause", o->polite.pause_seconds, "seconds between two requests to one host")->check(CLI::Range(0.0, 3600.0))->capture_default_str();
  verb->add_option("--wait", o->polite.max_wait_seconds, "a Retry-After up to so many seconds is waited for, a longer one left to a later run")
      ->check(CLI::Range(0.0, 3600.0))
      ->capture_default_str();
  verb->add_option("--user-agent", o->polite.http.user_agent, "how the program names itself; put an address for questions there")->capture_default_str();
  verb->add_flag("--any-language", o->reader.any_language, "do not skip documents in other languages than English");
  o->ingest.add_to(*verb);
  verb->add_option("FEED", o->feeds, "addresses of feeds")->required();
  verb->footer(
      "A feed that has not changed since the last run is not sent again, and entries that are stored already change nothing.\n\n"
      "Examples:\n  detente fetch https://post.example/world.rss --db news.db\n  detente fetch --pages --out stories $(cat feeds.txt)\n\n"
      "Exit codes: 0 all feeds read or not changed, 1 no feed could be read, 2 wrong usage, 4 some feeds or entries were skipped (each named on standard "
      "error).");
  verb->callback([o, &action] {
    o->polite.http.max_bytes = static_cast<std::size_t>(o->max_mb * (1 << 20));
    action = [o] { return FetchRun(*o).run(); };
  });
}

}  // namespace detente::cli
