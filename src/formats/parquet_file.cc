#include "formats/parquet_file.h"

#include <zstd.h>

#include <bit>

#include "formats/thrift_compact.h"
#include "util/error.h"

namespace detente::formats {

namespace {

// Numbers of the format.
constexpr std::int32_t kBoolean = 0, kInt32 = 1, kInt64 = 2, kDouble = 5, kByteArray = 6;
constexpr std::int32_t kRequired = 0, kOptional = 1;
constexpr std::int32_t kPlain = 0, kRle = 3;
constexpr std::int32_t kUncompressed = 0, kZstd = 6;
constexpr std::int32_t kUtf8 = 0, kDate = 6;         // converted types
constexpr int kLogicalString = 1, kLogicalDate = 6;  // fields of the union of logical types
constexpr int kZstdLevel = 3;

template <class T>
void append_little_endian(std::string& out, T value) {
  for (std::size_t i = 0; i < sizeof(T); ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

std::int32_t physical(ColumnType type) {
  switch (type) {
    case ColumnType::integer: return kInt64;
    case ColumnType::number: return kDouble;
    case ColumnType::flag: return kBoolean;
    case ColumnType::date: return kInt32;
    case ColumnType::text: break;
  }
  return kByteArray;
}

std::string packed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kZstdLevel);
  if (ZSTD_isError(size) != 0) throw Error(std::string("zstd: ") + ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

std::string page_header(std::size_t plain, std::size_t stored, std::int32_t rows) {
  std::string out;
  ThriftWriter t(out);
  t.begin_struct();
  t.i32(1, 0);  // a data page
  t.i32(2, static_cast<std::int32_t>(plain));
  t.i32(3, static_cast<std::int32_t>(stored));
  t.begin_struct(5);
  t.i32(1, rows);
  t.i32(2, kPlain);
  t.i32(3, kRle);
  t.i32(4, kRle);
  t.end_struct();
  t.end_struct();
  return out;
}

void append_schema(ThriftWriter& t, const std::vector<ParquetColumn>& columns) {
  t.begin_list(2, ThriftWriter::kStruct, columns.size() + 1);
  t.begin_struct();
  t.text(4, "schema");
  t.i32(5, static_cast<std::int32_t>(columns.size()));
  t.end_struct();
  for (const ParquetColumn& c : columns) {
    t.begin_struct();
    t.i32(1, physical(c.type));
    t.i32(3, c.optional ? kOptional : kRequired);
    t.text(4, c.name);
    if (c.type == ColumnType::text || c.type == ColumnType::date) {
      t.i32(6, c.type == ColumnType::text ? kUtf8 : kDate);
      t.begin_struct(10);
      t.begin_struct(c.type == ColumnType::text ? kLogicalString : kLogicalDate);
      t.end_struct();
      t.end_struct();
    }
    t.end_struct();
  }
}

}  // namespace

ParquetFile::ParquetFile(Sink& sink, std::vector<ParquetColumn> columns, ParquetOptions options)
    : sink_(sink), columns_(std::move(columns)), options_(options), chunks_(columns_.size()) {
  if (options_.group_rows == 0) throw Error("a Parquet row group needs at least one row");
  put("PAR1");
}

void ParquetFile::put(std::string_view bytes) {
  sink_.write(bytes);
  offset_ += static_cast<std::int64_t>(bytes.size());
}

void ParquetFile::end_run(Page& page) {
  if (page.run == 0) return;
  append_varint(page.levels, page.run << 1);
  page.levels += static_cast<char>(page.run_level);
  page.run = 0;
}

void ParquetFile::append_value(Page& page, ColumnType type, const Cell& cell) {
  switch (type) {
    case ColumnType::text: {
      const auto* s = std::get_if<std::string>(&cell);
      append_little_endian(page.values, static_cast<std::uint32_t>(s ? s->size() : 0));
      if (s) page.values += *s;
      return;
    }
    case ColumnType::flag: {
      const auto* b = std::get_if<bool>(&cell);
      page.bits = static_cast<std::uint8_t>(page.bits | (b && *b ? 1U << page.bit_count : 0U));
      if (++page.bit_count < 8) return;
      page.values += static_cast<char>(page.bits);
      page.bits = 0;
      page.bit_count = 0;
      return;
    }
    case ColumnType::number: {
      const auto* d = std::get_if<double>(&cell);
      append_little_endian(page.values, std::bit_cast<std::uint64_t>(d ? *d : 0.0));
      return;
    }
    case ColumnType::integer:
    case ColumnType::date: {
      const auto* i = std::get_if<std::int64_t>(&cell);
      if (type == ColumnType::integer) append_little_endian(page.values, static_cast<std::uint64_t>(i ? *i : 0));
      else append_little_endian(page.values, static_cast<std::uint32_t>(i ? *i : 0));
      return;
    }
  }
}

void ParquetFile::row(std::span<const Cell> cells) {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Page& page = chunks_[c].page;
    const std::size_t before = page.values.size();
    const int level = std::holds_alternative<std::monostate>(cells[c]) ? 0 : 1;
    if (columns_[c].optional) {
      if (level != page.run_level) end_run(page);
      page.run_level = level;
      ++page.run;
    }
    if (level == 1 || !columns_[c].optional) append_value(page, columns_[c].type, cells[c]);
    ++page.rows;
    group_bytes_ += page.values.size() - before;
    if (page.values.size() >= options_.page_bytes) end_page(c);
  }
  ++rows_;
  if (++group_rows_ >= static_cast<std::int64_t>(options_.group_rows) || group_bytes_ >= options_.group_bytes) end_group();
}

void ParquetFile::end_page(std::size_t column) {
  Chunk& chunk = chunks_[column];
  Page& page = chunk.page;
  if (page.rows == 0) return;
  if (page.bit_count > 0) page.values += static_cast<char>(page.bits);
  std::string bytes;
  if (columns_[column].optional) {
    end_run(page);
    append_little_endian(bytes, static_cast<std::uint32_t>(page.levels.size()));
    bytes += page.levels;
  }
  bytes += page.values;
  const std::string stored = options_.compress ? packed(bytes) : std::string();
  const std::string& body = options_.compress ? stored : bytes;
  const std::string header = page_header(bytes.size(), body.size(), page.rows);
  chunk.done += header;
  chunk.done += body;
  chunk.plain_bytes += static_cast<std::int64_t>(header.size() + bytes.size());
  chunk.rows += page.rows;
  page = {};
}

void ParquetFile::end_group() {
  if (group_rows_ == 0) return;
  GroupInfo group;
  group.rows = group_rows_;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    end_page(c);
    Chunk& chunk = chunks_[c];
    group.chunks.push_back({offset_, chunk.plain_bytes, static_cast<std::int64_t>(chunk.done.size()), chunk.rows});
    put(chunk.done);
    chunk = {};
  }
  groups_.push_back(std::move(group));
  group_rows_ = 0;
  group_bytes_ = 0;
}

std::string ParquetFile::footer() const {
  std::string out;
  ThriftWriter t(out);
  t.begin_struct();
  t.i32(1, 2);  // version of the format
  append_schema(t, columns_);
  t.i64(3, rows_);
  t.begin_list(4, ThriftWriter::kStruct, groups_.size());
  for (const GroupInfo& g : groups_) {
    t.begin_struct();
    t.begin_list(1, ThriftWriter::kStruct, columns_.size());
    std::int64_t bytes = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const ChunkInfo& chunk = g.chunks[c];
      bytes += chunk.plain_bytes;
      t.begin_struct();
      t.i64(2, chunk.offset);
      t.begin_struct(3);
      t.i32(1, physical(columns_[c].type));
      t.begin_list(2, ThriftWriter::kI32, 2);
      t.i32_element(kPlain);
      t.i32_element(kRle);
      t.begin_list(3, ThriftWriter::kBinary, 1);
      t.text_element(columns_[c].name);
      t.i32(4, options_.compress ? kZstd : kUncompressed);
      t.i64(5, chunk.rows);
      t.i64(6, chunk.plain_bytes);
      t.i64(7, chunk.bytes);
      t.i64(9, chunk.offset);
      t.end_struct();
      t.end_struct();
    }
    t.i64(2, bytes);
    t.i64(3, g.rows);
    t.end_struct();
  }
  t.text(6, "detente");
  t.end_struct();
  return out;
}

void ParquetFile::finish() {
  end_group();
  std::string end = footer();
  const auto size = static_cast<std::uint32_t>(end.size());
  append_little_endian(end, size);
  put(end + "PAR1");
}

}  // namespace detente::formats
