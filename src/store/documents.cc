#include "store/documents.h"

#include "util/date.h"

namespace detente {

void each_document(Store& store, std::optional<std::int32_t> from, std::optional<std::int32_t> as_of, const std::function<void(const StoredText&)>& use) {
  Statement s(store.database(), "SELECT id, title, text, published, outlet FROM documents WHERE published >= ? AND published < ? ORDER BY published, id");
  const std::string first = from ? iso_date(*from) : "0000", end = as_of ? iso_date(*as_of + 1) : "9999";
  s.bind(std::string_view(first));
  s.bind(std::string_view(end));
  while (s.step()) use({std::string(s.string(0)), std::string(s.string(1)), std::string(s.string(2)), std::string(s.string(3)), std::string(s.string(4))});
}

}  // namespace detente
