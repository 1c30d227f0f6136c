#include "formats/thrift_compact.h"

namespace detente::formats {

void ThriftWriter::varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
  out_ += static_cast<char>(value);
}

void ThriftWriter::header(int field, Type type) {
  const int step = field - last_.back();
  last_.back() = field;
  if (step >= 1 && step <= 15) {
    out_ += static_cast<char>(step << 4 | type);
    return;
  }
  out_ += static_cast<char>(type);
  zigzag(field);
}

void ThriftWriter::begin_list(int field, Type elements, std::size_t size) {
  header(field, kList);
  if (size < 15) {
    out_ += static_cast<char>(size << 4 | elements);
    return;
  }
  out_ += static_cast<char>(0xF0 | elements);
  varint(size);
}

}  // namespace detente::formats
