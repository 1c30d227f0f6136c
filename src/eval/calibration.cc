#include "eval/calibration.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>

#include "eval/matching.h"
#include "util/error.h"
#include "util/file.h"
#include "util/tsv.h"

namespace detente {

namespace {

struct Judged {
  Evidence evidence;
  double confidence = 0;
  bool right = false;
};

struct GoldEvent {
  EventType type = EventType::none;
  std::string trigger, sentence;
  std::vector<GoldParty> actors, recipients;
  bool mutual = false, sure = true;
};

EventType root_of(EventType t) { return t == EventType::RETREAT ? EventType::CONCEDE : t; }

// The fields of a row, of which those with quotes inside stand in quotes.
std::vector<std::string> fields_of(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  std::vector<std::string> out = split(line, '\t');
  for (std::string& f : out) {
    if (f.size() < 2 || f.front() != '"' || f.back() != '"') continue;
    f = f.substr(1, f.size() - 2);
    for (std::size_t at = 0; (at = f.find("\"\"", at)) != std::string::npos; ++at) f.erase(at, 1);
  }
  return out;
}

// Of a sentence's reports the one whose parties fit the marked pair best is judged, of several the surest; `all_tied` gets all of them, for
// fitting, which must not depend on the confidence that it is to find.
void judge_pairs(const Coding& coding, const std::string& path, std::vector<Judged>& out, std::vector<Judged>& all_tied) {
  const std::vector<std::string> lines = split(read_file(path), '\n');
  const std::vector<std::string> header = fields_of(lines[0]);
  std::map<std::string, std::size_t> column;
  for (std::size_t i = 0; i < header.size(); ++i) column[header[i]] = i;
  for (const char* name : {"sentence", "source", "target", "gold_root"})
    if (column.count(name) == 0) throw error_at(path, std::string("no column ") + name);
  const auto at = [&](const std::vector<std::string>& fields, const char* name) -> std::string {
    const std::size_t i = column[name];
    return i < fields.size() ? fields[i] : std::string();
  };
  Workspace ws;
  const int scheme = coding.ontology().scheme("plv");
  for (std::size_t k = 1; k < lines.size(); ++k) {
    const std::vector<std::string> fields = fields_of(lines[k]);
    Document d;
    d.text = at(fields, "sentence");
    if (d.text.empty()) continue;
    coding.code(d, scheme, "", ws);
    const std::string source = at(fields, "source"), target = at(fields, "target"), gold = at(fields, "gold_root");
    const EventType type = gold == "YIELD" ? EventType::CONCEDE : parse_event_type(gold);
    double most = 0;
    std::vector<Judged> tied;  // the reports that fit best, often several acts of the same two
    for (const Report& r : ws.reports) {
      const double as = word_overlap(r.actors, source), at_target = word_overlap(r.mutual ? r.actors : r.recipients, target);
      const double turned = r.mutual ? 0 : 0.5 * (word_overlap(r.recipients, source) + word_overlap(r.actors, target));
      const double score = std::max(as + at_target, turned);
      if (score <= 0 || score < most) continue;
      if (score > most) tied.clear();
      most = score;
      tied.push_back({r.evidence, static_cast<double>(r.confidence), as > 0 && at_target > 0 && root_of(r.type) == type});
    }
    if (tied.empty()) continue;
    out.push_back(*std::max_element(tied.begin(), tied.end(), [](const Judged& x, const Judged& y) { return x.confidence < y.confidence; }));
    all_tied.insert(all_tied.end(), tied.begin(), tied.end());
  }
}

std::vector<GoldParty> read_parties(simdjson::dom::element event, const char* field) {
  std::vector<GoldParty> out;
  simdjson::dom::array list;
  if (event[field].get(list)) return out;
  for (const simdjson::dom::element p : list) {
    std::string_view text, code;
    if (p["text"].get(text)) text = {};
    if (p["code"].get(code)) code = {};
    out.push_back({std::string(text), std::string(code)});
  }
  return out;
}

std::vector<GoldEvent> read_events(const std::string& path) {
  std::vector<GoldEvent> out;
  simdjson::dom::parser parser;
  for (const std::string& line : split(read_file(path), '\n')) {
    if (trim(line).empty()) continue;
    simdjson::dom::element root;
    std::string_view type, trigger, sentence;
    if (parser.parse(line).get(root) || root["type"].get(type) || root["trigger"].get(trigger) || root["sent"].get(sentence))
      throw error_at(path, "a line that is no event");
    GoldEvent e;
    e.type = parse_event_type(type);
    e.trigger = trigger;
    e.sentence = sentence;
    e.actors = read_parties(root, "actor");
    e.recipients = read_parties(root, "recipient");
    if (root["mutual"].get(e.mutual)) e.mutual = false;
    if (root["sure"].get(e.sure)) e.sure = true;
    out.push_back(std::move(e));
  }
  return out;
}

bool same_sentence(const Report& r, const GoldEvent& g) {
  if (g.sentence.find(r.trigger.text) == std::string::npos) return false;
  const std::set<std::string> a = match_words(r.text), b = match_words(g.sentence);
  const auto both = std::count_if(a.begin(), a.end(), [&](const std::string& w) { return b.count(w) != 0; });
  return both > 0 && 2 * both >= static_cast<std::ptrdiff_t>(std::min(a.size(), b.size()));
}

// How well a report fits an event; 0 when they are not the same.
double similarity(const Report& r, const GoldEvent& g) {
  if (!same_type(r.type, g.type, g.trigger) || !same_sentence(r, g)) return 0;
  const bool trigger = triggers_overlap(r.trigger.text, g.trigger);
  const double a = g.actors.empty() ? 0 : party_overlap(r.actors, g.actors);
  const double b = !g.recipients.empty() ? party_overlap(r.recipients, g.recipients) : g.mutual && a == 1 ? 1 : 0;
  return trigger || (a > 0 && b > 0) ? 2.0 * trigger + a + b : 0;
}

bool same_sides(const std::vector<Party>& parties, const std::vector<GoldParty>& gold) {
  return parties.empty() || gold.empty() ? parties.empty() && gold.empty() : party_overlap(parties, gold) > 0;
}

// Events and reports are matched one to one, the best first. Reports on events of which the annotator was not sure are left out.
void judge_document(const std::vector<Report>& reports, const std::vector<GoldEvent>& gold, std::vector<Judged>& out) {
  struct Pair {
    double score;
    std::size_t report, event;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < reports.size(); ++i)
    for (std::size_t j = 0; j < gold.size(); ++j)
      if (const double s = similarity(reports[i], gold[j]); s > 0) pairs.push_back({s, i, j});
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.score > b.score; });
  std::vector<int> event_of(reports.size(), -1);
  std::vector<bool> taken(gold.size(), false);
  for (const Pair& p : pairs) {
    if (event_of[p.report] >= 0 || taken[p.event]) continue;
    event_of[p.report] = static_cast<int>(p.event);
    taken[p.event] = true;
  }
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const GoldEvent* g = event_of[i] < 0 ? nullptr : &gold[static_cast<std::size_t>(event_of[i])];
    if (g != nullptr && !g->sure) continue;
    const bool right = g != nullptr && same_sides(reports[i].actors, g->actors) && same_sides(reports[i].recipients, g->recipients);
    out.push_back({reports[i].evidence, static_cast<double>(reports[i].confidence), right});
  }
}

void judge_documents(const Coding& coding, const std::string& folder, std::vector<Judged>& out) {
  simdjson::dom::parser parser;
  simdjson::dom::array index;
  const std::string bytes = read_file(folder + "/index.json");
  if (parser.parse(bytes).get(index)) throw error_at(folder + "/index.json", "no list");
  Workspace ws;
  for (const simdjson::dom::element entry : index) {
    std::string_view id, published;
    if (entry["id"].get(id) || entry["published"].get(published)) throw error_at(folder + "/index.json", "an entry without id or published");
    const std::string name(id), text = read_file(folder + "/docs/" + name + ".txt");
    Document d;
    d.title = text.substr(0, text.find('\n'));
    d.text = std::string(trim(std::string_view(text).substr(std::min(text.size(), d.title.size() + 1))));
    coding.code(d, 0, std::string(published), ws);
    judge_document(ws.reports, read_events(folder + "/gold/" + name + ".jsonl"), out);
  }
}

// The expected calibration error of ten bins; prints the table when asked.
double calibration_error(const std::vector<Judged>& all, bool print) {
  struct Bin {
    double n = 0, confidence = 0, right = 0;
  };
  std::array<Bin, 10> bins;
  for (const Judged& j : all) {
    Bin& b = bins[static_cast<std::size_t>(std::clamp(static_cast<int>(j.confidence * 10), 0, 9))];
    ++b.n;
    b.confidence += j.confidence;
    b.right += j.right;
  }
  double error = 0;
  if (print) std::printf("confidence  reports  mean  right\n");
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const Bin& b = bins[i];
    error += std::abs(b.confidence - b.right);
    if (print && b.n > 0)
      std::printf("%.1f to %.1f  %7.0f  %.2f  %.2f\n", static_cast<double>(i) / 10, static_cast<double>(i + 1) / 10, b.n, b.confidence / b.n, b.right / b.n);
  }
  return all.empty() ? 0 : error / static_cast<double>(all.size());
}

void write_features(const std::vector<Judged>& all, std::size_t pairs, const std::string& path) {
  std::string out = "set\tright";
  for (const std::string_view n : kClueNames) out.append("\t").append(n);
  out += '\n';
  for (std::size_t i = 0; i < all.size(); ++i) {
    out += i < pairs ? "pairs\t" : "documents\t";
    out += all[i].right ? '1' : '0';
    for (const float v : all[i].evidence.values) out.append("\t").append(std::to_string(v));
    out += '\n';
  }
  write_file(path, out);
}

}  // namespace

void evaluate_calibration(const Coding& coding, const CalibrationFiles& files) {
  std::vector<Judged> all, tied;
  judge_pairs(coding, files.plv, all, tied);
  const std::size_t pairs = all.size();
  judge_documents(coding, files.gold, all);
  if (all.empty()) throw error_at(files.plv, "no reports to judge");
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(pairs);
  if (!files.features.empty()) {
    const std::size_t judged = tied.size();
    tied.insert(tied.end(), middle, all.end());
    write_features(tied, judged, files.features);
  }
  const std::vector<Judged> first(all.begin(), middle), second(middle, all.end());
  const auto share = [](const std::vector<Judged>& list) {
    return list.empty()
               ? 0.0
               : static_cast<double>(std::count_if(list.begin(), list.end(), [](const Judged& j) { return j.right; })) / static_cast<double>(list.size());
  };
  const double error = calibration_error(all, true);
  std::printf("pairs: %zu reports, right %.3f, ece %.3f; documents: %zu reports, right %.3f, ece %.3f\n", first.size(), share(first),
              calibration_error(first, false), second.size(), share(second), calibration_error(second, false));
  std::printf("ece=%.3f\n", error);
}

}  // namespace detente
