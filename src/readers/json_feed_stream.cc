// JSON Feed 1.0 and 1.1 (https://jsonfeed.org/version/1.1): read whole, up to kMaxFeedBytes.
#include <simdjson.h>

#include "readers/document_stream.h"
#include "readers/html_page.h"
#include "readers/page_date.h"
#include "util/error.h"

namespace detente {

namespace {

class JsonFeedStream : public DocumentStream {
 public:
  JsonFeedStream(std::unique_ptr<PeekSource> source, Origin origin) : source_(std::move(source)), origin_(std::move(origin)) {}

  ReadResult next(Document& out) override {
    if (!started_) start();
    if (at_ == items_.end()) {
      if (item_ > 0) return ReadResult::end;
      item_ = 1;
      return trouble(origin_.name, "the feed has no items");
    }
    ++item_;
    const simdjson::dom::element item = *at_;
    ++at_;
    simdjson::dom::object o;
    const std::string place = origin_.name + ": item " + std::to_string(item_);
    if (item.get(o)) return trouble(place, "no JSON object");
    out = Document();
    out.title = text(o, "title");
    out.text = text(o, "content_text");
    if (out.text.empty()) out.text = html_to_text(text(o, "content_html"));
    if (out.text.empty()) out.text = text(o, "summary");
    out.published = iso_time(text(o, "date_published"));
    if (out.published.empty()) out.published = iso_time(text(o, "date_modified"));
    out.url = text(o, "url");
    out.outlet = outlet_;
    for (std::string* s : {&out.title, &out.text, &out.url, &out.outlet}) clean_field(*s, out.repaired);
    for (char& c : out.title)
      if (c == '\n') c = ' ';
    if (blank(out.title)) out.title.clear();
    if (blank(out.text)) out.text.clear();
    if (out.text.empty() && out.title.empty()) return trouble(place, "no text");
    std::string id = text(o, "id");
    clean_field(id, out.repaired);
    give_id(out, id);
    return ReadResult::document;
  }

 private:
  void start() {
    started_ = true;
    std::string bytes = read_all(*source_, kMaxFeedBytes);
    if (const auto error = parser_.parse(bytes).get(root_)) throw Error(std::string("no valid JSON: ") + simdjson::error_message(error));
    simdjson::dom::object o;
    if (root_.get(o) || o.at_key("items").get(items_element_) || items_element_.get(items_array_)) throw Error("a JSON Feed without items");
    items_ = {items_array_.begin(), items_array_.end()};
    at_ = items_.begin();
    outlet_ = text(o, "title");
  }
  static std::string text(const simdjson::dom::object& o, const char* key) {
    std::string_view s;
    return o.at_key(key).get(s) ? std::string() : std::string(s);
  }

  std::unique_ptr<PeekSource> source_;
  Origin origin_;
  simdjson::dom::parser parser_;
  simdjson::dom::element root_, items_element_;
  simdjson::dom::array items_array_;
  std::vector<simdjson::dom::element> items_;
  std::vector<simdjson::dom::element>::const_iterator at_;
  std::string outlet_;
  std::size_t item_ = 0;
  bool started_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> open_json_feed(std::unique_ptr<PeekSource> source, Origin origin) {
  return std::make_unique<JsonFeedStream>(std::move(source), std::move(origin));
}

}  // namespace detente
