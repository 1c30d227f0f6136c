// Parquet: the event columns with their types, in row groups that bound the memory.
#include "formats/event_columns.h"
#include "formats/event_writer.h"
#include "formats/parquet_file.h"

namespace detente::formats {

namespace {

std::vector<ParquetColumn> columns() {
  std::vector<ParquetColumn> out;
  for (const EventColumn& c : event_columns()) out.push_back({std::string(c.name), c.type, !c.required});
  return out;
}

class ParquetWriter final : public EventWriter {
 public:
  ParquetWriter(const ExportTarget& t, ExportOptions o) : EventWriter(t, o, {}), cells_(event_columns().size()) {}
  void begin() override {
    ParquetOptions o;
    o.compress = options().compress;
    o.group_rows = options().row_group;
    file_ = std::make_unique<ParquetFile>(*target().main, columns(), o);
  }
  void end() override { file_->finish(); }

 private:
  void write(const MergedEvent& e, Reports) override {
    for (std::size_t c = 0; c < cells_.size(); ++c) cells_[c] = event_columns()[c].value(e);
    file_->row(cells_);
  }

  std::unique_ptr<ParquetFile> file_;
  std::vector<Cell> cells_;
};

}  // namespace

std::unique_ptr<EventWriter> make_parquet_writer(ExportTarget t, ExportOptions o) { return std::make_unique<ParquetWriter>(t, o); }

}  // namespace detente::formats
