#!/usr/bin/env bash
# The program as users meet it: bad input, exit codes, filters, threads. Usage: tests/command_line.sh PATH/TO/detente SOURCE_DIR
set -uo pipefail
detente=$1
source_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source "$source_dir/tests/check.sh"

# Bad input
: > "$work/empty.txt"
check "empty file" 1 "empty.txt: is empty" "$detente" code "$work/empty.txt"
check "missing file" 1 "nowhere.txt: No such file" "$detente" code "$work/nowhere.txt"
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

# Readers: every kind of input, and what can be wrong with each
mkdir "$work/in"
python3 "$source_dir/tests/readers_fixtures.py" "$work/in"
# documents NAME NUMBER FILE: so many documents have an expulsion or are told to leave, nothing is wrong
documents() { check "$1" 0 "" "$detente" code "$work/in/$3"; expect "$1: documents" "[ \$(grep -o '\"doc\":\"[^\"]*\"' '$work/out' | sort -u | wc -l) -eq $2 ]"; }
documents "gz" 1 plain.txt.gz
documents "HTML page" 1 page.html
expect "the page's date" "grep -q '2016-01-22' '$work/out'"
expect "no comment, cookie banner or script is read" "! grep -qiE 'dorland|cookie|museum' '$work/out'"
documents "10,000-deep HTML" 1 deep.html
documents "RSS" 1 feed.rss
documents "Atom" 1 feed.atom
documents "JSON Feed" 1 feed.json
documents "ZIP with a tar in it" 3 stories.zip
documents "tar.gz" 2 stories.tar.gz
documents "WARC" 1 crawl.warc.gz
documents "Latin-1" 1 latin.txt
documents "UTF-16" 1 wide.txt
INPUT="$work/in/stories.zip" check "ZIP on standard input" 0 "" "$detente" code -
check "folder with an image" 4 "c.png: is an image, which cannot be read" "$detente" code "$work/in/folder"
expect "the folder's other files are coded" "grep -q '\"doc\":\"a.txt\"' '$work/out'"
check "empty folder" 1 "empty: holds no files" "$detente" code "$work/in/empty"
check "truncated gz" 4 "cut.txt.gz: the gzip data end early" "$detente" dates "$work/in/cut.txt.gz"
expect "what was unpacked of a truncated gz is read" "[ \$(grep -c Friday '$work/out') -ge 150 ]"
check "gz bomb" 4 "bomb.gz: unpacks to more than 200 times its size" "$detente" dates "$work/in/bomb.gz" "$work/in/plain.txt.gz"
check "zip bomb" 1 "bomb.zip: .*unpacks to more than 200 times its size" "$detente" dates "$work/in/bomb.zip"
check "truncated ZIP" 1 "cut.zip" "$detente" code "$work/in/cut.zip"
check "feed with entities" 1 "bomb.rss: the feed declares entities and is refused" "$detente" code "$work/in/bomb.rss"
check "truncated feed" 4 "cut.rss:[0-9]*: no valid XML" "$detente" code "$work/in/cut.rss"
check "truncated WARC" 4 "cut.warc: record 3: the data end early" "$detente" code "$work/in/cut.warc"
LINES_EXPECTED=2 check "CSV" 4 "table.csv:5: a quotation mark is not closed" "$detente" code "$work/in/table.csv"
expect "the good row of the CSV is coded" "grep -q SANCTION '$work/out'"
check "a column that is not there" 1 "no column 'main' in the header (nr, headline, body, date)" "$detente" code --columns text=main "$work/in/table.csv"
LINES_EXPECTED=2 check "a field that is none" 2 "is none of id, title" "$detente" code --columns body=text "$work/in/table.csv"
check "other languages are skipped and counted" 0 "2 documents in other languages skipped: 1 fr, 1 ru" "$detente" code "$work/in/french.jsonl"
expect "the English document is coded" "grep -q '\"doc\":\"en\"' '$work/out'"
check "parse reads packed text" 0 "" "$detente" parse "$work/in/plain.txt.gz"
expect "packed text is parsed" "grep -q 'diplomats' '$work/out'"
check "other languages at will" 0 "" "$detente" dates --any-language "$work/in/french.jsonl"
check "eval merge without a folder" 1 "no such folder" "$detente" eval merge "$work/nowhere"
check "eval same-event without a folder" 1 "no such folder" "$detente" eval same-event "$work/nowhere"
# The store
db="$work/news.db"
check "ingest" 0 "" "$detente" ingest --db "$db" -j 2 "$examples"
expect "ingest ends with a summary" "grep -q ' events\$' '$work/out'"
# Everything that users see, in one order, without row numbers
cat > "$work/dump.py" <<'PY'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
for view in ("documents", "events"):
    for row in db.execute(f"SELECT * FROM {view} ORDER BY id"): print(row)
for row in sorted(map(repr, (r[1:] for r in db.execute("SELECT * FROM reports")))): print(row)
for row in db.execute("SELECT c.text, coalesce(o.text, ''), p.day, e.id, p.flags, p.independent, p.published FROM event_party p JOIN code c ON c.code = p.party "
                      "LEFT JOIN code o ON o.code = p.other JOIN event e USING(event) ORDER BY 1, 2, 3, 4"): print(row)
for row in db.execute("SELECT * FROM coverage ORDER BY day"): print(row)
PY
dump() { python3 "$work/dump.py" "$1" > "$2" || { echo "FAIL the store $1 is damaged"; failures=$((failures + 1)); }; }
dump "$db" "$work/store.once"
expect "the store has documents and events" "[ \$(wc -l < '$work/store.once') -gt 300 ]"
check "ingest again" 0 "" "$detente" ingest --db "$db" "$examples"
expect "a second ingest changes nothing" "grep -q '^0 documents stored, 0 revised, 108 unchanged' '$work/out'"
dump "$db" "$work/store.twice"
expect "two ingests are as one" "cmp -s '$work/store.once' '$work/store.twice'"
INPUT=$examples check "ingest of standard input" 0 "" "$detente" ingest --db "$work/stdin.db" --quiet -
dump "$work/stdin.db" "$work/store.stdin"
expect "standard input gives the same store" "cmp -s '$work/store.once' '$work/store.stdin'"
mkdir -p "$work/folder/sub"
printf 'Arvia\n' > "$work/folder/.hidden"
printf 'Russia expelled two diplomats of France.\n' > "$work/folder/a.txt"
printf 'Spain recalled its ambassador from Cuba.\n' > "$work/folder/sub/a.txt"
check "ingest of a folder" 0 "" "$detente" ingest --db "$work/folder.db" --published 2016-01-22 "$work/folder"
expect "files of one name in two folders are two documents" "grep -q '^2 documents stored' '$work/out'"
: > "$work/folder/sub/empty.txt"
check "ingest with an empty file" 4 "empty.txt: is empty" "$detente" ingest --db "$work/folder.db" --published 2016-01-22 "$work/folder"
check "ingest of nothing that is there" 1 "nowhere.txt" "$detente" ingest --db "$work/none.db" "$work/nowhere.txt"
check "a store that is a text" 1 "no SQLite file" "$detente" ingest --db "$source_dir/README.md" "$examples"
check "events without a store" 1 "no such store" "$detente" events --db "$work/nowhere.db"
python3 - "$work/newer.db" "$work/foreign.db" <<'PY'
import sqlite3, sys
a = sqlite3.connect(sys.argv[1]); a.execute("CREATE TABLE t(x)"); a.execute("PRAGMA application_id=0x44544E54"); a.execute("PRAGMA user_version=99"); a.commit()
b = sqlite3.connect(sys.argv[2]); b.execute("CREATE TABLE t(x)"); b.commit()
PY
check "a store of a newer schema" 1 "has schema 99" "$detente" ingest --db "$work/newer.db" "$examples"
check "a SQLite file of another program" 1 "of another program" "$detente" ingest --db "$work/foreign.db" "$examples"
check "a store in a folder that is not there" 1 "no_folder" "$detente" ingest --db "$work/no_folder/n.db" "$examples"
cp "$db" "$work/locked.db"
python3 - "$work/locked.db" "$work/is_locked" <<'PY' &
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None); db.execute("BEGIN IMMEDIATE"); open(sys.argv[2], "w").close(); time.sleep(60)
PY
locker=$!
for _ in $(seq 100); do [ -e "$work/is_locked" ] && break; sleep 0.1; done
check "a store that is locked" 1 "locked by another process" "$detente" ingest --db "$work/locked.db" "$work/folder/a.txt"
check "a locked store can be read" 0 "" "$detente" events --db "$work/locked.db" --limit 1
kill "$locker"
wait "$locker" 2> /dev/null
dump "$work/locked.db" "$work/store.locked"
expect "a locked store is intact" "cmp -s '$work/store.once' '$work/store.locked'"

check "events" 0 "" "$detente" events --db "$db" --dyad RUS,USA --from 2016 --format jsonl
expect "events are of the dyad and the dates" "python3 - '$work/out' <<'PY'
import json, sys
found = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
assert found
for e in found:
    assert {'RUS', 'USA'} <= {p[k] for p in e['actors'] + e['recipients'] for k in ('id', 'country')}, e
    assert (e['date'] or {'end': e['last_published']})['end'] >= '2016', e
PY"
check "events as CSV" 0 "" "$detente" events --db "$db" --type SANCTION --format csv
expect "CSV has its columns in every row" "python3 - '$work/out' <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8', newline='')))
assert rows and all(r['type'] == 'SANCTION' and None not in r and None not in r.values() for r in rows)
PY"
check "events as of a day" 0 "" "$detente" events --db "$db" --as-of 2014-12-31 --format jsonl
expect "nothing later is used" "[ -s '$work/out' ] && ! grep -q '\"last_published\":\"201[5-9]' '$work/out'"
check "events with a date that is none" 1 "is no date" "$detente" events --db "$db" --from soon
check "events with half a dyad" 1 "not two codes" "$detente" events --db "$db" --dyad RUS
check "no events" 0 "" "$detente" events --db "$db" --actor XYZ
expect "no events says so" "grep -q '^no events' '$work/out'"
event=$("$detente" events --db "$db" --limit 1 --format jsonl | python3 -c 'import json,sys; print(json.loads(sys.stdin.readline())["id"])')
check "show" 0 "" "$detente" show --db "$db" "$event" --explain
expect "the receipt marks the trigger and says who" "grep -q '\\[' '$work/out' && grep -q ' says ' '$work/out'"
check "show of nothing" 3 "no event" "$detente" show --db "$db" e0
# Export
for format in gdelt2 gdelt2-mentions icews polecat plover phoenix keds quadruples relational graphml gexf geojson ics csv parquet; do
  "$detente" export --db "$db" --format "$format" --out "$work/export/" 2> "$work/err"
  expect "export $format says at most what it leaves out" "[ \$(wc -l < '$work/err') -le 1 ] && ! grep -v 'events left out: ' '$work/err'"
  "$detente" export --db "$db" --format "$format" > "$work/out" 2> /dev/null
  main=$(ls "$work/export" | grep -v datapackage)
  expect "export $format: the same bytes on standard output" "[ -s '$work/out' ] && cmp -s '$work/export/$main' '$work/out'"
  rm -r "$work/export"
done
"$detente" export --db "$db" --format csv --out "$work/events.csv"
expect "export csv has its data package" "python3 -c 'import json,sys; assert json.load(open(sys.argv[1], encoding=\"utf-8\"))[\"resources\"][0][\"path\"] == \"events.csv\"' '$work/datapackage.json'"
"$detente" export --db "$db" --format gdelt2 --dyad RUS,USA --as-of 2014-12-31 > "$work/out" 2> /dev/null
expect "export: GDELT has 61 columns" "[ -s '$work/out' ] && awk -F'\t' 'NF != 61 || \$60 > 20150000000000 { exit 1 }' '$work/out'"
"$detente" export --db "$db" --format ics --out "$work/planned.ics" 2> /dev/null
expect "export: lines of the calendar end with CR" "[ -s '$work/planned.ics' ] && ! grep -qv \$'\r\$' '$work/planned.ics'"
check "export: numbers need a folder" 1 "name a folder" "$detente" export --db "$db" --format quadruples --integer-ids
"$detente" export --db "$db" --format quadruples --integer-ids --out "$work/graph/" 2> /dev/null
expect "export: the numbers are those of the lists" "awk -F'\t' 'NR == FNR { known[\$2] = 1; next } !(\$1 in known && \$3 in known) { exit 1 }' '$work/graph/entity2id.txt' '$work/graph/quadruples.txt'"
LINES_EXPECTED=2 check "export: unknown format" 2 "none of the formats" "$detente" export --db "$db" --format xls
check "export: missing store" 1 "nowhere.db" "$detente" export --db "$work/nowhere.db" --format csv
check "export: folder that cannot be" 1 "cannot be" "$detente" export --db "$db" --format csv --out "$work/planned.ics/x/"
check "export: date that is none" 1 "is no date" "$detente" export --db "$db" --format csv --from soon
check "export: help" 0 "" "$detente" export --help
expect "export help has formats and examples" "grep -q Examples '$work/out' && grep -q parquet '$work/out'"
check "forget" 0 "" "$detente" forget --db "$work/folder.db" sub/a.txt
check "forget of nothing" 3 "no document" "$detente" forget --db "$work/folder.db" sub/a.txt
check "events after it" 0 "" "$detente" events --db "$work/folder.db" --actor ESP --format jsonl
expect "what only it supported is gone" "[ ! -s '$work/out' ]"
check "ingest: help" 0 "" "$detente" ingest --help
expect "ingest help has an example" "grep -q Examples '$work/out'"
# Blocs
check "blocs" 0 "" "$detente" blocs --edges "$source_dir/examples/blocs/council.csv" --groups 2 --format json
expect "blocs: proved, every actor once" "python3 - '$work/out' <<'PY'
import json, sys
o = json.load(open(sys.argv[1], encoding='utf-8'))
assert o['optimal'] is True and o['frustration'] == 1 and 'gap' not in o, o
assert sorted(n for g in o['groups'] for n in g) == ['Arvia', 'Belmark', 'Corvia', 'Dorland', 'Estmere', 'Falland'], o
assert o['frustrated'] == [{'a': 'Dorland', 'b': 'Estmere', 'weight': 1}], o
PY"
check "blocs: arcs and alpha" 0 "" "$detente" blocs --edges "$source_dir/examples/blocs/assembly.csv" --groups 3 --alpha 0.5
expect "blocs: half a weight" "grep -q '^frustration  0.5  (optimal)' '$work/out'"
check "blocs: no effort" 0 "" "$detente" blocs --edges "$source_dir/examples/blocs/council.csv" --groups 2 --effort 0 --format json
expect "blocs: the gap is stated" "grep -q '\"optimal\":false,\"lower_bound\":[0-9.]*,\"gap\":[0-9]' '$work/out'"
printf 'a,b,sign\nArvia,Belmark,1\nArvia,Arvia,1\n' > "$work/self.csv"
check "blocs: a line with itself" 1 "self.csv:3: column b: 'Arvia' stands in a line with itself" "$detente" blocs --edges "$work/self.csv"
check "blocs: missing file" 1 "nowhere.csv: No such file" "$detente" blocs --edges "$work/nowhere.csv"
check "blocs: too many groups" 1 "9 groups cannot each have one of 6 actors" "$detente" blocs --edges "$source_dir/examples/blocs/council.csv" --groups 9
check "blocs: bad alpha" 1 "alpha must lie between 0 and 1" "$detente" blocs --edges "$source_dir/examples/blocs/council.csv" --alpha 2
LINES_EXPECTED=2 check "blocs: no file" 2 "edges is required" "$detente" blocs
check "blocs: help" 0 "" "$detente" blocs --help
expect "blocs help has examples" "grep -q Examples '$work/out'"

# Stances, splits and issues of a store
check "a store of relations" 0 "" "$detente" ingest --quiet --db "$work/relations.db" "$examples"
check "members" 0 "" "$detente" blocs --within NATO --toward RUS --db "$work/relations.db" --as-of 2016-01-22 --format json
expect "the split of the members" "python3 - '$work/out' <<'PY'
import json, sys
told = json.load(open(sys.argv[1], encoding='utf-8'))
group = {m: i for i, g in enumerate(told['groups']) for m in g}
assert told['split'] and told['optimal'] and group['DEU'] == group['FRA'] != group['GBR'] == group['USA'], told['groups']
assert all(m['evidence'] for m in told['members']) and told['silent'] + len(told['members']) == 28
PY"
cp "$work/out" "$work/one"
check "members by name" 0 "" "$detente" blocs --within NATO --toward Russia --db "$work/relations.db" --as-of 2016-01-22 --format json
expect "names are as good as codes" "cmp -s '$work/one' '$work/out'"
check "members, who moved" 0 "" "$detente" blocs --within NATO --toward RUS --db "$work/relations.db" --as-of 2016-05-01 --since 2014-03-01
expect "who moved is told" "grep -q '^moved ' '$work/out'"
check "members: nothing asked" 1 "needs --toward ACTOR" "$detente" blocs --within NATO --db "$work/relations.db"
check "members: no organisation" 1 "no organisation with members" "$detente" blocs --within XXX --toward RUS --db "$work/relations.db"
check "members: nobody" 1 "nobody is called so" "$detente" blocs --within NATO --toward Nowhereland --db "$work/relations.db"
check "issues" 0 "" "$detente" issues --db "$work/relations.db" --as-of 2016-01-22
expect "Syria is first" "sed -n 2p '$work/out' | grep -q ' Syria '"
check "issues of a pair" 0 "" "$detente" issues NATO RUS --db "$work/relations.db" --as-of 2016-01-22 --format json
expect "Syria is first of the pair, and Russia is none" "python3 - '$work/out' <<'PY'
import json, sys
told = json.load(open(sys.argv[1], encoding='utf-8'))
names = [i['issue'] for i in told['issues']]
assert names[0] == 'Syria' and 'Russia' not in names and told['issues'][0]['dyads'][0]['events'], names
PY"
check "issues: half a pair" 1 "one side alone is no pair" "$detente" issues NATO --db "$work/relations.db"
stances="--within NATO --toward RUS --db $work/relations.db --as-of 2016-01-22"
check "a case from stances" 0 "" "$detente" outlook $stances --format json
cp "$work/out" "$work/one"
for format in csv json; do
  check "a case written as $format" 0 "" "$detente" outlook $stances --write-case "$work/case.$format"
  check "a written case as $format" 0 "" "$detente" outlook --format json "$work/case.$format"
  expect "the written case reads back to the same" "python3 - '$work/one' '$work/out' <<'PY'
import json, sys
a, b = (json.load(open(f, encoding='utf-8')) for f in sys.argv[1:])
assert a.pop('stances')['silent']
a.pop('name'), b.pop('name')
assert a == b
PY"
done
LINES_EXPECTED=2 check "outlook of nothing" 2 "CASE or --within" "$detente" outlook
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
# Import
printf '890402\tYUG\tKSV\t224\t(RIOT)\tRIOT\r890404\tBOSSER\tBOS\t223\t(MIL ENGAGEMENT)\tSHELLED\r' > "$work/small.dat"
gzip -kf "$work/small.dat"
check "import: the format is told" 0 "small.dat.gz: read as keds, told by its content" "$detente" import --db "$work/import.db" "$work/small.dat.gz"
expect "import stores" "grep -q '2 events read: 2 stored, 0 known already; 0 rows skipped' '$work/out'"
check "import again" 0 "" "$detente" import --format keds --db "$work/import.db" "$work/small.dat"
expect "import again changes nothing" "grep -q '2 events read: 0 stored, 2 known already' '$work/out'"
check "import: the events are there" 0 "" "$detente" events --db "$work/import.db" --actor bosnian-serbs
expect "import: the camp is no government" "grep -q 'bosnian-serbs > BIH' '$work/out'"
printf '890402\tYUG\tKSV\t224\nx\ty\n' > "$work/half.dat"
check "import: a bad row" 4 "half.dat:2: date 'x' is no date" "$detente" import --format keds --dry-run "$work/half.dat"
check "import: no known format" 1 "told by its content; name it with --format" "$detente" import --dry-run "$source_dir/LICENSE"
check "import: empty file" 1 "empty.txt: is empty" "$detente" import --dry-run "$work/empty.txt"
check "import: missing file" 1 "nowhere.csv: No such file" "$detente" import --dry-run "$work/nowhere.csv"
head -c 40 "$work/small.dat.gz" > "$work/cut.dat.gz"
check "import: truncated gz" 1 "cut.dat.gz: the gzip data end early" "$detente" import --format keds --dry-run "$work/cut.dat.gz"
check "import: no store" 2 "--db is needed" "$detente" import "$work/small.dat"
LINES_EXPECTED=2 check "import: unknown format" 2 "not in" "$detente" import --dry-run --format acled "$work/small.dat"
check "import: folder that is not there" 1 "cannot be opened" "$detente" import --format keds --db "$work/none/x.db" "$work/small.dat"

# The brief: six parts, and every number in it leads to a report or a document that was there on the day
brief_db="$work/brief.db"
check "ingest for the brief" 0 "" "$detente" ingest -q --db "$brief_db" "$examples"
for day in 2014-03-01 2016-01-22 2016-05-01; do
  check "brief as of $day" 0 "" "$detente" brief NATO RUS --db "$brief_db" --as-of $day --format json
  expect "the brief of $day holds together" "python3 - '$work/out' $day <<'PY'
import json, sys
b = json.load(open(sys.argv[1], encoding='utf-8'))
assert [p['part'] for p in b['parts']] == ['signal', 'background', 'agenda', 'issue', 'split', 'outlook'], b['parts']
used = {n for p in b['parts'] for s in p['sentences'] for n in s['references']}
assert used == set(range(1, len(b['references']) + 1)), used
for r in b['references']:
    assert (r['event'] or r['document']) and r['text'] and r['published'][:10] <= sys.argv[2], r
assert all(p['sentences'] for p in b['parts'])
PY"
  cp "$work/out" "$work/brief.$day"
done
expect "briefs of other days differ" "! cmp -s '$work/brief.2016-01-22' '$work/brief.2016-05-01'"
expect "the brief reads the example" "python3 - '$work/brief.2014-03-01' '$work/brief.2016-01-22' '$work/brief.2016-05-01' <<'PY'
import json, sys
before, then, after = ({p['part']: ' '.join(s['text'] for s in p['sentences']) for p in json.load(open(f, encoding='utf-8'))['parts']} for f in sys.argv[1:])
assert 'too few to call a change' in before['signal'] and 'Ambassadors: open' in before['background'], before
assert 'Ambassadors: suspended since' in then['background'] and 'Ministers: meeting informally' in then['background'], then['background']
assert '25 January 2016' in then['agenda'] and '10-11 February 2016' in then['agenda'], then['agenda']
assert then['issue'].startswith('Syria'), then['issue']
favour, against = then['split'].split('Against:')
assert 'Germany' in favour and 'France' in favour and 'United Kingdom' in against and 'United States' in against.split('Not told apart')[0], then['split']
assert 'Ambassadors: open since 20 April 2016' in after['background'], after['background']
PY"
check "brief as a page" 0 "" "$detente" brief NATO Russia --db "$brief_db" --as-of 2016-01-22 --format html --out "$work/brief.html"
expect "the page has charts and no script" "grep -q '<svg' '$work/brief.html' && ! grep -qi '<script' '$work/brief.html' && grep -q '</html>' '$work/brief.html'"
check "brief of one side" 1 "both sides" "$detente" brief RUS Russia --db "$brief_db"
check "brief of somebody unknown" 0 "" "$detente" brief ZZZ RUS --db "$brief_db"
expect "an empty brief says so" "grep -q 'Nothing is reported of events between ZZZ and Russia' '$work/out'"

[ "$failures" -eq 0 ] && echo "command line: all passed" || { echo "command line: $failures failed"; exit 1; }
