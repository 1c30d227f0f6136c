// What most verbs need: the language model and the compiled dictionaries, found beside the program unless named, and the user's own
// data folders, compiled over the shipped ones when the program starts (a tenth of a second).
#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "pipeline/coding.h"

namespace detente::cli {

struct Runtime {
  std::string model, dictionaries;
  std::vector<std::string> data;  // folders laid over the shipped data, later ones first

  void add_to(CLI::App& verb);
  [[nodiscard]] Coding open() const;  // throws Error
};

// The folder with the shipped tables (`data/` in the source tree or beside the installed files). Throws Error when it is not there.
[[nodiscard]] std::string find_data_folder();

// Compiles the shipped data and `folders` over it, and opens the result.
[[nodiscard]] Coding open_with_data(const std::string& model, const std::vector<std::string>& folders);

}  // namespace detente::cli
