#!/usr/bin/env bash
# stances.sh PROGRAM SOURCE: the splits read from tests/stances/*.jsonl and from the NATO-Russia dispatches against what a reader expects.
# A member expected on a side may be undecided, but never on the other side, and at least `kDecided` of all must be decided as expected.
set -u
detente=$1 source_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$detente" "$source_dir" "$work" <<'PY'
import json, subprocess, sys
detente, source, work = sys.argv[1:]
kDecided = 0.75
right = wrong = open_ = 0
failed = []
for line in open(f"{source}/tests/stances/expected.tsv", encoding="utf-8"):
    if line.startswith("#") or line.startswith("file\t"):
        continue
    file, as_of, arguments, favour, against = line.rstrip("\n").split("\t")
    path = f"{source}/examples/nato-russia/dispatches.jsonl" if file == "nato-russia" else f"{source}/tests/stances/{file}"
    db = f"{work}/{file}.db"
    subprocess.run([detente, "ingest", "--quiet", "--db", db, path], check=True)
    words = [a.replace("_", " ") for a in arguments.split()]
    out = subprocess.run([detente, "blocs", "--db", db, "--as-of", as_of, "--format", "json", *words], check=True, capture_output=True, text=True).stdout
    told = json.loads(out)
    for expected, same, other in ((favour.split(), "for", "against"), (against.split(), "against", "for")):
        for member in expected:
            if member in told[same]:
                right += 1
            elif member in told[other]:
                wrong += 1
                failed.append(f"{file} {arguments}: {member} is told {other}, expected {same}")
            else:
                open_ += 1
                failed.append(f"{file} {arguments}: {member} is not decided, expected {same}")
print(f"stances: {right} as expected, {open_} undecided, {wrong} on the other side")
print("\n".join(failed))
sys.exit(0 if wrong == 0 and right >= kDecided * (right + open_) else 1)
PY
