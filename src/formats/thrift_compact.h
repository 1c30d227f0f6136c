// Thrift's compact protocol, the writing half that Parquet needs: structs with ascending field ids, integers, strings, lists. Appends to a
// string; knows nothing of what it writes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace detente::formats {

class ThriftWriter {
 public:
  enum Type : std::uint8_t { kI32 = 5, kI64 = 6, kBinary = 8, kList = 9, kStruct = 12 };

  explicit ThriftWriter(std::string& out) : out_(out) {}
  void begin_struct() { last_.push_back(0); }  // of the message or of a list's element
  void begin_struct(int field) { header(field, kStruct), begin_struct(); }
  void end_struct() { out_ += '\0', last_.pop_back(); }
  void i32(int field, std::int32_t value) { header(field, kI32), zigzag(value); }
  void i64(int field, std::int64_t value) { header(field, kI64), zigzag(value); }
  void text(int field, std::string_view value) { header(field, kBinary), text_element(value); }
  void begin_list(int field, Type elements, std::size_t size);
  void i32_element(std::int32_t value) { zigzag(value); }
  void text_element(std::string_view value) { varint(value.size()), out_ += value; }

 private:
  void header(int field, Type type);
  void varint(std::uint64_t value);
  void zigzag(std::int64_t value) { varint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63)); }
  std::string& out_;
  std::vector<int> last_;  // last field id of each open struct
};

}  // namespace detente::formats
