// Places of a document: which names in its sentences are places, and where each lies. Tagging weighs the words around a name by
// hand-set weights (tagging.cc); resolution chooses among the places of that name by population, by what is named beside it and by
// what else the document speaks of, one sense a document (resolution.cc). The finder is constant; scratch is a PlaceWorkspace.
#pragma once
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "places/gazetteer.h"
#include "text/sentence.h"

namespace detente {

// What a name of a place does in the sentence: names the place, is an adjective or people's name, or is part of another name
// ("Arvia City Police", "University of Arvia").
enum class PlaceUse : std::uint8_t { place, adjective, part };
[[nodiscard]] std::string_view name(PlaceUse use);

struct PlaceMention {
  int sentence = 0;        // index in the document
  int begin = 0, end = 0;  // tokens of it
  Span span;               // bytes
  PlaceUse use = PlaceUse::place;
  PlaceKind kind = PlaceKind::city;
  bool resolved = false;
  bool sure = false;  // no other place of that name comes near
  std::string_view name, country, admin1;
  float lat = 0, lon = 0;
  std::string_view precision;  // country, region, county, city, district, territory, area, facility, feature; empty when unresolved
  std::string_view reason;     // why it is not resolved
};

struct PlaceWorkspace {
  struct Word {
    std::uint32_t first_atom = 0, atoms = 0;
    std::uint32_t classes = 0;
    bool upper = false, capitals = false, hyphen = false;
  };
  struct Candidate {
    std::uint32_t place = 0;
    NameForm form = NameForm::name;
    float score = 0;
  };
  // A name that may be a place.
  struct Found {
    int sentence = 0, begin = 0, end = 0;
    int name_end = 0;                    // end of the part that the gazetteer knows; begin when it knows none
    std::uint64_t key = 0, atom = 0;     // of the name, and of its only word
    std::uint32_t first = 0, count = 0;  // candidates
    float score = 0;                     // evidence that it is a place
    PlaceUse use = PlaceUse::place;
    std::uint32_t classes = 0;  // of the feature word: street, feature, admin, venue
    int container = -1;         // the place named right after it that it lies in
    bool strong = false;        // the words around say that it is a place
    std::uint32_t chosen = 0;   // candidate
    float margin = 0;
  };
  std::vector<Word> words;  // of the current sentence
  std::vector<std::uint64_t> atoms;
  std::vector<Found> found;
  std::vector<Candidate> candidates;
  std::vector<std::uint64_t> persons, surely;  // names that the document gave to persons, and to places
  std::vector<float> country_weight, region_weight, first_scores;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> groups;
  struct Cell {
    std::uint32_t cell = 0, name = 0;
    float weight = 0;
  };
  std::vector<Cell> cells;  // where each name has a place, by square degree
};

class PlaceFinder {
 public:
  explicit PlaceFinder(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  // The places of a document's sentences in order. Views point into the gazetteer.
  void find(const std::vector<Sentence>& sentences, PlaceWorkspace& ws, std::vector<PlaceMention>& out) const;

 private:
  void resolve(PlaceWorkspace& ws) const;
  void prefer_cities(PlaceWorkspace& ws, const PlaceWorkspace::Found& found) const;
  void neighbours(PlaceWorkspace& ws) const;
  void rescore(PlaceWorkspace& ws, const PlaceWorkspace::Found& found, const std::vector<float>& first) const;
  [[nodiscard]] PlaceMention mention(const PlaceWorkspace::Found& found, const Sentence& sentence, const PlaceWorkspace& ws) const;
  const Gazetteer& gazetteer_;
};

[[nodiscard]] double distance_km(double lat1, double lon1, double lat2, double lon2);

}  // namespace detente
