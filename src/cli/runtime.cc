#include "cli/runtime.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "util/error.h"

namespace detente::cli {

namespace {

namespace fs = std::filesystem;

// A file that goes when the object does, so that an interrupted compilation leaves nothing behind.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::string pattern = (fs::temp_directory_path() / "detente-XXXXXX").string();
    const int fd = ::mkstemp(pattern.data());
    if (fd < 0) throw error_at(pattern, "cannot write a temporary file");
    ::close(fd);
    path_ = pattern;
  }
  ~TemporaryFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

void Runtime::add_to(CLI::App& verb) {
  verb.add_option("--data", data, "folder with own actors/, lexicon/ or places/ tables, laid over the shipped ones (may be repeated)")->allow_extra_args(false);
  verb.add_option("--dictionaries", dictionaries, "compiled dictionaries (default: detente.data beside the program)");
  verb.add_option("--model", model, "model file (default: english.model beside the program)");
}

Coding Runtime::open() const {
  const std::string model_file = model.empty() ? find_runtime_file("english.model") : model;
  if (data.empty()) return Coding(model_file, dictionaries.empty() ? find_runtime_file("detente.data") : dictionaries);
  if (!dictionaries.empty()) throw Error("--data and --dictionaries exclude each other: --data is laid over the shipped tables");
  return open_with_data(model_file, data);
}

std::string find_data_folder() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  const char* home = std::getenv("DETENTE_HOME");
  for (const fs::path& folder : {fs::path(home == nullptr ? "" : home) / "data", program / "../../data", program / "../share/detente/data"})
    if (fs::exists(folder / "ontology/acts.tsv", ignored)) return folder.lexically_normal().string();
  throw Error("the shipped tables (data/) are not where the program can find them; own folders need them");
}

Coding open_with_data(const std::string& model, const std::vector<std::string>& folders) {
  std::vector<std::string> all = {find_data_folder()};
  for (const std::string& folder : folders) {
    if (!fs::is_directory(folder)) throw error_at(folder, "no such folder");
    all.push_back(folder);
  }
  const TemporaryFile compiled;
  compile_data(all, compiled.path());
  return Coding(model.empty() ? find_runtime_file("english.model") : model, compiled.path());  // stays mapped after the file is gone
}

}  // namespace detente::cli
