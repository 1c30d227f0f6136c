// The actor dictionary on invented people: which of several rows of one form a day picks.
#include "actors/dictionary.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "util/date.h"
#include "util/file.h"

namespace detente {
namespace {

TEST(ActorDictionary, TakesTheRowThatHoldsElseTheNearestInTime) {
  const std::string folder = testing::TempDir() + "/actors_" + std::to_string(::getpid());
  std::filesystem::create_directories(folder + "/actors");
  write_file(folder + "/actors/people_one.tsv",
             "surface\tid\tkind\tcountry\tsector\tfrom\tto\tnote\n"
             "Velkor\tana-velkor\tperson\tARV\tGOV\t2001\t2003\tminister\n"
             "Velkor\tana-velkor\tperson\t-\tIGO\t2010\t2014\tsecretary general\n");
  write_file(folder + "/actors/people_two.tsv",
             "surface\tid\tkind\tcountry\tsector\tfrom\tto\tnote\n"
             "Velkor\tivo-velkor\tperson\tBMK\tOPP\t2020\t-\topposition leader\n");
  const std::string section = compile_actors({folder});
  std::filesystem::remove_all(folder);
  const ActorDictionary dictionary(section);
  Sentence sentence;
  sentence.tokens.resize(1);
  sentence.tokens[0].form = "Velkor";
  const auto note = [&](int year) {
    const auto match = dictionary.find(sentence, 0, day_number({year, 6, 1}), false);
    return match.entry == nullptr ? std::string() : std::string(dictionary.text(match.entry->note));
  };
  EXPECT_EQ(note(2002), "minister");
  EXPECT_EQ(note(2012), "secretary general");
  EXPECT_EQ(note(2025), "opposition leader");
  EXPECT_EQ(note(1995), "minister");
  EXPECT_EQ(note(2009), "secretary general");
  EXPECT_EQ(note(2015), "secretary general");
  EXPECT_EQ(note(2019), "opposition leader");
}

}  // namespace
}  // namespace detente
