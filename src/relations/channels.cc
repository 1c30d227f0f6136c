// The state machine: docs/methods-channels.md has its table. A level keeps what was last declared of it (its standing) and its last contact;
// the state shown follows from both and from how long ago they are.
#include "relations/channels.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace detente {

namespace {

constexpr std::string_view kStates[] = {"unknown", "open", "informal", "lowered", "suspended", "cut"};
constexpr std::int32_t kAccumulation = 30;  // days in which weak signs of one kind add up
constexpr double kEnough = 0.4;

bool is_contact(ChannelEffect e) { return e >= ChannelEffect::informal && e <= ChannelEffect::resume; }
bool is_political(Level l) { return l == Level::heads || l == Level::ministers || l == Level::ambassadors; }
bool is_closed(ChannelState s) { return s >= ChannelState::lowered; }

struct Sign {
  std::int32_t day = 0;
  double strength = 0;
};

// One level while the events are gone through by day.
class Machine {
 public:
  explicit Machine(Level level) { channel_.level = level; }

  // What silence alone did until the day.
  void pass(std::int32_t day) {
    const int span = contact_span(channel_.level);
    if (standing_ == ChannelState::open && day > open_until_) {
      standing_ = ChannelState::unknown;
      show(open_until_ + 1, ChannelState::unknown, "", ChannelEffect::none, 0);
    }
    if (channel_.state == ChannelState::informal && channel_.last_contact && day > *channel_.last_contact + span) {
      if (!is_closed(standing_)) show(*channel_.last_contact + span + 1, ChannelState::unknown, "", ChannelEffect::none, 0);
      else if (!fell_silent(day)) show(*channel_.last_contact + span + 1, standing_, standing_by_, ChannelEffect::none, 0);
    }
    if (channel_.state == ChannelState::lowered) static_cast<void>(fell_silent(day));
  }

  void apply(std::int32_t day, const std::string& event, ChannelEffect effect, double strength, int lasts, int line) {
    if (effect == ChannelEffect::none || !enough(day, effect, strength)) return;
    if (is_contact(effect)) {
      contact(day, event, effect, lasts, line);
      return;
    }
    const ChannelState wanted = effect == ChannelEffect::lower     ? ChannelState::lowered
                                : effect == ChannelEffect::suspend ? ChannelState::suspended
                                                                   : ChannelState::cut;
    // A step down only: who lowers what is cut has not reopened it. Yet a new step down ends what was met informally since
    if (is_closed(standing_) && wanted < standing_) return;
    if (standing_ == wanted && channel_.state != ChannelState::informal) return;
    standing_ = wanted;
    standing_by_ = event;
    standing_since_ = day;
    show(day, wanted, event, effect, line);
  }

  // A meeting above says that the level below works, when nothing is known of it.
  void imply_open(std::int32_t day, const std::string& event, int line) {
    if (standing_ == ChannelState::unknown && channel_.state == ChannelState::unknown) open(day, event, ChannelEffect::meet, 0, line);
    else if (standing_ == ChannelState::open) open_until_ = std::max(open_until_, day + contact_span(channel_.level));
  }
  // The heads of both sides have met in form: what was lowered below them is not any more.
  void lift(std::int32_t day, const std::string& event, int line) {
    if (standing_ == ChannelState::lowered) open(day, event, ChannelEffect::formal, 0, line);
  }

  [[nodiscard]] Channel take() { return std::move(channel_); }
  [[nodiscard]] ChannelState standing() const { return standing_; }

 private:
  bool enough(std::int32_t day, ChannelEffect effect, double strength) {
    std::vector<Sign>& signs = signs_[effect];
    std::erase_if(signs, [&](const Sign& s) { return s.day < day - kAccumulation; });
    signs.push_back({day, strength});
    double sum = 0;
    for (const Sign& s : signs) sum += s.strength;
    return sum >= kEnough;
  }

  void open(std::int32_t day, const std::string& event, ChannelEffect effect, int lasts, int line) {
    open_until_ = std::max(open_until_, day + std::max(lasts, contact_span(channel_.level)));
    standing_ = ChannelState::open;
    if (channel_.state != ChannelState::open) show(day, ChannelState::open, event, effect, line);
  }

  void contact(std::int32_t day, const std::string& event, ChannelEffect effect, int lasts, int line) {
    const bool opens = effect == ChannelEffect::resume || standing_ == ChannelState::open ||
                       (standing_ == ChannelState::unknown && effect != ChannelEffect::informal) ||
                       (standing_ == ChannelState::lowered && effect == ChannelEffect::formal);
    if (opens) {
      open(day, event, effect, lasts, line);
    } else if (standing_ == ChannelState::suspended && effect == ChannelEffect::formal) {
      standing_ = ChannelState::lowered;
      standing_by_ = event;
      standing_since_ = day;
      show(day, ChannelState::lowered, event, effect, line);
    } else if (channel_.state != ChannelState::informal) {
      show(day, ChannelState::informal, event, effect, line);
    }
    channel_.last_contact = day;
    channel_.last_contact_event = event;
  }

  // Lowered and then no word of a contact for the whole span: closed in effect since the last one.
  bool fell_silent(std::int32_t day) {
    if (standing_ != ChannelState::lowered || !is_political(channel_.level) || !channel_.last_contact) return false;
    const bool before = *channel_.last_contact < standing_since_;
    const std::int32_t since = before ? standing_since_ : *channel_.last_contact;
    if (day <= since + contact_span(channel_.level)) return false;
    show(since, ChannelState::suspended, before ? standing_by_ : channel_.last_contact_event, ChannelEffect::none, 0);
    channel_.silent = true;
    return true;
  }

  void show(std::int32_t day, ChannelState state, const std::string& event, ChannelEffect effect, int line) {
    channel_.state = state;
    channel_.since = day;
    channel_.by = event;
    channel_.silent = false;
    channel_.history.push_back({day, state, event, effect, line});
  }

  Channel channel_;
  ChannelState standing_ = ChannelState::unknown;
  std::string standing_by_;
  std::int32_t standing_since_ = 0, open_until_ = INT32_MIN;
  std::map<ChannelEffect, std::vector<Sign>> signs_;
};

// The day of an event; a plan or a slip of the dates cannot lie after its report.
std::optional<std::int32_t> day_of(const RelationEvent& told) {
  const MergedEvent& e = told.event;
  const std::optional<std::int32_t> published = parse_iso_day(e.first_published);
  // "for the first time since 2012": the year is of the last time
  static const WordPattern first_since("first time since|first meeting since|first talks since|first visit since");
  for (const std::string& sentence : told.sentences)
    if (published && first_since.matches(words_of(sentence))) return published;
  if (!e.agreed.date) return published;
  // A month or a year tells no day: the report's day does, when it lies inside or the text has no other
  if (published && e.agreed.date->first <= *published && *published <= e.agreed.date->last) return published;
  return published ? std::min(e.agreed.date->first, *published) : e.agreed.date->first;
}

}  // namespace

std::string_view name(ChannelState state) { return kStates[static_cast<std::size_t>(state)]; }

int contact_span(Level level) {
  switch (level) {
    case Level::heads:
    case Level::ministers: return 365;
    case Level::ambassadors: return 365;
    case Level::experts: return 365;
    case Level::military:
    case Level::parliament:
    case Level::intelligence:
    case Level::trade: return 540;
  }
  return 365;
}

double event_strength(const MergedEvent& e) {
  constexpr double kImported = 0.6;  // archives state no confidence
  const double one = e.agreed.confidence > 0 ? e.agreed.confidence : kImported;
  return 1 - std::pow(1 - std::min(one, 1.0), std::clamp(e.independent, 1, 5));
}

std::vector<Channel> channels_of(const ChannelRules& rules, const std::vector<RelationEvent>& events, const RelationSide& a, const RelationSide& b,
                                 std::int32_t as_of) {
  std::vector<std::pair<std::int32_t, const RelationEvent*>> sorted;
  for (const RelationEvent& e : events) {
    const std::optional<std::int32_t> day = day_of(e), published = parse_iso_day(e.event.first_published);
    if (day && *day <= as_of && (!published || *published <= as_of)) sorted.emplace_back(*day, &e);
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& x, const auto& y) { return x.first != y.first ? x.first < y.first : x.second->event.id < y.second->event.id; });
  std::vector<Machine> machines;
  for (int i = 0; i < kLevels; ++i) machines.emplace_back(static_cast<Level>(i));
  const auto machine = [&](Level l) -> Machine& { return machines[static_cast<std::size_t>(l)]; };
  for (const auto& [day, e] : sorted) {
    const ChannelRules::Reading reading = rules.read(*e, a, b);
    const double strength = event_strength(e->event);
    for (std::size_t i = 0; i < kLevels; ++i) {
      if (reading.effects[i] == ChannelEffect::none) continue;
      machines[i].pass(day);
      machines[i].apply(day, e->event.id, reading.effects[i], strength * reading.weights[i], reading.lasts[i], reading.line);
    }
    const auto formal = [&](Level l) {
      const ChannelEffect effect = reading.effects[static_cast<std::size_t>(l)];
      return (effect == ChannelEffect::formal || effect == ChannelEffect::resume) && machine(l).standing() == ChannelState::open;
    };
    if (formal(Level::heads))
      for (const Level below : {Level::ministers, Level::ambassadors}) {
        machine(below).pass(day);
        machine(below).lift(day, e->event.id, reading.line);
      }
    if (reading.council || formal(Level::heads) || formal(Level::ministers)) {
      machine(Level::ambassadors).pass(day);
      machine(Level::ambassadors).imply_open(day, e->event.id, reading.line);
    }
  }
  std::vector<Channel> out;
  for (Machine& m : machines) {
    m.pass(as_of);
    out.push_back(m.take());
  }
  return out;
}

}  // namespace detente
