#!/usr/bin/env bash
# The main job on the examples in the repository: dispatches in; coded events, a store, an export and the brief on one relation out.
# Usage: scripts/demo.sh PATH/TO/detente
set -euo pipefail
cd "$(dirname "$0")/.."
detente=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
db=$work/news.db

echo "== From text to coded events: who did what to whom, when, where, and who says so =="
head -n 3 examples/nato-russia/dispatches.jsonl | "$detente" code --format table -
echo
echo "== The same as JSON lines (one report) =="
"$detente" code examples/nato-russia/dispatches.jsonl | sed -n 1p
echo
echo "== Awkward cases in invented countries (examples/invented), with why =="
"$detente" code --data examples/invented/data --format table --explain examples/invented/dispatches.jsonl | head -n 24
echo
echo "== All dispatches into a store, where one event is counted once =="
"$detente" ingest --db "$db" -j 2 examples/nato-russia/dispatches.jsonl
echo
echo "== Events between Turkey and Russia, newest first =="
"$detente" events --db "$db" --dyad TUR,RUS --limit 6
echo
echo "== Out to the formats of the field (one GDELT 2.0 row) =="
"$detente" export --db "$db" --format gdelt2 | sed -n 1p
echo
echo "== The brief: NATO and Russia on 22 January 2016 =="
"$detente" brief NATO RUS --db "$db" --as-of 2016-01-22
