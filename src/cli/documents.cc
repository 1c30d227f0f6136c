#include "cli/documents.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "util/error.h"

namespace detente::cli {

namespace {

struct Tally {
  int used = 0, skipped = 0;
  std::map<std::string, std::size_t> languages;
};

void read_documents(const std::string& file, const ReaderOptions& options, const std::function<void(const Document&)>& use, Tally& tally) {
  DocumentReader reader(file, options);
  Document d;
  for (DocumentReader::Result r = reader.next(d); r != DocumentReader::Result::end; r = reader.next(d)) {
    if (r == DocumentReader::Result::trouble) {
      std::fprintf(stderr, "detente: %s\n", reader.message().c_str());
      ++tally.skipped;
      continue;
    }
    try {
      use(d);
      ++tally.used;
    } catch (const Error& e) {
      std::fprintf(stderr, "detente: %s: document %s: %s\n", file.c_str(), d.id.c_str(), e.what());
      ++tally.skipped;
    }
  }
  for (const auto& [language, count] : reader.skipped()) tally.languages[language] += count;
}

// "text=body,published=date" into pairs.
std::vector<std::pair<std::string, std::string>> parse_columns(const std::string& list) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& item : CLI::detail::split(list, ',')) {
    const std::size_t equals = item.find('=');
    const std::string field = item.substr(0, equals);
    if (equals == std::string::npos || equals + 1 == item.size()) throw CLI::ValidationError("--columns", "'" + item + "' is not FIELD=COLUMN");
    static const std::vector<std::string> kFields = {"id", "title", "text", "published", "outlet", "url"};
    if (std::find(kFields.begin(), kFields.end(), field) == kFields.end())
      throw CLI::ValidationError("--columns", "'" + field + "' is none of id, title, text, published, outlet, url");
    out.emplace_back(field, item.substr(equals + 1));
  }
  return out;
}

}  // namespace

void InputOptions::add_to(CLI::App& verb) {
  verb.add_option_function<std::string>(
      "--columns", [this](const std::string& list) { reader.columns = parse_columns(list); },
      "for CSV, which column holds what: text=body,published=date (fields id, title, text, published, outlet, url); told by usual names otherwise");
  verb.add_flag("--any-language", reader.any_language, "do not skip documents in other languages than English");
}

int for_each_document(const std::vector<std::string>& files, const ReaderOptions& options, const std::function<void(const Document&)>& use) {
  Tally tally;
  for (const std::string& file : files) {
    try {
      read_documents(file, options, use, tally);
    } catch (const Error& e) {
      std::fprintf(stderr, "detente: %s\n", e.what());
      ++tally.skipped;
    }
  }
  if (const std::string line = skipped_line(tally.languages); !line.empty()) std::fprintf(stderr, "detente: %s\n", line.c_str());
  return tally.skipped == 0 ? kOk : tally.used == 0 ? kFailure : kPartial;
}

}  // namespace detente::cli
