// SentenceTagger: collects the names of one sentence that may be places, each with the evidence around it, and lives for that long.
#pragma once
#include "places/places.h"

namespace detente {

[[nodiscard]] bool place_contains(const Place& outer, const Place& inner);

class SentenceTagger {
 public:
  SentenceTagger(const Gazetteer& gazetteer, const Sentence& sentence, int number, PlaceWorkspace& ws)
      : gazetteer_(gazetteer), sentence_(sentence), number_(number), ws_(ws) {}
  // Appends to ws.found and ws.candidates, notes names of persons and sure places of the document.
  void run();

 private:
  [[nodiscard]] int size() const { return static_cast<int>(sentence_.tokens.size()); }
  [[nodiscard]] const Token& token(int i) const { return sentence_.tokens[static_cast<std::size_t>(i)]; }
  [[nodiscard]] PlaceWorkspace::Word& word(int i) const { return ws_.words[static_cast<std::size_t>(i)]; }
  void prepare();
  std::uint32_t candidates(Gazetteer::Names names, int begin, int end);
  bool match(int i, PlaceWorkspace::Found& f);
  bool directed(int i, const PlaceWorkspace::Found& f);
  [[nodiscard]] bool road_number(int i) const;
  void enumerate(PlaceWorkspace::Found& a, PlaceWorkspace::Found& b, int gap);
  bool pattern(int i, PlaceWorkspace::Found& f);
  void extend(PlaceWorkspace::Found& f);
  [[nodiscard]] float base(const PlaceWorkspace::Found& f) const;
  void unknown(PlaceWorkspace::Found& f) const;
  void around(PlaceWorkspace::Found& f) const;
  void before(PlaceWorkspace::Found& f) const;
  void after(PlaceWorkspace::Found& f) const;
  [[nodiscard]] bool adjective(const PlaceWorkspace::Found& f) const;
  [[nodiscard]] bool country(const PlaceWorkspace::Found& f) const;
  void pairs();
  void note_persons();
  void note_places(const PlaceWorkspace::Found& f);

  const Gazetteer& gazetteer_;
  const Sentence& sentence_;
  int number_;
  PlaceWorkspace& ws_;
  std::size_t first_ = 0;
  bool headline_ = false;  // most words are capitalised, which then says nothing
};

}  // namespace detente
