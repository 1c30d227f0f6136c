#include "relations/relation_events.h"

#include <algorithm>
#include <unordered_set>

namespace detente {

namespace {

// Collects each event once.
class Gathering {
 public:
  Gathering(Store& store, std::optional<std::int32_t> as_of) : store_(store), as_of_(as_of) {}

  void find(EventFilter filter) {
    filter.as_of = as_of_;
    find_events(store_, filter, [&](const MergedEvent& e) {
      if (seen_.insert(e.id).second) out_.push_back({e, {}});
    });
  }

  [[nodiscard]] std::vector<RelationEvent> take() { return std::move(out_); }

  // With the sentences, asked for when the reading is done: a receipt asks the store again.
  [[nodiscard]] std::vector<RelationEvent> take_with_sentences() {
    for (RelationEvent& e : out_) {
      if (!e.event.dataset.empty()) continue;  // of an archive: no reports
      if (const std::optional<EventReceipt> receipt = event_receipt(store_, e.event.id, as_of_))
        for (const MergeItem* m : receipt->reports)
          if (std::find(e.sentences.begin(), e.sentences.end(), m->report.text) == e.sentences.end()) e.sentences.push_back(m->report.text);
      if (e.sentences.empty() && !e.event.agreed.text.empty()) e.sentences.push_back(e.event.agreed.text);
    }
    return std::move(out_);
  }

 private:
  Store& store_;
  std::optional<std::int32_t> as_of_;
  std::vector<RelationEvent> out_;
  std::unordered_set<std::string> seen_;
};

// The names worth a search: single words, the commonest few.
std::vector<std::string> plain_names(const RelationSide& side) {
  constexpr std::size_t kNames = 4;
  std::vector<std::string> out;
  for (const std::string& n : side.names)
    if (out.size() < kNames && n.find_first_of(" -.") == std::string::npos) out.push_back(n);
  return out;
}

}  // namespace

std::vector<RelationEvent> events_between(Store& store, const Offices& offices, const RelationSide& a, const RelationSide& b,
                                          std::optional<std::int32_t> as_of) {
  Gathering all(store, as_of);
  const auto with_speakers = [&](const RelationSide& side) {
    std::vector<std::string> codes = side.codes;
    for (std::string& id : offices.speakers_for(side.codes)) codes.push_back(std::move(id));
    return codes;
  };
  const std::vector<std::string> left = with_speakers(a), right = with_speakers(b);
  for (const std::string& x : left)
    for (const std::string& y : right) {
      EventFilter f;
      f.actor = x;
      f.other = y;
      all.find(f);
    }
  for (const std::string& x : plain_names(a))
    for (const std::string& y : plain_names(b)) {
      // "The NATO-Russia Council met": one party, or none that the coder knows, and both names next to each other
      for (const std::string& words : {x + "-" + y, y + "-" + x, x + "-and-" + y, y + "-and-" + x, x + "-and-the-" + y, y + "-and-the-" + x}) {
        EventFilter f;
        f.text = words;  // a word with hyphens is a phrase of the words
        all.find(f);
      }
    }
  // "Arvia suspended the talks with Belmark": the one side coded, the other one only named
  for (const auto& [side, other] : {std::pair(&a, &b), std::pair(&b, &a)})
    for (const std::string& named : plain_names(*other))
      for (const char* type : {"SANCTION", "CONSULT", "SUPPORT", "CONCEDE", "REJECT"}) {
        EventFilter f;
        f.actor = side->codes.front();
        f.text = named;
        f.type = type;
        all.find(f);
      }
  return all.take_with_sentences();
}

std::vector<RelationEvent> events_of(Store& store, const std::vector<std::string>& codes, std::optional<std::int32_t> from, std::optional<std::int32_t> to,
                                     std::optional<std::int32_t> as_of) {
  Gathering all(store, as_of);
  EventFilter f;
  f.from = from;
  f.to = to;
  if (codes.empty()) all.find(f);
  for (const std::string& code : codes) {
    f.actor = code;
    all.find(f);
  }
  return all.take();
}

}  // namespace detente
