// Where a name of a place lies: among its candidates by population, by the place it is said to lie in, and by the countries and
// regions that the rest of the document speaks of. One sense a document for names without a container of their own.
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "places/places.h"
#include "places/tagging.h"

namespace detente {

namespace {

constexpr float kTagThreshold = 0;
constexpr float kSureMargin = 0.5F;

float prior(const Place& p, NameForm form, std::uint32_t classes) {
  float v = std::log10(static_cast<float>(p.population) + 30.0F);
  switch (p.kind) {
    case PlaceKind::country: v += 3.5F; break;
    case PlaceKind::region: v += 1.3F; break;
    case PlaceKind::capital: v += 2.5F; break;
    case PlaceKind::territory: v += 2.5F; break;
    case PlaceKind::seat: v += 0.3F; break;
    case PlaceKind::suburb: v -= 1.2F; break;
    default: break;
  }
  if (form == NameForm::alias && is_settlement(p.kind)) v -= 0.5F;
  if ((classes & place_word::admin) != 0) {
    if (p.kind == PlaceKind::region || p.kind == PlaceKind::county || p.kind == PlaceKind::district) v += 2;
    else if (p.kind == PlaceKind::capital || p.kind == PlaceKind::seat) v += 0.5F;
  }
  return v;
}

// Softmax weight of each candidate under its present score, as votes for countries and regions.
void vote(PlaceWorkspace& ws, const Gazetteer& g, const PlaceWorkspace::Found& f, float amount) {
  float top = -1e9F, sum = 0;
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) top = std::max(top, ws.candidates[k].score);
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) sum += std::exp(1.5F * (ws.candidates[k].score - top));
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) {
    const Place& p = g.place_of(ws.candidates[k].place);
    const float share = amount * std::exp(1.5F * (ws.candidates[k].score - top)) / sum;
    if (p.country != 0) ws.country_weight[p.country] += share;
    if (p.admin1 != 0) ws.region_weight[p.admin1] += share;
  }
}

}  // namespace

std::string_view name(PlaceUse use) {
  static constexpr std::array<std::string_view, 3> names = {"place", "adjective", "part"};
  return names[static_cast<std::size_t>(use)];
}

double distance_km(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadius = 6371.0, kDegree = 0.017453292519943295;
  const double a = std::sin((lat2 - lat1) * kDegree / 2), b = std::sin((lon2 - lon1) * kDegree / 2);
  const double h = a * a + std::cos(lat1 * kDegree) * std::cos(lat2 * kDegree) * b * b;
  return 2 * kRadius * std::asin(std::sqrt(std::min(1.0, h)));
}

void PlaceFinder::resolve(PlaceWorkspace& ws) const {
  ws.country_weight.assign(gazetteer_.country_count(), 0);
  ws.region_weight.assign(gazetteer_.region_count(), 0);
  // Mentions of one name stand together
  ws.groups.clear();
  for (std::uint32_t k = 0; k < ws.found.size(); ++k)
    if (ws.found[k].count > 0 && ws.found[k].score > kTagThreshold) ws.groups.emplace_back(ws.found[k].key, k);
  std::sort(ws.groups.begin(), ws.groups.end());

  const auto base_score = [&](PlaceWorkspace::Found& f) {
    const PlaceWorkspace::Found* container = f.container >= 0 ? &ws.found[static_cast<std::size_t>(f.container)] : nullptr;
    for (std::uint32_t k = f.first; k < f.first + f.count; ++k) {
      PlaceWorkspace::Candidate& c = ws.candidates[k];
      const Place& p = gazetteer_.place_of(c.place);
      c.score = prior(p, c.form, f.classes);
      if (container == nullptr) continue;
      for (std::uint32_t j = container->first; j < container->first + container->count; ++j)
        if (place_contains(gazetteer_.place_of(ws.candidates[j].place), p)) {
          c.score += 8;
          break;
        }
    }
  };
  for (auto& [key, k] : ws.groups) {
    base_score(ws.found[k]);
    prefer_cities(ws, ws.found[k]);
  }
  // What one mention's container says holds for the name's other mentions
  for (std::size_t a = 0; a < ws.groups.size();) {
    std::size_t b = a;
    const PlaceWorkspace::Found* told = nullptr;
    for (; b < ws.groups.size() && ws.groups[b].first == ws.groups[a].first; ++b)
      if (told == nullptr && ws.found[ws.groups[b].second].container >= 0) told = &ws.found[ws.groups[b].second];
    if (told != nullptr)
      for (std::size_t i = a; i < b; ++i) {
        PlaceWorkspace::Found& f = ws.found[ws.groups[i].second];
        if (f.container >= 0) continue;
        for (std::uint32_t k = f.first; k < f.first + f.count; ++k)
          for (std::uint32_t j = told->first; j < told->first + told->count; ++j)
            if (ws.candidates[j].place == ws.candidates[k].place && ws.candidates[j].score > 8) ws.candidates[k].score += 5;
      }
    a = b;
  }
  neighbours(ws);
  // The first scores stay aside while context is added in rounds
  std::vector<float>& first = ws.first_scores;
  first.resize(ws.candidates.size());
  for (std::size_t k = 0; k < first.size(); ++k) first[k] = ws.candidates[k].score;
  constexpr int kRounds = 3;
  for (int round = 0; round < kRounds; ++round) {
    std::fill(ws.country_weight.begin(), ws.country_weight.end(), 0.0F);
    std::fill(ws.region_weight.begin(), ws.region_weight.end(), 0.0F);
    for (std::size_t a = 0; a < ws.groups.size(); ++a) {
      const bool again = a > 0 && ws.groups[a - 1].first == ws.groups[a].first;
      vote(ws, gazetteer_, ws.found[ws.groups[a].second], again ? 0.15F : 1.0F);
    }
    std::size_t begin = 0;
    for (std::size_t a = 0; a < ws.groups.size(); ++a) {
      if (ws.groups[a].first != ws.groups[begin].first) begin = a;
      rescore(ws, ws.found[ws.groups[a].second], first);
    }
  }
  for (auto& [key, k] : ws.groups) {
    PlaceWorkspace::Found& f = ws.found[k];
    f.chosen = f.first;
    for (std::uint32_t c = f.first; c < f.first + f.count; ++c)
      if (ws.candidates[c].score > ws.candidates[f.chosen].score) f.chosen = c;
    const Place& best = gazetteer_.place_of(ws.candidates[f.chosen].place);
    f.margin = 10;
    for (std::uint32_t c = f.first; c < f.first + f.count; ++c) {
      const Place& p = gazetteer_.place_of(ws.candidates[c].place);
      if (distance_km(p.lat, p.lon, best.lat, best.lon) > 60) f.margin = std::min(f.margin, ws.candidates[f.chosen].score - ws.candidates[c].score);
    }
  }
}

// A region named after its city is meant only where the words say so; the states of federations that news knows by name excepted.
void PlaceFinder::prefer_cities(PlaceWorkspace& ws, const PlaceWorkspace::Found& f) const {
  constexpr float kLess = 2.5F;
  constexpr std::uint32_t kCity = 50'000;
  if ((f.classes & place_word::admin) != 0) return;
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) {
    const Place& region = gazetteer_.place_of(ws.candidates[k].place);
    const std::string_view country = gazetteer_.country(region.country);
    if (region.kind != PlaceKind::region || country == "USA" || country == "CAN" || country == "AUS") continue;
    for (std::uint32_t j = f.first; j < f.first + f.count; ++j) {
      const Place& city = gazetteer_.place_of(ws.candidates[j].place);
      if (!is_settlement(city.kind) || city.country != region.country ||
          (city.population < kCity && city.kind != PlaceKind::capital && city.kind != PlaceKind::seat))
        continue;
      ws.candidates[k].score -= kLess;
      break;
    }
  }
}

// Adds to each candidate what other names with a place within about a degree say: a local paper's towns lie together.
void PlaceFinder::neighbours(PlaceWorkspace& ws) const {
  constexpr float kNear = 7;
  const auto cell = [](int lat, int lon) { return static_cast<std::uint32_t>((lat + 90) * 400 + (lon + 200)); };
  ws.cells.clear();
  std::uint32_t name = 0;
  for (std::size_t a = 0; a < ws.groups.size(); ++a) {
    if (a > 0 && ws.groups[a].first == ws.groups[a - 1].first) continue;
    const PlaceWorkspace::Found& f = ws.found[ws.groups[a].second];
    // A name that mostly means one place speaks for that one; a common name speaks a little for each
    const float share = 1 / std::sqrt(static_cast<float>(f.count));
    float top = -1e9F, sum = 0;
    for (std::uint32_t k = f.first; k < f.first + f.count; ++k) top = std::max(top, ws.candidates[k].score);
    for (std::uint32_t k = f.first; k < f.first + f.count; ++k) sum += std::exp(ws.candidates[k].score - top);
    for (std::uint32_t k = f.first; k < f.first + f.count; ++k) {
      const Place& p = gazetteer_.place_of(ws.candidates[k].place);
      if (!is_settlement(p.kind) && p.kind != PlaceKind::county) continue;
      const float weight = std::max(share, std::exp(ws.candidates[k].score - top) / sum);
      ws.cells.push_back({cell(static_cast<int>(std::floor(p.lat)), static_cast<int>(std::floor(p.lon))), name, weight});
    }
    ++name;
  }
  std::sort(ws.cells.begin(), ws.cells.end(), [](const auto& x, const auto& y) { return std::tie(x.cell, x.name) < std::tie(y.cell, y.name); });
  name = 0;
  for (std::size_t a = 0; a < ws.groups.size(); ++a) {
    if (a > 0 && ws.groups[a].first != ws.groups[a - 1].first) ++name;
    const PlaceWorkspace::Found& f = ws.found[ws.groups[a].second];
    if (f.count < 2) continue;
    for (std::uint32_t k = f.first; k < f.first + f.count; ++k) {
      const Place& p = gazetteer_.place_of(ws.candidates[k].place);
      if (!is_settlement(p.kind) && p.kind != PlaceKind::county) continue;
      // The cells that a square of one degree around the place touches
      float sum = 0;
      std::uint32_t last = ~0U;
      const int lat0 = static_cast<int>(std::floor(p.lat - 0.5F)), lon0 = static_cast<int>(std::floor(p.lon - 0.5F));
      for (int lat = lat0; lat <= lat0 + 1; ++lat) {
        const std::uint32_t low = cell(lat, lon0), high = cell(lat, lon0 + 1);
        for (auto it = std::lower_bound(ws.cells.begin(), ws.cells.end(), low, [](const auto&x, std::uint32_t c) { return x.cell < c; });
             it != ws.cells.end() && it->cell <= high; ++it)
          if (it->name != name && it->name != last) {
            sum += it->weight;
            last = it->name;
          }
      }
      ws.candidates[k].score += kNear * sum / (sum + 1.5F);
    }
  }
}

// Adds what the document's other names say of each candidate's country and region.
void PlaceFinder::rescore(PlaceWorkspace& ws, const PlaceWorkspace::Found& f, const std::vector<float>& first) const {
  constexpr float kCountry = 3, kRegion = 5, kShared = 4;
  // Its own vote is taken back
  float top = -1e9F, sum = 0;
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) top = std::max(top, ws.candidates[k].score);
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) sum += std::exp(1.5F * (ws.candidates[k].score - top));
  std::array<float, 256> own{};
  for (std::uint32_t k = f.first; k < f.first + f.count; ++k) own[k - f.first] = std::exp(1.5F * (ws.candidates[k].score - top)) / sum;
  float countries[256], regions[256];
  for (std::uint32_t k = 0; k < f.count; ++k) {
    const Place& p = gazetteer_.place_of(ws.candidates[f.first + k].place);
    float c = p.country == 0 ? 0 : ws.country_weight[p.country], r = p.admin1 == 0 ? 0 : ws.region_weight[p.admin1];
    for (std::uint32_t j = 0; j < f.count; ++j) {
      const Place& q = gazetteer_.place_of(ws.candidates[f.first + j].place);
      if (q.country == p.country) c -= own[j];
      if (q.admin1 == p.admin1) r -= own[j];
    }
    countries[k] = std::max(0.0F, c);
    regions[k] = std::max(0.0F, r);
  }
  for (std::uint32_t k = 0; k < f.count; ++k) {
    const Place& p = gazetteer_.place_of(ws.candidates[f.first + k].place);
    // What belongs to no country gets what it could not win
    const float context = p.country == 0 ? kShared : kCountry * countries[k] / (countries[k] + 1.5F) + kRegion * regions[k] / (regions[k] + 1.5F);
    ws.candidates[f.first + k].score = first[f.first + k] + context;
  }
}

PlaceMention PlaceFinder::mention(const PlaceWorkspace::Found& f, const Sentence& sentence, const PlaceWorkspace& ws) const {
  PlaceMention m;
  m.sentence = f.sentence;
  m.begin = f.begin;
  m.end = f.end;
  m.span = {sentence.tokens[static_cast<std::size_t>(f.begin)].span.begin, sentence.tokens[static_cast<std::size_t>(f.end - 1)].span.end};
  m.use = f.use;
  if (f.count == 0) {
    m.kind = (f.classes & place_word::admin) != 0 ? PlaceKind::county : PlaceKind::facility;
    m.reason = (f.classes & place_word::street) != 0 ? "a street, which the gazetteer does not have" : "no place of that name in the gazetteer";
    return m;
  }
  const PlaceWorkspace::Candidate& c = ws.candidates[f.chosen];
  const Place& p = gazetteer_.place_of(c.place);
  if (c.form == NameForm::adjective || c.form == NameForm::demonym) m.use = PlaceUse::adjective;
  m.kind = p.kind;
  if ((f.classes & place_word::street) != 0) {
    m.kind = PlaceKind::facility;
    m.reason = "a street, which the gazetteer does not have";
    return m;
  }
  m.resolved = true;
  m.sure = f.margin > kSureMargin;
  m.name = gazetteer_.text(p.name);
  m.country = gazetteer_.country(p.country);
  m.admin1 = gazetteer_.admin1(p.admin1);
  m.lat = p.lat;
  m.lon = p.lon;
  switch (p.kind) {
    case PlaceKind::capital:
    case PlaceKind::seat:
    case PlaceKind::suburb:
    case PlaceKind::post: m.precision = "city"; break;
    case PlaceKind::water:
    case PlaceKind::mountain:
    case PlaceKind::desert:
    case PlaceKind::island: m.precision = "feature"; break;
    default: m.precision = detente::name(p.kind);
  }
  return m;
}

void PlaceFinder::find(const std::vector<Sentence>& sentences, PlaceWorkspace& ws, std::vector<PlaceMention>& out) const {
  out.clear();
  ws.found.clear();
  ws.candidates.clear();
  ws.persons.clear();
  ws.surely.clear();
  for (std::size_t i = 0; i < sentences.size(); ++i) SentenceTagger(gazetteer_, sentences[i], static_cast<int>(i), ws).run();
  std::sort(ws.persons.begin(), ws.persons.end());
  std::sort(ws.surely.begin(), ws.surely.end());
  for (PlaceWorkspace::Found& f : ws.found) {
    if (f.count == 0) continue;
    const bool several = f.name_end - f.begin > 1;
    if (std::binary_search(ws.surely.begin(), ws.surely.end(), f.key)) f.score += several ? 1 : 1.5F;
    // A surname: the last word of the name was a person's
    if (!several && std::binary_search(ws.persons.begin(), ws.persons.end(), f.atom)) f.score -= f.strong ? 0.8F : 2.5F;
  }
  resolve(ws);
  for (const PlaceWorkspace::Found& f : ws.found)
    if (f.score > kTagThreshold) out.push_back(mention(f, sentences[static_cast<std::size_t>(f.sentence)], ws));
}

}  // namespace detente
