#include "eval/matching.h"

#include <algorithm>
#include <array>
#include <regex>

#include "util/utf8.h"

namespace detente {

namespace {

std::size_t shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const std::string& w) { return b.count(w) != 0; }));
}

bool has_code(const Party& p, std::string_view code) {
  const auto is = [&](std::string_view c) { return p.country == c || p.id == c; };
  if (code == "EUU") return is("EUU") || is("EUR") || is("EU");
  if (code == "UNO") return is("UNO") || is("UN");
  return is(code);
}

struct DoubleReading {
  std::regex trigger;
  EventType a, b;
};

const std::vector<DoubleReading>& double_readings() {
  using E = EventType;
  static const std::vector<DoubleReading> list = {{std::regex("convict|sentenc|guilty|verdict|jail"), E::COERCE, E::SANCTION},
                                                  {std::regex("apolog|regret|pardon"), E::SUPPORT, E::CONCEDE},
                                                  {std::regex("cease-?fire|truce|resign|withdraw|pull|curfew|evacuat"), E::RETREAT, E::CONCEDE},
                                                  {std::regex("charge|indict|prosecut"), E::ACCUSE, E::COERCE},
                                                  {std::regex("cyber|hack"), E::COERCE, E::ASSAULT},
                                                  {std::regex("tariff|embargo|\\bbans?\\b|banned|boycott"), E::SANCTION, E::COERCE},
                                                  {std::regex("besieg|siege|blockad"), E::COERCE, E::ASSAULT},
                                                  {std::regex("recaptur|regain|seiz|captur"), E::ASSAULT, E::COERCE},
                                                  {std::regex("expel|expuls|deport"), E::SANCTION, E::COERCE},
                                                  {std::regex("warn|concern"), E::THREATEN, E::ACCUSE},
                                                  {std::regex("lift|eas"), E::CONCEDE, E::RETREAT}};
  return list;
}

}  // namespace

std::set<std::string> match_words(std::string_view text) {
  static const std::set<std::string> stop = {"the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "or", "its", "s", "his", "her", "their"};
  static const std::array<std::pair<std::regex, const char*>, 4> names = {
      std::pair{std::regex("\\bu\\.\\s?s\\.?(?=\\W|$)|\\bunited states( of america)?\\b|\\bamerican\\b"), "us"},
      std::pair{std::regex("\\bu\\.\\s?n\\.?(?=\\W|$)|\\bunited nations\\b"), "un"},
      std::pair{std::regex("\\bu\\.\\s?k\\.?(?=\\W|$)|\\bunited kingdom\\b|\\bbritish\\b|\\bbritain\\b"), "uk"},
      std::pair{std::regex("\\beuropean union\\b"), "eu"}};
  std::string lower = utf8::lower(text);
  for (const auto& [pattern, name] : names) lower = std::regex_replace(lower, pattern, name);
  std::set<std::string> out;
  std::string word;
  for (std::size_t i = 0; i <= lower.size(); ++i) {
    const unsigned char c = i < lower.size() ? static_cast<unsigned char>(lower[i]) : ' ';
    // The right single quote is punctuation, other letters beyond ASCII are word characters
    const bool quote = c == 0xE2 && lower.compare(i, 3, "\u2019") == 0;
    if (!quote && (std::isalnum(c) != 0 || c == '_' || c >= 0x80)) {
      word += static_cast<char>(c);
      continue;
    }
    if (quote) i += 2;
    if (!word.empty() && stop.count(word) == 0) out.insert(word);
    word.clear();
  }
  return out;
}

double word_overlap(const std::vector<Party>& parties, std::string_view gold) {
  const std::set<std::string> g = match_words(gold);
  if (g.empty()) return 0;
  double best = 0;
  std::set<std::string> all;
  const auto score = [&](const std::set<std::string>& words) {
    const std::size_t hit = shared(words, g);
    if (hit > 0) best = std::max(best, 2.0 * static_cast<double>(hit) / static_cast<double>(words.size() + g.size()));
  };
  for (const Party& p : parties) {
    const std::set<std::string> words = match_words(p.text);
    all.insert(words.begin(), words.end());
    score(words);
  }
  score(all);
  return best;
}

bool same_party(const Party& party, const GoldParty& gold) {
  const std::set<std::string> a = match_words(party.text), b = match_words(gold.text);
  const std::size_t both = shared(a, b);
  if (both > 0 && 2 * both >= std::min(a.size(), b.size())) return true;
  return !gold.code.empty() && has_code(party, gold.code);
}

double party_overlap(const std::vector<Party>& parties, const std::vector<GoldParty>& gold) {
  if (parties.empty() || gold.empty()) return parties.empty() && gold.empty() ? 1 : 0;
  const auto found = std::count_if(gold.begin(), gold.end(), [&](const GoldParty& g) {
    return std::any_of(parties.begin(), parties.end(), [&](const Party& p) { return same_party(p, g); });
  });
  const auto right = std::count_if(parties.begin(), parties.end(),
                                   [&](const Party& p) { return std::any_of(gold.begin(), gold.end(), [&](const GoldParty& g) { return same_party(p, g); }); });
  const double recall = static_cast<double>(found) / static_cast<double>(gold.size());
  const double precision = static_cast<double>(right) / static_cast<double>(parties.size());
  return recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
}

bool triggers_overlap(std::string_view a, std::string_view b) {
  const std::set<std::string> x = match_words(a), y = match_words(b);
  const std::size_t both = shared(x, y);
  return both > 0 && 3 * both >= x.size() + y.size() - both;
}

bool same_type(EventType found, EventType gold, std::string_view trigger) {
  if (found == gold) return true;
  const std::string lower = utf8::lower(trigger);
  return std::any_of(double_readings().begin(), double_readings().end(), [&](const DoubleReading& d) {
    return ((found == d.a && gold == d.b) || (found == d.b && gold == d.a)) && std::regex_search(lower, d.trigger);
  });
}

}  // namespace detente
