// Relational events for R (relevent, remify, goldfish): CSV with time, sender, receiver, type and weight, oldest first. Time is the number of
// the day (days since 1970-01-01, as R's as.Date() counts them), weight how many independent voices tell of the event.
#include <algorithm>

#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "formats/timeline.h"

namespace detente::formats {

namespace {

class RelationalWriter final : public EventWriter {
 public:
  RelationalWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .target = true, .happened = true}) {}

  void end() override {
    put("time,sender,receiver,type,weight\n");
    for (const TimelineRow& r : rows_.sorted()) {
      Row row(',');
      put(row.add(r.day).add(sides_.text(r.source)).add(sides_.text(r.target)).add(types_.text(r.relation)).add(r.weight).take());
    }
  }

 private:
  void write(const MergedEvent& e, Reports) override {
    const std::int32_t type = types_.number(name(e.agreed.type));
    for (const SidePair& p : pairs_of(e))
      rows_.add({*event_day(e), sides_.number(one_line(p.source->code())), sides_.number(one_line(p.target->code())), type, std::max(e.independent, 1)});
  }

  TextNumbers sides_, types_;
  Timeline rows_;
};

}  // namespace

std::unique_ptr<EventWriter> make_relational_writer(ExportTarget t, ExportOptions o) { return std::make_unique<RelationalWriter>(std::move(t), o); }

}  // namespace detente::formats
