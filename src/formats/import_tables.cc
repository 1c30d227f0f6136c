#include "formats/import_tables.h"

#include <algorithm>
#include <charconv>

#include "util/error.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

std::string value(const std::string& field) { return field == "-" ? std::string() : field; }

std::string row_place(const TsvTable& table, const TsvTable::Row& row) { return table.path + ":" + std::to_string(row.line); }

double number(const TsvTable& table, const TsvTable::Row& row, const std::string& field) {
  double v = 0;
  const auto r = std::from_chars(field.data(), field.data() + field.size(), v);
  if (r.ec != std::errc() || r.ptr != field.data() + field.size()) throw error_at(row_place(table, row), "'" + field + "' is no number");
  return v;
}

std::string upper(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

// Whether `words` stands in `text` as whole words, the last perhaps in the plural.
bool stands_in(std::string_view words, std::string_view text) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    if (at > 0 && is_word(text[at - 1])) continue;
    std::size_t end = at + words.size();
    if (end < text.size() && text[end] == 's') ++end;
    if (end >= text.size() || !is_word(text[end])) return true;
  }
  return false;
}

}  // namespace

ImportTables::ImportTables(const std::string& folder) {
  const std::string base = folder + "/formats/";
  const TsvTable weis = read_tsv(base + "weis.tsv", {"weis", "label", "of", "goldstein", "cameo"});
  for (const TsvTable::Row& r : weis.rows) weis_[r.fields[0]] = {r.fields[1], r.fields[4], number(weis, r, r.fields[3])};

  for (const TsvTable::Row& r : read_tsv(base + "cameo_labels.tsv", {"label", "cameo"}).rows) labels_[utf8::lower(r.fields[0])] = r.fields[1];

  const TsvTable plover = read_tsv(base + "plover_acts.tsv", {"type", "mode", "as_type", "as_mode", "cameo"});
  for (const TsvTable::Row& r : plover.rows) {
    PloverAct act{parse_event_type(r.fields[2]), value(r.fields[3]), r.fields[4], true};
    if (act.type == EventType::none) throw error_at(row_place(plover, r), "'" + r.fields[2] + "' is no PLOVER type");
    plover_[r.fields[0] + "/" + value(r.fields[1])] = std::move(act);
  }

  const TsvTable pieces = read_tsv(base + "cameo_actors.tsv", {"code", "kind", "id", "name", "country", "sector"});
  for (const TsvTable::Row& r : pieces.rows) {
    Piece p;
    if (r.fields[1] == "role") p.kind = PieceKind::role;
    else if (r.fields[1] == "kind") p.kind = PieceKind::body;
    else if (r.fields[1] == "group") p.kind = PieceKind::group;
    else if (r.fields[1] == "religion") p.kind = PieceKind::religion;
    else throw error_at(row_place(pieces, r), "'" + r.fields[1] + "' is no kind (role, kind, group, religion)");
    p.actor = {value(r.fields[2]), value(r.fields[3]), value(r.fields[4]), value(r.fields[5])};
    pieces_[r.fields[0]] = std::move(p);
  }
  for (const TsvTable::Row& r : read_tsv(base + "keds_actors.tsv", {"code", "id", "name", "country", "sector"}).rows)
    keds_[r.fields[0]] = {value(r.fields[1]), value(r.fields[2]), value(r.fields[3]), value(r.fields[4])};
  for (const TsvTable::Row& r : read_tsv(base + "icews_roles.tsv", {"words", "sector"}).rows) roles_.emplace_back(r.fields[0], r.fields[1]);
}

const ImportTables::Weis* ImportTables::weis(std::string_view code) const {
  const auto at = weis_.find(code);
  if (at != weis_.end()) return &at->second;
  if (code.size() < 2) return nullptr;
  for (const char digit : std::string_view("0123456789")) {
    const auto of_root = weis_.find(std::string(code.substr(0, 2)) + digit);
    if (of_root != weis_.end()) return &of_root->second;
  }
  return nullptr;
}

std::string_view ImportTables::cameo_of_label(std::string_view label) const {
  const auto at = labels_.find(utf8::lower(label));
  if (at != labels_.end()) return at->second;
  constexpr std::string_view kResidual = ", not specified below";
  if (label.size() > kResidual.size() && label.substr(label.size() - kResidual.size()) == kResidual)
    return cameo_of_label(label.substr(0, label.size() - kResidual.size()));
  return {};
}

ImportTables::PloverAct ImportTables::plover_act(std::string_view type, std::string_view mode) const {
  const std::string own = upper(type) + "/";
  const auto alone = plover_.find(own);
  if (alone == plover_.end()) return {};
  if (mode.empty()) return alone->second;
  const std::string wanted = utf8::lower(mode);
  auto at = plover_.find(own + wanted);
  if (at == plover_.end()) at = plover_.find(std::string(name(alone->second.type)) + "/" + wanted);
  if (at != plover_.end()) return at->second;
  PloverAct out = alone->second;
  out.mode_known = false;
  return out;
}

const ImportTables::Piece* ImportTables::cameo_piece(std::string_view code) const {
  const auto at = pieces_.find(code);
  return at == pieces_.end() ? nullptr : &at->second;
}

const ImportTables::Actor* ImportTables::keds_actor(std::string_view code) const {
  const auto at = keds_.find(code);
  return at == keds_.end() ? nullptr : &at->second;
}

std::string_view ImportTables::sector_of_words(std::string_view words) const {
  const std::string text = utf8::lower(words);
  for (const auto& [role, sector] : roles_)
    if (stands_in(role, text)) return sector;
  return {};
}

}  // namespace detente
