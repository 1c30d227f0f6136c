#include "formats/icalendar.h"

#include <algorithm>

#include "formats/event_fields.h"

namespace detente::formats {

namespace {

constexpr std::size_t kLineOctets = 75;

std::string stamp_text(std::int64_t seconds) {
  const std::string s = compact_stamp(seconds);
  return s.substr(0, 8) + "T" + s.substr(8) + "Z";
}

const char* status_text(CalendarItem::Status s) {
  switch (s) {
    case CalendarItem::Status::confirmed: return "CONFIRMED";
    case CalendarItem::Status::cancelled: return "CANCELLED";
    case CalendarItem::Status::tentative: break;
  }
  return "TENTATIVE";
}

}  // namespace

std::string calendar_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' || c == ';' || c == ',') out += '\\', out += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += i + 1 < text.size() && text[i + 1] == '\n' ? "" : "\\n";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) out += ' ';
    else out += c;
  }
  return out;
}

std::string folded(std::string_view line) {
  std::string out;
  for (std::size_t room = kLineOctets; line.size() > room; room = kLineOctets - 1) {
    std::size_t cut = room;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
  }
  return out.append(line).append("\r\n");
}

void CalendarWriter::line(std::string_view name, std::string_view value) { put_(folded(std::string(name) + ":" + std::string(value))); }

void CalendarWriter::text_line(std::string_view name, std::string_view value) {
  if (!value.empty()) line(name, calendar_text(value));
}

void CalendarWriter::begin(std::string_view name) {
  line("BEGIN", "VCALENDAR");
  line("VERSION", "2.0");
  line("PRODID", "-//Detente//Events//EN");
  line("CALSCALE", "GREGORIAN");
  text_line("X-WR-CALNAME", name);
}

void CalendarWriter::item(const CalendarItem& i) {
  line("BEGIN", "VEVENT");
  text_line("UID", i.uid);
  line("DTSTAMP", stamp_text(i.stamp));
  line("DTSTART;VALUE=DATE", compact_day(i.first_day));
  line("DTEND;VALUE=DATE", compact_day(std::max(i.first_day, i.last_day) + 1));  // the day after
  line("SUMMARY", calendar_text(i.summary));
  text_line("LOCATION", i.location);
  text_line("DESCRIPTION", i.description);
  // A URI is no text: what would end the line cannot be in it
  if (std::string url = i.url; !url.empty()) {
    std::erase_if(url, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
    line("URL", url);
  }
  line("STATUS", status_text(i.status));
  line("SEQUENCE", std::to_string(std::max(i.sequence, 0)));
  line("TRANSP", "TRANSPARENT");
  line("END", "VEVENT");
}

void CalendarWriter::end() { line("END", "VCALENDAR"); }

}  // namespace detente::formats
