#include "cli/documents.h"

#include <cstdio>

#include "readers/document_reader.h"
#include "util/error.h"

namespace detente::cli {

namespace {

// Documents used and skipped of one file.
void read_documents(const std::string& file, const std::function<void(const Document&)>& use, int& used, int& skipped) {
  DocumentReader reader(file);
  Document d;
  for (DocumentReader::Result r = reader.next(d); r != DocumentReader::Result::end; r = reader.next(d)) {
    if (r == DocumentReader::Result::trouble) {
      std::fprintf(stderr, "detente: %s\n", reader.message().c_str());
      ++skipped;
      continue;
    }
    try {
      use(d);
      ++used;
    } catch (const Error& e) {
      std::fprintf(stderr, "detente: %s: document %s: %s\n", file.c_str(), d.id.c_str(), e.what());
      ++skipped;
    }
  }
}

}  // namespace

int for_each_document(const std::vector<std::string>& files, const std::function<void(const Document&)>& use) {
  int used = 0, skipped = 0;
  for (const std::string& file : files) {
    try {
      read_documents(file, use, used, skipped);
    } catch (const Error& e) {
      std::fprintf(stderr, "detente: %s\n", e.what());
      ++skipped;
    }
  }
  return skipped == 0 ? kOk : used == 0 ? kFailure : kPartial;
}

}  // namespace detente::cli
