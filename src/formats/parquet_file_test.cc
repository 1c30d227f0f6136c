// Parquet, read back by a small decoder that is written from the specification and shares no code with the writer. A real reader of others
// checks the same in tests/parquet_reader.sh.
#include "formats/parquet_file.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <bit>
#include <cstring>
#include <map>
#include <random>

#include "formats/event_fixture.h"

namespace detente::formats {

namespace {

// A value of Thrift's compact protocol: fields of a struct by id, elements of a list, or a plain value.
struct Thrift {
  std::int64_t number = 0;
  std::string text;
  std::map<int, Thrift> fields;
  std::vector<Thrift> list;
  const Thrift& operator[](int id) const { return fields.at(id); }
};

class ThriftReader {
 public:
  ThriftReader(const std::string& bytes, std::size_t at) : bytes_(bytes), at_(at) {}
  [[nodiscard]] std::size_t at() const { return at_; }

  Thrift value(int type) {
    Thrift out;
    if (type == 5 || type == 6) {
      const std::uint64_t z = varint();
      out.number = static_cast<std::int64_t>(z >> 1) ^ -static_cast<std::int64_t>(z & 1);
    } else if (type == 8) {
      const std::uint64_t size = varint();
      out.text = bytes_.substr(at_, size);
      at_ += size;
    } else if (type == 9) {
      const int head = byte();
      const std::uint64_t size = head >> 4 == 15 ? varint() : static_cast<std::uint64_t>(head >> 4);
      for (std::uint64_t i = 0; i < size; ++i) out.list.push_back(value(head & 15));
    } else if (type == 12) {
      int id = 0;
      for (int head = byte(); head != 0; head = byte()) {
        if (head >> 4 == 0) id = static_cast<int>(value(5).number);
        else id += head >> 4;
        out.fields[id] = value(head & 15);
      }
    } else {
      ADD_FAILURE() << "type " << type;
    }
    return out;
  }

 private:
  int byte() { return static_cast<unsigned char>(bytes_.at(at_++)); }
  std::uint64_t varint() {
    std::uint64_t out = 0;
    for (int shift = 0;; shift += 7) {
      const int b = byte();
      out |= static_cast<std::uint64_t>(b & 0x7F) << shift;
      if (b < 0x80) return out;
    }
  }
  const std::string& bytes_;
  std::size_t at_;
};

std::uint64_t little_endian(const std::string& s, std::size_t at, std::size_t bytes) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < bytes; ++i) out |= static_cast<std::uint64_t>(static_cast<unsigned char>(s.at(at + i))) << (8 * i);
  return out;
}

struct Table {
  std::vector<std::string> names;
  std::vector<std::vector<Cell>> columns;
  std::size_t groups = 0, pages = 0;
};

// Definition levels of width one: runs, or packed groups of eight.
std::vector<int> read_levels(const std::string& page, std::size_t begin, std::size_t end, std::size_t rows) {
  std::vector<int> out;
  while (begin < end) {
    std::uint64_t head = 0;
    for (int shift = 0;; shift += 7) {
      const auto b = static_cast<unsigned char>(page.at(begin++));
      head |= static_cast<std::uint64_t>(b & 0x7F) << shift;
      if (b < 0x80) break;
    }
    if ((head & 1) == 0) {
      out.insert(out.end(), head >> 1, page.at(begin++));
    } else {
      for (std::uint64_t i = 0; i < (head >> 1) * 8; ++i) out.push_back(page.at(begin + i / 8) >> (i % 8) & 1);
      begin += head >> 1;
    }
  }
  EXPECT_GE(out.size(), rows);
  out.resize(rows);
  return out;
}

void read_page(const std::string& page, const Thrift& schema, std::size_t rows, std::vector<Cell>& out) {
  std::size_t at = 0;
  std::vector<int> levels(rows, 1);
  if (schema[3].number == 1) {
    const std::size_t size = little_endian(page, 0, 4);
    levels = read_levels(page, 4, 4 + size, rows);
    at = 4 + size;
  }
  std::size_t bit = 0;
  for (const int level : levels) {
    if (level == 0) {
      out.emplace_back();
      continue;
    }
    switch (schema[1].number) {
      case 0: out.emplace_back((page.at(at + bit / 8) >> (bit % 8) & 1) != 0), ++bit; break;
      case 1: out.emplace_back(static_cast<std::int64_t>(static_cast<std::int32_t>(little_endian(page, at, 4)))), at += 4; break;
      case 2: out.emplace_back(static_cast<std::int64_t>(little_endian(page, at, 8))), at += 8; break;
      case 5: out.emplace_back(std::bit_cast<double>(little_endian(page, at, 8))), at += 8; break;
      case 6: {
        const std::size_t size = little_endian(page, at, 4);
        out.emplace_back(page.substr(at + 4, size));
        at += 4 + size;
        break;
      }
      default: ADD_FAILURE();
    }
  }
  EXPECT_EQ(at + (bit + 7) / 8, page.size());
}

Table read_parquet(const std::string& file) {
  Table out;
  EXPECT_EQ(file.substr(0, 4), "PAR1");
  EXPECT_EQ(file.substr(file.size() - 4), "PAR1");
  const std::size_t footer = little_endian(file, file.size() - 8, 4);
  ThriftReader reader(file, file.size() - 8 - footer);
  const Thrift meta = reader.value(12);
  EXPECT_EQ(reader.at(), file.size() - 8);
  const std::size_t columns = static_cast<std::size_t>(meta[2].list.at(0)[5].number);
  EXPECT_EQ(meta[2].list.size(), columns + 1);
  for (std::size_t c = 0; c < columns; ++c) out.names.push_back(meta[2].list[c + 1][4].text);
  out.columns.resize(columns);
  std::int64_t rows = 0;
  std::size_t expected_at = 4;  // chunks follow each other without gaps
  for (const Thrift& group : meta[4].list) {
    ++out.groups;
    rows += group[3].number;
    for (std::size_t c = 0; c < columns; ++c) {
      const Thrift& chunk = group[1].list.at(c)[3];
      EXPECT_EQ(chunk[3].list.at(0).text, out.names[c]);
      std::size_t at = static_cast<std::size_t>(chunk[9].number);
      EXPECT_EQ(at, expected_at);
      const std::size_t end = at + static_cast<std::size_t>(chunk[7].number);
      std::int64_t seen = 0, plain = 0;
      while (at < end) {
        ThriftReader head(file, at);
        const Thrift page = head.value(12);
        const std::size_t size = static_cast<std::size_t>(page[2].number), stored = static_cast<std::size_t>(page[3].number);
        std::string body = file.substr(head.at(), stored);
        plain += static_cast<std::int64_t>(head.at() - at + size);
        if (chunk[4].number == 6) {
          std::string unpacked(size, '\0');
          EXPECT_EQ(ZSTD_decompress(unpacked.data(), size, body.data(), body.size()), size);
          body = std::move(unpacked);
        }
        EXPECT_EQ(body.size(), size);
        read_page(body, meta[2].list[c + 1], static_cast<std::size_t>(page[5][1].number), out.columns[c]);
        seen += page[5][1].number;
        at = head.at() + stored;
        ++out.pages;
      }
      EXPECT_EQ(at, end);
      EXPECT_EQ(seen, group[3].number);
      EXPECT_EQ(seen, chunk[5].number);
      EXPECT_EQ(plain, chunk[6].number);
      expected_at = end;
    }
  }
  EXPECT_EQ(rows, meta[3].number);
  return out;
}

std::vector<ParquetColumn> all_kinds() {
  std::vector<ParquetColumn> out;
  for (const bool optional : {false, true})
    for (const ColumnType type : {ColumnType::text, ColumnType::integer, ColumnType::number, ColumnType::flag, ColumnType::date})
      out.push_back({std::string("c").append(std::to_string(out.size())), type, optional});
  return out;
}

Cell random_cell(ColumnType type, std::mt19937& random) {
  switch (type) {
    case ColumnType::text: return std::string(random() % 12, static_cast<char>('a' + random() % 26));
    case ColumnType::integer: return static_cast<std::int64_t>(random()) * (random() % 2 == 0 ? 1 : -4'000'000'000LL);
    case ColumnType::number: return static_cast<double>(random()) / 7.0;
    case ColumnType::flag: return random() % 2 == 0;
    case ColumnType::date: return static_cast<std::int64_t>(random() % 60'000) - 30'000;
  }
  return {};
}

TEST(ParquetFile, EveryKindComesBack) {
  std::mt19937 random(7);
  for (const bool compress : {false, true})
    for (const std::size_t rows : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{8}, std::size_t{9}, std::size_t{1000}}) {
      StringSink sink;
      ParquetOptions options;
      options.compress = compress;
      options.group_rows = 300;
      options.page_bytes = 512;
      const std::vector<ParquetColumn> columns = all_kinds();
      ParquetFile file(sink, columns, options);
      std::vector<std::vector<Cell>> expected(columns.size());
      for (std::size_t r = 0; r < rows; ++r) {
        std::vector<Cell> row;
        for (const ParquetColumn& c : columns) row.push_back(c.optional && random() % 3 != 0 ? Cell() : random_cell(c.type, random));
        for (std::size_t c = 0; c < columns.size(); ++c) expected[c].push_back(row[c]);
        file.row(row);
      }
      file.finish();
      const Table table = read_parquet(sink.text);
      EXPECT_EQ(table.columns, expected) << rows;
      EXPECT_EQ(table.groups, (rows + 299) / 300);
      if (rows == 1000) {
        EXPECT_GT(table.pages, table.groups * columns.size());  // long columns have several
      }
    }
}

TEST(ParquetFile, GroupsEndByBytesToo) {
  StringSink sink;
  ParquetOptions options;
  options.group_bytes = 1000;
  ParquetFile file(sink, {{"text", ColumnType::text, false}}, options);
  for (int i = 0; i < 50; ++i) file.row(std::vector<Cell>{std::string(100, 'x')});
  file.finish();
  EXPECT_EQ(read_parquet(sink.text).groups, 5U);
}

TEST(ParquetFile, EventsWithTheirTypes) {
  const Table table = read_parquet(fixture::write("parquet", {fixture::expulsion(), fixture::protest()}).main);
  ASSERT_EQ(table.names.size(), event_columns().size());
  const auto column = [&](std::string_view name) {
    for (std::size_t c = 0; c < table.names.size(); ++c)
      if (table.names[c] == name) return table.columns[c];
    return std::vector<Cell>();
  };
  EXPECT_EQ(column("cameo"), (std::vector<Cell>{std::string("166"), std::string("141")}));
  EXPECT_EQ(column("date_start"), (std::vector<Cell>{std::int64_t{fixture::day("2017-12-02")}, Cell()}));
  EXPECT_EQ(column("mutual"), (std::vector<Cell>{false, false}));
  EXPECT_EQ(column("lat"), (std::vector<Cell>{44.4321, Cell()}));
  EXPECT_EQ(column("reports"), (std::vector<Cell>{std::int64_t{3}, std::int64_t{1}}));
}

}  // namespace

}  // namespace detente::formats
