// Channels: the table tests itself through the coder, and the course of several relations in the example is read right. The states expected
// of the example were written down before the rules were run on it.
#include <cstdlib>
#include <map>

#include "cli/relation_options.h"
#include "pipeline/coding_fixture.h"

namespace detente {
namespace {

// The events of a text, each report by itself.
std::vector<RelationEvent> events_in(const Coding& coding, const std::string& text, const std::string& published, Workspace& ws) {
  std::vector<RelationEvent> out;
  Document d;
  d.text = text;
  coding.code(d, 0, published, ws);
  for (const Report& r : ws.reports) {
    MergeItem item;
    item.report = make_stored(r, 0, 0);
    item.document = "d";
    item.published = published;
    item.published_day = parse_iso_day(published);
    prepare(item);
    MergedEvent e = summarise({&item});
    e.id += std::to_string(out.size());
    out.push_back({std::move(e), {item.report.text}});
  }
  return out;
}

std::string states(const std::vector<Channel>& channels) {
  std::string out;
  for (const Channel& c : channels)
    if (c.state != ChannelState::unknown) out += (out.empty() ? "" : ", ") + std::string(name(c.level)) + " " + std::string(name(c.state));
  return out.empty() ? "-" : out;
}

class ChannelsTest : public CodingFixture {
 protected:
  ChannelRules rules_{kSourceFolder + "/data/relations", &coding_->actors()};
};

TEST_F(ChannelsTest, ExamplesOfTheTableMoveAsTheySay) {
  const RelationSide a = side_of(coding_->actors(), "ARV"), b = side_of(coding_->actors(), "BMK");
  const std::int32_t day = day_number({2015, 3, 10});
  double rows = 0, right = 0;
  std::string failures;
  for (const ChannelRules::Example& e : rules_.examples()) {
    const std::vector<RelationEvent> events = events_in(*coding_, e.sentence, "2015-03-10", ws_);
    const std::string got = states(channels_of(rules_, events, a, b, day));
    ++rows;
    right += got == e.expected;
    if (got == e.expected) continue;
    failures += std::to_string(e.line) + ": " + e.sentence + " | " + e.expected + " | got " + got + " |";
    for (const RelationEvent& v : events) {
      failures += " " + std::string(name(v.event.agreed.type)) + v.event.agreed.cameo + "[";
      for (const StoredParty& p : v.event.agreed.actors) failures += p.text + "/" + p.code() + " ";
      failures += ">";
      for (const StoredParty& p : v.event.agreed.recipients) failures += " " + p.text + "/" + p.code();
      failures += "]" + std::string(name(v.event.agreed.status));
    }
    failures += "\n";
  }
  std::printf("channels: %.0f examples, right %.3f\n", rows, right / rows);
  if (const char* out = std::getenv("CHANNEL_FAILURES")) {
    std::FILE* f = std::fopen(out, "w");
    ASSERT_NE(f, nullptr);
    std::fputs(failures.c_str(), f);
    std::fclose(f);
  }
  EXPECT_GE(right, 0.9 * rows) << failures;
}

}  // namespace
}  // namespace detente
