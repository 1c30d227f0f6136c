// Writing events in the formats of the field. A writer gets the events one by one, in the order of the store, and writes each as soon as its
// format allows: memory is bounded, except where a format wants everything sorted or summed up (keds, quadruples, relational, graphml, gexf).
// The bytes follow from the events alone: no clock, no random ids. One thread at a time.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "formats/sink.h"
#include "store/merge.h"

namespace detente::formats {

struct ExportOptions {
  bool integer_ids = false;        // quadruples: numbers, with entity2id.txt, relation2id.txt and stat.txt beside them
  bool any_status = false;         // keep acts that did not (yet) happen also where the format cannot say so
  bool compress = true;            // parquet: pages packed with zstd
  std::size_t row_group = 50'000;  // parquet: rows of a group, which are held in memory
};

struct ExportTarget {
  Sink* main = nullptr;
  std::string name;                                                   // of the main file, for what refers to it
  std::function<std::unique_ptr<Sink>(const std::string&)> beside{};  // opens a further file in the same folder; empty: there is no folder
};

// What a format cannot do without. An event that lacks it is left out and counted.
struct ExportNeeds {
  bool day = false, target = false, happened = false, place = false, planned = false;
};

struct LeftOut {
  std::size_t no_day = 0, no_target = 0, not_happened = 0, no_place = 0, not_planned = 0;
  [[nodiscard]] std::size_t total() const { return no_day + no_target + not_happened + no_place + not_planned; }
  [[nodiscard]] std::string text() const;  // "3 without a day, 2 without a recipient"
};

class EventWriter {
 public:
  using Reports = std::span<const MergeItem* const>;
  EventWriter(ExportTarget target, ExportOptions options, ExportNeeds needs);
  virtual ~EventWriter() = default;
  virtual void begin() {}
  // `reports`: those of the event, where the format asks for them and the store has them; else empty.
  void event(const MergedEvent& event, Reports reports = {});
  virtual void end() {}  // everything but closing the main sink
  [[nodiscard]] std::size_t written() const { return written_; }
  [[nodiscard]] const LeftOut& left_out() const { return left_out_; }

 protected:
  virtual void write(const MergedEvent& event, Reports reports) = 0;
  // For write(): the event has no sides that the format can name, nothing was written.
  void sides_unknown() { --written_, ++left_out_.no_target; }
  [[nodiscard]] const ExportOptions& options() const { return options_; }
  [[nodiscard]] const ExportTarget& target() const { return target_; }
  void put(std::string_view bytes) { target_.main->write(bytes); }
  // A file beside the main one. Throws Error when there is no folder.
  [[nodiscard]] std::unique_ptr<Sink> beside(const std::string& name) const;

 private:
  ExportTarget target_;
  ExportOptions options_;
  ExportNeeds needs_;
  std::size_t written_ = 0;
  LeftOut left_out_;
};

struct ExportFormat {
  std::string_view name, file, says;  // file: name of the main file in a folder
  bool reports = false;               // wants the reports of each event
  std::unique_ptr<EventWriter> (*make)(ExportTarget, ExportOptions) = nullptr;
};
[[nodiscard]] std::span<const ExportFormat> export_formats();
[[nodiscard]] const ExportFormat* find_export_format(std::string_view name);

// One maker for each, in the file of the format.
using WriterMaker = std::unique_ptr<EventWriter>(ExportTarget, ExportOptions);
WriterMaker make_gdelt_writer, make_gdelt_mentions_writer, make_icews_writer, make_polecat_writer, make_plover_writer, make_phoenix_writer, make_keds_writer,
    make_quadruples_writer, make_relational_writer, make_graphml_writer, make_gexf_writer, make_geojson_writer, make_ics_writer, make_csv_writer,
    make_parquet_writer;

}  // namespace detente::formats
