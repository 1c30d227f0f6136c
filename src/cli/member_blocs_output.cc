#include "cli/member_blocs_output.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "util/date.h"
#include "util/json_out.h"

namespace detente::cli {

namespace {

constexpr std::size_t kShownEvidence = 3;

std::string signed_number(double v) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%+.2f", std::abs(v) < 0.005 ? 0 : v);
  return buffer;
}

std::string names_of(const MemberBlocs& m, const std::vector<std::size_t>& list) {
  std::string out;
  for (const std::size_t i : list) out += (out.empty() ? "" : " ") + m.stances[i].member;
  return out.empty() ? "-" : out;
}

// The undecided with the side of their bloc.
std::string leaning(const MemberBlocs& m) {
  std::string out;
  for (const std::size_t i : m.undecided)
    out += (out.empty() ? "" : " ") + m.stances[i].member + (m.lean[i] > 0 ? " (leaning for)" : m.lean[i] < 0 ? " (leaning against)" : "");
  return out.empty() ? "-" : out;
}

std::string evidence_line(const StanceEvidence& e) {
  return "      " + e.event + "  " + iso_date(e.day) + "  " + signed_number(e.value) + (e.statement ? "  says: " : "  does: ") + e.phrase + "\n        " +
         e.sentence + "\n";
}

void append_evidence(std::string& out, const Stance& s) {
  out += "\"evidence\":[";
  for (std::size_t i = 0; i < s.items.size(); ++i) {
    const StanceEvidence& e = s.items[i];
    out += i > 0 ? ",{\"event\":" : "{\"event\":";
    json::append_string(out, e.event);
    out += ",\"date\":\"" + iso_date(e.day) + "\",\"kind\":" + (e.statement ? "\"statement\"" : "\"act\"") + ",\"value\":" + plain_number(e.value, 4) +
           ",\"weight\":" + plain_number(e.weight, 4) + ",\"phrase\":";
    json::append_string(out, e.phrase);
    out += ",\"sentence\":";
    json::append_string(out, e.sentence);
    out += '}';
  }
  out += ']';
}

// `lean` is told of members only: nan for the organisation.
void append_stance(std::string& out, const Stance& s, const MemberBlocsText& t, double lean) {
  out += "{\"member\":";
  json::append_string(out, s.member);
  out += ",\"stance\":" + plain_number(s.value, 4) + ",\"low\":" + plain_number(s.low(t.band), 4) + ",\"high\":" + plain_number(s.high(t.band), 4) +
         ",\"error\":" + plain_number(s.error, 4) + ",\"weight\":" + plain_number(s.evidence, 4) + ",\"uncertain\":" + (s.uncertain ? "true" : "false") + ",";
  if (!std::isnan(lean)) out += std::string("\"leans\":") + (lean > 0 ? "\"for\"," : lean < 0 ? "\"against\"," : "null,");
  append_evidence(out, s);
  out += '}';
}

void append_members(std::string& out, const char* key, const MemberBlocs& m, const std::vector<std::size_t>& list) {
  out += std::string(",\"") + key + "\":[";
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += ',';
    json::append_string(out, m.stances[list[i]].member);
  }
  out += ']';
}

std::string proof_text(const Blocs& b) {
  if (b.optimal) return "optimal";
  return "not proved; no split is below " + plain_number(b.lower_bound, 2) + ", gap " + plain_number(b.frustration - b.lower_bound, 2);
}

}  // namespace

std::string plain_number(double v, int digits) {
  std::string s;
  json::append_number(s, std::abs(v) < 0.5 * std::pow(10.0, -digits) ? 0 : v, digits);
  if (s.find('.') != std::string::npos) {
    s.erase(s.find_last_not_of('0') + 1);
    if (s.back() == '.') s.pop_back();
  }
  return s;
}

std::string member_blocs_table(const MemberBlocs& m, const MemberBlocsText& t) {
  std::string out = t.organisation + " towards " + t.subject + ", as of " + iso_date(t.as_of) + "\n";
  const int total = static_cast<int>(m.stances.size()) + m.silent;
  out += std::to_string(m.silent) + " of " + std::to_string(total) + " members without a stance\n";
  if (m.stances.empty()) return out;
  const char* favour = t.towards_actor ? "for contact  " : "for          ";
  out += favour + names_of(m, m.in_favour) + "\nagainst      " + names_of(m, m.against) + "\nundecided    " + leaning(m) + "\n";
  if (m.split) out += "split        yes; camps part at " + signed_number(m.centre) + " (median " + signed_number(m.median) + ")\n";
  else out += "split        no camps that differ by more than the uncertainty; sides by the sign of the stance\n";
  if (m.network.names.size() >= 2) {
    out += "frustration  " + plain_number(m.blocs.frustration, 2) + "  (" + proof_text(m.blocs) + ")\n";
    for (std::size_t g = 0; g < m.blocs.groups.size(); ++g) {
      out += "bloc " + std::to_string(g + 1) + "       ";
      for (const int v : m.blocs.groups[g]) out += m.network.names[static_cast<std::size_t>(v)] + " ";
      out.back() = '\n';
    }
  }
  for (const StanceChange& c : t.changes)
    if (c.moved) out += "moved        " + c.member + " from " + signed_number(c.before) + " to " + signed_number(c.after) + " since " + t.since + "\n";
  if (!t.since.empty() && std::none_of(t.changes.begin(), t.changes.end(), [](const StanceChange& c) { return c.moved; }))
    out += "moved        nobody beyond the uncertainty since " + t.since + "\n";
  const auto add = [&](const Stance& s) {
    char line[128];
    std::snprintf(line, sizeof line, "%-8s %s  (%s to %s)  evidence %.2f%s\n", s.member.c_str(), signed_number(s.value).c_str(),
                  signed_number(s.low(t.band)).c_str(), signed_number(s.high(t.band)).c_str(), s.evidence, s.uncertain ? "  uncertain" : "");
    out += line;
    for (std::size_t i = 0; i < s.items.size() && i < kShownEvidence; ++i) out += evidence_line(s.items[i]);
    if (s.items.size() > kShownEvidence) out += "      and " + std::to_string(s.items.size() - kShownEvidence) + " more\n";
  };
  for (const Stance& s : m.stances) add(s);
  if (!t.whole.items.empty()) {
    out += "the organisation itself:\n";
    add(t.whole);
  }
  return out;
}

std::string member_blocs_json(const MemberBlocs& m, const MemberBlocsText& t) {
  std::string out = "{\"within\":";
  json::append_string(out, t.organisation);
  out += ",\"towards\":";
  json::append_string(out, t.subject);
  out += ",\"as_of\":\"" + iso_date(t.as_of) + "\",\"silent\":" + std::to_string(m.silent) + ",\"split\":" + (m.split ? "true" : "false") +
         ",\"centre\":" + plain_number(m.centre, 4) + ",\"median\":" + plain_number(m.median, 4);
  append_members(out, "for", m, m.in_favour);
  append_members(out, "against", m, m.against);
  append_members(out, "undecided", m, m.undecided);
  if (m.network.names.size() >= 2) {
    out += ",\"frustration\":" + plain_number(m.blocs.frustration, 4) + ",\"optimal\":" + (m.blocs.optimal ? "true" : "false");
    if (!m.blocs.optimal)
      out += ",\"lower_bound\":" + plain_number(m.blocs.lower_bound, 4) + ",\"gap\":" + plain_number(m.blocs.frustration - m.blocs.lower_bound, 4);
    out += ",\"groups\":[";
    for (std::size_t g = 0; g < m.blocs.groups.size(); ++g) {
      out += g > 0 ? ",[" : "[";
      for (std::size_t i = 0; i < m.blocs.groups[g].size(); ++i) {
        if (i > 0) out += ',';
        json::append_string(out, m.network.names[static_cast<std::size_t>(m.blocs.groups[g][i])]);
      }
      out += ']';
    }
    out += ']';
  }
  out += ",\"members\":[";
  for (std::size_t i = 0; i < m.stances.size(); ++i) {
    if (i > 0) out += ',';
    append_stance(out, m.stances[i], t, m.lean[i]);
  }
  out += ']';
  if (!t.whole.items.empty()) {
    out += ",\"organisation\":";
    append_stance(out, t.whole, t, std::nan(""));
  }
  if (!t.since.empty()) {
    out += ",\"since\":\"" + t.since + "\",\"changes\":[";
    for (std::size_t i = 0; i < t.changes.size(); ++i) {
      const StanceChange& c = t.changes[i];
      out += i > 0 ? ",{\"member\":" : "{\"member\":";
      json::append_string(out, c.member);
      out += ",\"before\":" + plain_number(c.before, 4) + ",\"after\":" + plain_number(c.after, 4) + ",\"error\":" + plain_number(c.error, 4) +
             ",\"moved\":" + (c.moved ? "true}" : "false}");
    }
    out += ']';
  }
  return out + "}\n";
}

}  // namespace detente::cli
