# One word for each thing that people do here. Everything works from a clean clone; see README.md.
SHELL := /bin/bash
DATA ?= ../shared/data
BUILD := build/release

.PHONY: demo test build packages check format format-check bench eval clean

demo: build
	@scripts/demo.sh $(BUILD)/detente

test: build format-check
	@scripts/install_packages.sh test
	@python3 scripts/check_includes.py
	@ctest --test-dir $(BUILD) --output-on-failure -j 2

packages:
	@scripts/install_packages.sh

build: packages
	@cmake --preset release >/dev/null
	@cmake --build --preset release

check: test
	@scripts/install_packages.sh check
	@cmake --preset asan >/dev/null && cmake --build --preset asan && ctest --test-dir build/asan --output-on-failure -j 2
	@cmake --preset tsan >/dev/null && cmake --build --preset tsan && ctest --test-dir build/tsan --output-on-failure -j 2
	@cmake --preset tidy >/dev/null && cmake --build --preset tidy

bench:
	@scripts/install_packages.sh bench
	@cmake --preset bench >/dev/null && cmake --build --preset bench
	@build/bench/detente_bench --benchmark_min_time=0.2

# Scores on the development data; DATA is the folder with the archives (see docs/evaluation.md).
eval: build
	@scripts/evaluate.sh $(BUILD)/detente "$(DATA)"

format:
	@clang-format -i $$(find src bench tests -name '*.h' -o -name '*.cc')

format-check:
	@clang-format --dry-run --Werror $$(find src bench tests -name '*.h' -o -name '*.cc')

clean:
	@rm -rf build
