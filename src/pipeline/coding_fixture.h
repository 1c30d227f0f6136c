// Test fixture: the coder with the shipped data and the invented countries of the examples. Only for tests.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "pipeline/coding.h"

namespace detente {

inline const std::string kSourceFolder = DETENTE_SOURCE_DIR;

class CodingFixture : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string data = testing::TempDir() + "/coding_" + std::to_string(::getpid()) + ".data";
    compile_data({kSourceFolder + "/data", kSourceFolder + "/examples/invented/data"}, data);
    coding_ = new Coding(std::string(DETENTE_BINARY_DIR) + "/english.model", data);
    std::filesystem::remove(data);
  }
  static void TearDownTestSuite() {
    delete coding_;
    coding_ = nullptr;
  }
  static inline Coding* coding_ = nullptr;
  Workspace ws_;
};

}  // namespace detente
