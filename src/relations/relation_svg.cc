// A relation as a picture: the level with its band, the mean tone of each day as a dot (area by events), turning points as lines with
// their date intervals, and below the events of each month.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "relations/relation_report.h"
#include "relations/relation_text.h"
#include "util/date.h"
#include "util/markup.h"

namespace detente {

namespace {

constexpr double kLeft = 44, kWidth = 740, kTop = 48, kHeight = 220, kBars = 50, kBarsTop = kTop + kHeight + 16;

std::string number(double v) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", v);
  return buffer;
}

class Picture {
 public:
  explicit Picture(const RelationReport& r) : r_(r), s_(r.series) {
    for (std::size_t t = 0; t < s_.tone.size(); ++t)
      if (s_.count[t] > 0) low_ = std::min(low_, s_.tone[t]), high_ = std::max(high_, s_.tone[t]);
    low_ = std::floor(low_), high_ = std::ceil(high_);
    if (high_ - low_ < 1) high_ = low_ + 1;
  }

  std::string draw() {
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 " + number(kBarsTop + kBars + 28) + "\" font-family=\"sans-serif\" font-size=\"11\">\n";
    out_ += "<rect width=\"800\" height=\"" + number(kBarsTop + kBars + 28) + "\" fill=\"white\"/>\n";
    text(kLeft, 18, r_.a.name + " and " + r_.b.name + ": " + state_sentence(r_), "start");
    if (s_.empty()) return out_ + "</svg>\n";
    axes();
    if (!s_.level.level.empty()) level();
    dots();
    for (const TurningPoint& t : s_.turning_points) turning_point(t);
    attention();
    return out_ + "</svg>\n";
  }

 private:
  [[nodiscard]] double x_of(std::int32_t day) const {
    return kLeft + (static_cast<double>(day - s_.first) + 0.5) / static_cast<double>(s_.sum.size()) * kWidth;
  }
  [[nodiscard]] double y_of(double v) const { return kTop + (high_ - std::clamp(v, low_, high_)) / (high_ - low_) * kHeight; }

  void line(double x1, double y1, double x2, double y2, const char* style) {
    out_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) + "\" " + style + "/>\n";
  }
  void text(double x, double y, const std::string& words, const char* anchor) {
    out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">" + markup_text(words) + "</text>\n";
  }

  void axes() {
    const double step = high_ - low_ > 8 ? 5 : high_ - low_ > 3 ? 2 : 0.5;
    for (double v = std::ceil(low_ / step) * step; v <= high_ + 1e-9; v += step) {
      line(kLeft, y_of(v), kLeft + kWidth, y_of(v), std::abs(v) < 1e-9 ? "stroke=\"#888\"" : "stroke=\"#e4e4e4\"");
      char label[16];
      std::snprintf(label, sizeof label, "%g", std::abs(v) < 1e-9 ? 0 : v);
      text(kLeft - 6, y_of(v) + 4, label, "end");
    }
    // Years, or months when the series is short
    const CivilDate begin = civil_date(s_.first), end = civil_date(s_.last());
    const bool years = s_.sum.size() > 800;
    const int every = years ? std::max(1, (end.year - begin.year) / 12) : s_.sum.size() > 400 ? 3 : 1;
    for (CivilDate d{begin.year, years ? 1 : begin.month, 1}; day_number(d) <= s_.last();) {
      if (day_number(d) >= s_.first) {
        line(x_of(day_number(d)), kBarsTop + kBars, x_of(day_number(d)), kBarsTop + kBars + 4, "stroke=\"#333\"");
        text(x_of(day_number(d)), kBarsTop + kBars + 16, iso_date(day_number(d)).substr(0, years ? 4 : 7), "middle");
      }
      if (years) d.year += every;
      else d.month += every;
      while (d.month > 12) d.month -= 12, ++d.year;
    }
  }

  void level() {
    // A point a pixel is enough
    const std::size_t step = std::max<std::size_t>(1, s_.sum.size() / static_cast<std::size_t>(kWidth));
    std::string upper, lower, middle;
    for (std::size_t t = 0; t < s_.sum.size(); t += step) {
      const double half = 1.96 * std::sqrt(s_.level.variance[t]), x = x_of(s_.first + static_cast<std::int32_t>(t));
      upper += number(x) + "," + number(y_of(s_.level.level[t] + half)) + " ";
      lower.insert(0, number(x) + "," + number(y_of(s_.level.level[t] - half)) + " ");
      middle += number(x) + "," + number(y_of(s_.level.level[t])) + " ";
    }
    out_ += "<polygon fill=\"#9bb8d3\" fill-opacity=\"0.5\" points=\"" + upper + lower + "\"/>\n";
    out_ += "<polyline fill=\"none\" stroke=\"#1f4e79\" stroke-width=\"2\" points=\"" + middle + "\"/>\n";
  }

  void dots() {
    for (std::size_t t = 0; t < s_.tone.size(); ++t)
      if (s_.count[t] > 0)
        out_ += "<circle cx=\"" + number(x_of(s_.first + static_cast<std::int32_t>(t))) + "\" cy=\"" + number(y_of(s_.tone[t])) + "\" r=\"" +
                number(std::min(6.0, 1.2 * std::sqrt(s_.count[t]))) + "\" fill=\"#333\" fill-opacity=\"0.35\"/>\n";
  }

  void turning_point(const TurningPoint& t) {
    const double x = x_of(t.day);
    const char* colour = t.thaw ? "#2e7d4f" : "#b5532a";
    const std::string stroke = std::string("stroke=\"") + colour + "\" stroke-width=\"1.5\"";
    line(x, kTop, x, kTop + kHeight, stroke.c_str());
    line(x_of(t.first), kTop, x_of(t.last), kTop, stroke.c_str());
    const double y = kTop - 6 - 10 * static_cast<double>(labels_++ % 2);
    out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"middle\" font-size=\"9\" fill=\"" + colour + "\">" +
            (t.thaw ? "thaw " : "freeze ") + iso_date(t.day) + "</text>\n";
  }

  void attention() {
    const std::size_t bins = std::min<std::size_t>(s_.attention.size(), std::max<std::size_t>(1, s_.attention.size() / 30));
    std::vector<double> events(bins, 0);
    for (std::size_t t = 0; t < s_.attention.size(); ++t) events[t * bins / s_.attention.size()] += s_.attention[t];
    const double most = *std::max_element(events.begin(), events.end());
    for (std::size_t i = 0; i < bins; ++i) {
      const double height = kBars * events[i] / most, width = kWidth / static_cast<double>(bins);
      out_ += "<rect x=\"" + number(kLeft + width * static_cast<double>(i)) + "\" y=\"" + number(kBarsTop + kBars - height) + "\" width=\"" +
              number(std::max(0.5, width * 0.8)) + "\" height=\"" + number(height) + "\" fill=\"#999\"/>\n";
    }
    line(kLeft, kBarsTop + kBars, kLeft + kWidth, kBarsTop + kBars, "stroke=\"#333\"");
    text(kLeft - 6, kBarsTop + kBars, "events", "end");
  }

  const RelationReport& r_;
  const RelationSeries& s_;
  double low_ = 0, high_ = 0;
  int labels_ = 0;
  std::string out_;
};

}  // namespace

std::string relation_svg(const RelationReport& r) { return Picture(r).draw(); }

}  // namespace detente
