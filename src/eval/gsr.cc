#include "eval/gsr.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "util/error.h"
#include "util/file.h"

namespace detente {

namespace {

using Json = nlohmann::json;

std::set<std::string> words(std::string_view text) {
  static const std::set<std::string> kFunctionWords = {"the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "or", "s", "its", "his", "her", "their"};
  std::set<std::string> out;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      continue;
    }
    if (!word.empty() && !kFunctionWords.contains(word)) out.insert(word);
    word.clear();
  }
  return out;
}

// F1 of the words of the best party against those of the record.
double overlap(const std::vector<Party>& parties, const std::set<std::string>& gold) {
  double best = 0;
  for (const Party& p : parties) {
    const std::set<std::string> mine = words(p.text);
    std::size_t shared = 0;
    for (const std::string& w : mine) shared += gold.count(w);
    if (shared > 0) best = std::max(best, 2.0 * static_cast<double>(shared) / static_cast<double>(mine.size() + gold.size()));
  }
  return best;
}

bool same_type(const std::string& gold, EventType mine) {
  static const std::pair<std::string_view, std::string_view> kOld[] = {
      {"DEMAND", "REQUEST"}, {"INVESTIGATE", "ACCUSE"}, {"DISAPPROVE", "ACCUSE"}, {"FIGHT", "ASSAULT"}};
  const std::string_view type = name(mine);
  if (gold == "YIELD") return type == "CONCEDE" || type == "RETREAT";
  for (const auto& [old, now] : kOld)
    if (gold == old) return type == now;
  return gold == type;
}

bool same_country(const std::string& gold, const Party& p) {
  if (gold == "EUR" || gold == "EEC") return p.id == "EU";
  if (gold == "UNO" || gold == "IGOUNO") return p.id == "UN" || p.sector == "IGO";
  if (gold == "IGO" || gold == "NGO" || gold == "IMG" || gold == "MNC" || gold == "ISM") return p.sector == gold;
  return p.country == gold || p.id == gold;
}

bool same_sector(std::string gold, const Party& p) {
  gold = gold.substr(0, 3);
  static const std::pair<std::string_view, std::string_view> kOld[] = {{"INS", "REB"}, {"SEP", "REB"}, {"HLH", "MED"}, {"MED", "JRN"}, {"ACT", "CVL"}};
  std::string_view wanted = gold;
  for (const auto& [old, now] : kOld)
    if (gold == old) {
      wanted = now;
      break;
    }
  if (gold == "DEV" || gold == "ENV" || gold == "HRI") return p.sector == "SOC" || p.sector == "NGO";
  return p.sector == wanted;
}

struct Side {
  std::string country, sector, text;
};

Side side(const Json& record, const char* key) {
  Side out;
  const auto list = record.find(key);
  if (list == record.end() || !list->is_array() || list->empty() || !list->front().is_object()) return out;
  const Json& first = list->front();
  const auto field = [&](const char* name) { return first.contains(name) && first[name].is_string() ? first[name].get<std::string>() : std::string(); };
  out = {field("code"), field("sector"), field("actorText")};
  return out;
}

struct Share {
  int right = 0, given = 0;
  void add(bool ok) {
    ++given;
    right += ok;
  }
  [[nodiscard]] double value() const { return given == 0 ? 0 : static_cast<double>(right) / given; }
};

// The country and sector of a side, right when any of the parties in its role has it.
void score_side(const Side& gold, const std::vector<Party>& parties, Share& country, Share& sector) {
  const auto any = [&](auto fits) { return std::any_of(parties.begin(), parties.end(), fits); };
  if (!gold.country.empty()) country.add(any([&](const Party& p) { return same_country(gold.country, p); }));
  if (!gold.sector.empty()) sector.add(any([&](const Party& p) { return same_sector(gold.sector, p); }));
}

}  // namespace

void evaluate_gsr(const Coding& coding, const std::string& path, int errors) {
  Json all;
  try {
    all = Json::parse(read_file(path));
  } catch (const Json::exception&) {
    throw error_at(path, "no valid JSON");
  }
  if (!all.is_array()) throw error_at(path, "not a list of records");
  Workspace ws;
  const int scheme = coding.ontology().scheme("plover");
  Share event, source_country, source_sector, target_country, target_sector;
  for (const Json& record : all) {
    if (!record.is_object() || !record.contains("event") || !record["event"].is_string() || !record.contains("text") || !record["text"].is_string()) continue;
    const std::string type = record["event"];
    if (type == "DOCUMENT") continue;
    Document d;
    d.id = "gsr";
    d.text = record["text"];
    const std::string date = record.contains("date") && record["date"].is_string() ? record["date"].get<std::string>() : std::string();
    coding.code(d, scheme, date, ws);
    const Side source = side(record, "source"), target = side(record, "target");
    const std::set<std::string> source_words = words(source.text), target_words = words(target.text);
    const Report* best = nullptr;
    double best_overlap = -1;
    for (const Report& r : ws.reports) {
      const std::vector<Party>& second = r.mutual ? r.actors : r.recipients;
      const double shared = overlap(r.actors, source_words) + overlap(second, target_words);
      if (shared > best_overlap || (shared == best_overlap && r.confidence > best->confidence)) {
        best = &r;
        best_overlap = shared;
      }
    }
    static const std::vector<Party> kNobody;
    const std::vector<Party>& actors = best == nullptr ? kNobody : best->actors;
    const std::vector<Party>& recipients = best == nullptr ? kNobody : best->mutual ? best->actors : best->recipients;
    event.add(best != nullptr && same_type(type, best->type));
    score_side(source, actors, source_country, source_sector);
    score_side(target, recipients, target_country, target_sector);
    if ((best == nullptr || !same_type(type, best->type)) && errors-- > 0)
      std::printf("%s got %s: %s\n", type.c_str(), best == nullptr ? "nothing" : std::string(name(best->type)).c_str(), d.text.c_str());
  }
  if (event.given == 0) throw error_at(path, "no records with text");
  std::printf("records %d; given: source country %d, sector %d, target country %d, sector %d\n", event.given, source_country.given, source_sector.given,
              target_country.given, target_sector.given);
  std::printf("event=%.4f source_country=%.4f source_sector=%.4f target_country=%.4f target_sector=%.4f\n", event.value(), source_country.value(),
              source_sector.value(), target_country.value(), target_sector.value());
}

}  // namespace detente
