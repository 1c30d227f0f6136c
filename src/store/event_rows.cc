#include "store/event_rows.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace detente {

namespace {

constexpr std::size_t kWaitingRows = 1'000'000;

constexpr const char* kColumns =
    "id, act, type, mutual, actors, recipients, parties, status, day, date_start, date_end, date_precision, place, first_published, last_published, reports, "
    "outlets, independent, disputed, confidence, text, trigger, attribution, source, hedge, url, outlet, dataset, source_id, mentions, articles, tone";

void join_codes(const std::vector<StoredParty>& parties, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const std::string& code = parties[i].code();
    if (std::any_of(parties.begin(), parties.begin() + static_cast<std::ptrdiff_t>(i), [&](const StoredParty& p) { return p.code() == code; })) continue;
    if (!out.empty()) out += ';';
    out += code;
  }
}

void append_plain(std::string& out, const std::string& text) {
  for (const char c : text) out += c == '\t' || c == '\n' ? ' ' : c;
}

// A line a party: side, row of the actor, and what the event's reports call it (role, words), which imported events do not know.
void encode(const std::vector<StoredParty>& parties, char side, StoreNames& names, std::string& out) {
  for (const StoredParty& p : parties) {
    out += side;
    out += std::to_string(names.actor(p));
    if (!p.role.empty() || !p.text.empty()) {
      out += '\t';
      append_plain(out, p.role);
      out += '\t';
      append_plain(out, p.text);
    }
    out += '\n';
  }
}

void decode(std::string_view lines, StoreNames& names, StoredReport& r) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.size() < 2) continue;
    auto& side = line.front() == 'a' ? r.actors : r.recipients;
    line.remove_prefix(1);
    const std::size_t tab = std::min(line.find('\t'), line.size());
    std::int64_t row = 0;
    for (const char c : line.substr(0, tab)) row = row * 10 + (c - '0');
    side.push_back(names.actor_of(row));
    if (tab == line.size()) continue;
    line.remove_prefix(tab + 1);
    const std::size_t second = std::min(line.find('\t'), line.size());
    side.back().role = line.substr(0, second);
    if (second < line.size()) side.back().text = line.substr(second + 1);
  }
}

}  // namespace

std::int32_t day_of(const MergedEvent& e) { return event_day(e).value_or(kUndated); }

struct EventRows::Statements {
  Statements(Database& d, bool writing)
      : find(d, "SELECT event FROM event WHERE id = ?"), read(d, std::string("SELECT ") + kColumns + " FROM event WHERE event = ?") {
    if (!writing) return;
    write = std::make_unique<Statement>(
        d, std::string("INSERT OR IGNORE INTO event(") + kColumns + ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    party = std::make_unique<Statement>(d, "INSERT INTO event_party(party, other, day, event, flags, act, independent, published) VALUES(?,?,?,?,?,?,?,?)");
    drop = std::make_unique<Statement>(d, "DELETE FROM event WHERE event = ?");
    drop_party = std::make_unique<Statement>(d, "DELETE FROM event_party WHERE party = ? AND other = ? AND day = ? AND event = ?");
    cover = std::make_unique<Statement>(d, "INSERT INTO coverage(day, events, reports) VALUES(?1, ?2, 0) ON CONFLICT(day) DO UPDATE SET events = events + ?2");
  }
  Statement find, read;
  std::unique_ptr<Statement> write, party, drop, drop_party, cover;
};

EventRows::EventRows(Database& database, StoreNames& names, bool writing)
    : database_(database), names_(names), sql_(std::make_unique<Statements>(database, writing)) {}
EventRows::~EventRows() = default;

std::optional<std::int64_t> EventRows::find(std::string_view id) {
  Statement& s = sql_->find.reset().bind(id);
  const std::optional<std::int64_t> row = s.step() ? std::optional<std::int64_t>(s.integer(0)) : std::nullopt;
  s.reset();
  return row;
}

bool EventRows::read(std::int64_t row, MergedEvent& e) {
  Statement& s = sql_->read.reset().bind(row);
  if (!s.step()) {
    s.reset();
    return false;
  }
  e = MergedEvent();
  StoredReport& r = e.agreed;
  e.id = s.string(0);
  const StoredAct& act = names_.act_of(s.integer(1));
  r.type = act.type;
  r.cameo = act.cameo;
  r.modes = act.modes;
  r.contexts = act.contexts;
  r.goldstein = act.goldstein;
  r.mutual = s.integer(3) != 0;
  decode(s.text(6), names_, r);
  r.status = static_cast<Status>(s.integer(7));
  if (!s.null(9)) r.date = DayRange{static_cast<std::int32_t>(s.integer(9)), static_cast<std::int32_t>(s.integer(10))};
  r.date_precision = s.string(11);
  if (!s.null(12)) r.place = names_.place_of(s.integer(12));
  e.first_published = s.string(13);
  e.last_published = s.string(14);
  e.reports = static_cast<int>(s.integer(15));
  e.outlets = static_cast<int>(s.integer(16));
  e.independent = static_cast<int>(s.integer(17));
  e.disputed = s.string(18);
  r.confidence = s.real(19);
  int c = 20;
  for (std::string* f : {&r.text, &r.trigger, &r.attribution, &r.source, &r.hedge, &e.url, &e.outlet, &e.dataset, &e.source_id}) *f = s.string(c++);
  e.mentions = static_cast<int>(s.integer(29));
  e.articles = static_cast<int>(s.integer(30));
  if (!s.null(31)) e.tone = s.real(31);
  s.reset();
  return true;
}

// Each pair of codes once: (party, 0) for the party alone, (party, other) and (other, party) for the dyad, with the flags of direction.
void EventRows::each_dyad(const MergedEvent& e, const std::function<void(std::int64_t, std::int64_t, int)>& use) {
  const StoredReport& r = e.agreed;
  struct Side {
    std::int64_t code;
    int roles;
  };
  std::vector<Side> sides;
  const auto collect = [&](const std::vector<StoredParty>& parties, int role) {
    for (const std::string_view c : party_codes(parties)) {
      const std::int64_t code = names_.code(c);
      bool known = false;
      for (Side& s : sides)
        if (s.code == code) {
          s.roles |= role;
          known = true;
        }
      if (!known) sides.push_back({code, role});
    }
  };
  collect(r.actors, r.mutual ? kActs | kActedUpon : kActs);
  collect(r.recipients, kActedUpon);
  for (const Side& a : sides) {
    use(a.code, 0, a.roles);
    for (const Side& b : sides) {
      if (a.code == b.code) continue;
      const int flags =
          ((a.roles & kActs) != 0 && (b.roles & kActedUpon) != 0 ? kActs : 0) | ((a.roles & kActedUpon) != 0 && (b.roles & kActs) != 0 ? kActedUpon : 0);
      if (flags != 0) use(a.code, b.code, flags);
    }
  }
}

std::int64_t EventRows::write(const MergedEvent& e) {
  const StoredReport& r = e.agreed;
  const std::int32_t day = day_of(e);
  const std::int64_t act = names_.act(r), place = r.place ? names_.place(*r.place) : 0;
  join_codes(r.actors, actors_);
  join_codes(r.recipients, recipients_);
  parties_.clear();
  encode(r.actors, 'a', names_, parties_);
  encode(r.recipients, 'r', names_, parties_);
  Statement& s = sql_->write->reset();
  s.bind(e.id).bind(act).bind(static_cast<int>(r.type)).bind(r.mutual).bind(actors_).bind(recipients_).bind(parties_);
  s.bind(static_cast<int>(r.status)).bind(day);
  if (r.date) s.bind(r.date->first).bind(r.date->last);
  else s.bind_null().bind_null();
  s.bind(r.date_precision);
  if (r.place) s.bind(place);
  else s.bind_null();
  s.bind_or_null(e.first_published).bind_or_null(e.last_published).bind(e.reports).bind(e.outlets).bind(e.independent).bind(e.disputed);
  s.bind(r.confidence).bind(r.text).bind(r.trigger).bind(r.attribution).bind(r.source).bind(r.hedge).bind(e.url).bind(e.outlet);
  s.bind(e.dataset).bind(e.source_id).bind(e.mentions).bind(e.articles);
  if (e.tone) s.bind(*e.tone);
  else s.bind_null();
  s.run();
  s.reset();
  if (database_.changes() == 0) return 0;
  const std::int64_t row = database_.last_row();
  const std::optional<std::int32_t> published = parse_iso_day(e.first_published), last = parse_iso_day(e.last_published);
  const int common = (static_cast<int>(r.status) << kStatusShift) | (published != last ? kToldAgain : 0);
  each_dyad(e, [&](std::int64_t party, std::int64_t other, int flags) {
    waiting_.push_back({party, other, row, act, day, flags | common, e.independent, published.value_or(day)});
  });
  if (published) sql_->cover->reset().bind(*published).bind(1).run();
  if (waiting_.size() > kWaitingRows) flush();
  return row;
}

void EventRows::flush() {
  std::sort(waiting_.begin(), waiting_.end(),
            [](const PartyRow& a, const PartyRow& b) { return std::tie(a.party, a.other, a.day, a.event) < std::tie(b.party, b.other, b.day, b.event); });
  for (const PartyRow& p : waiting_) {
    Statement& s = sql_->party->reset();
    s.bind(p.party).bind(p.other).bind(p.day).bind(p.event).bind(p.flags).bind(p.act).bind(p.independent).bind(p.published).run();
  }
  waiting_.clear();
}

void EventRows::remove(std::int64_t row) {
  flush();
  MergedEvent e;
  if (!read(row, e)) return;
  const std::int32_t day = day_of(e);
  each_dyad(e, [&](std::int64_t party, std::int64_t other, int) { sql_->drop_party->reset().bind(party).bind(other).bind(day).bind(row).run(); });
  sql_->drop->reset().bind(row).run();
  if (const std::optional<std::int32_t> published = parse_iso_day(e.first_published)) sql_->cover->reset().bind(*published).bind(-1).run();
}

}  // namespace detente
