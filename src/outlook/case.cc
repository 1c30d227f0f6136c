#include "outlook/case.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "outlook/csv.h"
#include "util/error.h"

namespace detente::outlook {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void fail(const std::string& path, int row, const std::string& column, const std::string& what) {
  throw Error(path + ": row " + std::to_string(row) + ", column " + column + ": " + what);
}

// Where a number stands, for messages.
struct Place {
  const std::string& path;
  int row;
  std::string column;
};

double checked_position(double v, const Place& at, const CaseOptions& o) {
  if (v < std::min(o.scale_low, o.scale_high) || v > std::max(o.scale_low, o.scale_high)) fail(at.path, at.row, at.column, "position is off the scale");
  return (v - o.scale_low) / (o.scale_high - o.scale_low) * 100;
}

double checked_weight(double v, const Place& at, bool percent) {
  if (v < 0) fail(at.path, at.row, at.column, "is negative");
  if (percent && v > 100) fail(at.path, at.row, at.column, "is above 100");
  return v;
}

double number(const CsvRow& row, std::size_t index, const Place& at) {
  if (index >= row.fields.size() || row.fields[index].empty()) fail(at.path, at.row, at.column, "is missing");
  const auto v = parse_number(row.fields[index]);
  if (!v) fail(at.path, at.row, at.column, "'" + row.fields[index] + "' is no number");
  return *v;
}

void set_range(Stand& s, std::optional<double> low, std::optional<double> high, const Place& at) {
  s.ranged = low || high;
  s.low = low.value_or(s.position);
  s.high = high.value_or(s.position);
  if (s.low > s.high) std::swap(s.low, s.high);  // a scale written from high to low turns the ends
  if (s.position < s.low || s.position > s.high) fail(at.path, at.row, at.column, "position lies outside low..high");
}

// Shares of one are as good as percentages: when no salience exceeds 1, all are taken as shares.
void scale_salience(Case& c) {
  double largest = 0;
  for (const CaseActor& a : c.actors)
    for (const Stand& s : a.stands) largest = std::max(largest, s.salience);
  if (largest > 1) return;
  for (CaseActor& a : c.actors)
    for (Stand& s : a.stands) s.salience *= 100;
}

struct Columns {
  std::map<std::string, std::size_t> index;
  std::map<std::string, std::string> shown;  // as the file writes it

  [[nodiscard]] std::optional<std::size_t> find(const std::string& name) const {
    const auto it = index.find(name);
    return it == index.end() ? std::nullopt : std::optional(it->second);
  }
};

Columns read_header(const CsvRow& row, const std::string& path) {
  static constexpr const char* kKnown[] = {"actor", "description", "capability", "position", "salience", "low", "high"};
  Columns c;
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    if (row.fields[i].empty()) continue;
    const std::string name = lower_case(row.fields[i]);
    const std::string stem = name.substr(0, name.find(':'));
    if (std::find(std::begin(kKnown), std::end(kKnown), stem) == std::end(kKnown)) fail(path, row.line, row.fields[i], "unknown column");
    if (!c.index.emplace(name, i).second) fail(path, row.line, row.fields[i], "column is there twice");
    c.shown[name] = row.fields[i];
  }
  for (const char* needed : {"actor", "capability"})
    if (!c.find(needed)) fail(path, row.line, needed, "column is missing");
  return c;
}

// The dimensions of a header: `position` alone, or one per `position:NAME`.
std::vector<std::string> dimensions_of(const Columns& c, const CsvRow& header, const std::string& path) {
  std::vector<std::string> suffixes;
  for (const std::string& field : header.fields) {
    const std::string name = lower_case(field);
    if (name == "position") suffixes.emplace_back();
    if (name.starts_with("position:")) suffixes.push_back(field.substr(8));
  }
  if (suffixes.empty()) fail(path, header.line, "position", "column is missing");
  for (const std::string& s : suffixes)
    if (!c.find("salience" + lower_case(s))) fail(path, header.line, "salience" + s, "column is missing");
  return suffixes;
}

Stand read_stand(const CsvRow& row, const Columns& columns, const std::string& suffix, const std::string& path, const CaseOptions& o) {
  const auto value = [&](const std::string& name) { return number(row, *columns.find(lower_case(name + suffix)), {path, row.line, name + suffix}); };
  const auto bound = [&](const std::string& name) -> std::optional<double> {
    const auto index = columns.find(lower_case(name + suffix));
    if (!index || *index >= row.fields.size() || row.fields[*index].empty()) return std::nullopt;
    return checked_position(value(name), {path, row.line, name + suffix}, o);
  };
  Stand s;
  s.position = checked_position(value("position"), {path, row.line, "position" + suffix}, o);
  s.salience = checked_weight(value("salience"), {path, row.line, "salience" + suffix}, true);
  set_range(s, bound("low"), bound("high"), {path, row.line, "position" + suffix});
  return s;
}

Case read_table(const std::vector<CsvRow>& rows, const std::string& path, const CaseOptions& o) {
  const Columns columns = read_header(rows.front(), path);
  const std::vector<std::string> suffixes = dimensions_of(columns, rows.front(), path);
  Case c;
  for (const std::string& s : suffixes) c.dimensions.push_back(s.empty() ? "position" : s.substr(1));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const CsvRow& row = rows[i];
    CaseActor a;
    const std::size_t at = *columns.find("actor");
    if (at >= row.fields.size() || row.fields[at].empty()) fail(path, row.line, "actor", "is missing");
    a.name = row.fields[at];
    for (const CaseActor& other : c.actors)
      if (other.name == a.name) fail(path, row.line, "actor", "'" + a.name + "' is there twice");
    if (const auto d = columns.find("description"); d && *d < row.fields.size()) a.description = row.fields[*d];
    a.capability = checked_weight(number(row, *columns.find("capability"), {path, row.line, "capability"}), {path, row.line, "capability"}, false);
    for (const std::string& s : suffixes) a.stands.push_back(read_stand(row, columns, s, path, o));
    c.actors.push_back(std::move(a));
  }
  return c;
}

// KTAB: name,description,n_actors,n_dims / a header / actor,description,capability,(position,salience) per dimension.
bool is_ktab(const std::vector<CsvRow>& rows) {
  return rows.size() >= 2 && rows[0].fields.size() >= 4 && parse_number(rows[0].fields[2]) && parse_number(rows[0].fields[3]);
}

Case read_ktab(const std::vector<CsvRow>& rows, const std::string& path, const CaseOptions& o) {
  Case c;
  c.name = rows[0].fields[0];
  const double actors = *parse_number(rows[0].fields[2]), dims = *parse_number(rows[0].fields[3]);
  if (dims < 1 || dims > 100 || dims != static_cast<int>(dims)) fail(path, rows[0].line, "4", "number of dimensions is none");
  const auto column = [&](std::size_t k) { return k < rows[1].fields.size() && !rows[1].fields[k].empty() ? rows[1].fields[k] : std::to_string(k + 1); };
  const auto n = static_cast<std::size_t>(dims);
  for (std::size_t d = 0; d < n; ++d) c.dimensions.push_back(column(3 + 2 * d));
  for (std::size_t i = 2; i < rows.size(); ++i) {
    const CsvRow& row = rows[i];
    CaseActor a;
    a.name = row.fields[0];
    if (a.name.empty()) fail(path, row.line, column(0), "is missing");
    for (const CaseActor& other : c.actors)
      if (other.name == a.name) fail(path, row.line, column(0), "'" + a.name + "' is there twice");
    a.description = row.fields.size() > 1 ? row.fields[1] : "";
    a.capability = checked_weight(number(row, 2, {path, row.line, column(2)}), {path, row.line, column(2)}, false);
    for (std::size_t d = 0; d < n; ++d) {
      Stand s;
      const std::size_t k = 3 + 2 * d;
      s.position = checked_position(number(row, k, {path, row.line, column(k)}), {path, row.line, column(k)}, o);
      s.salience = checked_weight(number(row, k + 1, {path, row.line, column(k + 1)}), {path, row.line, column(k + 1)}, true);
      a.stands.push_back(s);
    }
    c.actors.push_back(std::move(a));
  }
  if (static_cast<double>(c.actors.size()) != actors)
    fail(path, rows[0].line, "3", "says " + rows[0].fields[2] + " actors, the table has " + std::to_string(c.actors.size()));
  return c;
}

double json_number(const Json& object, const char* key, const Place& at) {
  const auto it = object.find(key);
  if (it == object.end() || it->is_null()) fail(at.path, at.row, key, "is missing");
  if (!it->is_number()) fail(at.path, at.row, key, "is no number");
  return it->get<double>();
}

std::string json_text(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Stand json_stand(const Json& v, const std::string& path, int row, const CaseOptions& o) {
  if (!v.is_object()) fail(path, row, "stands", "is no object");
  Stand s;
  s.position = checked_position(json_number(v, "position", {path, row, ""}), {path, row, "position"}, o);
  s.salience = checked_weight(json_number(v, "salience", {path, row, ""}), {path, row, "salience"}, true);
  std::optional<double> low, high;
  if (v.contains("low") && !v["low"].is_null()) low = checked_position(json_number(v, "low", {path, row, ""}), {path, row, "low"}, o);
  if (v.contains("high") && !v["high"].is_null()) high = checked_position(json_number(v, "high", {path, row, ""}), {path, row, "high"}, o);
  set_range(s, low, high, {path, row, "position"});
  return s;
}

Case read_json(std::string_view text, const std::string& path, CaseOptions o) {
  Json root;
  try {
    root = Json::parse(text);
  } catch (const Json::parse_error& e) {
    throw error_at(path, "no valid JSON at byte " + std::to_string(e.byte));
  }
  Case c;
  c.name = json_text(root, "name");
  if (const auto s = root.find("scale"); s != root.end()) {
    if (!s->is_array() || s->size() != 2 || !(*s)[0].is_number() || !(*s)[1].is_number()) throw error_at(path, "scale must be two numbers");
    o = {(*s)[0].get<double>(), (*s)[1].get<double>()};
    if (o.scale_low == o.scale_high) throw error_at(path, "scale must be two different numbers");
  }
  c.scale_low = o.scale_low;
  c.scale_high = o.scale_high;
  if (const auto d = root.find("dimensions"); d != root.end()) {
    if (!d->is_array()) throw error_at(path, "dimensions must be a list of names");
    for (const Json& name : *d) c.dimensions.push_back(name.is_string() ? name.get<std::string>() : name.dump());
  }
  if (c.dimensions.empty()) c.dimensions = {"position"};
  const auto list = root.find("actors");
  if (list == root.end() || !list->is_array()) throw error_at(path, "no list `actors`");
  int row = 0;
  for (const Json& v : *list) {
    ++row;
    if (!v.is_object()) fail(path, row, "actor", "is no object");
    CaseActor a;
    a.name = json_text(v, "actor");
    if (a.name.empty()) fail(path, row, "actor", "is missing");
    for (const CaseActor& other : c.actors)
      if (other.name == a.name) fail(path, row, "actor", "'" + a.name + "' is there twice");
    a.description = json_text(v, "description");
    a.capability = checked_weight(json_number(v, "capability", {path, row, ""}), {path, row, "capability"}, false);
    if (const auto s = v.find("stands"); s != v.end() && s->is_array()) {
      for (const Json& stand : *s) a.stands.push_back(json_stand(stand, path, row, o));
    } else {
      a.stands.push_back(json_stand(v, path, row, o));
    }
    if (a.stands.size() != c.dimensions.size()) fail(path, row, "stands", "must have one entry per dimension");
    c.actors.push_back(std::move(a));
  }
  return c;
}

}  // namespace

Case read_case(std::string_view text, const std::string& path, const CaseOptions& options) {
  Case c;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) throw error_at(path, "is empty");
  if (options.scale_low == options.scale_high) throw error_at(path, "the scale has no length");
  if (text[first] == '{') {
    c = read_json(text, path, options);
  } else {
    const std::vector<CsvRow> rows = parse_csv(text, path);
    if (rows.empty()) throw error_at(path, "is empty");
    c = is_ktab(rows) ? read_ktab(rows, path, options) : read_table(rows, path, options);
    c.scale_low = options.scale_low;
    c.scale_high = options.scale_high;
  }
  scale_salience(c);
  check_case(c, path);
  return c;
}

void check_case(const Case& c, const std::string& path) {
  if (c.actors.size() < 2) throw error_at(path, "fewer than two actors");
  for (std::size_t d = 0; d < c.dimensions.size(); ++d) {
    double total = 0;
    for (const CaseActor& a : c.actors) total += a.capability * a.stands[d].salience;
    if (!(total > 0)) throw error_at(path, "column " + c.dimensions[d] + ": the total weight (capability x salience) is zero");
    if (!(total < 1e300)) throw error_at(path, "column capability: numbers are too large");
  }
}

Profile profile(const Case& c, std::size_t dimension) {
  Profile p;
  p.position.reserve(c.actors.size());
  p.weight.reserve(c.actors.size());
  for (const CaseActor& a : c.actors) {
    p.position.push_back(a.stands[dimension].position);
    p.weight.push_back(a.capability * a.stands[dimension].salience);
  }
  return p;
}

std::string case_json(const Case& c) {
  Json root;
  root["name"] = c.name;
  root["scale"] = {c.scale_low, c.scale_high};
  root["dimensions"] = c.dimensions;
  root["actors"] = Json::array();
  for (const CaseActor& a : c.actors) {
    Json v;
    v["actor"] = a.name;
    if (!a.description.empty()) v["description"] = a.description;
    v["capability"] = a.capability;
    v["stands"] = Json::array();
    for (const Stand& s : a.stands) {
      Json stand = {{"position", c.shown(s.position)}, {"salience", s.salience}};
      if (s.ranged) stand["low"] = c.shown(c.scale_low < c.scale_high ? s.low : s.high), stand["high"] = c.shown(c.scale_low < c.scale_high ? s.high : s.low);
      v["stands"].push_back(stand);
    }
    root["actors"].push_back(v);
  }
  return root.dump(1) + "\n";
}

}  // namespace detente::outlook
