#!/usr/bin/env bash
# kill -9 at a hundred random moments of an ingest; what is left is completed by the same command, and the store is the one that an
# undisturbed run gives. Usage: tests/kill.sh PATH/TO/detente SOURCE_DIR [KILLS [SEED]]
set -uo pipefail
detente=$1
source_dir=$2
kills=${3:-100}
seed=${4:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$source_dir/tests/check.sh"

# Documents of a sentence each from the examples, several under each of many ids and dates
python3 - "$source_dir/examples/nato-russia/dispatches.jsonl" "$work/small.jsonl" <<'PY'
import json, sys
documents = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for copy in range(3):
        for d in documents:
            d = dict(d, id=f"{copy}-{d['id']}", outlet=f"{d.get('outlet', 'wire')} {copy}", text=". ".join(d["text"].split(". ")[copy:copy + 1]))
            if d["text"].strip(): out.write(json.dumps(d) + "\n")
PY
documents=$(wc -l < "$work/small.jsonl")
expect "there are documents" "[ $documents -ge 150 ]"
ingest() { "$detente" ingest --quiet --commit 8 -j 2 --db "$1" "$work/small.jsonl"; }
began=$(date +%s%N)
check "undisturbed" 0 "" ingest "$work/whole.db"
length=$(($(date +%s%N) - began))
dump "$work/whole.db" "$work/whole"

# Kills spread over the length of a run, on one store until it is whole, then on a new one
python3 - "$detente" "$work" "$length" "$kills" "$seed" "$documents" <<'PY' || failures=$((failures + 1))
import contextlib, io, os, random, sqlite3, subprocess, sys, time
detente, work, length, kills, seed, documents = sys.argv[1], sys.argv[2], int(sys.argv[3]) / 1e9, int(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6])
draw = random.Random(seed)
command = lambda db: [detente, "ingest", "--quiet", "--commit", "8", "-j", "2", "--db", db, work + "/small.jsonl"]
dump = compile(open(work + "/dump.py", encoding="utf-8").read(), "dump.py", "exec")
def views_of(path):
    out = io.StringIO()
    sys.argv[1] = path
    with contextlib.redirect_stdout(out): exec(dump, {})
    return out.getvalue()
views = views_of(work + "/whole.db")
number = killed = partial = stores = since = 0
db = f"{work}/k0.db"
def complete():
    global db, number, since, stores
    subprocess.run(command(db), check=True)
    if views_of(db) != views: sys.exit(f"FAIL after {killed} kills: the completed store {number} is not the undisturbed one")
    for end in ("", "-wal", "-shm"):
        if os.path.exists(db + end): os.unlink(db + end)
    stores += 1
    number += 1
    since = 0
    db = f"{work}/k{number}.db"
while killed < kills:
    run = subprocess.Popen(command(db))
    time.sleep(draw.uniform(0, length))
    if run.poll() is None:
        run.kill()
        run.wait()
        killed += 1
        since += 1
        try:
            stored = sqlite3.connect(f"file:{db}?mode=ro", uri=True).execute("SELECT count(*) FROM documents").fetchone()[0]
        except sqlite3.Error:
            stored = 0  # not yet a store
        partial += 0 < stored < documents
        if since < 6: continue  # a few kills on one store
    complete()
if since: complete()
if partial < kills // 20: sys.exit(f"FAIL only {partial} of {killed} kills found a store half made")
print(f"{killed} kills, {partial} of them with a store half made, {stores} stores completed")
PY
finish "kill"
