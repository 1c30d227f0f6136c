#!/usr/bin/env bash
# Compares the program's scores on the gold sets below tests/golden with tests/expected_scores.txt, and fails on a drop.
# Usage: tests/golden.sh PATH/TO/detente SOURCE_DIR
set -uo pipefail
detente=$1
source_dir=$2
failures=0

# compare NAME COMMAND...: the last line's metric=value pairs against the line NAME, one by one
compare() {
  local name=$1
  shift
  local expected got
  expected=$(awk -v name="$name" '$1 == name { $1 = ""; print }' "$source_dir/tests/expected_scores.txt")
  got=$("$@" | tail -n 1)
  if [ -z "$expected" ]; then
    echo "FAIL $name: no line in tests/expected_scores.txt"; failures=$((failures + 1)); return
  fi
  if awk -v expected="$expected" -v got="$got" 'BEGIN {
        n = split(expected, want); m = split(got, have)
        if (n == 0 || n != m) exit 1
        for (i = 1; i <= n; i++) { sub(/.*=/, "", have[i]); if (have[i] + 0.0005 < want[i]) exit 1 }
      }'; then
    echo "ok $name: $got"
  else
    echo "FAIL $name: $got, expected at least$expected"; failures=$((failures + 1))
  fi
}

# false_alarms FILE MOST: reports on a text without politics, at most so many
false_alarms() {
  local reports
  reports=$("$detente" code "$1" | wc -l)
  if [ "$reports" -le "$2" ]; then
    echo "ok false alarms: $reports in $(wc -w < "$1") words"
  else
    echo "FAIL false alarms: $reports in $(wc -w < "$1") words, expected at most $2"; failures=$((failures + 1))
  fi
}

compare times "$detente" eval times "$source_dir/tests/golden/times"
compare places "$detente" eval places "$source_dir/tests/golden/places.xml"
compare attribution "$detente" eval attribution "$source_dir/tests/golden/attribution"
compare countries "$detente" eval countries "$source_dir/tests/golden/countries/mentions.tsv" "$source_dir/tests/golden/countries/texts.jsonl"
compare gsr "$detente" eval gsr "$source_dir/tests/golden/gsr.json"
compare merging "$detente" eval merge "$source_dir/tests/merge" "$source_dir/examples/nato-russia/dispatches.jsonl"
false_alarms "$source_dir/tests/golden/nonpolitical.txt" 3  # 1 per 1,000 words

[ "$failures" -eq 0 ] || exit 1
