#include "readers/document_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "util/error.h"
#include "util/file.h"

namespace detente {
namespace {

class DocumentReaderTest : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& bytes) {
    const std::string path = testing::TempDir() + "/" + std::to_string(::getpid()) + name;
    write_file(path, bytes);
    paths_.push_back(path);
    return path;
  }
  void TearDown() override {
    for (const std::string& p : paths_) ::unlink(p.c_str());
  }
  std::vector<std::string> paths_;
};

TEST_F(DocumentReaderTest, TitleIsAFirstLineOfItsOwn) {
  DocumentReader r(write("a.txt", "\n  Headline here \n\nBody one.\nBody two.\n"));
  Document d;
  ASSERT_EQ(r.next(d), DocumentReader::Result::document);
  EXPECT_EQ(d.title, "Headline here");
  EXPECT_EQ(d.text, "Body one.\nBody two.\n");
  EXPECT_EQ(d.coded_text(), "Headline here\n\nBody one.\nBody two.\n");
  EXPECT_EQ(r.next(d), DocumentReader::Result::end);
}

TEST_F(DocumentReaderTest, TextWithoutTitle) {
  DocumentReader r(write("a.txt", "One sentence.\r\nAnother.\r\n"));
  Document d;
  ASSERT_EQ(r.next(d), DocumentReader::Result::document);
  EXPECT_EQ(d.title, "");
  EXPECT_EQ(d.text, "One sentence.\nAnother.\n");
}

TEST_F(DocumentReaderTest, JsonLinesWithTroubleBetween) {
  DocumentReader r(write("a.jsonl",
                         "{\"id\":1,\"title\":\"T\\nU\",\"text\":\"x\",\"published\":\"2016-01-22\"}\n\n{\"text\":null}\n[1]\n{\"text\":\"y\""
                         "}"));
  Document d;
  ASSERT_EQ(r.next(d), DocumentReader::Result::document);
  EXPECT_EQ(d.id, "1");
  EXPECT_EQ(d.title, "T U");
  EXPECT_EQ(d.published, "2016-01-22");
  ASSERT_EQ(r.next(d), DocumentReader::Result::trouble);
  EXPECT_NE(r.message().find(":3: no text"), std::string::npos) << r.message();
  ASSERT_EQ(r.next(d), DocumentReader::Result::trouble);
  EXPECT_NE(r.message().find(":4: no JSON object"), std::string::npos) << r.message();
  ASSERT_EQ(r.next(d), DocumentReader::Result::document);
  EXPECT_EQ(d.text, "y");
  EXPECT_EQ(d.id.size(), 16U);  // a hash of the text
  EXPECT_EQ(r.next(d), DocumentReader::Result::end);
}

TEST_F(DocumentReaderTest, LongTextsComeInPartsThatAddUp) {
  std::string text;
  for (int i = 0; i < 30000; ++i) text += "Sentence number " + std::to_string(i) + " stands here.\n" + (i % 5 == 0 ? "\n" : "");
  DocumentReader r(write("a.txt", text));
  Document d;
  std::string all;
  std::size_t parts = 0;
  while (r.next(d) == DocumentReader::Result::document) {
    EXPECT_EQ(d.part, parts++);
    EXPECT_EQ(d.offset, all.size());
    all += d.coded_text();
  }
  EXPECT_GT(parts, 2U);
  EXPECT_EQ(all, text);
}

TEST_F(DocumentReaderTest, MissingAndEmptyFiles) {
  EXPECT_THROW(DocumentReader("/nowhere/at/all"), Error);
  DocumentReader r(write("a.txt", " \n\t"));
  Document d;
  EXPECT_EQ(r.next(d), DocumentReader::Result::trouble);
  EXPECT_EQ(r.next(d), DocumentReader::Result::end);
}

}  // namespace
}  // namespace detente
