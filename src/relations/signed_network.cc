// Edge lists in CSV: quoted fields, CRLF and a byte order mark are read; further columns are let alone.
#include "relations/signed_network.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "util/error.h"
#include "util/file.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

constexpr double kLargestWeight = 1e12;

struct Row {
  int line = 0;
  std::vector<std::string> fields;
};

enum class ValueKind { kSign, kWeight, kAgreement };

struct Columns {
  std::size_t from = 0, to = 0, value = 0;
  bool arcs = false;
  ValueKind kind = ValueKind::kSign;
};

struct Line {
  std::string from, to;
  double value = 0;
  int line = 0;
};

Error trouble(const std::string& where, int line, const std::string& what) { return error_at(where + ":" + std::to_string(line), what); }

Row split_row(std::string_view text, int line, const std::string& where) {
  Row row;
  row.line = line;
  std::size_t i = 0;
  while (true) {
    std::string field;
    if (i < text.size() && text[i] == '"') {
      for (++i;; ++i) {
        if (i >= text.size()) throw trouble(where, line, "column " + std::to_string(row.fields.size() + 1) + ": the quotation mark is not closed");
        if (text[i] != '"') field += text[i];
        else if (i + 1 < text.size() && text[i + 1] == '"') field += text[i++];
        else break;
      }
      ++i;
      if (i < text.size() && text[i] != ',')
        throw trouble(where, line, "column " + std::to_string(row.fields.size() + 1) + ": text after the closing quotation mark");
    } else {
      const std::size_t end = std::min(text.find(',', i), text.size());
      field = text.substr(i, end - i);
      i = end;
    }
    row.fields.emplace_back(trim(field));
    if (i >= text.size()) return row;
    ++i;
  }
}

std::vector<Row> split_rows(std::string_view csv, const std::string& where) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  std::vector<Row> rows;
  int line = 0;
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    std::string_view text = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    ++line;
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (!trim(text).empty()) rows.push_back(split_row(text, line, where));
  }
  return rows;
}

Columns find_columns(const Row& header, const std::string& where) {
  const auto find = [&](const char* name) {
    const auto it = std::find(header.fields.begin(), header.fields.end(), name);
    return it == header.fields.end() ? std::optional<std::size_t>() : static_cast<std::size_t>(it - header.fields.begin());
  };
  Columns c;
  if (find("a") && find("b")) {
    c.from = *find("a"), c.to = *find("b");
  } else if (find("from") && find("to")) {
    c.from = *find("from"), c.to = *find("to"), c.arcs = true;
  } else {
    throw trouble(where, header.line, "the header names no columns a,b and none from,to");
  }
  if (find("sign")) c.value = *find("sign"), c.kind = ValueKind::kSign;
  else if (find("weight")) c.value = *find("weight"), c.kind = ValueKind::kWeight;
  else if (find("agreement")) c.value = *find("agreement"), c.kind = ValueKind::kAgreement;
  else throw trouble(where, header.line, "the header names no column sign, weight or agreement");
  return c;
}

double read_value(const std::string& text, ValueKind kind, const std::string& place) {
  if (kind == ValueKind::kSign) {
    if (text == "1" || text == "+1" || text == "+") return 1;
    if (text == "-1" || text == "-") return -1;
    throw Error(place + "column sign: '" + text + "' is neither 1 nor -1");
  }
  const char* name = kind == ValueKind::kWeight ? "column weight: '" : "column agreement: '";
  double value = 0;
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  const auto r = std::from_chars(begin, text.data() + text.size(), value);
  if (r.ec != std::errc() || r.ptr != text.data() + text.size() || !std::isfinite(value)) throw Error(place + name + text + "' is no number");
  if (kind == ValueKind::kAgreement && (value < -1 || value > 1)) throw Error(place + name + text + "' is not between -1 and 1");
  if (std::abs(value) > kLargestWeight) throw Error(place + name + text + "' is too large");
  return value;
}

std::vector<Line> read_lines(const std::vector<Row>& rows, const Columns& c, const std::string& where) {
  const char* from_name = c.arcs ? "from" : "a";
  const char* to_name = c.arcs ? "to" : "b";
  const std::size_t needed = std::max({c.from, c.to, c.value}) + 1;
  std::map<std::pair<std::string, std::string>, int> seen;
  std::vector<Line> lines;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const std::string place = where + ":" + std::to_string(row.line) + ": ";
    if (row.fields.size() < needed)
      throw Error(place + "column " + rows[0].fields[row.fields.size()] + " is missing (" + std::to_string(row.fields.size()) + " of " +
                  std::to_string(rows[0].fields.size()) + " columns)");
    Line line{row.fields[c.from], row.fields[c.to], 0, row.line};
    for (const auto& [name, column] : {std::pair(&line.from, from_name), std::pair(&line.to, to_name)}) {
      if (name->empty()) throw Error(place + "column " + column + " is empty");
      if (utf8::find_invalid(*name) != std::string_view::npos) throw Error(place + "column " + column + " is no valid UTF-8");
    }
    if (line.from == line.to) throw Error(place + "column " + to_name + ": '" + line.to + "' stands in a line with itself");
    line.value = read_value(row.fields[c.value], c.kind, place);
    const bool swapped = !c.arcs && line.to < line.from;
    const auto [it, fresh] = seen.emplace(swapped ? std::pair(line.to, line.from) : std::pair(line.from, line.to), row.line);
    if (!fresh)
      throw Error(place + "column " + to_name + ": the " + (c.arcs ? "arc " : "pair ") + line.from + ", " + line.to + " stands already in line " +
                  std::to_string(it->second));
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

SignedNetwork parse_edge_list(std::string_view csv, const std::string& where, const EdgeListOptions& options) {
  const std::vector<Row> rows = split_rows(csv, where);
  if (rows.empty()) throw error_at(where, "is empty");
  const Columns columns = find_columns(rows[0], where);
  const std::vector<Line> lines = read_lines(rows, columns, where);
  if (lines.empty()) throw error_at(where, "has a header but no edges");
  double threshold = options.threshold.value_or(0);
  if (columns.kind == ValueKind::kAgreement && !options.threshold) {
    for (const Line& l : lines) threshold += l.value;
    threshold /= static_cast<double>(lines.size());
  }
  SignedNetwork network;
  for (const Line& l : lines) network.names.insert(network.names.end(), {l.from, l.to});
  std::sort(network.names.begin(), network.names.end());
  network.names.erase(std::unique(network.names.begin(), network.names.end()), network.names.end());
  const auto index = [&](const std::string& name) {
    return static_cast<int>(std::lower_bound(network.names.begin(), network.names.end(), name) - network.names.begin());
  };
  std::map<std::pair<int, int>, SignedNetwork::Edge> edges;
  for (const Line& l : lines) {
    const auto [a, b] = std::minmax({index(l.from), index(l.to)});
    SignedNetwork::Edge& e = edges.try_emplace({a, b}, SignedNetwork::Edge{a, b, 0, 0}).first->second;
    const double value = l.value - threshold;
    (value > 0 ? e.positive : e.negative) += std::abs(value);
  }
  for (const auto& [pair, edge] : edges) network.edges.push_back(edge);
  return network;
}

SignedNetwork read_edge_list(const std::string& path, const EdgeListOptions& options) { return parse_edge_list(read_file(path), path, options); }

}  // namespace detente
