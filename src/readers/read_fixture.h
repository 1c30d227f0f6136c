// For the tests that read: what a stream makes of bytes in memory, and bytes packed by gzip.
#pragma once
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "readers/document_stream.h"

namespace detente {

struct Read {
  std::vector<Document> documents;
  std::vector<std::string> troubles;
  [[nodiscard]] std::string text() const {
    std::string out;
    for (const Document& d : documents) out += d.coded_text();
    return out;
  }
};

inline Read read(const std::string& bytes, const std::string& name, const ReaderOptions& options = {}) {
  Origin origin;
  origin.options = &options;
  origin.name = origin.id = name;
  InnerStream stream;
  stream.open(from_memory(bytes), origin);
  Read out;
  Document d;
  for (ReadResult r = stream.next(d); r != ReadResult::end; r = stream.next(d)) {
    if (r == ReadResult::document) out.documents.push_back(d);
    else out.troubles.push_back(stream.message());
  }
  return out;
}

inline std::string gzip(const std::string& bytes) {
  z_stream z{};
  EXPECT_EQ(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&z, bytes.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

}  // namespace detente
