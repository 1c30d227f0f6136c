#include "pipeline/lexicon_check.h"

#include <algorithm>
#include <filesystem>

namespace detente {

namespace {

std::vector<std::string> sorted(std::vector<std::string> list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

std::vector<std::string> codes(const std::vector<Party>& parties) {
  std::vector<std::string> out;
  for (const Party& p : parties)
    if (!p.country.empty() || !p.id.empty()) out.emplace_back(p.country.empty() ? p.id : p.country);
  return sorted(out);
}

std::vector<std::string> split_codes(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string& part : split(text, '+'))
    if (!trim(part).empty()) out.emplace_back(trim(part));
  return sorted(out);
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& s : list) {
    if (!out.empty()) out += '+';
    out += s;
  }
  return out;
}

std::string notation(const Report& r) {
  std::string out(name(r.type));
  out.append(" ").append(joined(codes(r.actors))).append(" > ").append(joined(codes(r.recipients)));
  if (r.status != Status::happened) out.append(" [").append(name(r.status)).append("]");
  return out;
}

}  // namespace

ExpectedCoding parse_expected_coding(std::string_view text) {
  ExpectedCoding e;
  const std::size_t bracket = text.find('[');
  if (bracket != std::string_view::npos) {
    e.status = text.substr(bracket + 1, text.find(']') - bracket - 1);
    text = text.substr(0, bracket);
  }
  const std::size_t space = text.find(' ');
  e.type = text.substr(0, space);
  if (space == std::string_view::npos) return e;
  const std::string_view rest = text.substr(space);
  const std::size_t arrow = rest.find('>');
  e.actors = split_codes(rest.substr(0, arrow));
  if (arrow != std::string_view::npos) e.recipients = split_codes(rest.substr(arrow + 1));
  return e;
}

const std::vector<std::string>& lexicon_columns() {
  static const std::vector<std::string> columns = {"trigger", "pos", "args", "cameo", "roles", "options", "example", "expected"};
  return columns;
}

std::vector<std::string> lexicon_files(const std::string& data_folder) {
  std::vector<std::string> out;
  const std::string folder = data_folder + "/lexicon";
  if (!std::filesystem::is_directory(folder)) return out;
  for (const auto& f : std::filesystem::directory_iterator(folder))
    if (is_trigger_file(f.path().string())) out.push_back(f.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

RowCheck check_row(const Coding& coding, const TsvTable::Row& row, const std::string& file, Workspace& ws) {
  RowCheck c;
  c.file = file;
  c.line = row.line;
  c.trigger = row.fields[0];
  c.example = row.fields[6];
  c.expected = row.fields[7];
  const ExpectedCoding e = parse_expected_coding(c.expected);
  Document d;
  d.text = c.example;
  coding.code(d, 0, "", ws);
  if (c.expected == "-") {
    c.type_right = c.all_right = ws.reports.empty();
    if (!ws.reports.empty()) c.got = notation(ws.reports.front());
    return c;
  }
  for (const Report& r : ws.reports) {
    const bool type = name(r.type) == e.type;
    const bool all = type && codes(r.actors) == e.actors && codes(r.recipients) == e.recipients && name(r.status) == e.status;
    if (c.got.empty() || (type && !c.type_right) || all) c.got = notation(r);
    c.type_right |= type;
    c.all_right |= all;
    if (all) break;
  }
  return c;
}

std::vector<RowCheck> check_rows(const Coding& coding, const std::string& file, Workspace& ws) {
  std::vector<RowCheck> out;
  for (const TsvTable::Row& row : read_tsv(file, lexicon_columns()).rows) out.push_back(check_row(coding, row, file, ws));
  return out;
}

}  // namespace detente
