// Temporal knowledge graph: subject, relation, object and date of each dyad, tab-separated, oldest first. With integer ids the layout of the
// ICEWS14 and RE-Net benchmarks: numbers here, entity2id.txt, relation2id.txt and stat.txt beside; time in hours from the first day.
#include "formats/cameo_codes.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "formats/timeline.h"

namespace detente::formats {

namespace {

class QuadruplesWriter final : public EventWriter {
 public:
  QuadruplesWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .target = true, .happened = true}) {}

  void end() override {
    const std::vector<TimelineRow>& rows = rows_.sorted();
    if (options().integer_ids) {
      write_numbers(rows);
      return;
    }
    for (const TimelineRow& r : rows) {
      Row row('\t');
      put(row.add(entities_.text(r.source)).add(relations_.text(r.relation)).add(entities_.text(r.target)).add(iso_date(r.day)).take());
    }
  }

 private:
  void write(const MergedEvent& e, Reports) override {
    const std::string_view label = cameo_label(e.agreed.cameo);
    const std::int32_t relation = relations_.number(label.empty() ? name(e.agreed.type) : label);
    for (const SidePair& p : pairs_of(e))
      rows_.add({*event_day(e), entities_.number(one_line(display_name(*p.source))), entities_.number(one_line(display_name(*p.target))), relation, 1});
  }

  // Ids count from 0 in the order of the rows, so that they do not depend on the order in which events came.
  void write_numbers(const std::vector<TimelineRow>& rows) {
    TextNumbers entities, relations;
    const std::int32_t first = rows.empty() ? 0 : rows.front().day;
    for (const TimelineRow& r : rows) {
      Row row('\t');
      row.add(entities.number(entities_.text(r.source))).add(relations.number(relations_.text(r.relation)));
      put(row.add(entities.number(entities_.text(r.target))).add(std::int64_t{r.day - first} * 24).take());
    }
    write_list("entity2id.txt", entities);
    write_list("relation2id.txt", relations);
    write_file("stat.txt", std::to_string(entities.size()) + "\t" + std::to_string(relations.size()) + "\n");
  }

  void write_list(const std::string& file, const TextNumbers& texts) const {
    std::string out;
    for (std::size_t i = 0; i < texts.size(); ++i) out += texts.text(static_cast<std::int32_t>(i)) + "\t" + std::to_string(i) + "\n";
    write_file(file, out);
  }

  void write_file(const std::string& file, const std::string& text) const {
    const std::unique_ptr<Sink> sink = beside(file);
    sink->write(text);
    sink->close();
  }

  TextNumbers entities_, relations_;
  Timeline rows_;
};

}  // namespace

std::unique_ptr<EventWriter> make_quadruples_writer(ExportTarget t, ExportOptions o) { return std::make_unique<QuadruplesWriter>(std::move(t), o); }

}  // namespace detente::formats
