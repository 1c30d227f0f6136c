#!/usr/bin/env bash
# Scores on the development data. Usage: scripts/evaluate.sh PATH/TO/detente DATA, where DATA holds the archives (NAME.tar.xz) and
# DATA/../eval the scorers. The archives are unpacked into build/data. Every scorer reads the program's ordinary output.
set -euo pipefail
cd "$(dirname "$0")/.."
detente=$1
data=$2
eval_dir=$data/../eval
[ -d "$data" ] && [ -d "$eval_dir" ] || { echo "evaluate.sh: no archives in $data or no scorers in $eval_dir" >&2; exit 2; }
for name in ud plv gold-dev times places actors attribution certainty same-event decision plain; do
  [ -f "$data/$name.tar.xz" ] || continue
  if [ ! -d "build/data/$name" ]; then
    mkdir -p "build/data/$name"
    tar -xJf "$data/$name.tar.xz" -C "build/data/$name"
  fi
done
for bank in ewt gum; do
  file=build/data/ud/en_$bank-ud-dev.conllu
  [ -f "$file" ] || continue
  echo "== UD $bank, gold tokens; raw text =="
  python3 "$eval_dir/ud.py" "$file" --detente "$detente" | tail -2
  python3 "$eval_dir/ud.py" "$file" --raw --detente "$detente" | tail -2
done
if [ -f build/data/plv/PLV_train.tsv ]; then
  echo "== PLV_train: event type of a pair of parties =="
  python3 "$eval_dir/plv.py" build/data/plv/PLV_train.tsv --detente "$detente"
fi
if [ -d build/data/gold-dev ]; then
  echo "== gold-dev: whole documents =="
  python3 "$eval_dir/gold.py" build/data/gold-dev --detente "$detente"
fi
score() {  # TITLE PATH COMMAND...: the last line of a scorer of the program itself, when its data are there
  local title=$1 path=$2
  shift 2
  [ -e "$path" ] || return 0
  echo "== $title =="
  "$detente" eval "$@" | tail -1
}
score "times: TimeBank and AQUAINT" build/data/times/TBAQ-cleaned times build/data/times/TBAQ-cleaned
score "times: WikiWars" build/data/times/wikiwars times build/data/times/wikiwars
for set in aida-conll-dev reuters-128; do
  score "country mentions: $set" "build/data/actors/country-mentions/$set.tsv" countries "build/data/actors/country-mentions/$set.tsv" \
    "build/data/actors/linking/$set.benchmark.jsonl"
done
score "attribution: PolNeAR dev" build/data/attribution/dev attribution build/data/attribution/dev
for set in UW MEANTIME; do score "certainty: $set" "build/data/certainty/$set/dev.jsonl" certainty "build/data/certainty/$set/dev.jsonl"; done
score "calibration" build/data/plv/PLV_train.tsv calibration build/data/plv/PLV_train.tsv build/data/gold-dev
score "gold standard records" build/data/plv/GSR_dev.json gsr build/data/plv/GSR_dev.json
score "merging: NATO and Russia retold" tests/merge merge tests/merge examples/nato-russia/dispatches.jsonl
score "merging: other topics" tests/merge/other merge tests/merge/other
score "same event: ECB+" build/data/same-event/ECB+ same-event build/data/same-event/ECB+
score "outlook: DEU III" build/data/decision/deu3 outlook build/data/decision/deu3
for set in lgl GeoVirus; do
  if [ -f "build/data/places/$set.xml" ]; then
    echo "== places: $set =="
    "$detente" eval places "build/data/places/$set.xml"
  fi
done
if [ -d build/data/plain ]; then
  echo "== throughput on build/data/plain, whole process =="
  find build/data/plain -name '*.txt' ! -name 'README*' -print0 | sort -z | xargs -0 cat > build/data/plain.txt
  words=$(wc -w < build/data/plain.txt)
  for arguments in "parse" "code" "code -j 2"; do
    start=$(date +%s.%N)
    # shellcheck disable=SC2086
    "$detente" $arguments build/data/plain.txt > /dev/null 2>&1
    end=$(date +%s.%N)
    python3 -c "print('detente $arguments: %d words/s' % ($words / ($end - $start)))"
  done
fi
