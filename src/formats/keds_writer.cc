// KEDS: date as YYMMDD, source, target, code, label in brackets; tab-separated, oldest first. One row for each pair of sides.
#include <algorithm>

#include "formats/cameo_actors.h"
#include "formats/cameo_codes.h"
#include "formats/event_fields.h"
#include "formats/event_writer.h"
#include "formats/timeline.h"

namespace detente::formats {

namespace {

std::string bracketed(std::string_view label) {
  std::string out = "(";
  for (const char c : label) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '(' || c == ')' ? ' ' : c;
  return out + ")";
}

class KedsWriter final : public EventWriter {
 public:
  KedsWriter(ExportTarget t, ExportOptions o) : EventWriter(std::move(t), o, {.day = true, .target = true, .happened = true}) {}

  void end() override {
    for (const TimelineRow& r : rows_.sorted()) {
      const std::string& code = codes_.text(r.relation);
      Row row('\t');
      row.add(compact_day(r.day).substr(2)).add(actors_.text(r.source)).add(actors_.text(r.target)).add(code).add(bracketed(cameo_label(code)));
      put(row.take());
    }
  }

 private:
  void write(const MergedEvent& e, Reports) override {
    bool any = false;
    for (const SidePair& pair : pairs_of(e)) {
      const std::string source = cameo_actor(*pair.source).code, target = cameo_actor(*pair.target).code;
      if (source.empty() || target.empty()) continue;
      any = true;
      rows_.add({*event_day(e), actors_.number(source), actors_.number(target), codes_.number(e.agreed.cameo), 1});
    }
    if (!any) sides_unknown();
  }

  TextNumbers actors_, codes_;
  Timeline rows_;
};

}  // namespace

std::unique_ptr<EventWriter> make_keds_writer(ExportTarget t, ExportOptions o) { return std::make_unique<KedsWriter>(std::move(t), o); }

}  // namespace detente::formats
