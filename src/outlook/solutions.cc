#include "outlook/solutions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace detente::outlook {

namespace {

// Positions with weights, by position; equal positions by weight, so that any order of the rows gives the same.
struct Point {
  double position, weight;
};

std::vector<Point> sorted_points(const Profile& p) {
  std::vector<Point> points(p.position.size());
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = {p.position[i], p.weight[i]};
  std::sort(points.begin(), points.end(),
            [](const Point& a, const Point& b) { return a.position != b.position ? a.position < b.position : a.weight < b.weight; });
  return points;
}

double total_weight(const std::vector<Point>& points) {
  double total = 0;
  for (const Point& q : points) total += q.weight;
  return total;
}

double weighted_mean(const std::vector<Point>& points, double total) {
  double sum = 0;
  for (const Point& q : points) sum += q.weight / total * q.position;
  return std::clamp(sum, points.front().position, points.back().position);
}

// The first position at which half of the weight is reached. The tolerance keeps rounding from passing an exact half.
double lower_median(const std::vector<Point>& points, double total) {
  double sum = 0;
  for (const Point& q : points) {
    sum += q.weight;
    if (q.weight > 0 && sum >= total * (0.5 - 1e-12)) return q.position;
  }
  return points.back().position;
}

// Slope of sum w log(u(x) - d) at x, where u falls by 1 a point with the distance; positive: the product still grows to the right.
// `reach`: how far from its position an actor still gains, 100 without a status quo.
double slope(const std::vector<Point>& points, double x, const double* reach) {
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double to = points[i].position - x;
    const double gain = std::max((reach == nullptr ? 100 : reach[i]) - std::abs(to), 1e-9);
    sum += points[i].weight * (to > 0 ? 1.0 : to < 0 ? -1.0 : 0.0) / gain;
  }
  return sum;
}

// The product is concave between the ends, so that its slope changes sign once: at a kink (a position) or between two.
double steepest(const std::vector<Point>& points, double low, double high, const double* reach) {
  for (int step = 0; step < 44 && high - low > 1e-10; ++step) {
    const double middle = (low + high) / 2;
    (slope(points, middle, reach) > 0 ? low : high) = middle;
  }
  const double x = (low + high) / 2;
  for (const Point& q : points)
    if (std::abs(q.position - x) < 1e-8) return q.position;
  return x;
}

double nash_against(const std::vector<Point>& all, double status_quo, bool& deadlock) {
  std::vector<Point> points;
  for (const Point& q : all)
    if (q.weight > 0) points.push_back(q);
  std::vector<double> reach;
  double nearest = 100;
  bool left = false, right = false;
  for (const Point& q : points) {
    const double distance = std::abs(q.position - status_quo);
    reach.push_back(distance);
    nearest = std::min(nearest, distance);
    (q.position > status_quo ? right : left) = true;
  }
  deadlock = (left && right) || nearest == 0;
  if (deadlock) return status_quo;
  const double far = std::clamp(status_quo + (right ? 2 : -2) * nearest, 0.0, 100.0);
  return steepest(points, std::min(status_quo, far), std::max(status_quo, far), reach.data());
}

}  // namespace

double Solutions::spread() const { return std::max({mean, compromise, nash}) - std::min({mean, compromise, nash}); }

Solutions solve(const Profile& p, std::optional<double> status_quo) {
  const std::vector<Point> points = sorted_points(p);
  const double total = total_weight(points);
  Solutions s;
  for (const Point& q : points) s.mean += q.position;
  s.mean = std::clamp(s.mean / static_cast<double>(points.size()), points.front().position, points.back().position);
  s.compromise = weighted_mean(points, total);
  s.median = lower_median(points, total);
  s.nash = status_quo ? nash_against(points, *status_quo, s.deadlock) : steepest(points, points.front().position, points.back().position, nullptr);
  return s;
}

double spread_of_positions(const Profile& p) {
  const std::vector<Point> points = sorted_points(p);
  const double total = total_weight(points), mean = weighted_mean(points, total);
  double sum = 0;
  for (const Point& q : points) sum += q.weight / total * (q.position - mean) * (q.position - mean);
  return std::sqrt(sum);
}

std::vector<std::size_t> at_position(const Profile& p, double position) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < p.position.size(); ++i)
    if (p.position[i] == position && p.weight[i] > 0) found.push_back(i);
  return found;
}

}  // namespace detente::outlook
