// Error: what loading and configuration throw. Context is added on the way up, so that the message names the file and the
// place. Trouble with one document is not an Error but a value (see pipeline/).
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace detente {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Exit codes of the program (docs/architecture.md, "Errors").
enum ExitCode : int { kOk = 0, kFailure = 1, kUsage = 2, kNotFound = 3, kPartial = 4 };

// Error with `where` ("file:line") put before `what`.
inline Error error_at(std::string_view where, std::string_view what) { return Error(std::string(where) + ": " + std::string(what)); }

}  // namespace detente
