// Times as pages and feeds write them, to ISO 8601. Pure functions.
#pragma once
#include <string>
#include <string_view>

namespace detente {

// "2016-01-22T14:05:00Z" (UTC) where the time is given with its zone, else "2016-01-22": from ISO 8601, RFC 822 ("Fri, 22 Jan 2016 15:05:00
// +0100"), "January 22, 2016", "22 January 2016", "20160122". Empty when it is none of these.
[[nodiscard]] std::string iso_time(std::string_view text);

// The day that an address like .../2016/01/22/... or .../2016-01-22-... tells; empty when it tells none.
[[nodiscard]] std::string url_date(std::string_view url);

}  // namespace detente
