#include "formats/row_values.h"

#include <charconv>
#include <cmath>

#include "util/date.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

void EventReader::note(std::string_view what, std::string_view value) {
  std::string text(what);
  text.append(" '").append(value.substr(0, 80)).append("'");
  const auto at = notes_.find(text);
  if (at != notes_.end()) ++at->second;
  else if (notes_.size() < kNotes) notes_.emplace(std::move(text), 1);
}

namespace importing {

namespace {

int digits(std::string_view s) {
  int v = 0;
  for (const char c : s) v = v * 10 + (c - '0');
  return v;
}

std::optional<std::int32_t> day_of(int year, int month, int day) {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return day_number({year, month, day});
}

// Letters and digits in small letters, nothing else.
std::string plain(std::string_view s) {
  std::string out;
  for (char c : s) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

}  // namespace

std::string_view as_text(std::string_view line, std::string& buffer) {
  unsigned odd = 0;
  for (const char c : line) odd |= static_cast<unsigned>(static_cast<signed char>(c) < ' ') & static_cast<unsigned>(c != '\t');
  if (odd == 0) return line;
  buffer = line;
  return utf8::repair(buffer) == 0 ? line : std::string_view(buffer);
}

bool is_digits(std::string_view s) {
  for (const char c : s)
    if (c < '0' || c > '9') return false;
  return !s.empty();
}

bool equal_any_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

bool says(std::string_view text, std::string_view wanted) {
  for (std::size_t i = 0; i + wanted.size() <= text.size(); ++i)
    if (equal_any_case(text.substr(i, wanted.size()), wanted)) return true;
  return false;
}

std::optional<std::int64_t> parse_integer(std::string_view s) {
  s = trimmed(s);
  std::int64_t v = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), v);
  if (s.empty() || r.ec != std::errc() || r.ptr != s.data() + s.size()) return std::nullopt;
  return v;
}

std::optional<double> parse_number(std::string_view s) {
  s = trimmed(s);
  double v = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), v);
  if (s.empty() || r.ec != std::errc() || r.ptr != s.data() + s.size() || !std::isfinite(v)) return std::nullopt;
  return v;
}

bool read_point(std::string_view latitude, std::string_view longitude, StoredPlace& place) {
  const auto lat = parse_number(latitude), lon = parse_number(longitude);
  if (!lat || !lon || *lat < -90 || *lat > 90 || *lon < -180 || *lon > 180) return false;
  place.lat = *lat;
  place.lon = *lon;
  return true;
}

int to_count(std::string_view s) {
  const auto v = parse_integer(s);
  return v && *v >= 0 && *v <= 2'000'000'000 ? static_cast<int>(*v) : 0;
}

std::optional<std::int32_t> parse_compact_day(std::string_view s) {
  if (!is_digits(s)) return std::nullopt;
  if (s.size() == 8) return day_of(digits(s.substr(0, 4)), digits(s.substr(4, 2)), digits(s.substr(6, 2)));
  if (s.size() != 6) return std::nullopt;
  const int year = digits(s.substr(0, 2));
  return day_of(year < 45 ? 2000 + year : 1900 + year, digits(s.substr(2, 2)), digits(s.substr(4, 2)));
}

std::optional<std::int32_t> parse_any_day(std::string_view s) {
  s = trimmed(s);
  if (s.size() == 8 && is_digits(s)) return parse_compact_day(s);
  if (s.size() >= 10 && s[4] == '-') return parse_iso_day(s);
  const std::size_t a = s.find('/');
  const std::size_t b = a == std::string_view::npos ? a : s.find('/', a + 1);
  if (b == std::string_view::npos) return std::nullopt;
  const std::string_view month = s.substr(0, a), day = s.substr(a + 1, b - a - 1), year = s.substr(b + 1, 4);
  if (!is_digits(month) || !is_digits(day) || !is_digits(year) || month.size() > 2 || day.size() > 2 || year.size() != 4) return std::nullopt;
  return day_of(digits(year), digits(month), digits(day));
}

bool to_iso_time(std::string_view s, std::string& out) {
  if ((s.size() != 8 && s.size() != 14) || !is_digits(s) || !parse_compact_day(s.substr(0, 8))) return false;
  out.assign(s.substr(0, 4)).append("-").append(s.substr(4, 2)).append("-").append(s.substr(6, 2));
  if (s.size() == 8) return true;
  if (digits(s.substr(8, 2)) > 23 || digits(s.substr(10, 2)) > 59 || digits(s.substr(12, 2)) > 60) return false;
  out.append("T").append(s.substr(8, 2)).append(":").append(s.substr(10, 2)).append(":").append(s.substr(12, 2)).append("Z");
  return true;
}

void outlet_of(std::string_view url, std::string& out) {
  out.clear();
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) {
    out = url;
    return;
  }
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  host = host.substr(0, host.find(':'));
  if (host.size() > 4 && equal_any_case(host.substr(0, 4), "www.")) host.remove_prefix(4);
  for (const char c : host) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void reset(MergedEvent& e) {
  for (std::string* s : {&e.id, &e.first_published, &e.last_published, &e.disputed, &e.dataset, &e.source_id, &e.url, &e.outlet}) s->clear();
  e.reports = e.outlets = e.independent = 1;
  e.mentions = e.articles = 0;
  e.tone.reset();
  StoredReport& r = e.agreed;
  r.sentence = 0;
  r.sentence_begin = r.sentence_end = r.trigger_begin = r.trigger_end = 0;
  for (std::string* s : {&r.text, &r.modes, &r.contexts, &r.cameo, &r.trigger, &r.date_text, &r.date_precision, &r.place_text, &r.attribution, &r.source,
                         &r.cue, &r.hedge, &r.loaded})
    s->clear();
  r.type = EventType::none;
  r.goldstein = 0;
  r.mutual = false;
  r.status = Status::happened;
  r.date.reset();
  r.place.reset();
  r.confidence = 1;
}

void resize_parties(std::vector<StoredParty>& parties, std::size_t count) {
  parties.resize(count);
  for (StoredParty& p : parties) {
    for (std::string* s : {&p.text, &p.id, &p.name, &p.country, &p.sector, &p.role, &p.belongs}) s->clear();
    p.begin = p.end = 0;
  }
}

void assign(StoredParty& party, const ImportTables::Actor& actor) {
  party.id = actor.id;
  party.name = actor.name;
  party.country = actor.country;
  party.sector = actor.sector;
}

void set_day(MergedEvent& out, std::int32_t day) {
  out.agreed.date = DayRange{day, day};
  out.agreed.date_precision = "day";
}

void set_dataset(MergedEvent& out, std::string_view dataset, std::string_view source_id) {
  out.dataset = dataset;
  out.source_id = source_id;
  out.id.assign(dataset).append(":").append(source_id);
}

bool Acts::set(std::string_view code, StoredReport& report) {
  if (code.size() > 4) code = code.substr(0, 4);
  std::uint32_t key = 0;
  for (const char c : code) key = key << 8 | static_cast<std::uint8_t>(c);
  const auto [at, fresh] = known_.try_emplace(key, nullptr);
  if (fresh) at->second = code.size() < 2 ? nullptr : ontology_.find(code);
  const Act* act = at->second;
  if (act == nullptr) return false;
  report.type = act->type;
  report.modes = ontology_.text(act->modes);
  report.contexts = ontology_.text(act->contexts);
  // The archive's own code, unless it cannot be one ("13y")
  report.cameo = is_digits(code) ? code : act->code_text();
  report.goldstein = std::round(static_cast<double>(act->goldstein) * 10) / 10;  // as the table has it
  return true;
}

std::string RowIds::next(std::uint64_t hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id(16, '0');
  for (std::size_t i = 0; i < 16; ++i) id[i] = kDigits[hash >> (60 - 4 * i) & 15];
  if (const std::uint32_t n = ++count_[hash]; n > 1) id.append("-").append(std::to_string(n));
  return id;
}

Columns::Columns(const Fields& header, const std::vector<std::string_view>& names) {
  std::vector<std::string> have;
  for (const std::string_view h : header) have.push_back(plain(h));
  for (const std::string_view n : names) {
    const std::string wanted = plain(n);
    int at = -1;
    for (std::size_t i = 0; i < have.size() && at < 0; ++i)
      if (have[i] == wanted) at = static_cast<int>(i);
    at_.push_back(at);
  }
}

RowResult LineReader::next(MergedEvent& out) {
  if (more(out)) return RowResult::row;
  std::string_view line;
  while (lines_.next(line)) {
    trouble_.line = lines_.number();
    if (lines_.was_cut()) {
      skip({}, "line is longer than 4 MB");
      return RowResult::skipped;
    }
    if (trimmed(line).empty()) continue;
    const std::string_view text = as_text(line, repaired_);
    if (text.data() != line.data()) note("bytes that are no text were replaced in", lines_.name());
    const Taken taken = take(text, out);
    first_ = false;
    if (taken != Taken::passed) return taken == Taken::row ? RowResult::row : RowResult::skipped;
  }
  return RowResult::end;
}

LineReader::Taken LineReader::skip(std::string_view column, std::string_view reason, std::string_view value) {
  trouble_.column = column;
  trouble_.reason = reason;
  trouble_.value = value.substr(0, 80);
  return Taken::skipped;
}

}  // namespace importing
}  // namespace detente
