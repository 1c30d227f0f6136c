// Scores places against geoparsing gold in three layouts, told by their elements: <toponym> with <phrase> and <gaztag> (names and
// adjectives, also within other names), <toponym> with <extractedName> and <type> (the same; expressions without a name are left
// out), and <location> with <name>, <lat>, <lon> (only places as places).
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>

#include "eval/character_offsets.h"
#include "eval/evaluate.h"
#include "eval/xml.h"
#include "util/error.h"
#include "util/file.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

struct GoldPlace {
  Span span;  // bytes
  std::string text, country;
  std::optional<std::pair<double, double>> at;
};

std::optional<std::pair<double, double>> coordinates(std::string_view lat, std::string_view lon) {
  if (trim(lat).empty() || trim(lon).empty()) return std::nullopt;
  return std::pair(std::strtod(std::string(lat).c_str(), nullptr), std::strtod(std::string(lon).c_str(), nullptr));
}

// Where the name stands: at the characters given, or at the nearest place within a few characters (some files count from 1).
std::optional<Span> locate(const std::string& text, const std::vector<std::uint32_t>& offsets, const std::string& name, long start, long end) {
  constexpr long kSlack = 5;
  const long last = static_cast<long>(offsets.size()) - 1;
  for (long d = 0; d <= kSlack; ++d)
    for (const long at : {start - d, start + d}) {
      if (at < 0 || at > last) continue;
      const std::uint32_t byte = offsets[static_cast<std::size_t>(at)];
      if (!name.empty() && text.compare(byte, name.size(), name) == 0) return Span{byte, static_cast<std::uint32_t>(byte + name.size())};
    }
  if (start < 0 || end <= start || end > last) return std::nullopt;
  return Span{offsets[static_cast<std::size_t>(start)], offsets[static_cast<std::size_t>(end)]};
}

void gather(const XmlElement& e, const std::string& text, const std::vector<std::uint32_t>& offsets, bool& only_places, std::vector<GoldPlace>& out) {
  if (e.name == "toponym" || e.name == "location") {
    GoldPlace g;
    const std::string_view type = e.child_text("type");
    if (type.find("Expression") != std::string_view::npos || type == "Non_Toponym") return;
    only_places = e.name == "location";
    g.text = e.name == "location" ? e.child_text("name") : e.child("phrase") != nullptr ? e.child_text("phrase") : e.child_text("extractedName");
    const XmlElement* tag = e.child("gaztag");
    const XmlElement& where = tag == nullptr ? e : *tag;
    g.at = where.child("lat") != nullptr ? coordinates(where.child_text("lat"), where.child_text("lon"))
                                         : coordinates(where.child_text("latitude"), where.child_text("longitude"));
    g.country = trim(where.child_text("country"));
    const std::string start(e.child_text("start")), end(e.child_text("end"));
    const auto span = locate(text, offsets, g.text, std::strtol(start.c_str(), nullptr, 10), std::strtol(end.c_str(), nullptr, 10));
    if (!span) return;
    g.span = *span;
    // A name annotated twice counts once
    for (const GoldPlace& other : out)
      if (other.span == g.span) return;
    out.push_back(std::move(g));
    return;
  }
  for (const XmlElement& c : e.children) gather(c, text, offsets, only_places, out);
}

struct PlaceScore {
  double gold = 0, found = 0, matched = 0, located = 0, near = 0, errors = 0, with_country = 0, country = 0;
  std::map<std::string, int> missed, extra;
};

constexpr double kEarthHalf = 20039, kNear = 161;

void score_match(const GoldPlace& g, const PlaceFound& m, const Coding& coding, int& errors, PlaceScore& s) {
  if (!g.at) return;
  ++s.located;
  const double km = m.resolved ? distance_km(g.at->first, g.at->second, m.lat, m.lon) : kEarthHalf;
  s.near += km <= kNear;
  s.errors += std::log(1 + std::min(km, kEarthHalf)) / std::log(1 + kEarthHalf);
  if (!g.country.empty()) {
    ++s.with_country;
    s.country += m.country == coding.country_code(g.country);
  }
  if (km > kNear && errors-- > 0)
    std::printf("far    %s: %s %s (%.2f %.2f), gold %s (%.2f %.2f)\n", g.text.c_str(), m.resolved ? std::string(m.name).c_str() : std::string(m.reason).c_str(),
                std::string(m.country).c_str(), m.lat, m.lon, g.country.c_str(), g.at->first, g.at->second);
}

void score_document(const std::string& text, const std::vector<GoldPlace>& gold, const std::vector<PlaceFound>& mine, bool only_places, const Coding& coding,
                    int& errors, PlaceScore& s) {
  std::vector<bool> used(mine.size(), false);
  const auto counts = [&](const PlaceFound& m) { return !only_places || m.use == PlaceUse::place; };
  const auto around = [&](Span span) {
    std::string out = text.substr(span.begin < 40 ? 0 : span.begin - 40, std::min<std::size_t>(span.begin, 40)) + "[" +
                      text.substr(span.begin, span.end - span.begin) + "]" + text.substr(span.end, 30);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
  };
  for (const GoldPlace& g : gold) {
    ++s.gold;
    std::size_t best = mine.size();
    for (std::size_t i = 0; i < mine.size(); ++i)
      if (!used[i] && counts(mine[i]) && mine[i].span.begin < g.span.end && g.span.begin < mine[i].span.end && (best == mine.size() || mine[i].span == g.span))
        best = i;
    if (best == mine.size()) {
      if (errors-- > 0) std::printf("missed %s\n", around(g.span).c_str());
      continue;
    }
    used[best] = true;
    ++s.matched;
    score_match(g, mine[best], coding, errors, s);
  }
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (!counts(mine[i])) continue;
    ++s.found;
    if (!used[i] && errors-- > 0)
      std::printf("extra  %s %s %s\n", around(mine[i].span).c_str(), std::string(name(mine[i].use)).c_str(), std::string(name(mine[i].kind)).c_str());
  }
}

}  // namespace

void evaluate_places(const Coding& coding, const std::string& path, int errors) {
  const std::string bytes = read_file(path);
  const XmlElement root = read_xml(bytes, path);
  Workspace ws;
  PlaceScore s;
  std::size_t documents = 0;
  for (const XmlElement& article : root.children) {
    const XmlElement* body = article.child("text");
    if (body == nullptr) continue;
    ++documents;
    bool only_places = false;
    std::vector<GoldPlace> gold;
    gather(article, body->text, character_offsets(body->text), only_places, gold);
    if (gold.empty() && root.children.front().child("locations") != nullptr) only_places = true;
    score_document(body->text, gold, coding.places(body->text, ws), only_places, coding, errors, s);
  }
  if (documents == 0) throw error_at(path, "no articles with text");
  const auto share = [](double a, double b) { return b > 0 ? a / b : 0; };
  const double p = share(s.matched, s.found), r = share(s.matched, s.gold);
  std::printf("%zu articles; gold %.0f, found %.0f, matched %.0f, of those with coordinates %.0f\n", documents, s.gold, s.found, s.matched, s.located);
  std::printf("tag_p=%.3f tag_r=%.3f tag_f1=%.3f acc161=%.3f country=%.3f auc=%.3f\n", p, r, share(2 * p * r, p + r), share(s.near, s.located),
              share(s.country, s.with_country), share(s.errors, s.located));
}

}  // namespace detente
