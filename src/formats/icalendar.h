// iCalendar (RFC 5545): all-day items as VEVENTs. Lines end with CRLF and are folded at 75 octets without cutting a character; text is escaped.
// The bytes follow from the items alone. One thread at a time.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace detente::formats {

struct CalendarItem {
  enum class Status { tentative, confirmed, cancelled };
  std::string uid;  // the same for later versions of the item
  std::string summary, location, description, url;
  std::int32_t first_day = 0, last_day = 0;  // inclusive; days since 1970-01-01
  Status status = Status::tentative;
  int sequence = 0;        // counts versions of the item, 0 first
  std::int64_t stamp = 0;  // when this version was made: seconds since 1970, UTC
};

class CalendarWriter {
 public:
  using Put = std::function<void(std::string_view)>;
  explicit CalendarWriter(Put put) : put_(std::move(put)) {}
  void begin(std::string_view name);  // name of the calendar
  void item(const CalendarItem& item);
  void end();

 private:
  void line(std::string_view name, std::string_view value);       // value as it is
  void text_line(std::string_view name, std::string_view value);  // value escaped; nothing when it is empty
  Put put_;
};

// The pieces, for tests and other writers.
[[nodiscard]] std::string calendar_text(std::string_view text);  // backslashes, commas, semicolons and line ends escaped
[[nodiscard]] std::string folded(std::string_view line);         // with the line ends

}  // namespace detente::formats
