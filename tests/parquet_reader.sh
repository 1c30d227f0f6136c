#!/usr/bin/env bash
# Our Parquet files in a reader of others (hyparquet, tests/node), cell by cell against our CSV. Usage: tests/parquet_reader.sh PATH/TO/detente SOURCE_DIR
# Exit code 77, which the test driver counts as skipped, when node or the package is not installed (scripts/install_packages.sh test).
set -euo pipefail
detente=$1
source_dir=$2
command -v node > /dev/null || { echo "skipped: no node"; exit 77; }
[ -d "$source_dir/tests/node/node_modules/hyparquet" ] || { echo "skipped: hyparquet is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$detente" ingest --quiet --db "$work/events.db" "$source_dir/examples/nato-russia/dispatches.jsonl"
"$detente" export --db "$work/events.db" --format csv --out "$work/"
"$detente" export --db "$work/events.db" --format parquet --out "$work/zstd.parquet"
"$detente" export --db "$work/events.db" --format parquet --row-group 7 --out "$work/groups.parquet"
"$detente" export --db "$work/events.db" --format parquet --compression none --out "$work/plain.parquet"
node "$source_dir/tests/node/parquet_reader.mjs" "$work/events.csv" "$work/datapackage.json" "$work/zstd.parquet" "$work/groups.parquet" "$work/plain.parquet"
"$detente" export --db "$work/events.db" --format parquet --out - > "$work/again.parquet"
cmp "$work/zstd.parquet" "$work/again.parquet"
