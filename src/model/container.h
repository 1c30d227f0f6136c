// The file format of models and compiled dictionaries: a header, a table of named sections, and the sections, each starting
// on a 64-byte boundary so that arrays can be used where they are mapped. The byte grammar is in docs/formats.md.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "util/array_file.h"
#include "util/file.h"

namespace detente {

inline constexpr std::uint32_t kContainerVersion = 1;

// A mapped container. Views stay valid as long as the object. Throws Error when the file is no container, has another
// version, is truncated or its checksum is wrong.
class Container {
 public:
  explicit Container(const std::string& path);
  [[nodiscard]] std::string_view section(std::string_view name) const;  // throws Error when missing
  [[nodiscard]] bool has(std::string_view name) const;

 private:
  std::string path_;
  MappedFile file_;
};

class ContainerWriter {
 public:
  void add(std::string_view name, std::string bytes);
  void write(const std::string& path) const;  // throws Error

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

[[nodiscard]] std::uint64_t checksum(std::string_view bytes);

}  // namespace detente
