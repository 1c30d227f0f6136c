#include "formats/event_reader.h"

#include <array>

#include "formats/row_values.h"

namespace detente {

using namespace importing;

namespace {

constexpr std::array<std::string_view, 9> kFormats = {"unknown", "gdelt1", "gdelt2", "gdelt2-mentions", "icews", "keds", "plover", "polecat", "quadruples"};

std::string_view first_line(std::string_view head) {
  if (head.substr(0, 3) == "\xEF\xBB\xBF") head.remove_prefix(3);
  while (!head.empty() && (head.front() == '\n' || head.front() == '\r' || head.front() == ' ')) head.remove_prefix(1);
  return head.substr(0, head.find_first_of("\r\n"));
}

std::string_view next_line(std::string_view head) {
  const std::string_view first = first_line(head);
  const auto behind = static_cast<std::size_t>(first.data() + first.size() - head.data());
  return first_line(head.substr(std::min(behind, head.size())));
}

ArchiveFormat of_header(std::string_view line) {
  if (says(line, "GLOBALEVENTID")) {
    if (says(line, "MentionTimeDate")) return ArchiveFormat::gdelt2_mentions;
    return says(line, "ADM2Code") ? ArchiveFormat::gdelt2 : ArchiveFormat::gdelt1;
  }
  if (!says(line, "Event ID") && !says(line, "event_id")) return ArchiveFormat::unknown;
  if (says(line, "Recipient")) return ArchiveFormat::polecat;
  return says(line, "CAMEO") ? ArchiveFormat::icews : ArchiveFormat::unknown;
}

bool is_keds(std::string_view line) {
  Fields words;
  std::string_view word;
  for (std::size_t at = 0; at < line.size() && words.size() < 5;) {
    const std::size_t begin = std::min(line.find_first_not_of(" \t", at), line.size()), end = std::min(line.find_first_of(" \t", begin), line.size());
    if (begin < end) words.push_back(line.substr(begin, end - begin));
    at = end;
  }
  if (words.size() < 3 || !parse_compact_day(words[0])) return false;
  const std::string_view code = words.size() > 3 && !is_digits(words[2]) ? words[3] : words[2];
  for (const char c : words[1])
    if (c < 'A' || c > 'Z') return false;
  return code.size() >= 2 && code.size() <= 4 && is_digits(code);
}

ArchiveFormat of_row(std::string_view line, const ImportTables& tables) {
  Fields f;
  split_tabs(line, f);
  const bool numbered = is_digits(f[0]) && f.size() > 3;
  if (numbered && f.size() == 61 && parse_compact_day(f[1])) return ArchiveFormat::gdelt2;
  if (numbered && (f.size() == 57 || f.size() == 58) && parse_compact_day(f[1])) return ArchiveFormat::gdelt1;
  std::string ignored;
  if (numbered && f.size() >= 14 && f.size() <= 16 && to_iso_time(f[1], ignored) && to_iso_time(f[2], ignored)) return ArchiveFormat::gdelt2_mentions;
  if (numbered && f.size() == 20 && parse_any_day(f[1])) return ArchiveFormat::icews;
  if (f.size() == 40 && parse_any_day(f[1]) && tables.plover_act(f[2], {}).type != EventType::none) return ArchiveFormat::polecat;
  if (is_keds(line)) return ArchiveFormat::keds;
  if (f.size() < 4 || f.size() > 5) return ArchiveFormat::unknown;
  std::string relation(trimmed(f[1]));
  for (char& c : relation)
    if (c == '_') c = ' ';
  if (!parse_any_day(f[3])) return ArchiveFormat::unknown;
  // PLOVER's types in capitals may be labels of CAMEO too
  const bool label = parse_event_type(relation) == EventType::none && !tables.cameo_of_label(relation).empty();
  return label ? ArchiveFormat::icews : ArchiveFormat::quadruples;
}

}  // namespace

std::string_view name(ArchiveFormat format) { return kFormats[static_cast<std::size_t>(format)]; }

ArchiveFormat parse_archive_format(std::string_view text) {
  for (std::size_t i = 1; i < kFormats.size(); ++i)
    if (kFormats[i] == text) return static_cast<ArchiveFormat>(i);
  return ArchiveFormat::unknown;
}

ArchiveFormat guess_format(std::string_view head, const ImportTables& tables) {
  const std::string_view line = first_line(head);
  if (line.empty()) return ArchiveFormat::unknown;
  if (line.front() == '{' || (line.front() == '[' && first_line(line.substr(1)).substr(0, 1) == "{")) return ArchiveFormat::plover;
  if (line == "[" && next_line(head).substr(0, 1) == "{") return ArchiveFormat::plover;
  if (const ArchiveFormat f = of_header(line); f != ArchiveFormat::unknown) return f;
  if (const ArchiveFormat f = of_row(line, tables); f != ArchiveFormat::unknown) return f;
  const std::string_view second = next_line(head);
  return second.empty() ? ArchiveFormat::unknown : of_row(second, tables);
}

std::string RowTrouble::text() const {
  std::string out = file + ":" + std::to_string(line) + ": ";
  if (!column.empty()) out += column + " ";
  if (!value.empty()) {
    if (column.empty()) return out + reason + " has " + value;
    out += "'" + value + "' ";
  }
  return out + reason;
}

std::unique_ptr<EventReader> open_events(ArchiveFormat format, LineSource lines, ReaderSetup setup) {
  switch (format) {
    case ArchiveFormat::gdelt1:
    case ArchiveFormat::gdelt2: return open_gdelt(format, std::move(lines), std::move(setup));
    case ArchiveFormat::icews: {
      // The sets made from ICEWS have four columns
      const std::string_view line = first_line(lines.peek(std::size_t{1} << 16));
      Fields fields;
      split_tabs(line, fields);
      if (fields.size() == 4 || fields.size() == 5) return open_quadruples(format, std::move(lines), std::move(setup));
      return open_icews(std::move(lines), std::move(setup));
    }
    case ArchiveFormat::keds: return open_keds(std::move(lines), std::move(setup));
    case ArchiveFormat::plover: return open_plover(std::move(lines), std::move(setup));
    case ArchiveFormat::polecat: return open_polecat(std::move(lines), std::move(setup));
    case ArchiveFormat::quadruples:
    case ArchiveFormat::gdelt2_mentions:
    case ArchiveFormat::unknown: break;
  }
  return open_quadruples(format, std::move(lines), std::move(setup));
}

std::string_view archive_id(const MergedEvent& event) {
  const std::string_view id = event.source_id;
  return event.dataset == "icews" || event.dataset == "polecat" ? id.substr(0, id.rfind('@')) : id;
}

}  // namespace detente
