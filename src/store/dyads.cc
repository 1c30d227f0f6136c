#include "store/dyads.h"

#include <algorithm>
#include <unordered_map>

#include "store/event_rows.h"
#include "store/names.h"
#include "store/query.h"

namespace detente {

namespace {

std::vector<std::int64_t> numbers(StoreNames& names, const std::vector<std::string>& codes) {
  std::vector<std::int64_t> out;
  for (const std::string& c : codes)
    if (const std::optional<std::int64_t> n = names.find_code(c)) out.push_back(*n);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool counts_as(const std::vector<StoredParty>& parties, const std::vector<std::string>& codes) {
  const std::vector<std::string_view> have = party_codes(parties);
  return std::any_of(codes.begin(), codes.end(), [&](const std::string& c) { return std::binary_search(have.begin(), have.end(), c); });
}

class Loader {
 public:
  Loader(Store& store, const std::vector<std::string>& a, const std::vector<std::string>& b, std::optional<std::int32_t> as_of)
      : store_(store), a_(a), b_(b), as_of_(as_of) {}

  DyadPoints load() {
    const std::vector<std::int64_t> a = numbers(store_.names(), a_), b = numbers(store_.names(), b_);
    Statement s(store_.database(), "SELECT day, event, flags, act, independent, published FROM event_party WHERE party = ? AND other = ?");
    for (const std::int64_t x : a)
      for (const std::int64_t y : b) {
        if (x == y) continue;
        s.reset().bind(x).bind(y);
        while (s.step()) add(s);
      }
    s.reset();
    auto& points = out_.points;
    std::sort(points.begin(), points.end(), [](const DyadPoint& p, const DyadPoint& q) { return p.day != q.day ? p.day < q.day : p.event < q.event; });
    join_same();
    return std::move(out_);
  }

 private:
  void add(const Statement& s) {
    const auto published = static_cast<std::int32_t>(s.integer(5));
    if (as_of_ && published > *as_of_) return;
    const int flags = static_cast<int>(s.integer(2));
    DyadPoint p;
    p.day = static_cast<std::int32_t>(s.integer(0));
    p.event = s.integer(1);
    p.forward = (flags & kActs) != 0;
    p.backward = (flags & kActedUpon) != 0;
    p.status = static_cast<Status>(flags >> kStatusShift);
    p.independent = static_cast<std::int32_t>(s.integer(4));
    p.published = published;
    p.act = act(s.integer(3));
    if (as_of_ && (flags & kToldAgain) != 0 && !tell_anew(p)) return;
    out_.points.push_back(p);
  }

  std::int32_t act(std::int64_t row) {
    const auto [at, fresh] = acts_.try_emplace(row, static_cast<std::int32_t>(out_.acts.size()));
    if (fresh) out_.acts.push_back(store_.names().act_of(row));
    return at->second;
  }

  // An event that was told again later, as of then. False when it was not one of this dyad.
  bool tell_anew(DyadPoint& p) {
    std::vector<const MergeItem*> reports;
    const std::optional<MergedEvent> e = event_at(store_, p.event, as_of_, &reports);
    if (!e) return false;
    if (reports.empty()) return true;  // all of it was known
    const StoredReport& r = e->agreed;
    const bool a_acts = counts_as(r.actors, a_), b_acts = counts_as(r.actors, b_);
    const auto& suffer = r.mutual ? r.actors : r.recipients;
    p.forward = a_acts && counts_as(suffer, b_);
    p.backward = b_acts && counts_as(suffer, a_);
    p.day = day_of(*e);
    p.status = r.status;
    p.independent = e->independent;
    for (std::size_t i = 0; i < out_.acts.size(); ++i) {
      const StoredAct& known = out_.acts[i];
      if (known.type == r.type && known.cameo == r.cameo && known.modes == r.modes && known.contexts == r.contexts && known.goldstein == r.goldstein) {
        p.act = static_cast<std::int32_t>(i);
        return p.forward || p.backward;
      }
    }
    p.act = static_cast<std::int32_t>(out_.acts.size());
    out_.acts.push_back({r.type, r.cameo, r.modes, r.contexts, r.goldstein});
    return p.forward || p.backward;
  }

  // Several codes of a side lead to one event
  void join_same() {
    auto& points = out_.points;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (kept > 0 && points[kept - 1].event == points[i].event) {
        points[kept - 1].forward |= points[i].forward;
        points[kept - 1].backward |= points[i].backward;
      } else {
        points[kept++] = points[i];
      }
    }
    points.resize(kept);
  }

  Store& store_;
  const std::vector<std::string>&a_, &b_;
  std::optional<std::int32_t> as_of_;
  DyadPoints out_;
  std::unordered_map<std::int64_t, std::int32_t> acts_;
};

}  // namespace

DyadPoints dyad_points(Store& store, const std::vector<std::string>& a, const std::vector<std::string>& b, std::optional<std::int32_t> as_of) {
  return Loader(store, a, b, as_of).load();
}

std::string event_id(Store& store, std::int64_t event) {
  MergedEvent e;
  return store.events().read(event, e) ? e.id : std::string();
}

std::vector<DayCount> day_counts(Store& store, std::optional<std::int32_t> as_of) {
  std::vector<DayCount> out;
  Statement s(store.database(), "SELECT day, events, reports FROM coverage WHERE day <= ? AND (events > 0 OR reports > 0) ORDER BY day");
  s.bind(static_cast<std::int64_t>(as_of.value_or(INT32_MAX)));
  while (s.step()) out.push_back({static_cast<std::int32_t>(s.integer(0)), s.integer(1), s.integer(2)});
  return out;
}

}  // namespace detente
