#!/usr/bin/env bash
# What can be wrong with a document, a store or the disk under it: a clear line, the right exit code, and the store as it was before.
# Usage: tests/bad_input.sh PATH/TO/detente SOURCE_DIR
set -uo pipefail
detente=$(realpath "$1")
source_dir=$2
work=$(mktemp -d)
locker=
trap '[ -n "$locker" ] && kill "$locker" 2> /dev/null; umount "$work/small" 2> /dev/null; rm -rf "$work"' EXIT
. "$source_dir/tests/check.sh"
mkdir "$work/in"
python3 "$source_dir/tests/readers_fixtures.py" "$work/in"
ingest() { "$detente" ingest --quiet --db "$@"; }

# A store of a hundred small documents, which every trouble must leave as it is
python3 - "$work/good.jsonl" "$work/more.jsonl" <<'PY'
import json, sys
for path, begin in zip(sys.argv[1:], (0, 100)):
    with open(path, "w", encoding="utf-8") as f:
        for i in range(begin, begin + 100):
            f.write(json.dumps({"id": f"d{i}", "published": f"2016-{1 + i % 12:02}-{1 + i % 28:02}", "text": f"Arvia expelled {i + 2} diplomats of Belmark on Friday. "
                                + "The ministers of the two countries met in the capital. " * (i % 7)}) + "\n")
PY
db="$work/news.db"
check "a good store" 0 "" ingest "$db" "$work/good.jsonl"
dump "$db" "$work/before"
expect "it has documents" "[ \$(grep -c '^(.d[0-9]' '$work/before') -ge 100 ]"
unchanged() { dump "$db" "$work/after"; expect "$1: the store is intact" "cmp -s '$work/before' '$work/after'"; }

# Documents
check "truncated gz" 4 "cut.txt.gz: the gzip data end early (truncated file)" ingest "$work/cut.db" "$work/in/cut.txt.gz"
python3 - "$work/cut.db" > "$work/out" <<'PY'
import sqlite3, sys
print(max(len(t) for (t,) in sqlite3.connect(sys.argv[1]).execute("SELECT text FROM documents")))
PY
expect "all that was unpacked is stored" "[ \$(cat '$work/out') -gt 15000 ]"
gzip -c "$work/good.jsonl" | head -c 600 > "$work/cut.jsonl.gz"
check "truncated gz of lines" 4 "cut.jsonl.gz: the gzip data end early" ingest "$work/lines.db" "$work/cut.jsonl.gz"
expect "whole lines are stored" "[ \$(python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(\"SELECT count(*) FROM documents\").fetchone()[0])' '$work/lines.db') -gt 5 ]"
check "zip bomb" 1 "bomb.zip: .*unpacks to more than 200 times its size" ingest "$db" "$work/in/bomb.zip"
unchanged "zip bomb"
check "gz bomb" 1 "bomb.gz: unpacks to more than 200 times its size" ingest "$db" "$work/in/bomb.gz"
unchanged "gz bomb"
check "10,000-deep HTML" 0 "" ingest "$work/deep.db" "$work/in/deep.html"
expect "its text is stored" "\"\$detente\" events --db '$work/deep.db' --format jsonl | grep -q SANCTION"
python3 - "$work/in" <<'PY'
import sys
inside = '<rss version="2.0"><channel><item><title>Arvia expelled two diplomats of Belmark. {}</title></item></channel></rss>'
laughs = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(10)) + "]>"
open(sys.argv[1] + "/laughs.rss", "w").write(laughs + inside.format("&k;"))
open(sys.argv[1] + "/external.rss", "w").write('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + inside.format("&a;"))
open(sys.argv[1] + "/wrong.html", "wb").write('<html><head><meta charset="utf-8"><title>Envoys</title></head><body><p>Arvia expelled two diplomats of Belmark from the café of Señor Müller on Friday.</p></body></html>'.encode("latin-1"))
PY
check "billion laughs" 1 "laughs.rss: the feed declares entities and is refused" ingest "$db" "$work/in/laughs.rss"
check "external entities" 1 "external.rss: the feed declares entities and is refused" ingest "$db" "$work/in/external.rss"
unchanged "feeds with entities"
check "wrong charset" 0 "" ingest "$work/charset.db" "$work/in/wrong.html"
expect "is read in the right one" "python3 -c 'import sqlite3, sys; assert \"café of Señor Müller\" in sqlite3.connect(sys.argv[1]).execute(\"SELECT text FROM documents\").fetchone()[0]' '$work/charset.db'"

# Stores that are none
printf 'just a text, and no database at all, whatever its name may say, as the first bytes of it tell everybody who looks\n' > "$work/text.db"
cp "$work/text.db" "$work/text.copy"
check "no database" 1 "text.db: is not a store of detente (no SQLite file)" ingest "$work/text.db" "$work/more.jsonl"
check "no database: events" 1 "text.db: is not a store of detente (no SQLite file)" "$detente" events --db "$work/text.db"
expect "it is left alone" "cmp -s '$work/text.db' '$work/text.copy'"
: > "$work/empty.db"
check "an empty file: events" 1 "empty.db: is empty: no store yet" "$detente" events --db "$work/empty.db"
check "an empty file: ingest makes it a store" 0 "" ingest "$work/empty.db" "$work/good.jsonl"
dump "$work/empty.db" "$work/after"
expect "the same as any" "cmp -s '$work/before' '$work/after'"
mkdir "$work/folder.db"
check "a folder" 1 "folder.db: is a folder, not a store" ingest "$work/folder.db" "$work/more.jsonl"
check "a folder: events" 1 "folder.db: is a folder, not a store" "$detente" events --db "$work/folder.db"
head -c 20000 "$db" > "$work/half.db"
check "half a store" 1 "half.db" "$detente" events --db "$work/half.db"
cp "$db" "$work/newer.db"
python3 -c 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute("PRAGMA user_version=99"); d.commit()' "$work/newer.db"
for verb in "ingest --quiet" events; do
  check "a newer schema: $verb" 1 "newer.db: has schema 99; this program knows schemas up to" "$detente" $verb --db "$work/newer.db"
done
dump "$work/newer.db" "$work/after"
expect "a newer schema is left alone" "cmp -s '$work/before' '$work/after'"

# Another process writes
python3 - "$db" "$work/is_locked" <<'PY' &
import sqlite3, sys, time
d = sqlite3.connect(sys.argv[1], isolation_level=None); d.execute("BEGIN IMMEDIATE"); open(sys.argv[2], "w").close(); time.sleep(60)
PY
locker=$!
for _ in $(seq 100); do [ -e "$work/is_locked" ] && break; sleep 0.1; done
check "locked" 1 "news.db: is locked by another process" ingest "$db" "$work/more.jsonl"
check "locked, but readable" 0 "" "$detente" events --db "$db" --limit 1
kill "$locker"; wait "$locker" 2> /dev/null; locker=
unchanged "locked"

# No room: files may not grow beyond a limit, and on a small disk when one can be mounted
check "an undisturbed store" 0 "" ingest "$work/whole.db" --commit 8 "$work/good.jsonl" "$work/more.jsonl"
dump "$work/whole.db" "$work/whole"
full() {  # after a run that found no room: what is stored is sound, and a later run completes it
  dump "$2" "$work/after"
  check "$1: a later run" 0 "" ingest "$2" --commit 8 "$work/good.jsonl" "$work/more.jsonl"
  dump "$2" "$work/after"
  expect "$1: completes the store" "cmp -s '$work/whole' '$work/after'"
}
cp "$db" "$work/full.db"
limit=$(($(stat -c %s "$db") / 1024 + 100))
check "no room" 1 "full.db: \(cannot be read or written\|the disk is full\).*what was stored before is intact" bash -c 'ulimit -f "$1"; shift; exec "$@"' - "$limit" "$detente" ingest --quiet --commit 8 --db "$work/full.db" "$work/more.jsonl"
full "no room" "$work/full.db"
mkdir "$work/small"
if mount -t tmpfs -o size=400k tmpfs "$work/small" 2> /dev/null; then
  check "disk full" 1 "the disk is full; what was stored before is intact" ingest "$work/small/a.db" --commit 8 "$work/good.jsonl" "$work/more.jsonl"
  rm -f "$work"/rescued.db*
  cp "$work"/small/a.db "$work/rescued.db"
  [ -e "$work/small/a.db-wal" ] && cp "$work/small/a.db-wal" "$work/rescued.db-wal"
  full "disk full" "$work/rescued.db"
fi

# A folder that cannot be written. Root may write everywhere, so somebody else tries
mkdir "$work/closed" "$work/mine"
cp "$db" "$work/closed/a%20b?.db"
"$detente" events --db "$db" --format jsonl > "$work/events"
chmod -R a+rX "$work"
chmod 555 "$work/closed"
someone=()
[ "$(id -u)" -eq 0 ] && someone=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if "${someone[@]}" "$detente" --version > /dev/null 2>&1 && ! "${someone[@]}" touch "$work/closed/x" 2> /dev/null; then
  check "read-only folder: events" 0 "" "${someone[@]}" "$detente" events --db "$work/closed/a%20b?.db" --format jsonl
  expect "all of them" "[ -s '$work/out' ] && cmp -s '$work/events' '$work/out'"
  check "read-only folder: by text" 0 "" "${someone[@]}" "$detente" events --db "$work/closed/a%20b?.db" --text diplomats --limit 3
  check "read-only folder: ingest" 1 "cannot be \(written\|opened\)" "${someone[@]}" "$detente" ingest --quiet --db "$work/closed/a%20b?.db" "$work/more.jsonl"
  check "read-only folder: a new store" 1 "cannot be opened" "${someone[@]}" "$detente" ingest --quiet --db "$work/closed/new.db" "$work/more.jsonl"
  # A writer was killed here: its log cannot be read without a file beside it
  chmod 755 "$work/closed"
  printf 'log' > "$work/closed/a%20b?.db-wal"
  chmod 555 "$work/closed"
  check "read-only folder with a log" 1 "has changes beside it" "${someone[@]}" "$detente" events --db "$work/closed/a%20b?.db"
else
  echo "bad input: nobody here for whom a folder is read-only (left out)"
fi
chmod 755 "$work/closed"
unchanged "at the end"
finish "bad input"
