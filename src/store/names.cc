#include "store/names.h"

#include <algorithm>

namespace detente {

namespace {

constexpr std::size_t kCached = 200'000;

void append(std::string& key, std::string_view field) {
  key += field;
  key += '\t';
}

void append(std::string& key, double value) { key.append(reinterpret_cast<const char*>(&value), sizeof value); }

template <class Cache>
void bound(Cache& cache) {
  if (cache.size() > kCached) cache.clear();
}

}  // namespace

struct StoreNames::Statements {
  Statements(Database& d, bool writing)
      : find_actor(d, "SELECT actor FROM actor WHERE id = ? AND name = ? AND country = ? AND sector = ? AND belongs = ?"),
        find_place(d, "SELECT place FROM place WHERE name = ? AND country = ? AND admin1 = ? AND lat = ? AND lon = ? AND precision = ?"),
        find_act(d, "SELECT act FROM act WHERE type = ? AND cameo = ? AND modes = ? AND contexts = ? AND goldstein = ?"),
        find_code(d, "SELECT code FROM code WHERE text = ?"),
        actor(d, "SELECT id, name, country, sector, belongs FROM actor WHERE actor = ?"),
        place(d, "SELECT name, country, admin1, precision, lat, lon FROM place WHERE place = ?"),
        act(d, "SELECT type, cameo, modes, contexts, goldstein FROM act WHERE act = ?") {
    if (!writing) return;
    add_actor = std::make_unique<Statement>(d, "INSERT INTO actor(id, name, country, sector, belongs) VALUES(?,?,?,?,?)");
    add_place = std::make_unique<Statement>(d, "INSERT INTO place(name, country, admin1, lat, lon, precision) VALUES(?,?,?,?,?,?)");
    add_act = std::make_unique<Statement>(d, "INSERT INTO act(type, cameo, modes, contexts, goldstein, quad) VALUES(?,?,?,?,?,?)");
    add_code = std::make_unique<Statement>(d, "INSERT INTO code(text) VALUES(?)");
  }
  Statement find_actor, find_place, find_act, find_code, actor, place, act;
  std::unique_ptr<Statement> add_actor, add_place, add_act, add_code;
};

StoreNames::StoreNames(Database& database, bool writing) : database_(database), sql_(std::make_unique<Statements>(database, writing)) {}
StoreNames::~StoreNames() = default;

// The row of `key_`: from the cache, else found, else (with `insert`) made; 0 when there is none.
template <class Fill>
std::int64_t StoreNames::row_of(std::unordered_map<std::string, std::int64_t>& cache, Statement& find, Statement* insert, const Fill& fill) {
  const auto known = cache.find(key_);
  if (known != cache.end()) return known->second;
  bound(cache);
  find.reset();
  fill(find);
  std::int64_t row = find.step() ? find.integer(0) : 0;
  find.reset();
  if (row == 0) {
    if (insert == nullptr) return 0;
    insert->reset();
    fill(*insert);
    insert->run();
    insert->reset();
    row = database_.last_row();
  }
  return cache[key_] = row;
}

std::int64_t StoreNames::actor(const StoredParty& p) {
  key_.clear();
  for (const std::string* f : {&p.id, &p.name, &p.country, &p.sector, &p.belongs}) append(key_, *f);
  return row_of(actor_rows_, sql_->find_actor, sql_->add_actor.get(),
                [&](Statement& s) { s.bind(p.id).bind(p.name).bind(p.country).bind(p.sector).bind(p.belongs); });
}

std::int64_t StoreNames::place(const StoredPlace& p) {
  key_.clear();
  for (const std::string* f : {&p.name, &p.country, &p.admin1, &p.precision}) append(key_, *f);
  append(key_, p.lat);
  append(key_, p.lon);
  return row_of(place_rows_, sql_->find_place, sql_->add_place.get(),
                [&](Statement& s) { s.bind(p.name).bind(p.country).bind(p.admin1).bind(p.lat).bind(p.lon).bind(p.precision); });
}

std::int64_t StoreNames::act(const StoredReport& r) {
  key_.clear();
  append(key_, name(r.type));
  for (const std::string* f : {&r.cameo, &r.modes, &r.contexts}) append(key_, *f);
  append(key_, r.goldstein);
  return row_of(act_rows_, sql_->find_act, sql_->add_act.get(), [&](Statement& s) {
    s.bind(name(r.type)).bind(r.cameo).bind(r.modes).bind(r.contexts).bind(r.goldstein);
    if (&s == sql_->add_act.get()) s.bind(quad_of(r.type));
  });
}

std::int64_t StoreNames::code(std::string_view text) {
  key_ = text;
  return row_of(code_rows_, sql_->find_code, sql_->add_code.get(), [&](Statement& s) { s.bind(text); });
}

std::optional<std::int64_t> StoreNames::find_code(std::string_view text) {
  key_ = text;
  const std::int64_t row = row_of(code_rows_, sql_->find_code, nullptr, [&](Statement& s) { s.bind(text); });
  return row == 0 ? std::nullopt : std::optional<std::int64_t>(row);
}

const StoredParty& StoreNames::actor_of(std::int64_t row) {
  const auto known = actors_.find(row);
  if (known != actors_.end()) return known->second;
  bound(actors_);
  StoredParty& p = actors_[row];
  Statement& s = sql_->actor.reset().bind(row);
  if (s.step()) {
    int c = 0;
    for (std::string* f : {&p.id, &p.name, &p.country, &p.sector, &p.belongs}) *f = s.string(c++);
  }
  s.reset();
  return p;
}

const StoredPlace& StoreNames::place_of(std::int64_t row) {
  const auto known = places_.find(row);
  if (known != places_.end()) return known->second;
  bound(places_);
  StoredPlace& p = places_[row];
  Statement& s = sql_->place.reset().bind(row);
  if (s.step()) p = {s.string(0), s.string(1), s.string(2), s.string(3), s.real(4), s.real(5)};
  s.reset();
  return p;
}

const StoredAct& StoreNames::act_of(std::int64_t row) {
  const auto known = acts_.find(row);
  if (known != acts_.end()) return known->second;
  bound(acts_);
  StoredAct& a = acts_[row];
  Statement& s = sql_->act.reset().bind(row);
  if (s.step()) {
    a.type = parse_event_type(s.text(0));
    a.cameo = s.string(1);
    a.modes = s.string(2);
    a.contexts = s.string(3);
    a.goldstein = s.real(4);
  }
  s.reset();
  return a;
}

void StoreNames::forget() {
  actor_rows_.clear();
  place_rows_.clear();
  act_rows_.clear();
  code_rows_.clear();
  actors_.clear();
  places_.clear();
  acts_.clear();
}

std::vector<std::string_view> party_codes(const std::vector<StoredParty>& parties) {
  std::vector<std::string_view> out;
  for (const StoredParty& p : parties) {
    out.push_back(p.code());
    out.push_back(p.country);
    for (std::size_t at = 0; at < p.belongs.size();) {
      const std::size_t end = std::min(p.belongs.find(';', at), p.belongs.size());
      out.push_back(std::string_view(p.belongs).substr(at, end - at));
      at = end + 1;
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (!out.empty() && out.front().empty()) out.erase(out.begin());
  return out;
}

}  // namespace detente
