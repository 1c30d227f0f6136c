// A small writer of Parquet files: flat columns, required or optional, PLAIN values, definition levels in runs (RLE), pages of about a
// megabyte, plain or packed with zstd. Only one row group is held in memory. The layout is Apache Parquet 2: "PAR1", column chunks, footer
// in Thrift's compact protocol, its length, "PAR1". One thread at a time.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "formats/event_columns.h"
#include "formats/sink.h"

namespace detente::formats {

struct ParquetColumn {
  std::string name;
  ColumnType type = ColumnType::text;  // BYTE_ARRAY (UTF8), INT64, DOUBLE, BOOLEAN, INT32 (DATE)
  bool optional = false;
};

struct ParquetOptions {
  bool compress = true;
  std::size_t group_rows = 50'000;
  std::size_t group_bytes = std::size_t{32} << 20;  // a group ends early when its values are that many bytes
  std::size_t page_bytes = std::size_t{1} << 20;
};

class ParquetFile {
 public:
  ParquetFile(Sink& sink, std::vector<ParquetColumn> columns, ParquetOptions options);
  // One cell for each column, of its type. Nothing in a required column is its zero: empty text, 0, false.
  void row(std::span<const Cell> cells);
  void finish();  // REQUIRED once, last; the sink stays open

 private:
  struct Page {
    std::string values, levels;
    std::int32_t rows = 0;
    int run_level = -1;     // level of the run that is open
    std::uint64_t run = 0;  // its length
    std::uint8_t bits = 0;  // of a byte of flags that is not full
    int bit_count = 0;
  };
  struct Chunk {
    Page page;
    std::string done;  // finished pages with their headers
    std::int64_t plain_bytes = 0, rows = 0;
  };
  struct ChunkInfo {
    std::int64_t offset = 0, plain_bytes = 0, bytes = 0, rows = 0;
  };
  struct GroupInfo {
    std::vector<ChunkInfo> chunks;
    std::int64_t rows = 0;
  };
  static void end_run(Page& page);
  static void append_value(Page& page, ColumnType type, const Cell& cell);
  void end_page(std::size_t column);
  void end_group();
  void put(std::string_view bytes);
  [[nodiscard]] std::string footer() const;

  Sink& sink_;
  std::vector<ParquetColumn> columns_;
  ParquetOptions options_;
  std::vector<Chunk> chunks_;
  std::vector<GroupInfo> groups_;
  std::int64_t offset_ = 0, rows_ = 0;
  std::int64_t group_rows_ = 0;
  std::size_t group_bytes_ = 0;
};

}  // namespace detente::formats
