// A relation for eyes: state, level with its band, attention, a line of blocks, turning points with the events behind each.
#include <algorithm>
#include <array>
#include <cmath>

#include "relations/relation_report.h"
#include "relations/relation_text.h"
#include "util/date.h"

namespace detente {

namespace {

using relation_text::signed_number;

constexpr std::size_t kColumns = 72, kSentence = 110;

// The level, averaged over as many columns as fit, in eighths between its least and its most.
std::string sparkline(const std::vector<double>& level) {
  static constexpr std::array<std::string_view, 8> blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::size_t columns = std::min(kColumns, level.size());
  std::vector<double> means;
  for (std::size_t c = 0; c < columns; ++c) {
    const std::size_t begin = c * level.size() / columns, end = (c + 1) * level.size() / columns;
    double sum = 0;
    for (std::size_t t = begin; t < end; ++t) sum += level[t];
    means.push_back(sum / static_cast<double>(end - begin));
  }
  const auto [low, high] = std::minmax_element(means.begin(), means.end());
  const double range = *high - *low;
  std::string out;
  for (const double m : means) out += blocks[range > 1e-9 ? std::min<std::size_t>(7, static_cast<std::size_t>((m - *low) / range * 8)) : 3];
  return out + "  " + signed_number(*low) + " to " + signed_number(*high);
}

// At most so many bytes, cut before a character, on one line.
std::string shortened(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  if (text.size() <= kSentence) return text;
  std::size_t end = kSentence;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

void append_level(const RelationSeries& s, std::string& out) {
  const double level = s.level.level.back(), half = 1.96 * std::sqrt(s.level.variance.back());
  out += "level      " + signed_number(level) + " (95 %: " + signed_number(level - half) + " to " + signed_number(level + half) + ") on " + iso_date(s.last()) +
         "; mean of all events " + signed_number(s.usual) + "\n";
}

void append_attention(const RelationSeries& s, std::string& out) {
  const relation_text::Attention all = relation_text::attention(s, s.attention.size()), recent = relation_text::attention(s, 90);
  const auto events = [](double n) { return std::to_string(static_cast<long>(n)) + (n == 1 ? " event" : " events"); };
  out += "attention  " + events(all.events) + ", " + relation_text::percent(all.share()) + " of the store";
  if (recent.days < all.days) out += "; last " + std::to_string(recent.days) + " days " + events(recent.events) + ", " + relation_text::percent(recent.share());
  out += "\n";
}

void append_turning_points(const RelationReport& r, std::string& out) {
  const RelationSeries& s = r.series;
  if (s.turning_points.empty()) {
    out += "no turning points\n";
    return;
  }
  out += "turning points\n";
  for (std::size_t i = 0; i < s.turning_points.size(); ++i) {
    const TurningPoint& t = s.turning_points[i];
    out += "  " + iso_date(t.day) + (t.thaw ? "  thaw    " : "  freeze  ") + signed_number(t.tone_before) + " to " + signed_number(t.tone_after) +
           "  (between " + iso_date(t.first) + " and " + iso_date(t.last) + ")\n";
    for (const ShownEvent& e : r.events[i]) {
      out += "      " + e.id + "  " + iso_date(e.day) + "  " + signed_number(e.score) + "  " + e.from + (e.to.empty() ? "" : " > " + e.to) + "  " + e.type;
      if (!e.text.empty()) out += "\n          " + shortened(e.text);
      out += "\n";
    }
  }
}

}  // namespace

std::string relation_table(const RelationReport& r) {
  const RelationSeries& s = r.series;
  std::string out = r.a.name + " and " + r.b.name + ": " + state_sentence(r);
  if (s.empty()) return out + "\n";
  out += "  (" + std::string(name(s.options.scale)) + ", " + iso_date(s.first) + " to " + iso_date(s.last()) + ")\n";
  if (!s.enough()) {
    append_attention(s, out);
    return out;
  }
  append_level(s, out);
  append_attention(s, out);
  out += sparkline(s.level.level) + "\n";
  append_turning_points(r, out);
  return out;
}

}  // namespace detente
