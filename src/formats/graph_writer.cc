// Who acts towards whom as a directed graph, summed up over the events: GraphML, and GEXF 1.3 with the days of each edge as spells. A node is a
// side by its code; an edge sums the events of one dyad in one direction. Memory grows with the edges, and with the days of edges in GEXF.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "util/markup.h"

namespace detente::formats {

namespace {

struct Node {
  std::string code, label, country, sector;
};

struct Edge {
  int events = 0;
  int quads[5] = {};
  double goldstein = 0;  // sum
  std::int32_t first = 0, last = 0;
  std::vector<DayRange> days;
};

class GraphWriter : public EventWriter {
 public:
  GraphWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .target = true, .happened = true}) {}

 protected:
  [[nodiscard]] virtual bool wants_days() const = 0;
  std::map<std::string, Node> nodes_;
  std::map<std::pair<std::string, std::string>, Edge> edges_;  // sorted, so that the bytes do not depend on the order of events

 private:
  void write(const MergedEvent& e, Reports) override {
    for (const SidePair& p : pairs_of(e)) {
      add_node(*p.source);
      add_node(*p.target);
      add_event(edges_[{p.source->code(), p.target->code()}], e);
    }
  }

  // Of several labels of one code the one that sorts first stays: the order of events does not matter.
  void add_node(const StoredParty& p) {
    Node fresh{p.code(), display_name(p), p.country, p.sector.substr(0, p.sector.find(';'))};
    const auto [at, is_new] = nodes_.try_emplace(p.code(), fresh);
    if (is_new) return;
    Node& n = at->second;
    if (std::tie(fresh.label, fresh.country, fresh.sector) < std::tie(n.label, n.country, n.sector)) n = std::move(fresh);
  }

  void add_event(Edge& edge, const MergedEvent& e) const {
    const std::int32_t first = *event_day(e), last = e.agreed.date ? e.agreed.date->last : first;
    edge.first = edge.events == 0 ? first : std::min(edge.first, first);
    edge.last = edge.events == 0 ? last : std::max(edge.last, last);
    ++edge.events;
    ++edge.quads[quad_of(e.agreed.type)];
    edge.goldstein += e.agreed.goldstein;
    if (wants_days()) edge.days.push_back({first, last});
  }
};

struct EdgeField {
  const char *id, *type, *says;
};
constexpr EdgeField kEdgeFields[] = {
    {"events", "int", "events"},         {"quad1", "int", "verbal cooperation"}, {"quad2", "int", "material cooperation"},
    {"quad3", "int", "verbal conflict"}, {"quad4", "int", "material conflict"},  {"goldstein", "double", "mean Goldstein value"},
    {"first", "string", "first day"},    {"last", "string", "last day"},
};

std::vector<std::string> values_of(const Edge& e) {
  return {std::to_string(e.events),   std::to_string(e.quads[1]),
          std::to_string(e.quads[2]), std::to_string(e.quads[3]),
          std::to_string(e.quads[4]), number_text(e.goldstein / e.events, 3),
          iso_date(e.first),          iso_date(e.last)};
}

class GraphmlWriter final : public GraphWriter {
 public:
  using GraphWriter::GraphWriter;
  void end() override {
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
        "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    for (const char* key : {"label", "country", "sector"})
      put(std::string("  <key id=\"") + key + "\" for=\"node\" attr.name=\"" + key + "\" attr.type=\"string\"/>\n");
    for (const EdgeField& f : kEdgeFields)
      put(std::string("  <key id=\"") + f.id + "\" for=\"edge\" attr.name=\"" + f.id + "\" attr.type=\"" + f.type + "\"><desc>" + f.says + "</desc></key>\n");
    put("  <graph id=\"events\" edgedefault=\"directed\">\n");
    for (const auto& [code, n] : nodes_)
      put("    <node id=\"" + markup_text(code) + "\">" + data("label", n.label) + data("country", n.country) + data("sector", n.sector) + "</node>\n");
    for (const auto& [dyad, e] : edges_) {
      std::string line = "    <edge source=\"" + markup_text(dyad.first) + "\" target=\"" + markup_text(dyad.second) + "\">";
      const std::vector<std::string> values = values_of(e);
      for (std::size_t i = 0; i < values.size(); ++i) line += data(kEdgeFields[i].id, values[i]);
      put(line + "</edge>\n");
    }
    put("  </graph>\n</graphml>\n");
  }

 private:
  [[nodiscard]] bool wants_days() const override { return false; }
  static std::string data(const char* key, const std::string& value) {
    return value.empty() ? std::string() : std::string("<data key=\"") + key + "\">" + markup_text(value) + "</data>";
  }
};

class GexfWriter final : public GraphWriter {
 public:
  using GraphWriter::GraphWriter;
  void end() override {
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n  <meta>\n    <creator>detente</creator>\n"
        "    <description>Events from one side towards another, with their days</description>\n  </meta>\n"
        "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">\n");
    put("    <attributes class=\"node\" mode=\"static\">\n      <attribute id=\"country\" title=\"country\" type=\"string\"/>\n"
        "      <attribute id=\"sector\" title=\"sector\" type=\"string\"/>\n    </attributes>\n    <attributes class=\"edge\" mode=\"static\">\n");
    for (const EdgeField& f : kEdgeFields)
      put(std::string("      <attribute id=\"") + f.id + "\" title=\"" + f.says + "\" type=\"" + (f.type == std::string_view("int") ? "integer" : f.type) +
          "\"/>\n");
    put("    </attributes>\n    <nodes>\n");
    for (const auto& [code, n] : nodes_) {
      put("      <node id=\"" + markup_text(code) + "\" label=\"" + markup_text(n.label) + "\">");
      put("<attvalues>" + value("country", n.country) + value("sector", n.sector) + "</attvalues></node>\n");
    }
    put("    </nodes>\n    <edges>\n");
    int id = 0;
    for (auto& [dyad, e] : edges_) put_edge(id++, dyad, e);
    put("    </edges>\n  </graph>\n</gexf>\n");
  }

 private:
  [[nodiscard]] bool wants_days() const override { return true; }
  static std::string value(const char* field, const std::string& text) {
    return text.empty() ? std::string() : std::string("<attvalue for=\"") + field + "\" value=\"" + markup_text(text) + "\"/>";
  }

  void put_edge(int id, const std::pair<std::string, std::string>& dyad, Edge& e) {
    std::string line = "      <edge id=\"" + std::to_string(id) + "\" source=\"" + markup_text(dyad.first) + "\" target=\"" + markup_text(dyad.second) +
                       "\" weight=\"" + std::to_string(e.events) + "\"><attvalues>";
    const std::vector<std::string> values = values_of(e);
    for (std::size_t i = 0; i < values.size(); ++i) line += value(kEdgeFields[i].id, values[i]);
    line += "</attvalues><spells>";
    for (const DayRange& days : joined(e.days)) line += "<spell start=\"" + iso_date(days.first) + "\" end=\"" + iso_date(days.last) + "\"/>";
    put(line + "</spells></edge>\n");
  }

  // Days that touch or overlap are one spell.
  static std::vector<DayRange> joined(std::vector<DayRange> days) {
    std::sort(days.begin(), days.end(), [](const DayRange& a, const DayRange& b) { return a.first != b.first ? a.first < b.first : a.last < b.last; });
    std::vector<DayRange> out;
    for (const DayRange& d : days) {
      if (!out.empty() && d.first <= out.back().last + 1) out.back().last = std::max(out.back().last, d.last);
      else out.push_back(d);
    }
    return out;
  }
};

}  // namespace

std::unique_ptr<EventWriter> make_graphml_writer(ExportTarget t, ExportOptions o) { return std::make_unique<GraphmlWriter>(std::move(t), o); }
std::unique_ptr<EventWriter> make_gexf_writer(ExportTarget t, ExportOptions o) { return std::make_unique<GexfWriter>(std::move(t), o); }

}  // namespace detente::formats
