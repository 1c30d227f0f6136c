// The texts of a store, for readers that look for more in them than reports. Reads only.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "store/store.h"

namespace detente {

struct StoredText {
  std::string id, title, text, published, outlet;  // text: the coded one, title first
};

// Calls `use` for each document published in [from, as_of], by publication, then id. Documents without a date are left out.
void each_document(Store& store, std::optional<std::int32_t> from, std::optional<std::int32_t> as_of, const std::function<void(const StoredText&)>& use);

}  // namespace detente
