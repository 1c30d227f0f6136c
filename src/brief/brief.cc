#include "brief/brief.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "util/date.h"

namespace detente {

namespace {

constexpr std::size_t kListed = 4;  // of a kind in one part: the page stays one page

std::string day_text(std::int32_t day) {
  static constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};
  const CivilDate d = civil_date(day);
  return std::to_string(d.day) + " " + kMonths[d.month - 1] + " " + std::to_string(d.year);
}

// "10-11 February 2016", "February 2016"
std::string days_text(const DayRange& days) {
  const CivilDate a = civil_date(days.first), b = civil_date(days.last);
  if (days.first == days.last) return day_text(days.first);
  const std::string last = day_text(days.last);
  if (a.year == b.year && a.month == b.month) {
    if (a.day == 1 && civil_date(days.last + 1).day == 1) return last.substr(last.find(' ') + 1);
    return std::to_string(a.day) + "-" + last;
  }
  if (a.year == b.year) {
    const std::string first = day_text(days.first);
    return first.substr(0, first.rfind(' ')) + " to " + last;
  }
  return day_text(days.first) + " to " + last;
}

std::string counted(std::size_t n, const char* one, const char* more) { return std::to_string(n) + " " + (n == 1 ? one : more); }

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

std::string rounded(double v, int digits = 0) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, v);
  return std::string(buffer) == "-0" ? "0" : buffer;
}

class Composer {
 public:
  explicit Composer(const BriefInput& in) : in_(in) {}

  Brief compose() {
    brief_.a = in_.a;
    brief_.b = in_.b;
    brief_.a_name = in_.a_name;
    brief_.b_name = in_.b_name;
    brief_.as_of = iso_date(in_.as_of);
    signal(open("signal", "Signal"));
    background(open("background", "Background"));
    agenda(open("agenda", "Agenda"));
    issue(open("issue", "Cross-cutting issue"));
    split(open("split", "Split"));
    outlook(open("outlook", "Outlook"));
    return std::move(brief_);
  }

 private:
  BriefPart& open(const char* key, const char* title) {
    brief_.parts.push_back({key, title, {}, {}});
    return brief_.parts.back();
  }

  static void say(BriefPart& part, std::string text, std::vector<int> references = {}) { part.sentences.push_back({std::move(text), std::move(references)}); }

  // The number of an event, 0 when nothing is known of it.
  int refer(const std::string& event) {
    if (event.empty()) return 0;
    const auto known = numbers_.find(event);
    if (known != numbers_.end()) return known->second;
    std::optional<BriefReference> r = in_.report_of(event);
    if (!r) return 0;
    brief_.references.push_back(std::move(*r));
    return numbers_[event] = static_cast<int>(brief_.references.size());
  }
  std::vector<int> refer_all(const std::vector<std::string>& events, std::size_t most = kListed) {
    std::vector<int> out;
    for (const std::string& e : events) {
      if (out.size() == most) break;
      if (const int n = refer(e); n > 0 && std::find(out.begin(), out.end(), n) == out.end()) out.push_back(n);
    }
    return out;
  }
  // A plan that is no event is known by its document.
  int refer_notice(const AgendaRevision& r) {
    if (!r.event.empty())
      if (const int n = refer(r.event); n > 0) return n;
    const std::string key = "document " + r.document + " " + r.text;
    const auto known = numbers_.find(key);
    if (known != numbers_.end()) return known->second;
    BriefReference out;
    out.document = r.document;
    out.published = r.published;
    out.text = r.text;
    brief_.references.push_back(std::move(out));
    return numbers_[key] = static_cast<int>(brief_.references.size());
  }

  std::string names(const std::vector<std::string>& codes) const {
    std::vector<std::string> out;
    for (const std::string& c : codes) out.push_back(in_.name_of(c));
    return listed(out);
  }
  std::string dyad(const IssueDyad& d) const { return in_.name_of(d.a) + "-" + in_.name_of(d.b); }

  // What changed, and when.
  void signal(BriefPart& p) {
    const RelationSeries& s = in_.relation.series;
    if (s.empty()) {
      say(p, "Nothing is reported of events between " + in_.a_name + " and " + in_.b_name + " by " + day_text(in_.as_of) + ".");
      return;
    }
    if (!s.enough()) {
      say(p, capital(state_sentence(in_.relation)) + ".", recent_references());
    } else {
      std::vector<std::string> behind;
      const bool turned = !s.turning_points.empty() && s.turning_points.back().day == s.since;
      if (turned)
        for (const ShownEvent& e : in_.relation.events.back()) behind.push_back(e.id);
      say(p, in_.a_name + "-" + in_.b_name + ": " + std::string(state_word(s.state)) + " since " + day_text(s.since) + ".", refer_all(behind));
      if (!s.level.level.empty())
        say(p, "The tone of what is reported stands at " + signed_text(s.level.level.back()) + " (band " +
                   signed_text(s.level.level.back() - 1.96 * std::sqrt(s.level.variance.back())) + " to " +
                   signed_text(s.level.level.back() + 1.96 * std::sqrt(s.level.variance.back())) + "), against " + signed_text(s.usual) +
                   " for all its events since " + day_text(s.first) + " (Goldstein scale, -10 to +10).");
      p.charts.push_back(relation_svg(in_.relation));
    }
    if (in_.recent.empty()) {
      say(p, "No event between the two is reported in the " + std::to_string(kSignalDays) + " days before " + day_text(in_.as_of) + ".");
    } else {
      say(p,
          counted(in_.recent.size(), "event", "events") + " in the " + std::to_string(kSignalDays) + " days before " + day_text(in_.as_of) + ", told by " +
              counted(static_cast<std::size_t>(in_.recent_outlets), "outlet", "outlets") + ".",
          s.enough() ? recent_references() : std::vector<int>());
    }
  }
  std::vector<int> recent_references() {
    std::vector<std::string> ids;
    for (const RecentEvent& e : in_.recent) ids.push_back(e.event);
    return refer_all(ids);
  }
  static std::string capital(std::string s) {
    if (!s.empty() && s[0] >= 'a' && s[0] <= 'z') s[0] = static_cast<char>(s[0] - 'a' + 'A');
    return s;
  }
  static std::string_view state_word(RelationState s) { return s == RelationState::unknown ? "no clear state" : name(s); }
  static std::string signed_text(double v) { return (v >= 0 ? "+" : "") + rounded(v, 1); }

  // How it came there, and on which levels the two talk.
  void background(BriefPart& p) {
    const RelationSeries& s = in_.relation.series;
    const std::size_t n = s.turning_points.size(), from = n > kListed ? n - kListed : 0;
    for (std::size_t i = from; i < n; ++i) {
      const TurningPoint& t = s.turning_points[i];
      std::vector<std::string> behind;
      for (const ShownEvent& e : in_.relation.events[i]) behind.push_back(e.id);
      say(p,
          capital(t.thaw ? "thaw" : "freeze") + " from " + day_text(t.day) + ": the mean tone went from " + signed_text(t.tone_before) + " to " +
              signed_text(t.tone_after) + ".",
          refer_all(behind, 3));
    }
    std::vector<std::string> unknown;
    for (const Channel& c : in_.channels) {
      if (c.history.empty() && !c.last_contact) {
        unknown.emplace_back(name(c.level));
        continue;
      }
      channel(p, c);
    }
    if (unknown.size() == in_.channels.size()) say(p, "Nothing is reported of the channels between the two.");
    else if (!unknown.empty()) say(p, "Nothing is reported of the level of " + listed(unknown) + ".");
  }

  void channel(BriefPart& p, const Channel& c) {
    std::vector<int> references = refer_all({c.by});
    std::string text = capital(std::string(name(c.level))) + ": ";
    if (c.state == ChannelState::unknown) text += "not known to be open";
    else if (c.state == ChannelState::informal) text += "meeting informally";
    else text += std::string(name(c.state));
    if (!c.history.empty() && c.state != ChannelState::unknown) text += " since " + day_text(c.since);
    if (c.silent) text += ", in effect, as no contact is reported since";
    if (c.last_contact) {
      text += "; last contact reported " + day_text(*c.last_contact);
      if (const int n = refer(c.last_contact_event); n > 0 && std::find(references.begin(), references.end(), n) == references.end()) references.push_back(n);
    }
    say(p, text + ".", std::move(references));
  }

  void agenda(BriefPart& p) {
    constexpr std::size_t kItems = 8;
    std::size_t shown = 0;
    for (const AgendaItem& item : in_.agenda.coming) {
      if (item.cancelled || ++shown > kItems) continue;
      std::string text = days_text(item.days) + ": " + item.kind;
      std::vector<std::string> who = item.who.empty() ? item.about : item.who;
      if (!who.empty()) text += item.who.empty() ? ", about " + names(who) : ", " + names(who);
      if (!item.place.empty()) text += ", " + item.place;
      text += " (certainty " + rounded(100 * item.certainty) + " %";
      if (item.voices > 1) text += ", " + std::to_string(item.voices) + " sources";
      std::vector<int> references;
      for (const AgendaRevision& r : item.revisions) {
        if (references.size() < 3) references.push_back(refer_notice(r));
        if (r.change == PlanChange::moved) text += ", moved";
      }
      say(p, text + ").", std::move(references));
    }
    if (shown == 0) say(p, "No date to come is reported.");
    if (shown > kItems) say(p, counted(shown - kItems, "further date", "further dates") + " (`detente agenda`).");
    for (const AgendaItem& item : in_.agenda.coming)
      if (item.cancelled) say(p, days_text(item.days) + ": " + item.kind + ", called off.", {refer_notice(item.revisions.back())});
    for (std::size_t i = 0; i < std::min<std::size_t>(2, in_.agenda.due.size()); ++i) {
      const AgendaItem& item = in_.agenda.due[i];
      say(p, "Was due " + days_text(item.days) + ", and nothing is reported of it since: " + item.kind + ".", {refer_notice(item.revisions.front())});
    }
  }

  void issue(BriefPart& p) {
    if (in_.issues.issues.empty()) {
      say(p, "No issue is reported in which several relations meet.");
      return;
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(3, in_.issues.issues.size()); ++i) {
      const Issue& x = in_.issues.issues[i];
      std::vector<std::string> dyads;
      for (const IssueDyad& d : x.dyads)
        if (dyads.size() < 5) dyads.push_back(dyad(d));
      std::string text = x.name + ": in " + std::to_string(x.dyads.size()) + " of " + counted(in_.issues.active_dyads, "active dyad", "active dyads");
      if (i == 0) text += " of the year";
      if (!dyads.empty()) text += " (" + listed(dyads) + (x.dyads.size() > dyads.size() ? " first" : "") + ")";
      const std::size_t most = i == 0 ? kListed : 1;
      std::vector<std::string> events;
      for (const IssueDyad& d : x.dyads)
        if (!d.events.empty()) events.push_back(d.events.front());
      say(p, text + ".", refer_all(events, most));
    }
  }

  std::string member_names(const MemberBlocs& m, const std::vector<std::size_t>& places) const {
    std::vector<std::string> out;
    for (const std::size_t i : places) out.push_back(in_.name_of(m.stances[i].member));
    return listed(out);
  }
  std::vector<int> evidence(const MemberBlocs& m, const std::vector<std::size_t>& places) {
    std::vector<std::string> events;
    for (const std::size_t i : places)
      if (!m.stances[i].items.empty()) events.push_back(m.stances[i].items.front().event);
    return refer_all(events, 5);
  }

  void split(BriefPart& p) {
    if (!in_.split) {
      say(p, "Neither side is an organisation with members on record, so that no split is told.");
      return;
    }
    const BriefSplit& s = *in_.split;
    const MemberBlocs& m = s.blocs;
    if (m.stances.empty()) {
      say(p, "Nothing is reported of where members of " + s.organisation + " stand towards " + s.target + ".");
      return;
    }
    say(p, m.split ? "Members of " + s.organisation + " differ over " + s.target + "."
                   : "No sure split is told among members of " + s.organisation + " over " + s.target + ".");
    if (!m.in_favour.empty()) say(p, "For contact: " + member_names(m, m.in_favour) + ".", evidence(m, m.in_favour));
    if (!m.against.empty()) say(p, "Against: " + member_names(m, m.against) + ".", evidence(m, m.against));
    if (!m.undecided.empty()) say(p, "Not told apart: " + member_names(m, m.undecided) + ".", evidence(m, m.undecided));
    std::string text = "Frustration of the two blocs: " + rounded(m.blocs.frustration, 2);
    text += m.blocs.optimal ? " (proved least)" : " (at least " + rounded(m.blocs.lower_bound, 2) + ")";
    if (m.silent > 0) text += "; no stance is told of " + counted(static_cast<std::size_t>(m.silent), "member", "members");
    say(p, text + ".");
    std::vector<std::string> moved;
    for (const StanceChange& c : s.changes)
      if (c.moved) moved.push_back(in_.name_of(c.member) + (c.after > c.before ? " (towards contact)" : " (away from it)"));
    if (!moved.empty()) say(p, "Moved within a year: " + listed(moved) + ".");
  }

  // Where it may land: from stances, as far as they are told, and how sure that is.
  void outlook(BriefPart& p) {
    if (!in_.split || !in_.split->outlook || in_.split->outlook->dimensions.empty()) {
      say(p, "Too few stances are told for an outlook.");
      return;
    }
    const BriefSplit& s = *in_.split;
    const outlook::Outlook& o = *s.outlook;
    const outlook::DimensionOutlook& d = o.dimensions.front();
    say(p, "On a scale from 0 (against contact with " + s.target + ") to 100 (for it) the stances of " +
               counted(o.decision.actors.size(), "member", "members") + " of " + s.organisation + " meet at " + rounded(d.solutions.compromise) +
               "; decisions of this kind land between " + rounded(d.forecast.interval80.low) + " and " + rounded(d.forecast.interval80.high) +
               " in four of five cases, between " + rounded(d.forecast.interval50.low) + " and " + rounded(d.forecast.interval50.high) + " in one of two.");
    if (o.vote) {
      std::vector<std::string> blocking;
      for (const std::size_t i : o.vote->pivotal) blocking.push_back(in_.name_of(o.voters[i].name));
      std::string text = "Under " + s.rule + ", closer contact would be agreed with a chance of " + rounded(100 * o.vote->probability) + " %";
      if (!blocking.empty()) text += "; it turns on " + listed(blocking);
      say(p, text + ".");
    }
    if (!s.without.empty())
      say(p,
          "Left out for want of a stance: " + counted(s.without.size(), "member", "members") + "; the calibration comes from decisions of the European Union.");
    p.charts.push_back(outlook_svg(o));
  }

  const BriefInput& in_;
  Brief brief_;
  std::map<std::string, int> numbers_;
};

}  // namespace

Brief compose_brief(const BriefInput& input) { return Composer(input).compose(); }

}  // namespace detente
