#include "eval/attribution.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "util/error.h"

namespace detente {
namespace {

TEST(ReadAttributions, CharactersBecomeBytesAndPartsAreJoined) {
  const std::string path = testing::TempDir() + "/attribution_" + std::to_string(::getpid()) + ".ann";
  std::ofstream(path) << "T1\tSource 6 10\tVeld\nT2\tCue 11 15\tsaid\nT3\tContent 0 5;16 19\t\u201cNo,\u201d now\nT4\tAttribution 11 15\tsaid\n"
                         "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nbroken line\nE2\tAttribution:T9 Cue:T2\n";
  const std::vector<GoldAttribution> gold = read_attributions(path, "\u201cNo,\u201d Veld said now.");
  std::filesystem::remove(path);
  ASSERT_EQ(gold.size(), 1U);
  EXPECT_EQ(gold[0].source, (SpanParts{{10, 14}}));
  EXPECT_EQ(gold[0].cue, (SpanParts{{15, 19}}));
  EXPECT_EQ(gold[0].content, (SpanParts{{0, 9}, {20, 23}}));
}

TEST(ReadAttributions, AMissingFileIsAnError) { EXPECT_THROW(read_attributions("/nonexistent/x.ann", "text"), Error); }

}  // namespace
}  // namespace detente
