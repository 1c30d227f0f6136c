#!/usr/bin/env bash
# The relations of the examples, reckoned anew by tests/relation_check.py. Usage: tests/relation_check.sh PATH/TO/detente SOURCE_DIR
set -euo pipefail
detente=$1
source_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$detente" ingest --db "$work/news.db" "$source_dir/examples/nato-russia/dispatches.jsonl" > /dev/null 2>&1
number=0
for pair in "NATO RUS" "RUS USA" "RUS TUR"; do
  for options in "" "--as-of 2016-01-22" "--as-of 2014-03-01 --scale plover" "--members --scale quad"; do
    number=$((number + 1))
    # shellcheck disable=SC2086
    "$detente" relation $pair --db "$work/news.db" $options --format json --explain > "$work/$number.json" || [ $? -eq 3 ]
  done
done
python3 "$source_dir/tests/relation_check.py" "$work"/*.json
# A list of relations: what changed, and that nothing did
printf 'NATO RUS\nRUS USA # a comment\nOSCE\n' > "$work/list.txt"
code=0
"$detente" watch "$work/list.txt" --db "$work/news.db" --since 2015-12-31 --as-of 2016-01-22 --format atom > "$work/feed.xml" || code=$?
[ "$code" -eq 10 ] || { echo "watch: exit code $code, expected 10"; exit 1; }
python3 -c 'import sys, xml.etree.ElementTree as e; f = e.parse(sys.argv[1]).getroot(); n = "{http://www.w3.org/2005/Atom}"; assert f.find(n + "updated") is not None and f.findall(n + "entry")' "$work/feed.xml"
"$detente" watch "$work/list.txt" --db "$work/news.db" --since 2017-12-31 > "$work/none.txt"
grep -q "nothing changed" "$work/none.txt"
