// Places of whole texts: what is tagged, where it lies, and where events take place.
#include <string>

#include "pipeline/coding_fixture.h"

namespace detente {
namespace {

class PlacesTest : public CodingFixture {
 protected:
  // "text=name/country" of every mention that names a place, adjectives left out, joined by "; ".
  std::string places(const std::string& text) {
    std::string out;
    for (const PlaceFound& m : coding_->places(text, ws_)) {
      if (m.use == PlaceUse::adjective) continue;
      if (!out.empty()) out += "; ";
      out += std::string(m.text) + "=" + (m.resolved ? std::string(m.admin1.empty() ? m.name : m.admin1) + "/" + std::string(m.country) : "?");
    }
    return out;
  }
  // The place of the first report, or the reason why it has none.
  std::string event_place(const std::string& text) {
    Document d;
    d.text = text;
    coding_->code(d, coding_->ontology().scheme("plover"), "2031-03-07", ws_);
    if (ws_.reports.empty()) return "no report";
    const Report& r = ws_.reports.front();
    return r.place.empty() ? "none: " + std::string(r.place_reason) : std::string(r.place.text) + "=" + std::string(r.place.name);
  }
};

TEST_F(PlacesTest, ContainersDecide) {
  EXPECT_EQ(places("They drove from Springfield, Illinois, to Springfield, Massachusetts."),
            "Springfield=Illinois/USA; Illinois=Illinois/USA; Springfield=Massachusetts/USA; Massachusetts=Massachusetts/USA");
  EXPECT_EQ(places("A fire broke out in Athens, Ga., on Monday."), "Athens=Georgia/USA; Ga.=Georgia/USA");
}

TEST_F(PlacesTest, NamesOfOtherThings) {
  EXPECT_EQ(places("Mr. Jordan thanked Paris Miller."), "");
  EXPECT_EQ(places("The White House was silent."), "");
  EXPECT_EQ(places("Jordan closed its border with Syria."), "Jordan=Jordan/JOR; Syria=Syria/SYR");
}

TEST_F(PlacesTest, AdjectivesAndPartsAreMarked) {
  const std::vector<PlaceFound> found = coding_->places("Turkish students met at the University of Nairobi.", ws_);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].use, PlaceUse::adjective);
  EXPECT_EQ(found[0].country, "TUR");
  EXPECT_EQ(found[1].use, PlaceUse::part);
}

TEST_F(PlacesTest, UnknownNamesSayWhy) {
  const std::vector<PlaceFound> found = coding_->places("The parade went along Zibbelmoor Street.", ws_);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].resolved);
  EXPECT_EQ(found[0].reason, "a street, which the gazetteer does not have");
}

TEST_F(PlacesTest, SpansAreBytesOfTheText) {
  const std::string text = "Caf\u00e9s in S\u00e3o Paulo and Kyiv \u2013 and near Lake Victoria \u2013 closed.";
  for (const PlaceFound& m : coding_->places(text, ws_)) EXPECT_EQ(text.substr(m.span.begin, m.span.end - m.span.begin), m.text);
  EXPECT_EQ(places(""), "");
}

TEST_F(PlacesTest, EventsHappenWhereTheirClauseSays) {
  EXPECT_EQ(event_place("Arvian troops shelled Corvian positions near Kherson."), "Kherson=Kherson");
  EXPECT_EQ(event_place("The foreign ministers of Arvia and Belmark met in Vienna on Monday."), "Vienna=Vienna");
  EXPECT_EQ(event_place("Gunmen killed three soldiers at a checkpoint."), "a checkpoint=");
  EXPECT_EQ(event_place("Arvia condemned Corvia."), "none: the clause names no place");
  EXPECT_EQ(event_place("VIENNA - Arvia condemned Corvia."), "none: the clause names no place");
}

}  // namespace
}  // namespace detente
