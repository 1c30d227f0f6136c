#include "eval/merging.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "readers/document_reader.h"
#include "store/merge.h"
#include "store/similarity.h"
#include "util/error.h"
#include "util/tsv.h"
#include "util/utf8.h"

namespace detente {

namespace {

struct Stories {
  std::vector<MergeItem> items;
  std::map<std::string, std::vector<std::size_t>> of_document;
  std::vector<std::size_t> event;  // of each item
  std::vector<std::string> disputed;
  std::size_t excluding = 0;  // pairs in one event that exclude each other
};

void code_documents(const Coding& coding, const std::string& path, Stories& out) {
  DocumentReader reader(path);
  Workspace ws;
  const int scheme = coding.ontology().scheme("plover");
  for (Document d;; d = Document()) {
    const DocumentReader::Result r = reader.next(d);
    if (r == DocumentReader::Result::end) return;
    if (r == DocumentReader::Result::trouble) throw Error(reader.message());
    if (!out.of_document.try_emplace(d.id).second) throw error_at(path, "document " + d.id + " is there twice");
    coding.code(d, scheme, "", ws);
    const StoredDocument stored = make_stored(d, d.coded_text());
    for (const Report& report : ws.reports) {
      MergeItem m;
      m.row = static_cast<std::int64_t>(out.items.size());
      m.doc = static_cast<std::int64_t>(out.of_document.size());
      m.report = make_stored(report, 0, 0, {&coding.affiliations(), ws.coder.context.day});
      m.document = d.id;
      m.published = d.published;
      m.outlet = d.outlet;
      m.shingles = stored.shingles;
      prepare(m);
      out.of_document[d.id].push_back(out.items.size());
      out.items.push_back(std::move(m));
    }
  }
}

void merge(Stories& s) {
  s.event.resize(s.items.size());
  for (const std::vector<std::size_t>& group : merge_all(s.items)) {
    std::vector<const MergeItem*> members;
    for (const std::size_t i : group) {
      for (const MergeItem* m : members) s.excluding += compare(*m, s.items[i]).excluded ? 1U : 0U;
      members.push_back(&s.items[i]);
      s.event[i] = s.disputed.size();
    }
    s.disputed.push_back(summarise(members).disputed);
  }
}

// The reports that DOCUMENT/WORDS or DOCUMENT/NUMBER names.
std::vector<std::size_t> named_reports(const Stories& s, const std::string& name, const std::string& where) {
  const std::size_t slash = name.find('/');
  const auto at = s.of_document.find(name.substr(0, slash));
  if (slash == std::string::npos || at == s.of_document.end()) throw error_at(where, "no document for '" + name + "'");
  const std::string which = name.substr(slash + 1);
  const bool number = which.find_first_not_of("0123456789") == std::string::npos;
  std::vector<std::size_t> out;
  for (const std::size_t i : at->second) {
    const StoredReport& r = s.items[i].report;
    bool fits = number && std::to_string(r.sentence) == which;
    const std::vector<std::string> words = split(which, '|');
    each_word(utf8::lower(r.trigger), [&](std::string_view w) {
      fits |= std::any_of(words.begin(), words.end(), [&](const std::string& x) { return rough_stem(utf8::lower(x)) == rough_stem(w); });
    });
    if (fits) out.push_back(i);
  }
  return out;
}

struct Count {
  int right = 0, wrong = 0, missed = 0, apart = 0, disputed = 0, disputed_found = 0, not_coded = 0, pairs = 0;
  [[nodiscard]] double precision() const { return right + wrong == 0 ? 0 : static_cast<double>(right) / (right + wrong); }
  [[nodiscard]] double recall() const { return right + missed == 0 ? 0 : static_cast<double>(right) / (right + missed); }
  [[nodiscard]] double f1() const { return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall()); }
  [[nodiscard]] double found_disputes() const { return disputed == 0 ? 0 : static_cast<double>(disputed_found) / disputed; }
};

struct Pair {
  std::string kind, first, second, label;
  std::vector<std::size_t> a, b;
  int row = 0;
};

void print_miss(const Stories& s, const Pair& p) {
  std::printf("row %d %s, %s, label %s%s\n", p.row, p.first.c_str(), p.second.c_str(), p.label.c_str(),
              p.a.empty()   ? ": first not coded"
              : p.b.empty() ? ": second not coded"
                            : "");
  for (const std::size_t x : p.a)
    for (const std::size_t y : p.b) {
      std::string why;
      (void)compare(s.items[x], s.items[y], &why);
      const StoredReport &r = s.items[x].report, &q = s.items[y].report;
      std::printf("    %s %s [%s] / %s %s [%s]: %s\n", std::string(name(r.type)).c_str(), r.cameo.c_str(), r.trigger.c_str(), std::string(name(q.type)).c_str(),
                  q.cameo.c_str(), q.trigger.c_str(), why.c_str());
    }
}

void judge(const Stories& s, const Pair& p, Count& c, int& errors) {
  ++c.pairs;
  bool found = false, disputed = false;
  for (const std::size_t x : p.a)
    for (const std::size_t y : p.b)
      if (s.event[x] == s.event[y]) {
        found = true;
        disputed |= !s.disputed[s.event[x]].empty();
      }
  const bool one = p.label != "different";
  if (p.a.empty() || p.b.empty()) ++c.not_coded;
  if (p.label == "disputed") {
    ++c.disputed;
    c.disputed_found += disputed ? 1 : 0;
  }
  ++(one ? (found ? c.right : c.missed) : (found ? c.wrong : c.apart));
  if (one != found && errors > 0) {
    --errors;
    print_miss(s, p);
  }
}

void print(const char* name, const Count& c) {
  std::printf("%-24s %4d pairs  precision %.3f recall %.3f F1 %.3f  wrong %d missed %d not coded %d\n", name, c.pairs, c.precision(), c.recall(), c.f1(),
              c.wrong, c.missed, c.not_coded);
}

}  // namespace

void evaluate_merging(const Coding& coding, const std::string& folder, const std::vector<std::string>& more, int errors) {
  if (!std::filesystem::is_directory(folder)) throw error_at(folder, "no such folder");
  std::vector<std::string> files = more;
  for (const auto& f : std::filesystem::directory_iterator(folder))
    if (f.path().extension() == ".jsonl") files.push_back(f.path().string());
  std::sort(files.begin(), files.end());
  Stories stories;
  for (const std::string& f : files) code_documents(coding, f, stories);
  merge(stories);
  Count all, halves[2];
  std::map<std::string, Count> kinds;
  const std::string path = folder + "/pairs.tsv";
  for (const TsvTable::Row& r : read_tsv(path, {"row", "kind", "first", "second", "label"}).rows) {
    const std::string where = path + ":" + std::to_string(r.line);
    Pair p{r.fields[1], r.fields[2], r.fields[3], r.fields[4], {}, {}, std::atoi(r.fields[0].c_str())};
    if (p.label != "same" && p.label != "different" && p.label != "disputed") throw error_at(where, "unknown label '" + p.label + "'");
    p.a = named_reports(stories, p.first, where);
    p.b = named_reports(stories, p.second, where);
    int silent = 0;
    judge(stories, p, all, errors);
    judge(stories, p, kinds[p.kind], silent);
    judge(stories, p, halves[p.row % 2], silent);
  }
  std::printf("%zu documents, %zu reports, %zu events\n", stories.of_document.size(), stories.items.size(), stories.disputed.size());
  for (const auto& [kind, c] : kinds) print(kind.c_str(), c);
  print("odd rows", halves[1]);
  print("even rows", halves[0]);
  print("all", all);
  const double coded = all.pairs == 0 ? 0 : 1 - static_cast<double>(all.not_coded) / all.pairs;
  std::printf("f1=%.4f precision=%.4f recall=%.4f disputed=%.4f coded=%.4f excluding=%zu\n", all.f1(), all.precision(), all.recall(), all.found_disputes(),
              coded, stories.excluding);
}

}  // namespace detente
