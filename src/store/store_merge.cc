// The store's part of merging: new reports are linked with those of their blocks, and the components that changed are clustered anew.
#include <algorithm>
#include <cstring>

#include "store/statements.h"

namespace detente {

namespace {

constexpr std::size_t kCachedItems = 10'000;

std::string joined_codes(const std::vector<StoredParty>& parties) {
  std::string out;
  for (const StoredParty& p : parties) {
    if (!out.empty()) out += ';';
    out += p.code();
  }
  return out;
}

}  // namespace

const MergeItem& Store::item(std::int64_t row) {
  auto& slot = items_[row];
  if (slot != nullptr) return *slot;
  slot = std::make_unique<MergeItem>();
  MergeItem& m = *slot;
  m.row = row;
  Statement& s = sql_->load_report.reset().bind(row);
  s.step();
  StoredReport& r = m.report;
  int c = 0;
  const auto number = [&] { return static_cast<std::size_t>(s.integer(c++)); };
  m.doc = s.integer(c++);
  r.sentence = static_cast<int>(number());
  r.sentence_begin = number();
  r.sentence_end = number();
  r.text = s.string(c++);
  r.type = parse_event_type(s.text(c++));
  r.modes = s.string(c++);
  r.contexts = s.string(c++);
  r.cameo = s.string(c++);
  r.goldstein = s.real(c++);
  r.trigger = s.string(c++);
  r.trigger_begin = number();
  r.trigger_end = number();
  r.mutual = number() != 0;
  r.status = parse_status(s.text(c++));
  if (!s.null(c)) r.date = DayRange{static_cast<std::int32_t>(s.integer(c)), static_cast<std::int32_t>(s.integer(c + 1))};
  c += 2;
  for (std::string* field : {&r.date_text, &r.date_precision, &r.place_text, &r.attribution, &r.source, &r.cue, &r.hedge, &r.loaded}) *field = s.string(c++);
  r.confidence = s.real(c++);
  if (!s.null(c)) r.place = StoredPlace{s.string(c), s.string(c + 1), s.string(c + 2), s.string(c + 3), s.real(c + 4), s.real(c + 5)};
  c += 6;
  for (std::string* field : {&m.document, &m.published, &m.outlet}) *field = s.string(c++);
  const std::string_view shingles = s.text(c);
  if (shingles.size() == sizeof m.shingles) std::memcpy(m.shingles.data(), shingles.data(), shingles.size());
  s.reset();
  Statement& p = sql_->load_parties.reset().bind(row);
  while (p.step()) {
    StoredParty party{p.string(1),
                      p.string(2),
                      p.string(3),
                      p.string(4),
                      p.string(5),
                      p.string(6),
                      static_cast<std::size_t>(p.integer(7)),
                      static_cast<std::size_t>(p.integer(8))};
    (p.integer(0) == 0 ? r.actors : r.recipients).push_back(std::move(party));
  }
  p.reset();
  prepare(m);
  return m;
}

void Store::link_new(std::int64_t row, std::vector<Compared>& compared) {
  const MergeItem& m = item(row);
  std::vector<std::int64_t> met;
  for (const std::int64_t key : block_keys(m)) {
    Statement& s = sql_->find_block.reset().bind(key).bind(m.day - kWindowDays).bind(m.day + kWindowDays);
    while (s.step()) met.push_back(s.integer(0));
    s.reset();
    sql_->write->block.reset().bind(key).bind(m.day).bind(row).run();
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  for (const std::int64_t other : met) {
    if (other == row) continue;
    const MergeItem& o = item(other);
    const SameEvent same = compare(m, o);
    if (same.linked || same.nearly) compared.push_back({static_cast<std::size_t>(row), static_cast<std::size_t>(other), m.doc, o.doc, same});
  }
}

// The reports of a document come and go together: whether two documents have an event in common is told when the later one comes.
void Store::link_fresh() {
  std::vector<Compared> compared;
  for (const std::int64_t row : fresh_) link_new(row, compared);
  for (const Link& l : links_among(std::move(compared))) {
    const auto a = static_cast<std::int64_t>(l.a), b = static_cast<std::int64_t>(l.b);
    sql_->write->link.reset().bind(a).bind(b).bind(l.score).run();
    sql_->write->link.reset().bind(b).bind(a).bind(l.score).run();
  }
}

std::vector<std::int64_t> Store::component(std::int64_t start, std::unordered_set<std::int64_t>& seen) {
  std::vector<std::int64_t> out;
  if (!seen.insert(start).second) return out;
  out.push_back(start);
  for (std::size_t i = 0; i < out.size(); ++i) {
    Statement& s = sql_->find_links.reset().bind(out[i]);
    while (s.step())
      if (seen.insert(s.integer(0)).second) out.push_back(s.integer(0));
    s.reset();
  }
  return out;
}

void Store::merge_component(const std::vector<std::int64_t>& rows) {
  std::vector<const MergeItem*> items;
  std::unordered_map<std::int64_t, std::size_t> at;
  for (const std::int64_t row : rows) {
    at[row] = items.size();
    items.push_back(&item(row));
  }
  std::vector<Link> links;
  for (const std::int64_t row : rows) {
    Statement& s = sql_->find_links.reset().bind(row);
    while (s.step())
      if (row < s.integer(0)) links.push_back({at[row], at[s.integer(0)], s.real(1)});
    s.reset();
  }
  for (const std::int64_t row : rows) forget_event_of(row);
  for (const std::vector<std::size_t>& group : cluster(items, std::move(links))) {
    std::vector<const MergeItem*> members;
    for (const std::size_t i : group) members.push_back(items[i]);
    write_event(summarise(members), members);
  }
}

void Store::write_event(const MergedEvent& e, const std::vector<const MergeItem*>& members) {
  const StoredReport& r = e.agreed;
  const std::string actors = joined_codes(r.actors), recipients = joined_codes(r.recipients);
  const std::int64_t place = r.place ? place_row(*r.place) : 0;
  Statement& s = sql_->write->event.reset();
  s.bind(e.id).bind(name(r.type)).bind(r.modes).bind(r.contexts).bind(r.cameo).bind(quad_of(r.type)).bind(r.goldstein).bind(r.mutual);
  s.bind(actors).bind(recipients).bind(name(r.status));
  if (r.date) s.bind(r.date->first).bind(r.date->last);
  else s.bind_null().bind_null();
  s.bind(r.date_precision);
  if (r.place) s.bind(place);
  else s.bind_null();
  s.bind_or_null(e.first_published).bind_or_null(e.last_published).bind(e.reports).bind(e.outlets).bind(e.independent);
  s.bind(e.disputed).bind(r.confidence).bind(r.text).run();
  for (const MergeItem* m : members) sql_->write->crosswalk.reset().bind(m->row).bind(e.id).run();
  write_event_parties(e);
}

void Store::write_event_parties(const MergedEvent& e) {
  const StoredReport& r = e.agreed;
  const std::optional<std::int32_t> published = parse_iso_day(e.first_published);
  const std::int32_t day = r.date ? r.date->first : published.value_or(kUndated);
  const auto codes = [](const std::vector<StoredParty>& parties) {
    std::vector<std::string> out;
    for (const StoredParty& p : parties) {
      for (const std::string& c : {p.code(), p.country})
        if (!c.empty()) out.push_back(c);
      for (std::string& c : p.belongs_to()) out.push_back(std::move(c));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  };
  const std::vector<std::string> actors = codes(r.actors), others = r.mutual ? actors : codes(r.recipients);
  const auto write = [&](std::string_view a, std::string_view b) { sql_->write->party.reset().bind(a).bind(b).bind(day).bind(e.id).run(); };
  for (const std::string& a : actors) write(a, "");
  for (const std::string& b : others) write(b, "");
  for (const std::string& a : actors)
    for (const std::string& b : others) {
      if (a == b) continue;
      write(a, b);
      write(b, a);
    }
}

void Store::commit() {
  link_fresh();
  std::unordered_set<std::int64_t> seen;
  // Merging moves reports between lists of what is shaken: what was there at first is enough, the rest lies in the same components
  std::vector<std::int64_t> starts = fresh_;
  starts.insert(starts.end(), shaken_.begin(), shaken_.end());
  for (const std::int64_t row : starts)
    if (const std::vector<std::int64_t> rows = component(row, seen); !rows.empty()) merge_component(rows);
  transaction_->commit();
  transaction_.reset();
  fresh_.clear();
  shaken_.clear();
  if (items_.size() > kCachedItems) items_.clear();
}

std::vector<const MergeItem*> Store::reports_of(std::string_view event) {
  if (items_.size() > kCachedItems) items_.clear();
  std::vector<std::int64_t> rows;
  Statement& s = sql_->find_members.reset().bind(event);
  while (s.step()) rows.push_back(s.integer(0));
  s.reset();
  std::vector<const MergeItem*> out;
  for (const std::int64_t row : rows) out.push_back(&item(row));
  std::sort(out.begin(), out.end(), [](const MergeItem* a, const MergeItem* b) { return a->order < b->order; });
  return out;
}

}  // namespace detente
