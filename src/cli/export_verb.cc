// detente export: events of a store in the formats of the field.
#include <cstdio>
#include <filesystem>

#include "cli/event_filter.h"
#include "cli/verbs.h"
#include "formats/event_writer.h"
#include "store/event_import.h"
#include "util/error.h"

namespace detente::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  std::string db, format, out = "-", compression = "zstd";
  EventFilterOptions filter;
  formats::ExportOptions writing;
};

// Where the main file and those beside it go. A name that ends in '/' or is a folder is one; "-" is standard output, with nothing beside.
struct Place {
  std::string file;
  fs::path folder;
  bool has_folder = false;
};

Place place_of(const std::string& out, const formats::ExportFormat& format) {
  if (out == "-") return {"-", {}, false};
  std::error_code trouble;
  if (out.back() == '/' || fs::is_directory(out, trouble)) {
    fs::create_directories(out, trouble);
    if (std::error_code ignored; !fs::is_directory(out, ignored)) throw error_at(out, "cannot be made a folder: " + trouble.message());
    return {(fs::path(out) / format.file).string(), out, true};
  }
  return {out, fs::path(out).parent_path(), fs::is_regular_file(out, trouble) || !fs::exists(out, trouble)};
}

formats::ExportTarget target_of(const Place& place, formats::Sink& main) {
  formats::ExportTarget target{&main, fs::path(place.file).filename().string(), {}};
  if (place.has_folder)
    target.beside = [folder = place.folder](const std::string& name) { return std::make_unique<formats::FileSink>((folder / name).string()); };
  return target;
}

void tell_left_out(const formats::EventWriter& writer) {
  const formats::LeftOut& left = writer.left_out();
  if (left.total() == 0) return;
  std::fprintf(stderr, "detente: export: %zu of %zu events left out: %s\n", left.total(), left.total() + writer.written(), left.text().c_str());
}

// The sources of an imported event, as far as they were imported, in the place of its reports.
std::vector<MergeItem> mention_items(Store& store, const MergedEvent& e) {
  std::vector<MergeItem> out;
  for (StoredMention& m : mentions_of(store, e.id)) {
    out.emplace_back();
    out.back().published = std::move(m.published);
    out.back().outlet = std::move(m.outlet);
    out.back().url = std::move(m.url);
    out.back().report.confidence = m.confidence;
  }
  return out;
}

int run_export(const Options& o) {
  const formats::ExportFormat& format = *formats::find_export_format(o.format);
  formats::ExportOptions writing = o.writing;
  writing.any_status = !o.filter.filter.status.empty();
  writing.compress = o.compression == "zstd";
  const EventFilter filter = o.filter.read();
  Store store(o.db, Store::Access::read);
  const Place place = place_of(o.out, format);
  if (writing.integer_ids && !place.has_folder) throw Error("--integer-ids makes several files: name a folder with --out");
  formats::FileSink sink(place.file);
  const std::unique_ptr<formats::EventWriter> writer = format.make(target_of(place, sink), writing);
  writer->begin();
  find_events(store, filter, [&](const MergedEvent& e) {
    if (!format.reports) {
      writer->event(e);
      return;
    }
    if (!e.dataset.empty() && format.name == "gdelt2-mentions") {
      const std::vector<MergeItem> mentions = mention_items(store, e);
      std::vector<const MergeItem*> reports;
      for (const MergeItem& m : mentions) reports.push_back(&m);
      writer->event(e, reports);
      return;
    }
    const std::optional<EventReceipt> receipt = event_receipt(store, e.id, filter.as_of);
    writer->event(e, receipt ? formats::EventWriter::Reports(receipt->reports) : formats::EventWriter::Reports());
  });
  writer->end();
  sink.close();
  tell_left_out(*writer);
  return kOk;
}

std::string format_list() {
  std::string out = "Formats:\n";
  for (const formats::ExportFormat& f : formats::export_formats()) {
    out += "  " + std::string(f.name) + std::string(f.name.size() < 16 ? 16 - f.name.size() : 1, ' ') + std::string(f.says) + "\n";
  }
  return out;
}

}  // namespace

void add_export(CLI::App& app, Action& action) {
  const auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("export", "Write the events of a store in a format of the field");
  verb->add_option("--db", o->db, "the store")->required();
  verb->add_option("--format", o->format, "one of the formats below")->required()->check([](const std::string& name) {
    return formats::find_export_format(name) == nullptr ? "'" + name + "' is none of the formats that --help lists" : std::string();
  });
  verb->add_option("--out", o->out, "file, or folder (an existing one, or a name that ends in '/'); default: standard output")->capture_default_str();
  verb->add_flag("--integer-ids", o->writing.integer_ids, "quadruples: numbers, with entity2id.txt and relation2id.txt beside");
  verb->add_option("--compression", o->compression, "parquet: zstd or none")->check(CLI::IsMember({"zstd", "none"}))->capture_default_str();
  verb->add_option("--row-group", o->writing.row_group, "parquet: rows of a group")->check(CLI::Range(1, 10'000'000))->capture_default_str();
  o->filter.add_to(*verb);
  verb->footer(format_list() +
               "\nFormats without a field for it leave out what did not (yet) happen, unless --status asks for it; a line on standard error counts what is "
               "left out.\n\nExamples:\n  detente export --db news.db --format gdelt2 --dyad RUS,USA --out events.export.CSV\n  detente export --db news.db "
               "--format csv --out folder/\n\nExit codes: 0 written, 1 failure, 2 wrong usage.");
  verb->callback([o, &action] { action = [o] { return run_export(*o); }; });
}

}  // namespace detente::cli
