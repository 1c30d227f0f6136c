// Throughput of each stage in words a second, and the ratio of the whole coder to the parser alone.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "pipeline/coding.h"
#include "readers/document_reader.h"

namespace {

using namespace detente;

const std::string kBinary = DETENTE_BINARY_DIR;

const std::vector<Document>& documents() {
  static const std::vector<Document> all = [] {
    std::vector<Document> out;
    DocumentReader reader(std::string(DETENTE_SOURCE_DIR) + "/examples/nato-russia/dispatches.jsonl");
    Document d;
    while (reader.next(d) == DocumentReader::Result::document) out.push_back(d);
    return out;
  }();
  return all;
}

std::int64_t words(const std::string& text) {
  std::int64_t n = 0;
  bool space = true;
  for (char c : text) {
    const bool now = c == ' ' || c == '\n';
    n += space && !now;
    space = now;
  }
  return n;
}

void parse(benchmark::State& state) {
  const Language language(kBinary + "/english.model");
  LanguageWorkspace ws;
  std::vector<Sentence> sentences;
  std::int64_t n = 0;
  for (auto _ : state)
    for (const Document& d : documents()) {
      const std::string text = d.coded_text();
      language.analyse(text, ws, sentences);
      benchmark::DoNotOptimize(sentences.data());
      n += words(text);
    }
  state.counters["words/s"] = benchmark::Counter(static_cast<double>(n), benchmark::Counter::kIsRate);
}
BENCHMARK(parse)->Unit(benchmark::kMillisecond);

void code(benchmark::State& state) {
  const Coding coding(kBinary + "/english.model", kBinary + "/detente.data");
  Workspace ws;
  std::int64_t n = 0;
  std::string line;
  for (auto _ : state)
    for (const Document& d : documents()) {
      coding.code(d, 0, "", ws);
      line.clear();
      for (const Report& r : ws.reports) write_json(r, d.id, coding.ontology(), {}, line);
      benchmark::DoNotOptimize(line.data());
      n += words(ws.text);
    }
  state.counters["words/s"] = benchmark::Counter(static_cast<double>(n), benchmark::Counter::kIsRate);
}
BENCHMARK(code)->Unit(benchmark::kMillisecond);

// From nothing to the first report: map the model and the dictionaries, code one dispatch.
void first_report(benchmark::State& state) {
  for (auto _ : state) {
    const Coding coding(kBinary + "/english.model", kBinary + "/detente.data");
    Workspace ws;
    coding.code(documents().front(), 0, "", ws);
    benchmark::DoNotOptimize(ws.reports.data());
  }
}
BENCHMARK(first_report)->Unit(benchmark::kMillisecond);

void compile(benchmark::State& state) {
  const std::string out = std::filesystem::temp_directory_path().string() + "/detente_bench.data";
  for (auto _ : state) compile_data({std::string(DETENTE_SOURCE_DIR) + "/data"}, out);
  std::filesystem::remove(out);
}
BENCHMARK(compile)->Unit(benchmark::kMillisecond);

}  // namespace
