#include "event/ontology.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "util/tsv.h"

namespace detente {

namespace {

constexpr std::int8_t kPlannedDenied = 5;

void copy_code(const std::string& code, char (&out)[5], const std::string& where) {
  if (code.empty() || code.size() > 4) throw error_at(where, "bad code '" + code + "'");
  std::copy(code.begin(), code.end(), out);
}

std::int8_t parse_status(const std::string& s, const std::string& where) {
  if (s == "*") return -1;
  if (s == "planned-denied") return kPlannedDenied;
  for (int i = 0; i < 5; ++i)
    if (name(static_cast<Status>(i)) == s) return static_cast<std::int8_t>(i);
  throw error_at(where, "unknown status '" + s + "'");
}

}  // namespace

std::string compile_ontology(const std::string& folder) {
  PoolWriter pool;
  std::vector<Act> acts;
  const TsvTable table = read_tsv(folder + "/ontology/acts.tsv", {"code", "label", "type", "modes", "contexts", "goldstein", "quad"});
  for (const TsvTable::Row& r : table.rows) {
    const std::string where = table.path + ":" + std::to_string(r.line);
    Act a;
    copy_code(r.fields[0], a.code, where);
    a.type = parse_event_type(r.fields[2]);
    if (a.type == EventType::none && !r.fields[2].empty()) throw error_at(where, "unknown type '" + r.fields[2] + "'");
    a.label = pool.add(r.fields[1]);
    a.modes = pool.add(r.fields[3]);
    a.contexts = pool.add(r.fields[4]);
    a.goldstein = std::strtof(r.fields[5].c_str(), nullptr);
    a.cameo_quad = static_cast<std::uint8_t>(std::atoi(r.fields[6].c_str()));
    acts.push_back(a);
  }
  std::vector<std::string> names;
  std::vector<SchemeRule> rules;
  const TsvTable schemes = read_tsv(folder + "/ontology/schemes.tsv", {"scheme", "act", "status", "type"});
  for (const TsvTable::Row& r : schemes.rows) {
    const std::string where = schemes.path + ":" + std::to_string(r.line);
    if (names.empty() || names.back() != r.fields[0]) names.push_back(r.fields[0]);
    SchemeRule rule;
    rule.scheme = static_cast<std::uint8_t>(names.size() - 1);
    rule.act_type = parse_event_type(r.fields[1]);
    if (rule.act_type == EventType::none) copy_code(r.fields[1], rule.prefix, where);
    rule.status = parse_status(r.fields[2], where);
    rule.keep = r.fields[3] == "=";
    rule.result = parse_event_type(r.fields[3]);
    if (!rule.keep && rule.result == EventType::none && r.fields[3] != "-") throw error_at(where, "unknown type '" + r.fields[3] + "'");
    rules.push_back(rule);
  }
  std::vector<SchemeOptions> options(names.size());
  const TsvTable more = read_tsv(folder + "/ontology/scheme_options.tsv", {"scheme", "option", "value"});
  for (const TsvTable::Row& r : more.rows) {
    const std::string where = more.path + ":" + std::to_string(r.line);
    const auto scheme = std::find(names.begin(), names.end(), r.fields[0]);
    if (scheme == names.end()) throw error_at(where, "unknown scheme '" + r.fields[0] + "'");
    if (r.fields[1] != "recipients" || (r.fields[2] != "things" && r.fields[2] != "actors"))
      throw error_at(where, "unknown option '" + r.fields[1] + " " + r.fields[2] + "'");
    options[static_cast<std::size_t>(scheme - names.begin())].thing_recipients = r.fields[2] == "things";
  }
  std::string joined;
  for (const std::string& n : names) joined += n + "\n";
  ArrayWriter out;
  out.add(acts);
  out.add(rules);
  out.add(options);
  out.add_bytes(pool.bytes());
  out.add_bytes(joined);
  return out.take();
}

Ontology::Ontology(std::string_view section) {
  ArrayReader in(section);
  acts_ = in.take<Act>();
  rules_ = in.take<SchemeRule>();
  options_ = in.take<SchemeOptions>();
  pool_ = in.take_bytes();
  schemes_ = in.take_bytes();
}

const Act* Ontology::find(std::string_view code) const {
  for (; code.size() >= 2; code.remove_suffix(1))
    for (const Act& a : acts_)
      if (a.code_text() == code) return &a;
  return nullptr;
}

int Ontology::scheme(std::string_view wanted) const {
  int i = 0;
  for (std::string_view rest = schemes_; !rest.empty(); ++i) {
    const std::size_t end = rest.find('\n');
    if (rest.substr(0, end) == wanted) return i;
    rest.remove_prefix(end + 1);
  }
  return -1;
}

std::string Ontology::scheme_names() const {
  std::string out;
  for (char c : schemes_) out += c == '\n' ? ' ' : c;
  return out;
}

EventType Ontology::type_of(int scheme, const Act& act, EventType own, Status status, bool future) const {
  for (const SchemeRule& r : rules_) {
    if (r.scheme != scheme) continue;
    if (r.act_type != EventType::none ? r.act_type != own : r.prefix[0] != '*' && !act.code_text().starts_with(r.prefix)) continue;
    const bool fits = r.status == -1 || (r.status == kPlannedDenied ? status == Status::denied && future : r.status == static_cast<std::int8_t>(status));
    if (fits) return r.keep ? own : r.result;
  }
  return own;
}

}  // namespace detente
