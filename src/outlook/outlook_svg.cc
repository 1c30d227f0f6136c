// The outlook as a picture: per dimension the distribution over the scale with its intervals, the compromise mean, and the actors on
// the axis with an area in proportion to their weight; with a pressure scenario, arrows to where they end on average.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "outlook/outlook.h"

namespace detente::outlook {

namespace {

constexpr double kLeft = 40, kWidth = 720, kCurve = 120, kRow = 16, kLargest = 14;

double x_of(double position) { return kLeft + position / 100 * kWidth; }

std::string number(double v) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", v);
  return buffer;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

void line(std::string& out, double x1, double y1, double x2, double y2, const char* style) {
  out += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) + "\" " + style + "/>\n";
}

void text(std::string& out, double x, double y, const std::string& words, const char* anchor = "start") {
  out += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">" + escaped(words) + "</text>\n";
}

void draw_curve(std::string& out, const DimensionOutlook& d, double base) {
  const double top = *std::max_element(d.forecast.cells.begin(), d.forecast.cells.end());
  out += "<polygon fill=\"#9bb8d3\" points=\"";
  const auto point = [&](double position, double y) { out.append(number(x_of(position))).append(1, ',').append(number(y)).append(1, ' '); };
  point(0, base);
  for (std::size_t i = 0; i < kCells; ++i) point(static_cast<double>(i), base - kCurve * 0.8 * d.forecast.cells[i] / top);
  point(100, base);
  out += "\"/>\n";
  line(out, x_of(d.forecast.interval80.low), base + 4, x_of(d.forecast.interval80.high), base + 4, "stroke=\"#9bb8d3\" stroke-width=\"4\"");
  line(out, x_of(d.forecast.interval50.low), base + 4, x_of(d.forecast.interval50.high), base + 4, "stroke=\"#1f4e79\" stroke-width=\"4\"");
  line(out, x_of(d.solutions.compromise), base - kCurve * 0.9, x_of(d.solutions.compromise), base, "stroke=\"#1f4e79\" stroke-width=\"2\"");
}

void draw_actors(std::string& out, const Outlook& o, std::size_t d, double top) {
  const DimensionOutlook& dim = o.dimensions[d];
  const double most = *std::max_element(dim.profile.weight.begin(), dim.profile.weight.end());
  for (std::size_t i = 0; i < o.decision.actors.size(); ++i) {
    const double y = top + kRow * (static_cast<double>(i) + 0.5), x = x_of(dim.profile.position[i]);
    if (o.pressure) {
      const double end = x_of(o.pressure->shifts[i * o.dimensions.size() + d].final_mean);
      line(out, x, y, end, y, "stroke=\"#b5532a\" stroke-width=\"1.5\"");
      line(out, end, y - 4, end, y + 4, "stroke=\"#b5532a\" stroke-width=\"1.5\"");
    }
    out += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(1 + kLargest / 2 * std::sqrt(dim.profile.weight[i] / most)) +
           "\" fill=\"#333\" fill-opacity=\"0.75\"/>\n";
    const bool right = dim.profile.position[i] > 70;
    text(out, right ? x - 12 : x + 12, y + 4, o.decision.actors[i].name, right ? "end" : "start");
  }
}

std::string heading(const Outlook& o, std::size_t d) {
  char title[96];
  std::snprintf(title, sizeof title, ": compromise mean %.1f", o.decision.shown(o.dimensions[d].solutions.compromise));
  std::string out = o.decision.name;
  if (!out.empty()) out.append(", ");
  return out.append(o.decision.dimensions[d]).append(title);
}

}  // namespace

std::string outlook_svg(const Outlook& o) {
  const double rows = kRow * static_cast<double>(o.decision.actors.size()), panel = kCurve + 60 + rows;
  const double height = panel * static_cast<double>(o.dimensions.size()) + 20;
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 " + number(height) + "\" font-family=\"sans-serif\" font-size=\"11\">\n";
  out += "<rect width=\"800\" height=\"" + number(height) + "\" fill=\"white\"/>\n";
  for (std::size_t d = 0; d < o.dimensions.size(); ++d) {
    const double top = panel * static_cast<double>(d) + 20, base = top + kCurve;
    text(out, kLeft, top, heading(o, d));
    draw_curve(out, o.dimensions[d], base);
    line(out, x_of(0), base, x_of(100), base, "stroke=\"#333\"");
    for (int tick = 0; tick <= 100; tick += 25) {
      char label[32];
      std::snprintf(label, sizeof label, "%g", o.decision.shown(tick));
      text(out, x_of(tick), base + 20, label, "middle");
    }
    draw_actors(out, o, d, base + 28);
  }
  return out + "</svg>\n";
}

}  // namespace detente::outlook
