// An HTML page is one document.
#include "readers/document_stream.h"
#include "readers/html_page.h"

namespace detente {

namespace {

class HtmlStream : public DocumentStream {
 public:
  HtmlStream(std::unique_ptr<PeekSource> source, Origin origin) : source_(std::move(source)), origin_(std::move(origin)) {}

  ReadResult next(Document& out) override {
    if (done_) return failure_.empty() ? ReadResult::end : trouble(origin_.name, std::exchange(failure_, {}));
    done_ = true;
    std::string html = read_all(*source_, kMaxPageBytes, &failure_);
    std::size_t repaired = 0;
    clean_field(html, repaired);
    out = read_page(html, origin_.url);
    out.repaired = repaired;
    for (std::string* s : {&out.title, &out.text, &out.published, &out.outlet, &out.url}) clean_field(*s, out.repaired);
    if (blank(out.text) && !failure_.empty()) return trouble(origin_.name, std::exchange(failure_, {}));
    if (blank(out.text)) return trouble(origin_.name, "the page has no text that reads like a story");
    give_id(out, origin_.id);
    return ReadResult::document;
  }

 private:
  std::unique_ptr<PeekSource> source_;
  Origin origin_;
  std::string failure_;  // of the source, told after what came before it
  bool done_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> open_html(std::unique_ptr<PeekSource> source, Origin origin) {
  return std::make_unique<HtmlStream>(std::move(source), std::move(origin));
}

}  // namespace detente
