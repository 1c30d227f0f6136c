// RSS 0.9x, 1.0 (RDF) and 2.0, and Atom, with libxml2's reader, item by item. Nothing is loaded from elsewhere, entities are not
// expanded, and a feed that declares some is refused. A feed that breaks off gives the items before the break.
#include <libxml/xmlreader.h>

#include "readers/document_stream.h"
#include "readers/html_page.h"
#include "readers/page_date.h"
#include "util/error.h"

namespace detente {

namespace {

struct FreeReader {
  void operator()(xmlTextReader* r) const { xmlFreeTextReader(r); }
};

std::string taken(xmlChar* s) {
  std::string out = s != nullptr ? reinterpret_cast<const char*>(s) : "";
  xmlFree(s);
  return out;
}

std::string_view viewed(const xmlChar* s) { return s != nullptr ? reinterpret_cast<const char*>(s) : std::string_view(); }

bool looks_like_html(std::string_view s) { return s.find('<') != std::string_view::npos || s.find('&') != std::string_view::npos; }

// A title in one line, without markup.
std::string title_text(const std::string& s) {
  std::string out = looks_like_html(s) ? html_to_text(s) : s;
  std::string line;
  for (const char c : out) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) line += c;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// Feeds use HTML's entities and bare ampersands, which XML does not know: outside CDATA their '&' becomes "&amp;", so that they arrive as
// text, in which HTML's entities are read later.
class AmpersandSource : public ByteSource {
 public:
  explicit AmpersandSource(std::unique_ptr<PeekSource> from) : from_(std::move(from)) {}
  std::size_t read(char* to, std::size_t size) override {
    while (at_ == ready_.size() && !end_) refill();
    const std::size_t n = ready_.copy(to, size, at_);
    at_ += n;
    return n;
  }

 private:
  static constexpr std::size_t kWindow = 8192, kLongest = 16;

  void refill() {
    const std::string_view view = from_->peek(kWindow);
    // What may go on beyond the window waits for the next one
    const std::size_t stop = view.size() == kWindow ? kWindow - kLongest : view.size();
    ready_.clear();
    at_ = 0;
    end_ = view.empty();
    std::size_t i = 0;
    for (; i < stop; ++i) {
      if (cdata_ ? view.substr(i, 3) == "]]>" : view.substr(i, 9) == "<![CDATA[") cdata_ = !cdata_;
      ready_ += view[i];
      if (!cdata_ && view[i] == '&' && !known(view.substr(i + 1, kLongest))) ready_ += "amp;";
    }
    from_->skip(i);
  }
  static bool known(std::string_view s) {
    for (const std::string_view name : {"amp;", "lt;", "gt;", "quot;", "apos;"})
      if (s.substr(0, name.size()) == name) return true;
    return s.size() > 1 && s[0] == '#' && (s[1] == 'x' || (s[1] >= '0' && s[1] <= '9'));
  }

  std::unique_ptr<PeekSource> from_;
  std::string ready_;
  std::size_t at_ = 0;
  bool end_ = false, cdata_ = false;
};

class FeedStream : public DocumentStream {
 public:
  FeedStream(std::unique_ptr<PeekSource> source, Origin origin) : source_(std::move(source)), origin_(std::move(origin)) {
    if (source_->peek(std::size_t{1} << 16).find("<!ENTITY") != std::string_view::npos) throw Error("the feed declares entities and is refused");
    source_ = std::make_unique<PeekSource>(std::make_unique<AmpersandSource>(std::move(source_)));
    // The bytes are UTF-8 by now, whatever the declaration says
    reader_.reset(xmlReaderForIO(read_below, nullptr, this, nullptr, "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    if (!reader_) throw Error("no memory to read the feed");
    xmlTextReaderSetErrorHandler(reader_.get(), keep_error, this);
  }

  ReadResult next(Document& out) override {
    while (!ended_ && step()) {
      const int type = xmlTextReaderNodeType(reader_.get());
      if (type != XML_READER_TYPE_ELEMENT) continue;
      const std::string_view name = viewed(xmlTextReaderConstLocalName(reader_.get()));
      if (name == "item" || name == "entry") {
        ++item_;
        return read_item(out);
      }
      // The feed's own name stands outside its items
      const int depth = xmlTextReaderDepth(reader_.get());
      if (name == "title" && feed_title_.empty() && depth <= 2) feed_title_ = title_text(read_element());
    }
    ended_ = true;
    if (!failure_.empty()) {
      const std::string reason = std::exchange(failure_, {});
      told_ = true;
      std::string place = origin_.name;
      if (line_ > 0) place.append(":").append(std::to_string(line_));
      return trouble(place, reason);
    }
    if (item_ > 0 || told_) return ReadResult::end;
    told_ = true;
    return trouble(origin_.name, "the feed has no items");
  }

 private:
  struct Item {
    std::string id, title, link, published, updated, summary, content;
    bool plain_summary = false, plain_content = false;
  };

  static int read_below(void* self, char* to, int size) {
    auto* feed = static_cast<FeedStream*>(self);
    try {
      return static_cast<int>(feed->source_->read(to, static_cast<std::size_t>(size)));
    } catch (const Error& e) {
      feed->failure_ = e.what();
      return -1;
    }
  }
  static void keep_error(void* self, const char* message, xmlParserSeverities severity, xmlTextReaderLocatorPtr locator) {
    auto* feed = static_cast<FeedStream*>(self);
    if (!feed->failure_.empty() || severity == XML_PARSER_SEVERITY_WARNING || severity == XML_PARSER_SEVERITY_VALIDITY_WARNING) return;
    const std::string_view text = message != nullptr ? message : "";
    feed->line_ = xmlTextReaderLocatorLineNumber(locator);
    feed->failure_ = "no valid XML: " + std::string(text.substr(0, text.find('\n')));
  }

  bool step() {
    const int state = xmlTextReaderRead(reader_.get());
    if (state < 0 && failure_.empty()) failure_ = "no valid XML";
    if (state != 1) ended_ = true;
    return state == 1;
  }

  // The text of the element that the reader stands on, entity references as HTML has them; markup within it is kept as markup.
  std::string read_element() {
    std::string out;
    if (xmlTextReaderIsEmptyElement(reader_.get()) == 1) return out;
    const int depth = xmlTextReaderDepth(reader_.get());
    while (step()) {
      const int type = xmlTextReaderNodeType(reader_.get());
      if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(reader_.get()) <= depth) break;
      if (out.size() > kMaxPageBytes) continue;
      const std::string_view name = viewed(xmlTextReaderConstLocalName(reader_.get()));
      if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
          type == XML_READER_TYPE_WHITESPACE) {
        const std::string_view text = viewed(xmlTextReaderConstValue(reader_.get()));
        if (!markup_) out.append(text);
        else
          for (const char c : text) c == '<' ? out.append("&lt;") : out.append(1, c);
      } else if (type == XML_READER_TYPE_ENTITY_REFERENCE) {
        out.append("&").append(name).append(";");
      } else if (type == XML_READER_TYPE_ELEMENT) {
        out.append("<").append(name).append(xmlTextReaderIsEmptyElement(reader_.get()) == 1 ? "/>" : ">");
      } else if (type == XML_READER_TYPE_END_ELEMENT) {
        out.append("</").append(name).append(">");
      }
    }
    return out;
  }

  std::string attribute_of(const char* name) { return taken(xmlTextReaderGetAttribute(reader_.get(), reinterpret_cast<const xmlChar*>(name))); }

  void read_link(Item& item) {
    const std::string href = attribute_of("href"), rel = attribute_of("rel");
    if (href.empty()) item.link = read_element();
    else if ((rel.empty() || rel == "alternate") && item.link.empty()) item.link = href;
  }

  // One child of an item.
  void read_part(Item& item) {
    const std::string name(viewed(xmlTextReaderConstLocalName(reader_.get())));
    const std::string prefix(viewed(xmlTextReaderConstPrefix(reader_.get())));
    if (prefix == "media" || prefix == "itunes" || name == "source") {
      read_element();
    } else if (name == "link") {
      read_link(item);
    } else if (name == "title") {
      if (item.title.empty()) item.title = read_element();
    } else if (name == "guid" || name == "id") {
      const bool address = attribute_of("isPermaLink") != "false";
      item.id = read_element();
      if (item.link.empty() && address && item.id.rfind("http", 0) == 0) item.link = item.id;
    } else if (name == "pubDate" || name == "published" || name == "date" || name == "issued") {
      item.published = read_element();
    } else if (name == "updated" || name == "modified") {
      item.updated = read_element();
    } else if (name == "description" || name == "summary") {
      item.plain_summary = attribute_of("type") == "text";
      item.summary = read_content();
    } else if (name == "encoded" || name == "content") {
      item.plain_content = attribute_of("type") == "text";
      item.content = read_content();
    } else {
      read_element();
    }
  }
  std::string read_content() {
    markup_ = attribute_of("type") == "xhtml";
    std::string out = read_element();
    markup_ = false;
    return out;
  }

  ReadResult read_item(Document& out) {
    Item item;
    if (xmlTextReaderIsEmptyElement(reader_.get()) != 1) {
      const int depth = xmlTextReaderDepth(reader_.get());
      while (!ended_ && step()) {
        if (xmlTextReaderNodeType(reader_.get()) == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(reader_.get()) <= depth) break;
        if (xmlTextReaderNodeType(reader_.get()) == XML_READER_TYPE_ELEMENT) read_part(item);
      }
    }
    if (ended_ && !failure_.empty()) return next(out);  // half an item is none
    out = Document();
    out.title = title_text(item.title);
    const bool full = item.content.size() > item.summary.size();
    const std::string& body = full ? item.content : item.summary;
    out.text = (full ? item.plain_content : item.plain_summary) || !looks_like_html(body) ? body : html_to_text(body);
    out.published = iso_time(item.published.empty() ? item.updated : item.published);
    out.outlet = feed_title_;
    out.url = item.link;
    std::size_t ignored = 0;
    for (std::string* s : {&out.title, &out.text}) clean_field(*s, out.repaired);
    for (std::string* s : {&out.outlet, &out.url, &item.id}) {
      clean_field(*s, ignored);
      const std::size_t begin = s->find_first_not_of(" \n\t"), end = s->find_last_not_of(" \n\t");
      *s = begin == std::string::npos ? "" : s->substr(begin, end - begin + 1);
    }
    if (blank(out.text)) out.text.clear();
    else out.text.erase(0, out.text.find_first_not_of(" \n\t"));
    if (out.text.empty() && out.title.empty()) return trouble(origin_.name + ": item " + std::to_string(item_), "no text");
    give_id(out, item.id);
    return ReadResult::document;
  }

  std::unique_ptr<PeekSource> source_;
  Origin origin_;
  std::unique_ptr<xmlTextReader, FreeReader> reader_;
  std::string feed_title_, failure_;
  int line_ = 0;
  std::size_t item_ = 0;
  bool ended_ = false, told_ = false, markup_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> open_xml_feed(std::unique_ptr<PeekSource> source, Origin origin) {
  return std::make_unique<FeedStream>(std::move(source), std::move(origin));
}

}  // namespace detente
