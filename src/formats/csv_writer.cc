// CSV (RFC 4180 with line feeds, UTF-8, header) of the event columns, with a Frictionless tabular data package beside it that says what each
// column is. On standard output there is the CSV alone.
#include "formats/event_columns.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "util/json_out.h"

namespace detente::formats {

namespace {

std::string cell_text(const EventColumn& column, const Cell& cell) {
  if (const auto* s = std::get_if<std::string>(&cell)) return *s;
  if (const auto* b = std::get_if<bool>(&cell)) return *b ? "true" : "false";
  if (const auto* d = std::get_if<double>(&cell)) return number_text(*d, 6);
  if (const auto* i = std::get_if<std::int64_t>(&cell)) return column.type == ColumnType::date ? iso_date(static_cast<std::int32_t>(*i)) : std::to_string(*i);
  return {};
}

const char* frictionless_type(ColumnType type) {
  switch (type) {
    case ColumnType::integer: return "integer";
    case ColumnType::number: return "number";
    case ColumnType::flag: return "boolean";
    case ColumnType::date: return "date";
    case ColumnType::text: break;
  }
  return "string";
}

std::string data_package(const std::string& file) {
  std::string out = "{\n  \"profile\": \"tabular-data-package\",\n  \"name\": \"detente-events\",\n  \"title\": \"Events\",\n  \"resources\": [{\n";
  out += "    \"profile\": \"tabular-data-resource\",\n    \"name\": \"events\",\n    \"path\": ";
  json::append_string(out, file);
  out +=
      ",\n    \"format\": \"csv\",\n    \"mediatype\": \"text/csv\",\n    \"encoding\": \"utf-8\",\n    \"dialect\": {\"delimiter\": \",\", "
      "\"lineTerminator\": "
      "\"\\n\", \"quoteChar\": \"\\\"\", \"doubleQuote\": true, \"header\": true},\n    \"schema\": {\n      \"primaryKey\": \"id\",\n      "
      "\"missingValues\": [\"\"],\n      \"fields\": [\n";
  for (const EventColumn& c : event_columns()) {
    out += "        {\"name\": ";
    json::append_string(out, c.name);
    out += std::string(", \"type\": \"") + frictionless_type(c.type) + "\", \"description\": ";
    json::append_string(out, c.says);
    if (c.required) out += ", \"constraints\": {\"required\": true}";
    out += &c == &event_columns().back() ? "}\n" : "},\n";
  }
  return out + "      ]\n    }\n  }]\n}\n";
}

class CsvWriter final : public EventWriter {
 public:
  CsvWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {}) {}

  void begin() override {
    Row header(',');
    for (const EventColumn& c : event_columns()) header.add(c.name);
    put(header.take());
  }

  void end() override {
    if (!target().beside) return;
    const std::unique_ptr<Sink> sink = beside("datapackage.json");
    sink->write(data_package(target().name));
    sink->close();
  }

 private:
  void write(const MergedEvent& e, Reports) override {
    Row row(',');
    for (const EventColumn& c : event_columns()) row.add(cell_text(c, c.value(e)));
    put(row.take());
  }
};

}  // namespace

std::unique_ptr<EventWriter> make_csv_writer(ExportTarget t, ExportOptions o) { return std::make_unique<CsvWriter>(std::move(t), o); }

}  // namespace detente::formats
