// detente lexicon check|find|add: test the rows of the lexicon, look a word up, add a row of one's own.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "cli/runtime.h"
#include "cli/verbs.h"
#include "pipeline/lexicon_check.h"
#include "util/error.h"
#include "util/file.h"
#include "util/utf8.h"

namespace detente::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  Runtime runtime;
  std::vector<std::string> folders;  // to check
  std::string word, into, file = "own.tsv";
  std::vector<std::string> fields;
  bool force = false, quiet = false;
};

// The invented countries of the examples, when the source tree is at hand: rows may use them.
std::vector<std::string> with_invented(std::vector<std::string> folders) {
  const std::string invented = (fs::path(find_data_folder()).parent_path() / "examples/invented/data").string();
  if (fs::is_directory(invented)) folders.insert(folders.begin(), invented);
  return folders;
}

int check(const Options& o) {
  std::vector<std::string> over = o.folders;
  const std::string shipped = find_data_folder();
  const std::vector<std::string> folders = o.folders.empty() ? std::vector<std::string>{shipped} : o.folders;
  std::erase_if(over, [&](const std::string& f) { return fs::equivalent(f, shipped); });
  const Coding coding = open_with_data(o.runtime.model, with_invented(over));
  Workspace ws;
  std::size_t rows = 0, typed = 0, right = 0;
  for (const std::string& folder : folders) {
    const std::vector<std::string> files = lexicon_files(folder);
    if (files.empty()) throw error_at(folder, "no lexicon/*.tsv with trigger rows");
    for (const std::string& file : files)
      for (const RowCheck& c : check_rows(coding, file, ws)) {
        ++rows;
        typed += c.type_right;
        right += c.all_right;
        if (!c.all_right && !o.quiet)
          std::printf("%s:%d  %s\n    %s\n    expected %s\n    got      %s\n", c.file.c_str(), c.line, c.trigger.c_str(), c.example.c_str(), c.expected.c_str(),
                      c.got.empty() ? "no report" : c.got.c_str());
      }
  }
  const double n = static_cast<double>(std::max<std::size_t>(rows, 1));
  std::printf("%zu rows: %.1f %% coded as expected, %.1f %% with the right type\n", rows, 100.0 * static_cast<double>(right) / n,
              100.0 * static_cast<double>(typed) / n);
  return right == rows ? kOk : kPartial;
}

bool has_word(const std::string& phrase, const std::string& word) {
  const std::vector<std::string> words = split(phrase, ' ');
  return phrase == word || std::find(words.begin(), words.end(), word) != words.end();
}

// Rows of one table whose first column has the word.
int print_matches(const std::string& path, const std::vector<std::string>& columns, const std::string& word) {
  int found = 0;
  for (const TsvTable::Row& row : read_tsv(path, columns).rows) {
    if (!has_word(row.fields[0], word)) continue;
    ++found;
    std::printf("%s:%d ", path.c_str(), row.line);
    for (const std::string& f : row.fields) std::printf(" %s%s", f.c_str(), &f == &row.fields.back() ? "\n" : " |");
  }
  return found;
}

int find(const Options& o) {
  std::vector<std::string> folders = {find_data_folder()};
  folders.insert(folders.end(), o.runtime.data.begin(), o.runtime.data.end());
  const std::string word = utf8::lower(o.word);
  int found = 0;
  for (const std::string& folder : folders) {
    const std::string lexicon = folder + "/lexicon/";
    for (const std::string& file : lexicon_files(folder)) found += print_matches(file, lexicon_columns(), word);
    if (file_exists(lexicon + "outer.tsv")) found += print_matches(lexicon + "outer.tsv", {"lemma", "pos", "slots", "effect", "note"}, word);
    if (file_exists(lexicon + "support_verbs.tsv")) found += print_matches(lexicon + "support_verbs.tsv", {"verb", "slot", "effect", "example"}, word);
    if (!fs::is_directory(lexicon + "classes")) continue;
    std::vector<std::string> classes;
    for (const auto& f : fs::directory_iterator(lexicon + "classes")) classes.push_back(f.path().string());
    std::sort(classes.begin(), classes.end());
    for (const std::string& file : classes) found += print_matches(file, {"lemma", "note"}, word);
  }
  if (found > 0) return kOk;
  std::fprintf(stderr, "detente: the lexicon has no '%s'; words stand there as lemmas (\"expel\", not \"expelled\")\n", word.c_str());
  return kNotFound;
}

std::string tsv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& f : fields) {
    if (!line.empty()) line += '\t';
    line += f;
  }
  return line + '\n';
}

int add(const Options& o) {
  for (const std::string& f : o.fields)
    if (f.empty() || f.find_first_of("\t\n\r") != std::string::npos) throw Error("a field is empty or holds a tab or a line end; write - for none");
  const fs::path folder = fs::path(o.into) / "lexicon";
  const fs::path path = folder / o.file;
  // The row is tried in a folder of its own first, so that a wrong one leaves the user's file as it was.
  std::string pattern = (fs::temp_directory_path() / "detente-row-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw error_at(pattern, "cannot make a temporary folder");
  struct Cleaner {
    std::string folder;
    ~Cleaner() {
      std::error_code ignored;
      fs::remove_all(folder, ignored);
    }
  } const cleaner{pattern};
  fs::create_directories(fs::path(pattern) / "lexicon");
  write_file(pattern + "/lexicon/" + o.file, tsv_line(lexicon_columns()) + tsv_line(o.fields));
  std::vector<std::string> over;
  if (fs::is_directory(o.into)) over.push_back(o.into);
  over.push_back(pattern);
  const Coding coding = open_with_data(o.runtime.model, with_invented(over));
  Workspace ws;
  const RowCheck c = check_rows(coding, pattern + "/lexicon/" + o.file, ws).front();
  if (!c.all_right) {
    std::fprintf(stderr, "detente: the example is coded as %s, not as %s%s\n", c.got.empty() ? "nothing" : c.got.c_str(), c.expected.c_str(),
                 o.force ? "; added all the same" : "; not added (--force adds it all the same)");
    if (!o.force) return kFailure;
  }
  fs::create_directories(folder);
  std::string old = file_exists(path.string()) ? read_file(path.string()) : tsv_line(lexicon_columns());
  if (!old.empty() && old.back() != '\n') old += '\n';
  write_file(path.string(), old + tsv_line(o.fields));
  std::printf("added to %s; use it with --data %s\n", path.string().c_str(), o.into.c_str());
  return kOk;
}

}  // namespace

void add_lexicon(CLI::App& app, Action& action) {
  auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("lexicon", "Test the lexicon's rows, look words up, add rows of your own (docs/lexicon.md)");
  verb->require_subcommand(1);
  verb->footer(
      "Examples:\n  detente lexicon find expel\n  detente lexicon check my-data\n"
      "  detente lexicon add --into my-data stonewall v - 120 - - 'Arvia stonewalled Belmark over the mine.' 'REJECT ARV > BMK'");
  CLI::App* check_verb = verb->add_subcommand("check", "Code every row's example and compare with what the row expects");
  check_verb->add_option("FOLDER", o->folders, "data folders (default: the shipped one)");
  check_verb->add_flag("--quiet", o->quiet, "only the summary");
  check_verb->add_option("--model", o->runtime.model, "model file");
  check_verb->callback([o, &action] { action = [o] { return check(*o); }; });
  CLI::App* find_verb = verb->add_subcommand("find", "The rows, outer words, support verbs and classes of a word");
  find_verb->add_option("WORD", o->word, "a lemma or one word of a phrase")->required();
  find_verb->add_option("--data", o->runtime.data, "further data folders");
  find_verb->callback([o, &action] { action = [o] { return find(*o); }; });
  CLI::App* add_verb = verb->add_subcommand("add", "Test a row and add it to a data folder of your own");
  add_verb->add_option("--into", o->into, "your data folder; made when it is not there")->required();
  add_verb->add_option("--file", o->file, "file below its lexicon/")->capture_default_str();
  add_verb->add_flag("--force", o->force, "add the row although its example is coded otherwise");
  add_verb->add_option("--model", o->runtime.model, "model file");
  add_verb->add_option("FIELD", o->fields, "trigger pos args cameo roles options example expected")->required()->expected(8);
  add_verb->callback([o, &action] { action = [o] { return add(*o); }; });
}

}  // namespace detente::cli
