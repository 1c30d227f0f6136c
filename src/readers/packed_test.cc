// Packed, damaged and chunked input: what came before the damage is read, and the damage is told once.
#include <gtest/gtest.h>
#include <unistd.h>
#include <zstd.h>

#include <cstdio>
#include <random>

#include "readers/document_stream.h"
#include "readers/read_fixture.h"
#include "readers/text_blocks.h"
#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

std::string zstd(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 5));
  return out;
}

// Lines that do not pack to nothing.
std::string lines(int count) {
  std::mt19937 random(7);
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += "The ministers of Arvia and Belmark met on day " + std::to_string(random()) + " of the talks.\n";
    if (i % 5 == 4) out += '\n';
  }
  return out;
}

TEST(PackedTest, Zstd) {
  const std::string text = lines(3000);
  EXPECT_EQ(read(zstd(text), "a.txt.zst").text(), text);
  // Frames may follow each other, one empty among them
  EXPECT_EQ(read(zstd(text) + zstd("") + zstd("The end.\n"), "a.txt.zst").text(), text + "The end.\n");
  EXPECT_EQ(read(zstd(gzip("Packed twice.\n")), "a.txt.gz.zst").text(), "Packed twice.\n");
  const Read thrice = read(zstd(gzip(zstd("Packed thrice.\n"))), "a.zst");
  ASSERT_EQ(thrice.troubles.size(), 1U);
  EXPECT_EQ(thrice.troubles[0], "a.zst: is packed more than twice");
  const Read bomb = read(zstd(std::string(std::size_t{80} << 20, 'a')), "bomb.zst");
  ASSERT_EQ(bomb.troubles.size(), 1U);
  EXPECT_NE(bomb.troubles[0].find("unpacks to more than 200 times its size"), std::string::npos);
}

TEST(PackedTest, AllThatCameBeforeTheDamageIsRead) {
  for (const int count : {300, 12000}) {  // less than one block of the reader, and several
    const std::string text = lines(count);
    for (const bool gz : {true, false}) {
      const std::string packed = gz ? gzip(text) : zstd(text);
      const std::string name = gz ? "a.txt.gz" : "a.txt.zst";
      const Read cut = read(packed.substr(0, packed.size() * 9 / 10), name);
      const std::string found = cut.text();
      EXPECT_EQ(text.substr(0, found.size()), found) << name;
      // zstd gives whole blocks of up to 128 KB only
      EXPECT_GT(found.size() + (gz ? 0U : std::size_t{128} << 10), text.size() * 8 / 10) << name;
      ASSERT_EQ(cut.troubles.size(), 1U) << name;
      EXPECT_EQ(cut.troubles[0], name + (gz ? ": the gzip data end early (truncated file)" : ": the zstd data end early (truncated file)"));
    }
  }
  std::string flipped = gzip(lines(3000));
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
  const Read damaged = read(flipped, "b.txt.gz");
  EXPECT_GT(damaged.text().size(), 50'000U);
  EXPECT_EQ(damaged.troubles.size(), 1U);
  const Read after = read(gzip("One text.\n") + "no gzip", "c.txt.gz");
  EXPECT_EQ(after.text(), "One text.\n");
  ASSERT_EQ(after.troubles.size(), 1U);
  EXPECT_NE(after.troubles[0].find("something after the gzip data"), std::string::npos);
}

TEST(PackedTest, NoHalfRecords) {
  std::string json;
  for (int i = 0; i < 500; ++i)
    json += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"" + lines(1).substr(0, 40) + std::to_string(i * 7919 % 2003) + "\"}\n";
  const std::string packed = gzip(json);
  const Read cut = read(packed.substr(0, packed.size() / 2), "a.jsonl.gz");
  EXPECT_GT(cut.documents.size(), 100U);
  ASSERT_EQ(cut.troubles.size(), 1U);
  EXPECT_EQ(cut.troubles[0], "a.jsonl.gz: the gzip data end early (truncated file)");
  std::string csv = "id,text\n";
  for (int i = 0; i < 500; ++i) csv += std::to_string(i) + ",A line of text number " + std::to_string(i * 7919 % 2003) + "\n";
  const std::string packed_csv = gzip(csv);
  const Read rows = read(packed_csv.substr(0, packed_csv.size() / 2), "a.csv.gz");
  EXPECT_GT(rows.documents.size(), 100U);
  EXPECT_EQ(rows.troubles.size(), 1U);
  for (const Document& d : rows.documents) EXPECT_NE(csv.find("\n" + d.id + "," + d.text + "\n"), std::string::npos) << d.text;
}

TEST(PackedTest, HalfAPageIsReadAsFarAsItGoes) {
  std::string page = "<html><head><title>Talks</title></head><body><article>";
  for (int i = 0; i < 60; ++i) page += "<p>" + lines(1) + " Number " + std::to_string(i * 7919 % 2003) + ", they said.</p>";
  const std::string packed = gzip(page);
  const Read cut = read(packed.substr(0, packed.size() - 30), "a.html.gz");
  ASSERT_EQ(cut.documents.size(), 1U);
  EXPECT_GT(cut.documents[0].text.size(), 1000U);
  EXPECT_EQ(cut.troubles.size(), 1U);
}

TEST(PackedTest, TextBlocks) {
  const std::string text = lines(2000), packed = gzip(text);
  const std::string path = testing::TempDir() + "/" + std::to_string(::getpid()) + "cut.txt.gz";
  write_file(path, packed.substr(0, packed.size() * 9 / 10));
  TextBlocks blocks(path);
  std::string found, failure;
  try {
    while (blocks.next()) found += blocks.text();
  } catch (const Error& e) {
    failure = e.what();
  }
  EXPECT_GT(found.size(), text.size() * 8 / 10);
  EXPECT_EQ(text.substr(0, found.size()), found);
  EXPECT_EQ(failure, path + ": the gzip data end early (truncated file)");
  std::remove(path.c_str());
}

std::string warc_record(const std::string& http) {
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
}

constexpr char kPage[] =
    "<html><head><title>Bridge reopens</title></head><body><article><p>The two governments agreed on Monday to reopen the bridge, which had been closed since "
    "the "
    "spring.</p><p>Engineers from both sides will inspect it first, and lorries may cross from June, the ministers said.</p></article></body></html>";

std::string chunks(std::string_view body, std::size_t size) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); at += size) {
    char head[32];
    const std::string_view piece = body.substr(at, size);
    std::snprintf(head, sizeof head, "%zx%s\r\n", piece.size(), at == 0 ? ";name=value" : "");
    out.append(head).append(piece).append("\r\n");
  }
  return out + "0\r\n\r\n";
}

TEST(WarcTest, ChunkedAndPackedAnswers) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
  const std::string plain = warc_record(head + "\r\n" + kPage);
  const Read expected = read(plain, "a.warc");
  ASSERT_EQ(expected.documents.size(), 1U);
  EXPECT_EQ(expected.documents[0].title, "Bridge reopens");
  EXPECT_EQ(expected.documents[0].url, "https://post.example/a");
  for (const std::size_t size : {std::size_t{7}, std::size_t{100}, std::size_t{4096}}) {
    const Read chunked = read(warc_record(head + "Transfer-Encoding: chunked\r\n\r\n" + chunks(kPage, size)), "b.warc");
    ASSERT_EQ(chunked.documents.size(), 1U) << size << (chunked.troubles.empty() ? "" : chunked.troubles[0]);
    EXPECT_EQ(chunked.documents[0].text, expected.documents[0].text) << size;
  }
  const Read packed = read(warc_record(head + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks(gzip(kPage), 50)), "c.warc");
  ASSERT_EQ(packed.documents.size(), 1U);
  EXPECT_EQ(packed.documents[0].text, expected.documents[0].text);
  // Whole crawls are packed record by record, or as zstd
  EXPECT_EQ(read(gzip(plain) + gzip(plain), "d.warc.gz").documents.size(), 2U);
  EXPECT_EQ(read(zstd(plain + plain), "d.warc.zst").documents.size(), 2U);
}

TEST(WarcTest, BrokenChunks) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string good = warc_record(std::string("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") + kPage);
  const std::string whole = chunks(kPage, 40);
  for (const std::string& body : {whole.substr(0, whole.size() - 100), std::string("zz\r\nno number"), std::string("ffffffffffffffff\r\n") + kPage,
                                  std::string("fffffffffffffffffffff\r\n") + kPage, std::string("-5\r\n") + kPage, std::string("5"), std::string()}) {
    const Read r = read(warc_record(head + body) + good, "a.warc");
    // The record after the broken one is read in any case
    ASSERT_FALSE(r.documents.empty()) << body;
    EXPECT_EQ(r.documents.back().title, "Bridge reopens");
  }
  const Read cut = read(gzip(good) + gzip(good).substr(0, 100), "a.warc.gz");
  EXPECT_EQ(cut.documents.size(), 1U);
  EXPECT_EQ(cut.troubles.size(), 1U);
}

}  // namespace
}  // namespace detente
