// Quadruples of temporal knowledge graphs: actor, relation, recipient, date, separated by tabs. The relation is a CAMEO label (as in the sets made
// from ICEWS), a CAMEO code or a PLOVER type, perhaps with its mode ("CONSULT/visit"); parties are names, perhaps with underscores, or ids.
#include "formats/country_codes.h"
#include "formats/party_codes.h"
#include "formats/row_values.h"
#include "util/date.h"
#include "util/hash.h"

namespace detente::importing {

namespace {

// Names in these sets have underscores for spaces, all or none.
std::string_view spaced(std::string_view s, std::string& buffer) {
  s = trimmed(s);
  if (s.find('_') == std::string_view::npos || s.find(' ') != std::string_view::npos) return s;
  buffer = s;
  for (char& c : buffer)
    if (c == '_') c = ' ';
  return buffer;
}

class QuadrupleReader final : public LineReader {
 public:
  QuadrupleReader(ArchiveFormat format, LineSource lines, ReaderSetup setup)
      : LineReader(std::move(lines), std::move(setup)), dataset_(name(format)), codes_(*setup_.tables, setup_.resolve) {}

 private:
  Taken take(std::string_view line, MergedEvent& out) override {
    split_tabs(line, fields_);
    if (fields_.size() < 4) return skip({}, "a quadruple has 4 columns, this row", std::to_string(fields_.size()));
    const auto day = parse_any_day(fields_[3]);
    if (!day && first_) return Taken::passed;  // a header
    if (!day) return skip("date", "is no date", fields_[3]);
    const std::string_view relation = spaced(fields_[1], relation_);
    reset(out);
    if (!set_act(relation, out.agreed)) return skip("relation", "is no CAMEO label or code and no PLOVER type", relation);
    out.agreed.text = relation;
    party(spaced(fields_[0], name_), *day, out.agreed.actors);
    party(spaced(fields_[2], name_), *day, out.agreed.recipients);
    set_day(out, *day);
    out.first_published = out.last_published = iso_date(*day);
    std::uint64_t hash = static_cast<std::uint64_t>(*day);
    for (std::size_t i = 0; i < 3; ++i) hash = hash_combine(hash, hash_bytes(trimmed(fields_[i])));
    set_dataset(out, dataset_, ids_.next(hash));
    return Taken::row;
  }

  bool set_act(std::string_view relation, StoredReport& r) {
    // PLOVER's types in capitals may be labels of CAMEO too ("COERCE")
    const std::string_view code = parse_event_type(relation) == EventType::none ? setup_.tables->cameo_of_label(relation) : std::string_view();
    if (!code.empty()) return acts_.set(code, r);
    if (is_digits(relation)) return acts_.set(relation, r);
    const std::size_t slash = relation.find_first_of("/-:");
    const ImportTables::PloverAct act =
        setup_.tables->plover_act(relation.substr(0, slash), slash == std::string_view::npos ? std::string_view() : relation.substr(slash + 1));
    if (act.type == EventType::none || !acts_.set(act.cameo, r)) return false;
    r.type = act.type;
    r.modes = act.mode;
    if (!act.mode_known) note("unknown mode", relation);
    return true;
  }

  void party(std::string_view name, std::int32_t day, std::vector<StoredParty>& to) {
    resize_parties(to, name.empty() ? 0 : 1);
    if (to.empty()) return;
    StoredParty& p = to.front();
    if (is_iso3(name)) {
      codes_.plover(name, {}, name, day, p);
      return;
    }
    if (!codes_.named(name, day, p)) note(p.country.empty() ? "unknown actor" : "unknown role of an actor", name);
    if (p.name.empty()) p.name = p.text;
  }

  std::string dataset_, relation_, name_;
  PartyCodes codes_;
  RowIds ids_;
  Fields fields_;
};

}  // namespace

std::unique_ptr<EventReader> open_quadruples(ArchiveFormat format, LineSource lines, ReaderSetup setup) {
  return std::make_unique<QuadrupleReader>(format, std::move(lines), std::move(setup));
}

}  // namespace detente::importing
