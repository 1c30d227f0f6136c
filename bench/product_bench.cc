// The matrix products of the network at its sizes: 8-bit integers against float (Eigen), and their ratio.
#include <benchmark/benchmark.h>

#include <chrono>
#include <random>

#include "model/int8_matrix.h"
#include "model/network.h"

namespace {

using namespace detente;

RowMatrix random_matrix(int rows, int cols) {
  std::mt19937 random(5);
  std::normal_distribution<float> normal;
  return RowMatrix::NullaryExpr(rows, cols, [&] { return normal(random); });
}

double seconds_since(std::chrono::steady_clock::time_point start) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); }

// Both do the whole of their work: the integers also quantise the rows. They take turns, so that a busy machine slows both.
void product(benchmark::State& state) {
  const int rows = static_cast<int>(state.range(0)), depth = static_cast<int>(state.range(1)), columns = static_cast<int>(state.range(2));
  const RowMatrix a = random_matrix(rows, depth), weights = random_matrix(depth, columns);
  const Int8Matrix packed(weights.data(), depth, columns);
  Int8Rows quantized;
  RowMatrix out(rows, columns);
  double floats = 0.0, integers = 0.0;
  for (auto _ : state) {
    auto start = std::chrono::steady_clock::now();
    out.noalias() = a * weights;
    benchmark::DoNotOptimize(out.data());
    floats += seconds_since(start);
    start = std::chrono::steady_clock::now();
    quantized.assign(a.data(), rows, depth);
    packed.multiply(quantized, nullptr, out.data());
    benchmark::DoNotOptimize(out.data());
    integers += seconds_since(start);
  }
  state.counters["int8/float"] = floats / integers;
  state.counters["int8 MAC/s"] = static_cast<double>(state.iterations()) * rows * depth * columns / integers;
  state.SetLabel(std::string(tile_kernels().front().name));
}
// First layer, later layers, an arc head, the features; a block of sentences and one sentence.
BENCHMARK(product)->Args({256, 128, 768})->Args({256, 256, 768})->Args({256, 256, 128})->Args({256, 256, 116})->Args({24, 256, 768});

// Quantising a later layer when the model is loaded.
void pack(benchmark::State& state) {
  const RowMatrix weights = random_matrix(256, 768);
  for (auto _ : state) {
    const Int8Matrix packed(weights.data(), 256, 768);
    benchmark::DoNotOptimize(packed.columns());
  }
}
BENCHMARK(pack)->Unit(benchmark::kMicrosecond);

}  // namespace
