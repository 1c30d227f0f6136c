#include "eval/timeml.h"

#include "util/date.h"
#include "util/error.h"
#include "util/file.h"
#include "util/utf8.h"

namespace detente {

namespace {

std::string attribute(std::string_view tag, std::string_view name) {
  const std::size_t at = tag.find(std::string(name) + "=\"");
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + name.size() + 2;
  return std::string(tag.substr(begin, tag.find('"', begin) - begin));
}

// Appends text with the five XML entities resolved.
void append_text(std::string& out, std::string_view raw) {
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] == '&') {
      const std::size_t end = raw.find(';', i);
      const std::string_view entity = end == std::string_view::npos ? std::string_view() : raw.substr(i + 1, end - i - 1);
      const char c = entity == "amp" ? '&' : entity == "lt" ? '<' : entity == "gt" ? '>' : entity == "quot" ? '"' : entity == "apos" ? '\'' : '\0';
      if (c != '\0') {
        out += c;
        i = end + 1;
        continue;
      }
    }
    out += raw[i++];
  }
}

}  // namespace

TimeMlDocument read_timeml(const std::string& path) {
  std::string bytes = read_file(path);
  utf8::repair(bytes);
  const std::string_view all = bytes;
  TimeMlDocument d;
  const std::size_t dct = all.find("<DCT>");
  if (dct != std::string_view::npos) d.created = parse_iso_day(attribute(all.substr(dct, all.find("</DCT>", dct) - dct), "value"));
  const std::size_t open = all.find("<TEXT>"), close = all.find("</TEXT>");
  if (open == std::string_view::npos || close == std::string_view::npos) throw error_at(path, "no <TEXT>");
  const std::string_view body = all.substr(open + 6, close - open - 6);
  std::size_t pos = 0;
  while (pos < body.size()) {
    const std::size_t tag = body.find('<', pos);
    append_text(d.text, body.substr(pos, tag == std::string_view::npos ? tag : tag - pos));
    if (tag == std::string_view::npos) break;
    const std::size_t end = body.find('>', tag);
    if (end == std::string_view::npos) break;
    const std::string_view inside = body.substr(tag, end - tag);
    const std::uint32_t here = static_cast<std::uint32_t>(d.text.size());
    if (inside.rfind("<TIMEX3", 0) == 0 && attribute(inside, "functionInDocument") != "CREATION_TIME")
      d.times.push_back({{here, here}, attribute(inside, "type"), attribute(inside, "value")});
    if (inside == "</TIMEX3" && !d.times.empty()) d.times.back().span.end = here;
    pos = end + 1;
  }
  return d;
}

}  // namespace detente
