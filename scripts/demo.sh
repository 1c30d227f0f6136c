#!/usr/bin/env bash
# The main job on the examples in the repository: dispatches in, coded events out. Usage: scripts/demo.sh PATH/TO/detente
set -euo pipefail
cd "$(dirname "$0")/.."
detente=$1
invented=$(mktemp)
trap 'rm -f "$invented"' EXIT

echo "== Coded events of examples/nato-russia/dispatches.jsonl, each with the words that it was read from =="
"$detente" code --format table examples/nato-russia/dispatches.jsonl
echo
echo "== The same as JSON lines (the first two reports) =="
"$detente" code examples/nato-russia/dispatches.jsonl | sed -n 1,2p
echo
echo "== Awkward cases in invented countries (examples/invented), with why =="
"$detente" compile --data data examples/invented/data --out "$invented"
"$detente" code --dictionaries "$invented" --format table --explain examples/invented/dispatches.jsonl
