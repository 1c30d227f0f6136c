#!/usr/bin/env bash
# The program as users meet it: bad input, exit codes, filters, threads. Usage: tests/command_line.sh PATH/TO/detente SOURCE_DIR
set -uo pipefail
detente=$1
source_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# check NAME EXPECTED_EXIT PATTERN_ON_STDERR COMMAND...: the message is one line (or none when the pattern is empty)
check() {
  local name=$1 expected=$2 pattern=$3
  shift 3
  "$@" > "$work/out" 2> "$work/err" < "${INPUT:-/dev/null}"
  local code=$?
  local lines
  lines=$(wc -l < "$work/err")
  if [ "$code" -ne "$expected" ]; then
    echo "FAIL $name: exit code $code, expected $expected"; cat "$work/err"; failures=$((failures + 1))
  elif [ -n "$pattern" ] && ! grep -q -- "$pattern" "$work/err"; then
    echo "FAIL $name: standard error does not say '$pattern'"; cat "$work/err"; failures=$((failures + 1))
  elif [ -n "$pattern" ] && [ "${LINES_EXPECTED:-1}" -ne "$lines" ]; then
    echo "FAIL $name: $lines lines on standard error, expected ${LINES_EXPECTED:-1}"; cat "$work/err"; failures=$((failures + 1))
  elif [ -z "$pattern" ] && [ "$lines" -ne 0 ]; then
    echo "FAIL $name: unexpected messages"; cat "$work/err"; failures=$((failures + 1))
  fi
}
expect() {
  if ! eval "$2"; then echo "FAIL $1"; failures=$((failures + 1)); fi
}

# Bad input
: > "$work/empty.txt"
check "empty file" 1 "empty.txt: is empty" "$detente" code "$work/empty.txt"
check "missing file" 1 "nowhere.txt: No such file" "$detente" code "$work/nowhere.txt"
check "a folder" 1 "cannot be read" "$detente" code "$work"
printf 'Russia expelled two \xff\xfe diplomats.\n' > "$work/utf8.txt"
check "invalid UTF-8 is repaired" 0 "2 bytes that are no text" "$detente" code "$work/utf8.txt"
expect "invalid UTF-8 still codes" "grep -q SANCTION '$work/out'"
printf 'Russia expelled\0 two diplomats.\n' > "$work/nul.txt"
check "NUL byte" 0 "1 bytes that are no text" "$detente" code "$work/nul.txt"
printf '{"id":"a","text":"Russia expelled two diplomats."}\n{"id":"b"}\n{"id":"c","text":7.5}\nnot json\n{"id":"d","text":"France expelled two diplomats."}\n' > "$work/bad.jsonl"
LINES_EXPECTED=3 check "bad JSON lines" 4 "bad.jsonl:2: no text" "$detente" code "$work/bad.jsonl"
expect "good lines among bad ones are coded" "[ \$(grep -c SANCTION '$work/out') -eq 2 ]"
LINES_EXPECTED=2 check "two files, one missing" 4 "nowhere.txt" "$detente" code "$work/nowhere.txt" "$work/utf8.txt"
printf '{"id":"a","published":"soon","text":"Russia expelled two diplomats."}\n' > "$work/date.jsonl"
check "a date that is none" 4 "is no date" "$detente" code "$work/date.jsonl" "$source_dir/examples/invented/dispatches.jsonl"
check "bad --published" 1 "is no date" "$detente" code --published yesterday "$work/nul.txt"
check "unknown ontology" 1 "unknown ontology" "$detente" code --ontology cameo9 "$work/nul.txt"
LINES_EXPECTED=2 check "unknown option" 2 "Run with --help" "$detente" code --no-such-option
check "bad model" 1 "english.model" "$detente" code --model "$work/empty.txt/english.model" "$work/nul.txt"
printf 'x' > "$work/broken.model"
check "broken model" 1 "broken.model" "$detente" code --model "$work/broken.model" "$work/nul.txt"
head -c 104857600 /dev/zero | tr '\0' 'a' > "$work/long.txt"
check "100 MB single line" 1 "a line is longer than 16 MB" "$detente" code "$work/long.txt"
(printf '{"id":"x","text":"'; head -c 33554432 /dev/zero | tr '\0' 'b'; printf '"}\n{"id":"y","text":"Russia expelled two diplomats."}\n') > "$work/long.jsonl"
check "JSON line beyond the limit" 4 "long.jsonl:1: line is longer than 16 MB" "$detente" code "$work/long.jsonl"
expect "the line after it is coded" "grep -q '\"doc\":\"y\"' '$work/out'"
rm -f "$work/long.txt" "$work/long.jsonl"
(printf '{"id":"deep","text":'; head -c 5000 /dev/zero | tr '\0' '['; printf '}\n') > "$work/deep.jsonl"
check "deep nesting" 1 "deep.jsonl:1: no valid JSON" "$detente" code "$work/deep.jsonl"

# Filters, formats, threads
examples="$source_dir/examples/nato-russia/dispatches.jsonl"
check "examples" 0 "" "$detente" code "$examples"
cp "$work/out" "$work/one"
expect "the examples give reports" "[ \$(wc -l < '$work/one') -gt 100 ]"
expect "every line is JSON with the contract's fields" "python3 - '$work/one' <<'PY'
import json, sys
need = set('doc sentence text type modes contexts cameo quad goldstein trigger actors recipients mutual status date place attribution hedge loaded confidence'.split())
for line in open(sys.argv[1], encoding='utf-8'):
    assert need <= json.loads(line).keys(), line
PY"
INPUT=$examples check "standard input" 0 "" "$detente" code -
expect "standard input gives the same" "cmp -s '$work/one' '$work/out'"
for threads in 2 3 8; do
  check "threads $threads" 0 "" "$detente" code -j $threads "$examples"
  expect "same bytes with $threads threads" "cmp -s '$work/one' '$work/out'"
done
for i in $(seq 1 200); do cat "$source_dir/README.md"; echo; done > "$work/big.txt"
check "a long text in parts" 0 "" "$detente" code "$work/big.txt"
cp "$work/out" "$work/one"
check "a long text on two threads" 0 "" "$detente" code -j 2 "$work/big.txt"
expect "parts keep their order and numbers" "cmp -s '$work/one' '$work/out'"
expect "spans of later parts point into the whole text" "python3 - '$work/one' '$work/big.txt' <<'PY'
import json, sys
text = open(sys.argv[2], 'rb').read().lstrip()
last = 0
for line in open(sys.argv[1], encoding='utf-8'):
    r = json.loads(line)
    t = r['trigger']
    assert text[t['begin']:t['end']].decode() == t['text'], (t, text[t['begin']:t['end']])
    assert r['sentence'] >= last
    last = r['sentence']
PY"
check "table" 0 "" "$detente" code --format table "$examples"
expect "no colour outside a terminal" "! grep -q \$'\\033' '$work/out'"
check "explain" 0 "" "$detente" code --explain "$examples"
expect "explain names lexicon rows" "grep -q 'tsv:[0-9]' '$work/out'"
check "help" 0 "" "$detente" code --help
expect "help has examples" "grep -q Examples '$work/out'"
LINES_EXPECTED=2 check "no verb" 2 "subcommand" "$detente"

# Parsing
printf 'Arvia didn\xe2\x80\x99t sign. "No," he said.\n' > "$work/p.txt"
check "parse" 0 "" "$detente" parse "$work/p.txt"
expect "multiword tokens are printed" "grep -q '^2-3' '$work/out'"
cp "$work/out" "$work/p.conllu"
check "parse CoNLL-U" 0 "" "$detente" parse --input conllu "$work/p.conllu"
expect "multiword tokens are kept" "grep -q '^2-3' '$work/out'"

# Dates
printf 'BRUSSELS, Jan. 22, 2016 (Agency) - Arvia and Belmark met on Thursday.\n' > "$work/dates.txt"
check "dates" 0 "" "$detente" dates --format jsonl "$work/dates.txt"
expect "dates counts from the dateline" "grep -q '\"text\":\"Thursday\",\"type\":\"DATE\",\"value\":\"2016-01-21\"' '$work/out'"
expect "dates gives byte offsets" "python3 - '$work/out' '$work/dates.txt' <<'PY'
import json, sys
text = open(sys.argv[2], 'rb').read()
for line in open(sys.argv[1], encoding='utf-8'):
    m = json.loads(line)
    assert text[m['begin']:m['end']].decode() == m['text'], m
PY"
check "dates with --published" 0 "" "$detente" dates --published 2016-02-05 "$work/dates.txt"
expect "--published goes before the dateline" "grep -q '2016-02-04' '$work/out'"
check "dates: bad --published" 1 "is no date" "$detente" dates --published yesterday "$work/dates.txt"
check "dates: missing file" 1 "nowhere.txt: No such file" "$detente" dates "$work/nowhere.txt"
check "dates: empty file" 1 "empty.txt: is empty" "$detente" dates "$work/empty.txt"
LINES_EXPECTED=1 check "dates: one of two files missing" 4 "nowhere.txt" "$detente" dates "$work/nowhere.txt" "$work/dates.txt"
printf '{"id":"a","published":"soon","text":"They met on Monday."}\n{"id":"b","published":"2016-01-22","text":"They met on Monday."}\n' > "$work/soon.jsonl"
check "dates: a document's bad date" 4 "soon.jsonl: document a: 'soon' is no date" "$detente" dates "$work/soon.jsonl"
expect "dates: the good document is read" "grep -q '2016-01-18' '$work/out'"
check "dates: help" 0 "" "$detente" dates --help
expect "dates help has an example" "grep -q Example '$work/out'"
LINES_EXPECTED=2 check "dates: unknown format" 2 "Run with --help" "$detente" dates --format xml "$work/dates.txt"
# Places
printf 'Ferries from Kherson, in southern Ukraine, did not run. Caf\xc3\xa9s in Springfield, Ill., closed.\n' > "$work/q.txt"
check "places" 0 "" "$detente" places --format jsonl "$work/q.txt"
expect "places have byte offsets" "python3 - '$work/out' '$work/q.txt' <<'PY'
import json, sys
text = open(sys.argv[2], 'rb').read()
found = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
assert [f['text'] for f in found] == ['Kherson', 'Ukraine', 'Springfield', 'Ill.'], found
assert all(text[f['begin']:f['end']].decode() == f['text'] for f in found)
assert [f['country'] for f in found] == ['UKR', 'UKR', 'USA', 'USA'] and found[2]['admin1'] == 'Illinois'
PY"
check "eval places" 0 "" "$detente" eval places "$source_dir/tests/golden/places.xml"
expect "places are found and lie where they should" "tail -n 1 '$work/out' | awk -F'[= ]' '{ exit !(\$6 >= 0.95 && \$8 >= 0.95) }'"
printf '<articles><article><text>x</text>' > "$work/bad.xml"
check "eval places on broken XML" 1 "is not closed" "$detente" eval places "$work/bad.xml"

# Outlook
observers="$source_dir/examples/outlook/observers.csv"
check "outlook" 0 "" "$detente" outlook "$observers"
expect "outlook leads with the compromise mean" "sed -n 2p '$work/out' | grep -q 'compromise mean *48.6'"
check "outlook: case as JSON" 0 "" "$detente" outlook --write-case "$observers"
cp "$work/out" "$work/case.json"
check "outlook: the written case" 0 "" "$detente" outlook --format json --pressure "$work/case.json"
cp "$work/out" "$work/one"
check "outlook: threads" 0 "" "$detente" outlook --format json --pressure -j 3 "$observers"
expect "outlook: same bytes from CSV and JSON, one thread and three" "cmp -s '$work/one' '$work/out'"
check "outlook: SVG" 0 "" "$detente" outlook --format svg "$observers"
expect "outlook: the picture is XML" "python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' '$work/out'"
INPUT=$observers check "outlook: standard input" 0 "" "$detente" outlook -
printf 'actor,position,salience,capability\nA,10,50,1\nB,120,50,1\n' > "$work/off.csv"
check "outlook: position off the scale" 1 "off.csv: row 3, column position: position is off the scale" "$detente" outlook "$work/off.csv"
check "outlook: bad scale" 1 "is no scale" "$detente" outlook --scale 4:4 "$observers"
check "outlook: council of five" 1 "Security Council has 15 members" "$detente" outlook --vote unsc "$observers"
check "outlook: missing file" 1 "nowhere.csv: No such file" "$detente" outlook "$work/nowhere.csv"
LINES_EXPECTED=2 check "outlook: too few draws" 2 "Run with --help" "$detente" outlook --draws 5 "$observers"
check "outlook: help" 0 "" "$detente" outlook --help

[ "$failures" -eq 0 ] && echo "command line: all passed" || { echo "command line: $failures failed"; exit 1; }
