#!/bin/sh
# outlook_bytes.sh PROGRAM PROGRAM SOURCE: two builds of outlook/ at different optimisation levels give the same bytes.
set -e
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" "$3/data" "$3/examples/outlook/observers.csv" > "$work/a"
"$2" "$3/data" "$3/examples/outlook/observers.csv" > "$work/b"
[ "$(wc -c < "$work/a")" -gt 10000 ] || { echo "too little output"; exit 1; }
cmp "$work/a" "$work/b"
