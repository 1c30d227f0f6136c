// Files of the KEDS project: date, source, target, code, label and perhaps the words that matched, separated by tabs or spaces. Dates are YYMMDD or
// YYYYMMDD. Codes are WEIS with the project's older codes of actors, and the weight is then Goldstein's of 1992 for the WEIS code, which is kept
// as "weis:223"; or CAMEO with CAMEO's actors, which the label of the row shows (later files).
#include "formats/party_codes.h"
#include "formats/row_values.h"
#include "util/date.h"
#include "util/hash.h"

namespace detente::importing {

namespace {

struct Row {
  std::string_view date, source, target, code, label, phrase;
};

std::string_view take_word(std::string_view& rest) {
  const std::size_t begin = std::min(rest.find_first_not_of(' '), rest.size());
  const std::size_t end = std::min(rest.find(' ', begin), rest.size());
  const std::string_view word = rest.substr(begin, end - begin);
  rest.remove_prefix(end);
  return word;
}

std::size_t leading_spaces(std::string_view s) { return std::min(s.find_first_not_of(' '), s.size()); }

bool is_code(std::string_view s) { return s.size() >= 2 && s.size() <= 4 && is_digits(s); }

Row split_words(std::string_view line) {
  Row r;
  std::string_view rest = line;
  r.date = take_word(rest);
  const std::size_t before = leading_spaces(rest);
  r.source = take_word(rest);
  const std::size_t after = leading_spaces(rest);
  r.target = take_word(rest);
  if (is_code(r.target) && !is_code(r.source)) {
    // One side is missing: the wider gap tells which
    r.code = r.target;
    r.target = {};
    if (before > after) std::swap(r.source, r.target);
  } else {
    r.code = take_word(rest);
  }
  r.label = trimmed(rest);
  return r;
}

Row split_row(std::string_view line, Fields& fields) {
  if (line.find('\t') == std::string_view::npos) return split_words(line);
  split_tabs(line, fields);
  fields.resize(std::max<std::size_t>(fields.size(), 6));
  return {trimmed(fields[0]), trimmed(fields[1]), trimmed(fields[2]), trimmed(fields[3]), trimmed(fields[4]), trimmed(fields[5])};
}

class KedsReader final : public LineReader {
 public:
  KedsReader(LineSource lines, ReaderSetup setup) : LineReader(std::move(lines), std::move(setup)), codes_(*setup_.tables, setup_.resolve) {}

 private:
  Taken take(std::string_view line, MergedEvent& out) override {
    Row r = split_row(line, fields_);
    const auto day = parse_compact_day(r.date);
    if (!day) return skip("date", "is no date (YYMMDD or YYYYMMDD)", r.date);
    if (r.label.size() >= 2 && r.label.front() == '(' && r.label.back() == ')') r.label = r.label.substr(1, r.label.size() - 2);
    reset(out);
    const bool cameo = is_code(r.code) && setup_.tables->cameo_of_label(r.label) == r.code;
    if (!(cameo ? acts_.set(r.code, out.agreed) : set_weis(r, out.agreed)))
      return skip("code", "is neither a WEIS code nor a CAMEO code with its label", r.code);
    party(r.source, cameo, out.agreed.actors);
    party(r.target, cameo, out.agreed.recipients);
    if (out.agreed.text.empty()) out.agreed.text = r.label;
    if (!r.phrase.empty()) out.agreed.text.append(": ").append(r.phrase);
    set_day(out, *day);
    out.first_published = out.last_published = iso_date(*day);
    std::uint64_t hash = static_cast<std::uint64_t>(*day);
    for (const std::string_view s : {r.source, r.target, r.code, r.label, r.phrase}) hash = hash_combine(hash, hash_bytes(s));
    set_dataset(out, "keds", ids_.next(hash));
    return Taken::row;
  }

  bool set_weis(const Row& row, StoredReport& r) {
    const ImportTables::Weis* weis = row.code.size() == 3 && is_code(row.code) ? setup_.tables->weis(row.code) : nullptr;
    if (weis == nullptr || !acts_.set(weis->cameo, r)) return false;
    r.goldstein = weis->goldstein;
    r.trigger.assign("weis:").append(row.code);
    r.text = row.label.empty() ? std::string_view(weis->label) : row.label;
    return true;
  }

  void party(std::string_view code, bool cameo, std::vector<StoredParty>& to) {
    resize_parties(to, code.empty() ? 0 : 1);
    if (to.empty()) return;
    const PartyCodes::Reading& r = cameo ? codes_.cameo(code) : codes_.keds(code);
    StoredParty& p = to.front();
    assign(p, r.actor);
    p.text = code;
    if (p.name.empty()) p.name = code;
    if (!r.unknown.empty()) note("unknown actor code", code);
  }

  PartyCodes codes_;
  RowIds ids_;
  Fields fields_;
};

}  // namespace

std::unique_ptr<EventReader> open_keds(LineSource lines, ReaderSetup setup) { return std::make_unique<KedsReader>(std::move(lines), std::move(setup)); }

}  // namespace detente::importing
