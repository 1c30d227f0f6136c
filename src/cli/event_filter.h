// The options that choose events of a store, the same for every verb that lists them.
#pragma once
#include <CLI/CLI.hpp>
#include <string>

#include "store/query.h"

namespace detente::cli {

struct EventFilterOptions {
  std::string dyad, from, to, as_of;
  EventFilter filter;

  void add_to(CLI::App& verb);
  [[nodiscard]] EventFilter read() const;  // throws Error when a date is none or a dyad is not two codes
};

}  // namespace detente::cli
